package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// listOpenDeadlines lists the open terms of a case, the nearest first.
func listOpenDeadlines(ctx context.Context, q store.Reader, disputeID models.ID) ([]dispute.Deadline, error) {
	var rows []dispute.Deadline
	err := q.Query(ctx).Where("dispute_id = ? AND ended_at IS NULL", disputeID).Order("due_on, id").Find(&rows).Error
	return rows, store.Translate(err)
}

// listDeadlines lists the terms of a case of these kinds in the order in which they began.
func listDeadlines(ctx context.Context, q store.Reader, disputeID models.ID, kinds []dispute.DeadlineKind) (
	[]dispute.Deadline, error) {
	var rows []dispute.Deadline
	err := q.Query(ctx).Where("dispute_id = ? AND kind IN ?", disputeID, kinds).Order("event_on, created_at, id").
		Find(&rows).Error
	return rows, store.Translate(err)
}

func readDeadline(ctx context.Context, q store.Reader, id models.ID) (dispute.Deadline, error) {
	return store.Take[dispute.Deadline](ctx, q, "id = ?", id)
}

func insertDeadline(ctx context.Context, tx *store.Tx, row *dispute.Deadline) error {
	return tx.Create(ctx, row)
}

func insertDeadlineMove(ctx context.Context, tx *store.Tx, row *dispute.DeadlineMove) error {
	return tx.Create(ctx, row)
}

// updateDeadline writes what may change of an open term of the version that was read;
// else it is ErrNotAffected.
func updateDeadline(ctx context.Context, tx *store.Tx, d dispute.Deadline) error {
	return tx.Exec1(ctx, `UPDATE dispute_deadlines SET due_on = ?, said_on = ?, paused_on = ?, version = version + 1,
		updated_at = ? WHERE id = ? AND version = ? AND ended_at IS NULL`, d.DueOn, d.SaidOn, d.PausedOn, tx.Now, d.ID,
		d.Version)
}

// endDeadline closes an open term of the version that was read.
func endDeadline(ctx context.Context, tx *store.Tx, d dispute.Deadline) error {
	return tx.Exec1(ctx, `UPDATE dispute_deadlines SET met_at = ?, ended_at = ?, live_key = NULL, version = version + 1,
		updated_at = ? WHERE id = ? AND version = ? AND ended_at IS NULL`, d.MetAt, d.EndedAt, tx.Now, d.ID, d.Version)
}

// setDisputeDue writes the day of a locked case, which is not part of its version: no
// act depends on it.
func setDisputeDue(ctx context.Context, tx *store.Tx, id models.ID, due *models.Day) error {
	return tx.Exec1(ctx, "UPDATE disputes SET due_on = ? WHERE id = ?", due, id)
}

// listCasesWithDeadlines lists cases with open terms, by id, from after one.
func listCasesWithDeadlines(ctx context.Context, q store.Reader, after models.ID, limit int) ([]models.ID, error) {
	var ids []models.ID
	err := q.Query(ctx).Model(&dispute.Deadline{}).Distinct("dispute_id").
		Where("ended_at IS NULL AND dispute_id > ?", after).Order("dispute_id").Limit(limit).Pluck("dispute_id",
		&ids).Error
	return ids, store.Translate(err)
}
