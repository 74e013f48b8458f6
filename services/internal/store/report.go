package store

import (
	"context"

	"xinjumin/models"
)

// InsertReport adds a complaint to an open case and counts it. A second one of
// the same person, or a number of the day that is taken, is ErrDuplicate; a
// case that was decided meanwhile is ErrNotAffected.
func (tx *Tx) InsertReport(ctx context.Context, r *models.Report, due models.Instant) error {
	err := tx.exec1(ctx, `UPDATE moderation_cases SET report_count = report_count + 1, due_at = CASE WHEN due_at < ? THEN due_at ELSE ? END,
		version = version + 1, updated_at = ? WHERE id = ? AND state = ?`, due, due, tx.Now, r.CaseID, models.CaseOpen)
	if err != nil {
		return err
	}
	return tx.create(ctx, r)
}

// ReportBy finds the complaint of a person in a case.
func (q queries) ReportBy(ctx context.Context, id, person models.ID) (models.Report, error) {
	return take[models.Report](ctx, q, "case_id = ? AND reporter_id = ?", id, person)
}

// ReportsOn gives the highest number of a person's complaints of a day.
func (q queries) ReportsOn(ctx context.Context, person models.ID, day models.Day) (int64, error) {
	var n int64
	err := q.db.WithContext(ctx).Raw("SELECT COALESCE(MAX(no_of_day), 0) FROM reports WHERE reporter_id = ? AND reported_on = ?", person, day).Scan(&n).Error
	return n, translate(err)
}

// NamedReport is a complaint with the nickname of who made it.
type NamedReport struct {
	models.Report
	Nickname string
}

// ReportsIn lists the first complaints of a case.
func (q queries) ReportsIn(ctx context.Context, id models.ID, limit int) ([]NamedReport, error) {
	var rows []NamedReport
	err := q.db.WithContext(ctx).Table("reports r").Select("r.*, p.nickname").Joins("JOIN persons p ON p.id = r.reporter_id").
		Where("r.case_id = ?", id).Order("r.id").Limit(limit).Find(&rows).Error
	return rows, translate(err)
}

// Reporters lists who complained in a case.
func (q queries) Reporters(ctx context.Context, id models.ID) ([]models.ID, error) {
	var people []models.ID
	err := q.db.WithContext(ctx).Model(&models.Report{}).Where("case_id = ?", id).Order("id").Pluck("reporter_id", &people).Error
	return people, translate(err)
}

// ReportsOf lists a person's own complaints, the newest first.
func (q queries) ReportsOf(ctx context.Context, person models.ID, page models.Page) (models.List[models.OwnReport], error) {
	db := q.db.WithContext(ctx).Table("reports r").Select("r.*, c.target_kind, c.target_id, c.state, c.decided_at").
		Joins("JOIN moderation_cases c ON c.id = r.case_id").Where("r.reporter_id = ?", person)
	if a := page.After; a != nil {
		db = db.Where("r.created_at <= ? AND (r.created_at < ? OR r.id < ?)", a.Key, a.Key, a.ID)
	}
	var rows []models.OwnReport
	err := db.Order("r.created_at DESC, r.id DESC").Limit(page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, page.Size(), func(r models.OwnReport) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), translate(err)
}

// SeesPerson reports whether the viewer meets somebody's nickname anywhere: in
// a body to which both belong, or on the list of an activity that the viewer
// organizes.
func (q queries) SeesPerson(ctx context.Context, viewer models.Actor, person models.ID) (bool, error) {
	query := `SELECT 1 FROM memberships a JOIN memberships b ON b.organization_id = a.organization_id
		WHERE a.person_id = ? AND a.state = 'active' AND b.person_id = ? AND b.state = 'active'`
	args := []any{viewer.PersonID, person}
	if bodies := viewer.Organizations(models.ActivityRoles()...); len(bodies) > 0 {
		query += " UNION ALL SELECT 1 FROM signups s JOIN activities e ON e.id = s.activity_id WHERE s.person_id = ? AND e.organization_id IN ?"
		args = append(args, person, bodies)
	}
	var found []int
	err := q.db.WithContext(ctx).Raw(query+" LIMIT 1", args...).Scan(&found).Error
	return len(found) > 0, translate(err)
}

// BodyRegion gives the place of a body.
func (q queries) BodyRegion(ctx context.Context, organization models.ID) (models.RegionCode, error) {
	var row struct{ RegionCode models.RegionCode }
	err := q.db.WithContext(ctx).Raw("SELECT region_code FROM organizations WHERE id = ?", organization).Take(&row).Error
	return row.RegionCode, translate(err)
}
