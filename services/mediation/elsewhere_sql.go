package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// listHanded reads the case below of which one is the continuation, and the case in which
// it goes on; nil where there is none. The caller has judged that the reader may see the
// case, and tells no more of the others than their numbers.
func listHanded(ctx context.Context, q store.Reader, d dispute.Dispute) (from, to *dispute.Dispute, err error) {
	below := models.ID{}
	if d.HandedFrom != nil {
		below = *d.HandedFrom
	}
	var rows []dispute.Dispute
	err = q.Query(ctx).Select("id, number, handed_from").Where("id = ? OR handed_from = ?", below, d.ID).Find(&rows).Error
	for i := range rows {
		if rows[i].ID == below {
			from = &rows[i]
		} else {
			to = &rows[i]
		}
	}
	return from, to, store.Translate(err)
}
