package store

import (
	"context"
	"errors"

	"xinjumin/models"
)

// AuditErasures lists the events that emptied a range of the log.
func (q queries) AuditErasures(ctx context.Context) ([]models.AuditEvent, error) {
	return find[models.AuditEvent](q, q.db.WithContext(ctx).Where("object = ? AND action = ?", models.AuditLogObject, models.ActAuditErase).Order("at, id"))
}

// Counter reads a number that counts up; 0 before the first.
func (q queries) Counter(ctx context.Context, name string) (int64, error) {
	var values []int64
	err := q.db.WithContext(ctx).Raw("SELECT value FROM counters WHERE name = ?", name).Scan(&values).Error
	if err != nil || len(values) == 0 {
		return 0, translate(err)
	}
	return values[0], nil
}

// MoveCounter takes a number from one value to another; ErrNotAffected when it
// had another one, so that of several processes one does what it counts.
func (tx *Tx) MoveCounter(ctx context.Context, name string, from, to int64) error {
	if from == 0 {
		_, err := tx.exec(ctx, "INSERT INTO counters (name, value) VALUES (?, ?)", name, to)
		if !errors.Is(err, ErrDuplicate) {
			return err
		}
	}
	return tx.exec1(ctx, "UPDATE counters SET value = ? WHERE name = ? AND value = ?", to, name, from)
}

// EmptyAuditEvents takes out of events what refers to people, and of their
// leaves the key of the commitments; the leaves and all proofs stand.
func (tx *Tx) EmptyAuditEvents(ctx context.Context, events []models.ID, leaves []int64) error {
	p, err := planOf[models.AuditEvent](tx.queries)
	if err != nil {
		return err
	}
	empty := map[string]any{"request_id": "", "detail": ""}
	for _, column := range []string{"actor_id", "session_id", "object_id", "on_behalf_of", "desk_session_id"} {
		if _, ok := p.fields[column]; ok {
			empty[column] = nil
		}
	}
	if err := tx.db.WithContext(ctx).Model(&models.AuditEvent{}).Where("id IN ?", events).UpdateColumns(empty).Error; err != nil {
		return translate(err)
	}
	err = tx.db.WithContext(ctx).Model(&models.AuditLeaf{}).Where("seq IN ?", leaves).UpdateColumns(map[string]any{"salt": models.ID{}}).Error
	return translate(err)
}
