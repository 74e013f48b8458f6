package desk

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/store"
)

// CloseAccount ends the sessions of a person, as officer and as the person
// concerned, in the transaction that closes the account, whose row is held.
// What was done in them stays in the trail.
func (s *Service) CloseAccount(ctx context.Context, tx *store.Tx, actor models.Actor, _ bool) error {
	open, err := listOpenDeskSessions(ctx, tx, actor.PersonID)
	if err != nil {
		return err
	}
	for _, found := range open {
		d, err := lockDeskSession(ctx, tx, found.ID)
		if err != nil {
			return err
		}
		by, why := actor, assistance.EndPerson
		switch {
		case !d.Live(tx.Now):
			by, why = models.System, assistance.EndExpired
		case d.OfficerID == actor.PersonID:
			why = assistance.EndOfficer
		}
		if _, err := s.finish(ctx, tx, by, d, why); err != nil && !errors.Is(err, assistance.ErrState) {
			return err
		}
	}
	return nil
}
