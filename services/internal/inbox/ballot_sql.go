package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertRollNotices writes one notice to each person of a roll. The engine makes
// the ids: they are random, which is all that an id has to be.
func insertRollNotices(ctx context.Context, tx *store.Tx, poll models.ID, n models.Notice) error {
	insert := `INSERT INTO notices (id, person_id, kind, subject, subject_id, params, dedupe_key, created_at, read_at)
		SELECT randomblob(16), person_id, ?, ?, ?, ?, NULL, ?, NULL FROM poll_roll_entries WHERE poll_id = ?`
	if tx.Dialect() == store.MySQL {
		insert = `INSERT INTO notices (id, person_id, kind, subject, subject_id, params, dedupe_key, created_at,
			read_at) SELECT RANDOM_BYTES(16), person_id, ?, ?, ?, ?, NULL, ?, NULL
			FROM poll_roll_entries WHERE poll_id = ?`
	}
	_, err := tx.ExecN(ctx, insert, n.Kind, n.Subject, n.SubjectID, n.Params, n.CreatedAt, poll)
	return err
}
