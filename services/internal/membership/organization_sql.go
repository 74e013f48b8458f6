package membership

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// addMember counts one member of a side more; ErrNotAffected when the organization is
// full, not active, or would fall below its share of new residents.
func addMember(ctx context.Context, tx *store.Tx, organization models.ID, side models.MemberSide) error {
	migrant := 0
	if side == models.SideMigrant {
		migrant = 1
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET member_count = member_count + 1, migrant_count = migrant_count + ?
		WHERE id = ? AND state = ? AND (capacity IS NULL OR member_count < capacity)
		AND (? = 1 OR migrant_count * 100 >= min_migrant_percent * (member_count + 1))`,
		migrant, organization, models.OrganizationActive, migrant)
}

// removeMember counts one member of a side less.
func removeMember(ctx context.Context, tx *store.Tx, organization models.ID, side models.MemberSide) error {
	migrant := 0
	if side == models.SideMigrant {
		migrant = 1
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET member_count = member_count - 1, migrant_count = migrant_count - ?
		WHERE id = ? AND member_count > 0`, migrant, organization)
}
