package store

import (
	"context"

	"gorm.io/gorm"

	"xinjumin/models"
)

// removals limits a query on removals r to what the viewer may see: those about
// themselves, those of bodies in which they hold an office that decides, and,
// for administrators, those of the place that were objected to, except in Party
// branches, whose members nobody outside knows.
func (q queries) removals(ctx context.Context, viewer models.Actor) *gorm.DB {
	cond, args := "r.person_id = ?", []any{viewer.PersonID}
	if bodies := viewer.Organizations(models.RemovalDeciders()...); len(bodies) > 0 {
		cond += " OR r.organization_id IN ?"
		args = append(args, bodies)
	}
	if subtrees := viewer.Regions(models.RoleRegionAdmin); len(subtrees) > 0 {
		in, more := withinSubtrees("o.region_code", subtrees)
		cond += " OR (r.objected_at IS NOT NULL AND o.kind <> ? AND (" + in + "))"
		args = append(append(args, models.KindPartyBranch), more...)
	}
	return q.db.WithContext(ctx).Table("removals r").
		Select("r.*, o.name AS organization_name, o.kind AS organization_kind, p.nickname").
		Joins("JOIN organizations o ON o.id = r.organization_id").Joins("JOIN persons p ON p.id = r.person_id").
		Where("("+cond+")", args...)
}

// Removal reads one that the viewer may see.
func (q queries) Removal(ctx context.Context, viewer models.Actor, id models.ID) (models.RemovalView, error) {
	var row models.RemovalView
	err := q.removals(ctx, viewer).Where("r.id = ?", id).Take(&row).Error
	return row, translate(err)
}

// Removals lists what the viewer may see of a body, the newest first.
func (q queries) Removals(ctx context.Context, viewer models.Actor, organization models.ID, page models.Page) (models.List[models.RemovalView], error) {
	return removalPage(q, q.removals(ctx, viewer).Where("r.organization_id = ?", organization), page)
}

// RemovalsOf lists those about a person, the newest first.
func (q queries) RemovalsOf(ctx context.Context, person models.Actor, page models.Page) (models.List[models.RemovalView], error) {
	return removalPage(q, q.removals(ctx, person).Where("r.person_id = ?", person.PersonID), page)
}

func removalPage(q queries, db *gorm.DB, page models.Page) (models.List[models.RemovalView], error) {
	if c := page.After; c != nil {
		db = db.Where("r.created_at <= ? AND (r.created_at < ? OR r.id < ?)", c.Key, c.Key, c.ID)
	}
	var rows []models.RemovalView
	err := db.Order("r.created_at DESC, r.id DESC").Limit(page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, page.Size(), func(r models.RemovalView) models.Cursor {
		return models.Cursor{Key: int64(r.CreatedAt), ID: r.ID}
	}), translate(err)
}

// AnyRemoval reads one for work that nobody asked for.
func (q queries) AnyRemoval(ctx context.Context, id models.ID) (models.Removal, error) {
	return take[models.Removal](ctx, q, "id = ?", id)
}

// OpenRemoval reads the one of a membership that is not decided.
func (q queries) OpenRemoval(ctx context.Context, membership models.ID) (models.Removal, error) {
	return take[models.Removal](ctx, q, "live_key = ?", membership)
}

// InsertRemoval adds one; a second open one of a membership is ErrDuplicate.
func (tx *Tx) InsertRemoval(ctx context.Context, r *models.Removal) error { return tx.create(ctx, r) }

// MoveRemoval writes one that was in the state from, one version ago; else it is
// ErrNotAffected: somebody else was faster.
func (tx *Tx) MoveRemoval(ctx context.Context, r models.Removal, from models.RemovalState) error {
	return tx.exec1(ctx, `UPDATE removals SET state = ?, live_key = ?, objection_sealed = ?, objected_at = ?, decide_by = ?, decided_by = ?, decided_at = ?,
		decision_reason = ?, version = ?, updated_at = ? WHERE id = ? AND state = ? AND version = ?`,
		r.State, r.LiveKey, nullable(r.ObjectionSealed), r.ObjectedAt, r.DecideBy, r.DecidedBy, r.DecidedAt,
		r.DecisionReason, r.Version, r.UpdatedAt, r.ID, from, r.Version-1)
}
