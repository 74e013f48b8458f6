package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// RevealedContact is one phone number in clear, on its way to who asked.
type RevealedContact struct {
	MembershipID models.ID
	PersonID     models.ID
	Phone        string
	Left         int64 // how many more today
}

// RevealContact shows a head or secretary the phone number of one active
// member of the own organization, for a reason, at most models.ContactRevealsADay times
// a day. The member is told who looked, as the organization, and why.
func (s *Service) RevealContact(
	ctx context.Context, actor models.Actor, membership models.ID, reason string,
) (RevealedContact, error) {
	reason = text.Clean(reason)
	if err := models.CheckReason(reason); err != nil {
		return RevealedContact{}, err
	}
	return act.On(models.WithTicket(ctx, nil), s.st, actor, act.Of[revealing, RevealedContact]{
		Event: func(v revealing) audit.Event {
			return audit.InOrganization(v.o, ActionRevealContact, "membership", membership,
				map[string]string{"reason": forTrail(reason)})
		},
		Lock: func(tx *store.Tx) (v revealing, err error) {
			// Held first: the looks of one person are counted one after the other.
			if _, err := tx.LockPerson(ctx, actor.PersonID); err != nil {
				return v, err
			}
			fresh, err := tx.Fresh(ctx, actor)
			if err != nil {
				return v, err
			}
			seen := fresh.Organizations(models.ReviewerRoles()...)
			if v.m, err = readMemberToContact(ctx, tx, seen, membership); err != nil {
				return v, err
			}
			v.o, err = tx.OrganizationOf(ctx, v.m.OrganizationID)
			return v, err
		},
		Do: func(tx *store.Tx, v *revealing) error { return s.reveal(ctx, tx, actor, v, reason) },
		Tell: func(tx *store.Tx, v revealing) error {
			return inbox.Tell(ctx, tx, inbox.Notice{PersonID: v.m.PersonID, Kind: models.NoticeContactRevealed,
				Subject: "organization", SubjectID: v.o.ID,
				Params: map[string]string{"organization": v.o.Name, "reason": reason}})
		},
		Answer: func(_ *store.Tx, v revealing) (RevealedContact, error) { return v.out, nil },
	})
}

// revealing is a member of an organization of the actor, in the hands of the act.
type revealing struct {
	m   memberContact
	o   models.Organization
	out RevealedContact
}

// reveal opens the number, within the bound of the day, and writes down who looked.
func (s *Service) reveal(ctx context.Context, tx *store.Tx, actor models.Actor, v *revealing, reason string) error {
	if len(v.m.PhoneSealed) == 0 {
		return models.ErrContactNone
	}
	day := models.DayOf(tx.Now)
	seen, err := countContactReveals(ctx, tx, actor.PersonID, day)
	if err != nil {
		return err
	}
	if seen >= models.ContactRevealsADay {
		return models.ErrContactLimit.After(day.AddDays(1).Start().Sub(tx.Now))
	}
	plain, err := s.ring.Open(keyring.PersonPhone, v.m.PersonID[:], v.m.PhoneSealed)
	if err != nil {
		return err
	}
	v.out = RevealedContact{MembershipID: v.m.ID, PersonID: v.m.PersonID, Phone: string(plain),
		Left: models.ContactRevealsADay - seen - 1}
	return insertContactReveal(ctx, tx, &models.ContactReveal{ID: tx.NewID(), ActorID: actor.PersonID,
		PersonID: v.m.PersonID, OrganizationID: v.m.OrganizationID, MembershipID: v.m.ID, Day: day,
		Reason: reason, CreatedAt: tx.Now})
}
