package attach

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// errNotYours names the field of the organization that must be a file of the actor.
func errNotYours(field string) error {
	return models.ErrInvalid.With(models.BodyField(field, "file", "请重新上传这个文件",
		"is no file of yours for this purpose that is still free"))
}

// File binds a file of the actor to a subject, in the transaction of the act.
// field is the JSON pointer of the body that named the file. A file that is
// absent, somebody else's, for another purpose, blocked, or already in use is
// request.invalid: which of these it is tells nothing to a stranger.
func File(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID, purpose upload.Purpose, kind string,
	subject models.ID, field string) error {
	err := attachFile(ctx, tx, actor.PersonID, id, purpose, kind, subject)
	if errors.Is(err, store.ErrNotAffected) {
		return errNotYours(field)
	}
	return err
}

// Files binds several files like File; the field of each is its place in the
// list. One that is named twice is taken once and then not free.
func Files(ctx context.Context, tx *store.Tx, actor models.Actor, ids []models.ID, purpose upload.Purpose, kind string,
	subject models.ID, field string) error {
	for i, id := range ids {
		err := File(ctx, tx, actor, id, purpose, kind, subject, field+"/"+strconv.Itoa(i))
		if err != nil {
			return err
		}
	}
	return nil
}

// Move binds the files of a subject to another one of the same noun, which goes on with
// what the first was about. The caller holds both.
func Move(ctx context.Context, tx *store.Tx, kind string, from, to models.ID) error {
	return moveFiles(ctx, tx, kind, from, to)
}

// Views gives the files of a subject as a reader gets them, as they came. The
// caller has judged that the reader may see the subject, and all of its files.
func Views(ctx context.Context, q store.Reader, ring *keyring.Ring, kind string, subject, reader models.ID,
	now models.Instant) ([]upload.View, error) {
	files, err := listFiles(ctx, q, kind, subject)
	if err != nil {
		return nil, err
	}
	views := make([]upload.View, len(files))
	for i, f := range files {
		if views[i], err = View(ring, f, reader, now); err != nil {
			return nil, err
		}
	}
	return views, nil
}

// Voice binds a recording of the actor like File, and keeps what was said in it
// with it. The caller has checked the transcript (upload.Transcript.Check).
func Voice(ctx context.Context, tx *store.Tx, ring *keyring.Ring, actor models.Actor, v upload.Transcript, kind string,
	subject models.ID, field string) error {
	if err := File(ctx, tx, actor, v.ID, upload.Voice, kind, subject, field); err != nil {
		return err
	}
	words, err := ring.SealText(keyring.FileTranscript, v.ID[:], v.Words)
	if err != nil {
		return err
	}
	return setTranscript(ctx, tx, v, words)
}
