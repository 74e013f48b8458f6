package store

import (
	"context"

	"xinjumin/models"
)

// InsertAuditEvent appends to the trail; there is no other write to it.
func (tx *Tx) InsertAuditEvent(ctx context.Context, row *models.AuditEvent) error {
	return tx.create(ctx, row)
}

// InsertAuditEvents appends several rows in the order given.
func (tx *Tx) InsertAuditEvents(ctx context.Context, rows []models.AuditEvent) error {
	return inPowersOfTwo(rows, func(part []models.AuditEvent) error { return tx.create(ctx, &part) })
}
