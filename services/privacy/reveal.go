package privacy

import (
	"context"

	"xinjumin/models"
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
// member of the own body, for a reason, at most models.ContactRevealsADay times
// a day. The member is told who looked, as the body, and why.
func (s *Service) RevealContact(ctx context.Context, actor models.Actor, membership models.ID, reason string) (RevealedContact, error) {
	reason = text.Clean(reason)
	if err := models.CheckReason(reason); err != nil {
		return RevealedContact{}, err
	}
	var out RevealedContact
	event := audit.Event{Action: ActionRevealContact, Object: "membership", ObjectID: membership, Detail: map[string]string{"reason": forTrail(reason)}}
	err := s.st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		// Held first: the looks of one person are counted one after the other.
		if _, err := tx.LockPerson(ctx, actor.PersonID); err != nil {
			return err
		}
		actor, err := tx.Fresh(ctx, actor)
		if err != nil {
			return err
		}
		m, err := readMemberToContact(ctx, tx, actor.Organizations(models.ReviewerRoles()...), membership)
		if err != nil {
			return err
		}
		if len(m.PhoneSealed) == 0 {
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
		plain, err := s.ring.Open(keyring.PersonPhone, m.PersonID[:], m.PhoneSealed)
		if err != nil {
			return err
		}
		out = RevealedContact{MembershipID: m.ID, PersonID: m.PersonID, Phone: string(plain), Left: models.ContactRevealsADay - seen - 1}
		row := models.ContactReveal{ID: tx.NewID(), ActorID: actor.PersonID, PersonID: m.PersonID, OrganizationID: m.OrganizationID,
			MembershipID: m.ID, Day: day, Reason: reason, CreatedAt: tx.Now}
		if err := insertContactReveal(ctx, tx, &row); err != nil {
			return err
		}
		return tellRevealed(ctx, tx, actor, m, reason, event)
	})
	if err != nil {
		return RevealedContact{}, err
	}
	return out, nil
}

func tellRevealed(ctx context.Context, tx *store.Tx, actor models.Actor, m memberContact, reason string, event audit.Event) error {
	o, err := tx.OrganizationOf(ctx, m.OrganizationID)
	if err != nil {
		return err
	}
	event.RegionCode, event.OrganizationID = o.RegionCode, o.ID
	if err := audit.Record(ctx, tx, actor, event); err != nil {
		return err
	}
	return inbox.Tell(ctx, tx, inbox.Notice{PersonID: m.PersonID, Kind: models.NoticeContactRevealed, Subject: "organization", SubjectID: o.ID,
		Params: map[string]string{"organization": o.Name, "reason": reason}})
}
