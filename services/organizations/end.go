package organizations

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/poll"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// EndNote is what is written down when an organization ends.
type EndNote struct{ Reason, Assets, Archive string }

// Dissolve ends an organization for good: its members resolved it and its head writes it
// down, or the authority orders it. Everybody in it is told, and nothing that
// lives by it is left: memberships, applications, offices, units, votes,
// activities to come.
func (s *Service) Dissolve(
	ctx context.Context, actor models.Actor, id models.ID, note EndNote,
) (models.OrganizationView, error) {
	return s.move(ctx, actor, id, ActionDissolve, models.DissolveOrganization, func(
		tx *store.Tx, o models.Organization, _ models.OrganizationState,
	) error {
		end := models.OrganizationEnd{Cause: models.EndedByMembers, EndedBy: &actor.PersonID,
			Reason: text.Clean(note.Reason), Assets: text.CleanLines(note.Assets),
			Archive: text.CleanLines(note.Archive)}
		if !actor.InOrganization(o.ID, o.Kind.Head()) {
			end.Cause = models.EndedByAuthority
		}
		if bad := end.Check(); len(bad) > 0 {
			return models.ErrInvalid.With(bad...)
		}
		return dissolve(ctx, tx, o, end)
	})
}

// EndRecord reads the end record of a dissolved organization that the actor may see.
func (s *Service) EndRecord(ctx context.Context, actor models.Actor, id models.ID) (models.OrganizationEnd, error) {
	if _, err := s.st.Organization(ctx, actor, id); err != nil {
		return models.OrganizationEnd{}, err
	}
	end, err := endRecord(ctx, s.st, id)
	if errors.Is(err, store.ErrNotFound) {
		return end, models.ErrOrganizationStands.Because(err)
	}
	return end, err
}

// endDue ends a temporary organization whose last day is over.
func (s *Service) endDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	o, err := tx.LockOrganization(ctx, id)
	if err != nil {
		return err
	}
	if _, err := o.Next(models.DissolveOrganization); err != nil || o.EndsOn == nil {
		return nil //nolint:nilerr // it has ended before its day
	}
	if tx.Now < o.EndsOn.AddDays(1).Start() {
		return jobs.ErrEarly
	}
	end := models.OrganizationEnd{Cause: models.EndedByDate, Reason: models.EndReasonExpired}
	if err := dissolve(ctx, tx, o, end); err != nil {
		return err
	}
	detail := map[string]string{"from": string(o.State), "to": string(models.OrganizationDissolved),
		"cause": string(end.Cause)}
	return audit.Record(ctx, tx, models.System, audit.InOrganization(o, ActionDissolve, "organization", o.ID, detail))
}

// dissolve ends a locked organization with all that lives by it. Everybody is told by
// one statement, before their memberships end.
func dissolve(ctx context.Context, tx *store.Tx, o models.Organization, end models.OrganizationEnd) error {
	end.OrganizationID, end.MemberCount, end.UnitCount, end.EndedAt = o.ID, o.MemberCount, o.UnitCount, tx.Now
	n := notice(models.NoticeOrganizationDissolved, o)
	n.Params = map[string]string{"organization": o.Name, "reason": end.Reason}
	if err := inbox.TellEverybody(ctx, tx, o.ID, n); err != nil {
		return err
	}
	if err := dissolveRow(ctx, tx, o, &end); err != nil {
		return err
	}
	coming, err := listComingActivities(ctx, tx, o.ID)
	if err != nil {
		return err
	}
	for _, a := range coming {
		zh, en := a.StartsAt.Spoken()
		off := inbox.Notice{Kind: activity.NoticeCancelled, Subject: "activity", SubjectID: a.ID,
			Params: map[string]string{"activity": a.Title, "when": zh, "when_en": en,
				"reason": models.StoppedByEnd}}
		if err := inbox.TellSignups(ctx, tx, a.ID, off); err != nil {
			return err
		}
		if err := callOff(ctx, tx, a); err != nil {
			return err
		}
	}
	return stopPolls(ctx, tx, o.ID)
}

// stopPolls annuls what an organization was voting on, or going to: nobody is left whom the
// answer binds. The ballots that were cast by then are destroyed.
func stopPolls(ctx context.Context, tx *store.Tx, organization models.ID) error {
	if _, err := annulPolls(ctx, tx, organization); err != nil {
		return err
	}
	stopped, err := listAnnulledPolls(ctx, tx, organization) // after: a poll may have opened since
	if err != nil {
		return err
	}
	for _, id := range stopped {
		if err := jobs.Schedule(ctx, tx, poll.JobDiscard, id, tx.Now); err != nil {
			return err
		}
	}
	return nil
}

func yearOf(d models.Day) int64 {
	n, _ := strconv.ParseInt(string(d[:4]), 10, 64) // a Day begins with its year
	return n
}
