package desk

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// FindByPhone tells an officer at a desk which person of the officer's own place
// has bound a number, the whole number and nothing like it. A number of nobody,
// of somebody from elsewhere or of a closed account is assistance.ErrNoPhone
// alike, and counts: after some of them it is assistance.ErrTooMany for a while.
// Each try is in the trail, without the number.
func (s *Service) FindByPhone(
	ctx context.Context, actor models.Actor, place models.RegionCode, number string,
) (models.Person, error) {
	var found models.Person
	var missed error
	e := audit.Event{Action: ActionFind, Object: "person", RegionCode: place}
	if !actor.OverRegion(place, models.RoleOfficer) {
		return found, audit.Refused(ctx, s.st, actor, e, models.ErrForbidden)
	}
	phone, err := models.NewPhone("86", number)
	if err != nil {
		return found, models.ErrInvalid.With(models.BodyField("/phone", "format", "请填写11位手机号码",
			"No phone number of the mainland"))
	}
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		missed = nil
		// Tries of one officer come one after another, or the count would not hold.
		if _, err := tx.LockPerson(ctx, actor.PersonID); err != nil {
			return err
		}
		misses, err := countRefusedSince(ctx, tx, actor.PersonID, ActionFind, assistance.ErrNoPhone.Reason,
			tx.Now.Add(-assistance.MissTime))
		if err != nil {
			return err
		}
		if misses >= assistance.MissLimit {
			return assistance.ErrTooMany
		}
		p, err := s.cards.PhoneHolder(ctx, tx, phone)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if err != nil || p.State != models.PersonActive || p.RegionCode == nil ||
			!actor.OverRegion(*p.RegionCode, models.RoleOfficer) {
			missed = assistance.ErrNoPhone
			return audit.RecordRefused(ctx, tx, actor, e, assistance.ErrNoPhone)
		}
		found = p
		hit := e
		hit.ObjectID = p.ID
		return audit.Record(ctx, tx, actor, hit)
	})
	if err != nil {
		return models.Person{}, audit.Refused(ctx, s.st, actor, e, err)
	}
	return found, missed
}
