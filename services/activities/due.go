package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// closeSignup, start and finish are what time alone brings. An activity that
// has been cancelled or moved on is left alone.
func (s *Service) closeSignup(ctx context.Context, tx *store.Tx, id models.ID) error {
	return advance(ctx, tx, id, models.ActivityCloseSignup,
		func(a models.Activity) models.Instant { return a.SignupClosesAt })
}

func (s *Service) start(ctx context.Context, tx *store.Tx, id models.ID) error {
	return advance(ctx, tx, id, models.ActivityStart, func(a models.Activity) models.Instant { return a.StartsAt })
}

func (s *Service) finish(ctx context.Context, tx *store.Tx, id models.ID) error {
	return advance(ctx, tx, id, models.ActivityFinish, func(a models.Activity) models.Instant { return a.EndsAt })
}

func advance(ctx context.Context, tx *store.Tx, id models.ID, v models.ActivityVerb,
	due func(models.Activity) models.Instant) error {
	a, err := lockActivity(ctx, tx, id)
	if err != nil {
		return err
	}
	to, err := a.After(v)
	if err != nil {
		return nil //nolint:nilerr // it has moved on before its time
	}
	if tx.Now < due(a) {
		return jobs.ErrEarly
	}
	a.State = to
	return updateActivity(ctx, tx, a)
}
