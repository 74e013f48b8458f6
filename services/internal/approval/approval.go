package approval

import (
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// Propose writes the first signature; the second must follow within
// models.ApprovalLife. A subject is proposed once per kind (store.ErrDuplicate).
func Propose(ctx context.Context, tx *store.Tx, actor models.Actor, kind models.ApprovalKind, subject models.ID) error {
	return insertApproval(ctx, tx, &models.Approval{
		ID: tx.NewID(), Kind: kind, SubjectID: subject, ProposedBy: actor.PersonID,
		ExpiresAt: tx.Now.Add(models.ApprovalLife), CreatedAt: tx.Now,
	})
}

// ProposeAgain is Propose for a subject that may have been proposed before in
// vain: a proposal that has expired is replaced by this one.
func ProposeAgain(ctx context.Context, tx *store.Tx, actor models.Actor, kind models.ApprovalKind,
	subject models.ID) error {
	err := renewApproval(ctx, tx, kind, subject, actor.PersonID, tx.Now.Add(models.ApprovalLife))
	if errors.Is(err, store.ErrNotAffected) {
		return Propose(ctx, tx, actor, kind, subject)
	}
	return err
}

// Approve writes the second signature, once. It refuses who proposed and each
// of concerned (models.ErrApprovalSecondPerson), and what was approved before
// or has expired (models.ErrApprovalClosed).
func Approve(ctx context.Context, tx *store.Tx, actor models.Actor, kind models.ApprovalKind, subject models.ID,
	concerned ...models.ID) error {
	a, err := tx.Approval(ctx, kind, subject)
	if errors.Is(err, store.ErrNotFound) {
		return models.ErrApprovalClosed
	}
	if err != nil {
		return err
	}
	if actor.PersonID == a.ProposedBy || slices.Contains(concerned, actor.PersonID) {
		return models.ErrApprovalSecondPerson
	}
	err = approveOnce(ctx, tx, a.ID, actor.PersonID)
	if errors.Is(err, store.ErrNotAffected) {
		return models.ErrApprovalClosed
	}
	return err
}
