package store

import (
	"context"

	"xinjumin/models"
)

// purgeStep bounds what one transaction deletes.
const purgeStep = 500

// purgeable is a table whose rows end at a time, with the statement that finds
// where a step ends and the one that deletes up to there.
type purgeable struct{ find, remove string }

var (
	purgeIdempotencyKeys = purgeable{
		"SELECT expires_at FROM idempotency_keys WHERE expires_at <= ? ORDER BY expires_at LIMIT 1 OFFSET ?",
		"DELETE FROM idempotency_keys WHERE expires_at <= ?",
	}
	purgeRefreshTokens = purgeable{
		"SELECT expires_at FROM refresh_tokens WHERE expires_at <= ? ORDER BY expires_at LIMIT 1 OFFSET ?",
		"DELETE FROM refresh_tokens WHERE expires_at <= ?",
	}
	purgeSessions = purgeable{
		"SELECT expires_at FROM sessions WHERE expires_at <= ? ORDER BY expires_at LIMIT 1 OFFSET ?",
		"DELETE FROM sessions WHERE expires_at <= ?",
	}
)

// PurgeIdempotencyKeys removes remembered answers that ended before an instant
// and tells how many.
func (s *Store) PurgeIdempotencyKeys(ctx context.Context, before models.Instant) (int64, error) {
	return s.purge(ctx, purgeIdempotencyKeys, before)
}

// PurgeRefreshTokens removes refresh tokens that ended before an instant.
func (s *Store) PurgeRefreshTokens(ctx context.Context, before models.Instant) (int64, error) {
	return s.purge(ctx, purgeRefreshTokens, before)
}

// PurgeSessions removes sessions that ended before an instant and have no
// tokens any more.
func (s *Store) PurgeSessions(ctx context.Context, before models.Instant) (int64, error) {
	return s.purge(ctx, purgeSessions, before)
}

// purge deletes in steps, so that no transaction is long; several processes may
// do it at once.
func (s *Store) purge(ctx context.Context, p purgeable, before models.Instant) (int64, error) {
	var total int64
	for {
		upTo, last := before, true
		var ends []models.Instant
		if err := s.db.WithContext(ctx).Raw(p.find, before, purgeStep).Scan(&ends).Error; err != nil {
			return total, translate(err)
		}
		if len(ends) == 1 {
			upTo, last = ends[0], false
		}
		err := s.InTx(models.WithTicket(ctx, nil), func(tx *Tx) error {
			n, err := tx.exec(ctx, p.remove, upTo)
			total += n
			return err
		})
		if err != nil || last {
			return total, err
		}
	}
}
