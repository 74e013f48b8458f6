package attach

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/upload"
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
