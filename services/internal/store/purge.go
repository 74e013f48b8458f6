package store

import (
	"context"

	"xinjumin/models"
)

// purgeStep bounds what one transaction deletes, but for rows that ended in the
// same millisecond.
const purgeStep = 500

// PurgeIdempotencyKeys removes remembered answers that ended before an instant
// and tells how many.
func (s *Store) PurgeIdempotencyKeys(ctx context.Context, before models.Instant) (int64, error) {
	return s.purge(ctx, before, func(ends *[]models.Instant) error {
		return s.db.WithContext(ctx).Raw("SELECT expires_at FROM idempotency_keys WHERE expires_at <= ? ORDER BY expires_at LIMIT ?", before, purgeStep).Scan(ends).Error
	}, func(tx *Tx, upTo models.Instant) (int64, error) {
		return tx.exec(ctx, "DELETE FROM idempotency_keys WHERE expires_at <= ?", upTo)
	})
}

// PurgeRefreshTokens removes refresh tokens that ended before an instant.
func (s *Store) PurgeRefreshTokens(ctx context.Context, before models.Instant) (int64, error) {
	return s.purge(ctx, before, func(ends *[]models.Instant) error {
		return s.db.WithContext(ctx).Raw("SELECT expires_at FROM refresh_tokens WHERE expires_at <= ? ORDER BY expires_at LIMIT ?", before, purgeStep).Scan(ends).Error
	}, func(tx *Tx, upTo models.Instant) (int64, error) {
		return tx.exec(ctx, "DELETE FROM refresh_tokens WHERE expires_at <= ?", upTo)
	})
}

// PurgeSessions removes sessions that ended before an instant; their tokens
// have ended before them.
func (s *Store) PurgeSessions(ctx context.Context, before models.Instant) (int64, error) {
	return s.purge(ctx, before, func(ends *[]models.Instant) error {
		return s.db.WithContext(ctx).Raw("SELECT expires_at FROM sessions WHERE expires_at <= ? ORDER BY expires_at LIMIT ?", before, purgeStep).Scan(ends).Error
	}, func(tx *Tx, upTo models.Instant) (int64, error) {
		return tx.exec(ctx, "DELETE FROM sessions WHERE expires_at <= ?", upTo)
	})
}

// purge deletes in steps, so that no transaction is long; several processes may
// do it at once. find lists when the oldest rows ended.
func (s *Store) purge(ctx context.Context, before models.Instant, find func(*[]models.Instant) error, remove func(*Tx, models.Instant) (int64, error)) (int64, error) {
	var total int64
	for {
		var ends []models.Instant
		if err := find(&ends); err != nil || len(ends) == 0 {
			return total, translate(err)
		}
		var n int64
		err := s.InTx(models.WithTicket(ctx, nil), func(tx *Tx) (err error) {
			n, err = remove(tx, ends[len(ends)-1])
			return err
		})
		if total += n; err != nil || len(ends) < purgeStep {
			return total, err
		}
	}
}
