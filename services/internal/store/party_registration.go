package store

import (
	"context"

	"xinjumin/models"
)

// PartyRegistrationSeen is a registration as a branch sees it.
type PartyRegistrationSeen struct {
	models.PartyRegistration
	Nickname         string
	OrganizationName string
	HomeName         string // of HomeOrganizationID
}

// TableName tells the mapper where the embedded row lives.
func (PartyRegistrationSeen) TableName() string { return "party_registrations" }

// InsertPartyRegistration adds a registration; a person who has a live one is
// ErrDuplicate.
func (tx *Tx) InsertPartyRegistration(ctx context.Context, r *models.PartyRegistration) error {
	return tx.create(ctx, r)
}

// MovePartyRegistration writes a registration that was one version ago; else it
// is ErrNotAffected.
func (tx *Tx) MovePartyRegistration(ctx context.Context, r models.PartyRegistration) error {
	return tx.exec1(ctx, `UPDATE party_registrations SET state = ?, membership_id = ?, live_key = ?, decided_by = ?, decided_at = ?, decision_reason = ?,
		reminded_at = ?, ended_at = ?, version = ?, updated_at = ? WHERE id = ? AND version = ?`,
		r.State, r.MembershipID, r.LiveKey, r.DecidedBy, r.DecidedAt, r.DecisionReason, r.RemindedAt, r.EndedAt, r.Version, r.UpdatedAt, r.ID, r.Version-1)
}

const registrationSeen = `r.*, p.nickname, o.name AS organization_name, COALESCE(h.name, '') AS home_name`

func (q queries) partyRegistrations(ctx context.Context, where string, args ...any) ([]PartyRegistrationSeen, error) {
	rows, err := find[PartyRegistrationSeen](q, q.db.WithContext(ctx).Table("party_registrations r").Select(registrationSeen).
		Joins("JOIN persons p ON p.id = r.person_id").Joins("JOIN organizations o ON o.id = r.organization_id").
		Joins("LEFT JOIN organizations h ON h.id = r.home_organization_id").Where(where, args...))
	return rows, translate(err)
}

// PartyRegistration reads a registration that the viewer may see: their own, and
// those with the branches whose applications they decide.
func (q queries) PartyRegistration(ctx context.Context, viewer models.Actor, id models.ID) (PartyRegistrationSeen, error) {
	cond, args := "r.person_id = ?", []any{id, viewer.PersonID}
	if bodies := viewer.Organizations(models.KindPartyBranch.Reviewers()...); len(bodies) > 0 {
		cond += " OR r.organization_id IN ?"
		args = append(args, bodies)
	}
	return first(q.partyRegistrations(ctx, "r.id = ? AND ("+cond+")", args...))
}

// LatestPartyRegistration reads the newest registration of a person.
func (q queries) LatestPartyRegistration(ctx context.Context, person models.ID) (PartyRegistrationSeen, error) {
	return first(q.partyRegistrations(ctx, `r.person_id = ? AND NOT EXISTS (SELECT 1 FROM party_registrations l WHERE l.person_id = r.person_id
		AND (l.created_at > r.created_at OR (l.created_at = r.created_at AND l.id > r.id)))`, person))
}

// LivePartyRegistration reads the live registration of a person.
func (q queries) LivePartyRegistration(ctx context.Context, person models.ID) (models.PartyRegistration, error) {
	return take[models.PartyRegistration](ctx, q, "live_key = ?", person[:])
}

// RegistrationRow reads a registration, whoever asks; it is for due work.
func (q queries) RegistrationRow(ctx context.Context, id models.ID) (models.PartyRegistration, error) {
	return take[models.PartyRegistration](ctx, q, "id = ?", id)
}

// LockPartyRegistration reads a registration and holds its row.
func (tx *Tx) LockPartyRegistration(ctx context.Context, id models.ID) (models.PartyRegistration, error) {
	return lockRow[models.PartyRegistration](ctx, tx, id)
}

// PartyRegistrations lists the registrations with a branch, the newest first; it
// is for those who decide them.
func (q queries) PartyRegistrations(ctx context.Context, organization models.ID, state models.PartyRegistrationState, page models.Page) (models.List[PartyRegistrationSeen], error) {
	db := q.db.WithContext(ctx).Table("party_registrations r").Select(registrationSeen).
		Joins("JOIN persons p ON p.id = r.person_id").Joins("JOIN organizations o ON o.id = r.organization_id").
		Joins("LEFT JOIN organizations h ON h.id = r.home_organization_id").Where("r.organization_id = ?", organization)
	if state != "" {
		db = db.Where("r.state = ?", state)
	}
	if c := page.After; c != nil {
		db = db.Where("r.created_at <= ? AND (r.created_at < ? OR r.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[PartyRegistrationSeen](q, db.Order("r.created_at DESC, r.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(r PartyRegistrationSeen) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), translate(err)
}

// EndPartyPapers ends what rests on a spell that ends: the registration of who
// took part, and an open transfer of its tie.
func (tx *Tx) EndPartyPapers(ctx context.Context, membership models.ID) error {
	if _, err := tx.exec(ctx, `UPDATE party_registrations SET state = 'ended', live_key = NULL, ended_at = ?, version = version + 1, updated_at = ?
		WHERE membership_id = ? AND state = 'active'`, tx.Now, tx.Now, membership); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `UPDATE party_transfers SET state = 'withdrawn', live_key = NULL, version = version + 1, updated_at = ?
		WHERE live_key = ?`, tx.Now, membership[:])
	return err
}

// EndPartyPapersOf ends every live registration and open transfer of a person.
func (tx *Tx) EndPartyPapersOf(ctx context.Context, person models.ID) error {
	if _, err := tx.exec(ctx, `UPDATE party_registrations SET state = 'ended', live_key = NULL, ended_at = ?, version = version + 1, updated_at = ?
		WHERE live_key = ?`, tx.Now, tx.Now, person[:]); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `UPDATE party_transfers SET state = 'withdrawn', live_key = NULL, version = version + 1, updated_at = ?
		WHERE person_id = ? AND live_key IS NOT NULL`, tx.Now, person)
	return err
}

// ForgetPartyRegistrations clears what a person has told in registrations.
func (tx *Tx) ForgetPartyRegistrations(ctx context.Context, person models.ID) error {
	_, err := tx.exec(ctx, `UPDATE party_registrations SET branch_sealed = NULL, contact_sealed = NULL, certificate_sealed = NULL, updated_at = ?
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
		return none, ErrNotFound
	}
	return rows[0], nil
}
