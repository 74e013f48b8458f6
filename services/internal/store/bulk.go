package store

import (
	"context"

	"xinjumin/models"
)

// Bulk inserts a slice of rows in statements of at most size rows.
func (tx *Tx) Bulk(ctx context.Context, rows any, size int) error {
	return Translate(tx.Query(ctx).CreateInBatches(rows, size).Error)
}

// AnyPerson reports whether there is anybody yet.
func (q queries) AnyPerson(ctx context.Context) (bool, error) {
	var ids []models.ID
	err := q.Query(ctx).Model(&models.Person{}).Limit(1).Pluck("id", &ids).Error
	return len(ids) > 0, Translate(err)
}
