package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// purgeRosterEntries removes entries whose time ended before an instant.
func purgeRosterEntries(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return purgeBy(ctx, s, before, `SELECT expires_at FROM roster_entries WHERE expires_at <= ?
		ORDER BY expires_at LIMIT ?`,
		"DELETE FROM roster_entries WHERE expires_at <= ?")
}
