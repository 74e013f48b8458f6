package rosters

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/store"
)

// listedBy limits a query to the rosters of the organizations whose applications the
// viewer decides. Nobody else sees one, whatever they administer.
func listedBy(viewer models.Actor) (string, []any) {
	organizations := viewer.Organizations(models.ReviewerRoles()...)
	if len(organizations) == 0 {
		return "1 = 0", nil
	}
	return "organization_id IN ?", []any{organizations}
}

// readRoster reads a roster that the viewer may see.
func readRoster(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (roster.Roster, error) {
	cond, args := listedBy(viewer)
	return store.Take[roster.Roster](ctx, q, "id = ? AND "+cond, append([]any{id}, args...)...)
}

// listRosters lists the rosters of an organization, the newest first. The caller has judged
// that the viewer may see them.
func listRosters(ctx context.Context, q store.Reader, organization models.ID,
	page models.Page) (models.List[roster.Roster], error) {
	db := q.Query(ctx).Where("organization_id = ?", organization)
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[roster.Roster](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(r roster.Roster) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), store.Translate(err)
}

// lockRoster reads a roster and holds its row.
func lockRoster(ctx context.Context, tx *store.Tx, id models.ID) (roster.Roster, error) {
	return store.LockRow[roster.Roster](ctx, tx, id)
}

// readRosterOfRun reads the roster of which a run is the present one.
func readRosterOfRun(ctx context.Context, q store.Reader, run models.ID) (roster.Roster, error) {
	return store.Take[roster.Roster](ctx, q, "run_id = ?", run)
}

// insertRoster adds a roster.
func insertRoster(ctx context.Context, tx *store.Tx, r *roster.Roster) error {
	return tx.Create(ctx, r)
}

// moveRoster writes where a roster stands, if it still has the version before
// (else ErrNotAffected). ErrDuplicate: another one of the organization is busy.
func moveRoster(ctx context.Context, tx *store.Tx, r roster.Roster) error {
	return tx.Exec1(ctx, `UPDATE rosters
		SET state = ?, sheet = ?, header_row = ?, mapping = ?, import_as = ?, run_id = ?, busy_key = ?, step = ?,
		rows_done = ?, row_count = ?, bad_count = ?, hidden_count = ?, added_count = ?, known_count = ?, member_count = ?,
		blocker = ?, blocked_at = ?, checked_at = ?, imported_at = ?, expires_at = ?, version = ?, updated_at = ?
		WHERE id = ? AND version = ?`,
		r.State, r.Sheet, r.HeaderRow, r.Mapping, r.ImportAs, r.RunID, r.BusyKey, r.Step, r.RowsDone, r.RowCount,
		r.BadCount, r.HiddenCount, r.AddedCount, r.KnownCount,
		r.MemberCount, r.Blocker, r.BlockedAt, r.CheckedAt, r.ImportedAt, r.ExpiresAt, r.Version, tx.Now, r.ID,
		r.Version-1)
}

// stepRoster writes how far a run is, if it is the present one still and nobody
// has taken the step before (else ErrNotAffected).
func stepRoster(ctx context.Context, tx *store.Tx, r roster.Roster) error {
	return tx.Exec1(ctx, `UPDATE rosters
		SET step = ?, rows_done = ?, row_count = ?, bad_count = ?, hidden_count = ?, added_count = ?, known_count = ?,
		member_count = ?, updated_at = ?
		WHERE id = ? AND run_id = ? AND step = ?`,
		r.Step, r.RowsDone, r.RowCount, r.BadCount, r.HiddenCount, r.AddedCount, r.KnownCount, r.MemberCount, tx.Now,
		r.ID, r.RunID, r.Step-1)
}

// countClaimed counts one more person of a roster who has said yes.
func countClaimed(ctx context.Context, tx *store.Tx, roster models.ID) error {
	return tx.Exec1(ctx, `UPDATE rosters
		SET claimed_count = claimed_count + 1, version = version + 1, updated_at = ?
		WHERE id = ?`, tx.Now, roster)
}

// insertRosterFaults keeps what is wrong in rows.
func insertRosterFaults(ctx context.Context, tx *store.Tx, rows []roster.FaultRow) error {
	return store.InPowersOfTwo(rows, func(part []roster.FaultRow) error { return tx.Create(ctx, &part) })
}

// deleteRosterFaults forgets what an earlier check found.
func deleteRosterFaults(ctx context.Context, tx *store.Tx, roster models.ID) error {
	_, err := tx.ExecN(ctx, "DELETE FROM roster_fault_rows WHERE roster_id = ?", roster)
	return err
}

// listRosterFaults lists the rows of a roster in which something is wrong, in their
// order.
func listRosterFaults(ctx context.Context, q store.Reader, rosterID models.ID,
	page models.Page) (models.List[roster.FaultRow], error) {
	var after int64
	if page.After != nil {
		after = page.After.Key
	}
	rows, err := store.Find[roster.FaultRow](q, q.Query(ctx).Where("roster_id = ? AND row_no > ?", rosterID, after).
		Order("row_no").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(r roster.FaultRow) models.Cursor {
		return models.Cursor{Key: r.RowNo, ID: rosterID}
	}), store.Translate(err)
}
