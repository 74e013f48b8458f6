package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
)

// Extend says that the actor, a party, agrees to settle the case by a later day. The term
// has that day once everybody who takes part has agreed to it.
func (s *Service) Extend(ctx context.Context, actor models.Actor, a Act, until models.Day) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Extend, func(tx *store.Tx, st *step) error {
		p, err := st.own(actor)
		if err != nil {
			return err
		}
		return s.extends(ctx, tx, actor, st, dispute.Extension{PartyID: p.ID, Way: dispute.WaySelf, UntilOn: until}, "")
	})
}

// RecordExtension records that a party agrees to settle the case by a later day, on paper
// of which a scan is kept, or by word of mouth before a witness. A head of the committee
// or a mediator of the case may.
func (s *Service) RecordExtension(ctx context.Context, actor models.Actor, version *int64, r Recorded,
	until models.Day) (Summary, error) {
	r.Consent = dispute.ConsentGiven // a word of mouth needs its witness, as that of a consent
	if err := r.clean(); err != nil {
		return Summary{}, err
	}
	return s.onParty(ctx, actor, r.Party, version, dispute.RecordExtension, func(tx *store.Tx, st *step,
		p *dispute.Party) error {
		if !p.TakesPart() || p.Consent != dispute.ConsentGiven {
			return dispute.ErrSessionConsent
		}
		err := attach.Files(ctx, tx, actor, r.Scan, upload.Document, partySubject, p.ID, "/scan_ids")
		if err != nil {
			return err
		}
		return s.extends(ctx, tx, actor, st, dispute.Extension{PartyID: p.ID, Way: r.Way, UntilOn: until}, r.Witness)
	})
}

// extends keeps what a party has agreed to, and moves the term when it was the last one.
func (s *Service) extends(ctx context.Context, tx *store.Tx, actor models.Actor, st *step, e dispute.Extension,
	witness string) error {
	calendar, err := tx.Calendar(ctx)
	if err != nil {
		return err
	}
	open, err := listOpenDeadlines(ctx, tx, st.d.ID)
	if err != nil {
		return err
	}
	settling, ok := dispute.Settling(open)
	if !ok {
		return dispute.ErrState
	}
	if e.UntilOn, err = settling.Extensible(calendar, e.UntilOn); err != nil {
		return err
	}
	e.ID, e.DisputeID, e.RecordedBy, e.CreatedAt = tx.NewID(), st.d.ID, actor.PersonID, tx.Now
	if e.WitnessSealed, err = s.seal(extensionWitnessColumn, e.ID, witness); err != nil {
		return err
	}
	if err := act.Taken(tx.Create(ctx, &e), dispute.ErrExtendedAlready); err != nil {
		return err
	}
	st.detail["until"], st.detail["way"] = string(e.UntilOn), string(e.Way)
	agreed, err := listExtensions(ctx, tx, st.d.ID)
	if err != nil || !dispute.ExtendedByAll(st.sides, agreed, e.UntilOn) {
		return err
	}
	for i := range open {
		if open[i].ID == settling.ID {
			if err := keepMove(ctx, tx, calendar, &open[i], e.UntilOn, dispute.MovedByExtension); err != nil {
				return err
			}
			settling = open[i]
		}
	}
	st.say(dispute.EventExtended)
	people, err := st.workers(ctx, tx)
	if err != nil {
		return err
	}
	people = models.Without(append(people, parties(st.sides)...), actor.PersonID)
	if err := tellDeadline(ctx, tx, st.d, settling, dispute.NoticeExtended, people); err != nil {
		return err
	}
	return setDue(ctx, tx, &st.d, open)
}
