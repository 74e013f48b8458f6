package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/store"
)

// comingRow is a live sign-up with what its activity shows.
type comingRow struct {
	activity.Signup
	OrganizationID models.ID
	Title, Place   string
	StartsAt       models.Instant
	EndsAt         models.Instant
	Shown          models.Moderation
}

// listComing lists the sign-ups of a person that hold a seat, or are offered one, in
// activities that have not ended: the one that begins first before the others.
func listComing(ctx context.Context, q store.Reader, person models.ID, now models.Instant) ([]comingRow, error) {
	var rows []comingRow
	err := q.Query(ctx).Table("signups s").Select(`s.*, a.organization_id, a.title, a.place, a.starts_at, a.ends_at,
		a.moderation AS shown`).Joins("JOIN activities a ON a.id = s.activity_id").
		Where("s.person_id = ? AND s.state IN ? AND a.state NOT IN ? AND a.ends_at > ?", person,
			[]activity.SignupState{activity.SignupRegistered, activity.SignupOffered},
			[]activity.State{activity.Draft, activity.Cancelled, activity.Finished}, now).
		Order("a.starts_at, s.id").Limit(models.HomeMax).Find(&rows).Error
	for i := range rows {
		if rows[i].Shown == models.ModerationBlocked {
			rows[i].Title, rows[i].Place = models.WithheldText, models.WithheldText
		}
	}
	return rows, store.Translate(err)
}
