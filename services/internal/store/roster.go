package store

import (
	"context"

	"xinjumin/models"
)

// listedBy limits a query to the rosters of the bodies whose applications the
// viewer decides. Nobody else sees one, whatever they administer.
func listedBy(viewer models.Actor) (string, []any) {
	bodies := viewer.Organizations(models.ReviewerRoles()...)
	if len(bodies) == 0 {
		return "1 = 0", nil
	}
	return "organization_id IN ?", []any{bodies}
}

// Roster reads a roster that the viewer may see.
func (q queries) Roster(ctx context.Context, viewer models.Actor, id models.ID) (models.Roster, error) {
	cond, args := listedBy(viewer)
	return take[models.Roster](ctx, q, "id = ? AND "+cond, append([]any{id}, args...)...)
}

// Rosters lists the rosters of a body, the newest first. The caller has judged
// that the viewer may see them.
func (q queries) Rosters(ctx context.Context, organization models.ID, page models.Page) (models.List[models.Roster], error) {
	db := q.db.WithContext(ctx).Where("organization_id = ?", organization)
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[models.Roster](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(r models.Roster) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), translate(err)
}

// LockRoster reads a roster and holds its row.
func (tx *Tx) LockRoster(ctx context.Context, id models.ID) (models.Roster, error) {
	return lockRow[models.Roster](ctx, tx, id)
}

// RosterOfRun reads the roster of which a run is the present one.
func (q queries) RosterOfRun(ctx context.Context, run models.ID) (models.Roster, error) {
	return take[models.Roster](ctx, q, "run_id = ?", run)
}

// InsertRoster adds a roster.
func (tx *Tx) InsertRoster(ctx context.Context, r *models.Roster) error { return tx.create(ctx, r) }

// MoveRoster writes where a roster stands, if it still has the version before
// (else ErrNotAffected). ErrDuplicate: another one of the body is busy.
func (tx *Tx) MoveRoster(ctx context.Context, r models.Roster) error {
	return tx.exec1(ctx, `UPDATE rosters SET state = ?, sheet = ?, header_row = ?, mapping = ?, import_as = ?, run_id = ?, busy_key = ?, step = ?,
		rows_done = ?, row_count = ?, bad_count = ?, added_count = ?, known_count = ?, member_count = ?, blocker = ?, blocked_at = ?,
		checked_at = ?, imported_at = ?, expires_at = ?, version = ?, updated_at = ? WHERE id = ? AND version = ?`,
		r.State, r.Sheet, r.HeaderRow, r.Mapping, r.ImportAs, r.RunID, r.BusyKey, r.Step, r.RowsDone, r.RowCount, r.BadCount, r.AddedCount, r.KnownCount,
		r.MemberCount, r.Blocker, r.BlockedAt, r.CheckedAt, r.ImportedAt, r.ExpiresAt, r.Version, tx.Now, r.ID, r.Version-1)
}

// StepRoster writes how far a run is, if it is the present one still and nobody
// has taken the step before (else ErrNotAffected).
func (tx *Tx) StepRoster(ctx context.Context, r models.Roster) error {
	return tx.exec1(ctx, `UPDATE rosters SET step = ?, rows_done = ?, row_count = ?, bad_count = ?, added_count = ?, known_count = ?, member_count = ?, updated_at = ?
		WHERE id = ? AND run_id = ? AND step = ?`,
		r.Step, r.RowsDone, r.RowCount, r.BadCount, r.AddedCount, r.KnownCount, r.MemberCount, tx.Now, r.ID, r.RunID, r.Step-1)
}

// CountClaimed counts one more person of a roster who has said yes.
func (tx *Tx) CountClaimed(ctx context.Context, roster models.ID) error {
	return tx.exec1(ctx, "UPDATE rosters SET claimed_count = claimed_count + 1, version = version + 1, updated_at = ? WHERE id = ?", tx.Now, roster)
}

// InsertRosterFaults keeps what is wrong in rows.
func (tx *Tx) InsertRosterFaults(ctx context.Context, rows []models.RosterFaultRow) error {
	return inPowersOfTwo(rows, func(part []models.RosterFaultRow) error { return tx.create(ctx, &part) })
}

// DeleteRosterFaults forgets what an earlier check found.
func (tx *Tx) DeleteRosterFaults(ctx context.Context, roster models.ID) error {
	_, err := tx.exec(ctx, "DELETE FROM roster_fault_rows WHERE roster_id = ?", roster)
	return err
}

// RosterFaults lists the rows of a roster in which something is wrong, in their
// order.
func (q queries) RosterFaults(ctx context.Context, roster models.ID, page models.Page) (models.List[models.RosterFaultRow], error) {
	var after int64
	if page.After != nil {
		after = page.After.Key
	}
	rows, err := find[models.RosterFaultRow](q, q.db.WithContext(ctx).Where("roster_id = ? AND row_no > ?", roster, after).
		Order("row_no").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(r models.RosterFaultRow) models.Cursor {
		return models.Cursor{Key: r.RowNo, ID: roster}
	}), translate(err)
}
