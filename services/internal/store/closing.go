package store

import (
	"context"
	"errors"

	"xinjumin/models"
)

// Headed is something that a person leads alone: a body, or a committee.
type Headed struct {
	ID   models.ID
	Name string
}

// BodiesHeadedAlone lists the bodies that act and would lose their last head.
func (q queries) BodiesHeadedAlone(ctx context.Context, person models.ID, now models.Instant) ([]Headed, error) {
	var rows []Headed
	heads := []models.Role{models.RoleChair, models.RoleBranchSecretary, models.RoleUnionChair}
	err := q.db.WithContext(ctx).Table("role_grants g").Select("o.id, o.name").
		Joins("JOIN organizations o ON o.id = g.organization_id").
		Where("g.person_id = ? AND g.role IN ? AND "+grantHolds, person, heads, now, now).
		Where("o.state IN ?", []models.OrganizationState{models.OrganizationActive, models.OrganizationSuspended}).
		Where(`NOT EXISTS (SELECT 1 FROM role_grants x WHERE x.organization_id = g.organization_id AND x.role = g.role AND x.person_id <> g.person_id
			AND x.ended_at IS NULL AND x.starts_at <= ? AND x.ends_at > ?)`, now, now).
		Order("o.id").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// CommitteesHeadedAlone lists the committees with running cases that would lose
// their last head.
func (q queries) CommitteesHeadedAlone(ctx context.Context, person models.ID, now models.Instant) ([]Headed, error) {
	var rows []Headed
	err := q.db.WithContext(ctx).Table("role_grants g").Select("c.id, c.name").
		Joins("JOIN mediation_committees c ON c.id = g.committee_id").
		Where("g.person_id = ? AND g.role = ? AND "+grantHolds, person, models.RoleCommitteeHead, now, now).
		Where(`NOT EXISTS (SELECT 1 FROM role_grants x WHERE x.committee_id = g.committee_id AND x.role = g.role AND x.person_id <> g.person_id
			AND x.ended_at IS NULL AND x.starts_at <= ? AND x.ends_at > ?)`, now, now).
		Where("EXISTS (SELECT 1 FROM disputes d WHERE d.committee_id = c.id AND d.state IN ?)", models.RunningDisputes()).
		Order("c.id").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// RunningApplications lists the cases for which a person applied and which wait
// for their end, by id and number.
func (q queries) RunningApplications(ctx context.Context, person models.ID) ([]Headed, error) {
	var rows []Headed
	err := q.db.WithContext(ctx).Table("dispute_parties p").Select("d.id, d.number AS name").
		Joins("JOIN disputes d ON d.id = p.dispute_id").
		Where("p.person_id = ? AND p.side = ? AND d.state IN ?", person, models.SideApplicant, models.RunningDisputes()).
		Order("d.id").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// ClosingCounts counts what ends with an account.
func (q queries) ClosingCounts(ctx context.Context, person models.ID, now models.Instant) (v models.ClosingView, err error) {
	if v.Bodies, err = count[models.Membership](ctx, q, "person_id = ? AND live_key IS NOT NULL", person); err != nil {
		return v, err
	}
	if v.Signups, err = count[models.Signup](ctx, q, "person_id = ? AND live_key IS NOT NULL", person); err != nil {
		return v, err
	}
	if v.Roles, err = count[models.RoleGrant](ctx, q, "person_id = ? AND ended_at IS NULL AND ends_at > ?", person, now); err != nil {
		return v, err
	}
	v.Polls, err = count[models.RollEntry](ctx, q, "person_id = ?", person)
	return v, err
}

// LastPlatformAdmin reports whether a person is the only platform administrator left.
func (q queries) LastPlatformAdmin(ctx context.Context, person models.ID, now models.Instant) (bool, error) {
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

// MergedInto lists the accounts that a person took over.
func (q queries) MergedInto(ctx context.Context, person models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.db.WithContext(ctx).Model(&models.Person{}).Where("merged_into = ?", person).Order("id").Limit(models.PageMax).Pluck("id", &ids).Error
	return ids, translate(err)
}

// BodiesOf lists the bodies in which a person has a live spell or an office
// that holds, and those that the person founded and nobody approved, by id.
func (q queries) BodiesOf(ctx context.Context, person models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.db.WithContext(ctx).Raw(`SELECT organization_id AS id FROM memberships WHERE person_id = ? AND live_key IS NOT NULL
		UNION SELECT organization_id FROM role_grants WHERE person_id = ? AND organization_id IS NOT NULL AND ended_at IS NULL
		UNION SELECT id FROM organizations WHERE created_by = ? AND state IN ('draft', 'submitted', 'rejected') ORDER BY id`, person, person, person).Scan(&ids).Error
	return ids, translate(err)
}

// LiveSpell reads the live spell of a person in a body.
func (q queries) LiveSpell(ctx context.Context, organization, person models.ID) (models.Membership, error) {
	return take[models.Membership](ctx, q, "live_key = ?", models.SpellKey(organization, person))
}

// DeleteOrganization removes a body that was never approved, with its charter and
// its signatures; ErrNotAffected when it was.
func (tx *Tx) DeleteOrganization(ctx context.Context, id models.ID) error {
	for _, part := range []string{
		"DELETE FROM organization_charters WHERE organization_id IN (SELECT o.id FROM organizations o WHERE o.id = ? AND o.state IN ('draft', 'submitted', 'rejected'))",
		"DELETE FROM organization_founders WHERE organization_id IN (SELECT o.id FROM organizations o WHERE o.id = ? AND o.state IN ('draft', 'submitted', 'rejected'))",
	} {
		if _, err := tx.exec(ctx, part, id); err != nil {
			return err
		}
	}
	return tx.exec1(ctx, "DELETE FROM organizations WHERE id = ? AND state IN ('draft', 'submitted', 'rejected')", id)
}

// LiveSignupsOf lists the places that a person has on lists, by activity, so
// that these are locked in one order.
func (q queries) LiveSignupsOf(ctx context.Context, person models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.db.WithContext(ctx).Model(&models.Signup{}).Where("person_id = ? AND live_key IS NOT NULL", person).
		Order("activity_id").Pluck("id", &ids).Error
	return ids, translate(err)
}

// CasesMediatedBy lists the cases in which a person mediates now, by id.
func (q queries) CasesMediatedBy(ctx context.Context, person models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.db.WithContext(ctx).Model(&models.DisputeMediator{}).Where("person_id = ? AND ended_at IS NULL", person).
		Order("dispute_id").Pluck("dispute_id", &ids).Error
	return ids, translate(err)
}

// EndMediation ends the part of a mediator in a case, whose row it locks and
// gives; ErrNotAffected when it had ended.
func (tx *Tx) EndMediation(ctx context.Context, dispute, mediator models.ID) (models.Dispute, error) {
	d, err := lockRow[models.Dispute](ctx, tx, dispute)
	if err != nil {
		return d, err
	}
	return d, tx.exec1(ctx, "UPDATE dispute_mediators SET ended_at = ? WHERE dispute_id = ? AND person_id = ? AND ended_at IS NULL", tx.Now, dispute, mediator)
}

// OpenRoleOffersTo lists the offers that wait for a person or for the second
// signature under one.
func (q queries) OpenRoleOffersTo(ctx context.Context, person models.ID) ([]models.RoleOffer, error) {
	var rows []models.RoleOffer
	err := q.db.WithContext(ctx).Where("person_id = ? AND live_key IS NOT NULL", person).Order("id").Find(&rows).Error
	return rows, translate(err)
}

// EndGrantsOf takes every role back that a person still holds, of any scope. Who
// stands in for the person is ended after it (EndDelegates), so that somebody
// who begins to meanwhile is not missed.
func (tx *Tx) EndGrantsOf(ctx context.Context, person models.ID) error {
	_, err := tx.exec(ctx, `UPDATE role_grants SET ended_at = CASE WHEN ends_at < ? THEN ends_at ELSE ? END, live_key = NULL, ended_by = person_id
		WHERE person_id = ? AND ended_at IS NULL`, tx.Now, tx.Now, person)
	return err
}

// ClosePerson closes an account and ends its sessions; ErrNotAffected when it is
// closed already.
func (tx *Tx) ClosePerson(ctx context.Context, person models.ID) error {
	return tx.exec1(ctx, `UPDATE persons SET state = ?, epoch = epoch + 1, version = version + 1, updated_at = ? WHERE id = ? AND state = ?`,
		models.PersonClosed, tx.Now, person, models.PersonActive)
}

// InsertClosing marks a closed account.
func (tx *Tx) InsertClosing(ctx context.Context, c *models.AccountClosing) error {
	return tx.create(ctx, c)
}

// SettleClosing marks that nothing can be under way any longer.
func (tx *Tx) SettleClosing(ctx context.Context, person models.ID) error {
	_, err := tx.exec(ctx, "UPDATE account_closings SET settled_at = ? WHERE person_id = ?", tx.Now, person)
	return err
}

// ForgetRows erases what the rows of a closed account tell of the human, table
// by table as the register of personal data says, and ends what signs in.
func (tx *Tx) ForgetRows(ctx context.Context, person models.ID) error {
	for _, t := range PersonalTables() {
		if !t.Personal() {
			continue
		}
		if _, err := tx.CloseTable(ctx, t.Table, person); err != nil {
			return err
		}
	}
	// Besides the register: what says how far somebody was known.
	_, err := tx.exec(ctx, "UPDATE persons SET verification = ?, claimed_at = NULL WHERE id = ? AND state = ?", models.VerificationNone, person, models.PersonClosed)
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `UPDATE sessions SET identity_id = NULL, revoke_reason = CASE WHEN revoked_at IS NULL THEN ? ELSE revoke_reason END,
		revoked_at = CASE WHEN revoked_at IS NULL THEN ? ELSE revoked_at END WHERE person_id = ?`, models.RevokeClosed, tx.Now, person)
	return err
}

// IsClosed reports whether a person is there and the account is closed.
func (q queries) IsClosed(ctx context.Context, person models.ID) (bool, error) {
	p, err := q.Person(ctx, person)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil && p.State == models.PersonClosed, err
}
