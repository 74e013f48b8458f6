package files

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/store"
)

// insertFile adds the row of a file whose content is not written yet.
func insertFile(ctx context.Context, tx *store.Tx, f *upload.File) error { return tx.Create(ctx, f) }

// readFileUse tells what a person has stored, and has uploaded for a purpose since
// an instant; papers that the program printed for them are not theirs. Lock the person
// first when the answer must hold.
func readFileUse(ctx context.Context, q store.Reader, owner models.ID, purpose upload.Purpose,
	since models.Instant) (upload.Use, error) {
	var u upload.Use
	err := q.Query(ctx).Raw(`SELECT
		COALESCE(SUM(CASE WHEN state IN ('pending', 'ready') THEN 1 ELSE 0 END), 0) AS count,
		COALESCE(SUM(CASE WHEN state IN ('pending', 'ready') THEN size ELSE 0 END), 0) AS bytes,
		COALESCE(SUM(CASE WHEN purpose = ? AND created_at >= ? THEN 1 ELSE 0 END), 0) AS day_count,
		COALESCE(SUM(CASE WHEN purpose = ? AND created_at >= ? THEN size ELSE 0 END), 0) AS day_bytes
		FROM files WHERE owner_id = ? AND subject_kind <> 'dispute_document'`, purpose, since, purpose, since, owner).Scan(&u).Error
	return u, store.Translate(err)
}

// readyFile marks a file as complete; ErrNotAffected when the sweep has taken it
// meanwhile.
func readyFile(ctx context.Context, tx *store.Tx, id models.ID, expires models.Instant) error {
	return tx.Exec1(ctx, `UPDATE files SET state = 'ready', expires_at = ?
		WHERE id = ? AND state = 'pending'`, expires, id)
}

// abandonFile ends an upload that is still pending, its key first; ErrNotAffected
// when it has become ready after all, or the sweep was faster.
func abandonFile(ctx context.Context, tx *store.Tx, id models.ID) error {
	return tx.Exec1(ctx, store.DropFile+"id = ? AND state = 'pending'", tx.Now, id)
}

// forgetFile removes the row of an upload that has ended and whose content is gone.
// None is no error: the sweep may have noted it already.
func forgetFile(ctx context.Context, tx *store.Tx, id models.ID) error {
	_, err := tx.ExecN(ctx, "DELETE FROM files WHERE id = ? AND state = 'deleted'", id)
	return err
}

// readReadableFile reads a complete file, whoever asks: the caller has a link.
func readReadableFile(ctx context.Context, q store.Reader, id models.ID) (upload.File, error) {
	return store.Take[upload.File](ctx, q, "id = ? AND state = 'ready'", id)
}

// deleteFile ends a file of its owner that nothing is attached to;
// ErrNotAffected otherwise.
func deleteFile(ctx context.Context, tx *store.Tx, owner, id models.ID) error {
	return tx.Exec1(ctx, store.DropFile+"id = ? AND owner_id = ? AND state = 'ready' AND attached_at IS NULL", tx.Now,
		id, owner)
}

// deleteFilesOf ends the files of a person who goes: all that are not part of
// something that the law keeps. What is attached to a subject of the kinds in
// keep stays. It tells how many ended; their contents go with the next sweep.
func deleteFilesOf(ctx context.Context, tx *store.Tx, owner models.ID, keep []string) (int64, error) {
	if len(keep) == 0 {
		return tx.ExecN(ctx, store.DropFile+"owner_id = ? AND state IN ('pending', 'ready')", tx.Now, owner)
	}
	return tx.ExecN(ctx, store.DropFile+`owner_id = ? AND state IN ('pending', 'ready')
		AND (attached_at IS NULL OR subject_kind NOT IN ?)`, tx.Now, owner, keep)
}

// expireFiles ends what has waited too long for its content or its use, and
// tells how many of at most limit there were.
func expireFiles(ctx context.Context, s *store.Store, limit int) (int, error) {
	now := s.Now()
	var ids []models.ID
	err := s.Query(ctx).Raw(`SELECT id FROM files WHERE expires_at <= ? AND state IN ('pending', 'ready')
		ORDER BY expires_at LIMIT ?`, now, limit).Scan(&ids).Error
	if err != nil || len(ids) == 0 {
		return 0, store.Translate(err)
	}
	err = s.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		_, err := tx.ExecN(ctx, store.DropFile+"id IN ? AND expires_at <= ? AND state IN ('pending', 'ready')", tx.Now,
			ids, now)
		return err
	})
	return len(ids), err
}

// listDeadFiles lists files whose contents are to be removed.
func listDeadFiles(ctx context.Context, q store.Reader, now models.Instant, limit int) ([]models.ID, error) {
	var ids []models.ID
	err := q.Query(ctx).Raw(`SELECT id FROM files WHERE expires_at <= ? AND state = 'deleted'
		ORDER BY expires_at LIMIT ?`, now, limit).Scan(&ids).Error
	return ids, store.Translate(err)
}

// buryFile notes that the content of a file is removed; the row stays until an
// instant, because it counts for the day.
func buryFile(ctx context.Context, tx *store.Tx, id models.ID, until models.Instant) error {
	return tx.Exec1(ctx, `UPDATE files SET state = 'gone', expires_at = ?
		WHERE id = ? AND state = 'deleted'`, until, id)
}

// postponeFile makes a removal that failed wait.
func postponeFile(ctx context.Context, tx *store.Tx, id models.ID, until models.Instant) error {
	return tx.Exec1(ctx, "UPDATE files SET expires_at = ? WHERE id = ? AND state = 'deleted'", until, id)
}

// purgeFiles removes the rows of files that are long gone.
func purgeFiles(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return s.Purge(ctx, before, func(ends *[]models.Instant) error {
		return s.Query(ctx).Raw(`SELECT expires_at FROM files WHERE expires_at <= ? AND state = 'gone'
			ORDER BY expires_at LIMIT ?`, before, store.PurgeStep).Scan(ends).Error
	}, func(tx *store.Tx, upTo models.Instant) (int64, error) {
		return tx.ExecN(ctx, "DELETE FROM files WHERE expires_at <= ? AND state = 'gone'", upTo)
	})
}
