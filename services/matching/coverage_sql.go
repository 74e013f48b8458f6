package matching

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/store"
)

// readCoverage reads what was counted in a division; ErrNotFound where nobody lives,
// and before it was ever counted.
func readCoverage(ctx context.Context, q store.Reader, code models.RegionCode) (match.RegionCoverage, error) {
	return store.Take[match.RegionCoverage](ctx, q, "region_code = ?", code)
}

// listCoverageKinds reads the same by kind of organization.
func listCoverageKinds(ctx context.Context, q store.Reader, code models.RegionCode) ([]match.CoverageKind, error) {
	var rows []match.CoverageKind
	err := q.Query(ctx).Where("region_code = ?", code).Find(&rows).Error
	return rows, store.Translate(err)
}

// readCoverageRun reads when it was counted; the zero row before it ever was.
func readCoverageRun(ctx context.Context, q store.Reader) (match.CoverageRun, error) {
	run, err := store.Take[match.CoverageRun](ctx, q, "id = ?", 1)
	if errors.Is(err, store.ErrNotFound) {
		return run, nil
	}
	return run, err
}

// listCoverageGaps lists what lacks an organization in a subtree, the most people first. They
// are few: what is left of two million people is some hundreds of places.
func listCoverageGaps(ctx context.Context, q store.Reader, within models.RegionCode, subject match.GapSubject,
	page models.Page) (models.List[match.CoverageGapView], error) {
	first, last := within.Range()
	db := q.Query(ctx).Table("coverage_gaps g").Select("g.*, COALESCE(r.full_name, '') AS region_name").
		Joins("LEFT JOIN regions r ON r.code = g.region_code").
		Where("g.region_code BETWEEN ? AND ?", first, last)
	if subject != "" {
		db = db.Where("g.subject = ?", subject)
	}
	if c := page.After; c != nil {
		db = db.Where("g.people <= ? AND (g.people < ? OR g.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[match.CoverageGapView](q, db.Order("g.people DESC, g.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(g match.CoverageGapView) models.Cursor {
		return models.Cursor{Key: g.People, ID: g.ID}
	}), store.Translate(err)
}

// stationCount is how many stations of a subtree are recorded, how many of these
// have all five things, and how many towns and villages stand there.
type stationCount struct{ Recorded, Whole, Places int64 }

// countStations counts the stations of a subtree.
func countStations(ctx context.Context, q store.Reader, within models.RegionCode, on models.Day) (stationCount, error) {
	first, last := within.Range()
	var n stationCount
	row := q.Query(ctx).Raw(`SELECT COUNT(*), COALESCE(SUM(CASE WHEN has_tasks = 1 AND has_staff = 1
		AND has_premises = 1 AND has_working = 1 AND has_funds = 1 THEN 1 ELSE 0 END), 0), (SELECT COUNT(*)
		FROM regions WHERE code BETWEEN ? AND ? AND level >= 4 AND (valid_from IS NULL OR valid_from <= ?)
		AND (valid_to IS NULL OR valid_to >= ?))
		FROM stations WHERE region_code BETWEEN ? AND ?`, first, last, on, on, first, last).Row()
	err := row.Scan(&n.Recorded, &n.Whole, &n.Places)
	return n, store.Translate(err)
}

// readStation reads the station of a place; ErrNotFound while nobody has recorded it.
func readStation(ctx context.Context, q store.Reader, code models.RegionCode) (match.Station, error) {
	return store.Take[match.Station](ctx, q, "region_code = ?", code)
}

// listServicePoints lists the stations of some places, the lowest place first.
func listServicePoints(ctx context.Context, q store.Reader, places []models.RegionCode) ([]match.Station, error) {
	var rows []match.Station
	err := q.Query(ctx).Where("region_code IN ?", places).Order("region_code DESC").Find(&rows).Error
	return rows, store.Translate(err)
}

// insertStation records a station; one that is there is ErrDuplicate.
func insertStation(ctx context.Context, tx *store.Tx, s *match.Station) error {
	return tx.Create(ctx, s)
}

// updateStation writes a station whose row has the version before it; else it is
// ErrNotAffected.
func updateStation(ctx context.Context, tx *store.Tx, s match.Station) error {
	return tx.Exec1(ctx, `UPDATE stations
		SET has_tasks = ?, note_tasks = ?, has_staff = ?, note_staff = ?, has_premises = ?, note_premises = ?,
		has_working = ?, note_working = ?, has_funds = ?, note_funds = ?, place = ?, phone = ?, hours = ?,
		updated_by = ?, version = ?, updated_at = ?
		WHERE region_code = ? AND version = ?`,
		s.HasTasks, s.NoteTasks, s.HasStaff, s.NoteStaff, s.HasPremises, s.NotePremises, s.HasWorking, s.NoteWorking,
		s.HasFunds, s.NoteFunds, s.Place, s.Phone, s.Hours,
		s.UpdatedBy, s.Version, s.UpdatedAt, s.RegionCode, s.Version-1)
}
