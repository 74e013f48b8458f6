package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/store"
)

// insertUnionTransfer adds a transfer; a membership whose transfer waits already
// is ErrDuplicate.
func insertUnionTransfer(ctx context.Context, tx *store.Tx, t *union.Transfer) error {
	return tx.Create(ctx, t)
}

// decideUnionTransfer writes the end of a transfer that waits; else it is
// ErrNotAffected: somebody was faster.
func decideUnionTransfer(ctx context.Context, tx *store.Tx, t union.Transfer) error {
	return tx.Exec1(ctx, `UPDATE union_transfers
		SET state = ?, live_key = ?, new_membership_id = ?, reason = ?, decided_by = ?, decided_at = ?
		WHERE id = ? AND state = ?`,
		t.State, t.LiveKey, t.NewMembershipID, t.Reason, t.DecidedBy, t.DecidedAt, t.ID, union.TransferAsked)
}

// followTransfers lets the transfers that wait go on from the organization that holds
// the memberships now, of one person or, without one, of all: a person who has a new job
// already is not asked twice. The caller holds both rows.
func followTransfers(ctx context.Context, tx *store.Tx, from, above models.ID, person *models.ID) error {
	const held = `SELECT m.id FROM memberships m
		WHERE m.organization_id = ? AND m.person_id = union_transfers.person_id AND m.state = 'active'`
	query := "UPDATE union_transfers SET from_id = ?, membership_id = (" + held + "), live_key = (" + held + `)
		WHERE from_id = ? AND state = 'asked' AND EXISTS (` + held + ")"
	args := []any{above, above, above, from, above}
	if person != nil {
		query += " AND person_id = ?"
		args = append(args, *person)
	}
	_, err := tx.ExecN(ctx, query, args...)
	return err
}

// transfers narrows to what the viewer may see: their own, and those that ask
// for a place in a union whose applications they decide.
func transfers(ctx context.Context, q store.Reader, viewer models.Actor) *store.Query {
	cond, args := "t.person_id = ?", []any{viewer.PersonID}
	if organizations := viewer.Organizations(models.ReviewerRoles()...); len(organizations) > 0 {
		cond += " OR t.to_id IN ?"
		args = append(args, organizations)
	}
	return q.Query(ctx).Table("union_transfers t").
		Select("t.*, f.name AS from_name, o.name AS to_name, p.nickname").
		Joins("JOIN organizations f ON f.id = t.from_id JOIN organizations o ON o.id = t.to_id JOIN persons p ON "+
			"p.id = t.person_id").
		Where("("+cond+")", args...)
}

// readUnionTransfer reads one transfer that the viewer may see.
func readUnionTransfer(ctx context.Context, q store.Reader, viewer models.Actor,
	id models.ID) (union.TransferView, error) {
	var row union.TransferView
	err := transfers(ctx, q, viewer).Where("t.id = ?", id).Take(&row).Error
	return row.Seen(viewer), store.Translate(err)
}

// listUnionTransfers lists what waits for an answer of a union, the oldest first.
func listUnionTransfers(ctx context.Context, q store.Reader, viewer models.Actor, to models.ID,
	page models.Page) (models.List[union.TransferView], error) {
	db := transfers(ctx, q, viewer).Where("t.to_id = ? AND t.state = ?", to, union.TransferAsked)
	if c := page.After; c != nil {
		db = db.Where("t.created_at >= ? AND (t.created_at > ? OR t.id > ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[union.TransferView](q, db.Order("t.created_at, t.id").Limit(page.Size()+1))
	for i, t := range rows {
		rows[i] = t.Seen(viewer)
	}
	return models.CutPage(rows, page.Size(), func(t union.TransferView) models.Cursor {
		return models.Cursor{Key: int64(t.CreatedAt), ID: t.ID}
	}), store.Translate(err)
}

// readOpenUnionTransfer reads the transfer of a membership that waits.
func readOpenUnionTransfer(ctx context.Context, q store.Reader, viewer models.Actor,
	membership models.ID) (union.TransferView, error) {
	var row union.TransferView
	err := transfers(ctx, q, viewer).Where("t.live_key = ?", membership).Take(&row).Error
	return row.Seen(viewer), store.Translate(err)
}
