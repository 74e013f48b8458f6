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

// DropFile forgets the key at once, so that the content is unreadable from here
// on; the sweep removes it.
const DropFile = `UPDATE files SET state = 'deleted', key_sealed = NULL, name_sealed = NULL,
	transcript_sealed = NULL, expires_at = ? WHERE `

// DropFilesOf lets the complete files of a subject go and tells how many they were.
func (tx *Tx) DropFilesOf(ctx context.Context, kind string, subject models.ID) (int64, error) {
	return tx.ExecN(ctx, DropFile+"subject_kind = ? AND subject_id = ? AND state = 'ready'", tx.Now, kind, subject)
}
