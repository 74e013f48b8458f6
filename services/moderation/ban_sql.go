package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/store"
)

// listBansOf lists every ban that a person ever had, the newest first.
func listBansOf(ctx context.Context, q store.Reader, person models.ID) ([]complaint.Ban, error) {
	var rows []complaint.Ban
	err := q.Query(ctx).Where("person_id = ?", person).Order("created_at DESC, id DESC").Limit(models.PageMax).
		Find(&rows).Error
	return rows, store.Translate(err)
}

// readBan reads one ban.
func readBan(ctx context.Context, q store.Reader, id models.ID) (complaint.Ban, error) {
	return store.Take[complaint.Ban](ctx, q, "id = ?", id)
}

// listBansOfCase lists the bans that rest on a decision.
func listBansOfCase(ctx context.Context, q store.Reader, id models.ID) ([]complaint.Ban, error) {
	var rows []complaint.Ban
	err := q.Query(ctx).Where("case_id = ?", id).Order("id").Find(&rows).Error
	return rows, store.Translate(err)
}

// liftBan ends a ban before its time; ErrNotAffected when it is over. The
// caller holds the lock of the person's row.
func liftBan(ctx context.Context, tx *store.Tx, b complaint.Ban, by models.ID, reason string) error {
	err := tx.Exec1(ctx, `UPDATE bans SET lifted_at = ?, lifted_by = ?, lift_reason = ?
		WHERE id = ? AND lifted_at IS NULL AND ends_at > ?`,
		tx.Now, by, reason, b.ID, tx.Now)
	if err != nil {
		return err
	}
	return tx.SettleBans(ctx, b.PersonID)
}
