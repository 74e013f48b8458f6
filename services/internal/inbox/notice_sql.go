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
