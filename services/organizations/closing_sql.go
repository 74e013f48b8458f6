package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listOrganizationsOf lists the organizations in which a person has a live membership or an office
// that holds, and those that the person founded and nobody approved, by id.
func listOrganizationsOf(ctx context.Context, q store.Reader, person models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.Query(ctx).Raw(`SELECT organization_id AS id FROM memberships
		WHERE person_id = ? AND live_key IS NOT NULL UNION SELECT organization_id
		FROM role_grants
		WHERE person_id = ? AND organization_id IS NOT NULL AND ended_at IS NULL
		UNION SELECT id FROM organizations
		WHERE created_by = ? AND state IN ('draft', 'submitted', 'rejected')
		ORDER BY id`, person, person, person).Scan(&ids).Error
	return ids, store.Translate(err)
}

// deleteOrganization removes an organization that was never approved, with its charter and
// its signatures; ErrNotAffected when it was.
func deleteOrganization(ctx context.Context, tx *store.Tx, id models.ID) error {
	for _, part := range []string{
		`DELETE FROM organization_charters
			WHERE organization_id IN (SELECT o.id FROM organizations o
			WHERE o.id = ? AND o.state IN ('draft', 'submitted', 'rejected'))`,
		`DELETE FROM organization_founders
			WHERE organization_id IN (SELECT o.id FROM organizations o
			WHERE o.id = ? AND o.state IN ('draft', 'submitted', 'rejected'))`,
	} {
		if _, err := tx.ExecN(ctx, part, id); err != nil {
			return err
		}
	}
	return tx.Exec1(ctx, "DELETE FROM organizations WHERE id = ? AND state IN ('draft', 'submitted', 'rejected')", id)
}
