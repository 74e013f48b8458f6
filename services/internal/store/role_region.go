package store

import (
	"context"

	"xinjumin/models"
)

// ActiveGrants lists the roles that a person holds now.
func (q queries) ActiveGrants(ctx context.Context, person models.ID, now models.Instant) ([]models.RoleGrant, error) {
	var rows []models.RoleGrant
	err := q.Query(ctx).
		Where("person_id = ? AND ended_at IS NULL AND starts_at <= ? AND ends_at > ?", person, now, now).Find(&rows).
		Error
	return rows, Translate(err)
}

// Fresh gives the actor with the roles that hold inside the transaction: what
// gives power is judged by what is true now, not when the request came in. A person who
// came with none, as an account that is barred, gets none.
func (tx *Tx) Fresh(ctx context.Context, actor models.Actor) (models.Actor, error) {
	if len(actor.Grants) == 0 {
		return actor, nil
	}
	grants, err := tx.ActiveGrants(ctx, actor.PersonID, tx.Now)
	actor.Grants = grants
	return actor, err
}

// LockPlatformAdmins makes acts that could take the last platform
// administrator away wait for each other, on every process. It comes before
// any other lock.
func (tx *Tx) LockPlatformAdmins(ctx context.Context) error {
	_, err := tx.NextNumber(ctx, "platform_admin_changes")
	return err
}

// PlatformAdmins lists everybody who administers the platform now and can still sign in,
// at most limit.
func (q queries) PlatformAdmins(ctx context.Context, now models.Instant, limit int) ([]models.ID, error) {
	var people []models.ID
	err := q.Query(ctx).Table("role_grants g").
		Joins("JOIN persons p ON p.id = g.person_id").
		Where(`g.region_code = ? AND g.role = ? AND g.ended_at IS NULL AND g.starts_at <= ? AND g.ends_at > ?
			AND p.state = ? AND (p.account_banned_until IS NULL OR p.account_banned_until <= ?)`,
			models.CountryCode, models.RolePlatformAdmin, now, now, models.PersonActive, now).
		Order("g.created_at, g.id").Limit(limit).Pluck("g.person_id", &people).Error
	return people, Translate(err)
}
