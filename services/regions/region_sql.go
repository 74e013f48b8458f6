package regions

import (
	"context"
	"slices"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// regionFilter narrows a list of divisions; zero fields do not narrow.
type regionFilter struct {
	ChildrenOf models.RegionCode   // directly below
	Within     []models.RegionCode // below one of these, or one itself; nil does not narrow, empty finds nothing
	Level      models.RegionLevel  // 0: any
	NameLike   string              // LIKE pattern over the folded name, ! escapes
	CoreLike   string              // with NameLike: or the name is this and the level CoreLevel
	CoreLevel  models.RegionLevel
	Pairs      [][2]string // with NameLike: or the name is [0] and the full name [1]
	Pinyin     [2]string   // pinyin or initials lie in [0] <= x < [1]
	StandingOn models.Day  // empty: historic ones, too
	Page       models.Page
}

// listRegions lists divisions by level, then code. The country itself is not in the
// list.
func listRegions(ctx context.Context, q store.Reader, f regionFilter) (models.List[models.Region], error) {
	db := q.Query(ctx).Where("code > ?", models.CountryCode)
	if f.ChildrenOf != "" {
		db = db.Where("parent_code = ?", f.ChildrenOf)
	}
	if f.Within != nil {
		db = db.Where(within(q.Query(ctx), f.Within))
	}
	if f.Level != 0 {
		db = db.Where("level = ?", f.Level)
	}
	if f.NameLike != "" {
		db = db.Where(f.named(q.Query(ctx)))
	}
	if from, end := f.Pinyin[0], f.Pinyin[1]; end != "" {
		db = db.Where("((pinyin >= ? AND pinyin < ?) OR (initials >= ? AND initials < ?))", from, end, from, end)
	}
	if f.StandingOn != "" {
		db = db.Where("(valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?)", f.StandingOn,
			f.StandingOn)
	}
	if after := f.Page.After; after != nil {
		code := models.RegionCodeOf(after.Key)
		db = db.Where("(level > ? OR (level = ? AND code > ?))", code.Level(), code.Level(), code)
	}
	var rows []models.Region
	err := db.Order("level, code").Limit(f.Page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, f.Page.Size(), func(r models.Region) models.Cursor {
		return models.Cursor{Key: r.Code.Number()}
	}), store.Translate(err)
}

// named gives the ways in which the name may be what was asked.
func (f regionFilter) named(db *store.Query) *store.Query {
	any := db.Where("name LIKE ? ESCAPE '!'", f.NameLike)
	if f.CoreLike != "" {
		any = any.Or("level = ? AND name LIKE ? ESCAPE '!'", f.CoreLevel, f.CoreLike)
	}
	for _, p := range f.Pairs {
		any = any.Or("name LIKE ? ESCAPE '!' AND full_name LIKE ? ESCAPE '!'", p[0], p[1])
	}
	return any
}

// within gives one comparison of ranges for each subtree.
func within(db *store.Query, codes []models.RegionCode) *store.Query {
	any := db.Where("1 = 0")
	for _, c := range codes {
		first, last := c.Range()
		any = any.Or("code BETWEEN ? AND ?", first, last)
	}
	return any
}

// hasStandingBelow reports whether any division below code stands on day or
// later.
func hasStandingBelow(ctx context.Context, q store.Reader, code models.RegionCode, day models.Day) (bool, error) {
	_, last := code.Range()
	var found []models.RegionCode
	err := q.Query(ctx).Model(&models.Region{}).
		Where("code > ? AND code <= ? AND (valid_to IS NULL OR valid_to > ?)", code, last, day).
		Limit(1).Pluck("code", &found).Error
	return len(found) > 0, store.Translate(err)
}

// lockRegion reads a division and keeps others from changing it, or from adding
// below it, until the transaction ends.
func lockRegion(ctx context.Context, tx *store.Tx, code models.RegionCode) (models.Region, error) {
	var row models.Region
	err := tx.Locking(ctx).Where("code = ?", code).Take(&row).Error
	return row, store.Translate(err)
}

// insertRegion adds a division; a taken code is ErrDuplicate.
func insertRegion(ctx context.Context, tx *store.Tx, r *models.Region) error {
	return tx.Create(ctx, r)
}

// updateRegion writes what may change of r when its version is still old.
func updateRegion(ctx context.Context, tx *store.Tx, r models.Region, old int64) error {
	return tx.Exec1(ctx, `UPDATE regions SET name = ?, full_name = ?, pinyin = ?, initials = ?,
		valid_from = ?, valid_to = ?, superseded_by = ?, version = ?, updated_at = ? WHERE code = ? AND version = ?`,
		r.Name, r.FullName, r.Pinyin, r.Initials, r.ValidFrom, r.ValidTo, r.SupersededBy, r.Version, r.UpdatedAt,
		r.Code, old)
}

// touched is the next version of a row, as models.NextRegionVersion.
const touched = "version = CASE WHEN version < 1000 THEN 1001 ELSE version + 1 END"

// renameBelow puts another beginning before the full names below code. The
// versions of all rows grow whose readers see a name that has changed: those
// below, and those that were followed by code or one below.
func renameBelow(ctx context.Context, tx *store.Tx, code models.RegionCode, from, to string) error {
	_, last := code.Range()
	n := utf8.RuneCountInString(from)
	if _, err := tx.ExecN(ctx, `UPDATE regions
		SET full_name = CONCAT(?, SUBSTR(full_name, ?)), updated_at = ?, `+touched+
		" WHERE code > ? AND code <= ? AND SUBSTR(full_name, 1, ?) = ?", to, n+1, tx.Now, code, last, n,
		from); err != nil {
		return err
	}
	_, err := tx.ExecN(ctx, "UPDATE regions SET updated_at = ?, "+touched+" WHERE superseded_by BETWEEN ? AND ?",
		tx.Now, code, last)
	return err
}

// listZones lists the functional zones.
func listZones(ctx context.Context, q store.Reader) ([]models.Zone, error) {
	var rows []models.Zone
	err := q.Query(ctx).Order("code").Find(&rows).Error
	return rows, store.Translate(err)
}

// listZonesOver lists the zones that lie over one of codes.
func listZonesOver(ctx context.Context, q store.Reader, codes []models.RegionCode) ([]models.Zone, error) {
	var rows []models.Zone
	err := q.Query(ctx).
		Where("code IN (SELECT zone_code FROM zone_members WHERE region_code IN ?)", codes).
		Order("code").Find(&rows).Error
	return rows, store.Translate(err)
}

// listZoneMembers lists what the zones lie over; without codes, of all zones.
func listZoneMembers(ctx context.Context, q store.Reader, zones ...string) ([]models.ZoneMember, error) {
	db := q.Query(ctx).Order("zone_code, region_code")
	if len(zones) > 0 {
		db = db.Where("zone_code IN ?", zones)
	}
	var rows []models.ZoneMember
	err := db.Find(&rows).Error
	return rows, store.Translate(err)
}

// lockZone reads a zone and keeps others from changing it until the transaction
// ends.
func lockZone(ctx context.Context, tx *store.Tx, code string) (models.Zone, error) {
	var row models.Zone
	err := tx.Locking(ctx).Where("code = ?", code).Take(&row).Error
	return row, store.Translate(err)
}

// updateZone writes the zone and puts other members in the place of its own.
// The zone must be locked. Divisions that now show another zone get another
// version.
func updateZone(ctx context.Context, tx *store.Tx, z models.Zone, old, members []models.RegionCode) error {
	if err := tx.Exec1(ctx, `UPDATE zones
		SET name = ?, pinyin = ?, initials = ?, version = ?, updated_at = ?
		WHERE code = ?`,
		z.Name, z.Pinyin, z.Initials, z.Version, z.UpdatedAt, z.Code); err != nil {
		return err
	}
	if _, err := tx.ExecN(ctx, "DELETE FROM zone_members WHERE zone_code = ?", z.Code); err != nil {
		return err
	}
	for _, m := range members {
		if err := tx.Create(ctx, &models.ZoneMember{ZoneCode: z.Code, RegionCode: m}); err != nil {
			return err
		}
	}
	for _, m := range slices.Concat(old, members) {
		first, last := m.Range()
		if _, err := tx.ExecN(ctx, "UPDATE regions SET updated_at = ?, "+touched+" WHERE code BETWEEN ? AND ?", tx.Now,
			first, last); err != nil {
			return err
		}
	}
	return nil
}
