package services

import (
	"context"

	"xinjumin/services/seeding"
)

// Seed fills an empty, migrated database with a made-up population; see
// seeding.Service.Run.
func (s *Services) Seed(ctx context.Context, o seeding.Options) error {
	return seeding.New(s.store, s.ring).Run(ctx, o)
}
