package audit

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertAuditEvent appends to the trail, with the code that shows that the
// product did; there is no other write to it.
func insertAuditEvent(ctx context.Context, tx *store.Tx, row *models.AuditEvent) error {
	row.MAC = tx.EventCode(Text(*row))
	return tx.Create(ctx, row)
}

// insertAuditEvents appends several rows in the order given, each with its code.
func insertAuditEvents(ctx context.Context, tx *store.Tx, rows []models.AuditEvent) error {
	for i := range rows {
		rows[i].MAC = tx.EventCode(Text(rows[i]))
	}
	return store.InPowersOfTwo(rows, func(part []models.AuditEvent) error { return tx.Create(ctx, &part) })
}
