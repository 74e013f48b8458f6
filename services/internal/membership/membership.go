package membership

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/profile"
	"xinjumin/services/internal/store"
)

// Facts gives what may be concluded from about a person on a day, within the
// consents.
func Facts(ctx context.Context, from store.Reader, ring *keyring.Ring, person models.ID,
	on models.Day) (models.ProfileFacts, error) {
	p, err := from.Person(ctx, person)
	if err != nil {
		return models.ProfileFacts{}, err
	}
	_, data, err := profile.Read(ctx, from, ring, person)
	if err != nil {
		return models.ProfileFacts{}, err
	}
	ledger, err := from.Consents(ctx, person)
	if err != nil {
		return models.ProfileFacts{}, err
	}
	return models.FactsOf(p, data, ledger, on), nil
}

// Admits refuses somebody who is known not to belong in an organization of this kind: too
// young, or by what they have told. What is not told is for the reviewer to ask.
func Admits(ctx context.Context, tx *store.Tx, ring *keyring.Ring, o models.Organization, person models.ID) error {
	if o.Kind.Policy().Admits == nil { // only the age counts: what else they told need not be opened
		p, err := tx.Person(ctx, person)
		if err != nil {
			return err
		}
		return o.Admits(models.FactsOf(p, models.ProfileData{}, nil, models.DayOf(tx.Now)))
	}
	f, err := Facts(ctx, tx, ring, person, models.DayOf(tx.Now))
	if err != nil {
		return err
	}
	return o.Admits(f)
}

// Enter counts an active membership in, takes what one may be in only once, and gives
// a member of a union the number of the card. The caller holds the row of the
// organization, and writes the membership next.
func Enter(ctx context.Context, tx *store.Tx, o models.Organization, m *models.Membership) error {
	if err := o.AllowsSide(m.Side); err != nil {
		return err
	}
	m.ExclusiveKey = models.ExclusiveKeyOf(o.Kind, m.Tie, m.PersonID)
	err := addMember(ctx, tx, o.ID, m.Side)
	if errors.Is(err, store.ErrNotAffected) {
		return models.ErrOrganizationFull.Because(err)
	}
	if err != nil || o.Kind != models.KindUnion || m.MemberNo != nil {
		return err
	}
	no, err := takeMemberNo(ctx, tx, o.ID)
	m.MemberNo = &no
	return err
}

// JobNext gives a place that got free to whoever waits for it; its subject is the
// membership that ended.
const JobNext = "membership.next"

// Leave counts a membership out, and ends what rests on it: the registration of a person who
// takes part in a Party branch, an open transfer of the tie. Where somebody waits
// for the place, it is given to them soon after.
func Leave(ctx context.Context, tx *store.Tx, m models.Membership) error {
	if err := tx.EndPartyPapers(ctx, m.ID); err != nil {
		return err
	}
	if err := removeMember(ctx, tx, m.OrganizationID, m.Side); err != nil {
		return err
	}
	waits, err := somebodyWaits(ctx, tx, m.OrganizationID)
	if err != nil || !waits {
		return err
	}
	return jobs.Schedule(ctx, tx, JobNext, m.ID, tx.Now)
}

// Taken says what a duplicate means that writing a membership has met: the person has
// a live membership there, or is already in what one may be in only once. Other
// errors pass.
func Taken(ctx context.Context, tx *store.Tx, o models.Organization, m models.Membership, err error) error {
	if !errors.Is(err, store.ErrDuplicate) {
		return err
	}
	other, lookup := tx.LiveMembership(ctx, o.ID, m.PersonID)
	switch elsewhere := o.Kind.Policy().Elsewhere; {
	case lookup == nil && other.ID != m.ID:
		return models.ErrMembershipExists.Because(err)
	case lookup != nil && !errors.Is(lookup, store.ErrNotFound):
		return lookup
	case m.ExclusiveKey != nil && elsewhere != nil:
		return elsewhere.Because(err)
	}
	return models.ErrMembershipExists.Because(err)
}
