package store

import (
	"context"

	"xinjumin/models"
)

// PurgeStep bounds what one transaction deletes, but for rows that ended in the
// same millisecond.
const PurgeStep = 500

// Purge deletes in steps, so that no transaction is long; several processes may
// do it at once. find lists when the oldest rows ended.
func (s *Store) Purge(ctx context.Context, before models.Instant, find func(*[]models.Instant) error,
	remove func(*Tx, models.Instant) (int64, error)) (int64, error) {
	var total int64
	for {
		var ends []models.Instant
		if err := find(&ends); err != nil || len(ends) == 0 {
			return total, Translate(err)
		}
		var n int64
		err := s.InTx(models.WithTicket(ctx, nil), func(tx *Tx) (err error) {
			n, err = remove(tx, ends[len(ends)-1])
			return err
		})
		if total += n; err != nil || len(ends) < PurgeStep {
			return total, err
		}
	}
}
