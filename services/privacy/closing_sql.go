package privacy

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/poll"
	"xinjumin/services/internal/store"
)

// listOrganizationsHeadedAlone lists the organizations that act and would lose their last head.
func listOrganizationsHeadedAlone(ctx context.Context, q store.Reader, person models.ID,
	now models.Instant) ([]store.Headed,
	error) {
	var rows []store.Headed
	heads := []models.Role{models.RoleChair, models.RoleBranchSecretary, models.RoleUnionChair}
	err := q.Query(ctx).Table("role_grants g").Select("o.id, o.name").
		Joins("JOIN organizations o ON o.id = g.organization_id").
		Where("g.person_id = ? AND g.role IN ? AND "+store.GrantHolds, person, heads, now, now).
		Where("o.state IN ?", []models.OrganizationState{models.OrganizationActive, models.OrganizationSuspended}).
		Where(`NOT EXISTS (SELECT 1 FROM role_grants x
			WHERE x.organization_id = g.organization_id AND x.role = g.role AND x.person_id <> g.person_id
			AND x.ended_at IS NULL AND x.starts_at <= ? AND x.ends_at > ?)`, now, now).
		Order("o.id").Limit(models.PageMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// readClosingCounts counts what ends with an account. An invitation that was
// held back is not told here either.
func readClosingCounts(ctx context.Context, q store.Reader, person models.ID,
	now models.Instant) (v models.ClosingView, err error) {
	if v.Memberships, err = store.Count[models.Membership](ctx, q,
		"person_id = ? AND live_key IS NOT NULL AND held_back = 0", person); err != nil {
		return v, err
	}
	if v.Signups, err = store.Count[activity.Signup](ctx, q, "person_id = ? AND live_key IS NOT NULL",
		person); err != nil {
		return v, err
	}
	if v.Roles, err = store.Count[models.RoleGrant](ctx, q, "person_id = ? AND ended_at IS NULL AND ends_at > ?",
		person, now); err != nil {
		return v, err
	}
	v.Polls, err = store.Count[poll.RollEntry](ctx, q, "person_id = ?", person)
	return v, err
}

// isLastPlatformAdmin reports whether a person is the only platform administrator left.
func isLastPlatformAdmin(ctx context.Context, q store.Reader, person models.ID, now models.Instant) (bool, error) {
	admins, err := q.PlatformAdmins(ctx, now, 2)
	if err != nil || len(admins) == 0 {
		return false, err
	}
	for _, a := range admins {
		if a != person {
			return false, nil
		}
	}
	return true, nil
}

// closePerson closes an account and ends its sessions; ErrNotAffected when it is
// closed already.
func closePerson(ctx context.Context, tx *store.Tx, person models.ID) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET state = ?, epoch = epoch + 1, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ?`,
		models.PersonClosed, tx.Now, person, models.PersonActive)
}

// insertClosing marks a closed account.
func insertClosing(ctx context.Context, tx *store.Tx, c *models.AccountClosing) error {
	return tx.Create(ctx, c)
}

// settleClosing marks that nothing can be under way any longer.
func settleClosing(ctx context.Context, tx *store.Tx, person models.ID) error {
	_, err := tx.ExecN(ctx, "UPDATE account_closings SET settled_at = ? WHERE person_id = ?", tx.Now, person)
	return err
}

// forgetRows erases what the rows of a closed account tell of the human, table
// by table as the register of personal data says, and ends what signs in.
func forgetRows(ctx context.Context, tx *store.Tx, person models.ID) error {
	for _, t := range store.PersonalTables() {
		if !t.Personal() {
			continue
		}
		if _, err := tx.CloseTable(ctx, t.Table, person); err != nil {
			return err
		}
	}
	// Besides the register: what says how far somebody was known.
	_, err := tx.ExecN(ctx, `UPDATE persons SET verification = ?, claimed_at = NULL
		WHERE id = ? AND state = ?`, models.VerificationNone, person, models.PersonClosed)
	if err != nil {
		return err
	}
	_, err = tx.ExecN(ctx, `UPDATE sessions
		SET identity_id = NULL, revoke_reason = CASE WHEN revoked_at IS NULL THEN ?
		ELSE revoke_reason END, revoked_at = CASE WHEN revoked_at IS NULL THEN ? ELSE revoked_at END
		WHERE person_id = ?`, models.RevokeClosed, tx.Now, person)
	return err
}

// isClosed reports whether a person is there and the account is closed.
func isClosed(ctx context.Context, q store.Reader, person models.ID) (bool, error) {
	p, err := q.Person(ctx, person)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil && p.State == models.PersonClosed, err
}
