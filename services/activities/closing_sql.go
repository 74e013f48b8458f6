package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/store"
)

// listLiveSignupsOf lists the places that a person has on lists, by activity, so
// that these are locked in one order.
func listLiveSignupsOf(ctx context.Context, q store.Reader, person models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.Query(ctx).Model(&activity.Signup{}).Where("person_id = ? AND live_key IS NOT NULL", person).
		Order("activity_id").Pluck("id", &ids).Error
	return ids, store.Translate(err)
}
