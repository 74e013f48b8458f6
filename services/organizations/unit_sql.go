package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listUnits lists the units that belong to an organization, in the order in which they came.
// That the viewer may see them is for the caller.
func listUnits(ctx context.Context, q store.Reader, organization models.ID,
	page models.Page) (models.List[models.UnitView], error) {
	db := q.Query(ctx).Table("organization_units u").Select("u.*, p.nickname").
		Joins("JOIN persons p ON p.id = u.representative_id").
		Where("u.organization_id = ? AND u.live_key IS NOT NULL", organization)
	if c := page.After; c != nil {
		db = db.Where("u.created_at >= ? AND (u.created_at > ? OR u.id > ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[models.UnitView](q, db.Order("u.created_at, u.id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(u models.UnitView) models.Cursor {
		return models.Cursor{Key: int64(u.CreatedAt), ID: u.ID}
	}), store.Translate(err)
}

// readUnit reads a unit, there or gone, that the viewer may see: of organizations where they
// are a member or hold an office, and for administrators those of the place.
func readUnit(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (models.Unit, error) {
	cond := `EXISTS (SELECT 1 FROM memberships v
		WHERE v.person_id = ? AND v.state = ? AND v.organization_id = u.organization_id)`
	args := []any{viewer.PersonID, models.MembershipActive}
	if organizations := viewer.Organizations(models.OfficeRoles()...); len(organizations) > 0 {
		cond += " OR u.organization_id IN ?"
		args = append(args, organizations)
	}
	if subtrees := viewer.Regions(models.RoleRegionAdmin); len(subtrees) > 0 {
		in, more := store.WithinSubtrees("o.region_code", subtrees)
		cond += " OR " + in
		args = append(args, more...)
	}
	var row models.Unit
	err := q.Query(ctx).Table("organization_units u").Select("u.*").
		Joins("JOIN organizations o ON o.id = u.organization_id").
		Where("u.id = ?", id).Where("("+cond+")", args...).Take(&row).Error
	return row, store.Translate(err)
}

// insertUnit adds a unit and counts it in its organization, whose row the caller holds;
// one that is there already is ErrDuplicate.
func insertUnit(ctx context.Context, tx *store.Tx, u *models.Unit) error {
	if err := tx.Create(ctx, u); err != nil {
		return err
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET unit_count = unit_count + 1
		WHERE id = ?`, u.OrganizationID)
}

// endUnit takes a unit out of its organization, whose row the caller holds;
// ErrNotAffected when it has left.
func endUnit(ctx context.Context, tx *store.Tx, u models.Unit, reason string) error {
	if err := tx.Exec1(ctx, `UPDATE organization_units SET live_key = NULL, ended_at = ?, end_reason = ?
		WHERE id = ? AND live_key IS NOT NULL`, tx.Now, reason, u.ID); err != nil {
		return err
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET unit_count = unit_count - 1
		WHERE id = ? AND unit_count > 0`, u.OrganizationID)
}
