package jobs

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertJob schedules; a job of this kind for this subject is ErrDuplicate.
func insertJob(ctx context.Context, tx *store.Tx, job *models.Job) error { return tx.Create(ctx, job) }

// moveJob changes when a job that is not done runs; ErrNotAffected when there
// is none.
func moveJob(ctx context.Context, tx *store.Tx, kind string, subject models.ID, runAt models.Instant) error {
	return tx.Exec1(ctx, `UPDATE jobs SET run_at = ?
		WHERE kind = ? AND subject_id = ? AND done_at IS NULL`, runAt, kind, subject)
}

// listDueJobs lists what of some kinds may be taken at now: due, not leased, tried
// fewer than maxAttempts times.
func listDueJobs(ctx context.Context, q store.Reader, kinds []string, now models.Instant, maxAttempts,
	limit int) ([]models.Job, error) {
	var jobs []models.Job
	err := q.Query(ctx).
		Where(`done_at IS NULL AND run_at <= ? AND (lease_until IS NULL OR lease_until <= ?) AND attempts < ?
			AND kind IN ?`, now, now, maxAttempts, kinds).
		Order("run_at, id").Limit(limit).Find(&jobs).Error
	return jobs, store.Translate(err)
}

// takeJob leases a job; ErrNotAffected when another process was faster.
func takeJob(ctx context.Context, tx *store.Tx, job models.ID, owner models.ID, until models.Instant) error {
	return tx.Exec1(ctx, `UPDATE jobs SET lease_owner = ?, lease_until = ?, attempts = attempts + 1
		WHERE id = ? AND done_at IS NULL AND (lease_until IS NULL OR lease_until <= ?)`, owner, until, job, tx.Now)
}

// extendJob keeps the lease of a job that is ours still (else ErrNotAffected).
// A process that would take it meanwhile waits for the transaction.
func extendJob(ctx context.Context, tx *store.Tx, job models.ID, owner models.ID, until models.Instant) error {
	return tx.Exec1(ctx, `UPDATE jobs SET lease_until = ?
		WHERE id = ? AND lease_owner = ? AND done_at IS NULL`, until, job, owner)
}

// finishJob marks a job done while its lease is still ours.
func finishJob(ctx context.Context, tx *store.Tx, job models.ID, owner models.ID) error {
	return tx.Exec1(ctx, `UPDATE jobs SET done_at = ?, lease_until = NULL
		WHERE id = ? AND lease_owner = ? AND done_at IS NULL`, tx.Now, job, owner)
}

// failJob gives the lease back and says why and when to try again.
func failJob(ctx context.Context, tx *store.Tx, job models.ID, owner models.ID, reason string,
	next models.Instant) error {
	_, err := tx.ExecN(ctx, `UPDATE jobs
		SET lease_until = NULL, lease_owner = NULL, last_error = ?, run_at = ?
		WHERE id = ? AND lease_owner = ? AND done_at IS NULL`,
		reason, next, job, owner)
	return err
}

// hasUntried reports whether a job of a kind, of another subject, is due and was
// never taken.
func hasUntried(ctx context.Context, q store.Reader, kind string, but models.ID, now models.Instant) (bool, error) {
	var ids []models.ID
	err := q.Query(ctx).Raw(`SELECT id FROM jobs WHERE done_at IS NULL AND run_at <= ? AND kind = ?
		AND subject_id <> ? AND attempts = 0 LIMIT 1`, now, kind, but).Scan(&ids).Error
	return len(ids) > 0, store.Translate(err)
}

// dropJob ends a job that has not run.
func dropJob(ctx context.Context, tx *store.Tx, kind string, subject models.ID) error {
	_, err := tx.ExecN(ctx, `UPDATE jobs SET done_at = ?, lease_until = NULL
		WHERE kind = ? AND subject_id = ? AND done_at IS NULL`, tx.Now, kind, subject)
	return err
}

// renewJob makes a job due at another time, whether it has run or not; ErrNotAffected
// when there is none.
func renewJob(ctx context.Context, tx *store.Tx, kind string, subject models.ID, runAt models.Instant) error {
	return tx.Exec1(ctx, `UPDATE jobs SET run_at = ?, done_at = NULL, attempts = 0, lease_owner = NULL,
		lease_until = NULL WHERE kind = ? AND subject_id = ?`, runAt, kind, subject)
}
