package mediation

import (
	"context"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// EndSeat ends the seat of a person, or takes back what is offered to them. Only an
// administrator over the place may, with a reason that the person reads. The last head
// of a committee with running cases stays (models.ErrCommitteeLastHead).
func (s *Service) EndSeat(ctx context.Context, actor models.Actor, committee, person models.ID,
	reason string) (models.MediationCommittee, error) {
	reason = text.CleanLines(reason)
	var bad []models.FieldError
	if length(&bad, "/reason", reason, 1, models.ReasonMax); len(bad) > 0 {
		return models.MediationCommittee{}, models.ErrInvalid.With(bad...)
	}
	may := func(c models.MediationCommittee) error { return mayNameMediators(actor, c) }
	return s.onSeat(ctx, actor, committee, ActionEndSeat, may, func(tx *store.Tx, c *models.MediationCommittee) error {
		if _, err := s.endSeat(ctx, tx, actor, *c, person); err != nil {
			return err
		}
		return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeSeatEnded, Subject: "committee", SubjectID: c.ID,
			Params: map[string]string{"committee": c.Name, "reason": reason}}, person)
	})
}

// LeaveSeat lays the actor's own seat down, or declines what is offered. The heads and
// whoever named the actor are told.
func (s *Service) LeaveSeat(ctx context.Context, actor models.Actor,
	committee models.ID) (models.MediationCommittee, error) {
	return s.onSeat(ctx, actor, committee, ActionEndSeat, nil, func(tx *store.Tx, c *models.MediationCommittee) error {
		told, err := s.endSeat(ctx, tx, actor, *c, actor.PersonID)
		if err != nil {
			return err
		}
		return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeSeatLeft, Subject: "committee", SubjectID: c.ID,
			Params: map[string]string{"committee": c.Name}}, told...)
	})
}

// endSeat ends what a person holds or is offered in a committee, whose row is held, and
// their part in its cases. It gives the heads that stay and whoever had named them.
func (s *Service) endSeat(ctx context.Context, tx *store.Tx, actor models.Actor, c models.MediationCommittee,
	person models.ID) ([]models.ID, error) {
	grants, err := listSeatsOf(ctx, tx, c.ID, person)
	if err != nil {
		return nil, err
	}
	if len(grants) == 0 && actor.PersonID == person {
		return nil, models.ErrForbidden
	}
	grants = slices.DeleteFunc(grants, func(g models.RoleGrant) bool { return !g.OpenAt(tx.Now) })
	if len(grants) == 0 {
		return nil, models.ErrRoleState
	}
	if err := mayLeaveSeat(ctx, tx, c.ID, person, tx.Now); err != nil {
		return nil, err
	}
	told, err := tx.CommitteePeople(ctx, c.ID, models.RoleCommitteeHead, tx.Now)
	if err != nil {
		return nil, err
	}
	served := false
	for _, g := range grants {
		served = served || g.Active(tx.Now)
		if err := act.Lost(tx.EndGrant(ctx, g.ID, actor.PersonID), models.ErrRoleState); err != nil {
			return nil, err
		}
		if g.GrantedBy != nil && !slices.Contains(told, *g.GrantedBy) {
			told = append(told, *g.GrantedBy)
		}
	}
	if served && c.FormedAt != nil {
		if err := oweFiling(ctx, tx, c.ID, models.FilingSeats); err != nil {
			return nil, err
		}
	}
	return models.Without(told, person), s.leaveCases(ctx, tx, person, &c.ID)
}

// mayLeaveSeat refuses to let the last head of a committee with running cases go.
func mayLeaveSeat(ctx context.Context, q store.Reader, committee, person models.ID, now models.Instant) error {
	alone, err := q.CommitteesHeadedAlone(ctx, person, now)
	if err == nil && slices.ContainsFunc(alone, func(h store.Headed) bool { return h.ID == committee }) {
		err = models.ErrCommitteeLastHead
	}
	return err
}
