package seeding

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// nameMembers gives the live memberships of an organization what their people are searched by:
// after many were written at once, past InsertMembership.
func nameMembers(ctx context.Context, tx *store.Tx, organization models.ID) error {
	_, err := tx.ExecN(ctx, `UPDATE memberships SET
		name_folded = (SELECT p.nickname_folded FROM persons p WHERE p.id = memberships.person_id),
		name_pinyin = (SELECT p.nickname_pinyin FROM persons p WHERE p.id = memberships.person_id),
		name_initials = (SELECT p.nickname_initials FROM persons p WHERE p.id = memberships.person_id)
		WHERE organization_id = ? AND live_key IS NOT NULL`, organization)
	return err
}
