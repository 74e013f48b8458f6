package store

import (
	"context"

	"xinjumin/models"
)

// FormerNames lists the names that a body had, the latest first. A body has few.
func (q queries) FormerNames(ctx context.Context, organization models.ID) ([]models.FormerName, error) {
	var rows []models.FormerName
	err := q.db.WithContext(ctx).Where("organization_id = ?", organization).Order("created_at DESC, id DESC").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// RenameBody keeps the name that o had and gives it another one; a name that the
// place has is ErrDuplicate. The caller holds the row of the body.
func (tx *Tx) RenameBody(ctx context.Context, old *models.FormerName, o models.Organization) error {
	if err := tx.create(ctx, old); err != nil {
		return err
	}
	return tx.exec1(ctx, "UPDATE organizations SET name = ?, name_folded = ?, pinyin = ?, initials = ?, version = version + 1, updated_at = ? WHERE id = ? AND version = ?",
		o.Name, o.NameFolded, o.Pinyin, o.Initials, tx.Now, o.ID, o.Version)
}
