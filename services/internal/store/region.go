package store

import (
	"context"

	"xinjumin/models"
)

// Region reads one division, standing or historic.
func (q queries) Region(ctx context.Context, code models.RegionCode) (models.Region, error) {
	return Take[models.Region](ctx, q, "code = ?", code)
}

// RegionsIn reads the divisions of codes, the highest first; absent codes are
// left out.
func (q queries) RegionsIn(ctx context.Context, codes []models.RegionCode) ([]models.Region, error) {
	var rows []models.Region
	err := q.Query(ctx).Where("code IN ?", InList(codes)).Order("level, code").Find(&rows).Error
	return rows, Translate(err)
}
