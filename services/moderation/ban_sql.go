package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listBansOf lists every ban that a person ever had, the newest first.
func listBansOf(ctx context.Context, q store.Reader, person models.ID) ([]models.Ban, error) {
	var rows []models.Ban
	err := q.Query(ctx).Where("person_id = ?", person).Order("created_at DESC, id DESC").Limit(models.PageMax).
		Find(&rows).Error
	return rows, store.Translate(err)
}

// readBan reads one ban.
func readBan(ctx context.Context, q store.Reader, id models.ID) (models.Ban, error) {
	return store.Take[models.Ban](ctx, q, "id = ?", id)
}

// listBansOfCase lists the bans that rest on a decision.
func listBansOfCase(ctx context.Context, q store.Reader, id models.ID) ([]models.Ban, error) {
	var rows []models.Ban
	err := q.Query(ctx).Where("case_id = ?", id).Order("id").Find(&rows).Error
	return rows, store.Translate(err)
}

// liftBan ends a ban before its time; ErrNotAffected when it is over. The
// caller holds the lock of the person's row.
func liftBan(ctx context.Context, tx *store.Tx, b models.Ban, by models.ID, reason string) error {
	err := tx.Exec1(ctx, `UPDATE bans SET lifted_at = ?, lifted_by = ?, lift_reason = ?
		WHERE id = ? AND lifted_at IS NULL AND ends_at > ?`,
		tx.Now, by, reason, b.ID, tx.Now)
	if err != nil {
		return err
	}
	return tx.SettleBans(ctx, b.PersonID)
}
