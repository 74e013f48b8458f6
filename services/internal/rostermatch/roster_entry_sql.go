package rostermatch

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/store"
)

// listRosterClaims lists where a number waits to be claimed, the newest first.
func listRosterClaims(ctx context.Context, q store.Reader, number store.Indexes, now models.Instant,
	limit int) ([]roster.Claim, error) {
	var rows []roster.Claim
	err := q.Query(ctx).Raw(store.ClaimColumns+`(e.id_number_index = ? OR e.id_number_index_alt = ?) AND `+
		store.Claimable+
		" ORDER BY e.created_at DESC, e.id DESC LIMIT ?", number.Main, number.Alt, now, limit).Scan(&rows).Error
	return rows, store.Translate(err)
}
