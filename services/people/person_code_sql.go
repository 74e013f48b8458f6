package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// setPersonCode lets a person be found by a code until an instant, and no longer
// by the one before.
func setPersonCode(ctx context.Context, tx *store.Tx, id models.ID, mac []byte, ends models.Instant) error {
	return tx.Exec1(ctx, "UPDATE persons SET code_mac = ?, code_ends_at = ? WHERE id = ?", mac, ends, id)
}

// readPersonByCode finds who shows a code, by its hash under any key, whether it
// holds still or not.
func readPersonByCode(ctx context.Context, tx *store.Tx, macs [][]byte) (models.Person, error) {
	return store.Take[models.Person](ctx, tx, "code_mac IN ?", macs)
}

// usePersonCode uses a code up; ErrNotAffected when somebody was faster, it has
// ended or was replaced, or the account was closed.
func usePersonCode(ctx context.Context, tx *store.Tx, id models.ID, mac []byte) error {
	return tx.Exec1(ctx, `UPDATE persons SET code_mac = NULL, code_ends_at = NULL
		WHERE id = ? AND code_mac = ? AND code_ends_at > ? AND state = ?`, id, mac, tx.Now, models.PersonActive)
}

// readPhoneHolder finds the person who has bound a number.
func readPhoneHolder(ctx context.Context, q store.Reader, i store.Indexes) (models.Person, error) {
	return store.Take[models.Person](ctx, q, "phone_index = ? OR phone_index_alt = ?", i.Main, i.Alt)
}
