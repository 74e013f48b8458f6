package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// roleFilter asks for roles over regions. Region narrows to its subtree when it
// is set.
type roleFilter struct {
	Region models.RegionCode
	State  models.RoleState // active, ended, offered or proposed
	Page   models.Page
}

// visibleRoles limits a query to the viewer's own roles, those in the subtrees
// that the viewer administers, and those of the person who stands in for the viewer; row
// names grants or offers, by the column of the person who gave them.
func visibleRoles(row, by string, viewer models.Actor) (string, []any) {
	cond, args := row+".person_id = ? OR ("+row+".delegated_from IS NOT NULL AND "+by+" = ?)",
		[]any{viewer.PersonID, viewer.PersonID}
	if subtrees := viewer.Regions(models.RoleRegionAdmin, models.RolePlatformAdmin); len(subtrees) > 0 {
		in, more := store.WithinSubtrees(row+".region_code", subtrees)
		cond += " OR " + in
		args = append(args, more...)
	}
	return "(" + cond + ")", args
}

// listRegionRoles lists the roles over regions that are in the state now and that
// the viewer may see, by age.
func listRegionRoles(ctx context.Context, q store.Reader, viewer models.Actor, f roleFilter,
	now models.Instant) (models.List[models.RegionRole], error) {
	var rows []models.RegionRole
	var err error
	if f.State == models.RoleActive || f.State == models.RoleEnded {
		rows, err = regionGrants(ctx, q, viewer, f, now)
	} else {
		rows, err = regionOffers(ctx, q, viewer, f, now)
	}
	return models.CutPage(rows, f.Page.Size(), func(r models.RegionRole) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), store.Translate(err)
}

func regionGrants(ctx context.Context, q store.Reader, viewer models.Actor, f roleFilter,
	now models.Instant) ([]models.RegionRole, error) {
	visible, args := visibleRoles("g", "g.granted_by", viewer)
	db := q.Query(ctx).Table("role_grants g").Select(`g.*, p.nickname, EXISTS (SELECT 1 FROM role_hand_overs h
		WHERE h.grant_id = g.id AND h.state = ?) AS handed_over`, models.HandOverAccepted).
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
	if err != nil {
		return nil, err
	}
	admins, err := q.PlatformAdmins(ctx, now, 2)
	rows := make([]models.RegionRole, len(found))
	for i, g := range found {
		rows[i] = g.RegionView(g.Nickname, now)
		rows[i].HandedOver = g.HandedOver
		rows[i].Choices = g.RoleChoices(viewer, len(admins), now)
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

func regionOffers(ctx context.Context, q store.Reader, viewer models.Actor, f roleFilter,
	now models.Instant) ([]models.RegionRole, error) {
	visible, args := visibleRoles("o", "o.offered_by", viewer)
	db := q.Query(ctx).Table("role_offers o").Select("o.*, p.nickname").
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
		rows[i].Choices = o.Choices(viewer, now)
	}
	return rows, err
}

// listOwnRoleOffers lists what is offered to a person and waits for the answer.
func listOwnRoleOffers(ctx context.Context, q store.Reader, person models.ID, now models.Instant) ([]models.RoleOffer,
	error) {
	var rows []models.RoleOffer
	err := q.Query(ctx).Where("person_id = ? AND state = ? AND expires_at > ?", person, models.RoleOffered, now).
		Order("created_at, id").Limit(models.PageMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// readRoleOffer reads an offer that the viewer may see.
func readRoleOffer(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (models.RoleOffer, error) {
	visible, args := visibleRoles("o", "o.offered_by", viewer)
	var row models.RoleOffer
	err := q.Query(ctx).Table("role_offers o").Where("o.id = ?", id).Where(visible, args...).Take(&row).Error
	return row, store.Translate(err)
}

// readRegionGrant reads a grant over a region, held or ended, that the viewer may
// see.
func readRegionGrant(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (models.RoleGrant, error) {
	visible, args := visibleRoles("g", "g.granted_by", viewer)
	var row models.RoleGrant
	err := q.Query(ctx).Table("role_grants g").Where("g.id = ? AND g.scope_kind = ?", id, models.ScopeRegion).
		Where(visible, args...).Take(&row).Error
	return row, store.Translate(err)
}

// holdsGrant reports whether a grant with this live key holds now.
func holdsGrant(ctx context.Context, q store.Reader, liveKey string, now models.Instant) (bool, error) {
	n, err := store.Count[models.RoleGrant](ctx, q, "live_key = ? AND ends_at > ?", liveKey, now)
	return n > 0, err
}

// insertRoleOffer adds an offer. One that has expired gives its key free first;
// an open one is ErrDuplicate.
func insertRoleOffer(ctx context.Context, tx *store.Tx, o *models.RoleOffer) error {
	if _, err := tx.ExecN(ctx, `UPDATE role_offers SET state = ?, live_key = NULL, updated_at = ?
		WHERE live_key = ? AND expires_at <= ?`,
		models.RoleExpired, tx.Now, o.LiveKey, tx.Now); err != nil {
		return err
	}
	return tx.Create(ctx, o)
}

// confirmRoleOffer lets a proposed offer out to the person; ErrNotAffected when
// it no longer waits.
func confirmRoleOffer(ctx context.Context, tx *store.Tx, id models.ID, expires models.Instant) error {
	return tx.Exec1(ctx, `UPDATE role_offers SET state = ?, expires_at = ?, updated_at = ?
		WHERE id = ? AND state = ? AND expires_at > ?`,
		models.RoleOffered, expires, tx.Now, id, models.RoleProposed, tx.Now)
}

// closeRoleOffer ends an offer that waits in the state from; ErrNotAffected
// when it does not wait there any longer.
func closeRoleOffer(ctx context.Context, tx *store.Tx, id models.ID, from, to models.RoleState) error {
	return tx.Exec1(ctx, `UPDATE role_offers SET state = ?, live_key = NULL, updated_at = ?
		WHERE id = ? AND state = ? AND expires_at > ?`,
		to, tx.Now, id, from, tx.Now)
}

// insertRegionGrant gives a role. A grant whose term has run out gives its key
// free first; one that holds is ErrDuplicate.
func insertRegionGrant(ctx context.Context, tx *store.Tx, g *models.RoleGrant) error {
	if _, err := tx.ExecN(ctx, "UPDATE role_grants SET live_key = NULL WHERE live_key = ? AND ends_at <= ?", g.LiveKey,
		tx.Now); err != nil {
		return err
	}
	return tx.InsertRoleGrant(ctx, g)
}

// endRegionGrant takes a grant back before its time, with the person who did and why;
// ErrNotAffected when it has ended.
func endRegionGrant(ctx context.Context, tx *store.Tx, id, by models.ID, reason string) error {
	return tx.Exec1(ctx, `UPDATE role_grants SET ended_at = ?, live_key = NULL, ended_by = ?, end_reason = ?
		WHERE id = ? AND ended_at IS NULL AND ends_at > ?`, tx.Now, by, reason, id, tx.Now)
}
