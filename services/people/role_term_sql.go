package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// readGrant reads one grant of any scope.
func readGrant(ctx context.Context, q store.Reader, id models.ID) (models.RoleGrant, error) {
	return store.Take[models.RoleGrant](ctx, q, "id = ?", id)
}

// lockGrant reads a grant and holds the row until the transaction ends. A person who
// stands in for its holder, or asks somebody to, holds it first, as who ends it.
func lockGrant(ctx context.Context, tx *store.Tx, id models.ID) (models.RoleGrant, error) {
	return store.LockRow[models.RoleGrant](ctx, tx, id)
}

// isDelegated reports whether somebody stands in for the holder of a grant, or is
// asked to.
func isDelegated(ctx context.Context, q store.Reader, grant models.ID, now models.Instant) (bool, error) {
	n, err := store.Count[models.RoleGrant](ctx, q, "delegated_from = ? AND ended_at IS NULL AND ends_at > ?", grant,
		now)
	if err != nil || n > 0 {
		return n > 0, err
	}
	n, err = store.Count[models.RoleOffer](ctx, q, "delegated_from = ? AND state = ? AND expires_at > ?", grant,
		models.RoleOffered, now)
	return n > 0, err
}

// endDelegatesRow ends what is held or offered in the place of grants that end
// now, and gives the grants that it ended. It comes in the transaction that
// ends them, after they are ended.
func endDelegatesRow(ctx context.Context, tx *store.Tx, by models.ID, reason string,
	grants ...models.ID) ([]models.RoleGrant, error) {
	if len(grants) == 0 {
		return nil, nil
	}
	var rows []models.RoleGrant
	err := tx.Query(ctx).Where("delegated_from IN ? AND ended_at IS NULL AND ends_at > ?", grants, tx.Now).Find(&rows).
		Error
	if err != nil {
		return nil, store.Translate(err)
	}
	for _, g := range rows {
		if err := endRegionGrant(ctx, tx, g.ID, by, reason); err != nil {
			return nil, err
		}
	}
	_, err = tx.ExecN(ctx, `UPDATE role_offers SET state = ?, live_key = NULL, updated_at = ?
		WHERE delegated_from IN ? AND state = ?`,
		models.RoleWithdrawn, tx.Now, grants, models.RoleOffered)
	return rows, err
}

// extendGrant moves the end of a grant that holds; ErrNotAffected when it has
// ended or lasts as long already.
func extendGrant(ctx context.Context, tx *store.Tx, id models.ID, ends models.Instant) error {
	return tx.Exec1(ctx, `UPDATE role_grants SET ends_at = ?, warned_days = 0
		WHERE id = ? AND ended_at IS NULL AND ends_at > ? AND ends_at < ?`, ends, id, tx.Now, ends)
}

// listEndingGrants lists grants that end before an instant and whose people were
// not told so with this warning or a later one, the first to end first.
func listEndingGrants(ctx context.Context, q store.Reader, now, before models.Instant, days, limit int) ([]models.ID,
	error) {
	var ids []models.ID
	err := q.Query(ctx).Model(&models.RoleGrant{}).
		Where(`ends_at > ? AND ends_at <= ? AND starts_at < ends_at AND ended_at IS NULL AND delegated_from IS NULL
			AND (warned_days = 0 OR warned_days > ?)`, now, before, days).
		Order("ends_at, id").Limit(limit).Pluck("id", &ids).Error
	return ids, store.Translate(err)
}

// warnGrant marks that the people of a grant are told; ErrNotAffected when they
// were, or when it ended.
func warnGrant(ctx context.Context, tx *store.Tx, id models.ID, days int) error {
	return tx.Exec1(ctx, `UPDATE role_grants SET warned_days = ?
		WHERE id = ? AND ended_at IS NULL AND ends_at > ? AND (warned_days = 0 OR warned_days > ?)`, days, id, tx.Now,
		days)
}
