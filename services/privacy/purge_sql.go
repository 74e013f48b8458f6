package privacy

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// purgeIdempotencyKeys removes remembered answers that ended before an instant
// and tells how many.
func purgeIdempotencyKeys(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return s.Purge(ctx, before, func(ends *[]models.Instant) error {
		return s.Query(ctx).Raw(`SELECT expires_at FROM idempotency_keys WHERE expires_at <= ?
			ORDER BY expires_at LIMIT ?`, before, store.PurgeStep).Scan(ends).Error
	}, func(tx *store.Tx, upTo models.Instant) (int64, error) {
		return tx.ExecN(ctx, "DELETE FROM idempotency_keys WHERE expires_at <= ?", upTo)
	})
}

// purgeRefreshTokens removes refresh tokens that ended before an instant.
func purgeRefreshTokens(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return s.Purge(ctx, before, func(ends *[]models.Instant) error {
		return s.Query(ctx).Raw(`SELECT expires_at FROM refresh_tokens WHERE expires_at <= ?
			ORDER BY expires_at LIMIT ?`, before, store.PurgeStep).Scan(ends).Error
	}, func(tx *store.Tx, upTo models.Instant) (int64, error) {
		return tx.ExecN(ctx, "DELETE FROM refresh_tokens WHERE expires_at <= ?", upTo)
	})
}

// purgePairings removes browsers that had waited for a phone until an instant.
func purgePairings(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return purgeBy(ctx, s, before, "SELECT expires_at FROM pairings WHERE expires_at <= ? ORDER BY expires_at LIMIT ?",
		"DELETE FROM pairings WHERE expires_at <= ?")
}

// purgeSessions removes sessions that ended before an instant; their tokens
// have ended before them.
func purgeSessions(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return s.Purge(ctx, before, func(ends *[]models.Instant) error {
		return s.Query(ctx).Raw(`SELECT expires_at FROM sessions WHERE expires_at <= ?
			ORDER BY expires_at LIMIT ?`, before, store.PurgeStep).Scan(ends).Error
	}, func(tx *store.Tx, upTo models.Instant) (int64, error) {
		return tx.ExecN(ctx, "DELETE FROM sessions WHERE expires_at <= ?", upTo)
	})
}

// purgeNotices removes inbox rows that were written before an instant.
func purgeNotices(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return purgeBy(ctx, s, before, "SELECT created_at FROM notices WHERE created_at <= ? ORDER BY created_at LIMIT ?",
		"DELETE FROM notices WHERE created_at <= ?")
}

// purgeJobs removes work that was done before an instant.
func purgeJobs(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return purgeBy(ctx, s, before, "SELECT done_at FROM jobs WHERE done_at <= ? ORDER BY done_at LIMIT ?",
		"DELETE FROM jobs WHERE done_at <= ?")
}

// purgeRoleOffers removes offers that ended before an instant; what came of an
// accepted one is the grant, which stays.
func purgeRoleOffers(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return purgeBy(ctx, s, before, `SELECT updated_at FROM role_offers
		WHERE live_key IS NULL AND updated_at <= ? ORDER BY updated_at LIMIT ?`,
		"DELETE FROM role_offers WHERE live_key IS NULL AND updated_at <= ?")
}

// purgeApprovals removes second signatures that could be given until an instant.
func purgeApprovals(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return purgeBy(ctx, s, before, `SELECT expires_at FROM approvals WHERE expires_at <= ?
		ORDER BY expires_at LIMIT ?`, "DELETE FROM approvals WHERE expires_at <= ?")
}

// purgeConsents removes consents that ended before an instant.
func purgeConsents(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return purgeBy(ctx, s, before, "SELECT ended_at FROM consents WHERE ended_at <= ? ORDER BY ended_at LIMIT ?",
		"DELETE FROM consents WHERE ended_at <= ?")
}

// purgeBanNumbers forgets the numbers by which bans that ended, or were lifted,
// before an instant would find their people again.
func purgeBanNumbers(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	ended, err := purgeBy(ctx, s, before, `SELECT ends_at FROM bans
		WHERE id_number_sealed IS NOT NULL AND ends_at <= ?
		ORDER BY ends_at LIMIT ?`,
		`UPDATE bans
			SET id_number_sealed = NULL, id_number_index = NULL, id_number_index_alt = NULL
			WHERE id_number_sealed IS NOT NULL AND ends_at <= ?`)
	if err != nil {
		return ended, err
	}
	lifted, err := purgeBy(ctx, s, before, `SELECT lifted_at FROM bans
		WHERE id_number_sealed IS NOT NULL AND lifted_at <= ?
		ORDER BY lifted_at LIMIT ?`,
		`UPDATE bans
			SET id_number_sealed = NULL, id_number_index = NULL, id_number_index_alt = NULL
			WHERE id_number_sealed IS NOT NULL AND lifted_at <= ?`)
	return ended + lifted, err
}

// purgeBy deletes by the instant of a column.
func purgeBy(ctx context.Context, s *store.Store, before models.Instant, oldest, remove string) (int64, error) {
	return s.Purge(ctx, before, func(ends *[]models.Instant) error {
		return s.Query(ctx).Raw(oldest, before, store.PurgeStep).Scan(ends).Error
	}, func(tx *store.Tx, upTo models.Instant) (int64, error) { return tx.ExecN(ctx, remove, upTo) })
}

// unreferenced is true for a closed person whom nothing names any longer; the
// foreign keys of other tables have the last word.
const unreferenced = `state = 'closed' AND NOT EXISTS (SELECT 1 FROM poll_roll_entries r
	WHERE r.person_id = persons.id) AND NOT EXISTS (SELECT 1 FROM signups s WHERE s.person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM role_grants g WHERE g.person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM dispute_parties d WHERE d.person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM dispute_mediators d WHERE d.person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM organizations o WHERE o.created_by = persons.id)`

// purgeClosings removes the marks of accounts that were closed before an
// instant, and the empty rows of those whom nothing names any longer. What is
// named stays as a bare id.
func purgeClosings(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	var total int64
	for {
		var people []models.ID
		err := s.Query(ctx).Raw(`SELECT person_id FROM account_closings WHERE closed_at <= ?
			ORDER BY closed_at LIMIT ?`, before, store.PurgeStep).Scan(&people).Error
		if err != nil || len(people) == 0 {
			return total, store.Translate(err)
		}
		err = s.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
			for _, person := range people {
				_, err := tx.ExecN(ctx, "DELETE FROM persons WHERE id = ? AND "+unreferenced, person)
				if err != nil && !errors.Is(err, store.ErrForeignKey) {
					return err
				}
				if _, err := tx.ExecN(ctx, "DELETE FROM account_closings WHERE person_id = ?", person); err != nil {
					return err
				}
			}
			return nil
		})
		if total += int64(len(people)); err != nil || len(people) < store.PurgeStep {
			return total, err
		}
	}
}
