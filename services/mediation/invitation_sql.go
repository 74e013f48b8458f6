package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

func insertInvitation(ctx context.Context, tx *store.Tx, i *dispute.Invitation) error {
	return tx.Create(ctx, i)
}

// lockInvitation finds an invitation by the hash of its code and locks its case, in whose
// order every use of it stands.
func lockInvitation(ctx context.Context, tx *store.Tx, hash string) (i dispute.Invitation, d dispute.Dispute,
	err error) {
	if i, err = store.Take[dispute.Invitation](ctx, tx, "code_sha256 = ?", hash); err != nil {
		return i, d, err
	}
	if d, err = store.LockRow[dispute.Dispute](ctx, tx, i.DisputeID); err != nil {
		return i, d, err
	}
	i, err = store.LockRow[dispute.Invitation](ctx, tx, i.ID)
	return i, d, err
}

// listLiveInvitations gives the invitations of a case that are open or asked, by their
// parties. The caller has judged that the reader works on the case.
func listLiveInvitations(ctx context.Context, q store.Reader, id models.ID) (map[models.ID]dispute.Invitation, error) {
	rows, err := store.Find[dispute.Invitation](q, q.Query(ctx).Where("dispute_id = ? AND ended_at IS NULL", id))
	out := make(map[models.ID]dispute.Invitation, len(rows))
	for _, i := range rows {
		out[i.PartyID] = i
	}
	return out, err
}

// askByInvitation writes who asks; store.ErrNotAffected when the code is used or over.
func askByInvitation(ctx context.Context, tx *store.Tx, id, person models.ID) error {
	return tx.Exec1(ctx, `UPDATE dispute_invitations SET state = 'asked', asked_by = ?, asked_at = ?
		WHERE id = ? AND state = 'open' AND expires_at > ?`, person, tx.Now, id, tx.Now)
}

// endInvitation answers who has asked; store.ErrNotAffected when that was done.
func endInvitation(ctx context.Context, tx *store.Tx, id models.ID, to dispute.InvitationState) error {
	return tx.Exec1(ctx, `UPDATE dispute_invitations SET state = ?, ended_at = ?, live_key = NULL
		WHERE id = ? AND state = 'asked'`, to, tx.Now, id)
}

// Which invitations are void at once.
const (
	ofParty       = "party_id = ?"
	ofCase        = "dispute_id = ?"
	ofAsker       = "asked_by = ?"
	ofAskerInCase = "dispute_id = ? AND asked_by = ?"
)

// voidInvitations ends what is open or asked.
func voidInvitations(ctx context.Context, tx *store.Tx, which string, args ...any) error {
	_, err := tx.ExecN(ctx, `UPDATE dispute_invitations SET state = 'void', ended_at = ?, live_key = NULL
		WHERE ended_at IS NULL AND `+which, append([]any{tx.Now}, args...)...)
	return err
}
