package people

import (
	"context"
	"errors"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// EndRole takes a role back, lays the actor's own down, or withdraws an offer.
// The last platform administrator stays.
func (s *Service) EndRole(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.RegionRole, error) {
	reason = text.Clean(reason)
	if n := utf8.RuneCountInString(reason); n == 0 || n > models.ReasonMax {
		return models.RegionRole{}, models.ErrInvalid.With(models.BodyField("/reason", "length", "请填写原因，最多200个字",
			"A reason of at most 200 characters"))
	}
	return act.On(ctx, s.st, actor, act.Of[ending, models.RegionRole]{
		Event: func(v ending) audit.Event {
			if v.isOffer {
				return roleEvent(ActionEndRole, id, v.o.Role, &v.o.RegionCode)
			}
			return roleEvent(ActionEndRole, id, v.g.Role, v.g.RegionCode)
		},
		Lock: func(tx *store.Tx) (ending, error) { return findToEnd(ctx, tx, actor, id) },
		May:  func(_ *store.Tx, v ending) error { return v.may() },
		Next: func(tx *store.Tx, v *ending) error {
			if v.isOffer {
				return v.o.Takes(models.EndRole, tx.Now)
			}
			return v.g.TakesRoleVerb(models.EndRole, tx.Now)
		},
		Do: func(tx *store.Tx, v *ending) error {
			if v.isOffer {
				return v.withdraw(ctx, tx)
			}
			return v.end(ctx, tx, reason)
		},
		Tell: func(tx *store.Tx, v ending) error {
			if v.isOffer || v.g.PersonID == v.actor.PersonID {
				return nil
			}
			told := models.RoleOffer{ID: v.g.ID, PersonID: v.g.PersonID, Role: v.g.Role, RegionCode: *v.g.RegionCode}
			return tellRole(ctx, tx, models.NoticeRoleEnded, told, reason, v.g.PersonID)
		},
		Answer: func(tx *store.Tx, v ending) (models.RegionRole, error) {
			if v.isOffer {
				return answer(ctx, tx, v.actor, v.o)
			}
			p, err := tx.Person(ctx, v.g.PersonID)
			if err != nil {
				return models.RegionRole{}, err
			}
			return grantView(ctx, tx, v.actor, v.g, p.Nickname)
		},
	})
}

// ending is a role, or an offer of one, that is to end, in the hands of an actor
// whose roles were read again.
type ending struct {
	actor    models.Actor
	isOffer  bool
	g        models.RoleGrant
	o        models.RoleOffer
	platform bool // a role that must not lose its last holder
}

// findToEnd finds the role or, when there is none of this id, the offer. Acts that
// could take the last platform administrator away wait for each other first.
func findToEnd(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (v ending, err error) {
	v.g, err = readRegionGrant(ctx, tx, actor, id)
	if v.isOffer = errors.Is(err, store.ErrNotFound); v.isOffer {
		if v.actor, err = tx.Fresh(ctx, actor); err == nil {
			v.o, err = readRoleOffer(ctx, tx, v.actor, id)
		}
		return v, err
	}
	if err != nil {
		return v, err
	}
	v.platform = v.g.Role == models.RolePlatformAdmin && *v.g.RegionCode == models.CountryCode
	if v.platform {
		if err := tx.LockPlatformAdmins(ctx); err != nil {
			return v, err
		}
	}
	// Only now: a person who waited for the lock may have lost the right meanwhile.
	v.actor, err = tx.Fresh(ctx, actor)
	return v, err
}

// may refuses everybody but the holder of a role, the person whose place is taken,
// and whoever may give the role.
func (v *ending) may() error {
	if v.isOffer {
		return v.o.MayAct(v.actor, models.EndRole)
	}
	return v.g.MayActOnRole(v.actor, models.EndRole)
}

// end takes a role back, with what others hold in its place and its hand-over.
func (v *ending) end(ctx context.Context, tx *store.Tx, reason string) error {
	err := act.Lost(endRegionGrant(ctx, tx, v.g.ID, v.actor.PersonID, reason), models.ErrRoleState)
	if err != nil {
		return err
	}
	if v.platform {
		if err := somebodyStays(ctx, tx); err != nil {
			return err
		}
	}
	if err := endDelegates(ctx, tx, v.actor.PersonID, reason, v.g.ID); err != nil {
		return err
	}
	v.g.EndedAt, v.g.EndReason = &tx.Now, reason
	return dropHandOver(ctx, tx, v.g.ID)
}

// endDelegates ends what others hold in the place of who held the grants, which
// have just been ended in this transaction, and tells them.
func endDelegates(ctx context.Context, tx *store.Tx, by models.ID, reason string, grants ...models.ID) error {
	ended, err := endDelegatesRow(ctx, tx, by, reason, grants...)
	if err != nil {
		return err
	}
	for _, g := range ended {
		told := models.RoleOffer{ID: g.ID, PersonID: g.PersonID, Role: g.Role, RegionCode: *g.RegionCode}
		if err := tellRole(ctx, tx, models.NoticeRoleEnded, told, reason, g.PersonID); err != nil {
			return err
		}
	}
	return nil
}

// withdraw takes an open offer back.
func (v *ending) withdraw(ctx context.Context, tx *store.Tx) error {
	err := closeRoleOffer(ctx, tx, v.o.ID, v.o.State, models.RoleWithdrawn)
	v.o.State = models.RoleWithdrawn
	return act.Lost(err, models.ErrRoleState)
}

// somebodyStays refuses an act after which nobody administers the platform. The
// caller holds the lock of these acts and has made the change.
func somebodyStays(ctx context.Context, tx *store.Tx) error {
	left, err := tx.PlatformAdmins(ctx, tx.Now, 1)
	if err == nil && len(left) == 0 {
		return models.ErrLastPlatformAdmin
	}
	return err
}
