package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// nextAgreement gives the number of the next version of the agreement of a locked case.
func nextAgreement(ctx context.Context, tx *store.Tx, id models.ID) (int64, error) {
	n, err := store.Count[dispute.Agreement](ctx, tx, "dispute_id = ?", id)
	return n + 1, err
}

// voidAgreements makes what waits for signatures in a locked case void, and with it the
// paper that was printed of it.
func voidAgreements(ctx context.Context, tx *store.Tx, id models.ID) error {
	n, err := tx.ExecN(ctx, `UPDATE dispute_agreements SET state = 'void', live_key = NULL
		WHERE dispute_id = ? AND state = 'signing'`, id)
	if err != nil || n == 0 {
		return err
	}
	_, err = tx.ExecN(ctx, `UPDATE dispute_documents SET state = ?, live_key = NULL, ended_at = ?
		WHERE dispute_id = ? AND kind = ? AND state = ?`, dispute.DocumentVoid, tx.Now, id, dispute.DocumentAgreement,
		dispute.DocumentValid)
	return err
}

// readAgreement reads the version of a case that is not void; nil when there is none. The
// caller has judged that the reader may see the case.
func readAgreement(ctx context.Context, q store.Reader, id models.ID) (*dispute.Agreement, error) {
	var row dispute.Agreement
	err := store.Translate(q.Query(ctx).Where("live_key = ?", id).Take(&row).Error)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return &row, err
}

// effectAgreement brings an agreement into effect, once; else store.ErrNotAffected.
func effectAgreement(ctx context.Context, tx *store.Tx, agreement models.ID, on, until models.Day) error {
	return tx.Exec1(ctx, `UPDATE dispute_agreements SET state = 'effective', effective_on = ?, confirm_until = ?
		WHERE id = ? AND state = 'signing'`, on, until, agreement)
}

// listSignatures lists who has signed an agreement.
func listSignatures(ctx context.Context, q store.Reader, agreement models.ID) ([]dispute.Signature, error) {
	return store.Find[dispute.Signature](q, q.Query(ctx).Where("agreement_id = ?", agreement).
		Order("created_at, part, signer_id").Limit(3*dispute.ItemsMax))
}

// listItems lists the items of an agreement in their order.
func listItems(ctx context.Context, q store.Reader, agreement models.ID) ([]dispute.Item, error) {
	return store.Find[dispute.Item](q, q.Query(ctx).Where("agreement_id = ?", agreement).Order("no").
		Limit(dispute.ItemsMax))
}

// performItem writes that an item was done; store.ErrNotAffected when it was before.
func performItem(ctx context.Context, tx *store.Tx, i *dispute.Item) error {
	return tx.Exec1(ctx, `UPDATE dispute_items SET performed_on = ?, recorded_by = ?
		WHERE id = ? AND performed_on IS NULL`, i.PerformedOn, i.RecordedBy, i.ID)
}
