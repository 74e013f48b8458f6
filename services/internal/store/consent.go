package store

import (
	"context"

	"xinjumin/models"
)

// Consents reads the newest consent of a person for each purpose.
func (q queries) Consents(ctx context.Context, person models.ID) (models.Ledger, error) {
	rows, err := Find[models.Consent](q, q.Query(ctx).Where(`person_id = ? AND number = (SELECT MAX(m.number)
		FROM consents m WHERE m.person_id = consents.person_id AND m.purpose = consents.purpose)`, person).
		Order("purpose"))
	return rows, Translate(err)
}

// EndConsents ends every live consent of a person.
func (tx *Tx) EndConsents(ctx context.Context, person models.ID, how models.ConsentEnd) error {
	_, err := tx.ExecN(ctx, `UPDATE consents SET live_key = NULL, ended_at = ?, end_reason = ?
		WHERE person_id = ? AND ended_at IS NULL`, tx.Now, how, person)
	return err
}
