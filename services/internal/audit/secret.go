package audit

import (
	"bytes"
	"context"
	"slices"
	"time"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// RecordSecret writes that each of the people did the same act, for acts whose
// content must not be found through their trail (docs/decisions/0018-ballot-secrecy.md).
// The rows know the person and the hour; they have random ids, lie in the order
// of these, and carry neither session nor request, so that nothing in them
// tells which person came before which. e must say nothing that differs between people.
func RecordSecret(ctx context.Context, tx *store.Tx, people []models.ID, e Event) error {
	hour := models.Instant(time.Hour.Milliseconds())
	rows := make([]models.AuditEvent, len(people))
	for i, person := range people {
		row := event(ctx, models.Actor{PersonID: person}, e)
		row.ID, row.At, row.Outcome, row.RequestID = tx.NewSecretID(), tx.Now-tx.Now%hour, models.OutcomeDone, ""
		rows[i] = row
	}
	slices.SortFunc(rows, func(a, b models.AuditEvent) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return insertAuditEvents(ctx, tx, rows)
}
