package store

import (
	"context"

	"xinjumin/models"
)

// InsertNotices writes inbox rows; a taken dedupe key is ErrDuplicate.
func (tx *Tx) InsertNotices(ctx context.Context, rows []models.Notice) error {
	return inPowersOfTwo(rows, func(part []models.Notice) error { return tx.create(ctx, &part) })
}

// Notices lists a person's inbox, newest first.
func (q queries) Notices(ctx context.Context, person models.ID, unreadOnly bool, page models.Page) (models.List[models.Notice], error) {
	db := q.db.WithContext(ctx).Where("person_id = ?", person)
	if unreadOnly {
		db = db.Where("read_at IS NULL")
	}
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[models.Notice](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(n models.Notice) models.Cursor {
		return models.Cursor{Key: int64(n.CreatedAt), ID: n.ID}
	}), translate(err)
}

// UnreadNotices counts up to limit unread rows.
func (q queries) UnreadNotices(ctx context.Context, person models.ID, limit int) (int64, error) {
	var n int64
	err := q.db.WithContext(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 AS one FROM notices WHERE person_id = ? AND read_at IS NULL LIMIT ?) AS unread", person, limit).Scan(&n).Error
	return n, translate(err)
}

// MarkNoticesRead marks the named rows of this person as read, all when none are
// named; ids of other people match nothing.
func (tx *Tx) MarkNoticesRead(ctx context.Context, person models.ID, ids []models.ID) (int64, error) {
	if len(ids) == 0 {
		return tx.exec(ctx, "UPDATE notices SET read_at = ? WHERE person_id = ? AND read_at IS NULL", tx.Now, person)
	}
	return tx.exec(ctx, "UPDATE notices SET read_at = ? WHERE person_id = ? AND read_at IS NULL AND id IN ?", tx.Now, person, ids)
}
