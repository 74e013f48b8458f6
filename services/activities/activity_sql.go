package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/store"
)

// Filter narrows a list of activities; zero fields do not narrow.
type Filter struct {
	Organization models.ID
	Region       models.RegionCode // the subtree
	Kind         activity.Kind
	From         models.Instant // starts then or later
	Page         models.Page
}

// listActivities lists what the organizer of managed may see, the earliest first.
func listActivities(ctx context.Context, q store.Reader, managed []models.ID, f Filter) (models.List[activity.Activity],
	error) {
	visible, args := store.ActivityVisible(managed)
	db := q.Query(ctx).Where("starts_at >= ?", f.From).Where(visible, args...)
	if !f.Organization.IsZero() {
		db = db.Where("organization_id = ?", f.Organization)
	}
	if f.Region != "" {
		first, last := f.Region.Range()
		db = db.Where("region_code BETWEEN ? AND ?", first, last)
	}
	if f.Kind != "" {
		db = db.Where("kind = ?", f.Kind)
	}
	if c := f.Page.After; c != nil {
		db = db.Where("starts_at >= ? AND (starts_at > ? OR id > ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[activity.Activity](q, db.Order("starts_at, id").Limit(f.Page.Size()+1))
	return models.CutPage(rows, f.Page.Size(), func(a activity.Activity) models.Cursor {
		return models.Cursor{Key: int64(a.StartsAt), ID: a.ID}
	}), store.Translate(err)
}

// lockActivity reads an activity and holds the row until the transaction ends;
// it comes before anything of its sign-ups.
func lockActivity(ctx context.Context, tx *store.Tx, id models.ID) (activity.Activity, error) {
	return store.LockRow[activity.Activity](ctx, tx, id)
}

// insertActivity adds an activity; an unknown organization is ErrForeignKey.
func insertActivity(ctx context.Context, tx *store.Tx, a *activity.Activity) error {
	return tx.Create(ctx, a)
}

// updateActivity writes what organizers may change, if the row still has the
// version of a; the version grows.
func updateActivity(ctx context.Context, tx *store.Tx, a activity.Activity) error {
	return tx.Exec1(ctx, `UPDATE activities SET kind = ?, title = ?, description = ?, region_code = ?, place = ?,
		starts_at = ?, ends_at = ?, signup_opens_at = ?, signup_closes_at = ?, capacity = ?, state = ?,
		cancel_reason = ?, version = version + 1, updated_at = ? WHERE id = ? AND version = ?`,
		a.Kind, a.Title, a.Description, a.RegionCode, a.Place, a.StartsAt, a.EndsAt, a.SignupOpensAt, a.SignupClosesAt,
		a.Capacity, a.State, a.CancelReason, tx.Now, a.ID, a.Version)
}

// deleteActivityDraft removes a draft and lets its pictures go: they go away with the next sweep.
func deleteActivityDraft(ctx context.Context, tx *store.Tx, id models.ID) error {
	if _, err := tx.DropFilesOf(ctx, fileSubject, id); err != nil {
		return err
	}
	return tx.Exec1(ctx, "DELETE FROM activities WHERE id = ? AND state = ?", id, activity.Draft)
}

// updateSeats moves the counters from what the locked row said to what the rows
// of the same transaction will be. It never sells a seat that is not there.
func updateSeats(ctx context.Context, tx *store.Tx, was, is activity.Activity) error {
	if was.SeatsTaken == is.SeatsTaken && was.WaitingCount == is.WaitingCount && was.NextQueueNo == is.NextQueueNo {
		return nil
	}
	return tx.Exec1(ctx, `UPDATE activities SET seats_taken = ?, waiting_count = ?, next_queue_no = ?, updated_at = ?
		WHERE id = ? AND seats_taken = ? AND waiting_count = ? AND next_queue_no = ? AND capacity >= ?`,
		is.SeatsTaken, is.WaitingCount, is.NextQueueNo, tx.Now,
		is.ID, was.SeatsTaken, was.WaitingCount, was.NextQueueNo, is.SeatsTaken)
}
