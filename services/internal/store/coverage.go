package store

import (
	"context"
	"errors"

	"xinjumin/models"
)

// Coverage reads what was counted in a division; ErrNotFound where nobody lives,
// and before it was ever counted.
func (q queries) Coverage(ctx context.Context, code models.RegionCode) (models.RegionCoverage, error) {
	return take[models.RegionCoverage](ctx, q, "region_code = ?", code)
}

// CoverageKinds reads the same by kind of body.
func (q queries) CoverageKinds(ctx context.Context, code models.RegionCode) ([]models.CoverageKind, error) {
	var rows []models.CoverageKind
	err := q.db.WithContext(ctx).Where("region_code = ?", code).Find(&rows).Error
	return rows, translate(err)
}

// CoverageRun reads when it was counted; the zero row before it ever was.
func (q queries) CoverageRun(ctx context.Context) (models.CoverageRun, error) {
	run, err := take[models.CoverageRun](ctx, q, "id = ?", 1)
	if errors.Is(err, ErrNotFound) {
		return run, nil
	}
	return run, err
}

// CoverageGaps lists what lacks a body in a subtree, the most people first. They
// are few: what is left of two million people is some hundreds of places.
func (q queries) CoverageGaps(ctx context.Context, within models.RegionCode, subject models.GapSubject, page models.Page) (models.List[models.CoverageGapView], error) {
	first, last := within.Range()
	db := q.db.WithContext(ctx).Table("coverage_gaps g").Select("g.*, COALESCE(r.full_name, '') AS region_name").
		Joins("LEFT JOIN regions r ON r.code = g.region_code").
		Where("g.region_code BETWEEN ? AND ?", first, last)
	if subject != "" {
		db = db.Where("g.subject = ?", subject)
	}
	if c := page.After; c != nil {
		db = db.Where("g.people <= ? AND (g.people < ? OR g.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[models.CoverageGapView](q, db.Order("g.people DESC, g.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(g models.CoverageGapView) models.Cursor {
		return models.Cursor{Key: g.People, ID: g.ID}
	}), translate(err)
}

// StationCount is how many stations of a subtree are recorded, how many of these
// have all five things, and how many towns and villages stand there.
type StationCount struct{ Recorded, Whole, Places int64 }

// CountStations counts the stations of a subtree.
func (q queries) CountStations(ctx context.Context, within models.RegionCode, on models.Day) (StationCount, error) {
	first, last := within.Range()
	var n StationCount
	row := q.db.WithContext(ctx).Raw(`SELECT COUNT(*), COALESCE(SUM(CASE WHEN has_tasks = 1 AND has_staff = 1 AND has_premises = 1 AND has_working = 1 AND has_funds = 1 THEN 1 ELSE 0 END), 0),
		(SELECT COUNT(*) FROM regions WHERE code BETWEEN ? AND ? AND level >= 4 AND (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?))
		FROM stations WHERE region_code BETWEEN ? AND ?`, first, last, on, on, first, last).Row()
	err := row.Scan(&n.Recorded, &n.Whole, &n.Places)
	return n, translate(err)
}

// Station reads the station of a place; ErrNotFound while nobody has recorded it.
func (q queries) Station(ctx context.Context, code models.RegionCode) (models.Station, error) {
	return take[models.Station](ctx, q, "region_code = ?", code)
}

// InsertStation records a station; one that is there is ErrDuplicate.
func (tx *Tx) InsertStation(ctx context.Context, s *models.Station) error { return tx.create(ctx, s) }

// UpdateStation writes a station whose row has the version before it; else it is
// ErrNotAffected.
func (tx *Tx) UpdateStation(ctx context.Context, s models.Station) error {
	return tx.exec1(ctx, `UPDATE stations SET has_tasks = ?, note_tasks = ?, has_staff = ?, note_staff = ?, has_premises = ?, note_premises = ?,
		has_working = ?, note_working = ?, has_funds = ?, note_funds = ?, updated_by = ?, version = ?, updated_at = ? WHERE region_code = ? AND version = ?`,
		s.HasTasks, s.NoteTasks, s.HasStaff, s.NoteStaff, s.HasPremises, s.NotePremises, s.HasWorking, s.NoteWorking, s.HasFunds, s.NoteFunds,
		s.UpdatedBy, s.Version, s.UpdatedAt, s.RegionCode, s.Version-1)
}
