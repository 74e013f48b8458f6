package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// filingsShown bounds the filings on the page of a committee.
const filingsShown = 20

// insertFiling adds a change that is to be filed; an open one of the same reason is
// ErrDuplicate.
func insertFiling(ctx context.Context, tx *store.Tx, f *models.CommitteeFiling) error {
	return tx.Create(ctx, f)
}

// lockFiling locks a filing of a committee; ErrCommitteeFiled when it has none of that id.
func lockFiling(ctx context.Context, tx *store.Tx, committee, id models.ID) (models.CommitteeFiling, error) {
	f, err := store.LockRow[models.CommitteeFiling](ctx, tx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && f.CommitteeID != committee {
		err = models.ErrCommitteeFiled
	}
	return f, err
}

// recordFiling writes what was recorded of a filing that is open.
func recordFiling(ctx context.Context, tx *store.Tx, f models.CommitteeFiling) error {
	return tx.Exec1(ctx, `UPDATE committee_filings SET filed_on = ?, filed_with = ?, number = ?, note = ?,
		recorded_by = ?, open_key = NULL WHERE id = ? AND filed_on IS NULL`, f.FiledOn, f.FiledWith, f.Number, f.Note,
		f.RecordedBy, f.ID)
}

// isFormationFiled reports whether the setting up of a committee is on record.
func isFormationFiled(ctx context.Context, q store.Reader, committee models.ID) (bool, error) {
	n, err := store.Count[models.CommitteeFiling](ctx, q, "committee_id = ? AND reason = ? AND filed_on IS NOT NULL",
		committee, models.FilingFormation)
	return n > 0, err
}

// listFilings lists the latest changes of a committee that were or are to be filed, those
// that are open first.
func listFilings(ctx context.Context, q store.Reader, committee models.ID) ([]models.CommitteeFiling, error) {
	var rows []models.CommitteeFiling
	err := q.Query(ctx).Where("committee_id = ?", committee).
		Order("CASE WHEN filed_on IS NULL THEN 0 ELSE 1 END, " +
			"changed_on DESC, id DESC").Limit(filingsShown).Find(&rows).Error
	return rows, store.Translate(err)
}

// overdueRow is how many filings of a committee are overdue, and since when.
type overdueRow struct {
	CommitteeID models.ID
	Name        string
	Filings     int64
	DueOn       *models.Day
}

// listOverdueFilings counts the filings that should have been made before today by the
// committees of some places.
func listOverdueFilings(ctx context.Context, q store.Reader, places []models.RegionCode,
	today models.Day) ([]overdueRow, error) {
	in, args := store.WithinSubtrees("c.region_code", places)
	var rows []overdueRow
	err := q.Query(ctx).Table("committee_filings AS f").
		Select("f.committee_id, c.name, COUNT(*) AS filings, MIN(f.due_on) AS due_on").
		Joins("JOIN mediation_committees AS c ON c.id = f.committee_id").
		Where("f.filed_on IS NULL AND f.due_on < ?", today).Where("("+in+")", args...).
		Group("f.committee_id, c.name").Order("due_on, c.name, f.committee_id").Limit(models.HomeMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// listCommitteesOf lists the formed committees in which a person serves now.
func listCommitteesOf(ctx context.Context, tx *store.Tx, person models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := tx.Query(ctx).Table("role_grants AS g").
		Joins("JOIN mediation_committees AS c ON c.id = g.committee_id AND c.formed_at IS NOT NULL").
		Where("g.person_id = ? AND g.role = ? AND "+store.GrantHolds, person, models.RoleMediator, tx.Now, tx.Now).
		Order("c.id").Pluck("c.id", &ids).Error
	return ids, store.Translate(err)
}
