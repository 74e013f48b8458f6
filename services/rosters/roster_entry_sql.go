package rosters

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/store"
)

// insertRosterEntries adds people of a list; one whose number is on a list of
// the organization already is ErrDuplicate.
func insertRosterEntries(ctx context.Context, tx *store.Tx, rows []roster.Entry) error {
	return store.InPowersOfTwo(rows, func(part []roster.Entry) error { return tx.Create(ctx, &part) })
}

// listRosterEntries lists the entries of a roster in the order of its rows: those
// who have said yes, or all others.
func listRosterEntries(ctx context.Context, q store.Reader, rosterID models.ID, claimed bool,
	page models.Page) (models.List[roster.Entry], error) {
	var after int64
	if page.After != nil {
		after = page.After.Key
	}
	states := []roster.EntryState{roster.EntryWaiting, roster.EntryDeclined}
	if claimed {
		states = []roster.EntryState{roster.EntryClaimed}
	}
	rows, err := store.Find[roster.Entry](q,
		q.Query(ctx).Where("roster_id = ? AND row_no > ? AND state IN ?", rosterID, after, states).
			Order("row_no").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(e roster.Entry) models.Cursor {
		return models.Cursor{Key: e.RowNo, ID: e.ID}
	}), store.Translate(err)
}

// listedNumber is a number that is on a list of an organization.
type listedNumber struct {
	IDNumberIndex    []byte
	IDNumberIndexAlt []byte
	// Withheld: somebody has declined, and the list is taken back; the organization is
	// not to see that there was a no.
	Withheld bool
}

// listListedNumbers finds which of some numbers are on lists of an organization, after
// forgetting those whose time is over.
func listListedNumbers(ctx context.Context, tx *store.Tx, organization models.ID,
	numbers []store.Indexes) ([]listedNumber, error) {
	var all []listedNumber
	for _, alt := range []bool{false, true} {
		values, column := slotOf(numbers, alt), slotColumn(alt)
		if len(values) == 0 {
			continue
		}
		_, err := tx.ExecN(ctx, "DELETE FROM roster_entries WHERE organization_id = ? AND "+column+
			" IN ? AND expires_at <= ? AND state <> ?",
			organization, values, tx.Now, roster.EntryClaimed)
		if err != nil {
			return nil, err
		}
		var rows []listedNumber
		err = tx.Query(ctx).Raw(`SELECT e.id_number_index, e.id_number_index_alt, CASE WHEN e.state = ?
			AND r.state IN ('cancelling', 'cancelled') THEN 1 ELSE 0 END AS withheld
			FROM roster_entries e JOIN rosters r ON r.id = e.roster_id
			WHERE e.organization_id = ? AND e.`+column+` IN ?`,
			roster.EntryDeclined, organization, values).Scan(&rows).Error
		if err != nil {
			return nil, store.Translate(err)
		}
		all = append(all, rows...)
	}
	return all, nil
}

// verifiedHolder is a verified person who holds a number, and whether they are
// a member of the organization that was asked about.
type verifiedHolder struct {
	ID               models.ID
	NameSealed       []byte
	IDNumberIndex    []byte
	IDNumberIndexAlt []byte
	Member           bool
}

// listVerifiedHolders finds the verified people who hold some numbers. It is for
// what they are told themselves, and for whom the organization has among its members:
// that anybody else is registered must not leave the caller.
func listVerifiedHolders(ctx context.Context, q store.Reader, organization models.ID,
	numbers []store.Indexes) ([]verifiedHolder, error) {
	var all []verifiedHolder
	for _, alt := range []bool{false, true} {
		values, column := slotOf(numbers, alt), slotColumn(alt)
		if len(values) == 0 {
			continue
		}
		var rows []verifiedHolder
		err := q.Query(ctx).Raw(`SELECT p.id, p.name_sealed, p.id_number_index, p.id_number_index_alt,
			CASE WHEN m.id IS NULL THEN 0 ELSE 1 END AS member FROM persons p
			LEFT JOIN memberships m ON m.person_id = p.id AND m.organization_id = ? AND m.state = ?
			WHERE p.`+column+` IN ? AND p.verification = ? AND p.state = ?`,
			organization, models.MembershipActive, values, models.VerificationVerified, models.PersonActive).
			Scan(&rows).Error
		if err != nil {
			return nil, store.Translate(err)
		}
		all = append(all, rows...)
	}
	return all, nil
}

// slotColumn gives the column of a slot.
func slotColumn(alt bool) string {
	if alt {
		return "id_number_index_alt"
	}
	return "id_number_index"
}

// slotOf gives the indexes of a slot; none when the ring has no key for it.
func slotOf(numbers []store.Indexes, alt bool) [][]byte {
	var values [][]byte
	for _, n := range numbers {
		v := n.Main
		if alt {
			v = n.Alt
		}
		if v != nil {
			values = append(values, v)
		}
	}
	return values
}

// readRosterClaim reads an entry of a number that can be answered, or that this
// person has answered.
func readRosterClaim(ctx context.Context, q store.Reader, id, person models.ID, number store.Indexes,
	now models.Instant) (roster.Claim, error) {
	var rows []roster.Claim
	err := q.Query(ctx).Raw(store.ClaimColumns+`e.id = ?
		AND (e.person_id = ? OR (e.id_number_index = ? OR e.id_number_index_alt = ?) AND `+store.Claimable+")",
		id, person, number.Main, number.Alt, now).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		return roster.Claim{}, store.ErrNotFound
	}
	if err != nil {
		return roster.Claim{}, store.Translate(err)
	}
	return rows[0], nil
}

// claimEntry writes a yes and forgets name and number; ErrNotAffected when it
// has been answered, or was taken back.
func claimEntry(ctx context.Context, tx *store.Tx, id, person, membership models.ID, until models.Instant) error {
	return tx.Exec1(ctx, `UPDATE roster_entries
		SET state = ?, name_sealed = NULL, id_number_sealed = NULL, id_number_index = NULL,
		id_number_index_alt = NULL, person_id = ?, membership_id = ?, decided_at = ?, expires_at = ?
		WHERE id = ? AND state = ?`,
		roster.EntryClaimed, person, membership, tx.Now, until, id, roster.EntryWaiting)
}

// declineEntry writes a no, which keeps the number from being asked again until
// an instant.
func declineEntry(ctx context.Context, tx *store.Tx, id, person models.ID, until models.Instant) error {
	return tx.Exec1(ctx, `UPDATE roster_entries
		SET state = ?, person_id = ?, decided_at = ?, expires_at = ?
		WHERE id = ? AND state = ?`,
		roster.EntryDeclined, person, tx.Now, until, id, roster.EntryWaiting)
}

// dropWaiting removes at most limit entries of a roster that nobody has
// answered, and tells how many there were.
func dropWaiting(ctx context.Context, tx *store.Tx, rosterID models.ID, limit int) (int, error) {
	var ids []models.ID
	err := tx.Query(ctx).Raw(`SELECT id FROM roster_entries WHERE roster_id = ? AND state = ?
		ORDER BY row_no LIMIT ?`, rosterID, roster.EntryWaiting, limit).
		Scan(&ids).Error
	if err != nil || len(ids) == 0 {
		return 0, store.Translate(err)
	}
	_, err = tx.ExecN(ctx, "DELETE FROM roster_entries WHERE id IN ? AND state = ?", ids, roster.EntryWaiting)
	return len(ids), err
}

// dropNumber removes what lists of any organization have of a number and nobody has
// said yes to: its person has closed the account.
func dropNumber(ctx context.Context, tx *store.Tx, number store.Indexes) error {
	_, err := tx.ExecN(ctx, `DELETE FROM roster_entries
		WHERE (id_number_index = ? OR id_number_index_alt = ?) AND state <> ?`,
		number.Main, number.Alt, roster.EntryClaimed)
	return err
}
