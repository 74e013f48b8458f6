package membership

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// somebodyWaits reports whether a place that gets free in an organization goes to somebody
// without a review.
func somebodyWaits(ctx context.Context, q store.Reader, organization models.ID) (bool, error) {
	var found []int
	err := q.Query(ctx).Raw(`SELECT 1 FROM organizations o
		WHERE o.id = ? AND o.state = ? AND (o.admission = ? OR o.parent_id IS NOT NULL)
		AND EXISTS (SELECT 1 FROM memberships m WHERE m.organization_id = o.id AND m.state = ?)`,
		organization, models.OrganizationActive, models.AdmissionOpen, models.MembershipApplied).Scan(&found).Error
	return len(found) > 0, store.Translate(err)
}
