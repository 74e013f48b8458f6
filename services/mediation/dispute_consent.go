package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// partySubject is what the papers of one party are attached to: a consent, a mandate.
const partySubject = "dispute_party"

// Consent records the actor's own yes or no to mediation. Nobody is made to give
// reasons, and nobody else changes the answer.
func (s *Service) Consent(ctx context.Context, actor models.Actor, a Act, c dispute.Consent) (Summary, error) {
	verb := dispute.GiveConsent
	if c == dispute.ConsentRefused {
		verb = dispute.RefuseConsent
	}
	return s.do(ctx, actor, a, verb, func(tx *store.Tx, st *step) error {
		p, err := st.own(actor)
		if err != nil {
			return err
		}
		return st.consents(ctx, tx, actor, p, c, dispute.WaySelf)
	})
}

// Recorded is what a committee writes down for a party.
type Recorded struct {
	Party   models.ID
	Consent dispute.Consent // of a consent; empty of a notice of rights
	Way     dispute.Way     // paper or oral
	Witness string          // who was there, when it was said by word of mouth
	Scan    []models.ID     // own files of the purpose document, when it was on paper
}

func (r *Recorded) clean() error {
	r.Witness = text.Clean(r.Witness)
	var bad []models.FieldError
	if !r.Way.Recorded() {
		bad = append(bad, models.BodyField("/way", "enum", "请选择书面或者口头", "On paper or by word of mouth"))
	}
	least := 0
	if r.Way == dispute.WayOral && r.Consent != "" {
		least = 1
	}
	length(&bad, "/witness", r.Witness, least, dispute.PartyNameMax)
	if r.Way == dispute.WayPaper && len(r.Scan) == 0 {
		bad = append(bad, models.BodyField("/scan_ids", "required", "请上传签了字的纸", "Hand in the signed paper"))
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// RecordConsent records the yes or no of a party that said it on paper, of which a scan
// is kept, or by word of mouth before a witness. A head of the committee or a mediator
// of the case may. What the party has answered in person stays (dispute.ErrAnsweredSelf).
func (s *Service) RecordConsent(ctx context.Context, actor models.Actor, version *int64, r Recorded) (Summary, error) {
	if err := r.clean(); err != nil {
		return Summary{}, err
	}
	if r.Consent != dispute.ConsentGiven && r.Consent != dispute.ConsentRefused {
		return Summary{}, models.ErrInvalid.With(models.BodyField("/consent", "enum", "请选择同意或者不同意",
			"Given or refused"))
	}
	return s.onParty(ctx, actor, r.Party, version, dispute.RecordConsent, func(tx *store.Tx, st *step,
		p *dispute.Party) (err error) {
		if p.ConsentWay == dispute.WaySelf {
			return dispute.ErrAnsweredSelf
		}
		if p.WitnessSealed, err = s.seal(witnessColumn, p.ID, r.Witness); err != nil {
			return err
		}
		err = attach.Files(ctx, tx, actor, r.Scan, upload.Document, partySubject, p.ID, "/scan_ids")
		if err != nil {
			return err
		}
		return st.consents(ctx, tx, actor, p, r.Consent, r.Way)
	})
}

// consents writes an answer of a party: whoever refuses is left out, and whoever thinks
// better of it is back. It ends the case when nobody is left on a side.
func (st *step) consents(ctx context.Context, tx *store.Tx, actor models.Actor, p *dispute.Party, c dispute.Consent,
	way dispute.Way) error {
	if p.Consent == c {
		return dispute.ErrAnswered
	}
	p.Consent, p.ConsentWay, p.ConsentedAt, p.ConsentBy = c, way, &tx.Now, &actor.PersonID
	if p.LeftAt = nil; c == dispute.ConsentRefused {
		p.LeftAt = &tx.Now
	}
	if err := updateConsent(ctx, tx, p); err != nil {
		return err
	}
	st.detail["consent"], st.detail["way"] = string(c), string(way)
	kind := dispute.NoticeConsented
	if st.say(dispute.EventConsented); c == dispute.ConsentRefused {
		st.lines[len(st.lines)-1].kind, kind = dispute.EventRefused, dispute.NoticeRefused
	}
	people, err := st.workers(ctx, tx)
	if err != nil {
		return err
	}
	if err := tell(ctx, tx, st.d, kind, models.Without(people, actor.PersonID)...); err != nil {
		return err
	}
	return st.goesOn(ctx, tx)
}

// goesOn is what comes of it when others take part than before: an agreement that waits
// for signatures is void, for it names the parties, and a case with nobody on a side ends.
func (st *step) goesOn(ctx context.Context, tx *store.Tx) error {
	if !dispute.SideRefused(st.sides) {
		if st.d.State != dispute.Signing {
			return nil
		}
		st.d.State = dispute.Assigned
		return voidAgreements(ctx, tx, st.d.ID)
	}
	if st.d.AcceptedAt != nil {
		st.end(tx.Now, dispute.Terminated, dispute.ReasonPartyStopped)
		st.say(dispute.EventTerminated)
		return tell(ctx, tx, st.d, dispute.NoticeTerminated, parties(st.sides)...)
	}
	st.end(tx.Now, dispute.NotAccepted, dispute.ReasonPartyRefuses)
	st.say(dispute.EventDeclined)
	return tell(ctx, tx, st.d, dispute.NoticeDeclined, parties(st.sides)...)
}

// Acknowledge says that the actor, a party, has read their rights and duties in
// mediation.
func (s *Service) Acknowledge(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Acknowledge, func(tx *store.Tx, st *step) error {
		p, err := st.own(actor)
		if err != nil {
			return err
		}
		return st.informs(ctx, tx, actor, p, dispute.WaySelf)
	})
}

// RecordNotice records that a party was told their rights and duties, on paper or by
// word of mouth (人民调解工作若干规定 Art 30). A head of the committee or a mediator of
// the case may.
func (s *Service) RecordNotice(ctx context.Context, actor models.Actor, version *int64, r Recorded) (Summary, error) {
	if err := r.clean(); err != nil {
		return Summary{}, err
	}
	return s.onParty(ctx, actor, r.Party, version, dispute.RecordNotice, func(tx *store.Tx, st *step,
		p *dispute.Party) error {
		err := attach.Files(ctx, tx, actor, r.Scan, upload.Document, partySubject, p.ID, "/scan_ids")
		if err != nil {
			return err
		}
		return st.informs(ctx, tx, actor, p, r.Way)
	})
}

// informs writes that a party knows their rights; once.
func (st *step) informs(ctx context.Context, tx *store.Tx, actor models.Actor, p *dispute.Party,
	way dispute.Way) error {
	p.InformedWay, p.InformedAt, p.InformedBy = way, &tx.Now, &actor.PersonID
	st.detail["way"] = string(way)
	st.say(dispute.EventInformed)
	return act.Lost(updateInformed(ctx, tx, p), dispute.ErrAnswered)
}
