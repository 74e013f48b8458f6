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
func (s *Service) Register(ctx context.Context, actor models.Actor, body models.ID) (models.OwnMembership, error) {
	var out models.OwnMembership
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		o, err := act.LockOrganization(ctx, tx, actor, body)
		if err != nil {
			return err
		}
		m, err := models.Register(o, actor.PersonID, tx.Now)
		if err != nil {
			return err
		}
		if err := membership.Admits(ctx, tx, s.ring, o, actor.PersonID); err != nil {
			return err
		}
		m.ID = tx.NewID()
		if err := membership.Enter(ctx, tx, o, &m); err != nil {
			return err
		}
		if err := tx.InsertMembership(ctx, &m); err != nil {
			return membership.Taken(ctx, tx, o, m, err)
		}
		heads, err := holders(ctx, tx, o.ID, o.Kind.Head())
		if err != nil {
			return err
		}
		n := inbox.Notice{Kind: models.NoticeRegisteredBy, Subject: "organization", SubjectID: o.ID}
		if err := tell(ctx, tx, n, o, actor, heads...); err != nil {
			return err
		}
		n.Kind, n.PersonID, n.Params = models.NoticeRegistered, actor.PersonID, map[string]string{"organization": o.Name}
		if err := inbox.Tell(ctx, tx, n); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, ActionRegister, "membership", m.ID, nil)); err != nil {
			return err
		}
		out = membershipOf(m, o)
		return tx.Answer(ctx, out)
	})
	return out, err
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
	if !reviews(actor, o.Organization) {
		return models.LeagueStatus{}, models.ErrForbidden
	}
	if o.Kind != models.KindYouthLeague {
		return models.LeagueStatus{}, models.ErrLeagueOnly
	}
	now := s.st.Now()
	out := models.LeagueStatus{Organization: o.Organization, BelowMin: o.MemberCount < models.LeagueMin}
	out.Leavers, err = listLeagueLeavers(ctx, s.st, o.ID, models.LeagueCutoff(models.DayOf(now)), now, page)
	return out, err
}
