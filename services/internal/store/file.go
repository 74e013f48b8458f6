package store

import (
	"context"

	"xinjumin/models"
)

// InsertFile adds the row of a file whose content is not written yet.
func (tx *Tx) InsertFile(ctx context.Context, f *models.File) error { return tx.create(ctx, f) }

// FileUse tells what a person has stored, and has uploaded for a purpose since
// an instant. Lock the person first when the answer must hold.
func (q queries) FileUse(ctx context.Context, owner models.ID, purpose models.FilePurpose, since models.Instant) (models.FileUse, error) {
	var u models.FileUse
	err := q.db.WithContext(ctx).Raw(`SELECT
		COALESCE(SUM(CASE WHEN state IN ('pending', 'ready') THEN 1 ELSE 0 END), 0) AS count,
		COALESCE(SUM(CASE WHEN state IN ('pending', 'ready') THEN size ELSE 0 END), 0) AS bytes,
		COALESCE(SUM(CASE WHEN purpose = ? AND created_at >= ? THEN 1 ELSE 0 END), 0) AS day_count,
		COALESCE(SUM(CASE WHEN purpose = ? AND created_at >= ? THEN size ELSE 0 END), 0) AS day_bytes
		FROM files WHERE owner_id = ?`, purpose, since, purpose, since, owner).Scan(&u).Error
	return u, translate(err)
}

// ReadyFile marks a file as complete; ErrNotAffected when the sweep has taken it
// meanwhile.
func (tx *Tx) ReadyFile(ctx context.Context, id models.ID, expires models.Instant) error {
	return tx.exec1(ctx, "UPDATE files SET state = 'ready', expires_at = ? WHERE id = ? AND state = 'pending'", expires, id)
}

// ForgetFile removes the row of an upload that failed and whose content is gone.
func (tx *Tx) ForgetFile(ctx context.Context, id models.ID) error {
	return tx.exec1(ctx, "DELETE FROM files WHERE id = ? AND state = 'pending'", id)
}

// ReadableFile reads a complete file, whoever asks: the caller has a link.
func (q queries) ReadableFile(ctx context.Context, id models.ID) (models.File, error) {
	return take[models.File](ctx, q, "id = ? AND state = 'ready'", id)
}

// OwnFile reads a complete file that is this person's own.
func (q queries) OwnFile(ctx context.Context, owner, id models.ID) (models.File, error) {
	return take[models.File](ctx, q, "id = ? AND owner_id = ? AND state = 'ready'", id, owner)
}

// AttachFile binds a complete file of its owner to what it is for, once; it no
// longer goes away by itself. ErrNotAffected: it is not there, not theirs, for
// something else, blocked, or in use.
func (tx *Tx) AttachFile(ctx context.Context, owner, id models.ID, purpose models.FilePurpose, kind string, subject models.ID) error {
	return tx.exec1(ctx, `UPDATE files SET subject_kind = ?, subject_id = ?, attached_at = ?, expires_at = NULL
		WHERE id = ? AND owner_id = ? AND purpose = ? AND state = 'ready' AND moderation <> 'blocked' AND attached_at IS NULL`,
		kind, subject, tx.Now, id, owner, purpose)
}

// DetachFiles lets go what is attached to a subject: it goes away with the next
// sweep. It tells how many there were.
func (tx *Tx) DetachFiles(ctx context.Context, kind string, subject models.ID) (int64, error) {
	return tx.exec(ctx, dropFile+"subject_kind = ? AND subject_id = ? AND state = 'ready'", tx.Now, kind, subject)
}

// SubjectFiles lists the complete files that are attached to a subject, the
// oldest first. The caller has judged who may see the subject.
func (q queries) SubjectFiles(ctx context.Context, kind string, subject models.ID) ([]models.File, error) {
	rows, err := find[models.File](q, q.db.WithContext(ctx).
		Where("subject_kind = ? AND subject_id = ? AND state = 'ready'", kind, subject).Order("attached_at, id"))
	return rows, translate(err)
}

// JudgeFile writes what was decided about showing a file; ErrNotAffected when it
// is not there.
func (tx *Tx) JudgeFile(ctx context.Context, id models.ID, to models.FileModeration) error {
	return tx.exec1(ctx, "UPDATE files SET moderation = ? WHERE id = ? AND state = 'ready'", to, id)
}

// dropFile forgets the key at once, so that the content is unreadable from here
// on; the sweep removes it.
const dropFile = "UPDATE files SET state = 'deleted', key_sealed = NULL, name_sealed = NULL, expires_at = ? WHERE "

// DeleteFile ends a file of its owner that nothing is attached to;
// ErrNotAffected otherwise.
func (tx *Tx) DeleteFile(ctx context.Context, owner, id models.ID) error {
	return tx.exec1(ctx, dropFile+"id = ? AND owner_id = ? AND state = 'ready' AND attached_at IS NULL", tx.Now, id, owner)
}

// FilesOf lists the complete files of a person, for the export of everything and
// for the closing of an account.
func (q queries) FilesOf(ctx context.Context, owner models.ID) ([]models.File, error) {
	rows, err := find[models.File](q, q.db.WithContext(ctx).Where("owner_id = ? AND state = 'ready'", owner).Order("created_at, id"))
	return rows, translate(err)
}

// DeleteFilesOf ends the files of a person who goes: all that are not part of
// something that the law keeps. What is attached to a subject of the kinds in
// keep stays. It tells how many ended; their contents go with the next sweep.
func (tx *Tx) DeleteFilesOf(ctx context.Context, owner models.ID, keep []string) (int64, error) {
	if len(keep) == 0 {
		return tx.exec(ctx, dropFile+"owner_id = ? AND state IN ('pending', 'ready')", tx.Now, owner)
	}
	return tx.exec(ctx, dropFile+"owner_id = ? AND state IN ('pending', 'ready') AND (attached_at IS NULL OR subject_kind NOT IN ?)", tx.Now, owner, keep)
}

// ExpireFiles ends what has waited too long for its content or its use, and
// tells how many of at most limit there were.
func (s *Store) ExpireFiles(ctx context.Context, limit int) (int, error) {
	now := s.clock()
	var ids []models.ID
	err := s.db.WithContext(ctx).Raw("SELECT id FROM files WHERE expires_at <= ? AND state IN ('pending', 'ready') ORDER BY expires_at LIMIT ?", now, limit).Scan(&ids).Error
	if err != nil || len(ids) == 0 {
		return 0, translate(err)
	}
	err = s.InTx(models.WithTicket(ctx, nil), func(tx *Tx) error {
		_, err := tx.exec(ctx, dropFile+"id IN ? AND expires_at <= ? AND state IN ('pending', 'ready')", tx.Now, ids, now)
		return err
	})
	return len(ids), err
}

// DeadFiles lists files whose contents are to be removed.
func (q queries) DeadFiles(ctx context.Context, now models.Instant, limit int) ([]models.ID, error) {
	var ids []models.ID
	err := q.db.WithContext(ctx).Raw("SELECT id FROM files WHERE expires_at <= ? AND state = 'deleted' ORDER BY expires_at LIMIT ?", now, limit).Scan(&ids).Error
	return ids, translate(err)
}

// BuryFile notes that the content of a file is removed; the row stays until an
// instant, because it counts for the day.
func (tx *Tx) BuryFile(ctx context.Context, id models.ID, until models.Instant) error {
	return tx.exec1(ctx, "UPDATE files SET state = 'gone', expires_at = ? WHERE id = ? AND state = 'deleted'", until, id)
}

// PostponeFile makes a removal that failed wait.
func (tx *Tx) PostponeFile(ctx context.Context, id models.ID, until models.Instant) error {
	return tx.exec1(ctx, "UPDATE files SET expires_at = ? WHERE id = ? AND state = 'deleted'", until, id)
}

// PurgeFiles removes the rows of files that are long gone.
func (s *Store) PurgeFiles(ctx context.Context, before models.Instant) (int64, error) {
	return s.purge(ctx, before, func(ends *[]models.Instant) error {
		return s.db.WithContext(ctx).Raw("SELECT expires_at FROM files WHERE expires_at <= ? AND state = 'gone' ORDER BY expires_at LIMIT ?", before, purgeStep).Scan(ends).Error
	}, func(tx *Tx, upTo models.Instant) (int64, error) {
		return tx.exec(ctx, "DELETE FROM files WHERE expires_at <= ? AND state = 'gone'", upTo)
	})
}
