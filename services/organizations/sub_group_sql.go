package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listSubGroups lists the active organizations below an organization that the viewer may see.
func listSubGroups(ctx context.Context, q store.Reader, viewer models.Actor, parent models.ID,
	page models.Page) (models.List[models.OrganizationView], error) {
	db := q.Organizations(ctx, viewer).Where("o.parent_id = ? AND o.state = ?", parent, models.OrganizationActive)
	if after := page.After; after != nil {
		db = db.Where("o.id > ?", after.ID)
	}
	rows, err := store.Find[models.OrganizationView](q, db.Order("o.id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(o models.OrganizationView) models.Cursor {
		return models.Cursor{ID: o.ID}
	}), store.Translate(err)
}

// listSubGroupMemberships reads the live memberships of a person in the sub-groups of an organization, in the
// order in which their organizations are locked.
func listSubGroupMemberships(ctx context.Context, q store.Reader, parent, person models.ID) ([]models.Membership,
	error) {
	var rows []models.Membership
	err := q.Query(ctx).Table("memberships m").Select("m.*").Joins("JOIN organizations o ON o.id = m.organization_id").
		Where("m.person_id = ? AND m.live_key IS NOT NULL AND o.parent_id = ? AND o.kind <> ?", person, parent,
			models.KindUnion).
		Order("m.organization_id").Find(&rows).Error
	return rows, store.Translate(err)
}
