package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertCommitteeTerm adds a term; one that ends on the same day is ErrDuplicate.
func insertCommitteeTerm(ctx context.Context, tx *store.Tx, t *models.CommitteeTerm) error {
	return tx.Create(ctx, t)
}

// readCommitteeTerm reads a term.
func readCommitteeTerm(ctx context.Context, q store.Reader, id models.ID) (models.CommitteeTerm, error) {
	return store.Take[models.CommitteeTerm](ctx, q, "id = ?", id)
}

// renewCommittee moves the end of the term of a committee, whose row is held, and with it the
// end of what its people hold or are offered. What has ended by then stays so.
func renewCommittee(ctx context.Context, tx *store.Tx, c *models.MediationCommittee, last models.Day) error {
	if err := tx.RenewSeats(ctx, c.ID, models.SeatEndsAt(last)); err != nil {
		return err
	}
	c.TermEndsOn, c.Version, c.UpdatedAt = last, c.Version+1, tx.Now
	return tx.Exec1(ctx, `UPDATE mediation_committees SET term_ends_on = ?, version = version + 1, updated_at = ?
		WHERE id = ?`, last, tx.Now, c.ID)
}
