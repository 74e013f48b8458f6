package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Message is what somebody writes in a case.
type Message struct {
	Text     string
	Audience dispute.Audience // empty: the committee
	Party    *models.ID       // of the audience party: which one
}

// Say adds a message to the timeline of a case, to be read by its audience alone
// (dispute.Standing.Reach says whom a person reaches). It does not raise the version of
// the case: whoever is about to act on it has not looked at something old.
func (s *Service) Say(ctx context.Context, actor models.Actor, id models.ID, m Message) (Summary, error) {
	m.Text = text.CleanLines(m.Text)
	if m.Audience == "" {
		m.Audience = dispute.AudienceCommittee
	}
	var bad []models.FieldError
	if length(&bad, "/text", m.Text, 1, dispute.MessageMax); len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	return s.do(ctx, actor, Act{ID: id}, dispute.Message, func(tx *store.Tx, st *step) error {
		audience, party, err := st.reach(actor, m)
		if err != nil {
			return err
		}
		st.quiet = true
		st.lines = append(st.lines, line{kind: dispute.EventMessage, audience: audience, party: party, note: m.Text})
		st.detail["audience"] = string(audience)
		people, err := st.readers(ctx, tx, audience, party)
		if err != nil {
			return err
		}
		return tellHourly(ctx, tx, st.d, dispute.NoticeMessage, models.Without(people, actor.PersonID)...)
	})
}

// reach is whom a message in a locked case goes to; a party that is none of its parties
// is request.invalid.
func (st *step) reach(actor models.Actor, m Message) (dispute.Audience, *models.ID, error) {
	audience, party, err := st.standing.Reach(m.Audience, m.Party)
	if err != nil || audience != dispute.AudienceParty {
		return audience, nil, err
	}
	if party == nil {
		own, err := st.own(actor)
		if err != nil {
			return "", nil, err
		}
		return audience, &own.ID, nil
	}
	p, err := st.party(party)
	return audience, &p.ID, err
}

// party finds a party that a request names in /party_id; nil finds none, and is no error.
func (st *step) party(id *models.ID) (*dispute.Party, error) {
	if id == nil {
		return nil, nil
	}
	if p := st.side(*id); p != nil {
		return p, nil
	}
	return &dispute.Party{}, models.ErrInvalid.With(models.BodyField("/party_id", "unknown", "请选择本案的一位当事人",
		"No party of the case"))
}

// readers lists who reads a line of an audience and has an account: whoever works on the
// case, and the parties that it is for.
func (st *step) readers(
	ctx context.Context, tx *store.Tx, audience dispute.Audience, party *models.ID,
) ([]models.ID, error) {
	people, err := st.workers(ctx, tx)
	if err != nil {
		return nil, err
	}
	switch audience {
	case dispute.AudienceParties:
		return append(people, taking(st.sides)...), nil
	case dispute.AudienceParty:
		if p := st.side(*party); p != nil && p.PersonID != nil {
			people = append(people, *p.PersonID)
		}
	}
	return people, nil
}
