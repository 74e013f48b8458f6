package desk

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/store"
)

// listWaitingFor lists the sessions in the name of a person that wait for a yes.
func listWaitingFor(ctx context.Context, q store.Reader, person models.ID, now models.Instant) ([]assistance.Session,
	error) {
	return store.Find[assistance.Session](q, q.Query(ctx).Where("person_key = ? AND state = ? AND way = ? AND "+
		"expires_at > ?", person, assistance.Waiting, assistance.Own, now))
}

// countSecondLooks counts the sessions that wait for a second officer at the desks of
// the actor, none of their own, and none in their own name.
func countSecondLooks(ctx context.Context, q store.Reader, a models.Actor, now models.Instant) (int64, error) {
	in, args := store.WithinSubtrees("region_code", a.Regions(models.RoleOfficer))
	var n int64
	err := q.Query(ctx).Model(&assistance.Session{}).
		Where("officer_key IS NOT NULL AND state = ? AND way = ? AND expires_at > ? AND officer_id <> ? AND person_id <> ?",
			assistance.Waiting, assistance.Officers, now, a.PersonID, a.PersonID).Where(in, args...).Count(&n).Error
	return n, store.Translate(err)
}
