package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// markAnnouncement writes whether one may be shown.
func markAnnouncement(ctx context.Context, tx *store.Tx, id models.ID, m models.Moderation) error {
	_, err := tx.ExecN(ctx, `UPDATE announcements
		SET moderation = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND moderation <> ?`, m, tx.Now, id, m)
	return err
}
