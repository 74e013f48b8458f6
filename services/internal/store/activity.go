package store

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
)

// ActivityVisible is what an actor may see: whatever was published and is not
// blocked, and everything of the organizations for which they organize.
func ActivityVisible(managed []models.ID) (string, []any) {
	if len(managed) == 0 {
		return "state <> ? AND moderation <> ?", []any{activity.Draft, models.ModerationBlocked}
	}
	return "((state <> ? AND moderation <> ?) OR organization_id IN ?)",
		[]any{activity.Draft, models.ModerationBlocked, managed}
}

// VisibleActivity reads an activity; a draft of an organization that is not in managed
// is ErrNotFound.
func (q queries) VisibleActivity(ctx context.Context, managed []models.ID, id models.ID) (activity.Activity, error) {
	visible, args := ActivityVisible(managed)
	return Take[activity.Activity](ctx, q, "id = ? AND "+visible, append([]any{id}, args...)...)
}
