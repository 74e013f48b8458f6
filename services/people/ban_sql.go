package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/store"
)

// listLiveBans lists the bans of a person that hold at now, the one that ends last
// first.
func listLiveBans(ctx context.Context, q store.Reader, person models.ID, now models.Instant) ([]complaint.Ban, error) {
	var rows []complaint.Ban
	err := q.Query(ctx).Where("person_id = ? AND lifted_at IS NULL AND starts_at <= ? AND ends_at > ?", person, now,
		now).
		Order("ends_at DESC, id").Limit(models.PageMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// listBansOfNumber lists the live bans of other accounts with an identity number
// that no later account has taken over yet.
func listBansOfNumber(ctx context.Context, tx *store.Tx, person models.ID, i store.Indexes) ([]complaint.Ban, error) {
	var rows []complaint.Ban
	err := tx.Query(ctx).Where(`(id_number_index = ? OR id_number_index_alt = ?) AND person_id <> ?
		AND lifted_at IS NULL AND ends_at > ?`,
		i.Main, i.Alt, person, tx.Now).
		Where("NOT EXISTS (SELECT 1 FROM bans c WHERE c.carried_from = bans.id)").Order("id").Find(&rows).Error
	return rows, store.Translate(err)
}
