package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
)

// Register makes the actor a member of an organization that takes registrations instead
// of applications, at once.
func (s *Service) Register(
	ctx context.Context, actor models.Actor, organization models.ID,
) (models.OwnMembership, error) {
	return act.On(ctx, s.st, actor, act.Of[joining, models.OwnMembership]{
		Quiet: true, // an officer would read what the person has told of themselves
		Event: func(v joining) audit.Event {
			return audit.InOrganization(v.o, ActionRegister, "membership", v.m.ID, nil)
		},
		Lock: func(tx *store.Tx) (joining, error) { return lockJoined(ctx, tx, actor, organization) },
		Next: func(tx *store.Tx, v *joining) (err error) {
			v.m, err = models.Register(v.o, actor.PersonID, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *joining) error {
			if err := membership.Admits(ctx, tx, s.ring, v.o, actor.PersonID); err != nil {
				return err
			}
			v.m.ID = tx.NewID()
			if err := membership.Enter(ctx, tx, v.o, &v.m); err != nil {
				return err
			}
			if err := tx.InsertMembership(ctx, &v.m); err != nil {
				return membership.Taken(ctx, tx, v.o, v.m, err)
			}
			return nil
		},
		Tell: func(tx *store.Tx, v joining) error {
			n := inbox.Notice{Kind: models.NoticeRegisteredBy, Subject: "organization", SubjectID: v.o.ID}
			if err := inbox.TellHolders(ctx, tx, n, v.o, actor, v.o.Kind.Head()); err != nil {
				return err
			}
			n.Kind, n.PersonID = models.NoticeRegistered, actor.PersonID
			n.Params = map[string]string{"organization": v.o.Name}
			return inbox.Tell(ctx, tx, n)
		},
		Answer: func(_ *store.Tx, v joining) (models.OwnMembership, error) { return v.m.In(v.o), nil },
	})
}

// League shows the secretary of a League branch who has reached 28, and whether
// the branch is below its least size. It removes nobody.
func (s *Service) League(
	ctx context.Context, actor models.Actor, branch models.ID, page models.Page,
) (models.LeagueStatus, error) {
	o, err := s.st.Organization(ctx, actor, branch)
	if err != nil {
		return models.LeagueStatus{}, err
	}
	if err := o.MayReview(actor); err != nil {
		return models.LeagueStatus{}, err
	}
	if o.Kind != models.KindYouthLeague {
		return models.LeagueStatus{}, models.ErrLeagueOnly
	}
	now := s.st.Now()
	out := models.LeagueStatus{Organization: o.Organization, BelowMin: o.MemberCount < models.LeagueMin}
	out.Leavers, err = listLeagueLeavers(ctx, s.st, o.ID, models.LeagueCutoff(models.DayOf(now)), now, page)
	return out, err
}
