package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/store"
)

// countModerationQueue counts the cases that wait in the queue of the viewer.
func countModerationQueue(ctx context.Context, q store.Reader, viewer models.Actor) (int64, error) {
	var n int64
	err := q.Moderated(ctx, viewer).Select("COUNT(*)").Where("c.state IN ?",
		[]complaint.CaseState{complaint.CaseOpen, complaint.CaseAppealed}).Scan(&n).Error
	return n, store.Translate(err)
}
