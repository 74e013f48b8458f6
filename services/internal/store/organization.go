package store

import (
	"context"

	"xinjumin/models"
)

// visibleOrganizations limits a query on organizations o to what the viewer may
// see: what was approved and is not blocked is public, the rest is for its
// founders (those who were asked to sign with them, too), its offices, the head
// of the organization above and the administrators of the place.
func visibleOrganizations(viewer models.Actor) (string, []any) {
	cond := "(o.state IN (?, ?, ?) AND o.moderation <> ?)"
	args := []any{models.OrganizationActive, models.OrganizationSuspended, models.OrganizationDissolved,
		models.ModerationBlocked}
	if organizations := viewer.Organizations(models.OfficeRoles()...); len(organizations) > 0 {
		cond += " OR o.id IN ?"
		args = append(args, organizations)
	}
	if viewer.SignedIn() {
		cond += ` OR o.created_by = ? OR o.id IN (SELECT f.organization_id FROM organization_founders f
			WHERE f.person_id = ? AND f.state IN (?, ?))`
		args = append(args, viewer.PersonID, viewer.PersonID, models.FounderInvited, models.FounderSigned)
	}
	if subtrees := viewer.Regions(models.RoleRegionAdmin); len(subtrees) > 0 {
		in, more := WithinSubtrees("o.region_code", subtrees)
		cond += " OR " + in
		args = append(args, more...)
	}
	if parents := viewer.Organizations(models.HeadRoles()...); len(parents) > 0 {
		cond += " OR o.parent_id IN ?"
		args = append(args, parents)
	}
	return "(" + cond + ")", args
}

func (q queries) Organizations(ctx context.Context, viewer models.Actor) *Query {
	visible, args := visibleOrganizations(viewer)
	return q.Query(ctx).Table("organizations o").
		Select("o.*, COALESCE(r.full_name, '') AS region_name").
		Joins("LEFT JOIN regions r ON r.code = o.region_code").
		Where(visible, args...)
}

// Organization reads one organization that the viewer may see.
func (q queries) Organization(ctx context.Context, viewer models.Actor, id models.ID) (models.OrganizationView, error) {
	var row models.OrganizationView
	err := q.Organizations(ctx, viewer).Where("o.id = ?", id).Take(&row).Error
	return row, Translate(err)
}

// LockOrganization reads an organization and holds its row until the transaction ends:
// everything that moves its members or offices does this first.
func (tx *Tx) LockOrganization(ctx context.Context, id models.ID) (models.Organization, error) {
	return LockRow[models.Organization](ctx, tx, id)
}

// MoveOrganization changes the state of o when state and version are still
// those of o; else it is ErrNotAffected.
func (tx *Tx) MoveOrganization(ctx context.Context, o models.Organization, to models.OrganizationState) error {
	return tx.Exec1(ctx, `UPDATE organizations SET state = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`,
		to, tx.Now, o.ID, o.State, o.Version)
}
