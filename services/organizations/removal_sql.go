package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// removals limits a query on removals r to what the viewer may see: those about
// themselves, those of organizations in which they hold an office that decides, and,
// for administrators, those of the place that were objected to, except in Party
// branches, whose members nobody outside knows.
func removals(ctx context.Context, q store.Reader, viewer models.Actor) *store.Query {
	cond, args := "r.person_id = ?", []any{viewer.PersonID}
	if organizations := viewer.Organizations(models.RemovalDeciders()...); len(organizations) > 0 {
		cond += " OR r.organization_id IN ?"
		args = append(args, organizations)
	}
	if subtrees := viewer.Regions(models.RoleRegionAdmin); len(subtrees) > 0 {
		in, more := store.WithinSubtrees("o.region_code", subtrees)
		cond += " OR (r.objected_at IS NOT NULL AND o.kind <> ? AND (" + in + "))"
		args = append(append(args, models.KindPartyBranch), more...)
	}
	return q.Query(ctx).Table("removals r").
		Select("r.*, o.name AS organization_name, o.kind AS organization_kind, p.nickname").
		Joins("JOIN organizations o ON o.id = r.organization_id").Joins("JOIN persons p ON p.id = r.person_id").
		Where("("+cond+")", args...)
}

// listUnderRemoval gives those of the memberships whose removal is open.
func listUnderRemoval(ctx context.Context, q store.Reader, memberships []models.ID) ([]models.ID, error) {
	var open []models.ID
	err := q.Query(ctx).Table("removals").Where("live_key IN ?", store.InList(memberships)).
		Pluck("membership_id", &open).Error
	return open, store.Translate(err)
}

// readRemoval reads one that the viewer may see.
func readRemoval(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (models.RemovalView, error) {
	var row models.RemovalView
	err := removals(ctx, q, viewer).Where("r.id = ?", id).Take(&row).Error
	return row, store.Translate(err)
}

// listRemovals lists what the viewer may see of an organization, the newest first.
func listRemovals(ctx context.Context, q store.Reader, viewer models.Actor, organization models.ID,
	page models.Page) (models.List[models.RemovalView], error) {
	return removalPage(q, removals(ctx, q, viewer).Where("r.organization_id = ?", organization), page)
}

// listRemovalsOf lists those about a person, the newest first.
func listRemovalsOf(ctx context.Context, q store.Reader, person models.Actor,
	page models.Page) (models.List[models.RemovalView], error) {
	return removalPage(q, removals(ctx, q, person).Where("r.person_id = ?", person.PersonID), page)
}

func removalPage(q store.Reader, db *store.Query, page models.Page) (models.List[models.RemovalView], error) {
	if c := page.After; c != nil {
		db = db.Where("r.created_at <= ? AND (r.created_at < ? OR r.id < ?)", c.Key, c.Key, c.ID)
	}
	var rows []models.RemovalView
	err := db.Order("r.created_at DESC, r.id DESC").Limit(page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, page.Size(), func(r models.RemovalView) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), store.Translate(err)
}

// readRemovalUnseen reads one for work that nobody asked for.
func readRemovalUnseen(ctx context.Context, q store.Reader, id models.ID) (models.Removal, error) {
	return store.Take[models.Removal](ctx, q, "id = ?", id)
}

// readOpenRemoval reads the one of a membership that is not decided.
func readOpenRemoval(ctx context.Context, q store.Reader, membership models.ID) (models.Removal, error) {
	return store.Take[models.Removal](ctx, q, "live_key = ?", membership)
}

// insertRemoval adds one; a second open one of a membership is ErrDuplicate.
func insertRemoval(ctx context.Context, tx *store.Tx, r *models.Removal) error {
	return tx.Create(ctx, r)
}

// moveRemovalTo writes one that was in the state from, one version ago; else it is
// ErrNotAffected: somebody else was faster.
func moveRemovalTo(ctx context.Context, tx *store.Tx, r models.Removal, from models.RemovalState) error {
	return tx.Exec1(ctx, `UPDATE removals
		SET state = ?, live_key = ?, objection_sealed = ?, objected_at = ?, decide_by = ?, decided_by = ?,
		decided_at = ?, decision_reason = ?, version = ?, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`,
		r.State, r.LiveKey, store.Nullable(r.ObjectionSealed), r.ObjectedAt, r.DecideBy, r.DecidedBy, r.DecidedAt,
		r.DecisionReason, r.Version, r.UpdatedAt, r.ID, from, r.Version-1)
}
