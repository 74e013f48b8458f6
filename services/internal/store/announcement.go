package store

import (
	"context"

	"xinjumin/models"
)

// Announcements limits a query on announcements a to what the viewer may see:
// those of organizations in which they are an active member or announce; what is
// blocked shows to the latter only.
func (q queries) Announcements(ctx context.Context, viewer models.Actor) *Query {
	cond := `(a.moderation <> ? AND EXISTS (SELECT 1 FROM memberships v
		WHERE v.person_id = ? AND v.organization_id = a.organization_id AND v.state = ?))`
	args := []any{models.ModerationBlocked, viewer.PersonID, models.MembershipActive}
	if organizations := viewer.Organizations(models.AnnouncementRoles()...); len(organizations) > 0 {
		cond += " OR a.organization_id IN ?"
		args = append(args, organizations)
	}
	return q.Query(ctx).Table("announcements a").Select("a.*, r.read_at").
		Joins("LEFT JOIN announcement_reads r ON r.announcement_id = a.id AND r.person_id = ?", viewer.PersonID).
		Where("("+cond+")", args...)
}

// Announcement reads one that the viewer may see.
func (q queries) Announcement(ctx context.Context, viewer models.Actor, id models.ID) (models.AnnouncementView, error) {
	var row models.AnnouncementView
	err := q.Announcements(ctx, viewer).Where("a.id = ?", id).Take(&row).Error
	return row, Translate(err)
}
