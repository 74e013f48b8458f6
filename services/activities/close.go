package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/store"
)

// CloseAccount gives back the places of a person in activities that have not
// begun, in the transaction that closes the account; each goes to the next who
// waits, by the rule of the queue. Where somebody took part is left as it was.
func (s *Service) CloseAccount(ctx context.Context, tx *store.Tx, actor models.Actor, _ bool) error {
	places, err := listLiveSignupsOf(ctx, tx, actor.PersonID)
	if err != nil {
		return err
	}
	for _, id := range places {
		a, row, err := lockWithActivity(ctx, tx, id)
		if err != nil {
			return err
		}
		waits := row.State == activity.SignupRegistered || row.State == activity.SignupWaiting ||
			row.State == activity.SignupOffered
		if !waits || tx.Now >= a.StartsAt {
			continue
		}
		was := row
		end(tx, &row, activity.SignupCancelled)
		if err := apply(ctx, tx, actor, ActionSignupCancel, a, was, row); err != nil {
			return err
		}
	}
	return nil
}
