package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listAnnouncements lists those of an organization that the viewer may see, the newest first.
func listAnnouncements(ctx context.Context, q store.Reader, viewer models.Actor, organization models.ID,
	page models.Page) (models.List[models.AnnouncementView], error) {
	db := q.Announcements(ctx, viewer).Where("a.organization_id = ?", organization)
	if c := page.After; c != nil {
		db = db.Where("a.created_at <= ? AND (a.created_at < ? OR a.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[models.AnnouncementView](q, db.Order("a.created_at DESC, a.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(a models.AnnouncementView) models.Cursor {
		return models.Cursor{Key: int64(a.CreatedAt), ID: a.ID}
	}), store.Translate(err)
}

// countAnnouncementsOn gives how many announcements an organization has made on a day.
func countAnnouncementsOn(ctx context.Context, q store.Reader, organization models.ID, day models.Day) (int64, error) {
	var n int64
	err := q.Query(ctx).Raw(`SELECT COALESCE(MAX(no_of_day), 0) FROM announcements
		WHERE organization_id = ? AND announced_on = ?`, organization, day).Scan(&n).Error
	return n, store.Translate(err)
}

// countReaders counts everybody who has read each of some announcements, in one query.
func countReaders(ctx context.Context, q store.Reader, announcements ...models.ID) (map[models.ID]int64, error) {
	var counts []struct {
		AnnouncementID models.ID
		Readers        int64
	}
	out := map[models.ID]int64{}
	err := q.Query(ctx).Table("announcement_reads").Select("announcement_id, COUNT(*) AS readers").
		Where("announcement_id IN ?", store.InList(announcements)).Group("announcement_id").Scan(&counts).Error
	for _, c := range counts {
		out[c.AnnouncementID] = c.Readers
	}
	return out, store.Translate(err)
}

// insertAnnouncement adds one.
func insertAnnouncement(ctx context.Context, tx *store.Tx, a *models.Announcement) error {
	return tx.Create(ctx, a)
}

// insertAnnouncementRead writes a receipt; a second one is ErrDuplicate.
func insertAnnouncementRead(ctx context.Context, tx *store.Tx, r *models.AnnouncementRead) error {
	return tx.Create(ctx, r)
}

// moveAnnouncement writes one that was published, one version ago; else it is
// ErrNotAffected.
func moveAnnouncement(ctx context.Context, tx *store.Tx, a models.Announcement) error {
	return tx.Exec1(ctx, `UPDATE announcements
		SET state = ?, retracted_by = ?, retracted_at = ?, retract_reason = ?, version = ?, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`, a.State, a.RetractedBy, a.RetractedAt, a.RetractReason, a.Version,
		a.UpdatedAt,
		a.ID, models.AnnouncementPublished, a.Version-1)
}
