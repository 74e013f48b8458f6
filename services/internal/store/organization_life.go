package store

import (
	"context"

	"xinjumin/models"
)

// Register makes a body a legal person; a credit code that another body has is
// ErrDuplicate. The caller holds the row.
func (tx *Tx) Register(ctx context.Context, id models.ID, code string, on models.Day) error {
	return tx.exec1(ctx, `UPDATE organizations SET legal_form = ?, credit_code = ?, registered_on = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ? AND credit_code IS NULL`, models.FormRegistered, code, on, tx.Now, id, models.OrganizationActive)
}

// SetEndsOn moves the last day of a temporary body. The caller holds the row.
func (tx *Tx) SetEndsOn(ctx context.Context, id models.ID, endsOn models.Day) error {
	return tx.exec1(ctx, "UPDATE organizations SET ends_on = ?, version = version + 1, updated_at = ? WHERE id = ?", endsOn, tx.Now, id)
}

// Terms lists the terms of the organs of a body, the latest first.
func (q queries) Terms(ctx context.Context, organization models.ID) ([]models.Term, error) {
	var rows []models.Term
	err := q.db.WithContext(ctx).Where("organization_id = ?", organization).Order("number DESC").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// TermOf reads one term, for the job that tells of its end.
func (q queries) TermOf(ctx context.Context, id models.ID) (models.Term, error) {
	return take[models.Term](ctx, q, "id = ?", id)
}

// LastTerm gives the number of the latest term; 0 when none is on record.
func (q queries) LastTerm(ctx context.Context, organization models.ID) (int64, error) {
	var n int64
	err := q.db.WithContext(ctx).Raw("SELECT COALESCE(MAX(number), 0) FROM organization_terms WHERE organization_id = ?", organization).Scan(&n).Error
	return n, translate(err)
}

// InsertTerm adds a term; a number that is taken is ErrDuplicate. The body
// serves it from now on; the caller holds its row.
func (tx *Tx) InsertTerm(ctx context.Context, t *models.Term) error {
	if err := tx.create(ctx, t); err != nil {
		return err
	}
	return tx.exec1(ctx, "UPDATE organizations SET term_ends_on = ?, version = version + 1, updated_at = ? WHERE id = ?", t.EndsOn, tx.Now, t.OrganizationID)
}

// YearlyReports lists what a registered body owes and has filed, the latest year
// first.
func (q queries) YearlyReports(ctx context.Context, organization models.ID) ([]models.YearlyReport, error) {
	var rows []models.YearlyReport
	err := q.db.WithContext(ctx).Where("organization_id = ?", organization).Order("year DESC").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// YearlyReport reads the row of one year.
func (q queries) YearlyReport(ctx context.Context, organization models.ID, year int64) (models.YearlyReport, error) {
	return take[models.YearlyReport](ctx, q, "organization_id = ? AND year = ?", organization, year)
}

// YearlyReportOf reads a row by its id, for the job that reminds of it.
func (q queries) YearlyReportOf(ctx context.Context, id models.ID) (models.YearlyReport, error) {
	return take[models.YearlyReport](ctx, q, "id = ?", id)
}

// InsertYearlyReport adds what a body owes; a year that is there is ErrDuplicate.
func (tx *Tx) InsertYearlyReport(ctx context.Context, r *models.YearlyReport) error {
	return tx.create(ctx, r)
}

// FileYearlyReport writes the report of a year; ErrNotAffected when it was filed.
func (tx *Tx) FileYearlyReport(ctx context.Context, r models.YearlyReport) error {
	return tx.exec1(ctx, "UPDATE organization_reports SET summary = ?, filed_on = ?, filed_by = ? WHERE id = ? AND filed_on IS NULL", r.Summary, r.FiledOn, r.FiledBy, r.ID)
}
