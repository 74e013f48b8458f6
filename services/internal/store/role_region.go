package store

import (
	"context"

	"xinjumin/models"
)

// RoleFilter asks for roles over regions. Region narrows to its subtree when it
// is set.
type RoleFilter struct {
	Region models.RegionCode
	State  models.RoleState // active, ended, offered or proposed
	Page   models.Page
}

// visibleRoles limits a query to the viewer's own roles, those in the subtrees
// that the viewer administers, and those of who stands in for the viewer; row
// names grants or offers, by the column of who gave them.
func visibleRoles(row, by string, viewer models.Actor) (string, []any) {
	cond, args := row+".person_id = ? OR ("+row+".delegated_from IS NOT NULL AND "+by+" = ?)", []any{viewer.PersonID, viewer.PersonID}
	if subtrees := viewer.Regions(models.RoleRegionAdmin, models.RolePlatformAdmin); len(subtrees) > 0 {
		in, more := withinSubtrees(row+".region_code", subtrees)
		cond += " OR " + in
		args = append(args, more...)
	}
	return "(" + cond + ")", args
}

// RegionRoles lists the roles over regions that are in the state now and that
// the viewer may see, by age.
func (q queries) RegionRoles(ctx context.Context, viewer models.Actor, f RoleFilter, now models.Instant) (models.List[models.RegionRole], error) {
	var rows []models.RegionRole
	var err error
	if f.State == models.RoleActive || f.State == models.RoleEnded {
		rows, err = q.regionGrants(ctx, viewer, f, now)
	} else {
		rows, err = q.regionOffers(ctx, viewer, f, now)
	}
	return models.CutPage(rows, f.Page.Size(), func(r models.RegionRole) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), translate(err)
}

func (q queries) regionGrants(ctx context.Context, viewer models.Actor, f RoleFilter, now models.Instant) ([]models.RegionRole, error) {
	visible, args := visibleRoles("g", "g.granted_by", viewer)
	db := q.db.WithContext(ctx).Table("role_grants g").Select("g.*, p.nickname, EXISTS (SELECT 1 FROM role_hand_overs h WHERE h.grant_id = g.id AND h.state = ?) AS handed_over", models.HandOverAccepted).
		Joins("JOIN persons p ON p.id = g.person_id").
		Where("g.scope_kind = ?", models.ScopeRegion).Where(visible, args...)
	if f.State == models.RoleEnded {
		db = db.Where("g.ended_at IS NOT NULL OR g.ends_at <= ?", now)
	} else {
		db = db.Where("g.ended_at IS NULL AND g.ends_at > ?", now)
	}
	if f.Region != "" {
		first, last := f.Region.Range()
		db = db.Where("g.region_code BETWEEN ? AND ?", first, last)
	}
	if c := f.Page.After; c != nil {
		db = db.Where("g.created_at >= ? AND (g.created_at > ? OR g.id > ?)", c.Key, c.Key, c.ID)
	}
	var found []namedGrant
	err := db.Order("g.created_at, g.id").Limit(f.Page.Size() + 1).Find(&found).Error
	rows := make([]models.RegionRole, len(found))
	for i, g := range found {
		rows[i] = g.RegionView(g.Nickname, now)
		rows[i].HandedOver = g.HandedOver
	}
	return rows, err
}

type namedGrant struct {
	models.RoleGrant
	Nickname   string
	HandedOver bool
}

type namedOffer struct {
	models.RoleOffer
	Nickname string
}

func (q queries) regionOffers(ctx context.Context, viewer models.Actor, f RoleFilter, now models.Instant) ([]models.RegionRole, error) {
	visible, args := visibleRoles("o", "o.offered_by", viewer)
	db := q.db.WithContext(ctx).Table("role_offers o").Select("o.*, p.nickname").
		Joins("JOIN persons p ON p.id = o.person_id").
		Where("o.state = ? AND o.expires_at > ?", f.State, now).
		Where(visible, args...)
	if f.Region != "" {
		first, last := f.Region.Range()
		db = db.Where("o.region_code BETWEEN ? AND ?", first, last)
	}
	if c := f.Page.After; c != nil {
		db = db.Where("o.created_at >= ? AND (o.created_at > ? OR o.id > ?)", c.Key, c.Key, c.ID)
	}
	var found []namedOffer
	err := db.Order("o.created_at, o.id").Limit(f.Page.Size() + 1).Find(&found).Error
	rows := make([]models.RegionRole, len(found))
	for i, o := range found {
		rows[i] = o.View(o.Nickname)
	}
	return rows, err
}

// OwnRoleOffers lists what is offered to a person and waits for the answer.
func (q queries) OwnRoleOffers(ctx context.Context, person models.ID, now models.Instant) ([]models.RoleOffer, error) {
	var rows []models.RoleOffer
	err := q.db.WithContext(ctx).Where("person_id = ? AND state = ? AND expires_at > ?", person, models.RoleOffered, now).
		Order("created_at, id").Limit(models.PageMax).Find(&rows).Error
	return rows, translate(err)
}

// RoleOffer reads an offer that the viewer may see.
func (q queries) RoleOffer(ctx context.Context, viewer models.Actor, id models.ID) (models.RoleOffer, error) {
	visible, args := visibleRoles("o", "o.offered_by", viewer)
	var row models.RoleOffer
	err := q.db.WithContext(ctx).Table("role_offers o").Where("o.id = ?", id).Where(visible, args...).Take(&row).Error
	return row, translate(err)
}

// RegionGrant reads a grant over a region, held or ended, that the viewer may
// see.
func (q queries) RegionGrant(ctx context.Context, viewer models.Actor, id models.ID) (models.RoleGrant, error) {
	visible, args := visibleRoles("g", "g.granted_by", viewer)
	var row models.RoleGrant
	err := q.db.WithContext(ctx).Table("role_grants g").Where("g.id = ? AND g.scope_kind = ?", id, models.ScopeRegion).
		Where(visible, args...).Take(&row).Error
	return row, translate(err)
}

// ActiveGrants lists the roles that a person holds now.
func (q queries) ActiveGrants(ctx context.Context, person models.ID, now models.Instant) ([]models.RoleGrant, error) {
	var rows []models.RoleGrant
	err := q.db.WithContext(ctx).
		Where("person_id = ? AND ended_at IS NULL AND starts_at <= ? AND ends_at > ?", person, now, now).Find(&rows).Error
	return rows, translate(err)
}

// Fresh gives the actor with the roles that hold inside the transaction: what
// gives power is judged by what is true now, not when the request came in. Who
// came with none, as an account that is barred, gets none.
func (tx *Tx) Fresh(ctx context.Context, actor models.Actor) (models.Actor, error) {
	if len(actor.Grants) == 0 {
		return actor, nil
	}
	grants, err := tx.ActiveGrants(ctx, actor.PersonID, tx.Now)
	actor.Grants = grants
	return actor, err
}

// HoldsGrant reports whether a grant with this live key holds now.
func (q queries) HoldsGrant(ctx context.Context, liveKey string, now models.Instant) (bool, error) {
	n, err := count[models.RoleGrant](ctx, q, "live_key = ? AND ends_at > ?", liveKey, now)
	return n > 0, err
}

// InsertRoleOffer adds an offer. One that has expired gives its key free first;
// an open one is ErrDuplicate.
func (tx *Tx) InsertRoleOffer(ctx context.Context, o *models.RoleOffer) error {
	if _, err := tx.exec(ctx, "UPDATE role_offers SET state = ?, live_key = NULL, updated_at = ? WHERE live_key = ? AND expires_at <= ?",
		models.RoleExpired, tx.Now, o.LiveKey, tx.Now); err != nil {
		return err
	}
	return tx.create(ctx, o)
}

// ConfirmRoleOffer lets a proposed offer out to the person; ErrNotAffected when
// it no longer waits.
func (tx *Tx) ConfirmRoleOffer(ctx context.Context, id models.ID, expires models.Instant) error {
	return tx.exec1(ctx, "UPDATE role_offers SET state = ?, expires_at = ?, updated_at = ? WHERE id = ? AND state = ? AND expires_at > ?",
		models.RoleOffered, expires, tx.Now, id, models.RoleProposed, tx.Now)
}

// CloseRoleOffer ends an offer that waits in the state from; ErrNotAffected
// when it does not wait there any longer.
func (tx *Tx) CloseRoleOffer(ctx context.Context, id models.ID, from, to models.RoleState) error {
	return tx.exec1(ctx, "UPDATE role_offers SET state = ?, live_key = NULL, updated_at = ? WHERE id = ? AND state = ? AND expires_at > ?",
		to, tx.Now, id, from, tx.Now)
}

// InsertRegionGrant gives a role. A grant whose term has run out gives its key
// free first; one that holds is ErrDuplicate.
func (tx *Tx) InsertRegionGrant(ctx context.Context, g *models.RoleGrant) error {
	if _, err := tx.exec(ctx, "UPDATE role_grants SET live_key = NULL WHERE live_key = ? AND ends_at <= ?", g.LiveKey, tx.Now); err != nil {
		return err
	}
	return tx.InsertRoleGrant(ctx, g)
}

// EndRegionGrant takes a grant back before its time, with who did and why;
// ErrNotAffected when it has ended.
func (tx *Tx) EndRegionGrant(ctx context.Context, id, by models.ID, reason string) error {
	return tx.exec1(ctx, `UPDATE role_grants SET ended_at = ?, live_key = NULL, ended_by = ?, end_reason = ?
		WHERE id = ? AND ended_at IS NULL AND ends_at > ?`, tx.Now, by, reason, id, tx.Now)
}

// LockPlatformAdmins makes acts that could take the last platform
// administrator away wait for each other, on every process. It comes before
// any other lock.
func (tx *Tx) LockPlatformAdmins(ctx context.Context) error {
	_, err := tx.NextNumber(ctx, "platform_admin_changes")
	return err
}

// PlatformAdmins lists who administers the platform now and can still sign in,
// at most limit.
func (q queries) PlatformAdmins(ctx context.Context, now models.Instant, limit int) ([]models.ID, error) {
	var people []models.ID
	err := q.db.WithContext(ctx).Table("role_grants g").
		Joins("JOIN persons p ON p.id = g.person_id").
		Where("g.region_code = ? AND g.role = ? AND g.ended_at IS NULL AND g.starts_at <= ? AND g.ends_at > ? AND p.state = ? AND (p.account_banned_until IS NULL OR p.account_banned_until <= ?)",
			models.CountryCode, models.RolePlatformAdmin, now, now, models.PersonActive, now).
		Order("g.created_at, g.id").Limit(limit).Pluck("g.person_id", &people).Error
	return people, translate(err)
}
