package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// readCharter reads one version of the charter of an organization.
func readCharter(ctx context.Context, q store.Reader, organization models.ID, number int64) (models.Charter, error) {
	return store.Take[models.Charter](ctx, q, "organization_id = ? AND number = ?", organization, number)
}

// readLatestCharter reads the newest version in one of the states; ErrNotFound when
// nothing was written.
func readLatestCharter(ctx context.Context, q store.Reader, organization models.ID,
	states ...models.CharterState) (models.Charter, error) {
	var row models.Charter
	err := q.Query(ctx).Where("organization_id = ? AND state IN ?", organization, states).Order("number DESC").
		Take(&row).Error
	return row, store.Translate(err)
}

// insertCharter adds a version; a number that is taken is ErrDuplicate. The
// caller holds the row of the organization.
func insertCharter(ctx context.Context, tx *store.Tx, c *models.Charter) error {
	return tx.Create(ctx, c)
}

// updateCharter writes the text of a version, if the row still has the version
// of c; else it is ErrNotAffected.
func updateCharter(ctx context.Context, tx *store.Tx, c models.Charter) error {
	return tx.Exec1(ctx, `UPDATE organization_charters
		SET name_and_seat = ?, purpose = ?, members = ?, organs = ?, heads = ?, assets = ?, amendment = ?,
		termination = ?, other_matters = ?, resolved_on = ?, due_on = ?, written_by = ?, version = version + 1,
		updated_at = ?
		WHERE organization_id = ? AND number = ? AND version = ?`,
		c.NameAndSeat, c.Purpose, c.Members, c.Organs, c.Heads, c.Assets, c.Amendment, c.Termination, c.OtherMatters,
		c.ResolvedOn, c.DueOn, c.WrittenBy, tx.Now, c.OrganizationID, c.Number, c.Version)
}

// decideCharter moves a version from one state to another with the decision;
// ErrNotAffected when it was in another.
func decideCharter(ctx context.Context, tx *store.Tx, c models.Charter, to models.CharterState, by models.ID,
	reason string) error {
	return tx.Exec1(ctx, `UPDATE organization_charters
		SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?, version = version + 1,
		updated_at = ?
		WHERE organization_id = ? AND number = ? AND state = ?`, to, by, tx.Now, reason, tx.Now, c.OrganizationID,
		c.Number, c.State)
}

// putCharterInForce makes a version the charter of its organization and retires the one
// before. The caller holds the row of the organization.
func putCharterInForce(ctx context.Context, tx *store.Tx, organization models.ID, number int64) error {
	if _, err := tx.ExecN(ctx, `UPDATE organization_charters
		SET state = ?, version = version + 1, updated_at = ?
		WHERE organization_id = ? AND number < ? AND state = ?`, models.CharterReplaced, tx.Now, organization, number,
		models.CharterInForce); err != nil {
		return err
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET charter_number = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND charter_number < ?`,
		number, tx.Now, organization, number)
}
