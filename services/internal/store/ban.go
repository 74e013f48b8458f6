package store

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
)

// InsertBan adds a ban and lets it hold. The caller holds the lock of the
// person's row.
func (tx *Tx) InsertBan(ctx context.Context, b *complaint.Ban) error {
	if err := tx.Create(ctx, b); err != nil {
		return err
	}
	return tx.SettleBans(ctx, b.PersonID)
}

// SettleBans writes beside the person until when the live bans hold: each
// request reads it there, in the query that it makes anyway.
func (tx *Tx) SettleBans(ctx context.Context, person models.ID) error {
	const latest = `(SELECT MAX(ends_at) FROM bans
		WHERE person_id = ? AND scope = ? AND lifted_at IS NULL AND ends_at > ?)`
	return tx.Exec1(ctx, "UPDATE persons SET posting_banned_until = "+latest+", account_banned_until = "+latest+
		" WHERE id = ?",
		person, complaint.BanPosting, tx.Now, person, complaint.BanAccount, tx.Now, person)
}
