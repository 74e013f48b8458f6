package store

import (
	"context"

	"gorm.io/gorm"

	"xinjumin/models"
)

// announcements limits a query on announcements a to what the viewer may see:
// those of bodies in which they are an active member or announce; what is
// blocked shows to the latter only.
func (q queries) announcements(ctx context.Context, viewer models.Actor) *gorm.DB {
	cond := `(a.moderation <> ? AND EXISTS (SELECT 1 FROM memberships v WHERE v.person_id = ? AND v.organization_id = a.organization_id AND v.state = ?))`
	args := []any{models.ModerationBlocked, viewer.PersonID, models.MembershipActive}
	if bodies := viewer.Organizations(models.AnnouncementRoles()...); len(bodies) > 0 {
		cond += " OR a.organization_id IN ?"
		args = append(args, bodies)
	}
	return q.db.WithContext(ctx).Table("announcements a").Select("a.*, r.read_at").
		Joins("LEFT JOIN announcement_reads r ON r.announcement_id = a.id AND r.person_id = ?", viewer.PersonID).
		Where("("+cond+")", args...)
}

// Announcements lists those of a body that the viewer may see, the newest first.
func (q queries) Announcements(ctx context.Context, viewer models.Actor, organization models.ID, page models.Page) (models.List[models.AnnouncementView], error) {
	db := q.announcements(ctx, viewer).Where("a.organization_id = ?", organization)
	if c := page.After; c != nil {
		db = db.Where("a.created_at <= ? AND (a.created_at < ? OR a.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[models.AnnouncementView](q, db.Order("a.created_at DESC, a.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(a models.AnnouncementView) models.Cursor {
		return models.Cursor{Key: int64(a.CreatedAt), ID: a.ID}
	}), translate(err)
}

// Announcement reads one that the viewer may see.
func (q queries) Announcement(ctx context.Context, viewer models.Actor, id models.ID) (models.AnnouncementView, error) {
	var row models.AnnouncementView
	err := q.announcements(ctx, viewer).Where("a.id = ?", id).Take(&row).Error
	return row, translate(err)
}

// AnnouncementsOn gives how many announcements a body has made on a day.
func (q queries) AnnouncementsOn(ctx context.Context, organization models.ID, day models.Day) (int64, error) {
	var n int64
	err := q.db.WithContext(ctx).Raw("SELECT COALESCE(MAX(no_of_day), 0) FROM announcements WHERE organization_id = ? AND announced_on = ?", organization, day).Scan(&n).Error
	return n, translate(err)
}

// AnnouncementReaders counts who has read one.
func (q queries) AnnouncementReaders(ctx context.Context, id models.ID) (int64, error) {
	return count[models.AnnouncementRead](ctx, q, "announcement_id = ?", id)
}

// InsertAnnouncement adds one.
func (tx *Tx) InsertAnnouncement(ctx context.Context, a *models.Announcement) error {
	return tx.create(ctx, a)
}

// InsertAnnouncementRead writes a receipt; a second one is ErrDuplicate.
func (tx *Tx) InsertAnnouncementRead(ctx context.Context, r *models.AnnouncementRead) error {
	return tx.create(ctx, r)
}

// MoveAnnouncement writes one that was published, one version ago; else it is
// ErrNotAffected.
func (tx *Tx) MoveAnnouncement(ctx context.Context, a models.Announcement) error {
	return tx.exec1(ctx, `UPDATE announcements SET state = ?, retracted_by = ?, retracted_at = ?, retract_reason = ?, version = ?, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`, a.State, a.RetractedBy, a.RetractedAt, a.RetractReason, a.Version, a.UpdatedAt,
		a.ID, models.AnnouncementPublished, a.Version-1)
}

// InsertMemberNotices writes one notice to everybody whose spell in a body is in
// one of the states, but one person, in one statement, and tells how many. The
// engine makes the ids, which only have to be random.
func (tx *Tx) InsertMemberNotices(ctx context.Context, organization models.ID, states []models.MembershipState, but models.ID, n models.Notice) (int64, error) {
	random := "randomblob(16)"
	if tx.dialect == MySQL {
		random = "RANDOM_BYTES(16)"
	}
	return tx.exec(ctx, `INSERT INTO notices (id, person_id, kind, subject, subject_id, params, dedupe_key, created_at, read_at)
		SELECT `+random+`, person_id, ?, ?, ?, ?, NULL, ?, NULL FROM memberships WHERE organization_id = ? AND state IN ? AND person_id <> ?`,
		n.Kind, n.Subject, n.SubjectID, n.Params, n.CreatedAt, organization, states, but)
}

// MarkAnnouncement writes whether one may be shown.
func (tx *Tx) MarkAnnouncement(ctx context.Context, id models.ID, m models.Moderation) error {
	_, err := tx.exec(ctx, "UPDATE announcements SET moderation = ?, version = version + 1, updated_at = ? WHERE id = ? AND moderation <> ?", m, tx.Now, id, m)
	return err
}
