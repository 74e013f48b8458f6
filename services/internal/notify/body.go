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
	return tx.InsertMemberNotices(ctx, body, []models.MembershipState{models.MembershipActive}, but, row)
}

// TellEverybody is TellMembers for applicants and the invited, too.
func TellEverybody(ctx context.Context, tx *store.Tx, body models.ID, n Notice) error {
	row, err := inboxRow(tx, n)
	if err != nil {
		return err
	}
	live := []models.MembershipState{models.MembershipActive, models.MembershipApplied, models.MembershipInvited}
	_, err = tx.InsertMemberNotices(ctx, body, live, models.ID{}, row)
	return err
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
