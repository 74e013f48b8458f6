package store

import (
	"context"

	"gorm.io/gorm"

	"xinjumin/models"
)

// CaseFilter narrows the queue; States must not be empty.
type CaseFilter struct {
	States []models.CaseState
	Within models.RegionCode // in its subtree, when it is set
	Page   models.Page
}

// moderated limits a query on moderation_cases c to what an administrator may
// deal with: the places below, but nothing about themselves or about a body in
// which they hold an office. Lists and reads alike go through it.
func (q queries) moderated(ctx context.Context, viewer models.Actor) *gorm.DB {
	db := q.db.WithContext(ctx).Table("moderation_cases c").Select("c.*")
	subtrees := viewer.Regions(models.ModerationRoles()...)
	if len(subtrees) == 0 {
		return db.Where("1 = 0")
	}
	in, args := withinSubtrees("c.region_code", subtrees)
	db = db.Where("("+in+")", args...).Where("(c.author_id IS NULL OR c.author_id <> ?)", viewer.PersonID)
	if bodies := viewer.Organizations(models.OfficeRoles()...); len(bodies) > 0 {
		db = db.Where("(c.organization_id IS NULL OR c.organization_id NOT IN ?)", bodies)
	}
	return db
}

// ModerationQueue lists cases, those with the most complaints first, then the
// oldest.
func (q queries) ModerationQueue(ctx context.Context, viewer models.Actor, f CaseFilter) (models.List[models.ModerationCase], error) {
	db := q.moderated(ctx, viewer).Where("c.state IN ?", f.States)
	if f.Within != "" {
		first, last := f.Within.Range()
		db = db.Where("c.region_code BETWEEN ? AND ?", first, last)
	}
	if a := f.Page.After; a != nil {
		db = db.Where("(c.report_count < ? OR (c.report_count = ? AND c.id > ?))", a.Key, a.Key, a.ID)
	}
	rows, err := find[models.ModerationCase](q, db.Order("c.report_count DESC, c.id").Limit(f.Page.Size()+1))
	return models.CutPage(rows, f.Page.Size(), func(c models.ModerationCase) models.Cursor {
		return models.Cursor{Key: c.ReportCount, ID: c.ID}
	}), translate(err)
}

// ModeratedCase reads a case that the administrator may deal with.
func (q queries) ModeratedCase(ctx context.Context, viewer models.Actor, id models.ID) (models.ModerationCase, error) {
	var c models.ModerationCase
	err := q.moderated(ctx, viewer).Where("c.id = ?", id).Take(&c).Error
	return c, translate(err)
}

// CaseAbout reads a case for the person who is answerable for its target; what
// was not decided against them does not exist for them.
func (q queries) CaseAbout(ctx context.Context, person, id models.ID) (models.ModerationCase, error) {
	return take[models.ModerationCase](ctx, q, "id = ? AND author_id = ? AND state <> ? AND state <> ?",
		id, person, models.CaseOpen, models.CasePassed)
}

// CasesAbout lists what was decided against a person, the newest first.
func (q queries) CasesAbout(ctx context.Context, person models.ID, page models.Page) (models.List[models.ModerationCase], error) {
	db := q.db.WithContext(ctx).Where("author_id = ? AND state <> ? AND state <> ?", person, models.CaseOpen, models.CasePassed)
	if a := page.After; a != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", a.Key, a.Key, a.ID)
	}
	rows, err := find[models.ModerationCase](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c models.ModerationCase) models.Cursor {
		return models.Cursor{Key: int64(c.CreatedAt), ID: c.ID}
	}), translate(err)
}

// OpenCase finds the case of a target that waits for its decision.
func (q queries) OpenCase(ctx context.Context, kind models.TargetKind, target models.ID) (models.ModerationCase, error) {
	return take[models.ModerationCase](ctx, q, "live_key = ?", models.TargetKey(kind, target))
}

// LockCase reads a case and holds its row until the transaction ends; it comes
// before the row of the target and of the person.
func (tx *Tx) LockCase(ctx context.Context, id models.ID) (models.ModerationCase, error) {
	return lockRow[models.ModerationCase](ctx, tx, id)
}

// InsertCase opens a case; a target that has an open one is ErrDuplicate.
func (tx *Tx) InsertCase(ctx context.Context, c *models.ModerationCase) error {
	return tx.create(ctx, c)
}

// MoveCase writes a case that was in the state from; else it is ErrNotAffected:
// somebody else was faster.
func (tx *Tx) MoveCase(ctx context.Context, c models.ModerationCase, from models.CaseState) error {
	return tx.exec1(ctx, `UPDATE moderation_cases SET state = ?, live_key = ?, due_at = ?, desk_code = ?, decided_by = ?, decided_at = ?,
		decided_level = ?, decision_reason = ?, appealed_at = ?, appeal_sealed = ?, reviewed_by = ?, reviewed_at = ?, review_reason = ?,
		version = version + 1, updated_at = ? WHERE id = ? AND state = ?`,
		c.State, c.LiveKey, c.DueAt, c.DeskCode, c.DecidedBy, c.DecidedAt, int64(c.DecidedLevel), c.DecisionReason,
		c.AppealedAt, nullable(c.AppealSealed), c.ReviewedBy, c.ReviewedAt, c.ReviewReason, tx.Now, c.ID, from)
}

// nullable gives NULL for no bytes.
func nullable(b []byte) any {
	if b == nil {
		return nil
	}
	return b
}

// The marks of published texts. The version grows, so that nobody goes on with
// what they read before; one that is marked so already stays as it is.

// MarkOrganization writes whether a body may be shown.
func (tx *Tx) MarkOrganization(ctx context.Context, id models.ID, m models.Moderation) error {
	_, err := tx.exec(ctx, "UPDATE organizations SET moderation = ?, version = version + 1, updated_at = ? WHERE id = ? AND moderation <> ?", m, tx.Now, id, m)
	return err
}

// MarkActivity writes whether an activity may be shown.
func (tx *Tx) MarkActivity(ctx context.Context, id models.ID, m models.Moderation) error {
	_, err := tx.exec(ctx, "UPDATE activities SET moderation = ?, version = version + 1, updated_at = ? WHERE id = ? AND moderation <> ?", m, tx.Now, id, m)
	return err
}

// MarkPoll writes whether a poll may be shown.
func (tx *Tx) MarkPoll(ctx context.Context, id models.ID, m models.Moderation) error {
	_, err := tx.exec(ctx, "UPDATE polls SET moderation = ?, version = version + 1, updated_at = ? WHERE id = ? AND moderation <> ?", m, tx.Now, id, m)
	return err
}

// ChangeNickname replaces a nickname if it still is the one that was complained
// about, with what it is searched by.
func (tx *Tx) ChangeNickname(ctx context.Context, person models.ID, from, to string, search models.SearchName) error {
	n, err := tx.exec(ctx, `UPDATE persons SET nickname = ?, nickname_folded = ?, nickname_pinyin = ?, nickname_initials = ?,
		version = version + 1, updated_at = ? WHERE id = ? AND nickname = ?`, to, search.Folded, search.Pinyin, search.Initials, tx.Now, person, from)
	if err != nil || n == 0 {
		return err
	}
	return tx.Rename(ctx, person, search)
}
