package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listFounders lists the people who were asked to found an organization, those who signed first.
func listFounders(ctx context.Context, q store.Reader, organization models.ID) ([]models.FounderView, error) {
	var rows []models.FounderView
	err := q.Query(ctx).Table("organization_founders f").Select("f.*, p.nickname").
		Joins("JOIN persons p ON p.id = f.person_id").Where("f.organization_id = ?", organization).
		Order("CASE WHEN f.signed_at IS NULL THEN 1 ELSE 0 END, f.signed_at, f.created_at, f.person_id").
		Limit(models.FoundersMax + 1).Find(&rows).Error
	return rows, store.Translate(err)
}

// listSignedFounders lists everybody who has signed and still answers for it with a verified
// name, in the order of signing.
func listSignedFounders(ctx context.Context, q store.Reader, organization models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.Query(ctx).Raw(`SELECT f.person_id FROM organization_founders f
		JOIN persons p ON p.id = f.person_id
		WHERE f.organization_id = ? AND f.state = ? AND p.state = ? AND p.verification = ?
		ORDER BY f.signed_at, f.person_id`,
		organization, models.FounderSigned, models.PersonActive, models.VerificationVerified).Scan(&ids).Error
	return ids, store.Translate(err)
}

// readFounder reads somebody's own line in the founding of an organization.
func readFounder(ctx context.Context, q store.Reader, organization, person models.ID) (models.Founder, error) {
	return store.Take[models.Founder](ctx, q, "organization_id = ? AND person_id = ?", organization, person)
}

// countFounders counts the people who were asked to found an organization.
func countFounders(ctx context.Context, q store.Reader, organization models.ID) (int64, error) {
	return store.Count[models.Founder](ctx, q, "organization_id = ?", organization)
}

// insertFounder names somebody; a person who was named before is ErrDuplicate, and one who
// does not exist ErrForeignKey.
func insertFounder(ctx context.Context, tx *store.Tx, f *models.Founder) error {
	return tx.Create(ctx, f)
}

// moveFounder writes that somebody signs, or withdraws; ErrNotAffected when they
// were not asked, or stand there already.
func moveFounder(ctx context.Context, tx *store.Tx, organization, person models.ID, to models.FounderState) error {
	var signed *models.Instant
	if to == models.FounderSigned {
		signed = &tx.Now
	}
	return tx.Exec1(ctx, `UPDATE organization_founders SET state = ?, signed_at = ?, updated_at = ?
		WHERE organization_id = ? AND person_id = ? AND state <> ?`,
		to, signed, tx.Now, organization, person, to)
}

// deleteFounding removes an organization that was never approved with its charters and signatures. The
// caller holds the row; one that was approved meanwhile is ErrNotAffected.
func deleteFounding(ctx context.Context, tx *store.Tx, o models.Organization) error {
	for _, sql := range []string{
		"DELETE FROM organization_founders WHERE organization_id = ?",
		"DELETE FROM organization_charters WHERE organization_id = ?",
	} {
		if _, err := tx.ExecN(ctx, sql, o.ID); err != nil {
			return err
		}
	}
	return tx.Exec1(ctx, "DELETE FROM organizations WHERE id = ? AND state = ? AND version = ?", o.ID, o.State,
		o.Version)
}
