package store

import (
	"context"

	"xinjumin/models"
)

// Consents reads the newest consent of a person for each purpose.
func (q queries) Consents(ctx context.Context, person models.ID) (models.Ledger, error) {
	rows, err := find[models.Consent](q, q.db.WithContext(ctx).Where(`person_id = ? AND number =
		(SELECT MAX(m.number) FROM consents m WHERE m.person_id = consents.person_id AND m.purpose = consents.purpose)`, person).Order("purpose"))
	return rows, translate(err)
}

// InsertConsent writes a giving. One that is live already for the person and
// the purpose, or that has the number, is ErrDuplicate.
func (tx *Tx) InsertConsent(ctx context.Context, c *models.Consent) error { return tx.create(ctx, c) }

// EndConsent ends a live consent; ErrNotAffected when it has ended.
func (tx *Tx) EndConsent(ctx context.Context, id models.ID, how models.ConsentEnd) error {
	return tx.exec1(ctx, "UPDATE consents SET live_key = NULL, ended_at = ?, end_reason = ? WHERE id = ? AND ended_at IS NULL", tx.Now, how, id)
}

// EndConsents ends every live consent of a person.
func (tx *Tx) EndConsents(ctx context.Context, person models.ID, how models.ConsentEnd) error {
	_, err := tx.exec(ctx, "UPDATE consents SET live_key = NULL, ended_at = ?, end_reason = ? WHERE person_id = ? AND ended_at IS NULL", tx.Now, how, person)
	return err
}
