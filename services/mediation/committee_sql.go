package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// readCommitteeFor finds the committee that takes a new case of filer: the nearest
// on the route that is active, inside its term, and has a head who is not the
// filer. ErrNotFound when there is none.
func readCommitteeFor(ctx context.Context, tx *store.Tx, route []models.RegionCode,
	filer models.ID) (models.MediationCommittee, error) {
	var row models.MediationCommittee
	// A code is greater than every code above it, so descending is nearest first.
	err := tx.Query(ctx).Table("mediation_committees AS c").
		Where("c.region_code IN ? AND c.state = ? AND c.term_ends_on >= ?", route, models.CommitteeActive,
			models.DayOf(tx.Now)).
		Where(`EXISTS (SELECT 1 FROM role_grants g
			WHERE g.committee_id = c.id AND g.role = ? AND g.person_id <> ? AND `+store.GrantHolds+")",
			models.RoleCommitteeHead, filer, tx.Now, tx.Now).
		Order("c.region_code DESC, c.created_at, c.id").Take(&row).Error
	return row, store.Translate(err)
}

// listCommitteesByID reads several committees.
func listCommitteesByID(ctx context.Context, q store.Reader, ids []models.ID) (map[models.ID]models.MediationCommittee,
	error) {
	var rows []models.MediationCommittee
	err := q.Query(ctx).Where("id IN ?", ids).Find(&rows).Error
	byID := make(map[models.ID]models.MediationCommittee, len(rows))
	for _, c := range rows {
		byID[c.ID] = c
	}
	return byID, store.Translate(err)
}

// listCommittees lists the committees that take cases on day, by place: those in
// the subtree of region and those above it that serve it. An empty region lists
// all.
func listCommittees(ctx context.Context, q store.Reader, region models.RegionCode, day models.Day,
	page models.Page) (models.List[models.MediationCommittee], error) {
	db := q.Query(ctx).Where("state = ? AND term_ends_on >= ?", models.CommitteeActive, day)
	if region != "" {
		first, last := region.Range()
		db = db.Where("(region_code BETWEEN ? AND ? OR region_code IN ?)", first, last, models.CommitteeRoute(region))
	}
	if c := page.After; c != nil {
		code := models.RegionCodeOf(c.Key)
		db = db.Where("region_code >= ? AND (region_code > ? OR id > ?)", code, code, c.ID)
	}
	rows, err := store.Find[models.MediationCommittee](q, db.Order("region_code, id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c models.MediationCommittee) models.Cursor {
		return models.Cursor{Key: c.RegionCode.Number(), ID: c.ID}
	}), store.Translate(err)
}

// insertCommittee adds a committee; a taken name in its place is ErrDuplicate.
func insertCommittee(ctx context.Context, tx *store.Tx, c *models.MediationCommittee) error {
	return tx.Create(ctx, c)
}
