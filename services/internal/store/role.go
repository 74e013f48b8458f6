package store

import (
	"context"

	"xinjumin/models"
)

// InsertRoleGrant gives a role; the person's live grant of the same role and
// scope is ErrDuplicate.
func (tx *Tx) InsertRoleGrant(ctx context.Context, g *models.RoleGrant) error {
	return tx.Create(ctx, g)
}
