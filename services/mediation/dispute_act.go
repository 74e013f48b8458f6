package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Act names a case, and the version that the actor looked at when the client
// tells it; another one is models.ErrStale.
type Act struct {
	ID      models.ID
	Version *int64
	Note    string // what the committee writes for itself; may be empty
}

// step is a case in the hands of an act, locked.
type step struct {
	tx     *store.Tx
	actor  models.Actor
	d      models.Dispute
	sides  []models.DisputeParty
	detail map[string]string
}

// do runs one act on a case: who may not see it gets models.ErrNotFound, who
// sees it but may not act leaves a refusal in the audit trail. change sets the
// fields of the case and tells people; state, line, audit row and answer are
// written here.
func (s *Service) do(ctx context.Context, actor models.Actor, a Act, verb models.DisputeVerb, line models.DisputeEventKind,
	change func(st *step) error) (Summary, error) {
	a.Note = text.CleanLines(a.Note)
	var bad []models.FieldError
	if length(&bad, "/note", a.Note, 0, models.DisputeNoteMax); len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	var out Summary
	var seen models.DisputeSeen
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		var err error
		if seen, err = lockDispute(ctx, tx, actor, a.ID); err != nil {
			return err
		}
		if err := seen.Standing.May(verb); err != nil {
			return err
		}
		if a.Version != nil && *a.Version != seen.Version {
			return models.ErrStale
		}
		to, err := seen.After(verb)
		if err != nil {
			return err
		}
		st := &step{tx: tx, actor: actor, d: seen.Dispute, detail: map[string]string{"from": string(seen.State), "to": string(to)}}
		st.d.State = to
		if st.sides, err = listDisputeParties(ctx, tx, a.ID); err != nil {
			return err
		}
		if err := change(st); err != nil {
			return err
		}
		if err := s.write(ctx, st, seen.State, line, a.Note); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, event(ActionOf(verb), st.d, st.detail)); err != nil {
			return err
		}
		committee, err := tx.Committee(ctx, st.d.CommitteeID)
		if err != nil {
			return err
		}
		after, err := readDispute(ctx, tx, actor, a.ID) // an act may change how the actor stands
		if err != nil {
			return err
		}
		out = Summary{after, committee}
		return tx.Answer(ctx, out)
	})
	if err != nil {
		return Summary{}, audit.Refused(ctx, s.st, actor, event(ActionOf(verb), seen.Dispute, nil), err)
	}
	return out, nil
}

// write puts the case and its lines down; a note is a line of its own that only
// the committee reads.
func (s *Service) write(ctx context.Context, st *step, from models.DisputeState, line models.DisputeEventKind, note string) error {
	lines := []models.DisputeEvent{{Kind: line, Audience: models.AudienceParties}}
	if note != "" {
		lines = append(lines, models.DisputeEvent{Kind: models.EventNote, Audience: models.AudienceCommittee})
	}
	for i := range lines {
		l := &lines[i]
		l.ID, l.DisputeID, l.Seq, l.ActorID, l.CreatedAt = st.tx.NewID(), st.d.ID, st.d.NextEventSeq, &st.actor.PersonID, st.tx.Now
		st.d.NextEventSeq++
		if l.Kind != models.EventNote {
			continue
		}
		var err error
		if l.NoteSealed, err = s.seal(noteColumn, l.ID, note); err != nil {
			return err
		}
	}
	err := updateDispute(ctx, st.tx, &st.d, from)
	if errors.Is(err, store.ErrNotAffected) {
		return models.ErrDisputeState
	}
	if err != nil {
		return err
	}
	return insertDisputeEvents(ctx, st.tx, lines)
}

// Accept takes the case on: the head of the committee, with the day by which it
// should be settled.
func (s *Service) Accept(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, models.DisputeAccept, models.EventAccepted, func(st *step) error {
		due := st.d.Due(st.tx.Now).DueOn
		st.d.AcceptedAt, st.d.DueOn = &st.tx.Now, &due
		return tell(ctx, st.tx, st.d, models.NoticeDisputeAccepted, parties(st.sides)...)
	})
}

// Decline refuses the case for one of models.DeclineReasons. The parties are
// told, and every answer on the case shows the other ways.
func (s *Service) Decline(ctx context.Context, actor models.Actor, a Act, reason models.DisputeReason) (Summary, error) {
	if !models.ValidDeclineReason(reason) {
		return Summary{}, models.ErrInvalid.With(models.BodyField("/reason", "enum", "请选择不予受理的原因", "Choose one of the reasons"))
	}
	return s.do(ctx, actor, a, models.DisputeDecline, models.EventDeclined, func(st *step) error {
		st.d.Reason, st.d.EndedAt = reason, &st.tx.Now
		st.detail["reason"] = string(reason)
		return tell(ctx, st.tx, st.d, models.NoticeDisputeDeclined, parties(st.sides)...)
	})
}

// Withdraw ends the case by the will of the applicant, who needs no reason.
func (s *Service) Withdraw(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, models.DisputeWithdraw, models.EventWithdrawn, func(st *step) error {
		st.d.Reason, st.d.EndedAt = models.ReasonByApplicant, &st.tx.Now
		people, err := st.tx.CommitteePeople(ctx, st.d.CommitteeID, models.RoleCommitteeHead, st.tx.Now)
		if err != nil {
			return err
		}
		mediators, err := listDisputeMediators(ctx, st.tx, st.d.ID)
		if err != nil {
			return err
		}
		for _, m := range mediators {
			people = append(people, m.PersonID)
		}
		people = append(people, parties(st.sides)...)
		return tell(ctx, st.tx, st.d, models.NoticeDisputeWithdrawn, models.Without(people, st.actor.PersonID)...)
	})
}

// Assign gives the case to a mediator of the committee: first the lead, then
// others. A party never mediates its own case.
func (s *Service) Assign(ctx context.Context, actor models.Actor, a Act, mediator models.ID, lead bool) (Summary, error) {
	return s.do(ctx, actor, a, models.DisputeAssign, models.EventAssigned, func(st *step) error {
		if err := mayMediate(ctx, st, mediator, lead); err != nil {
			return err
		}
		if lead {
			st.d.AssignedAt = &st.tx.Now
		}
		err := insertDisputeMediator(ctx, st.tx, &models.DisputeMediator{DisputeID: st.d.ID, PersonID: mediator,
			IsLead: lead, AssignedBy: actor.PersonID, AssignedAt: st.tx.Now})
		if errors.Is(err, store.ErrDuplicate) {
			return models.ErrDisputeAssignedAlready
		}
		if err != nil {
			return err
		}
		st.detail["mediator_id"], st.detail["lead"] = mediator.String(), map[bool]string{true: "yes", false: "no"}[lead]
		return tell(ctx, st.tx, st.d, models.NoticeDisputeAssigned, mediator)
	})
}

// mayMediate checks a choice against the locked case.
func mayMediate(ctx context.Context, st *step, mediator models.ID, lead bool) error {
	if len(models.Without([]models.ID{mediator}, parties(st.sides)...)) == 0 {
		return models.ErrDisputeMediatorIsParty
	}
	mediators, err := st.tx.CommitteePeople(ctx, st.d.CommitteeID, models.RoleMediator, st.tx.Now)
	if err != nil {
		return err
	}
	if len(models.Without([]models.ID{mediator}, mediators...)) > 0 {
		return models.ErrDisputeNotMediator
	}
	assigned, err := listDisputeMediators(ctx, st.tx, st.d.ID)
	if err != nil {
		return err
	}
	led := false
	for _, m := range assigned {
		if m.PersonID == mediator {
			return models.ErrDisputeAssignedAlready
		}
		led = led || m.IsLead
	}
	switch {
	case !lead && !led:
		return models.ErrDisputeLeadFirst
	case lead && led:
		return models.ErrDisputeLeadTaken
	}
	return nil
}

// Take says that the assigned mediator has the case in hand. When the lead
// does, the parties are told.
func (s *Service) Take(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, models.DisputeTake, models.EventTaken, func(st *step) error {
		err := takeDispute(ctx, st.tx, st.d.ID, actor.PersonID)
		if errors.Is(err, store.ErrNotAffected) {
			return models.ErrDisputeTakenAlready
		}
		if err != nil {
			return err
		}
		mediators, err := listDisputeMediators(ctx, st.tx, st.d.ID)
		if err != nil {
			return err
		}
		for _, m := range mediators {
			if m.PersonID == actor.PersonID && m.IsLead {
				st.d.TakenAt = &st.tx.Now
				return tell(ctx, st.tx, st.d, models.NoticeDisputeTaken, parties(st.sides)...)
			}
		}
		return nil
	})
}
