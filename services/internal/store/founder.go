package store

import (
	"context"

	"xinjumin/models"
)

// Founders lists who was asked to found a body, who signed first.
func (q queries) Founders(ctx context.Context, organization models.ID) ([]models.FounderView, error) {
	var rows []models.FounderView
	err := q.db.WithContext(ctx).Table("organization_founders f").Select("f.*, p.nickname").
		Joins("JOIN persons p ON p.id = f.person_id").Where("f.organization_id = ?", organization).
		Order("CASE WHEN f.signed_at IS NULL THEN 1 ELSE 0 END, f.signed_at, f.created_at, f.person_id").
		Limit(models.FoundersMax + 1).Find(&rows).Error
	return rows, translate(err)
}

// SignedFounders lists who has signed and still answers for it with a verified
// name, in the order of signing.
func (q queries) SignedFounders(ctx context.Context, organization models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.db.WithContext(ctx).Raw(`SELECT f.person_id FROM organization_founders f JOIN persons p ON p.id = f.person_id
		WHERE f.organization_id = ? AND f.state = ? AND p.state = ? AND p.verification = ? ORDER BY f.signed_at, f.person_id`,
		organization, models.FounderSigned, models.PersonActive, models.VerificationVerified).Scan(&ids).Error
	return ids, translate(err)
}

// Founder reads somebody's own line in the founding of a body.
func (q queries) Founder(ctx context.Context, organization, person models.ID) (models.Founder, error) {
	return take[models.Founder](ctx, q, "organization_id = ? AND person_id = ?", organization, person)
}

// CountFounders counts who was asked to found a body.
func (q queries) CountFounders(ctx context.Context, organization models.ID) (int64, error) {
	return count[models.Founder](ctx, q, "organization_id = ?", organization)
}

// InsertFounder names somebody; who was named before is ErrDuplicate, and who
// does not exist ErrForeignKey.
func (tx *Tx) InsertFounder(ctx context.Context, f *models.Founder) error { return tx.create(ctx, f) }

// MoveFounder writes that somebody signs, or withdraws; ErrNotAffected when they
// were not asked, or stand there already.
func (tx *Tx) MoveFounder(ctx context.Context, organization, person models.ID, to models.FounderState) error {
	var signed *models.Instant
	if to == models.FounderSigned {
		signed = &tx.Now
	}
	return tx.exec1(ctx, "UPDATE organization_founders SET state = ?, signed_at = ?, updated_at = ? WHERE organization_id = ? AND person_id = ? AND state <> ?",
		to, signed, tx.Now, organization, person, to)
}
