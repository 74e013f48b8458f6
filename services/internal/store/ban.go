package store

import (
	"context"

	"xinjumin/models"
)

// LiveBans lists the bans of a person that hold at now, the one that ends last
// first.
func (q queries) LiveBans(ctx context.Context, person models.ID, now models.Instant) ([]models.Ban, error) {
	var rows []models.Ban
	err := q.db.WithContext(ctx).Where("person_id = ? AND lifted_at IS NULL AND starts_at <= ? AND ends_at > ?", person, now, now).
		Order("ends_at DESC, id").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// BansOf lists every ban that a person ever had, the newest first.
func (q queries) BansOf(ctx context.Context, person models.ID) ([]models.Ban, error) {
	var rows []models.Ban
	err := q.db.WithContext(ctx).Where("person_id = ?", person).Order("created_at DESC, id DESC").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// Ban reads one ban.
func (q queries) Ban(ctx context.Context, id models.ID) (models.Ban, error) {
	return take[models.Ban](ctx, q, "id = ?", id)
}

// BansOfCase lists the bans that rest on a decision.
func (q queries) BansOfCase(ctx context.Context, id models.ID) ([]models.Ban, error) {
	var rows []models.Ban
	err := q.db.WithContext(ctx).Where("case_id = ?", id).Order("id").Find(&rows).Error
	return rows, translate(err)
}

// BansOfNumber lists the live bans of other accounts with an identity number
// that no later account has taken over yet.
func (tx *Tx) BansOfNumber(ctx context.Context, person models.ID, i Indexes) ([]models.Ban, error) {
	var rows []models.Ban
	err := tx.db.WithContext(ctx).Where("(id_number_index = ? OR id_number_index_alt = ?) AND person_id <> ? AND lifted_at IS NULL AND ends_at > ?",
		i.Main, i.Alt, person, tx.Now).
		Where("NOT EXISTS (SELECT 1 FROM bans c WHERE c.carried_from = bans.id)").Order("id").Find(&rows).Error
	return rows, translate(err)
}

// InsertBan adds a ban and lets it hold. The caller holds the lock of the
// person's row.
func (tx *Tx) InsertBan(ctx context.Context, b *models.Ban) error {
	if err := tx.create(ctx, b); err != nil {
		return err
	}
	return tx.settleBans(ctx, b.PersonID)
}

// LiftBan ends a ban before its time; ErrNotAffected when it is over. The
// caller holds the lock of the person's row.
func (tx *Tx) LiftBan(ctx context.Context, b models.Ban, by models.ID, reason string) error {
	err := tx.exec1(ctx, "UPDATE bans SET lifted_at = ?, lifted_by = ?, lift_reason = ? WHERE id = ? AND lifted_at IS NULL AND ends_at > ?",
		tx.Now, by, reason, b.ID, tx.Now)
	if err != nil {
		return err
	}
	return tx.settleBans(ctx, b.PersonID)
}

// settleBans writes beside the person until when the live bans hold: each
// request reads it there, in the query that it makes anyway.
func (tx *Tx) settleBans(ctx context.Context, person models.ID) error {
	const latest = "(SELECT MAX(ends_at) FROM bans WHERE person_id = ? AND scope = ? AND lifted_at IS NULL AND ends_at > ?)"
	return tx.exec1(ctx, "UPDATE persons SET posting_banned_until = "+latest+", account_banned_until = "+latest+" WHERE id = ?",
		person, models.BanPosting, tx.Now, person, models.BanAccount, tx.Now, person)
}
