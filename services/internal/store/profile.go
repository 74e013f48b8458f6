package store

import (
	"context"

	"xinjumin/models"
)

// Profile reads the profile of a person; ErrNotFound when nothing was told yet.
// Every writer of it holds the lock of the person's row.
func (q queries) Profile(ctx context.Context, person models.ID) (models.Profile, error) {
	return take[models.Profile](ctx, q, "id = ?", person)
}

// ProfileSkills lists the skills of a person, sorted.
func (q queries) ProfileSkills(ctx context.Context, person models.ID) ([]string, error) {
	var codes []string
	err := q.db.WithContext(ctx).Raw("SELECT code FROM profile_skills WHERE person_id = ? ORDER BY code", person).Scan(&codes).Error
	return codes, translate(err)
}

// InsertProfile writes the first version of a profile.
func (tx *Tx) InsertProfile(ctx context.Context, p *models.Profile) error { return tx.create(ctx, p) }

// ReplaceProfile writes a profile whose row has the version before it; else it
// is ErrNotAffected.
func (tx *Tx) ReplaceProfile(ctx context.Context, p models.Profile) error {
	return tx.exec1(ctx, `UPDATE profiles SET address_sealed = ?, employment_status = ?, work_kind = ?, employer_code = ?, employer_name = ?,
		political_status_sealed = ?, ethnicity_sealed = ?, permit_state = ?, registered_on = ?, version = ?, updated_at = ? WHERE id = ? AND version = ?`,
		p.AddressSealed, p.EmploymentStatus, p.WorkKind, p.EmployerCode, p.EmployerName, p.PoliticalStatusSealed, p.EthnicitySealed,
		p.PermitState, p.RegisteredOn, p.Version, p.UpdatedAt, p.ID, p.Version-1)
}

// ReplaceSkills writes the skills of a person.
func (tx *Tx) ReplaceSkills(ctx context.Context, person models.ID, codes []string) error {
	if _, err := tx.exec(ctx, "DELETE FROM profile_skills WHERE person_id = ?", person); err != nil || len(codes) == 0 {
		return err
	}
	rows := make([]models.ProfileSkill, len(codes))
	for i, c := range codes {
		rows[i] = models.ProfileSkill{PersonID: person, Code: c}
	}
	return tx.create(ctx, rows)
}

// DeleteProfile forgets everything that a person told in the profile.
func (tx *Tx) DeleteProfile(ctx context.Context, person models.ID) error {
	if err := tx.ReplaceSkills(ctx, person, nil); err != nil {
		return err
	}
	_, err := tx.exec(ctx, "DELETE FROM profiles WHERE id = ?", person)
	return err
}
