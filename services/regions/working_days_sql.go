package regions

import (
	"context"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// workingDaysKey is unique among the arrangements of a year in a state.
func workingDaysKey(year int64, state models.WorkingDaysState) string {
	return strconv.FormatInt(year, 10) + ":" + string(state)
}

// readWorkingDays reads the arrangement of a year that is proposed, or in force.
func readWorkingDays(ctx context.Context, q store.Reader, year int64, state models.WorkingDaysState) (
	models.WorkingDays, error) {
	return store.Take[models.WorkingDays](ctx, q, "live_key = ?", workingDaysKey(year, state))
}

// lastWorkingDays gives the highest version of a year, 0 without one.
func lastWorkingDays(ctx context.Context, tx *store.Tx, year int64) (int64, error) {
	var version int64
	err := tx.Query(ctx).Model(&models.WorkingDays{}).Where("year = ?", year).
		Select("COALESCE(MAX(version), 0)").Scan(&version).Error
	return version, store.Translate(err)
}

// insertWorkingDays adds a proposal; ErrDuplicate when another one was faster.
func insertWorkingDays(ctx context.Context, tx *store.Tx, w *models.WorkingDays) error {
	return tx.Create(ctx, w)
}

// replaceWorkingDays ends the arrangement of a year in a state, if there is one.
func replaceWorkingDays(ctx context.Context, tx *store.Tx, year int64, state models.WorkingDaysState) error {
	_, err := tx.ExecN(ctx, "UPDATE working_days SET state = ?, live_key = NULL WHERE live_key = ?",
		models.WorkingDaysReplaced, workingDaysKey(year, state))
	return err
}

// putInForce makes a proposal the arrangement of its year; ErrNotAffected when it is
// one no longer.
func putInForce(ctx context.Context, tx *store.Tx, w models.WorkingDays) error {
	return tx.Exec1(ctx, "UPDATE working_days SET state = ?, live_key = ?, in_force_at = ? WHERE id = ? AND state = ?",
		models.WorkingDaysInForce, workingDaysKey(w.Year, models.WorkingDaysInForce), tx.Now, w.ID,
		models.WorkingDaysProposed)
}
