package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Refer ends the case here and sends it to an organ by a letter of a day: a head of the
// committee. The parties are told where to go.
func (s *Service) Refer(ctx context.Context, actor models.Actor, a Act, organ dispute.Place,
	letter models.Day) (Summary, error) {
	if !dispute.ValidReferralOrgan(organ) {
		return Summary{}, models.ErrInvalid.With(models.BodyField("/goes_to", "enum", "请选择转交的部门",
			"Choose one of the organs"))
	}
	return s.do(ctx, actor, a, dispute.Refer, func(tx *store.Tx, st *step) error {
		if letter > models.DayOf(tx.Now) || letter < models.DayOf(st.d.AppliedAt) {
			return models.ErrInvalid.With(models.BodyField("/letter_on", "range", "转交函的日期要在申请之后、今天或之前",
				"A day from the application until today"))
		}
		if err := meetDeadline(ctx, tx, &st.d, dispute.DeadlineAcceptance, nil); err != nil {
			return err
		}
		st.end(tx.Now, dispute.Referred, dispute.ReasonSentOn)
		st.d.GoesTo, st.d.LetterOn = organ, &letter
		st.detail["goes_to"] = string(organ)
		st.say(dispute.EventSentOn)
		return st.tellOthers(ctx, tx, actor, dispute.NoticeSentOn)
	})
}

// HandUp ends the case here and opens it at the nearest committee above that takes cases,
// in one commit: a head of the committee, before anything is signed. The case above has
// the parties with their accounts, the words of the applicant, what was handed in and the
// instant of the application, so that a term that runs from there goes on; consents begin
// anew. The reason is for the committee above. dispute.ErrNobodyAbove without one.
func (s *Service) HandUp(ctx context.Context, actor models.Actor, a Act, reason string) (Summary, error) {
	reason = text.CleanLines(reason)
	var bad []models.FieldError
	if length(&bad, "/reason", reason, 1, dispute.NoteMax); len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	a.Note = reason
	return s.do(ctx, actor, a, dispute.HandUp, func(tx *store.Tx, st *step) error {
		above, err := committeeAbove(ctx, tx, st)
		if err != nil {
			return err
		}
		st.end(tx.Now, dispute.HandedUp, dispute.ReasonMovedUp)
		st.d.GoesTo = dispute.PlaceCommittee
		st.say(dispute.EventMovedUp)
		if err := st.tellOthers(ctx, tx, actor, dispute.NoticeMovedUp); err != nil {
			return err
		}
		next, err := s.openAbove(ctx, tx, actor, st, above, reason)
		if err != nil {
			return err
		}
		st.detail["goes_on_as"] = next.Number
		return tellHeads(ctx, tx, next, dispute.NoticeNew, parties(st.sides)...)
	})
}

// committeeAbove finds the nearest committee above that of a case that takes cases and has
// a head who is no party.
func committeeAbove(ctx context.Context, tx *store.Tx, st *step) (models.MediationCommittee, error) {
	here, err := tx.Committee(ctx, st.d.CommitteeID)
	if err != nil {
		return here, err
	}
	above, err := readCommitteeFor(ctx, tx, routeAbove(st.d, here), parties(st.sides)...)
	if errors.Is(err, store.ErrNotFound) {
		return above, dispute.ErrNobodyAbove
	}
	return above, err
}

// routeAbove lists the places above that of a committee on the route of a case.
func routeAbove(d dispute.Dispute, here models.MediationCommittee) []models.RegionCode {
	route := models.CommitteeRoute(d.RegionCode)
	above := route[:0:0]
	for _, code := range route {
		if code < here.RegionCode { // a code is greater than every code above it
			above = append(above, code)
		}
	}
	return above
}

// openAbove writes the case that goes on in the committee above. What was handed in goes
// with it: the files are bound to the new case, and to the old one no longer.
func (s *Service) openAbove(ctx context.Context, tx *store.Tx, actor models.Actor, st *step,
	above models.MediationCommittee, reason string) (dispute.Dispute, error) {
	was := st.d
	next := dispute.Dispute{
		ID: tx.NewID(), CommitteeID: above.ID, RegionCode: was.RegionCode, FiledBy: was.FiledBy, Category: was.Category,
		Source: was.Source, AmountFen: was.AmountFen, State: dispute.Applied, AppliedAt: was.AppliedAt,
		HandedFrom: &was.ID, NextEventSeq: 3, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now,
	}
	words, err := s.ring.Open(statementColumn, was.ID[:], was.StatementSealed)
	if err != nil {
		return next, err
	}
	if next.StatementSealed, err = s.ring.Seal(statementColumn, next.ID[:], words); err != nil {
		return next, err
	}
	sides := make([]dispute.Party, len(st.sides))
	for i, p := range st.sides {
		if sides[i], err = s.sideAbove(tx, p, next.ID); err != nil {
			return next, err
		}
	}
	if err := attach.Move(ctx, tx, fileSubject, was.ID, next.ID); err != nil {
		return next, err
	}
	// Taken last: other people who file in the same county wait for its lock.
	if next.Number, err = nextNumber(ctx, tx, next.RegionCode, models.DayOf(next.AppliedAt)); err != nil {
		return next, err
	}
	if err := act.Taken(insertDispute(ctx, tx, &next, sides), dispute.ErrState); err != nil {
		return next, err
	}
	if err := deadlinesOfFiling(ctx, tx, &next); err != nil {
		return next, err
	}
	if err := broughtAbove(ctx, tx, st, next, sides); err != nil {
		return next, err
	}
	if err := s.riskAbove(ctx, tx, was.ID, next.ID); err != nil {
		return next, err
	}
	moved := dispute.Event{ID: tx.NewID(), DisputeID: next.ID, Seq: 1, Kind: dispute.EventMovedIn,
		ActorID: &actor.PersonID, Audience: dispute.AudienceParties, CreatedAt: tx.Now}
	note := dispute.Event{ID: tx.NewID(), DisputeID: next.ID, Seq: 2, Kind: dispute.EventNote,
		ActorID: &actor.PersonID, Audience: dispute.AudienceCommittee, CreatedAt: tx.Now}
	if note.NoteSealed, err = s.seal(noteColumn, note.ID, reason); err != nil {
		return next, err
	}
	return next, insertDisputeEvents(ctx, tx, []dispute.Event{moved, note})
}

// broughtAbove gives the case above what was handed in, each piece to the party that has
// brought it, and the letter of the organ that sent it with the day of its reply.
func broughtAbove(ctx context.Context, tx *store.Tx, st *step, next dispute.Dispute, sides []dispute.Party) error {
	for i, p := range st.sides {
		if err := moveEvidence(ctx, tx, p.ID, next.ID, sides[i].ID); err != nil {
			return err
		}
	}
	if err := moveOwnEvidence(ctx, tx, st.d.ID, next.ID); err != nil {
		return err
	}
	letter, err := readReferral(ctx, tx, st.d.ID)
	if err != nil {
		return err
	}
	return keepLetter(ctx, tx, &next, letter)
}

// sideAbove is a party of a case in the case that goes on above, with consent and rights
// anew: they consented to another committee.
func (s *Service) sideAbove(tx *store.Tx, p dispute.Party, to models.ID) (next dispute.Party, err error) {
	told := NewParty{Side: p.Side, Kind: p.Kind}
	if told.Name, err = s.open(nameColumn, p.ID, p.NameSealed); err != nil {
		return next, err
	}
	if told.Contact, err = s.open(contactColumn, p.ID, p.ContactSealed); err != nil {
		return next, err
	}
	rows, err := s.newParties(tx, to, []NewParty{told})
	if err != nil {
		return next, err
	}
	next = rows[0]
	next.PersonID, next.Mandate, next.LeftAt = p.PersonID, p.Mandate, p.LeftAt
	return next, nil
}
