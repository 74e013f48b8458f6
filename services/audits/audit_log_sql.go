package audits

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// The version of an id (UUID) tells secret events, whose ids are random.
const (
	eventIsSecret = "SUBSTR(e.id, 7, 1) BETWEEN x'40' AND x'4F'" //nolint:gosec // a condition, no credential
	eventHasNone  = "NOT EXISTS (SELECT 1 FROM audit_leaves l WHERE l.event_id = e.id)"
)

const auditLease = "audit.lease"

// takeAuditLease makes this process the one that sequences, until an instant;
// mine is what the lease of this process was until now. ErrNotAffected means
// that another process works. The row stays locked until the transaction ends,
// so that no two can work at once even when a lease has run out.
func takeAuditLease(ctx context.Context, tx *store.Tx, mine, until models.Instant) error {
	err := tx.Exec1(ctx, "UPDATE counters SET value = ? WHERE name = ? AND (value <= ? OR value = ?)", until,
		auditLease, tx.Now, mine)
	if !errors.Is(err, store.ErrNotAffected) {
		return err
	}
	if _, err = tx.ExecN(ctx, "INSERT INTO counters (name, value) VALUES (?, ?)", auditLease, until); errors.Is(err,
		store.ErrDuplicate) {
		return store.ErrNotAffected
	}
	return err
}

// listUnsequencedEvents lists events from an instant on, there after an id, that
// have no leaf yet, in the order of their times, without secret ones.
func listUnsequencedEvents(ctx context.Context, q store.Reader, from models.Instant, after models.ID,
	limit int) ([]models.AuditEvent, error) {
	var rows []models.AuditEvent
	err := q.Query(ctx).Raw("SELECT e.* FROM audit_events e WHERE e.at >= ? AND (e.at > ? OR e.id > ?) AND NOT ("+
		eventIsSecret+") AND "+eventHasNone+" ORDER BY e.at, e.id LIMIT ?", from, from, after, limit).Scan(&rows).Error
	return rows, store.Translate(err)
}

// listUnsequencedSecretEvents lists secret events of the hours from the one, there
// after an id, to the other that have no leaf yet: hour by hour, and in the order of their random
// ids, which is nobody's order of acting.
func listUnsequencedSecretEvents(ctx context.Context, q store.Reader, from, to models.Instant,
	after models.ID, limit int) ([]models.AuditEvent, error) {
	var rows []models.AuditEvent
	err := q.Query(ctx).Raw("SELECT e.* FROM audit_events e WHERE e.at >= ? AND (e.at > ? OR e.id > ?) AND "+
		"e.at <= ? AND "+eventIsSecret+" AND "+eventHasNone+" ORDER BY e.at, e.id LIMIT ?",
		from, from, after, to, limit).Scan(&rows).Error
	return rows, store.Translate(err)
}

// listWaitingEvents lists events without a leaf after one by time and id.
func listWaitingEvents(ctx context.Context, q store.Reader, after models.AuditEvent, limit int) ([]models.AuditEvent,
	error) {
	var rows []models.AuditEvent
	err := q.Query(ctx).Raw("SELECT e.* FROM audit_events e WHERE e.at >= ? AND (e.at > ? OR e.id > ?) AND "+
		eventHasNone+" ORDER BY e.at, e.id LIMIT ?", after.At, after.At, after.ID, limit).Scan(&rows).Error
	return rows, store.Translate(err)
}

// countAuditEvents counts the trail, and how much of it has a leaf.
func countAuditEvents(ctx context.Context, q store.Reader) (events, leaves int64, err error) {
	if events, err = store.Count[models.AuditEvent](ctx, q, "1 = 1"); err == nil {
		leaves, err = store.Count[models.AuditLeaf](ctx, q, "1 = 1")
	}
	return events, leaves, err
}

// appendAuditLog inserts what a round of sequencing has made.
func appendAuditLog(ctx context.Context, tx *store.Tx, leaves []models.AuditLeaf, hashes []models.AuditHash,
	checkpoint *models.AuditCheckpoint) error {
	err := store.InPowersOfTwo(leaves, func(part []models.AuditLeaf) error { return tx.Create(ctx, &part) })
	if err == nil {
		err = store.InPowersOfTwo(hashes, func(part []models.AuditHash) error { return tx.Create(ctx, &part) })
	}
	if err == nil {
		err = tx.Create(ctx, checkpoint)
	}
	return err
}

// readLastAuditCheckpoint reads the newest checkpoint; ErrNotFound before the first.
func readLastAuditCheckpoint(ctx context.Context, q store.Reader) (models.AuditCheckpoint, error) {
	return store.Take[models.AuditCheckpoint](ctx, q, "number = (SELECT MAX(number) FROM audit_checkpoints)")
}

// listAuditCheckpoints lists checkpoints after a number, in order.
func listAuditCheckpoints(ctx context.Context, q store.Reader, after int64, limit int) ([]models.AuditCheckpoint,
	error) {
	return store.Find[models.AuditCheckpoint](q, q.Query(ctx).Where("number > ?", after).Order("number").Limit(limit))
}

// listAuditLeaves lists leaves after a number, in order.
func listAuditLeaves(ctx context.Context, q store.Reader, after int64, limit int) ([]models.AuditLeaf, error) {
	return store.Find[models.AuditLeaf](q, q.Query(ctx).Where("seq > ?", after).Order("seq").Limit(limit))
}

// listAuditHashes lists nodes after a position, in order.
func listAuditHashes(ctx context.Context, q store.Reader, after int64, limit int) ([]models.AuditHash, error) {
	return store.Find[models.AuditHash](q, q.Query(ctx).Where("position > ?", after).Order("position").Limit(limit))
}

// listAuditHashesAt reads nodes by position.
func listAuditHashesAt(ctx context.Context, q store.Reader, positions []int64) ([]models.AuditHash, error) {
	return store.Find[models.AuditHash](q, q.Query(ctx).Where("position IN ?", positions))
}

// listAuditEventsByID reads events; absent ones are absent.
func listAuditEventsByID(ctx context.Context, q store.Reader, ids []models.ID) ([]models.AuditEvent, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return store.Find[models.AuditEvent](q, q.Query(ctx).Where("id IN ?", ids))
}

// hashesFrom gives the reader of stored hashes for the walk of a proof.
func hashesFrom(q store.Reader) func(ctx context.Context, positions []int64) ([]models.AuditHash, error) {
	return func(ctx context.Context, positions []int64) ([]models.AuditHash, error) {
		return listAuditHashesAt(ctx, q, positions)
	}
}
