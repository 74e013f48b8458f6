package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// readIDNumberHolder finds the person who holds an identity number.
func readIDNumberHolder(ctx context.Context, q store.Reader, i store.Indexes) (models.Person, error) {
	return store.Take[models.Person](ctx, q, "id_number_index = ? OR id_number_index_alt = ?", i.Main, i.Alt)
}

// settleClaim gives the number to a person who claims it; while another person
// holds it it is ErrDuplicate.
func settleClaim(ctx context.Context, tx *store.Tx, id models.ID, i store.Indexes) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET id_number_index = ?, id_number_index_alt = ?, claimed_at = NULL, version = version + 1,
		updated_at = ?
		WHERE id = ? AND verification = ? AND claimed_at IS NOT NULL`, i.Main, i.Alt, tx.Now, id,
		models.VerificationPending)
}

// moveIdentities gives the WeChat identities of one person to another.
func moveIdentities(ctx context.Context, tx *store.Tx, from, to models.ID) error {
	_, err := tx.ExecN(ctx, "UPDATE wechat_identities SET person_id = ? WHERE person_id = ?", to, from)
	return err
}

// closeMerged closes an account that another one replaces, and forgets what it
// had submitted. ErrNotAffected when it has no open claim any longer.
func closeMerged(ctx context.Context, tx *store.Tx, id, into models.ID) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET state = ?, merged_into = ?, verification = ?, verification_reason = '', claimed_at = NULL,
		name_sealed = NULL, id_number_sealed = NULL, phone_sealed = NULL, phone_index = NULL,
		phone_index_alt = NULL, birth_day = NULL, sex = 0, epoch = epoch + 1, version = version + 1,
		updated_at = ?
		WHERE id = ? AND state = ? AND verification = ? AND claimed_at IS NOT NULL`,
		models.PersonClosed, into, models.VerificationNone, tx.Now, id, models.PersonActive, models.VerificationPending)
}
