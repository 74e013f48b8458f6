package attach

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/store"
)

// attachFile binds a complete file of its owner to what it is for, once; it no
// longer goes away by itself. ErrNotAffected: it is not there, not theirs, for
// something else, blocked, or in use.
func attachFile(ctx context.Context, tx *store.Tx, owner, id models.ID, purpose upload.Purpose, kind string,
	subject models.ID) error {
	return tx.Exec1(ctx, `UPDATE files
		SET subject_kind = ?, subject_id = ?, attached_at = ?, expires_at = NULL
		WHERE id = ? AND owner_id = ? AND purpose = ? AND state = 'ready' AND moderation <> 'blocked'
		AND attached_at IS NULL`,
		kind, subject, tx.Now, id, owner, purpose)
}

// moveFiles binds the files of a subject to another one.
func moveFiles(ctx context.Context, tx *store.Tx, kind string, from, to models.ID) error {
	_, err := tx.ExecN(ctx, "UPDATE files SET subject_id = ? WHERE subject_kind = ? AND subject_id = ?", to, kind, from)
	return err
}

// listFiles lists the complete files of a subject, as they came.
func listFiles(ctx context.Context, q store.Reader, kind string, subject models.ID) ([]upload.File, error) {
	return store.Find[upload.File](q, q.Query(ctx).
		Where("subject_kind = ? AND subject_id = ? AND state = 'ready'", kind, subject).Order("created_at, id"))
}

// setTranscript keeps with a recording that this transaction has attached what
// was said in it.
func setTranscript(ctx context.Context, tx *store.Tx, v upload.Transcript, sealed []byte) error {
	return tx.Exec1(ctx, `UPDATE files SET transcript_sealed = ?, transcript_lang = ?, transcript_confirmed = ?
		WHERE id = ? AND attached_at IS NOT NULL`, sealed, v.Lang, v.Confirmed, v.ID)
}

// bindPrinted makes a waiting file of the program complete and binds it, at once;
// ErrNotAffected when it waits no longer.
func bindPrinted(ctx context.Context, tx *store.Tx, id models.ID, kind string, subject models.ID) error {
	return tx.Exec1(ctx, `UPDATE files SET state = 'ready', subject_kind = ?, subject_id = ?, attached_at = ?,
		expires_at = NULL WHERE id = ? AND state = 'pending'`, kind, subject, tx.Now, id)
}
