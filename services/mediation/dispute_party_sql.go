package mediation

import (
	"context"

	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// updateConsent writes the answer of a party of a locked case.
func updateConsent(ctx context.Context, tx *store.Tx, p *dispute.Party) error {
	return tx.Exec1(ctx, `UPDATE dispute_parties SET consent = ?, consent_way = ?, consented_at = ?, consent_by = ?,
		witness_sealed = ? WHERE id = ?`,
		p.Consent, p.ConsentWay, p.ConsentedAt, p.ConsentBy, p.WitnessSealed, p.ID)
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
