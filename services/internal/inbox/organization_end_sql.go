package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertSignupNotices writes one notice to everybody on the list of an activity,
// in one statement.
func insertSignupNotices(ctx context.Context, tx *store.Tx, activity models.ID, n models.Notice) error {
	insert := `INSERT INTO notices (id, person_id, kind, subject, subject_id, params, dedupe_key, created_at, read_at)
		SELECT randomblob(16), person_id, ?, ?, ?, ?, NULL, ?, NULL
		FROM signups WHERE activity_id = ? AND live_key IS NOT NULL`
	if tx.Dialect() == store.MySQL {
		insert = `INSERT INTO notices (id, person_id, kind, subject, subject_id, params, dedupe_key, created_at,
			read_at) SELECT RANDOM_BYTES(16), person_id, ?, ?, ?, ?, NULL, ?, NULL
			FROM signups WHERE activity_id = ? AND live_key IS NOT NULL`
	}
	_, err := tx.ExecN(ctx, insert, n.Kind, n.Subject, n.SubjectID, n.Params, n.CreatedAt, activity)
	return err
}
