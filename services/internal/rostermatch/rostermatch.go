package rostermatch

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// claimsMax bounds how many organizations have one person on their lists.
const claimsMax = 50

// Indexes are the blind indexes of a number on lists; they are others than those
// of people, so that a reader of the database cannot join the two.
func Indexes(ring *keyring.Ring, number models.IDNumber) store.Indexes {
	main, alt := ring.BlindIndexes(keyring.RosterIDNumber, number.Digits())
	return store.Indexes{Main: main, Alt: alt}
}

// Claims lists the entries that are about a verified person, the newest first:
// the number and the name must be those of the card. Where the name differs, the
// number may be somebody's slip of the pen, and nobody is told of a list on
// which somebody else is meant.
func Claims(ctx context.Context, from store.Reader, ring *keyring.Ring, name string, number models.IDNumber,
	now models.Instant) ([]roster.Claim, error) {
	rows, err := listRosterClaims(ctx, from, Indexes(ring, number), now, claimsMax)
	if err != nil {
		return nil, err
	}
	own := rows[:0]
	for _, c := range rows {
		same, err := Names(ring, c.Entry, name)
		if err != nil {
			return nil, err
		}
		if same {
			own = append(own, c)
		}
	}
	return own, nil
}

// Names reports whether an entry has this name.
func Names(ring *keyring.Ring, e roster.Entry, name string) (bool, error) {
	plain, err := ring.Open(keyring.RosterName, e.ID[:], e.NameSealed)
	return err == nil && text.SameName(name, string(plain)), err
}

// TellVerified tells a person who has just been verified which organizations have them
// on a list, in the transaction of the verification.
func TellVerified(ctx context.Context, tx *store.Tx, ring *keyring.Ring, person models.ID, name string,
	number models.IDNumber) error {
	claims, err := Claims(ctx, tx, ring, name, number, tx.Now)
	if err != nil {
		return err
	}
	notices := make([]inbox.Notice, len(claims))
	for i, c := range claims {
		notices[i] = Notice(c.Entry, person, c.OrganizationName)
	}
	return inbox.Tell(ctx, tx, notices...)
}

// Notice is what a person is told about an entry, once, whoever finds them.
func Notice(e roster.Entry, person models.ID, organization string) inbox.Notice {
	return inbox.Notice{PersonID: person, Kind: roster.NoticeMatched, Subject: "roster_claim", SubjectID: e.ID,
		Params: map[string]string{"organization": organization},
		Dedupe: "roster:" + e.ID.String() + ":" + person.String()}
}
