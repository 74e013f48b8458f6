package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// register makes an organization a legal person; a credit code that another organization has is
// ErrDuplicate. The caller holds the row.
func register(ctx context.Context, tx *store.Tx, id models.ID, code string, on models.Day) error {
	return tx.Exec1(ctx, `UPDATE organizations
		SET legal_form = ?, credit_code = ?, registered_on = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ? AND credit_code IS NULL`, models.FormRegistered, code, on, tx.Now, id,
		models.OrganizationActive)
}

// setEndsOn moves the last day of a temporary organization. The caller holds the row.
func setEndsOn(ctx context.Context, tx *store.Tx, id models.ID, endsOn models.Day) error {
	return tx.Exec1(ctx, `UPDATE organizations SET ends_on = ?, version = version + 1, updated_at = ?
		WHERE id = ?`, endsOn, tx.Now, id)
}

// listTerms lists the terms of the organs of an organization, the latest first.
func listTerms(ctx context.Context, q store.Reader, organization models.ID) ([]models.Term, error) {
	var rows []models.Term
	err := q.Query(ctx).Where("organization_id = ?", organization).Order("number DESC").Limit(models.PageMax).
		Find(&rows).Error
	return rows, store.Translate(err)
}

// readTermOf reads one term, for the job that tells of its end.
func readTermOf(ctx context.Context, q store.Reader, id models.ID) (models.Term, error) {
	return store.Take[models.Term](ctx, q, "id = ?", id)
}

// readLastTerm gives the number of the latest term; 0 when none is on record.
func readLastTerm(ctx context.Context, q store.Reader, organization models.ID) (int64, error) {
	var n int64
	err := q.Query(ctx).Raw(`SELECT COALESCE(MAX(number), 0) FROM organization_terms
		WHERE organization_id = ?`, organization).Scan(&n).Error
	return n, store.Translate(err)
}

// insertTerm adds a term; a number that is taken is ErrDuplicate. The organization
// serves it from now on; the caller holds its row.
func insertTerm(ctx context.Context, tx *store.Tx, t *models.Term) error {
	if err := tx.Create(ctx, t); err != nil {
		return err
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET term_ends_on = ?, version = version + 1, updated_at = ? WHERE id = ?`, t.EndsOn, tx.Now, t.OrganizationID)
}

// listYearlyReports lists what a registered organization owes and has filed, the latest year
// first.
func listYearlyReports(ctx context.Context, q store.Reader, organization models.ID) ([]models.YearlyReport, error) {
	var rows []models.YearlyReport
	err := q.Query(ctx).Where("organization_id = ?", organization).Order("year DESC").Limit(models.PageMax).
		Find(&rows).Error
	return rows, store.Translate(err)
}

// readYearlyReport reads the row of one year.
func readYearlyReport(ctx context.Context, q store.Reader, organization models.ID, year int64) (models.YearlyReport,
	error) {
	return store.Take[models.YearlyReport](ctx, q, "organization_id = ? AND year = ?", organization, year)
}

// readYearlyReportOf reads a row by its id, for the job that reminds of it.
func readYearlyReportOf(ctx context.Context, q store.Reader, id models.ID) (models.YearlyReport, error) {
	return store.Take[models.YearlyReport](ctx, q, "id = ?", id)
}

// insertYearlyReport adds what an organization owes; a year that is there is ErrDuplicate.
func insertYearlyReport(ctx context.Context, tx *store.Tx, r *models.YearlyReport) error {
	return tx.Create(ctx, r)
}

// fileYearlyReport writes the report of a year; ErrNotAffected when it was filed.
func fileYearlyReport(ctx context.Context, tx *store.Tx, r models.YearlyReport) error {
	return tx.Exec1(ctx, `UPDATE organization_reports SET summary = ?, filed_on = ?, filed_by = ?
		WHERE id = ? AND filed_on IS NULL`, r.Summary, r.FiledOn, r.FiledBy, r.ID)
}
