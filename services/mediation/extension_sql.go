package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// listExtensions lists to which later days the parties of a case have agreed, in the
// order of the days.
func listExtensions(ctx context.Context, q store.Reader, id models.ID) ([]dispute.Extension, error) {
	var rows []dispute.Extension
	err := q.Query(ctx).Where("dispute_id = ?", id).Order("until_on, created_at, id").Find(&rows).Error
	return rows, store.Translate(err)
}
