package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertMemberNotices writes one notice to everybody whose membership in an organization is in
// one of the states, but one person, in one statement, and tells how many. The
// engine makes the ids, which only have to be random.
func insertMemberNotices(ctx context.Context, tx *store.Tx, organization models.ID, states []models.MembershipState,
	but models.ID, n models.Notice) (int64, error) {
	random := "randomblob(16)"
	if tx.Dialect() == store.MySQL {
		random = "RANDOM_BYTES(16)"
	}
	return tx.ExecN(ctx, `INSERT INTO notices (id, person_id, kind, subject, subject_id, params, dedupe_key,
		created_at, read_at) SELECT `+random+`, person_id, ?, ?, ?, ?, NULL, ?, NULL FROM memberships
			WHERE organization_id = ? AND state IN ? AND person_id <> ?`,
		n.Kind, n.Subject, n.SubjectID, n.Params, n.CreatedAt, organization, states, but)
}
