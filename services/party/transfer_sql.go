package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/store"
)

// TransferSeen is a transfer with the names of the branches that are ours.
type TransferSeen struct {
	branch.Transfer
	Nickname string
	FromName string
	ToName   string // empty: outside
}

// TableName tells the mapper where the embedded row lives.
func (TransferSeen) TableName() string { return "party_transfers" }

// insertPartyTransfer adds a transfer; a second open one of the same tie is
// ErrDuplicate.
func insertPartyTransfer(ctx context.Context, tx *store.Tx, t *branch.Transfer) error {
	return tx.Create(ctx, t)
}

// movePartyTransfer writes the decision of a transfer that was open one version
// ago; else it is ErrNotAffected.
func movePartyTransfer(ctx context.Context, tx *store.Tx, t branch.Transfer) error {
	return tx.Exec1(ctx, `UPDATE party_transfers
		SET state = ?, letter_sealed = ?, letter_on = ?, letter_days = ?, live_key = NULL, decided_by = ?,
		decided_at = ?, decision_reason = ?, version = ?, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`,
		t.State, t.LetterSealed, t.LetterOn, t.LetterDays, t.DecidedBy, t.DecidedAt, t.DecisionReason, t.Version,
		t.UpdatedAt, t.ID, branch.TransferRequested, t.Version-1)
}

func partyTransfers(ctx context.Context, q store.Reader) *store.Query {
	return q.Query(ctx).Table("party_transfers t").
		Select("t.*, p.nickname, f.name AS from_name, COALESCE(o.name, '') AS to_name").
		Joins("JOIN persons p ON p.id = t.person_id").Joins("JOIN organizations f ON f.id = t.from_organization_id").
		Joins("LEFT JOIN organizations o ON o.id = t.to_organization_id")
}

// readPartyTransfer reads a transfer that the viewer may see: their own, and those
// from and to the branches whose applications they decide.
func readPartyTransfer(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (TransferSeen, error) {
	cond, args := "t.person_id = ?", []any{id, viewer.PersonID}
	if organizations := viewer.Organizations(models.KindPartyBranch.Reviewers()...); len(organizations) > 0 {
		cond += " OR t.from_organization_id IN ? OR t.to_organization_id IN ?"
		args = append(args, organizations, organizations)
	}
	rows, err := store.Find[TransferSeen](q, partyTransfers(ctx, q).Where("t.id = ? AND ("+cond+")", args...))
	return first(rows, store.Translate(err))
}

// listPartyTransfers lists the transfers from and to a branch, the newest first; it
// is for those who decide them.
func listPartyTransfers(ctx context.Context, q store.Reader, organization models.ID,
	page models.Page) (models.List[TransferSeen], error) {
	return transferPage(q, partyTransfers(ctx, q).Where(`t.id IN (SELECT a.id FROM party_transfers a
		WHERE a.from_organization_id = ? UNION SELECT b.id FROM party_transfers b
		WHERE b.to_organization_id = ?)`, organization, organization), page)
}

// listOwnPartyTransfers lists the transfers of a person, the newest first.
func listOwnPartyTransfers(ctx context.Context, q store.Reader, person models.ID,
	page models.Page) (models.List[TransferSeen], error) {
	return transferPage(q, partyTransfers(ctx, q).Where("t.person_id = ?", person), page)
}

func transferPage(q store.Reader, db *store.Query, page models.Page) (models.List[TransferSeen], error) {
	if c := page.After; c != nil {
		db = db.Where("t.created_at <= ? AND (t.created_at < ? OR t.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[TransferSeen](q, db.Order("t.created_at DESC, t.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(t TransferSeen) models.Cursor {
		return models.Cursor{Key: int64(t.CreatedAt), ID: t.ID}
	}), store.Translate(err)
}
