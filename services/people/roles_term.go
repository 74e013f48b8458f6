package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// RenewRole offers the holder of a role a longer term, by a superior. It holds
// once the holder accepts, while the old term lasts.
func (s *Service) RenewRole(ctx context.Context, actor models.Actor, id models.ID, endsOn models.Day) (models.RegionRole, error) {
	event := audit.Event{Action: ActionRenewRole, Object: "role", ObjectID: id}
	return s.offer(ctx, actor, &event, func(tx *store.Tx, actor models.Actor) (models.RoleOffer, error) {
		g, err := lockVisible(ctx, tx, actor, id, &event)
		if err != nil {
			return models.RoleOffer{}, err
		}
		switch {
		case g.PersonID == actor.PersonID:
			return models.RoleOffer{}, models.ErrRoleOwn
		case !models.MayGiveRole(actor, g.Role, *g.RegionCode):
			return models.RoleOffer{}, models.ErrForbidden
		case g.EndedAt != nil || g.EndsAt <= tx.Now:
			return models.RoleOffer{}, models.ErrRoleState
		}
		return models.NewRenewal(g, endsOn, actor.PersonID, tx.Now)
	})
}

// Delegation asks somebody to stand in.
type Delegation struct {
	PersonID models.ID
	StartsOn models.Day // empty: today
	EndsOn   models.Day
}

// DelegateRole lets a verified person stand in for the actor, who holds the
// role and goes on holding it. The superiors are told and may end it; it ends
// with the role of the actor at the latest.
func (s *Service) DelegateRole(ctx context.Context, actor models.Actor, id models.ID, d Delegation) (models.RegionRole, error) {
	event := audit.Event{Action: ActionDelegate, Object: "role", ObjectID: id}
	return s.offer(ctx, actor, &event, func(tx *store.Tx, actor models.Actor) (models.RoleOffer, error) {
		g, err := lockVisible(ctx, tx, actor, id, &event)
		if err != nil {
			return models.RoleOffer{}, err
		}
		switch {
		case g.PersonID != actor.PersonID:
			return models.RoleOffer{}, models.ErrForbidden
		case d.PersonID == actor.PersonID:
			return models.RoleOffer{}, models.ErrRoleOwn
		case !g.Active(tx.Now):
			return models.RoleOffer{}, models.ErrRoleState
		}
		if d.StartsOn == "" {
			d.StartsOn = models.DayOf(tx.Now)
		}
		o, err := models.NewDelegation(g, d.PersonID, d.StartsOn, d.EndsOn, tx.Now)
		if err != nil {
			return o, err
		}
		if _, err := lockEligible(ctx, tx, Appointment{PersonID: d.PersonID, RegionCode: *g.RegionCode}); err != nil {
			return o, err
		}
		busy, err := isDelegated(ctx, tx, g.ID, tx.Now)
		if err == nil && busy {
			err = models.ErrRoleDelegated
		}
		return o, err
	})
}

// offer makes an offer about a grant, with the actor's roles as they are now,
// the trail and the answer.
func (s *Service) offer(ctx context.Context, actor models.Actor, event *audit.Event, draw func(tx *store.Tx, actor models.Actor) (models.RoleOffer, error)) (models.RegionRole, error) {
	var out models.RegionRole
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		actor, err := tx.Fresh(ctx, actor)
		if err != nil {
			return err
		}
		o, err := draw(tx, actor)
		if err != nil {
			return err
		}
		o.ID = tx.NewID()
		if err := insertOffer(ctx, tx, actor, &o); err != nil {
			return err
		}
		if out, err = answer(ctx, tx, actor, o, *event); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, *event, err)
}

// lockVisible holds a grant that the actor may see.
func lockVisible(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID, event *audit.Event) (models.RoleGrant, error) {
	g, err := readRegionGrant(ctx, tx, actor, id)
	if err != nil {
		return g, err
	}
	event.RegionCode, event.Detail = *g.RegionCode, map[string]string{"role": string(g.Role)}
	return lockGrant(ctx, tx, id)
}

// holdParent holds the grant that an offer depends on, and refuses when it does
// not hold any longer: whoever ends it waits, and then ends this, too.
func holdParent(ctx context.Context, tx *store.Tx, o models.RoleOffer) error {
	if o.DelegatedFrom == nil {
		return nil
	}
	g, err := lockGrant(ctx, tx, *o.DelegatedFrom)
	if err != nil {
		return err
	}
	if g.Active(tx.Now) {
		return nil
	}
	return models.ErrRoleState
}

// takeUp gives what was accepted.
func takeUp(ctx context.Context, tx *store.Tx, o models.RoleOffer) error {
	if o.Renews != nil {
		return extendGrant(ctx, tx, *o.Renews, o.EndsOn.AddDays(1).Start())
	}
	grant := o.Grant(tx.Now)
	if err := insertRegionGrant(ctx, tx, &grant); errors.Is(err, store.ErrDuplicate) {
		return models.ErrRoleHeld.Because(err)
	} else if err != nil {
		return err
	}
	if o.DelegatedFrom == nil {
		return nil
	}
	above, err := superiors(ctx, tx, grant)
	if err != nil {
		return err
	}
	return tellRole(ctx, tx, models.NoticeRoleDelegated, o, "", above...)
}

// superiors lists who may take a role over a region back, of the nearest level
// that has somebody.
func superiors(ctx context.Context, tx *store.Tx, g models.RoleGrant) ([]models.ID, error) {
	if g.Role == models.RolePlatformAdmin {
		admins, err := tx.PlatformAdmins(ctx, tx.Now, adminsTold)
		return models.Without(admins, g.PersonID), err
	}
	above, err := tx.NearestAdmins(ctx, g.RegionCode.Ancestors(), tx.Now, adminsTold)
	if err != nil || len(above) > 0 {
		return above, err
	}
	return tx.PlatformAdmins(ctx, tx.Now, adminsTold)
}
