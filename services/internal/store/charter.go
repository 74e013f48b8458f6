package store

import (
	"context"

	"xinjumin/models"
)

// Charter reads one version of the charter of a body.
func (q queries) Charter(ctx context.Context, organization models.ID, number int64) (models.Charter, error) {
	return take[models.Charter](ctx, q, "organization_id = ? AND number = ?", organization, number)
}

// LatestCharter reads the newest version in one of the states; ErrNotFound when
// nothing was written.
func (q queries) LatestCharter(ctx context.Context, organization models.ID, states ...models.CharterState) (models.Charter, error) {
	var row models.Charter
	err := q.db.WithContext(ctx).Where("organization_id = ? AND state IN ?", organization, states).Order("number DESC").Take(&row).Error
	return row, translate(err)
}

// InsertCharter adds a version; a number that is taken is ErrDuplicate. The
// caller holds the row of the body.
func (tx *Tx) InsertCharter(ctx context.Context, c *models.Charter) error { return tx.create(ctx, c) }

// UpdateCharter writes the text of a version, if the row still has the version
// of c; else it is ErrNotAffected.
func (tx *Tx) UpdateCharter(ctx context.Context, c models.Charter) error {
	return tx.exec1(ctx, `UPDATE organization_charters SET name_and_seat = ?, purpose = ?, members = ?, organs = ?, heads = ?, assets = ?, amendment = ?,
		termination = ?, other_matters = ?, resolved_on = ?, due_on = ?, written_by = ?, version = version + 1, updated_at = ?
		WHERE organization_id = ? AND number = ? AND version = ?`,
		c.NameAndSeat, c.Purpose, c.Members, c.Organs, c.Heads, c.Assets, c.Amendment, c.Termination, c.OtherMatters,
		c.ResolvedOn, c.DueOn, c.WrittenBy, tx.Now, c.OrganizationID, c.Number, c.Version)
}

// DecideCharter moves a version from one state to another with the decision;
// ErrNotAffected when it was in another.
func (tx *Tx) DecideCharter(ctx context.Context, c models.Charter, to models.CharterState, by models.ID, reason string) error {
	return tx.exec1(ctx, `UPDATE organization_charters SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?, version = version + 1, updated_at = ?
		WHERE organization_id = ? AND number = ? AND state = ?`, to, by, tx.Now, reason, tx.Now, c.OrganizationID, c.Number, c.State)
}

// PutCharterInForce makes a version the charter of its body and retires the one
// before. The caller holds the row of the body.
func (tx *Tx) PutCharterInForce(ctx context.Context, organization models.ID, number int64) error {
	if _, err := tx.exec(ctx, `UPDATE organization_charters SET state = ?, version = version + 1, updated_at = ?
		WHERE organization_id = ? AND number < ? AND state = ?`, models.CharterReplaced, tx.Now, organization, number, models.CharterInForce); err != nil {
		return err
	}
	return tx.exec1(ctx, "UPDATE organizations SET charter_number = ?, version = version + 1, updated_at = ? WHERE id = ? AND charter_number < ?",
		number, tx.Now, organization, number)
}
