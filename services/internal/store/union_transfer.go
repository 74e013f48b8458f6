package store

import (
	"context"

	"gorm.io/gorm"

	"xinjumin/models"
)

// InsertUnionTransfer adds a transfer; a membership whose transfer waits already
// is ErrDuplicate.
func (tx *Tx) InsertUnionTransfer(ctx context.Context, t *models.UnionTransfer) error {
	return tx.create(ctx, t)
}

// DecideUnionTransfer writes the end of a transfer that waits; else it is
// ErrNotAffected: somebody was faster.
func (tx *Tx) DecideUnionTransfer(ctx context.Context, t models.UnionTransfer) error {
	return tx.exec1(ctx, `UPDATE union_transfers SET state = ?, live_key = ?, new_membership_id = ?, reason = ?, decided_by = ?, decided_at = ? WHERE id = ? AND state = ?`,
		t.State, t.LiveKey, t.NewMembershipID, t.Reason, t.DecidedBy, t.DecidedAt, t.ID, models.UnionTransferAsked)
}

// FollowTransfers lets the transfers that wait go on from the body that holds
// the memberships now, of one person or, without one, of all: who has a new job
// already is not asked twice. The caller holds both rows.
func (tx *Tx) FollowTransfers(ctx context.Context, from, above models.ID, person *models.ID) error {
	const held = "SELECT m.id FROM memberships m WHERE m.organization_id = ? AND m.person_id = union_transfers.person_id AND m.state = 'active'"
	query := "UPDATE union_transfers SET from_id = ?, membership_id = (" + held + "), live_key = (" + held + ") WHERE from_id = ? AND state = 'asked' AND EXISTS (" + held + ")"
	args := []any{above, above, above, from, above}
	if person != nil {
		query += " AND person_id = ?"
		args = append(args, *person)
	}
	_, err := tx.exec(ctx, query, args...)
	return err
}

// transfers narrows to what the viewer may see: their own, and those that ask
// for a place in a union whose applications they decide.
func (q queries) transfers(ctx context.Context, viewer models.Actor) *gorm.DB {
	cond, args := "t.person_id = ?", []any{viewer.PersonID}
	if bodies := viewer.Organizations(models.ReviewerRoles()...); len(bodies) > 0 {
		cond += " OR t.to_id IN ?"
		args = append(args, bodies)
	}
	return q.db.WithContext(ctx).Table("union_transfers t").
		Select("t.*, f.name AS from_name, o.name AS to_name, p.nickname").
		Joins("JOIN organizations f ON f.id = t.from_id JOIN organizations o ON o.id = t.to_id JOIN persons p ON p.id = t.person_id").
		Where("("+cond+")", args...)
}

// UnionTransfer reads one transfer that the viewer may see.
func (q queries) UnionTransfer(ctx context.Context, viewer models.Actor, id models.ID) (models.UnionTransferView, error) {
	var row models.UnionTransferView
	err := q.transfers(ctx, viewer).Where("t.id = ?", id).Take(&row).Error
	return row, translate(err)
}

// UnionTransfers lists what waits for an answer of a union, the oldest first.
func (q queries) UnionTransfers(ctx context.Context, viewer models.Actor, to models.ID, page models.Page) (models.List[models.UnionTransferView], error) {
	db := q.transfers(ctx, viewer).Where("t.to_id = ? AND t.state = ?", to, models.UnionTransferAsked)
	if c := page.After; c != nil {
		db = db.Where("t.created_at >= ? AND (t.created_at > ? OR t.id > ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[models.UnionTransferView](q, db.Order("t.created_at, t.id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(t models.UnionTransferView) models.Cursor {
		return models.Cursor{Key: int64(t.CreatedAt), ID: t.ID}
	}), translate(err)
}

// OpenUnionTransfer reads the transfer of a membership that waits.
func (q queries) OpenUnionTransfer(ctx context.Context, viewer models.Actor, membership models.ID) (models.UnionTransferView, error) {
	var row models.UnionTransferView
	err := q.transfers(ctx, viewer).Where("t.live_key = ?", membership).Take(&row).Error
	return row, translate(err)
}
