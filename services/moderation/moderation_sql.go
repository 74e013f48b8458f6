package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/store"
)

// caseFilter narrows the queue; States must not be empty.
type caseFilter struct {
	States []complaint.CaseState
	Within models.RegionCode // in its subtree, when it is set
	Page   models.Page
}

// listModerationQueue lists cases, those with the most complaints first, then the
// oldest.
func listModerationQueue(ctx context.Context, q store.Reader, viewer models.Actor,
	f caseFilter) (models.List[complaint.Case], error) {
	db := q.Moderated(ctx, viewer).Where("c.state IN ?", f.States)
	if f.Within != "" {
		first, last := f.Within.Range()
		db = db.Where("c.region_code BETWEEN ? AND ?", first, last)
	}
	if a := f.Page.After; a != nil {
		db = db.Where("(c.report_count < ? OR (c.report_count = ? AND c.id > ?))", a.Key, a.Key, a.ID)
	}
	rows, err := store.Find[complaint.Case](q, db.Order("c.report_count DESC, c.id").Limit(f.Page.Size()+1))
	return models.CutPage(rows, f.Page.Size(), func(c complaint.Case) models.Cursor {
		return models.Cursor{Key: c.ReportCount, ID: c.ID}
	}), store.Translate(err)
}

// readModeratedCase reads a case that the administrator may deal with.
func readModeratedCase(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (complaint.Case,
	error) {
	var c complaint.Case
	err := q.Moderated(ctx, viewer).Where("c.id = ?", id).Take(&c).Error
	return c, store.Translate(err)
}

// readCaseAbout reads a case for the person who is answerable for its target; what
// was not decided against them does not exist for them.
func readCaseAbout(ctx context.Context, q store.Reader, person, id models.ID) (complaint.Case, error) {
	return store.Take[complaint.Case](ctx, q, "id = ? AND author_id = ? AND state <> ? AND state <> ?",
		id, person, complaint.CaseOpen, complaint.CasePassed)
}

// listCasesAbout lists what was decided against a person, the newest first.
func listCasesAbout(ctx context.Context, q store.Reader, person models.ID,
	page models.Page) (models.List[complaint.Case], error) {
	db := q.Query(ctx).Where("author_id = ? AND state <> ? AND state <> ?", person, complaint.CaseOpen,
		complaint.CasePassed)
	if a := page.After; a != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", a.Key, a.Key, a.ID)
	}
	rows, err := store.Find[complaint.Case](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c complaint.Case) models.Cursor {
		return models.Cursor{Key: int64(c.CreatedAt), ID: c.ID}
	}), store.Translate(err)
}

// readOpenCase finds the case of a target that waits for its decision.
func readOpenCase(ctx context.Context, q store.Reader, kind complaint.TargetKind,
	target models.ID) (complaint.Case, error) {
	return store.Take[complaint.Case](ctx, q, "live_key = ?", complaint.TargetKey(kind, target))
}

// lockCase reads a case and holds its row until the transaction ends; it comes
// before the row of the target and of the person.
func lockCase(ctx context.Context, tx *store.Tx, id models.ID) (complaint.Case, error) {
	return store.LockRow[complaint.Case](ctx, tx, id)
}

// insertCase opens a case; a target that has an open one is ErrDuplicate.
func insertCase(ctx context.Context, tx *store.Tx, c *complaint.Case) error {
	return tx.Create(ctx, c)
}

// moveCase writes a case that was in the state from; else it is ErrNotAffected:
// somebody else was faster.
func moveCase(ctx context.Context, tx *store.Tx, c complaint.Case, from complaint.CaseState) error {
	return tx.Exec1(ctx, `UPDATE moderation_cases
		SET state = ?, live_key = ?, due_at = ?, desk_code = ?, decided_by = ?, decided_at = ?, decided_level = ?,
		decision_reason = ?, appealed_at = ?, appeal_sealed = ?, reviewed_by = ?, reviewed_at = ?,
		review_reason = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ?`,
		c.State, c.LiveKey, c.DueAt, c.DeskCode, c.DecidedBy, c.DecidedAt, int64(c.DecidedLevel), c.DecisionReason,
		c.AppealedAt, store.Nullable(c.AppealSealed), c.ReviewedBy, c.ReviewedAt, c.ReviewReason, tx.Now, c.ID, from)
}

// The marks of published texts. The version grows, so that nobody goes on with
// what they read before; one that is marked so already stays as it is.

// markOrganization writes whether an organization may be shown.
func markOrganization(ctx context.Context, tx *store.Tx, id models.ID, m models.Moderation) error {
	_, err := tx.ExecN(ctx, `UPDATE organizations
		SET moderation = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND moderation <> ?`, m, tx.Now, id, m)
	return err
}

// markActivity writes whether an activity may be shown.
func markActivity(ctx context.Context, tx *store.Tx, id models.ID, m models.Moderation) error {
	_, err := tx.ExecN(ctx, `UPDATE activities SET moderation = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND moderation <> ?`, m, tx.Now, id, m)
	return err
}

// markPoll writes whether a poll may be shown.
func markPoll(ctx context.Context, tx *store.Tx, id models.ID, m models.Moderation) error {
	_, err := tx.ExecN(ctx, `UPDATE polls SET moderation = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND moderation <> ?`, m, tx.Now, id, m)
	return err
}

// changeNickname replaces a nickname if it still is the one that was complained
// about, with what it is searched by.
func changeNickname(ctx context.Context, tx *store.Tx, person models.ID, from, to string,
	search models.SearchName) error {
	n, err := tx.ExecN(ctx, `UPDATE persons
		SET nickname = ?, nickname_folded = ?, nickname_pinyin = ?, nickname_initials = ?, version = version + 1,
		updated_at = ?
		WHERE id = ? AND nickname = ?`, to, search.Folded, search.Pinyin, search.Initials, tx.Now, person, from)
	if err != nil || n == 0 {
		return err
	}
	return tx.Rename(ctx, person, search)
}
