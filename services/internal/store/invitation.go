package store

import (
	"context"

	"xinjumin/models"
)

// AnyMembership reads a membership for work that nobody asked for.
func (q queries) AnyMembership(ctx context.Context, id models.ID) (models.Membership, error) {
	return Take[models.Membership](ctx, q, "id = ?", id)
}
