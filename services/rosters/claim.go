package rosters

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/rostermatch"
	"xinjumin/services/internal/store"
)

// card is what a verified person has proved; ok is false for anybody else.
func (s *Service) card(ctx context.Context, from store.Reader, person models.ID) (name string, number models.IDNumber, ok bool, err error) {
	p, err := from.Person(ctx, person)
	if err != nil || p.Verification != models.VerificationVerified || len(p.NameSealed) == 0 || len(p.IDNumberSealed) == 0 {
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

// Claims lists the bodies that have the actor on their list and wait for the
// answer. Nobody who is not verified is on any.
func (s *Service) Claims(ctx context.Context, actor models.Actor) ([]models.RosterClaim, error) {
	name, number, ok, err := s.card(ctx, s.st, actor.PersonID)
	if err != nil || !ok {
		return nil, err
	}
	return rostermatch.Claims(ctx, s.st, s.ring, name, number, s.st.Now())
}

// claim reads an entry that is about the actor; anything else is
// models.ErrNotFound. One that was answered is ErrRosterDecided.
func (s *Service) claim(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (models.RosterClaim, error) {
	name, number, ok, err := s.card(ctx, tx, actor.PersonID)
	if err != nil {
		return models.RosterClaim{}, err
	}
	c, err := readRosterClaim(ctx, tx, id, actor.PersonID, rostermatch.Indexes(s.ring, number), tx.Now)
	switch {
	case err != nil:
		return c, err
	case !ok:
		return c, models.ErrNotFound
	case c.State != models.EntryWaiting:
		return c, models.ErrRosterDecided
	}
	same, err := rostermatch.Names(s.ring, c.RosterEntry, name)
	if err == nil && !same {
		err = models.ErrNotFound
	}
	return c, err
}

// answer runs an answer with the row of the body locked, so that places are
// counted and of two answers at once the second finds the first.
func (s *Service) answer(ctx context.Context, actor models.Actor, id models.ID, do func(tx *store.Tx, o models.Organization, c models.RosterClaim) error) error {
	return s.st.InTx(ctx, func(tx *store.Tx) error {
		c, err := s.claim(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		o, err := tx.LockOrganization(ctx, c.OrganizationID)
		if err != nil {
			return err
		}
		if c, err = s.claim(ctx, tx, actor, id); err != nil {
			return err
		}
		return do(tx, o, c)
	})
}

// once tells whoever comes second that the answer was given, or the list taken
// back meanwhile.
func once(err error) error {
	if errors.Is(err, store.ErrNotAffected) {
		return models.ErrRosterDecided.Because(err)
	}
	return err
}

// Accept is the yes of the person: the body has vouched already, so the spell is
// active at once, while there is room and by the same rules as any other.
func (s *Service) Accept(ctx context.Context, actor models.Actor, id models.ID) (models.Spell, error) {
	var out models.Spell
	err := s.answer(ctx, actor, id, func(tx *store.Tx, o models.Organization, c models.RosterClaim) error {
		if err := o.AcceptsApplications(); err != nil {
			return err
		}
		if err := membership.Admits(ctx, tx, s.ring, o, actor.PersonID); err != nil {
			return err
		}
		m := models.Claimed(o, c, actor.PersonID, tx.Now)
		m.ID = tx.NewID()
		if err := membership.Enter(ctx, tx, o, &m); err != nil {
			return err
		}
		if err := tx.InsertMembership(ctx, &m); err != nil {
			return membership.Taken(ctx, tx, o, m, err)
		}
		if err := once(claimEntry(ctx, tx, c.ID, actor.PersonID, m.ID, tx.Now.Add(models.RosterEntryLife))); err != nil {
			return err
		}
		if err := countClaimed(ctx, tx, c.RosterID); err != nil {
			return err
		}
		if err := s.tellHeads(ctx, tx, o, actor); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, answered(ActionAccept, o, c)); err != nil {
			return err
		}
		out = models.Spell{Membership: m, OrganizationName: o.Name, OrganizationKind: o.Kind, RegionCode: o.RegionCode}
		return tx.Answer(ctx, out)
	})
	return out, err
}

// Decline is the no of the person. The body does not see it, and cannot ask
// again for thirty days.
func (s *Service) Decline(ctx context.Context, actor models.Actor, id models.ID) (models.RosterClaim, error) {
	var out models.RosterClaim
	err := s.answer(ctx, actor, id, func(tx *store.Tx, o models.Organization, c models.RosterClaim) error {
		c.State, c.PersonID, c.DecidedAt, c.ExpiresAt = models.EntryDeclined, &actor.PersonID, &tx.Now, tx.Now.Add(models.RosterDeclineLife)
		if err := once(declineEntry(ctx, tx, c.ID, actor.PersonID, c.ExpiresAt)); err != nil {
			return err
		}
		// The trail of the body is read by its officers: the act is the person's own.
		if err := audit.Record(ctx, tx, actor, audit.Event{Action: ActionDecline, Object: "roster_claim", ObjectID: c.ID}); err != nil {
			return err
		}
		c.NameSealed, c.IDNumberSealed, c.IDNumberIndex, c.IDNumberIndexAlt = nil, nil, nil, nil
		out = c
		return tx.Answer(ctx, out)
	})
	return out, err
}

func (s *Service) tellHeads(ctx context.Context, tx *store.Tx, o models.Organization, actor models.Actor) error {
	heads, err := tx.OfficeHolders(ctx, o.ID, o.Kind.Reviewers(), tx.Now, toldMax)
	if err != nil {
		return err
	}
	told := map[models.ID]bool{actor.PersonID: true}
	var rows []inbox.Notice
	for _, h := range heads {
		if !told[h.PersonID] {
			told[h.PersonID] = true
			rows = append(rows, inbox.Notice{PersonID: h.PersonID, Kind: models.NoticeRosterClaimed, Subject: "organization", SubjectID: o.ID,
				Params: map[string]string{"organization": o.Name}})
		}
	}
	return inbox.Tell(ctx, tx, rows...)
}

func answered(action models.Action, o models.Organization, c models.RosterClaim) audit.Event {
	return audit.Event{Action: action, Object: "roster_claim", ObjectID: c.ID, OrganizationID: o.ID, RegionCode: o.RegionCode}
}
