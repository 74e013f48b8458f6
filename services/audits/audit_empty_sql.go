package audits

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listAuditErasures lists the events that emptied a range of the log.
func listAuditErasures(ctx context.Context, q store.Reader) ([]models.AuditEvent, error) {
	return store.Find[models.AuditEvent](q, q.Query(ctx).
		Where("object = ? AND action = ?", models.AuditLogObject, models.ActionAuditErase.String()).Order("at, id"))
}

// readCounter reads a number that counts up; 0 before the first.
func readCounter(ctx context.Context, q store.Reader, name string) (int64, error) {
	var values []int64
	err := q.Query(ctx).Raw("SELECT value FROM counters WHERE name = ?", name).Scan(&values).Error
	if err != nil || len(values) == 0 {
		return 0, store.Translate(err)
	}
	return values[0], nil
}

// moveCounter takes a number from one value to another; ErrNotAffected when it
// had another one, so that of several processes one does what it counts.
func moveCounter(ctx context.Context, tx *store.Tx, name string, from, to int64) error {
	if from == 0 {
		_, err := tx.ExecN(ctx, "INSERT INTO counters (name, value) VALUES (?, ?)", name, to)
		if !errors.Is(err, store.ErrDuplicate) {
			return err
		}
	}
	return tx.Exec1(ctx, "UPDATE counters SET value = ? WHERE name = ? AND value = ?", to, name, from)
}

// emptyAuditEvents takes out of events what refers to people, and of their
// leaves the key of the commitments; the leaves and all proofs stand.
func emptyAuditEvents(ctx context.Context, tx *store.Tx, events []models.ID, leaves []int64) error {
	empty := map[string]any{
		"request_id": "", "detail": "",
		"actor_id": nil, "session_id": nil, "object_id": nil, "on_behalf_of": nil, "desk_session_id": nil,
	}
	if err := tx.Query(ctx).Model(&models.AuditEvent{}).Where("id IN ?", events).UpdateColumns(empty).
		Error; err != nil {
		return store.Translate(err)
	}
	err := tx.Query(ctx).Model(&models.AuditLeaf{}).Where("seq IN ?", leaves).
		UpdateColumns(map[string]any{"salt": models.ID{}}).Error
	return store.Translate(err)
}
