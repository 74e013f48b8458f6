package store

import (
	"context"

	"xinjumin/models"
)

// SubGroups lists the active bodies below a body that the viewer may see.
func (q queries) SubGroups(ctx context.Context, viewer models.Actor, parent models.ID, page models.Page) (models.List[models.OrganizationView], error) {
	db := q.organizations(ctx, viewer).Where("o.parent_id = ? AND o.state = ?", parent, models.OrganizationActive)
	if after := page.After; after != nil {
		db = db.Where("o.id > ?", after.ID)
	}
	rows, err := find[models.OrganizationView](q, db.Order("o.id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(o models.OrganizationView) models.Cursor { return models.Cursor{ID: o.ID} }), translate(err)
}

// SubSpells reads the live spells of a person in the sub-groups of a body, in the
// order in which their bodies are locked.
func (q queries) SubSpells(ctx context.Context, parent, person models.ID) ([]models.Membership, error) {
	var rows []models.Membership
	err := q.db.WithContext(ctx).Table("memberships m").Select("m.*").Joins("JOIN organizations o ON o.id = m.organization_id").
		Where("m.person_id = ? AND m.live_key IS NOT NULL AND o.parent_id = ? AND o.kind <> ?", person, parent, models.KindUnion).
		Order("m.organization_id").Find(&rows).Error
	return rows, translate(err)
}

// ParentOf gives the body of which a body is a sub-group, nil when it is none.
func (q queries) ParentOf(ctx context.Context, organization models.ID) (*models.ID, error) {
	var row struct{ ParentID *models.ID }
	err := q.db.WithContext(ctx).Raw("SELECT CASE WHEN kind = ? THEN NULL ELSE parent_id END AS parent_id FROM organizations WHERE id = ?", models.KindUnion, organization).Take(&row).Error
	return row.ParentID, translate(err)
}
