package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// TellRoll writes the same notice to everybody on the roll of a poll, in one
// statement: a hundred thousand rows must not wait for each other's network. n
// has no PersonID and no Dedupe.
func TellRoll(ctx context.Context, tx *store.Tx, poll models.ID, n Notice) error {
	row, err := inboxRow(tx, n)
	if err != nil {
		return err
	}
	return insertRollNotices(ctx, tx, poll, row)
}
