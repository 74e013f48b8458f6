package store

import (
	"context"
	"errors"

	"xinjumin/models"
)

// The version of an id (UUID) tells secret events, whose ids are random.
const (
	eventIsSecret = "SUBSTR(e.id, 7, 1) BETWEEN x'40' AND x'4F'" //nolint:gosec // a condition, no credential
	eventHasNone  = "NOT EXISTS (SELECT 1 FROM audit_leaves l WHERE l.event_id = e.id)"
)

const auditLease = "audit.lease"

// TakeAuditLease makes this process the one that sequences, until an instant;
// mine is what the lease of this process was until now. ErrNotAffected means
// that another process works. The row stays locked until the transaction ends,
// so that no two can work at once even when a lease has run out.
func (tx *Tx) TakeAuditLease(ctx context.Context, mine, until models.Instant) error {
	err := tx.exec1(ctx, "UPDATE counters SET value = ? WHERE name = ? AND (value <= ? OR value = ?)", until, auditLease, tx.Now, mine)
	if !errors.Is(err, ErrNotAffected) {
		return err
	}
	if _, err = tx.exec(ctx, "INSERT INTO counters (name, value) VALUES (?, ?)", auditLease, until); errors.Is(err, ErrDuplicate) {
		return ErrNotAffected
	}
	return err
}

// UnsequencedEvents lists events from an instant on that have no leaf yet, in
// the order of their times, without secret ones.
func (q queries) UnsequencedEvents(ctx context.Context, from models.Instant, limit int) ([]models.AuditEvent, error) {
	var rows []models.AuditEvent
	err := q.db.WithContext(ctx).Raw("SELECT e.* FROM audit_events e WHERE e.at >= ? AND NOT ("+eventIsSecret+") AND "+eventHasNone+
		" ORDER BY e.at, e.id LIMIT ?", from, limit).Scan(&rows).Error
	return rows, translate(err)
}

// UnsequencedSecretEvents lists secret events of the hours from the one to the
// other that have no leaf yet: hour by hour, and in the order of their random
// ids, which is nobody's order of acting.
func (q queries) UnsequencedSecretEvents(ctx context.Context, from, to models.Instant, limit int) ([]models.AuditEvent, error) {
	var rows []models.AuditEvent
	err := q.db.WithContext(ctx).Raw("SELECT e.* FROM audit_events e WHERE e.at >= ? AND e.at <= ? AND "+eventIsSecret+" AND "+eventHasNone+
		" ORDER BY e.at, e.id LIMIT ?", from, to, limit).Scan(&rows).Error
	return rows, translate(err)
}

// AuditStrays lists events without a leaf whose time was settled long ago:
// nobody but who writes past the product makes such.
func (q queries) AuditStrays(ctx context.Context, settled, hours models.Instant, limit int) ([]models.AuditEvent, error) {
	var rows []models.AuditEvent
	err := q.db.WithContext(ctx).Raw("SELECT e.* FROM audit_events e WHERE ((e.at < ? AND NOT ("+eventIsSecret+")) OR (e.at < ? AND "+eventIsSecret+")) AND "+
		eventHasNone+" ORDER BY e.at, e.id LIMIT ?", settled, hours, limit).Scan(&rows).Error
	return rows, translate(err)
}

// CountAuditEvents counts the trail, and how much of it has a leaf.
func (q queries) CountAuditEvents(ctx context.Context) (events, leaves int64, err error) {
	if events, err = count[models.AuditEvent](ctx, q, "1 = 1"); err == nil {
		leaves, err = count[models.AuditLeaf](ctx, q, "1 = 1")
	}
	return events, leaves, err
}

// AppendAuditLog inserts what a round of sequencing has made.
func (tx *Tx) AppendAuditLog(ctx context.Context, leaves []models.AuditLeaf, hashes []models.AuditHash, checkpoint *models.AuditCheckpoint) error {
	err := inPowersOfTwo(leaves, func(part []models.AuditLeaf) error { return tx.create(ctx, &part) })
	if err == nil {
		err = inPowersOfTwo(hashes, func(part []models.AuditHash) error { return tx.create(ctx, &part) })
	}
	if err == nil {
		err = tx.create(ctx, checkpoint)
	}
	return err
}

// LastAuditCheckpoint reads the newest checkpoint; ErrNotFound before the first.
func (q queries) LastAuditCheckpoint(ctx context.Context) (models.AuditCheckpoint, error) {
	return take[models.AuditCheckpoint](ctx, q, "number = (SELECT MAX(number) FROM audit_checkpoints)")
}

// AuditCheckpoints lists checkpoints after a number, in order.
func (q queries) AuditCheckpoints(ctx context.Context, after int64, limit int) ([]models.AuditCheckpoint, error) {
	return find[models.AuditCheckpoint](q, q.db.WithContext(ctx).Where("number > ?", after).Order("number").Limit(limit))
}

// AuditLeaves lists leaves after a number, in order.
func (q queries) AuditLeaves(ctx context.Context, after int64, limit int) ([]models.AuditLeaf, error) {
	return find[models.AuditLeaf](q, q.db.WithContext(ctx).Where("seq > ?", after).Order("seq").Limit(limit))
}

// AuditHashes lists nodes after a position, in order.
func (q queries) AuditHashes(ctx context.Context, after int64, limit int) ([]models.AuditHash, error) {
	return find[models.AuditHash](q, q.db.WithContext(ctx).Where("position > ?", after).Order("position").Limit(limit))
}

// AuditHashesAt reads nodes by position.
func (q queries) AuditHashesAt(ctx context.Context, positions []int64) ([]models.AuditHash, error) {
	return find[models.AuditHash](q, q.db.WithContext(ctx).Where("position IN ?", positions))
}

// AuditEventsByID reads events; absent ones are absent.
func (q queries) AuditEventsByID(ctx context.Context, ids []models.ID) ([]models.AuditEvent, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return find[models.AuditEvent](q, q.db.WithContext(ctx).Where("id IN ?", ids))
}
