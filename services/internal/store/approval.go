package store

import (
	"context"

	"xinjumin/models"
)

// InsertApproval adds a proposal; a second one for the subject is ErrDuplicate.
func (tx *Tx) InsertApproval(ctx context.Context, a *models.Approval) error {
	return tx.create(ctx, a)
}

// Approval reads the proposal of a subject.
func (q queries) Approval(ctx context.Context, kind models.ApprovalKind, subject models.ID) (models.Approval, error) {
	return take[models.Approval](ctx, q, "kind = ? AND subject_id = ?", kind, subject)
}

// RenewApproval lets somebody propose anew what expired without a second
// signature; ErrNotAffected when there is no such proposal.
func (tx *Tx) RenewApproval(ctx context.Context, kind models.ApprovalKind, subject, by models.ID, until models.Instant) error {
	return tx.exec1(ctx, `UPDATE approvals SET proposed_by = ?, expires_at = ?, created_at = ?
		WHERE kind = ? AND subject_id = ? AND approved_by IS NULL AND expires_at <= ?`, by, until, tx.Now, kind, subject, tx.Now)
}

// ApproveOnce signs a proposal as its second person; ErrNotAffected when it was
// signed, has expired, or is the person's own.
func (tx *Tx) ApproveOnce(ctx context.Context, id, by models.ID) error {
	return tx.exec1(ctx, `UPDATE approvals SET approved_by = ?, approved_at = ?
		WHERE id = ? AND approved_by IS NULL AND expires_at > ? AND proposed_by <> ?`, by, tx.Now, id, tx.Now, by)
}
