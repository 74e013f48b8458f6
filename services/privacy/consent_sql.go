package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertConsent writes a giving. One that is live already for the person and
// the purpose, or that has the number, is ErrDuplicate.
func insertConsent(ctx context.Context, tx *store.Tx, c *models.Consent) error {
	return tx.Create(ctx, c)
}

// endConsent ends a live consent; ErrNotAffected when it has ended.
func endConsent(ctx context.Context, tx *store.Tx, id models.ID, how models.ConsentEnd) error {
	return tx.Exec1(ctx, `UPDATE consents SET live_key = NULL, ended_at = ?, end_reason = ?
		WHERE id = ? AND ended_at IS NULL`, tx.Now, how, id)
}
