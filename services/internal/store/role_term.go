package store

import (
	"context"

	"xinjumin/models"
)

// NearestAdmins lists everybody who administers the deepest of the regions that has an
// administrator, at most limit.
func (q queries) NearestAdmins(ctx context.Context, regions []models.RegionCode, now models.Instant,
	limit int) ([]models.ID, error) {
	if len(regions) == 0 {
		return nil, nil
	}
	rows, err := q.RegionHolders(ctx, regions, models.RoleRegionAdmin, now, limit)
	var people []models.ID
	for _, g := range rows {
		if *g.RegionCode == *rows[0].RegionCode {
			people = append(people, g.PersonID)
		}
	}
	return people, err
}

// OrganizationOf reads an organization, whoever asks; it is for steps that judge it.
// Whether somebody may see the organization itself is for Organization.
func (q queries) OrganizationOf(ctx context.Context, id models.ID) (models.Organization, error) {
	return Take[models.Organization](ctx, q, "id = ?", id)
}
