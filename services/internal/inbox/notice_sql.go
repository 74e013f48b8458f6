package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertNotices writes inbox rows; a taken dedupe key is ErrDuplicate.
func insertNotices(ctx context.Context, tx *store.Tx, rows []models.Notice) error {
	return store.InPowersOfTwo(rows, func(part []models.Notice) error { return tx.Create(ctx, &part) })
}

// insertNoticeOnce writes an inbox row to a person unless one with its dedupe key is
// there, in one statement. Two at the same instant are told apart by the lock of what
// they tell of; without one, the later is ErrDuplicate.
func insertNoticeOnce(ctx context.Context, tx *store.Tx, n models.Notice) error {
	_, err := tx.ExecN(ctx, `INSERT INTO notices (id, person_id, kind, subject, subject_id, params, dedupe_key,
		created_at, read_at) SELECT ?, p.id, ?, ?, ?, ?, ?, ?, NULL FROM persons p
			WHERE p.id = ? AND NOT EXISTS (SELECT 1 FROM notices told WHERE told.dedupe_key = ?)`,
		n.ID, n.Kind, n.Subject, n.SubjectID, n.Params, n.DedupeKey, n.CreatedAt, n.PersonID, n.DedupeKey)
	return err
}
