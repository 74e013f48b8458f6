package rosters

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// detachFiles lets go what is attached to a subject: it goes away with the next
// sweep. It tells how many there were.
func detachFiles(ctx context.Context, tx *store.Tx, kind string, subject models.ID) (int64, error) {
	return tx.ExecN(ctx, store.DropFile+"subject_kind = ? AND subject_id = ? AND state = 'ready'", tx.Now, kind,
		subject)
}
