package notices

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listNotices lists a person's inbox, newest first.
func listNotices(ctx context.Context, q store.Reader, person models.ID, unreadOnly bool,
	page models.Page) (models.List[models.Notice], error) {
	db := q.Query(ctx).Where("person_id = ?", person)
	if unreadOnly {
		db = db.Where("read_at IS NULL")
	}
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[models.Notice](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(n models.Notice) models.Cursor {
		return models.Cursor{Key: int64(n.CreatedAt), ID: n.ID}
	}), store.Translate(err)
}

// readUnreadNotices counts up to limit unread rows.
func readUnreadNotices(ctx context.Context, q store.Reader, person models.ID, limit int) (int64, error) {
	var n int64
	err := q.Query(ctx).Raw(`SELECT COUNT(*)
		FROM (SELECT 1 AS one FROM notices WHERE person_id = ? AND read_at IS NULL LIMIT ?) AS unread`, person, limit).
		Scan(&n).Error
	return n, store.Translate(err)
}

// markNoticesRead marks the named rows of this person as read, all when none are
// named; ids of other people match nothing.
func markNoticesRead(ctx context.Context, tx *store.Tx, person models.ID, ids []models.ID) (int64, error) {
	if ids == nil {
		return tx.ExecN(ctx, "UPDATE notices SET read_at = ? WHERE person_id = ? AND read_at IS NULL", tx.Now, person)
	}
	return tx.ExecN(ctx, `UPDATE notices SET read_at = ?
		WHERE person_id = ? AND read_at IS NULL AND id IN ?`, tx.Now, person, ids)
}
