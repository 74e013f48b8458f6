package mediation

import (
	"context"
	"errors"
	"time"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/qrcode"
	"xinjumin/services/internal/store"
)

// secondTap is how long the same request for a code is one request.
const secondTap = time.Minute

// Invited is a code into a case as the committee reads it.
type Invited struct {
	dispute.Invitation
	Code    string // while somebody may still use it
	AskedBy string // the verified name of who asks to be the party
}

// codeOf gives the code of an invitation. It is made from the id by a key of the ring, so
// that the committee can read it again while the database holds but its hash; empty when
// the keys are others now.
func (s *Service) codeOf(i dispute.Invitation) string {
	for _, mark := range s.ring.SignAll(keyring.PurposeInvitation, i.ID[:]) {
		code := models.NewSceneCode(models.ID(mark[:16]))
		if models.CaseCodeHash(code) == i.CodeSHA256 {
			return code
		}
	}
	return ""
}

// Invite makes a code by which the person who is meant asks to be this party: for one
// person, once, within fourteen days. One that was there before is void with it; a second
// tap, within a minute, makes no other one. A head of the committee or a mediator of the
// case may.
func (s *Service) Invite(ctx context.Context, actor models.Actor, version *int64, party models.ID) (Summary, error) {
	return s.onParty(ctx, actor, party, version, dispute.Invite, func(tx *store.Tx, st *step, p *dispute.Party) error {
		if p.PersonID != nil {
			return dispute.ErrPartyJoined
		}
		st.detail["party_id"] = party.String()
		live, err := listLiveInvitations(ctx, tx, st.d.ID)
		if err != nil {
			return err
		}
		if i, is := live[party]; is && i.State == dispute.InvitationOpen && i.CreatedBy == actor.PersonID &&
			tx.Now < i.CreatedAt.Add(secondTap) {
			return act.ErrUnchanged
		}
		if err := voidInvitations(ctx, tx, ofParty, party); err != nil {
			return err
		}
		row := dispute.Invitation{ID: tx.NewID(), DisputeID: st.d.ID, PartyID: party, State: dispute.InvitationOpen,
			LiveKey: &party, CreatedBy: actor.PersonID, CreatedAt: tx.Now,
			ExpiresAt: tx.Now.Add(dispute.InvitationLife)}
		mark := s.ring.Sign(keyring.PurposeInvitation, row.ID[:])
		row.CodeSHA256 = models.CaseCodeHash(models.NewSceneCode(models.ID(mark[:16])))
		return insertInvitation(ctx, tx, &row)
	})
}

// InvitationPicture draws the code of a party for the person who is meant, to those who
// make it.
func (s *Service) InvitationPicture(ctx context.Context, actor models.Actor, party models.ID) ([]byte, error) {
	seen, err := readCase(ctx, s.st, actor, byParty, party)
	if err == nil {
		err = seen.Standing.May(dispute.Invite)
	}
	if err != nil {
		return nil, err
	}
	live, err := listLiveInvitations(ctx, s.st, seen.ID)
	if err != nil {
		return nil, err
	}
	i, is := live[party]
	code := ""
	if is && i.State == dispute.InvitationOpen && s.st.Now() < i.ExpiresAt {
		code = s.codeOf(i)
	}
	if code == "" {
		return nil, dispute.ErrInvitationOver
	}
	return qrcode.PNG(models.CasePage + "?scene=" + code)
}

// invited gives the codes of a case to the committee, by their parties.
func (s *Service) invited(ctx context.Context, d dispute.Seen) (map[models.ID]Invited, error) {
	if !d.Standing.Committee() {
		return nil, nil
	}
	live, err := listLiveInvitations(ctx, s.st, d.ID)
	if err != nil {
		return nil, err
	}
	out := make(map[models.ID]Invited, len(live))
	for party, i := range live {
		one := Invited{Invitation: i}
		if i.State == dispute.InvitationOpen && s.st.Now() < i.ExpiresAt {
			one.Code = s.codeOf(i)
		}
		if i.AskedBy != nil {
			if one.AskedBy, err = s.nameOf(ctx, s.st, *i.AskedBy); err != nil {
				return nil, err
			}
		}
		out[party] = one
	}
	return out, nil
}

// AskedToJoin is what somebody learns who asks to be a party: nothing of the case.
type AskedToJoin struct{ Committee string }

// asking is a code in the hands of who uses it, with the locked case.
type asking struct {
	i dispute.Invitation
	d dispute.Dispute
}

// AskToJoin uses a code: the actor asks to be the party for whom it was made, and the
// committee confirms or refuses. Doing it again does nothing. A code that never was, is
// over, void or used by somebody else is dispute.ErrInvitationOver, one answer for all;
// dispute.ErrPartyTwice is for who is a party of the case, or has taken it in.
func (s *Service) AskToJoin(ctx context.Context, actor models.Actor, code string) (AskedToJoin, error) {
	return act.On(ctx, s.st, actor, act.Of[asking, AskedToJoin]{
		Event: func(v asking) audit.Event {
			return event(ActionAskToJoin, v.d, map[string]string{"party_id": v.i.PartyID.String()})
		},
		Quiet: true,
		Lock: func(tx *store.Tx) (v asking, err error) {
			v.i, v.d, err = lockInvitation(ctx, tx, models.CaseCodeHash(code))
			if errors.Is(err, store.ErrNotFound) {
				err = dispute.ErrInvitationOver
			}
			return v, err
		},
		Next: func(tx *store.Tx, v *asking) error { return mayAsk(ctx, tx, actor, *v) },
		Do: func(tx *store.Tx, v *asking) error {
			if v.i.State == dispute.InvitationAsked {
				return act.ErrUnchanged
			}
			err := askByInvitation(ctx, tx, v.i.ID, actor.PersonID)
			if err = act.Lost(err, dispute.ErrInvitationOver); err != nil {
				return err
			}
			return updateDispute(ctx, tx, &v.d, v.d.State) // whoever has read the case looks again
		},
		Tell: func(tx *store.Tx, v asking) error {
			st := &step{d: v.d}
			if err := st.people(ctx, tx); err != nil {
				return err
			}
			people, err := st.workers(ctx, tx)
			if err != nil {
				return err
			}
			return tell(ctx, tx, v.d, dispute.NoticeJoinAsked, models.Without(people, actor.PersonID)...)
		},
		Answer: func(tx *store.Tx, v asking) (AskedToJoin, error) {
			c, err := tx.Committee(ctx, v.d.CommitteeID)
			return AskedToJoin{c.Name}, err
		},
	})
}

// mayAsk judges a code and who uses it.
func mayAsk(ctx context.Context, tx *store.Tx, actor models.Actor, v asking) error {
	mine := v.i.State == dispute.InvitationAsked && *v.i.AskedBy == actor.PersonID
	if _, err := v.d.After(dispute.ConfirmJoin); err != nil || !mine && v.i.State != dispute.InvitationOpen ||
		tx.Now >= v.i.ExpiresAt {
		return dispute.ErrInvitationOver.Because(err)
	}
	sides, err := listDisputeParties(ctx, tx, v.d.ID)
	if err != nil {
		return err
	}
	for _, p := range append(parties(sides), v.d.FiledBy) {
		if p == actor.PersonID {
			return dispute.ErrPartyTwice
		}
	}
	return nil
}

// ConfirmJoin makes who has asked a party of the case: a head of the committee or a
// mediator of the case, and nobody for themselves (dispute.ErrOwnCase). From this moment
// the person sees the case as a party and as nothing else; their part as its mediator
// ends with it.
func (s *Service) ConfirmJoin(
	ctx context.Context, actor models.Actor, version *int64, party models.ID,
) (Summary, error) {
	return s.onJoin(ctx, actor, version, party, dispute.ConfirmJoin, func(tx *store.Tx, st *step, p *dispute.Party,
		i dispute.Invitation) error {
		person := *i.AskedBy
		err := act.Taken(linkParty(ctx, tx, party, person), dispute.ErrPartyTwice)
		if err = act.Lost(err, dispute.ErrPartyJoined); err != nil {
			return err
		}
		p.PersonID = &person
		err = act.Lost(endInvitation(ctx, tx, i.ID, dispute.InvitationJoined), dispute.ErrJoinNobody)
		if err != nil {
			return err
		}
		// What else they have asked for in this case has no object any more.
		if err := voidInvitations(ctx, tx, ofAskerInCase, st.d.ID, person); err != nil {
			return err
		}
		if st.mediates(person) {
			if err := st.leaves(ctx, tx, person, dispute.EndRecused); err != nil {
				return err
			}
		}
		st.say(dispute.EventPartyJoined)
		if err := tell(ctx, tx, st.d, dispute.NoticeJoined, person); err != nil {
			return err
		}
		if st.d.DecidedAt == nil || !p.TakesPart() || p.Consent != dispute.ConsentPendingYet {
			return nil
		}
		return tell(ctx, tx, st.d, dispute.NoticeConsentAsked, person)
	})
}

// RefuseJoin says that who has asked is not the party; another code can be made. The
// person learns nothing of the case.
func (s *Service) RefuseJoin(
	ctx context.Context, actor models.Actor, version *int64, party models.ID,
) (Summary, error) {
	return s.onJoin(ctx, actor, version, party, dispute.RefuseJoin, func(tx *store.Tx, st *step, _ *dispute.Party,
		i dispute.Invitation) error {
		err := act.Lost(endInvitation(ctx, tx, i.ID, dispute.InvitationRefused), dispute.ErrJoinNobody)
		if err != nil {
			return err
		}
		committee, err := tx.Committee(ctx, st.d.CommitteeID)
		if err != nil {
			return err
		}
		return inbox.Tell(ctx, tx, inbox.Notice{PersonID: *i.AskedBy, Kind: dispute.NoticeJoinRefused,
			Subject: "committee", SubjectID: committee.ID, Params: map[string]string{"committee": committee.Name},
			Dedupe: string(dispute.NoticeJoinRefused) + ":" + i.ID.String()})
	})
}

// onJoin is onParty for the answer to who has asked to be the party.
func (s *Service) onJoin(ctx context.Context, actor models.Actor, version *int64, party models.ID,
	verb dispute.Verb, change func(tx *store.Tx, st *step, p *dispute.Party, i dispute.Invitation) error,
) (Summary, error) {
	return s.onParty(ctx, actor, party, version, verb, func(tx *store.Tx, st *step, p *dispute.Party) error {
		live, err := listLiveInvitations(ctx, tx, st.d.ID)
		if err != nil {
			return err
		}
		i, is := live[party]
		if !is || i.State != dispute.InvitationAsked {
			return dispute.ErrJoinNobody
		}
		if *i.AskedBy == actor.PersonID {
			return dispute.ErrOwnCase
		}
		st.detail["party_id"] = party.String()
		return change(tx, st, p, i)
	})
}
