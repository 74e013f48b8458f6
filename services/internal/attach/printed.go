package attach

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/store"
)

// Printed binds what the program has printed to a subject, in the transaction of the
// act, and gives its row. It was written before (services/files Keep) and waits; one
// that the sweep has taken meanwhile is models.ErrUnavailable.
func Printed(ctx context.Context, tx *store.Tx, f upload.File, kind string, subject models.ID) (upload.File, error) {
	err := bindPrinted(ctx, tx, f.ID, kind, subject)
	if errors.Is(err, store.ErrNotAffected) {
		return f, models.ErrUnavailable
	}
	f.State, f.SubjectKind, f.SubjectID, f.ExpiresAt, f.AttachedAt = upload.Ready, kind, &subject, nil, &tx.Now
	return f, err
}
