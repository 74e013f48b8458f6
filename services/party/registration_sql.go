package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/store"
)

// RegistrationSeen is a registration as a branch sees it.
type RegistrationSeen struct {
	branch.Registration
	Nickname         string
	OrganizationName string
	HomeName         string // of HomeOrganizationID
}

// TableName tells the mapper where the embedded row lives.
func (RegistrationSeen) TableName() string { return "party_registrations" }

// insertPartyRegistration adds a registration; a person who has a live one is
// ErrDuplicate.
func insertPartyRegistration(ctx context.Context, tx *store.Tx, r *branch.Registration) error {
	return tx.Create(ctx, r)
}

// movePartyRegistration writes a registration that was one version ago; else it
// is ErrNotAffected.
func movePartyRegistration(ctx context.Context, tx *store.Tx, r branch.Registration) error {
	return tx.Exec1(ctx, `UPDATE party_registrations
		SET state = ?, membership_id = ?, live_key = ?, decided_by = ?, decided_at = ?, decision_reason = ?,
		reminded_at = ?, ended_at = ?, version = ?, updated_at = ?
		WHERE id = ? AND version = ?`,
		r.State, r.MembershipID, r.LiveKey, r.DecidedBy, r.DecidedAt, r.DecisionReason, r.RemindedAt, r.EndedAt,
		r.Version, r.UpdatedAt, r.ID, r.Version-1)
}

const registrationSeen = `r.*, p.nickname, o.name AS organization_name, COALESCE(h.name, '') AS home_name`

func partyRegistrations(ctx context.Context, q store.Reader, where string, args ...any) ([]RegistrationSeen, error) {
	rows, err := store.Find[RegistrationSeen](q, q.Query(ctx).Table("party_registrations r").Select(registrationSeen).
		Joins("JOIN persons p ON p.id = r.person_id").Joins("JOIN organizations o ON o.id = r.organization_id").
		Joins("LEFT JOIN organizations h ON h.id = r.home_organization_id").Where(where, args...))
	return rows, store.Translate(err)
}

// readPartyRegistration reads a registration that the viewer may see: their own, and
// those with the branches whose applications they decide.
func readPartyRegistration(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (RegistrationSeen,
	error) {
	cond, args := "r.person_id = ?", []any{id, viewer.PersonID}
	if organizations := viewer.Organizations(models.KindPartyBranch.Reviewers()...); len(organizations) > 0 {
		cond += " OR r.organization_id IN ?"
		args = append(args, organizations)
	}
	return first(partyRegistrations(ctx, q, "r.id = ? AND ("+cond+")", args...))
}

// readLatestPartyRegistration reads the newest registration of a person.
func readLatestPartyRegistration(ctx context.Context, q store.Reader, person models.ID) (RegistrationSeen, error) {
	return first(partyRegistrations(ctx, q, `r.person_id = ? AND NOT EXISTS (SELECT 1 FROM party_registrations l
		WHERE l.person_id = r.person_id
		AND (l.created_at > r.created_at OR (l.created_at = r.created_at AND l.id > r.id)))`, person))
}

// readLivePartyRegistration reads the live registration of a person.
func readLivePartyRegistration(ctx context.Context, q store.Reader, person models.ID) (branch.Registration,
	error) {
	return store.Take[branch.Registration](ctx, q, "live_key = ?", person[:])
}

// readRegistrationRow reads a registration, whoever asks; it is for due work.
func readRegistrationRow(ctx context.Context, q store.Reader, id models.ID) (branch.Registration, error) {
	return store.Take[branch.Registration](ctx, q, "id = ?", id)
}

// lockPartyRegistration reads a registration and holds its row.
func lockPartyRegistration(ctx context.Context, tx *store.Tx, id models.ID) (branch.Registration, error) {
	return store.LockRow[branch.Registration](ctx, tx, id)
}

// listPartyRegistrations lists the registrations with a branch, the newest first; it
// is for those who decide them.
func listPartyRegistrations(ctx context.Context, q store.Reader, organization models.ID,
	state branch.RegistrationState, page models.Page) (models.List[RegistrationSeen], error) {
	db := q.Query(ctx).Table("party_registrations r").Select(registrationSeen).
		Joins("JOIN persons p ON p.id = r.person_id").Joins("JOIN organizations o ON o.id = r.organization_id").
		Joins("LEFT JOIN organizations h ON h.id = r.home_organization_id").Where("r.organization_id = ?", organization)
	if state != "" {
		db = db.Where("r.state = ?", state)
	}
	if c := page.After; c != nil {
		db = db.Where("r.created_at <= ? AND (r.created_at < ? OR r.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[RegistrationSeen](q, db.Order("r.created_at DESC, r.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(r RegistrationSeen) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), store.Translate(err)
}

// endPartyPapersOf ends every live registration and open transfer of a person.
func endPartyPapersOf(ctx context.Context, tx *store.Tx, person models.ID) error {
	if _, err := tx.ExecN(ctx, `UPDATE party_registrations
		SET state = 'ended', live_key = NULL, ended_at = ?, version = version + 1, updated_at = ?
		WHERE live_key = ?`, tx.Now, tx.Now, person[:]); err != nil {
		return err
	}
	_, err := tx.ExecN(ctx, `UPDATE party_transfers
		SET state = 'withdrawn', live_key = NULL, version = version + 1, updated_at = ?
		WHERE person_id = ? AND live_key IS NOT NULL`, tx.Now, person)
	return err
}

// forgetPartyRegistrations clears what a person has told in registrations.
func forgetPartyRegistrations(ctx context.Context, tx *store.Tx, person models.ID) error {
	_, err := tx.ExecN(ctx, `UPDATE party_registrations
		SET branch_sealed = NULL, contact_sealed = NULL, certificate_sealed = NULL, updated_at = ?
		WHERE person_id = ?`, tx.Now, person)
	return err
}

// first gives the only row of a query; none is ErrNotFound.
func first[T any](rows []T, err error) (T, error) {
	var none T
	switch {
	case err != nil:
		return none, err
	case len(rows) == 0:
		return none, store.ErrNotFound
	}
	return rows[0], nil
}
