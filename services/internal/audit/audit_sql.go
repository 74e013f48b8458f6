package audit

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertAuditEvent appends to the trail; there is no other write to it.
func insertAuditEvent(ctx context.Context, tx *store.Tx, row *models.AuditEvent) error {
	return tx.Create(ctx, row)
}

// insertAuditEvents appends several rows in the order given.
func insertAuditEvents(ctx context.Context, tx *store.Tx, rows []models.AuditEvent) error {
	return store.InPowersOfTwo(rows, func(part []models.AuditEvent) error { return tx.Create(ctx, &part) })
}
