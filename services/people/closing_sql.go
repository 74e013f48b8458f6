package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listOpenRoleOffersTo lists the offers that wait for a person or for the second
// signature under one.
func listOpenRoleOffersTo(ctx context.Context, q store.Reader, person models.ID) ([]models.RoleOffer, error) {
	var rows []models.RoleOffer
	err := q.Query(ctx).Where("person_id = ? AND live_key IS NOT NULL", person).Order("id").Find(&rows).Error
	return rows, store.Translate(err)
}

// endGrantsOf takes every role back that a person still holds, of any scope. A person who
// stands in for the person is ended after it (EndDelegates), so that somebody
// who begins to meanwhile is not missed.
func endGrantsOf(ctx context.Context, tx *store.Tx, person models.ID) error {
	_, err := tx.ExecN(ctx, `UPDATE role_grants
		SET ended_at = CASE WHEN ends_at < ? THEN ends_at ELSE ? END, live_key = NULL, ended_by = person_id
		WHERE person_id = ? AND ended_at IS NULL`, tx.Now, tx.Now, person)
	return err
}
