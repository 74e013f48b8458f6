package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// countPendingIdentities counts the people of listPendingIdentities.
func countPendingIdentities(ctx context.Context, q store.Reader, subtrees []models.RegionCode) (int64, error) {
	within, args := store.WithinSubtrees("region_code", subtrees)
	var n int64
	err := q.Query(ctx).Model(&models.Person{}).Where("verification = ?", models.VerificationPending).
		Where(within, args...).Count(&n).Error
	return n, store.Translate(err)
}
