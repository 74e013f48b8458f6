package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// organizationFilter narrows a list of organizations; zero fields do not narrow.
type organizationFilter struct {
	Within   models.RegionCode // in the subtree
	Kind     models.OrganizationKind
	State    models.OrganizationState
	NameLike string    // LIKE pattern over the folded name and former ones, ! escapes
	Pinyin   [2]string // with NameLike: or pinyin or initials lie in [0] <= x < [1]
	// PlaceLike are patterns over the full name of the place, one of which is enough in
	// place of NameLike; nil looks at the names of organizations alone.
	PlaceLike []string
	Near      models.RegionCode // of listNearest
	Page      models.Page
}

// asked gives the query without order and page.
func (f organizationFilter) asked(ctx context.Context, q store.Reader, viewer models.Actor) *store.Query {
	db := q.Organizations(ctx, viewer)
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
	case f.PlaceLike != nil:
		db = db.Where(f.placed(q.Query(ctx)))
	case end == "":
		db = db.Where(`(o.name_folded LIKE ? ESCAPE '!' OR o.id IN (SELECT n.organization_id FROM organization_names n
			WHERE n.name_folded LIKE ? ESCAPE '!'))`, f.NameLike, f.NameLike)
	default:
		db = db.Where(`(o.name_folded LIKE ? ESCAPE '!' OR (o.pinyin >= ? AND o.pinyin < ?)
			OR (o.initials >= ? AND o.initials < ?) OR o.id IN (SELECT n.organization_id FROM organization_names n
			WHERE n.name_folded LIKE ? ESCAPE '!' OR (n.pinyin >= ? AND n.pinyin < ?)
			OR (n.initials >= ? AND n.initials < ?)))`,
			f.NameLike, from, end, from, end, f.NameLike, from, end, from, end)
	}
	return db
}

// placed gives the ways in which the name of the organization, or that of its place, may
// be what was asked.
func (f organizationFilter) placed(db *store.Query) *store.Query {
	any := db.Where(`(o.name_folded LIKE ? ESCAPE '!' OR o.id IN (SELECT n.organization_id FROM organization_names n
		WHERE n.name_folded LIKE ? ESCAPE '!'))`, f.NameLike, f.NameLike)
	for _, p := range f.PlaceLike {
		any = any.Or("r.full_name LIKE ? ESCAPE '!'", p)
	}
	return any
}

// listOrganizations lists organizations by place, then id.
func listOrganizations(ctx context.Context, q store.Reader, viewer models.Actor,
	f organizationFilter) (models.List[models.OrganizationView], error) {
	db := f.asked(ctx, q, viewer)
	if after := f.Page.After; after != nil {
		code := models.RegionCodeOf(after.Key)
		db = db.Where("o.region_code >= ? AND (o.region_code > ? OR o.id > ?)", code, code, after.ID)
	}
	rows, err := store.Find[models.OrganizationView](q, db.Order("o.region_code, o.id").Limit(f.Page.Size()+1))
	return models.CutPage(rows, f.Page.Size(), placeOf), store.Translate(err)
}

// insertOrganization adds an organization; a name that the place has is ErrDuplicate.
func insertOrganization(ctx context.Context, tx *store.Tx, o *models.Organization) error {
	return tx.Create(ctx, o)
}

// updateOrganization writes what its founder may change when the version is
// still that of o; else it is ErrNotAffected, and a taken name ErrDuplicate.
func updateOrganization(ctx context.Context, tx *store.Tx, o models.Organization) error {
	return tx.Exec1(ctx, `UPDATE organizations
		SET kind = ?, subtype = ?, display_name = ?, intended_form = ?, parent_id = ?, base = ?,
		employer_name = ?, employer_folded = ?, employer_code = ?, origin_code = ?, ends_on = ?, term_years = ?,
		min_migrant_percent = ?, name = ?, name_folded = ?, pinyin = ?, initials = ?, region_code = ?, state = ?,
		introduction = ?, capacity = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND version = ?`,
		o.Kind, o.Subtype, o.DisplayName, o.IntendedForm, o.ParentID, o.Base, o.EmployerName, o.EmployerFolded,
		o.EmployerCode,
		o.OriginCode, o.EndsOn, o.TermYears, o.MinMigrantPercent, o.Name, o.NameFolded, o.Pinyin, o.Initials,
		o.RegionCode,
		o.State, o.Introduction, o.Capacity, tx.Now, o.ID, o.Version)
}

// setOutRow makes an approved organization what it is from now on: its legal form. The
// caller holds the row and has moved its state.
func setOutRow(ctx context.Context, tx *store.Tx, id models.ID, form models.LegalForm) error {
	return tx.Exec1(ctx, "UPDATE organizations SET legal_form = ?, approved_at = ?, decision_reason = '' WHERE id = ?",
		form, tx.Now, id)
}

// setDecisionReason keeps why an organization was sent back. The caller holds the row.
func setDecisionReason(ctx context.Context, tx *store.Tx, id models.ID, reason string) error {
	return tx.Exec1(ctx, "UPDATE organizations SET decision_reason = ? WHERE id = ?", reason, id)
}
