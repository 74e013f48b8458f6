package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listBranchesUnder lists the active branches in a region that the viewer approves,
// by division code: those in the subtrees of an administrator who stands at the
// level of approval or above.
func listBranchesUnder(ctx context.Context, q store.Reader, viewer models.Actor, region models.RegionCode,
	page models.Page) (models.List[models.OrganizationView], error) {
	var subtrees []models.RegionCode
	for _, code := range viewer.Regions(models.RoleRegionAdmin) {
		if code.Level() <= models.KindPartyBranch.Policy().Approver {
			subtrees = append(subtrees, code)
		}
	}
	if len(subtrees) == 0 {
		return models.List[models.OrganizationView]{}, models.ErrForbidden
	}
	in, args := store.WithinSubtrees("o.region_code", subtrees)
	first, last := region.Range()
	db := q.Query(ctx).Table("organizations o").Select("o.*, COALESCE(r.full_name, '') AS region_name").
		Joins("LEFT JOIN regions r ON r.code = o.region_code").
		Where("o.kind = ? AND o.state = ? AND o.region_code BETWEEN ? AND ?", models.KindPartyBranch,
			models.OrganizationActive, first, last).
		Where("("+in+")", args...)
	if after := page.After; after != nil {
		code := models.RegionCodeOf(after.Key)
		db = db.Where("o.region_code >= ? AND (o.region_code > ? OR o.id > ?)", code, code, after.ID)
	}
	rows, err := store.Find[models.OrganizationView](q, db.Order("o.region_code, o.id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(o models.OrganizationView) models.Cursor {
		return models.Cursor{Key: o.RegionCode.Number(), ID: o.ID}
	}), store.Translate(err)
}
