package store

import (
	"context"

	"xinjumin/models"
)

// EndPartyPapers ends what rests on a membership that ends: the registration of a person who
// took part, and an open transfer of its tie.
func (tx *Tx) EndPartyPapers(ctx context.Context, membership models.ID) error {
	if _, err := tx.ExecN(ctx, `UPDATE party_registrations
		SET state = 'ended', live_key = NULL, ended_at = ?, version = version + 1, updated_at = ?
		WHERE membership_id = ? AND state = 'active'`, tx.Now, tx.Now, membership); err != nil {
		return err
	}
	_, err := tx.ExecN(ctx, `UPDATE party_transfers
		SET state = 'withdrawn', live_key = NULL, version = version + 1, updated_at = ?
		WHERE live_key = ?`, tx.Now, membership[:])
	return err
}
