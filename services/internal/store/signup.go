package store

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
)

// CancelSignups ends every live sign-up of an activity and counts them.
func (tx *Tx) CancelSignups(ctx context.Context, activityID models.ID) (int64, error) {
	return tx.ExecN(ctx, `UPDATE signups
		SET state = ?, live_key = NULL, offer_expires_at = NULL, ended_at = ?, version = version + 1,
		updated_at = ?
		WHERE activity_id = ? AND live_key IS NOT NULL`, activity.SignupCancelled, tx.Now, tx.Now, activityID)
}

// InList repeats the last value up to a power of two, so that an IN list has a
// handful of texts and not one for each length; they are kept prepared.
func InList[T any](values []T) []T {
	n := 1
	for n < len(values) {
		n *= 2
	}
	out := append(make([]T, 0, n), values...)
	for len(out) > 0 && len(out) < n {
		out = append(out, values[len(values)-1])
	}
	return out
}
