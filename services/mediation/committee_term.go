package mediation

import (
	"context"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// Kinds of due work around committees; the subject is the term.
const (
	jobTermFirst  = "committee.term_60"
	jobTermSecond = "committee.term_30"
)

// committeeJobs gives the handlers of what falls due in the life of committees.
func (s *Service) committeeJobs() map[string]jobs.Handler {
	days := models.CommitteeReminders()
	ending := func(left int) jobs.Handler {
		return func(ctx context.Context, tx *store.Tx, id models.ID) error { return committeeEnding(ctx, tx, id, left) }
	}
	return map[string]jobs.Handler{jobTermFirst: ending(days[0]), jobTermSecond: ending(days[1])}
}

// beginCommitteeTerm puts a term on record with its two reminders; what lies in the past by
// then is left out.
func beginCommitteeTerm(ctx context.Context, tx *store.Tx, t models.CommitteeTerm) error {
	t.ID, t.CreatedAt = tx.NewID(), tx.Now
	if err := insertCommitteeTerm(ctx, tx, &t); err != nil {
		return err
	}
	for i, kind := range []string{jobTermFirst, jobTermSecond} {
		if at := t.EndsOn.AddDays(-models.CommitteeReminders()[i]).Start(); at > tx.Now {
			if err := jobs.Schedule(ctx, tx, kind, t.ID, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// committeeEnding tells the heads and the nearest administrators that a term ends, unless
// the committee was renewed.
func committeeEnding(ctx context.Context, tx *store.Tx, id models.ID, left int) error {
	t, err := readCommitteeTerm(ctx, tx, id)
	if err != nil {
		return err
	}
	c, err := store.LockRow[models.MediationCommittee](ctx, tx, t.CommitteeID)
	if err != nil || c.State != models.CommitteeActive || c.TermEndsOn != t.EndsOn {
		return err
	}
	told, err := tx.CommitteePeople(ctx, c.ID, models.RoleCommitteeHead, tx.Now)
	if err != nil {
		return err
	}
	admins, err := tx.NearestAdmins(ctx, append(c.RegionCode.Ancestors(), c.RegionCode), tx.Now, inbox.ToldMax)
	if err != nil {
		return err
	}
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeCommitteeEnding, Subject: "committee",
		SubjectID: c.ID, Params: map[string]string{"committee": c.Name, "days": strconv.Itoa(left),
			"day": string(c.TermEndsOn)}}, append(told, models.Without(admins, told...)...)...)
}

// RenewCommittee begins the next term of three years, with the people who serve: from the day
// after the running one ends, or from today when that is past. Only an administrator over the
// place may, from ninety days before the end on (models.ErrCommitteeEarly). Offers that wait
// go on waiting.
func (s *Service) RenewCommittee(ctx context.Context, actor models.Actor,
	committee models.ID) (models.MediationCommittee, error) {
	may := func(c models.MediationCommittee) error { return mayNameMediators(actor, c) }
	return s.onSeat(ctx, actor, committee, ActionRenewCommittee, may,
		func(tx *store.Tx, c *models.MediationCommittee) error {
			if c.State != models.CommitteeActive {
				return models.ErrCommitteeOver
			}
			t, err := c.NextTerm(models.DayOf(tx.Now), actor.PersonID)
			if err != nil {
				return err
			}
			if err := act.Taken(beginCommitteeTerm(ctx, tx, t), models.ErrCommitteeEarly); err != nil {
				return err
			}
			if err := renewCommittee(ctx, tx, c, t.EndsOn); err != nil {
				return err
			}
			if c.FormedAt != nil {
				if err := oweFiling(ctx, tx, c.ID, models.FilingRenewal); err != nil {
					return err
				}
			}
			people, err := tx.CommitteePeople(ctx, c.ID, models.RoleMediator, tx.Now)
			if err != nil {
				return err
			}
			return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeCommitteeRenewed, Subject: "committee",
				SubjectID: c.ID, Params: map[string]string{"committee": c.Name, "day": string(t.EndsOn)}}, people...)
		})
}
