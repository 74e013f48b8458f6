package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// TellAbout writes one inbox row for each person but the one who acts, with the
// name of the organization that it is about.
func TellAbout(ctx context.Context, tx *store.Tx, n Notice, o models.Organization, actor models.Actor,
	people ...models.ID) error {
	params := map[string]string{"organization": o.Name}
	for k, v := range n.Params {
		params[k] = v
	}
	told := map[models.ID]bool{actor.PersonID: true}
	var rows []Notice
	for _, person := range people {
		if !told[person] {
			told[person] = true
			n.PersonID, n.Params = person, params
			rows = append(rows, n)
		}
	}
	return Tell(ctx, tx, rows...)
}

// TellMembers writes the same notice to every active member of an organization but one
// person, in one statement, and tells how many. n has no PersonID and no Dedupe.
func TellMembers(ctx context.Context, tx *store.Tx, organization, but models.ID, n Notice) (int64, error) {
	row, err := inboxRow(tx, n)
	if err != nil {
		return 0, err
	}
	return insertMemberNotices(ctx, tx, organization, []models.MembershipState{models.MembershipActive}, but, row)
}

// TellEverybody is TellMembers for applicants and the invited, too.
func TellEverybody(ctx context.Context, tx *store.Tx, organization models.ID, n Notice) error {
	row, err := inboxRow(tx, n)
	if err != nil {
		return err
	}
	live := []models.MembershipState{models.MembershipActive, models.MembershipApplied, models.MembershipReturned,
		models.MembershipInvited}
	_, err = insertMemberNotices(ctx, tx, organization, live, models.ID{}, row)
	return err
}

// TellSignups writes the same notice to everybody on the list of an activity, in
// one statement.
func TellSignups(ctx context.Context, tx *store.Tx, activity models.ID, n Notice) error {
	row, err := inboxRow(tx, n)
	if err != nil {
		return err
	}
	return insertSignupNotices(ctx, tx, activity, row)
}
