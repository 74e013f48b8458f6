package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// CloseAccount takes the roles over regions of a person back and refuses what
// is offered to her, in the transaction that closes the account, whose row is
// held. The person who offered is told, as of any refusal.
func (s *Service) CloseAccount(ctx context.Context, tx *store.Tx, actor models.Actor, _ bool) error {
	offers, err := listOpenRoleOffersTo(ctx, tx, actor.PersonID)
	if err != nil {
		return err
	}
	for _, o := range offers {
		err := closeRoleOffer(ctx, tx, o.ID, o.State, models.RoleDeclined)
		if errors.Is(err, store.ErrNotAffected) { // withdrawn meanwhile
			continue
		}
		if err != nil {
			return err
		}
		if err := tellRole(ctx, tx, models.NoticeRoleDeclined, o, "", o.OfferedBy); err != nil {
			return err
		}
	}
	grants, err := tx.ActiveGrants(ctx, actor.PersonID, tx.Now)
	if err != nil {
		return err
	}
	var over []models.ID
	for _, g := range grants {
		if g.ScopeKind != models.ScopeRegion {
			continue
		}
		over = append(over, g.ID)
		event := audit.Event{Action: ActionEndRole, Object: "role", ObjectID: g.ID, RegionCode: *g.RegionCode,
			Detail: map[string]string{"role": string(g.Role)}}
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
	}
	if err := endGrantsOf(ctx, tx, actor.PersonID); err != nil {
		return err
	}
	if err := endDelegates(ctx, tx, actor.PersonID, holderLeft, over...); err != nil {
		return err
	}
	return dropHandOversOf(ctx, tx, actor.PersonID)
}

// holderLeft is told to who stood in for somebody whose account is closed.
const holderLeft = "委托人不再担任此职务"
