package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/poll"
	"xinjumin/services/internal/store"
)

// endRecord reads the end record of an organization.
func endRecord(ctx context.Context, q store.Reader, organization models.ID) (models.OrganizationEnd, error) {
	return store.Take[models.OrganizationEnd](ctx, q, "organization_id = ?", organization)
}

// dissolveRow ends an organization and everything that lives by it: memberships,
// applications and invitations, offices, units, and the ties to the organizations
// below. A statement a table, whatever their number. The caller holds the row of
// the organization; of two at once the second is ErrNotAffected.
func dissolveRow(ctx context.Context, tx *store.Tx, o models.Organization, end *models.OrganizationEnd) error {
	err := tx.Exec1(ctx, `UPDATE organizations
		SET state = ?, ended_at = ?, end_reason = ?, member_count = 0, migrant_count = 0, unit_count = 0,
		parent_id = NULL, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`,
		models.OrganizationDissolved, tx.Now, end.Reason, tx.Now, o.ID, o.State, o.Version)
	if err != nil {
		return err
	}
	if err := tx.Create(ctx, end); err != nil {
		return err
	}
	if err := endMemberships(ctx, tx, o.ID, end); err != nil {
		return err
	}
	if _, err := tx.ExecN(ctx, `UPDATE role_grants
		SET ended_at = ?, ended_by = ?, end_reason = ?, live_key = NULL
		WHERE organization_id = ? AND ended_at IS NULL`,
		tx.Now, end.EndedBy, end.Reason, o.ID); err != nil {
		return err
	}
	if _, err := tx.ExecN(ctx, `UPDATE organization_units SET live_key = NULL, ended_at = ?, end_reason = ?
		WHERE organization_id = ? AND live_key IS NOT NULL`,
		tx.Now, end.Reason, o.ID); err != nil {
		return err
	}
	_, err = tx.ExecN(ctx, `UPDATE organizations
		SET parent_id = NULL, version = version + 1, updated_at = ?
		WHERE parent_id = ?`, tx.Now, o.ID)
	return err
}

// endMemberships ends members, refuses applicants and lets invitations lapse. What
// one may be in only once is free again.
func endMemberships(ctx context.Context, tx *store.Tx, organization models.ID, end *models.OrganizationEnd) error {
	_, err := tx.ExecN(ctx, `UPDATE memberships
		SET decision_reason = CASE WHEN state IN (?, ?) THEN ? ELSE decision_reason END,
		end_reason = CASE state WHEN ? THEN ? ELSE '' END,
		state = CASE WHEN state = ? THEN ? WHEN state IN (?, ?) THEN ? ELSE ? END,
		live_key = NULL, exclusive_key = NULL, ended_at = ?, version = version + 1, updated_at = ?
		WHERE organization_id = ? AND state IN (?, ?, ?, ?)`,
		models.MembershipApplied, models.MembershipReturned, end.Reason,
		models.MembershipActive, models.EndDissolved,
		models.MembershipActive, models.MembershipEnded, models.MembershipApplied, models.MembershipReturned,
		models.MembershipRejected, models.MembershipExpired,
		tx.Now, tx.Now, organization, models.MembershipActive, models.MembershipApplied, models.MembershipReturned,
		models.MembershipInvited)
	return err
}

// listComingActivities lists what an organization has announced and not begun.
func listComingActivities(ctx context.Context, q store.Reader, organization models.ID) ([]activity.Activity, error) {
	var rows []activity.Activity
	err := q.Query(ctx).Where("organization_id = ? AND state IN ?", organization,
		[]activity.State{activity.Published, activity.SignupClosed}).Order("starts_at, id").
		Find(&rows).Error
	return rows, store.Translate(err)
}

// callOff cancels an activity with all its sign-ups, whatever their number.
func callOff(ctx context.Context, tx *store.Tx, a activity.Activity) error {
	if _, err := tx.CancelSignups(ctx, a.ID); err != nil {
		return err
	}
	return tx.Exec1(ctx, `UPDATE activities
		SET state = ?, cancel_reason = ?, seats_taken = 0, waiting_count = 0, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ?`,
		activity.Cancelled, models.StoppedByEnd, tx.Now, a.ID, a.State)
}

// annulPolls writes that the polls of an organization are stopped.
func annulPolls(ctx context.Context, tx *store.Tx, organization models.ID) (int64, error) {
	return tx.ExecN(ctx, `UPDATE polls SET state = ?, annul_reason = ?, version = version + 1, updated_at = ?
		WHERE organization_id = ? AND state IN (?, ?, ?, ?)`,
		poll.Annulled, models.StoppedByEnd, tx.Now, organization, poll.Draft, poll.RollPublished, poll.RollSealed,
		poll.Open)
}

// listAnnulledPolls gives the polls of an organization that were stopped.
func listAnnulledPolls(ctx context.Context, q store.Reader, organization models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.Query(ctx).Raw("SELECT id FROM polls WHERE organization_id = ? AND state = ?", organization,
		poll.Annulled).
		Scan(&ids).Error
	return ids, store.Translate(err)
}
