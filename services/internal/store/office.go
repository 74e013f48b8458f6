package store

import (
	"context"

	"xinjumin/models"
)

// InsertOffice grants an office. A grant whose term has run out gives its key
// free first; one that holds is ErrDuplicate. The caller holds the lock of the
// body's row.
func (tx *Tx) InsertOffice(ctx context.Context, g *models.RoleGrant) error {
	if _, err := tx.exec(ctx, "UPDATE role_grants SET live_key = NULL WHERE live_key = ? AND ends_at <= ?", g.LiveKey, tx.Now); err != nil {
		return err
	}
	return tx.create(ctx, g)
}

// EndOffice takes a grant back before its time; ErrNotAffected when it has
// ended.
func (tx *Tx) EndOffice(ctx context.Context, id models.ID) error {
	return tx.exec1(ctx, "UPDATE role_grants SET ended_at = ?, live_key = NULL WHERE id = ? AND ended_at IS NULL AND ends_at > ?", tx.Now, id, tx.Now)
}

// EndOfficesOf takes back every office that a person holds in a body.
func (tx *Tx) EndOfficesOf(ctx context.Context, organization, person models.ID) (int64, error) {
	return tx.exec(ctx, `UPDATE role_grants SET ended_at = ?, live_key = NULL
		WHERE organization_id = ? AND person_id = ? AND ended_at IS NULL`, tx.Now, organization, person)
}

// OfficeHolders lists who holds one of the roles in a body now, at most limit.
func (q queries) OfficeHolders(ctx context.Context, organization models.ID, roles []models.Role, now models.Instant, limit int) ([]models.RoleGrant, error) {
	var rows []models.RoleGrant
	err := q.db.WithContext(ctx).
		Where("organization_id = ? AND role IN ? AND ended_at IS NULL AND starts_at <= ? AND ends_at > ?", organization, roles, now, now).
		Order("created_at, id").Limit(limit).Find(&rows).Error
	return rows, translate(err)
}

// RegionHolders lists who holds the role over one of the regions now, at most
// limit.
func (q queries) RegionHolders(ctx context.Context, regions []models.RegionCode, role models.Role, now models.Instant, limit int) ([]models.RoleGrant, error) {
	var rows []models.RoleGrant
	err := q.db.WithContext(ctx).
		Where("region_code IN ? AND role = ? AND ended_at IS NULL AND starts_at <= ? AND ends_at > ?", regions, role, now, now).
		Order("region_code DESC, created_at, id").Limit(limit).Find(&rows).Error
	return rows, translate(err)
}

// visibleOffices limits a query on role_grants g with organizations o to what
// the viewer may see: their own, those of bodies where they are a member or
// hold an office, and for administrators those of the place, except in Party
// branches, where an office tells a membership.
func visibleOffices(viewer models.Actor) (string, []any) {
	cond := `g.person_id = ? OR EXISTS (SELECT 1 FROM memberships v
		WHERE v.person_id = ? AND v.state = ? AND v.organization_id = g.organization_id)`
	args := []any{viewer.PersonID, viewer.PersonID, models.MembershipActive}
	if bodies := viewer.Organizations(models.OfficeRoles()...); len(bodies) > 0 {
		cond += " OR g.organization_id IN ?"
		args = append(args, bodies)
	}
	if subtrees := viewer.Regions(models.RoleRegionAdmin); len(subtrees) > 0 {
		in, more := withinSubtrees("o.region_code", subtrees)
		cond += " OR (o.kind <> ? AND (" + in + "))"
		args = append(append(args, models.KindPartyBranch), more...)
	}
	return "(" + cond + ")", args
}

// Offices lists the offices of a body that hold now and that the viewer may
// see. A body has few, so there are no pages.
func (q queries) Offices(ctx context.Context, viewer models.Actor, organization models.ID, now models.Instant) ([]models.Office, error) {
	visible, args := visibleOffices(viewer)
	var rows []models.Office
	err := q.db.WithContext(ctx).Table("role_grants g").Select("g.*, p.nickname").
		Joins("JOIN persons p ON p.id = g.person_id").
		Joins("JOIN organizations o ON o.id = g.organization_id").
		Where("g.organization_id = ? AND g.ended_at IS NULL AND g.starts_at <= ? AND g.ends_at > ?", organization, now, now).
		Where(visible, args...).
		Order("g.created_at, g.id").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// Office reads one grant of an office, held or ended, that the viewer may see.
func (q queries) Office(ctx context.Context, viewer models.Actor, id models.ID) (models.Office, error) {
	visible, args := visibleOffices(viewer)
	var row models.Office
	err := q.db.WithContext(ctx).Table("role_grants g").Select("g.*, p.nickname").
		Joins("JOIN persons p ON p.id = g.person_id").
		Joins("JOIN organizations o ON o.id = g.organization_id").
		Where("g.id = ?", id).Where(visible, args...).Take(&row).Error
	return row, translate(err)
}
