package notify

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// TellMembers writes the same notice to every active member of a body but one
// person, in one statement, and tells how many. n has no PersonID and no Dedupe.
func TellMembers(ctx context.Context, tx *store.Tx, body, but models.ID, n Notice) (int64, error) {
	row, err := inboxRow(tx, n)
	if err != nil {
		return 0, err
	}
	return tx.InsertMemberNotices(ctx, body, but, row)
}
