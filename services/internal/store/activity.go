package store

import (
	"context"

	"xinjumin/models"
)

// ActivityFilter narrows a list of activities; zero fields do not narrow.
type ActivityFilter struct {
	Organization models.ID
	Region       models.RegionCode // the subtree
	Kind         models.ActivityKind
	From         models.Instant // starts then or later
	Page         models.Page
}

// activityVisible is what an actor may see: whatever was published and is not
// blocked, and everything of the bodies for which they organize.
func activityVisible(managed []models.ID) (string, []any) {
	if len(managed) == 0 {
		return "state <> ? AND moderation <> ?", []any{models.ActivityDraft, models.ModerationBlocked}
	}
	return "((state <> ? AND moderation <> ?) OR organization_id IN ?)", []any{models.ActivityDraft, models.ModerationBlocked, managed}
}

// VisibleActivity reads an activity; a draft of a body that is not in managed
// is ErrNotFound.
func (q queries) VisibleActivity(ctx context.Context, managed []models.ID, id models.ID) (models.Activity, error) {
	visible, args := activityVisible(managed)
	return take[models.Activity](ctx, q, "id = ? AND "+visible, append([]any{id}, args...)...)
}

// Activities lists what the organizer of managed may see, the earliest first.
func (q queries) Activities(ctx context.Context, managed []models.ID, f ActivityFilter) (models.List[models.Activity], error) {
	visible, args := activityVisible(managed)
	db := q.db.WithContext(ctx).Where("starts_at >= ?", f.From).Where(visible, args...)
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
	rows, err := find[models.Activity](q, db.Order("starts_at, id").Limit(f.Page.Size()+1))
	return models.CutPage(rows, f.Page.Size(), func(a models.Activity) models.Cursor {
		return models.Cursor{Key: int64(a.StartsAt), ID: a.ID}
	}), translate(err)
}

// LockActivity reads an activity and holds the row until the transaction ends;
// it comes before anything of its sign-ups.
func (tx *Tx) LockActivity(ctx context.Context, id models.ID) (models.Activity, error) {
	return lockRow[models.Activity](ctx, tx, id)
}

// InsertActivity adds an activity; an unknown organization is ErrForeignKey.
func (tx *Tx) InsertActivity(ctx context.Context, a *models.Activity) error { return tx.create(ctx, a) }

// UpdateActivity writes what organizers may change, if the row still has the
// version of a; the version grows.
func (tx *Tx) UpdateActivity(ctx context.Context, a models.Activity) error {
	return tx.exec1(ctx, `UPDATE activities SET kind = ?, title = ?, description = ?, region_code = ?, place = ?,
		starts_at = ?, ends_at = ?, signup_opens_at = ?, signup_closes_at = ?, capacity = ?, state = ?,
		version = version + 1, updated_at = ? WHERE id = ? AND version = ?`,
		a.Kind, a.Title, a.Description, a.RegionCode, a.Place, a.StartsAt, a.EndsAt, a.SignupOpensAt, a.SignupClosesAt,
		a.Capacity, a.State, tx.Now, a.ID, a.Version)
}

// UpdateSeats moves the counters from what the locked row said to what the rows
// of the same transaction will be. It never sells a seat that is not there.
func (tx *Tx) UpdateSeats(ctx context.Context, was, is models.Activity) error {
	if was.SeatsTaken == is.SeatsTaken && was.WaitingCount == is.WaitingCount && was.NextQueueNo == is.NextQueueNo {
		return nil
	}
	return tx.exec1(ctx, `UPDATE activities SET seats_taken = ?, waiting_count = ?, next_queue_no = ?, updated_at = ?
		WHERE id = ? AND seats_taken = ? AND waiting_count = ? AND next_queue_no = ? AND capacity >= ?`,
		is.SeatsTaken, is.WaitingCount, is.NextQueueNo, tx.Now,
		is.ID, was.SeatsTaken, was.WaitingCount, was.NextQueueNo, is.SeatsTaken)
}
