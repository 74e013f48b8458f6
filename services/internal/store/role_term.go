package store

import (
	"context"

	"xinjumin/models"
)

// Grant reads one grant of any scope.
func (q queries) Grant(ctx context.Context, id models.ID) (models.RoleGrant, error) {
	return take[models.RoleGrant](ctx, q, "id = ?", id)
}

// LockGrant reads a grant and holds the row until the transaction ends. Who
// stands in for its holder, or asks somebody to, holds it first, as who ends it.
func (tx *Tx) LockGrant(ctx context.Context, id models.ID) (models.RoleGrant, error) {
	return lockRow[models.RoleGrant](ctx, tx, id)
}

// Delegated reports whether somebody stands in for the holder of a grant, or is
// asked to.
func (q queries) Delegated(ctx context.Context, grant models.ID, now models.Instant) (bool, error) {
	n, err := count[models.RoleGrant](ctx, q, "delegated_from = ? AND ended_at IS NULL AND ends_at > ?", grant, now)
	if err != nil || n > 0 {
		return n > 0, err
	}
	n, err = count[models.RoleOffer](ctx, q, "delegated_from = ? AND state = ? AND expires_at > ?", grant, models.RoleOffered, now)
	return n > 0, err
}

// EndDelegates ends what is held or offered in the place of grants that end
// now, and gives the grants that it ended. It comes in the transaction that
// ends them, after they are ended.
func (tx *Tx) EndDelegates(ctx context.Context, by models.ID, reason string, grants ...models.ID) ([]models.RoleGrant, error) {
	if len(grants) == 0 {
		return nil, nil
	}
	var rows []models.RoleGrant
	err := tx.db.WithContext(ctx).Where("delegated_from IN ? AND ended_at IS NULL AND ends_at > ?", grants, tx.Now).Find(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	for _, g := range rows {
		if err := tx.EndRegionGrant(ctx, g.ID, by, reason); err != nil {
			return nil, err
		}
	}
	_, err = tx.exec(ctx, "UPDATE role_offers SET state = ?, live_key = NULL, updated_at = ? WHERE delegated_from IN ? AND state = ?",
		models.RoleWithdrawn, tx.Now, grants, models.RoleOffered)
	return rows, err
}

// ExtendGrant moves the end of a grant that holds; ErrNotAffected when it has
// ended or lasts as long already.
func (tx *Tx) ExtendGrant(ctx context.Context, id models.ID, ends models.Instant) error {
	return tx.exec1(ctx, `UPDATE role_grants SET ends_at = ?, warned_days = 0
		WHERE id = ? AND ended_at IS NULL AND ends_at > ? AND ends_at < ?`, ends, id, tx.Now, ends)
}

// EndingGrants lists grants that end before an instant and whose people were
// not told so with this warning or a later one, the first to end first.
func (q queries) EndingGrants(ctx context.Context, now, before models.Instant, days, limit int) ([]models.ID, error) {
	var ids []models.ID
	err := q.db.WithContext(ctx).Model(&models.RoleGrant{}).
		Where("ends_at > ? AND ends_at <= ? AND ended_at IS NULL AND delegated_from IS NULL AND (warned_days = 0 OR warned_days > ?)", now, before, days).
		Order("ends_at, id").Limit(limit).Pluck("id", &ids).Error
	return ids, translate(err)
}

// WarnGrant marks that the people of a grant are told; ErrNotAffected when they
// were, or when it ended.
func (tx *Tx) WarnGrant(ctx context.Context, id models.ID, days int) error {
	return tx.exec1(ctx, `UPDATE role_grants SET warned_days = ?
		WHERE id = ? AND ended_at IS NULL AND ends_at > ? AND (warned_days = 0 OR warned_days > ?)`, days, id, tx.Now, days)
}

// NearestAdmins lists who administers the deepest of the regions that has an
// administrator, at most limit.
func (q queries) NearestAdmins(ctx context.Context, regions []models.RegionCode, now models.Instant, limit int) ([]models.ID, error) {
	if len(regions) == 0 {
		return nil, nil
	}
	rows, err := q.RegionHolders(ctx, regions, models.RoleRegionAdmin, now, limit)
	var people []models.ID
	for _, g := range rows {
		if *g.RegionCode == *rows[0].RegionCode {
			people = append(people, g.PersonID)
		}
	}
	return people, err
}

// OrganizationOf reads a body, whoever asks; it is for steps that judge it.
// Whether somebody may see the body itself is for Organization.
func (q queries) OrganizationOf(ctx context.Context, id models.ID) (models.Organization, error) {
	return take[models.Organization](ctx, q, "id = ?", id)
}
