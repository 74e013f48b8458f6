package store

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/upload"
)

// OwnFile reads a complete file that is this person's own.
func (q queries) OwnFile(ctx context.Context, owner, id models.ID) (upload.File, error) {
	return Take[upload.File](ctx, q, "id = ? AND owner_id = ? AND state = 'ready'", id, owner)
}

// SubjectFiles lists the complete files that are attached to a subject, the
// oldest first. The caller has judged who may see the subject.
func (q queries) SubjectFiles(ctx context.Context, kind string, subject models.ID) ([]upload.File, error) {
	rows, err := Find[upload.File](q, q.Query(ctx).
		Where("subject_kind = ? AND subject_id = ? AND state = 'ready'", kind, subject).Order("attached_at, id"))
	return rows, Translate(err)
}

// JudgeFile writes what was decided about showing a file; ErrNotAffected when it
// is not there.
func (tx *Tx) JudgeFile(ctx context.Context, id models.ID, to upload.Moderation) error {
	return tx.Exec1(ctx, "UPDATE files SET moderation = ? WHERE id = ? AND state = 'ready'", to, id)
}

// DropFile forgets the key at once, so that the content is unreadable from here
// on; the sweep removes it.
const DropFile = "UPDATE files SET state = 'deleted', key_sealed = NULL, name_sealed = NULL, expires_at = ? WHERE "

// FilesOf lists the complete files of a person, for the export of everything and
// for the closing of an account.
func (q queries) FilesOf(ctx context.Context, owner models.ID) ([]upload.File, error) {
	rows, err := Find[upload.File](q, q.Query(ctx).Where("owner_id = ? AND state = 'ready'", owner).
		Order("created_at, id"))
	return rows, Translate(err)
}
