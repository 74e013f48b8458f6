package desk

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/store"
)

// insertDeskObjection records an objection; a second one to the session is
// ErrDuplicate.
func insertDeskObjection(ctx context.Context, tx *store.Tx, o *assistance.Objection) error {
	return tx.Create(ctx, o)
}

// readDeskObjectionTo reads the objection to a session.
func readDeskObjectionTo(ctx context.Context, q store.Reader, session models.ID) (assistance.Objection, error) {
	return store.Take[assistance.Objection](ctx, q, "session_id = ?", session)
}

// objectionSight selects the people who see objections: the superiors of the place of the desk.
func objectionSight(a models.Actor) (string, []any) {
	places := a.Regions(models.RoleRegionAdmin, models.RolePlatformAdmin)
	if len(places) == 0 {
		return "1 = 0", nil
	}
	return store.WithinSubtrees("region_code", places)
}

// listDeskObjections lists the objections that the actor is to answer or has seen
// answered, the newest first. An empty state takes both.
func listDeskObjections(ctx context.Context, q store.Reader, a models.Actor, state assistance.ObjectionState,
	page models.Page) (models.List[assistance.Objection], error) {
	sight, args := objectionSight(a)
	db := q.Query(ctx).Where("("+sight+")", args...)
	if state != "" {
		db = db.Where("state = ?", state)
	}
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[assistance.Objection](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(o assistance.Objection) models.Cursor {
		return models.Cursor{Key: int64(o.CreatedAt), ID: o.ID}
	}), err
}

// readDeskObjection reads an objection that the actor may see.
func readDeskObjection(ctx context.Context, q store.Reader, a models.Actor, id models.ID) (assistance.Objection,
	error) {
	sight, args := objectionSight(a)
	return store.Take[assistance.Objection](ctx, q, "id = ? AND ("+sight+")", append([]any{id}, args...)...)
}

// resolveDeskObjection answers an objection; ErrNotAffected when it has its
// answer.
func resolveDeskObjection(ctx context.Context, tx *store.Tx, id, by models.ID, outcome assistance.Outcome,
	answer string) error {
	return tx.Exec1(ctx, `UPDATE desk_objections
		SET state = ?, outcome = ?, answer = ?, resolved_by = ?, resolved_at = ?
		WHERE id = ? AND state = ?`,
		assistance.ObjectionResolved, outcome, answer, by, tx.Now, id, assistance.ObjectionOpen)
}

// listSuperiors lists everybody who administers a place now, at most limit; without anybody
// below the country, the platform administrators.
func listSuperiors(ctx context.Context, q store.Reader, place models.RegionCode, now models.Instant,
	limit int) ([]models.ID, error) {
	var people []models.ID
	err := q.Query(ctx).Table("role_grants g").Select("DISTINCT g.person_id").
		Where(`g.role = ? AND g.scope_kind = ? AND g.region_code IN ? AND g.ended_at IS NULL AND g.starts_at <= ?
			AND g.ends_at > ?`,
			models.RoleRegionAdmin, models.ScopeRegion, append(place.Ancestors(), place), now, now).
		Limit(limit).Pluck("g.person_id", &people).Error
	if err != nil || len(people) > 0 {
		return people, store.Translate(err)
	}
	return q.PlatformAdmins(ctx, now, limit)
}
