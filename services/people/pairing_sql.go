package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertPairing adds a browser that waits.
func insertPairing(ctx context.Context, tx *store.Tx, p *models.Pairing) error {
	return tx.Create(ctx, p)
}

// readPairing finds a pairing by its id.
func readPairing(ctx context.Context, q store.Reader, id models.ID) (models.Pairing, error) {
	return store.Take[models.Pairing](ctx, q, "id = ?", id)
}

// readPairingOf finds a pairing by the code that a phone scans.
func readPairingOf(ctx context.Context, q store.Reader, code string) (models.Pairing, error) {
	return store.Take[models.Pairing](ctx, q, "code = ?", code)
}

// lockPairing reads a pairing and holds the row until the transaction ends.
func lockPairing(ctx context.Context, tx *store.Tx, id models.ID) (models.Pairing, error) {
	return store.LockRow[models.Pairing](ctx, tx, id)
}

// countWrongDigits counts a wrong try and ends the pairing with the last one;
// ErrNotAffected when it does not wait.
func countWrongDigits(ctx context.Context, tx *store.Tx, id models.ID) error {
	// The state first: MariaDB sees in a later column what an earlier one was set to.
	return tx.Exec1(ctx, `UPDATE pairings
		SET state = CASE WHEN wrong_tries + 1 >= ? THEN ? ELSE state END, wrong_tries = wrong_tries + 1
		WHERE id = ? AND state = ? AND expires_at > ?`,
		models.PairingTries, models.PairingBurned, id, models.PairingWaiting, tx.Now)
}

// confirmPairing lets a browser in, in the name of a person; ErrNotAffected when the
// pairing does not wait or the digits are others.
func confirmPairing(ctx context.Context, tx *store.Tx, p models.Pairing) error {
	return tx.Exec1(ctx, `UPDATE pairings SET state = ?, person_id = ?, epoch = ?, expires_at = ?
		WHERE id = ? AND state = ? AND digits = ? AND expires_at > ?`, models.PairingConfirmed, p.PersonID, p.Epoch,
		p.ExpiresAt, p.ID, models.PairingWaiting, p.Digits, tx.Now)
}

// refusePairing ends a pairing that waits, or that the person has confirmed and the
// browser has not taken up; else ErrNotAffected.
func refusePairing(ctx context.Context, tx *store.Tx, id, person models.ID) error {
	return tx.Exec1(ctx, `UPDATE pairings SET state = ?
		WHERE id = ? AND (state = ? OR state = ? AND person_id = ?) AND expires_at > ?`, models.PairingRefused, id,
		models.PairingWaiting, models.PairingConfirmed, person, tx.Now)
}

// claimPairing uses a pairing up; ErrNotAffected when somebody was faster.
func claimPairing(ctx context.Context, tx *store.Tx, id models.ID) error {
	return tx.Exec1(ctx, "UPDATE pairings SET state = ? WHERE id = ? AND state = ? AND expires_at > ?",
		models.PairingClaimed, id, models.PairingConfirmed, tx.Now)
}
