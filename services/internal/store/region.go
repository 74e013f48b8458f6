package store

import (
	"context"
	"slices"
	"unicode/utf8"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xinjumin/models"
)

// RegionFilter narrows a list of divisions; zero fields do not narrow.
type RegionFilter struct {
	ChildrenOf models.RegionCode   // directly below
	Within     []models.RegionCode // below one of these, or one itself; nil does not narrow, empty finds nothing
	Level      models.RegionLevel  // 0: any
	NameLike   string              // LIKE pattern over the folded name, ! escapes
	Pinyin     [2]string           // pinyin or initials lie in [0] <= x < [1]
	StandingOn models.Day          // empty: historic ones, too
	Page       models.Page
}

// Region reads one division, standing or historic.
func (q queries) Region(ctx context.Context, code models.RegionCode) (models.Region, error) {
	return take[models.Region](ctx, q, "code = ?", code)
}

// RegionsIn reads the divisions of codes, the highest first; absent codes are
// left out.
func (q queries) RegionsIn(ctx context.Context, codes []models.RegionCode) ([]models.Region, error) {
	var rows []models.Region
	err := q.db.WithContext(ctx).Where("code IN ?", codes).Order("level, code").Find(&rows).Error
	return rows, translate(err)
}

// Regions lists divisions by level, then code. The country itself is not in the
// list.
func (q queries) Regions(ctx context.Context, f RegionFilter) (models.List[models.Region], error) {
	db := q.db.WithContext(ctx).Where("code > ?", models.CountryCode)
	if f.ChildrenOf != "" {
		db = db.Where("parent_code = ?", f.ChildrenOf)
	}
	if f.Within != nil {
		db = db.Where(within(q.db, f.Within))
	}
	if f.Level != 0 {
		db = db.Where("level = ?", f.Level)
	}
	if f.NameLike != "" {
		db = db.Where("name LIKE ? ESCAPE '!'", f.NameLike)
	}
	if from, end := f.Pinyin[0], f.Pinyin[1]; end != "" {
		db = db.Where("((pinyin >= ? AND pinyin < ?) OR (initials >= ? AND initials < ?))", from, end, from, end)
	}
	if f.StandingOn != "" {
		db = db.Where("(valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?)", f.StandingOn, f.StandingOn)
	}
	if after := f.Page.After; after != nil {
		code := models.RegionCodeOf(after.Key)
		db = db.Where("(level > ? OR (level = ? AND code > ?))", code.Level(), code.Level(), code)
	}
	var rows []models.Region
	err := db.Order("level, code").Limit(f.Page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, f.Page.Size(), func(r models.Region) models.Cursor {
		return models.Cursor{Key: r.Code.Number()}
	}), translate(err)
}

// within gives one comparison of ranges for each subtree.
func within(db *gorm.DB, codes []models.RegionCode) *gorm.DB {
	any := db.Where("1 = 0")
	for _, c := range codes {
		first, last := c.Range()
		any = any.Or("code BETWEEN ? AND ?", first, last)
	}
	return any
}

// HasStandingBelow reports whether any division below code stands on day or
// later.
func (q queries) HasStandingBelow(ctx context.Context, code models.RegionCode, day models.Day) (bool, error) {
	_, last := code.Range()
	var found []models.RegionCode
	err := q.db.WithContext(ctx).Model(&models.Region{}).
		Where("code > ? AND code <= ? AND (valid_to IS NULL OR valid_to > ?)", code, last, day).
		Limit(1).Pluck("code", &found).Error
	return len(found) > 0, translate(err)
}

// LockRegion reads a division and keeps others from changing it, or from adding
// below it, until the transaction ends.
func (tx *Tx) LockRegion(ctx context.Context, code models.RegionCode) (models.Region, error) {
	var row models.Region
	err := tx.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("code = ?", code).Take(&row).Error
	return row, translate(err)
}

// InsertRegion adds a division; a taken code is ErrDuplicate.
func (tx *Tx) InsertRegion(ctx context.Context, r *models.Region) error {
	return tx.create(ctx, r)
}

// UpdateRegion writes what may change of r when its version is still old.
func (tx *Tx) UpdateRegion(ctx context.Context, r models.Region, old int64) error {
	return tx.exec1(ctx, `UPDATE regions SET name = ?, full_name = ?, pinyin = ?, initials = ?,
		valid_from = ?, valid_to = ?, superseded_by = ?, version = ?, updated_at = ? WHERE code = ? AND version = ?`,
		r.Name, r.FullName, r.Pinyin, r.Initials, r.ValidFrom, r.ValidTo, r.SupersededBy, r.Version, r.UpdatedAt, r.Code, old)
}

// touched is the next version of a row, as models.NextRegionVersion.
const touched = "version = CASE WHEN version < 1000 THEN 1001 ELSE version + 1 END"

// RenameBelow puts another beginning before the full names below code. The
// versions of all rows grow whose readers see a name that has changed: those
// below, and those that were followed by code or one below.
func (tx *Tx) RenameBelow(ctx context.Context, code models.RegionCode, from, to string) error {
	_, last := code.Range()
	n := utf8.RuneCountInString(from)
	if _, err := tx.exec(ctx, "UPDATE regions SET full_name = CONCAT(?, SUBSTR(full_name, ?)), updated_at = ?, "+touched+
		" WHERE code > ? AND code <= ? AND SUBSTR(full_name, 1, ?) = ?", to, n+1, tx.Now, code, last, n, from); err != nil {
		return err
	}
	_, err := tx.exec(ctx, "UPDATE regions SET updated_at = ?, "+touched+" WHERE superseded_by BETWEEN ? AND ?", tx.Now, code, last)
	return err
}

// Zones lists the functional zones.
func (q queries) Zones(ctx context.Context) ([]models.Zone, error) {
	var rows []models.Zone
	err := q.db.WithContext(ctx).Order("code").Find(&rows).Error
	return rows, translate(err)
}

// ZonesOver lists the zones that lie over one of codes.
func (q queries) ZonesOver(ctx context.Context, codes []models.RegionCode) ([]models.Zone, error) {
	var rows []models.Zone
	err := q.db.WithContext(ctx).
		Where("code IN (SELECT zone_code FROM zone_members WHERE region_code IN ?)", codes).
		Order("code").Find(&rows).Error
	return rows, translate(err)
}

// ZoneMembers lists what the zones lie over; without codes, of all zones.
func (q queries) ZoneMembers(ctx context.Context, zones ...string) ([]models.ZoneMember, error) {
	db := q.db.WithContext(ctx).Order("zone_code, region_code")
	if len(zones) > 0 {
		db = db.Where("zone_code IN ?", zones)
	}
	var rows []models.ZoneMember
	err := db.Find(&rows).Error
	return rows, translate(err)
}

// LockZone reads a zone and keeps others from changing it until the transaction
// ends.
func (tx *Tx) LockZone(ctx context.Context, code string) (models.Zone, error) {
	var row models.Zone
	err := tx.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("code = ?", code).Take(&row).Error
	return row, translate(err)
}

// UpdateZone writes the zone and puts other members in the place of its own.
// The zone must be locked. Divisions that now show another zone get another
// version.
func (tx *Tx) UpdateZone(ctx context.Context, z models.Zone, old, members []models.RegionCode) error {
	if err := tx.exec1(ctx, "UPDATE zones SET name = ?, pinyin = ?, initials = ?, version = ?, updated_at = ? WHERE code = ?",
		z.Name, z.Pinyin, z.Initials, z.Version, z.UpdatedAt, z.Code); err != nil {
		return err
	}
	if _, err := tx.exec(ctx, "DELETE FROM zone_members WHERE zone_code = ?", z.Code); err != nil {
		return err
	}
	for _, m := range members {
		if err := tx.create(ctx, &models.ZoneMember{ZoneCode: z.Code, RegionCode: m}); err != nil {
			return err
		}
	}
	for _, m := range slices.Concat(old, members) {
		first, last := m.Range()
		if _, err := tx.exec(ctx, "UPDATE regions SET updated_at = ?, "+touched+" WHERE code BETWEEN ? AND ?", tx.Now, first, last); err != nil {
			return err
		}
	}
	return nil
}
