package store

import (
	"context"

	"xinjumin/models"
)

// ActivityVisible is what an actor may see: whatever was published and is not
// blocked, and everything of the organizations for which they organize.
func ActivityVisible(managed []models.ID) (string, []any) {
	if len(managed) == 0 {
		return "state <> ? AND moderation <> ?", []any{models.ActivityDraft, models.ModerationBlocked}
	}
	return "((state <> ? AND moderation <> ?) OR organization_id IN ?)",
		[]any{models.ActivityDraft, models.ModerationBlocked, managed}
}

// VisibleActivity reads an activity; a draft of an organization that is not in managed
// is ErrNotFound.
func (q queries) VisibleActivity(ctx context.Context, managed []models.ID, id models.ID) (models.Activity, error) {
	visible, args := ActivityVisible(managed)
	return Take[models.Activity](ctx, q, "id = ? AND "+visible, append([]any{id}, args...)...)
}
