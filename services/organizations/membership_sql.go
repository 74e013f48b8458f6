package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// countApplications counts what Applications lists.
func countApplications(ctx context.Context, q store.Reader, organization models.ID,
	state models.MembershipState) (int64, error) {
	return store.Count[models.Membership](ctx, q, "organization_id = ? AND state = ? AND source <> ?", organization,
		state, models.ByInvitation)
}

// listMemberships lists all memberships of a person with their organizations, the newest first, but
// for invitations that are held back.
func listMemberships(ctx context.Context, q store.Reader, person models.ID,
	page models.Page) (models.List[models.OwnMembership],
	error) {
	db := q.Query(ctx).Table("memberships m").
		Select(`m.*, o.name AS organization_name, o.kind AS organization_kind, o.region_code,
			o.state AS organization_state`).
		Joins("JOIN organizations o ON o.id = m.organization_id").
		Where("m.person_id = ? AND m.held_back = 0", person)
	if c := page.After; c != nil {
		db = db.Where("m.created_at <= ? AND (m.created_at < ? OR m.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[models.OwnMembership](q, db.Order("m.created_at DESC, m.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(s models.OwnMembership) models.Cursor {
		return models.Cursor{Key: int64(s.CreatedAt), ID: s.ID}
	}), store.Translate(err)
}
