package approval

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertApproval adds a proposal; a second one for the subject is ErrDuplicate.
func insertApproval(ctx context.Context, tx *store.Tx, a *models.Approval) error {
	return tx.Create(ctx, a)
}

// renewApproval lets somebody propose anew what expired without a second
// signature; ErrNotAffected when there is no such proposal.
func renewApproval(ctx context.Context, tx *store.Tx, kind models.ApprovalKind, subject, by models.ID,
	until models.Instant) error {
	return tx.Exec1(ctx, `UPDATE approvals SET proposed_by = ?, expires_at = ?, created_at = ?
		WHERE kind = ? AND subject_id = ? AND approved_by IS NULL AND expires_at <= ?`, by, until, tx.Now, kind,
		subject, tx.Now)
}

// approveOnce signs a proposal as its second person; ErrNotAffected when it was
// signed, has expired, or is the person's own.
func approveOnce(ctx context.Context, tx *store.Tx, id, by models.ID) error {
	return tx.Exec1(ctx, `UPDATE approvals SET approved_by = ?, approved_at = ?
		WHERE id = ? AND approved_by IS NULL AND expires_at > ? AND proposed_by <> ?`, by, tx.Now, id, tx.Now, by)
}
