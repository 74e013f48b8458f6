package store

import (
	"context"

	"xinjumin/models"
)

// grantHolds is true for grants g that hold now; it takes the instant twice.
const grantHolds = "g.ended_at IS NULL AND g.starts_at <= ? AND g.ends_at > ?"

// CommitteeFor finds the committee that takes a new case of filer: the nearest
// on the route that is active, inside its term, and has a head who is not the
// filer. ErrNotFound when there is none.
func (tx *Tx) CommitteeFor(ctx context.Context, route []models.RegionCode, filer models.ID) (models.MediationCommittee, error) {
	var row models.MediationCommittee
	// A code is greater than every code above it, so descending is nearest first.
	err := tx.db.WithContext(ctx).Table("mediation_committees AS c").
		Where("c.region_code IN ? AND c.state = ? AND c.term_ends_on >= ?", route, models.CommitteeActive, models.DayOf(tx.Now)).
		Where("EXISTS (SELECT 1 FROM role_grants g WHERE g.committee_id = c.id AND g.role = ? AND g.person_id <> ? AND "+grantHolds+")",
			models.RoleCommitteeHead, filer, tx.Now, tx.Now).
		Order("c.region_code DESC, c.created_at, c.id").Take(&row).Error
	return row, translate(err)
}

// Committee reads one committee.
func (q queries) Committee(ctx context.Context, id models.ID) (models.MediationCommittee, error) {
	return take[models.MediationCommittee](ctx, q, "id = ?", id)
}

// CommitteesByID reads several committees.
func (q queries) CommitteesByID(ctx context.Context, ids []models.ID) (map[models.ID]models.MediationCommittee, error) {
	var rows []models.MediationCommittee
	err := q.db.WithContext(ctx).Where("id IN ?", ids).Find(&rows).Error
	byID := make(map[models.ID]models.MediationCommittee, len(rows))
	for _, c := range rows {
		byID[c.ID] = c
	}
	return byID, translate(err)
}

// Committees lists the committees that take cases on day, by place: those in
// the subtree of region and those above it that serve it. An empty region lists
// all.
func (q queries) Committees(ctx context.Context, region models.RegionCode, day models.Day, page models.Page) (models.List[models.MediationCommittee], error) {
	db := q.db.WithContext(ctx).Where("state = ? AND term_ends_on >= ?", models.CommitteeActive, day)
	if region != "" {
		first, last := region.Range()
		db = db.Where("(region_code BETWEEN ? AND ? OR region_code IN ?)", first, last, models.CommitteeRoute(region))
	}
	if c := page.After; c != nil {
		code := models.RegionCodeOf(c.Key)
		db = db.Where("region_code >= ? AND (region_code > ? OR id > ?)", code, code, c.ID)
	}
	rows, err := find[models.MediationCommittee](q, db.Order("region_code, id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c models.MediationCommittee) models.Cursor {
		return models.Cursor{Key: c.RegionCode.Number(), ID: c.ID}
	}), translate(err)
}

// CommitteePeople lists who holds a role in a committee at an instant.
func (q queries) CommitteePeople(ctx context.Context, committee models.ID, role models.Role, now models.Instant) ([]models.ID, error) {
	var ids []models.ID
	err := q.db.WithContext(ctx).Table("role_grants AS g").
		Where("g.committee_id = ? AND g.role = ? AND "+grantHolds, committee, role, now, now).
		Order("g.created_at, g.id").Pluck("g.person_id", &ids).Error
	return ids, translate(err)
}

// InsertCommittee adds a committee; a taken name in its place is ErrDuplicate.
func (tx *Tx) InsertCommittee(ctx context.Context, c *models.MediationCommittee) error {
	return tx.create(ctx, c)
}
