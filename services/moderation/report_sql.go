package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/store"
)

// insertReport adds a complaint to an open case and counts it. A second one of
// the same person, or a number of the day that is taken, is ErrDuplicate; a
// case that was decided meanwhile is ErrNotAffected.
func insertReport(ctx context.Context, tx *store.Tx, r *complaint.Report, due models.Instant) error {
	err := tx.Exec1(ctx, `UPDATE moderation_cases
		SET report_count = report_count + 1, due_at = CASE WHEN due_at < ? THEN due_at
		ELSE ? END, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ?`, due, due, tx.Now, r.CaseID, complaint.CaseOpen)
	if err != nil {
		return err
	}
	return tx.Create(ctx, r)
}

// readReportBy finds the complaint of a person in a case.
func readReportBy(ctx context.Context, q store.Reader, id, person models.ID) (complaint.Report, error) {
	return store.Take[complaint.Report](ctx, q, "case_id = ? AND reporter_id = ?", id, person)
}

// countReportsOn gives the highest number of a person's complaints of a day.
func countReportsOn(ctx context.Context, q store.Reader, person models.ID, day models.Day) (int64, error) {
	var n int64
	err := q.Query(ctx).Raw(`SELECT COALESCE(MAX(no_of_day), 0) FROM reports
		WHERE reporter_id = ? AND reported_on = ?`, person, day).Scan(&n).Error
	return n, store.Translate(err)
}

// namedReport is a complaint with the nickname of the person who made it.
type namedReport struct {
	complaint.Report
	Nickname string
}

// listReportsIn lists the first complaints of a case.
func listReportsIn(ctx context.Context, q store.Reader, id models.ID, limit int) ([]namedReport, error) {
	var rows []namedReport
	err := q.Query(ctx).Table("reports r").Select("r.*, p.nickname").Joins("JOIN persons p ON p.id = r.reporter_id").
		Where("r.case_id = ?", id).Order("r.id").Limit(limit).Find(&rows).Error
	return rows, store.Translate(err)
}

// listReporters lists everybody who complained in a case.
func listReporters(ctx context.Context, q store.Reader, id models.ID) ([]models.ID, error) {
	var people []models.ID
	err := q.Query(ctx).Model(&complaint.Report{}).Where("case_id = ?", id).Order("id").Pluck("reporter_id",
		&people).Error
	return people, store.Translate(err)
}

// listReportsOf lists a person's own complaints, the newest first.
func listReportsOf(ctx context.Context, q store.Reader, person models.ID,
	page models.Page) (models.List[complaint.OwnReport], error) {
	db := q.Query(ctx).Table("reports r").Select("r.*, c.target_kind, c.target_id, c.state, c.decided_at").
		Joins("JOIN moderation_cases c ON c.id = r.case_id").Where("r.reporter_id = ?", person)
	if a := page.After; a != nil {
		db = db.Where("r.created_at <= ? AND (r.created_at < ? OR r.id < ?)", a.Key, a.Key, a.ID)
	}
	var rows []complaint.OwnReport
	err := db.Order("r.created_at DESC, r.id DESC").Limit(page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, page.Size(), func(r complaint.OwnReport) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), store.Translate(err)
}

// readOrganizationRegion gives the place of an organization.
func readOrganizationRegion(ctx context.Context, q store.Reader, organization models.ID) (models.RegionCode, error) {
	var row struct{ RegionCode models.RegionCode }
	err := q.Query(ctx).Raw("SELECT region_code FROM organizations WHERE id = ?", organization).Take(&row).Error
	return row.RegionCode, store.Translate(err)
}
