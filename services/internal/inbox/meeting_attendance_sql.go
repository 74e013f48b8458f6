package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertMeetingNotices writes one notice to each person expected at a meeting,
// in one statement. The engine makes the ids: they are random, which is all that
// an id has to be.
func insertMeetingNotices(ctx context.Context, tx *store.Tx, meeting models.ID, n models.Notice) error {
	random := "randomblob(16)"
	if tx.Dialect() == store.MySQL {
		random = "RANDOM_BYTES(16)"
	}
	_, err := tx.ExecN(ctx, `INSERT INTO notices (id, person_id, kind, subject, subject_id, params, dedupe_key,
		created_at, read_at) SELECT `+random+`, person_id, ?, ?, ?, ?, NULL, ?, NULL FROM meeting_attendances
			WHERE meeting_id = ?`,
		n.Kind, n.Subject, n.SubjectID, n.Params, n.CreatedAt, meeting)
	return err
}
