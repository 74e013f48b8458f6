package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// TakeBackIdentity takes the actor's own name and number back from review, so that a
// mistyped one can be entered anew: what was submitted is forgotten as after a rejection, and the
// number is free for the person to whom it belongs. At most models.IdentityTakenBackMax times a
// day by the calendar here; the row is locked, so that many at once count, too. What
// is verified stays.
func (s *Service) TakeBackIdentity(ctx context.Context, actor models.Actor) (Me, error) {
	return act.On(ctx, s.st, actor, act.Of[models.Person, Me]{
		Event: func(p models.Person) audit.Event {
			e := audit.Event{Action: ActionTakeBack, Object: "person", ObjectID: actor.PersonID}
			if p.RegionCode != nil {
				e.RegionCode = *p.RegionCode
			}
			if p.Claims() {
				e.Detail = map[string]string{"claim": "taken"}
			}
			return e
		},
		Lock: func(tx *store.Tx) (models.Person, error) { return tx.LockPerson(ctx, actor.PersonID) },
		Next: func(tx *store.Tx, p *models.Person) error {
			if p.Verification != models.VerificationPending {
				return models.ErrIdentityState
			}
			if today := models.DayOf(tx.Now); p.IdentityTakenBackOn == nil || *p.IdentityTakenBackOn != today {
				p.IdentityTakenBackOn, p.IdentityTakenBack = &today, 0
			}
			if p.IdentityTakenBack++; p.IdentityTakenBack > models.IdentityTakenBackMax {
				return models.ErrIdentityTakenBackOften
			}
			return nil
		},
		Do: func(tx *store.Tx, p *models.Person) error { return takeBackIdentity(ctx, tx, *p) },
		Answer: func(tx *store.Tx, _ models.Person) (Me, error) {
			p, err := tx.Person(ctx, actor.PersonID)
			if err != nil {
				return Me{}, err
			}
			return s.me(p)
		},
	})
}
