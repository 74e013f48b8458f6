package audits

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// erasing is an event that says that something of the trail was emptied, and its
// place in the log, if it has one yet.
type erasing struct {
	models.AuditEvent
	Seq *int64
}

// listAuditErasures lists whatever says that it has emptied something.
func listAuditErasures(ctx context.Context, q store.Reader) ([]erasing, error) {
	var rows []erasing
	err := q.Query(ctx).Raw(`SELECT e.*, l.seq FROM audit_events e LEFT JOIN audit_leaves l ON l.event_id = e.id
		WHERE e.action = ? ORDER BY e.at, e.id`, models.ActionAuditErase.String()).Scan(&rows).Error
	return rows, store.Translate(err)
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
		"request_id": "", "detail": "", "mac": nil,
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
