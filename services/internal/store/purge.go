package store

import (
	"context"
	"errors"

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

// PurgeNotices removes inbox rows that were written before an instant.
func (s *Store) PurgeNotices(ctx context.Context, before models.Instant) (int64, error) {
	return s.purgeBy(ctx, before, "SELECT created_at FROM notices WHERE created_at <= ? ORDER BY created_at LIMIT ?",
		"DELETE FROM notices WHERE created_at <= ?")
}

// PurgeJobs removes work that was done before an instant.
func (s *Store) PurgeJobs(ctx context.Context, before models.Instant) (int64, error) {
	return s.purgeBy(ctx, before, "SELECT done_at FROM jobs WHERE done_at <= ? ORDER BY done_at LIMIT ?", "DELETE FROM jobs WHERE done_at <= ?")
}

// PurgeRoleOffers removes offers that ended before an instant; what came of an
// accepted one is the grant, which stays.
func (s *Store) PurgeRoleOffers(ctx context.Context, before models.Instant) (int64, error) {
	return s.purgeBy(ctx, before, "SELECT updated_at FROM role_offers WHERE live_key IS NULL AND updated_at <= ? ORDER BY updated_at LIMIT ?",
		"DELETE FROM role_offers WHERE live_key IS NULL AND updated_at <= ?")
}

// PurgeApprovals removes second signatures that could be given until an instant.
func (s *Store) PurgeApprovals(ctx context.Context, before models.Instant) (int64, error) {
	return s.purgeBy(ctx, before, "SELECT expires_at FROM approvals WHERE expires_at <= ? ORDER BY expires_at LIMIT ?", "DELETE FROM approvals WHERE expires_at <= ?")
}

// PurgeConsents removes consents that ended before an instant.
func (s *Store) PurgeConsents(ctx context.Context, before models.Instant) (int64, error) {
	return s.purgeBy(ctx, before, "SELECT ended_at FROM consents WHERE ended_at <= ? ORDER BY ended_at LIMIT ?", "DELETE FROM consents WHERE ended_at <= ?")
}

// PurgeBanNumbers forgets the numbers by which bans that ended, or were lifted,
// before an instant would find their people again.
func (s *Store) PurgeBanNumbers(ctx context.Context, before models.Instant) (int64, error) {
	ended, err := s.purgeBy(ctx, before, "SELECT ends_at FROM bans WHERE id_number_sealed IS NOT NULL AND ends_at <= ? ORDER BY ends_at LIMIT ?",
		"UPDATE bans SET id_number_sealed = NULL, id_number_index = NULL, id_number_index_alt = NULL WHERE id_number_sealed IS NOT NULL AND ends_at <= ?")
	if err != nil {
		return ended, err
	}
	lifted, err := s.purgeBy(ctx, before, "SELECT lifted_at FROM bans WHERE id_number_sealed IS NOT NULL AND lifted_at <= ? ORDER BY lifted_at LIMIT ?",
		"UPDATE bans SET id_number_sealed = NULL, id_number_index = NULL, id_number_index_alt = NULL WHERE id_number_sealed IS NOT NULL AND lifted_at <= ?")
	return ended + lifted, err
}

// purgeBy deletes by the instant of a column.
func (s *Store) purgeBy(ctx context.Context, before models.Instant, oldest, remove string) (int64, error) {
	return s.purge(ctx, before, func(ends *[]models.Instant) error {
		return s.db.WithContext(ctx).Raw(oldest, before, purgeStep).Scan(ends).Error
	}, func(tx *Tx, upTo models.Instant) (int64, error) { return tx.exec(ctx, remove, upTo) })
}

// unreferenced is true for a closed person whom nothing names any longer; the
// foreign keys of other tables have the last word.
const unreferenced = `state = 'closed' AND NOT EXISTS (SELECT 1 FROM poll_roll_entries r WHERE r.person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM signups s WHERE s.person_id = persons.id) AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM role_grants g WHERE g.person_id = persons.id) AND NOT EXISTS (SELECT 1 FROM dispute_parties d WHERE d.person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM dispute_mediators d WHERE d.person_id = persons.id) AND NOT EXISTS (SELECT 1 FROM organizations o WHERE o.created_by = persons.id)`

// PurgeClosings removes the marks of accounts that were closed before an
// instant, and the empty rows of those whom nothing names any longer. What is
// named stays as a bare id.
func (s *Store) PurgeClosings(ctx context.Context, before models.Instant) (int64, error) {
	var total int64
	for {
		var people []models.ID
		err := s.db.WithContext(ctx).Raw("SELECT person_id FROM account_closings WHERE closed_at <= ? ORDER BY closed_at LIMIT ?", before, purgeStep).Scan(&people).Error
		if err != nil || len(people) == 0 {
			return total, translate(err)
		}
		err = s.InTx(models.WithTicket(ctx, nil), func(tx *Tx) error {
			for _, person := range people {
				_, err := tx.exec(ctx, "DELETE FROM persons WHERE id = ? AND "+unreferenced, person)
				if err != nil && !errors.Is(err, ErrForeignKey) {
					return err
				}
				if _, err := tx.exec(ctx, "DELETE FROM account_closings WHERE person_id = ?", person); err != nil {
					return err
				}
			}
			return nil
		})
		if total += int64(len(people)); err != nil || len(people) < purgeStep {
			return total, err
		}
	}
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
