package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// updateConsent writes the answer of a party of a locked case.
func updateConsent(ctx context.Context, tx *store.Tx, p *dispute.Party) error {
	return tx.Exec1(ctx, `UPDATE dispute_parties SET consent = ?, consent_way = ?, consented_at = ?, consent_by = ?,
		witness_sealed = ?, left_at = ? WHERE id = ?`,
		p.Consent, p.ConsentWay, p.ConsentedAt, p.ConsentBy, p.WitnessSealed, p.LeftAt, p.ID)
}

// readReferral reads by which letter a case was sent; nil when none was. The caller has
// judged that the reader works on the case.
func readReferral(ctx context.Context, q store.Reader, id models.ID) (*dispute.Referral, error) {
	row, err := store.Take[dispute.Referral](ctx, q, "dispute_id = ?", id)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return &row, err
}

// insertParties adds parties to a case that is new or locked.
func insertParties(ctx context.Context, tx *store.Tx, rows []dispute.Party) error {
	return tx.Create(ctx, &rows)
}

// leaveOut writes that a party of a locked case who has not answered takes no part.
func leaveOut(ctx context.Context, tx *store.Tx, p *dispute.Party) error {
	return tx.Exec1(ctx, `UPDATE dispute_parties SET left_at = ?
		WHERE id = ? AND left_at IS NULL AND consent = 'pending'`, p.LeftAt, p.ID)
}

// setMandates writes who stands for the applicants of a locked case, in place of who did.
func setMandates(ctx context.Context, tx *store.Tx, id models.ID, mandates map[models.ID]dispute.Mandate) error {
	_, err := tx.ExecN(ctx, "UPDATE dispute_parties SET mandate = '' WHERE dispute_id = ? AND mandate <> ''", id)
	for party, mandate := range mandates {
		if err == nil {
			err = tx.Exec1(ctx, "UPDATE dispute_parties SET mandate = ? WHERE id = ? AND dispute_id = ?", mandate, party,
				id)
		}
	}
	return err
}

// linkParty makes a person a party of a locked case: store.ErrDuplicate when they are one
// already, store.ErrNotAffected when somebody else is this one.
func linkParty(ctx context.Context, tx *store.Tx, party, person models.ID) error {
	return tx.Exec1(ctx, "UPDATE dispute_parties SET person_id = ? WHERE id = ? AND person_id IS NULL", person, party)
}

// updateInformed writes that a party knows their rights; store.ErrNotAffected when that
// was written before.
func updateInformed(ctx context.Context, tx *store.Tx, p *dispute.Party) error {
	return tx.Exec1(ctx, `UPDATE dispute_parties SET informed_way = ?, informed_at = ?, informed_by = ?
		WHERE id = ? AND informed_at IS NULL`, p.InformedWay, p.InformedAt, p.InformedBy, p.ID)
}

// updateTold writes how a party learned of the end; store.ErrNotAffected when that was
// written before.
func updateTold(ctx context.Context, tx *store.Tx, p *dispute.Party) error {
	return tx.Exec1(ctx, `UPDATE dispute_parties SET told_way = ?, told_on = ?, told_by = ?
		WHERE id = ? AND told_on IS NULL`, p.ToldWay, p.ToldOn, p.ToldBy, p.ID)
}
