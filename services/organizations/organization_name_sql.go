package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listFormerNames lists the names that an organization had, the latest first. An organization has few.
func listFormerNames(ctx context.Context, q store.Reader, organization models.ID) ([]models.FormerName, error) {
	var rows []models.FormerName
	err := q.Query(ctx).Where("organization_id = ?", organization).Order("created_at DESC, id DESC").
		Limit(models.PageMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// renameOrganization keeps the name that o had and gives it another one; a name that the
// place has is ErrDuplicate. The caller holds the row of the organization.
func renameOrganization(ctx context.Context, tx *store.Tx, old *models.FormerName, o models.Organization) error {
	if err := tx.Create(ctx, old); err != nil {
		return err
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET name = ?, name_folded = ?, pinyin = ?, initials = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND version = ?`,
		o.Name, o.NameFolded, o.Pinyin, o.Initials, tx.Now, o.ID, o.Version)
}
