package notify

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// TellMembers writes the same notice to everybody with a live spell in a body,
// in one statement, as TellRoll does. n has no PersonID and no Dedupe.
func TellMembers(ctx context.Context, tx *store.Tx, organization models.ID, n Notice) error {
	row, err := inboxRow(tx, n)
	if err != nil {
		return err
	}
	return tx.InsertMemberNotices(ctx, organization, row)
}

// TellSignups writes the same notice to everybody on the list of an activity, in
// one statement.
func TellSignups(ctx context.Context, tx *store.Tx, activity models.ID, n Notice) error {
	row, err := inboxRow(tx, n)
	if err != nil {
		return err
	}
	return tx.InsertSignupNotices(ctx, activity, row)
}
