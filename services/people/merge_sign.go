package people

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/approval"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// sign puts the actor's signature under a merge into an account that has power
// over others, and tells whether it was the second one. The first waits for
// another platform administrator; one that has expired is replaced. The caller
// holds both accounts.
func sign(ctx context.Context, tx *store.Tx, actor models.Actor, claim, holder models.Person) (second bool, err error) {
	subject := mergeSubject(claim, holder)
	a, err := tx.Approval(ctx, models.ApproveStaffMerge, subject)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return false, err
	}
	if err == nil && (a.ApprovedBy != nil || tx.Now < a.ExpiresAt) {
		return true, approval.Approve(ctx, tx, actor, models.ApproveStaffMerge, subject, claim.ID, holder.ID)
	}
	if err := approval.ProposeAgain(ctx, tx, actor, models.ApproveStaffMerge, subject); err != nil {
		return false, err
	}
	event := audit.Event{Action: ActionProposeMerge, Object: "person", ObjectID: claim.ID,
		RegionCode: *claim.RegionCode, Detail: map[string]string{"into": holder.ID.String()}}
	if err := audit.Record(ctx, tx, actor, event); err != nil {
		return false, err
	}
	admins, err := tx.PlatformAdmins(ctx, tx.Now, inbox.ToldMax)
	if err != nil {
		return false, err
	}
	var told []inbox.Notice
	for _, admin := range models.Without(admins, actor.PersonID, holder.ID) {
		told = append(told, inbox.Notice{PersonID: admin, Kind: models.NoticeMergeProposed, Subject: "person",
			SubjectID: claim.ID})
	}
	return false, inbox.Tell(ctx, tx, told...)
}

// mergeSubject names what is signed: this claim on this account. After the
// claim was sent back and made anew, or on another account, it is another one.
func mergeSubject(claim, holder models.Person) models.ID {
	data := append([]byte("merge"), claim.ID[:]...)
	data = append(data, holder.ID[:]...)
	data = binary.BigEndian.AppendUint64(data, uint64(*claim.ClaimedAt))
	sum := sha256.Sum256(data)
	return models.ID(sum[:16])
}
