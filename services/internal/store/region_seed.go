package store

import (
	"context"

	"xinjumin/models"
)

// AllRegions gives every division by code.
func (q queries) AllRegions(ctx context.Context) (map[models.RegionCode]models.Region, error) {
	var rows []models.Region
	if err := q.Query(ctx).Find(&rows).Error; err != nil {
		return nil, Translate(err)
	}
	all := make(map[models.RegionCode]models.Region, len(rows))
	for _, r := range rows {
		all[r.Code] = r
	}
	return all, nil
}
