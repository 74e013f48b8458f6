package store

import (
	"context"

	"xinjumin/models"
)

// EndOfficesOf takes back every office that a person holds in an organization.
func (tx *Tx) EndOfficesOf(ctx context.Context, organization, person models.ID) (int64, error) {
	return tx.ExecN(ctx, `UPDATE role_grants SET ended_at = ?, live_key = NULL
		WHERE organization_id = ? AND person_id = ? AND ended_at IS NULL`, tx.Now, organization, person)
}

// OfficeHolders lists the people who hold one of the roles in an organization now, at most limit.
func (q queries) OfficeHolders(ctx context.Context, organization models.ID, roles []models.Role, now models.Instant,
	limit int) ([]models.RoleGrant, error) {
	var rows []models.RoleGrant
	err := q.Query(ctx).
		Where("organization_id = ? AND role IN ? AND ended_at IS NULL AND starts_at <= ? AND ends_at > ?",
			organization, roles, now, now).
		Order("created_at, id").Limit(limit).Find(&rows).Error
	return rows, Translate(err)
}

// RegionHolders lists everybody who holds the role over one of the regions now, at most
// limit.
func (q queries) RegionHolders(ctx context.Context, regions []models.RegionCode, role models.Role, now models.Instant,
	limit int) ([]models.RoleGrant, error) {
	var rows []models.RoleGrant
	err := q.Query(ctx).
		Where("region_code IN ? AND role = ? AND ended_at IS NULL AND starts_at <= ? AND ends_at > ?", regions, role,
			now, now).
		Order("region_code DESC, created_at, id").Limit(limit).Find(&rows).Error
	return rows, Translate(err)
}

// VisibleOffices limits a query on role_grants g with organizations o to what
// the viewer may see: their own, those of organizations where they are a member or
// hold an office, and for administrators those of the place, except in Party
// branches, where an office tells a membership.
func VisibleOffices(viewer models.Actor) (string, []any) {
	cond := `g.person_id = ? OR EXISTS (SELECT 1 FROM memberships v
		WHERE v.person_id = ? AND v.state = ? AND v.organization_id = g.organization_id)`
	args := []any{viewer.PersonID, viewer.PersonID, models.MembershipActive}
	if organizations := viewer.Organizations(models.OfficeRoles()...); len(organizations) > 0 {
		cond += " OR g.organization_id IN ?"
		args = append(args, organizations)
	}
	if subtrees := viewer.Regions(models.RoleRegionAdmin); len(subtrees) > 0 {
		in, more := WithinSubtrees("o.region_code", subtrees)
		cond += " OR (o.kind <> ? AND (" + in + "))"
		args = append(append(args, models.KindPartyBranch), more...)
	}
	return "(" + cond + ")", args
}

// Office reads one grant of an office, held or ended, that the viewer may see.
func (q queries) Office(ctx context.Context, viewer models.Actor, id models.ID) (models.Office, error) {
	visible, args := VisibleOffices(viewer)
	var row models.Office
	err := q.Query(ctx).Table("role_grants g").Select("g.*, p.nickname").
		Joins("JOIN persons p ON p.id = g.person_id").
		Joins("JOIN organizations o ON o.id = g.organization_id").
		Where("g.id = ?", id).Where(visible, args...).Take(&row).Error
	return row, Translate(err)
}
