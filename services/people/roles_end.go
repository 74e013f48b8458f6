package people

import (
	"context"
	"errors"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// EndRole takes a role back, lays the actor's own down, or withdraws an offer.
// The last platform administrator stays.
func (s *Service) EndRole(ctx context.Context, actor models.Actor, id models.ID, reason string) (models.RegionRole, error) {
	reason = text.Clean(reason)
	if n := utf8.RuneCountInString(reason); n == 0 || n > models.ReasonMax {
		return models.RegionRole{}, models.ErrInvalid.With(models.BodyField("/reason", "length", "请填写原因，最多200个字", "A reason of at most 200 characters"))
	}
	var out models.RegionRole
	event := audit.Event{Action: ActionEndRole, Object: "role", ObjectID: id}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		g, err := readRegionGrant(ctx, tx, actor, id)
		if errors.Is(err, store.ErrNotFound) {
			out, err = withdraw(ctx, tx, actor, id, &event)
		} else if err == nil {
			out, err = end(ctx, tx, actor, g, reason, &event)
		}
		if err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, event, err)
}

func end(ctx context.Context, tx *store.Tx, actor models.Actor, g models.RoleGrant, reason string, event *audit.Event) (models.RegionRole, error) {
	event.RegionCode, event.Detail = *g.RegionCode, map[string]string{"role": string(g.Role)}
	platform := g.Role == models.RolePlatformAdmin && *g.RegionCode == models.CountryCode
	if platform {
		if err := tx.LockPlatformAdmins(ctx); err != nil {
			return models.RegionRole{}, err
		}
	}
	// Only now: who waited for the lock may have lost the right meanwhile.
	actor, err := tx.Fresh(ctx, actor)
	if err != nil {
		return models.RegionRole{}, err
	}
	standsIn := g.DelegatedFrom != nil && *g.GrantedBy == actor.PersonID
	if g.PersonID != actor.PersonID && !standsIn && !models.MayGiveRole(actor, g.Role, *g.RegionCode) {
		return models.RegionRole{}, models.ErrForbidden
	}
	if err := endRegionGrant(ctx, tx, g.ID, actor.PersonID, reason); errors.Is(err, store.ErrNotAffected) {
		return models.RegionRole{}, models.ErrRoleState
	} else if err != nil {
		return models.RegionRole{}, err
	}
	if platform {
		if err := somebodyStays(ctx, tx); err != nil {
			return models.RegionRole{}, err
		}
	}
	if err := endDelegates(ctx, tx, actor.PersonID, reason, g.ID); err != nil {
		return models.RegionRole{}, err
	}
	if err := dropHandOver(ctx, tx, g.ID); err != nil {
		return models.RegionRole{}, err
	}
	p, err := tx.Person(ctx, g.PersonID)
	if err != nil {
		return models.RegionRole{}, err
	}
	g.EndedAt = &tx.Now
	told := models.RoleOffer{ID: g.ID, PersonID: g.PersonID, Role: g.Role, RegionCode: *g.RegionCode}
	if g.PersonID != actor.PersonID {
		err = tellRole(ctx, tx, models.NoticeRoleEnded, told, reason, g.PersonID)
	}
	if err != nil {
		return models.RegionRole{}, err
	}
	g.EndReason = reason
	out := g.RegionView(p.Nickname, tx.Now)
	out.HandedOver, err = isHandedOver(ctx, tx, g.ID)
	return out, err
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
func withdraw(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID, event *audit.Event) (models.RegionRole, error) {
	actor, err := tx.Fresh(ctx, actor)
	if err != nil {
		return models.RegionRole{}, err
	}
	o, err := readRoleOffer(ctx, tx, actor, id)
	if err != nil {
		return models.RegionRole{}, err
	}
	event.RegionCode, event.Detail = o.RegionCode, map[string]string{"role": string(o.Role)}
	standsIn := o.DelegatedFrom != nil && o.OfferedBy == actor.PersonID
	if !standsIn && !models.MayGiveRole(actor, o.Role, o.RegionCode) {
		return models.RegionRole{}, models.ErrForbidden
	}
	if !o.Open(tx.Now) {
		return models.RegionRole{}, models.ErrRoleState
	}
	if err := closeRoleOffer(ctx, tx, id, o.State, models.RoleWithdrawn); errors.Is(err, store.ErrNotAffected) {
		return models.RegionRole{}, models.ErrRoleState
	} else if err != nil {
		return models.RegionRole{}, err
	}
	o.State = models.RoleWithdrawn
	p, err := tx.Person(ctx, o.PersonID)
	return o.View(p.Nickname), err
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
