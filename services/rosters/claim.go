package rosters

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/rostermatch"
	"xinjumin/services/internal/store"
)

// card is what a verified person has proved; ok is false for anybody else.
func (s *Service) card(
	ctx context.Context, from store.Reader, person models.ID,
) (name string, number models.IDNumber, ok bool, err error) {
	p, err := from.Person(ctx, person)
	if err != nil || p.Verification != models.VerificationVerified || len(p.NameSealed) == 0 ||
		len(p.IDNumberSealed) == 0 {
		return "", number, false, err
	}
	plain, err := s.ring.Open(keyring.PersonName, p.ID[:], p.NameSealed)
	if err != nil {
		return "", number, false, err
	}
	digits, err := s.ring.Open(keyring.PersonIDNumber, p.ID[:], p.IDNumberSealed)
	if err != nil {
		return "", number, false, err
	}
	number, err = models.ParseIDNumber(string(digits))
	return string(plain), number, err == nil, err
}

// Claims lists the organizations that have the actor on their list and wait for the
// answer. Nobody who is not verified is on any.
func (s *Service) Claims(ctx context.Context, actor models.Actor) ([]roster.Claim, error) {
	name, number, ok, err := s.card(ctx, s.st, actor.PersonID)
	if err != nil || !ok {
		return nil, err
	}
	return rostermatch.Claims(ctx, s.st, s.ring, name, number, s.st.Now())
}

// claim reads an entry that is about the actor; anything else is
// models.ErrNotFound. One that was answered is ErrRosterDecided.
func (s *Service) claim(
	ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID,
) (roster.Claim, error) {
	name, number, ok, err := s.card(ctx, tx, actor.PersonID)
	if err != nil {
		return roster.Claim{}, err
	}
	c, err := readRosterClaim(ctx, tx, id, actor.PersonID, rostermatch.Indexes(s.ring, number), tx.Now)
	switch {
	case err != nil:
		return c, err
	case !ok:
		return c, models.ErrNotFound
	}
	if err := c.Open(); err != nil {
		return c, err
	}
	same, err := rostermatch.Names(s.ring, c.Entry, name)
	if err == nil && !same {
		err = models.ErrNotFound
	}
	return c, err
}

// claimed is an entry about the actor in the hands of an answer, with the
// organization held, so that places are counted and of two answers at once the
// second finds the first.
type claimed struct {
	c roster.Claim
	o models.Organization
	m models.Membership // after a yes
}

// hold finds the entry, and again behind the lock of its organization.
func (s *Service) hold(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (claimed, error) {
	c, o, err := act.Under(ctx, tx,
		func() (roster.Claim, error) { return s.claim(ctx, tx, actor, id) },
		func(c roster.Claim) models.ID { return c.OrganizationID })
	return claimed{c: c, o: o}, err
}

// Accept is the yes of the person: the organization has vouched already, so the
// membership is active at once, while there is room and by the same rules as any other.
func (s *Service) Accept(ctx context.Context, actor models.Actor, id models.ID) (models.OwnMembership, error) {
	return act.On(ctx, s.st, actor, act.Of[claimed, models.OwnMembership]{
		Event: func(v claimed) audit.Event { return answered(ActionAccept, v) },
		Lock:  func(tx *store.Tx) (claimed, error) { return s.hold(ctx, tx, actor, id) },
		Next:  func(_ *store.Tx, v *claimed) error { return v.o.AcceptsApplications() },
		Do: func(tx *store.Tx, v *claimed) error {
			if err := membership.Admits(ctx, tx, s.ring, v.o, actor.PersonID); err != nil {
				return err
			}
			v.m = roster.Claimed(v.o, v.c, actor.PersonID, tx.Now)
			v.m.ID = tx.NewID()
			if err := membership.Enter(ctx, tx, v.o, &v.m); err != nil {
				return err
			}
			if err := tx.InsertMembership(ctx, &v.m); err != nil {
				return membership.Taken(ctx, tx, v.o, v.m, err)
			}
			until := tx.Now.Add(roster.EntryLife)
			err := act.Lost(claimEntry(ctx, tx, v.c.ID, actor.PersonID, v.m.ID, until), roster.ErrDecided)
			if err != nil {
				return err
			}
			return countClaimed(ctx, tx, v.c.RosterID)
		},
		Tell: func(tx *store.Tx, v claimed) error {
			n := inbox.Notice{Kind: roster.NoticeClaimed, Subject: "organization", SubjectID: v.o.ID}
			return inbox.TellHolders(ctx, tx, n, v.o, actor, v.o.Kind.Reviewers()...)
		},
		Answer: func(_ *store.Tx, v claimed) (models.OwnMembership, error) {
			return v.m.In(v.o), nil
		},
	})
}

// Decline is the no of the person. The organization does not see it, and cannot
// ask again for thirty days.
func (s *Service) Decline(ctx context.Context, actor models.Actor, id models.ID) (roster.Claim, error) {
	return act.On(ctx, s.st, actor, act.Of[claimed, roster.Claim]{
		Event: func(v claimed) audit.Event { return answered(ActionDecline, v) },
		Lock:  func(tx *store.Tx) (claimed, error) { return s.hold(ctx, tx, actor, id) },
		Do: func(tx *store.Tx, v *claimed) error {
			v.c.State, v.c.PersonID, v.c.DecidedAt = roster.EntryDeclined, &actor.PersonID, &tx.Now
			v.c.ExpiresAt = tx.Now.Add(roster.DeclineLife)
			return act.Lost(declineEntry(ctx, tx, v.c.ID, actor.PersonID, v.c.ExpiresAt), roster.ErrDecided)
		},
		Answer: func(_ *store.Tx, v claimed) (roster.Claim, error) {
			v.c.NameSealed, v.c.IDNumberSealed, v.c.IDNumberIndex, v.c.IDNumberIndexAlt = nil, nil, nil, nil
			return v.c, nil
		},
	})
}

// answered is the audit row of an answer. The trail of an organization is read by
// its officers: only a yes that has become a membership is theirs to see, a no and
// a refusal are the person's own.
func answered(action models.Action, v claimed) audit.Event {
	e := audit.Event{Action: action, Object: "roster_claim", ObjectID: v.c.ID}
	if !v.m.ID.IsZero() {
		e.OrganizationID, e.RegionCode = v.o.ID, v.o.RegionCode
	}
	return e
}
