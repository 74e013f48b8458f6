package store

import (
	"context"

	"gorm.io/gorm"

	"xinjumin/models"
)

// OrganizationFilter narrows a list of bodies; zero fields do not narrow.
type OrganizationFilter struct {
	Within   models.RegionCode // in the subtree
	Kind     models.OrganizationKind
	State    models.OrganizationState
	NameLike string    // LIKE pattern over the folded name, ! escapes
	Pinyin   [2]string // with NameLike: or pinyin or initials lie in [0] <= x < [1]
	Page     models.Page
}

// visibleOrganizations limits a query on organizations o to what the viewer may
// see: what was approved and is not blocked is public, the rest is for its
// founder, its offices and the administrators of the place.
func visibleOrganizations(viewer models.Actor) (string, []any) {
	cond := "(o.state IN (?, ?, ?) AND o.moderation <> ?)"
	args := []any{models.OrganizationActive, models.OrganizationSuspended, models.OrganizationDissolved, models.ModerationBlocked}
	if bodies := viewer.Organizations(models.OfficeRoles()...); len(bodies) > 0 {
		cond += " OR o.id IN ?"
		args = append(args, bodies)
	}
	if viewer.SignedIn() {
		cond += " OR o.created_by = ?"
		args = append(args, viewer.PersonID)
	}
	if subtrees := viewer.Regions(models.RoleRegionAdmin); len(subtrees) > 0 {
		in, more := withinSubtrees("o.region_code", subtrees)
		cond += " OR " + in
		args = append(args, more...)
	}
	return "(" + cond + ")", args
}

func (q queries) organizations(ctx context.Context, viewer models.Actor) *gorm.DB {
	visible, args := visibleOrganizations(viewer)
	return q.db.WithContext(ctx).Table("organizations o").
		Select("o.*, COALESCE(r.full_name, '') AS region_name").
		Joins("LEFT JOIN regions r ON r.code = o.region_code").
		Where(visible, args...)
}

// Organizations lists bodies by place, then id.
func (q queries) Organizations(ctx context.Context, viewer models.Actor, f OrganizationFilter) (models.List[models.OrganizationView], error) {
	db := q.organizations(ctx, viewer)
	if f.State != "" {
		db = db.Where("o.state = ?", f.State)
	}
	if f.Within != "" {
		first, last := f.Within.Range()
		db = db.Where("o.region_code BETWEEN ? AND ?", first, last)
	}
	if f.Kind != "" {
		db = db.Where("o.kind = ?", f.Kind)
	}
	switch from, end := f.Pinyin[0], f.Pinyin[1]; {
	case f.NameLike == "":
	case end == "":
		db = db.Where("o.name_folded LIKE ? ESCAPE '!'", f.NameLike)
	default:
		db = db.Where("(o.name_folded LIKE ? ESCAPE '!' OR (o.pinyin >= ? AND o.pinyin < ?) OR (o.initials >= ? AND o.initials < ?))",
			f.NameLike, from, end, from, end)
	}
	if after := f.Page.After; after != nil {
		code := models.RegionCodeOf(after.Key)
		db = db.Where("o.region_code >= ? AND (o.region_code > ? OR o.id > ?)", code, code, after.ID)
	}
	rows, err := find[models.OrganizationView](q, db.Order("o.region_code, o.id").Limit(f.Page.Size()+1))
	return models.CutPage(rows, f.Page.Size(), func(o models.OrganizationView) models.Cursor {
		return models.Cursor{Key: o.RegionCode.Number(), ID: o.ID}
	}), translate(err)
}

// Organization reads one body that the viewer may see.
func (q queries) Organization(ctx context.Context, viewer models.Actor, id models.ID) (models.OrganizationView, error) {
	var row models.OrganizationView
	err := q.organizations(ctx, viewer).Where("o.id = ?", id).Take(&row).Error
	return row, translate(err)
}

// LockOrganization reads a body and holds its row until the transaction ends:
// everything that moves its members or offices does this first.
func (tx *Tx) LockOrganization(ctx context.Context, id models.ID) (models.Organization, error) {
	return lockRow[models.Organization](ctx, tx, id)
}

// InsertOrganization adds a body; a name that the place has is ErrDuplicate.
func (tx *Tx) InsertOrganization(ctx context.Context, o *models.Organization) error {
	return tx.create(ctx, o)
}

// UpdateOrganization writes what its founder may change when the version is
// still that of o; else it is ErrNotAffected, and a taken name ErrDuplicate.
func (tx *Tx) UpdateOrganization(ctx context.Context, o models.Organization) error {
	return tx.exec1(ctx, `UPDATE organizations SET kind = ?, subtype = ?, display_name = ?, intended_form = ?, parent_id = ?, base = ?, employer_name = ?, employer_code = ?, employer_folded = ?,
		origin_code = ?, ends_on = ?, term_years = ?, min_migrant_percent = ?, name = ?, name_folded = ?, pinyin = ?, initials = ?, region_code = ?,
		state = ?, introduction = ?, capacity = ?, version = version + 1, updated_at = ? WHERE id = ? AND version = ?`,
		o.Kind, o.Subtype, o.DisplayName, o.IntendedForm, o.ParentID, o.Base, o.EmployerName, o.EmployerCode, o.EmployerFolded,
		o.OriginCode, o.EndsOn, o.TermYears, o.MinMigrantPercent, o.Name, o.NameFolded, o.Pinyin, o.Initials, o.RegionCode,
		o.State, o.Introduction, o.Capacity, tx.Now, o.ID, o.Version)
}

// MoveOrganization changes the state of o when state and version are still
// those of o; else it is ErrNotAffected.
func (tx *Tx) MoveOrganization(ctx context.Context, o models.Organization, to models.OrganizationState) error {
	return tx.exec1(ctx, "UPDATE organizations SET state = ?, version = version + 1, updated_at = ? WHERE id = ? AND state = ? AND version = ?",
		to, tx.Now, o.ID, o.State, o.Version)
}

// SetOut makes an approved body what it is from now on: its legal form and the
// end of its first term. The caller holds the row and has moved its state.
func (tx *Tx) SetOut(ctx context.Context, id models.ID, form models.LegalForm, termEndsOn models.Day) error {
	return tx.exec1(ctx, "UPDATE organizations SET legal_form = ?, term_ends_on = ?, approved_at = ? WHERE id = ?", form, termEndsOn, tx.Now, id)
}

// AddMember counts one member of a side more; ErrNotAffected when the body is
// full, not active, or would fall below its share of new residents.
func (tx *Tx) AddMember(ctx context.Context, organization models.ID, side models.MemberSide) error {
	migrant := 0
	if side == models.SideMigrant {
		migrant = 1
	}
	return tx.exec1(ctx, `UPDATE organizations SET member_count = member_count + 1, migrant_count = migrant_count + ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ? AND (capacity IS NULL OR member_count < capacity)
		AND (? = 1 OR migrant_count * 100 >= min_migrant_percent * (member_count + 1))`,
		migrant, tx.Now, organization, models.OrganizationActive, migrant)
}

// RemoveMember counts one member of a side less.
func (tx *Tx) RemoveMember(ctx context.Context, organization models.ID, side models.MemberSide) error {
	migrant := 0
	if side == models.SideMigrant {
		migrant = 1
	}
	return tx.exec1(ctx, `UPDATE organizations SET member_count = member_count - 1, migrant_count = migrant_count - ?, version = version + 1, updated_at = ?
		WHERE id = ? AND member_count > 0`, migrant, tx.Now, organization)
}
