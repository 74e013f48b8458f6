package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Appeal asks for another look at what was decided against the actor: once,
// within the term. Administrators of the same or a higher level are asked, not
// the one who decided.
func (s *Service) Appeal(ctx context.Context, actor models.Actor, id models.ID, said string) (View, error) {
	said, err := words(said, 1, complaint.AppealWordsMax)
	if err != nil {
		return View{}, err
	}
	type appealed struct {
		c        complaint.Case
		desk     desk
		calendar models.Calendar
	}
	return act.On(ctx, s.st, actor, act.Of[appealed, View]{
		Event: func(v appealed) audit.Event { return about(v.c, ActionAppeal, nil) },
		Lock: func(tx *store.Tx) (v appealed, err error) {
			if _, err := readCaseAbout(ctx, tx, actor.PersonID, id); err != nil {
				return v, err
			}
			v.c, err = lockCase(ctx, tx, id)
			return v, err
		},
		Next: func(tx *store.Tx, v *appealed) (err error) {
			if v.calendar, err = tx.Calendar(ctx); err != nil {
				return err
			}
			return v.c.MayAppeal(v.calendar, actor.PersonID, tx.Now)
		},
		Do: func(tx *store.Tx, v *appealed) (err error) {
			v.c.State, v.c.AppealedAt = complaint.CaseAppealed, &tx.Now
			v.c.DueAt = complaint.DecideUntil(v.calendar, tx.Now, false)
			if v.c.AppealSealed, err = s.ring.Seal(keyring.CaseAppeal, v.c.ID[:], []byte(said)); err != nil {
				return err
			}
			if v.desk, err = nearestDesk(ctx, tx, v.c, v.c.DecidedLevel); err != nil {
				return err
			}
			v.c.DeskCode = v.desk.code
			err = act.Lost(moveCase(ctx, tx, v.c, complaint.CaseRemoved), complaint.ErrAppealedAlready)
			v.c.Version, v.c.UpdatedAt = v.c.Version+1, tx.Now
			return err
		},
		Tell: func(tx *store.Tx, v appealed) error {
			return v.desk.tell(ctx, tx, v.c, complaint.NoticeAppealed, jobAppeal)
		},
		Answer: func(tx *store.Tx, v appealed) (View, error) {
			return s.authorView(ctx, tx, v.c, actor.PersonID, tx.Now)
		},
	})
}

// Uphold decides that the first decision stands.
func (s *Service) Uphold(ctx context.Context, actor models.Actor, id models.ID, reason string) (View, error) {
	return s.review(ctx, actor, id, ActionUphold, complaint.Uphold, reason)
}

// Overturn reverses the first decision: what was published is shown again and
// the ban that came with it ends.
func (s *Service) Overturn(ctx context.Context, actor models.Actor, id models.ID, reason string) (View, error) {
	return s.review(ctx, actor, id, ActionOverturn, complaint.Overturn, reason)
}

func (s *Service) review(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	verb complaint.Verb, reason string) (View, error) {
	reason = text.Clean(reason)
	if err := models.CheckReason(reason); err != nil {
		return View{}, err
	}
	return s.onCase(ctx, actor, id, hearing{action: action, verb: verb,
		do: func(tx *store.Tx, v *trial) error {
			if err := mayJudge(ctx, tx, v.judge, v.c, verb); err != nil {
				return err
			}
			if verb == complaint.Overturn {
				if err := targets[v.c.TargetKind].mark(ctx, tx, v.c, models.ModerationPassed); err != nil {
					return err
				}
				if err := s.liftAll(ctx, tx, v.judge, v.c, reason); err != nil {
					return err
				}
			}
			v.c.State = complaint.Moves[verb][complaint.CaseAppealed]
			v.c.ReviewedBy, v.c.ReviewedAt, v.c.ReviewReason = &v.judge.PersonID, &tx.Now, reason
			if err := moveCase(ctx, tx, v.c, complaint.CaseAppealed); err != nil {
				return err
			}
			v.detail = map[string]string{"target": string(v.c.TargetKind)}
			return tellReview(ctx, tx, v.c)
		}})
}

// tellReview tells the author; when the decision was reversed also who had
// decided, and who had complained.
func tellReview(ctx context.Context, tx *store.Tx, c complaint.Case) error {
	kind := complaint.NoticeUpheld
	people := []models.ID{*c.AuthorID}
	if c.State == complaint.CaseOverturned {
		kind = complaint.NoticeOverturned
		people = append(people, *c.DecidedBy)
	}
	for _, person := range people {
		n := notice(kind, c, person)
		n.Params["reason"] = c.ReviewReason
		if err := inbox.Tell(ctx, tx, n); err != nil {
			return err
		}
	}
	if c.State != complaint.CaseOverturned {
		return nil
	}
	return tellReporters(ctx, tx, c, complaint.NoticeReportReversed)
}
