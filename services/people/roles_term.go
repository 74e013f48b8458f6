package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// RenewRole offers the holder of a role a longer term, by a superior. It holds
// once the holder accepts, while the old term lasts.
func (s *Service) RenewRole(ctx context.Context, actor models.Actor, id models.ID,
	endsOn models.Day) (models.RegionRole, error) {
	may := func(tx *store.Tx, v granted) error {
		if err := v.g.MayActOnRole(v.actor, models.RenewRole); err != nil {
			return err
		}
		return v.g.TakesRoleVerb(models.RenewRole, tx.Now)
	}
	return s.offer(ctx, actor, id, ActionRenewRole, may, func(tx *store.Tx, v granted) (models.RoleOffer, error) {
		return models.NewRenewal(v.g, endsOn, v.actor.PersonID, tx.Now)
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
func (s *Service) DelegateRole(ctx context.Context, actor models.Actor, id models.ID,
	d Delegation) (models.RegionRole, error) {
	may := func(tx *store.Tx, v granted) error {
		switch err := v.g.MayActOnRole(v.actor, models.DelegateRole); {
		case err != nil:
			return err
		case d.PersonID == v.actor.PersonID:
			return models.ErrRoleOwn
		}
		return v.g.TakesRoleVerb(models.DelegateRole, tx.Now)
	}
	return s.offer(ctx, actor, id, ActionDelegate, may, func(tx *store.Tx, v granted) (models.RoleOffer, error) {
		from := d.StartsOn
		if from == "" {
			from = models.DayOf(tx.Now)
		}
		o, err := models.NewDelegation(v.g, d.PersonID, from, d.EndsOn, tx.Now)
		if err != nil {
			return o, err
		}
		if _, err := lockEligible(ctx, tx, Appointment{PersonID: d.PersonID, RegionCode: *v.g.RegionCode}); err != nil {
			return o, err
		}
		busy, err := isDelegated(ctx, tx, v.g.ID, tx.Now)
		if err == nil && busy {
			err = models.ErrRoleDelegated
		}
		return o, err
	})
}

// granted is a grant in the hands of an actor whose roles were read again, locked,
// and the offer about it that the act draws up.
type granted struct {
	actor models.Actor
	g     models.RoleGrant
	o     models.RoleOffer
}

// offer makes an offer about a grant that the actor may see: may refuses by the
// grant, draw draws it up.
func (s *Service) offer(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	may func(tx *store.Tx, v granted) error,
	draw func(tx *store.Tx, v granted) (models.RoleOffer, error)) (models.RegionRole, error) {
	return act.On(ctx, s.st, actor, act.Of[granted, models.RegionRole]{
		Event: func(v granted) audit.Event { return roleEvent(action, v.g.ID, v.g.Role, v.g.RegionCode) },
		Lock: func(tx *store.Tx) (v granted, err error) {
			if v.actor, err = tx.Fresh(ctx, actor); err != nil {
				return v, err
			}
			if v.g, err = readRegionGrant(ctx, tx, v.actor, id); err != nil {
				return v, err
			}
			v.g, err = lockGrant(ctx, tx, id)
			return v, err
		},
		May: may,
		Do: func(tx *store.Tx, v *granted) (err error) {
			if v.o, err = draw(tx, *v); err != nil {
				return err
			}
			v.o.ID = tx.NewID()
			return insertOffer(ctx, tx, v.actor, &v.o)
		},
		Answer: func(tx *store.Tx, v granted) (models.RegionRole, error) { return answer(ctx, tx, v.actor, v.o) },
	})
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
		admins, err := tx.PlatformAdmins(ctx, tx.Now, inbox.ToldMax)
		return models.Without(admins, g.PersonID), err
	}
	above, err := tx.NearestAdmins(ctx, g.RegionCode.Ancestors(), tx.Now, inbox.ToldMax)
	if err != nil || len(above) > 0 {
		return above, err
	}
	return tx.PlatformAdmins(ctx, tx.Now, inbox.ToldMax)
}
