package act

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// readParentOf gives the organization that a sub-group lies in; nil for others. A
// union has one above it, too, to which it is only affiliated.
func readParentOf(ctx context.Context, q store.Reader, organization models.ID) (*models.ID, error) {
	var row struct{ ParentID *models.ID }
	err := q.Query(ctx).
		Raw("SELECT CASE WHEN kind = ? THEN NULL ELSE parent_id END AS parent_id FROM organizations WHERE id = ?",
			models.KindUnion, organization).
		Take(&row).Error
	return row.ParentID, store.Translate(err)
}
