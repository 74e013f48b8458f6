package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// closeSignup, start and finish are what time alone brings. An activity that
// has been cancelled or moved on is left alone.
func (s *Service) closeSignup(ctx context.Context, tx *store.Tx, id models.ID) error {
	return advance(ctx, tx, id, models.ActivitySignupClosed, func(a models.Activity) models.Instant { return a.SignupClosesAt },
		models.ActivityPublished)
}

func (s *Service) start(ctx context.Context, tx *store.Tx, id models.ID) error {
	return advance(ctx, tx, id, models.ActivityOngoing, func(a models.Activity) models.Instant { return a.StartsAt },
		models.ActivityPublished, models.ActivitySignupClosed)
}

func (s *Service) finish(ctx context.Context, tx *store.Tx, id models.ID) error {
	return advance(ctx, tx, id, models.ActivityFinished, func(a models.Activity) models.Instant { return a.EndsAt },
		models.ActivityPublished, models.ActivitySignupClosed, models.ActivityOngoing)
}

func advance(ctx context.Context, tx *store.Tx, id models.ID, to models.ActivityState, due func(models.Activity) models.Instant, from ...models.ActivityState) error {
	a, err := lockActivity(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, state := range from {
		if a.State != state {
			continue
		}
		if tx.Now < due(a) {
			return errEarly
		}
		a.State = to
		return updateActivity(ctx, tx, a)
	}
	return nil
}
