package store

import (
	"context"

	"xinjumin/models"
)

// Approval reads the proposal of a subject.
func (q queries) Approval(ctx context.Context, kind models.ApprovalKind, subject models.ID) (models.Approval, error) {
	return Take[models.Approval](ctx, q, "kind = ? AND subject_id = ?", kind, subject)
}
