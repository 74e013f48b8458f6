package profile

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listProfileSkills lists the skills of a person, sorted.
func listProfileSkills(ctx context.Context, q store.Reader, person models.ID) ([]string, error) {
	var codes []string
	err := q.Query(ctx).Raw("SELECT code FROM profile_skills WHERE person_id = ? ORDER BY code", person).Scan(&codes).
		Error
	return codes, store.Translate(err)
}

// insertProfile writes the first version of a profile.
func insertProfile(ctx context.Context, tx *store.Tx, p *models.Profile) error {
	return tx.Create(ctx, p)
}

// replaceProfile writes a profile whose row has the version before it; else it
// is ErrNotAffected.
func replaceProfile(ctx context.Context, tx *store.Tx, p models.Profile) error {
	return tx.Exec1(ctx, `UPDATE profiles
		SET address_sealed = ?, employment_status = ?, work_kind = ?, employer_code = ?, employer_name = ?,
		political_status_sealed = ?, ethnicity_sealed = ?, permit_state = ?, registered_on = ?, version = ?,
		updated_at = ?
		WHERE id = ? AND version = ?`,
		p.AddressSealed, p.EmploymentStatus, p.WorkKind, p.EmployerCode, p.EmployerName, p.PoliticalStatusSealed,
		p.EthnicitySealed,
		p.PermitState, p.RegisteredOn, p.Version, p.UpdatedAt, p.ID, p.Version-1)
}
