package store

import (
	"context"

	"xinjumin/models"
)

// InsertJoinCode adds a code.
func (tx *Tx) InsertJoinCode(ctx context.Context, c *models.JoinCode) error { return tx.create(ctx, c) }

// JoinCodes lists the codes of a body, the newest first.
func (q queries) JoinCodes(ctx context.Context, organization models.ID, page models.Page) (models.List[models.JoinCode], error) {
	db := q.db.WithContext(ctx).Where("organization_id = ?", organization)
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[models.JoinCode](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c models.JoinCode) models.Cursor {
		return models.Cursor{Key: int64(c.CreatedAt), ID: c.ID}
	}), translate(err)
}

// JoinCode reads a code of a body for which the viewer decides applications.
func (q queries) JoinCode(ctx context.Context, viewer models.Actor, id models.ID) (models.JoinCode, error) {
	bodies := viewer.Organizations(models.ReviewerRoles()...)
	if len(bodies) == 0 {
		bodies = []models.ID{{}} // nobody's: as many statements as for who has some
	}
	return take[models.JoinCode](ctx, q, "id = ? AND organization_id IN ?", id, bodies)
}

// JoinCodeOf finds a code by its text.
func (q queries) JoinCodeOf(ctx context.Context, code string) (models.JoinCode, error) {
	return take[models.JoinCode](ctx, q, "code = ?", code)
}

// RevokeJoinCode ends a code; ErrNotAffected when that was done already.
func (tx *Tx) RevokeJoinCode(ctx context.Context, id models.ID) error {
	return tx.exec1(ctx, "UPDATE join_codes SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", tx.Now, id)
}
