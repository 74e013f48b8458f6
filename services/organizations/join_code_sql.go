package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertJoinCode adds a code.
func insertJoinCode(ctx context.Context, tx *store.Tx, c *models.JoinCode) error {
	return tx.Create(ctx, c)
}

// joinCodes lists the codes of an organization, the newest first.
func joinCodes(ctx context.Context, q store.Reader, organization models.ID,
	page models.Page) (models.List[models.JoinCode], error) {
	db := q.Query(ctx).Where("organization_id = ?", organization)
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[models.JoinCode](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c models.JoinCode) models.Cursor {
		return models.Cursor{Key: int64(c.CreatedAt), ID: c.ID}
	}), store.Translate(err)
}

// joinCode reads a code of an organization for which the viewer decides applications.
func joinCode(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (models.JoinCode, error) {
	organizations := viewer.Organizations(models.ReviewerRoles()...)
	if len(organizations) == 0 {
		organizations = []models.ID{{}} // nobody's: as many statements as for a person who has some
	}
	return store.Take[models.JoinCode](ctx, q, "id = ? AND organization_id IN ?", id, organizations)
}

// joinCodeOf finds a code by its text.
func joinCodeOf(ctx context.Context, q store.Reader, code string) (models.JoinCode, error) {
	return store.Take[models.JoinCode](ctx, q, "code = ?", code)
}

// revokeJoinCode ends a code; ErrNotAffected when that was done already.
func revokeJoinCode(ctx context.Context, tx *store.Tx, id models.ID) error {
	return tx.Exec1(ctx, "UPDATE join_codes SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", tx.Now, id)
}
