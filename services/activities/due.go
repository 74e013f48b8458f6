package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// closeSignup, start and finish are what time alone brings. An activity that
// has been cancelled or moved on is left alone.
func (s *Service) closeSignup(ctx context.Context, tx *store.Tx, id models.ID) error {
	return advance(ctx, tx, id, activity.CloseSignup,
		func(a activity.Activity) models.Instant { return a.SignupClosesAt })
}

func (s *Service) start(ctx context.Context, tx *store.Tx, id models.ID) error {
	return advance(ctx, tx, id, activity.Start, func(a activity.Activity) models.Instant { return a.StartsAt })
}

func (s *Service) finish(ctx context.Context, tx *store.Tx, id models.ID) error {
	return advance(ctx, tx, id, activity.Finish, func(a activity.Activity) models.Instant { return a.EndsAt })
}

func advance(ctx context.Context, tx *store.Tx, id models.ID, v activity.Verb,
	due func(activity.Activity) models.Instant) error {
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
