package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/act"
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
	standing dispute.Standing
	from     dispute.State
	d        dispute.Dispute
	sides    []dispute.Party
	detail   map[string]string
}

// do runs one act on a case: a person who may not see it gets models.ErrNotFound,
// one who sees it but may not act leaves a refusal in the audit trail. change sets
// the fields of the case and tells people; state and lines are written here.
func (s *Service) do(ctx context.Context, actor models.Actor, a Act, verb dispute.Verb,
	line dispute.EventKind, change func(tx *store.Tx, st *step) error) (Summary, error) {
	a.Note = text.CleanLines(a.Note)
	var bad []models.FieldError
	if length(&bad, "/note", a.Note, 0, dispute.NoteMax); len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	return act.On(ctx, s.st, actor, act.Of[step, Summary]{
		Event: func(st step) audit.Event { return event(ActionOf(verb), st.d, st.detail) },
		Lock: func(tx *store.Tx) (step, error) {
			seen, err := lockDispute(ctx, tx, actor, a.ID)
			return step{standing: seen.Standing, from: seen.State, d: seen.Dispute}, err
		},
		May:     func(_ *store.Tx, st step) error { return st.standing.May(verb) },
		Version: a.Version, VersionOf: func(st step) int64 { return st.d.Version },
		Next: func(_ *store.Tx, st *step) error {
			to, err := st.d.After(verb)
			st.detail = map[string]string{"from": string(st.from), "to": string(to)}
			st.d.State = to
			return err
		},
		Do: func(tx *store.Tx, st *step) (err error) {
			if st.sides, err = listDisputeParties(ctx, tx, a.ID); err != nil {
				return err
			}
			if err := change(tx, st); err != nil {
				return err
			}
			return s.write(ctx, tx, actor, st, line, a.Note)
		},
		Answer: func(tx *store.Tx, st step) (Summary, error) {
			committee, err := tx.Committee(ctx, st.d.CommitteeID)
			if err != nil {
				return Summary{}, err
			}
			after, err := readDispute(ctx, tx, actor, a.ID) // an act may change how the actor stands
			return Summary{after, committee}, err
		},
	})
}

// write puts the case and its lines down; a note is a line of its own that only
// the committee reads.
func (s *Service) write(ctx context.Context, tx *store.Tx, actor models.Actor, st *step,
	line dispute.EventKind, note string) error {
	lines := []dispute.Event{{Kind: line, Audience: dispute.AudienceParties}}
	if note != "" {
		lines = append(lines, dispute.Event{Kind: dispute.EventNote, Audience: dispute.AudienceCommittee})
	}
	for i := range lines {
		l := &lines[i]
		l.ID, l.DisputeID, l.Seq = tx.NewID(), st.d.ID, st.d.NextEventSeq
		l.ActorID, l.CreatedAt = &actor.PersonID, tx.Now
		st.d.NextEventSeq++
		if l.Kind != dispute.EventNote {
			continue
		}
		var err error
		if l.NoteSealed, err = s.seal(noteColumn, l.ID, note); err != nil {
			return err
		}
	}
	if err := act.Lost(updateDispute(ctx, tx, &st.d, st.from), dispute.ErrState); err != nil {
		return err
	}
	if st.d.EndedAt != nil { // who files the same words again wants another case
		if err := tx.Forget(ctx, st.d.ID); err != nil {
			return err
		}
	}
	return insertDisputeEvents(ctx, tx, lines)
}

// Accept takes the case on: the head of the committee, with the day by which it
// should be settled.
func (s *Service) Accept(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Accept, dispute.EventAccepted, func(tx *store.Tx, st *step) error {
		st.d.AcceptedAt = &tx.Now
		if err := deadlinesOfAcceptance(ctx, tx, &st.d); err != nil {
			return err
		}
		return tell(ctx, tx, st.d, dispute.NoticeAccepted, parties(st.sides)...)
	})
}

// Decline refuses the case for one of models.DeclineReasons. The parties are
// told, and every answer on the case shows the other ways.
func (s *Service) Decline(
	ctx context.Context, actor models.Actor, a Act, reason dispute.Reason,
) (Summary, error) {
	if !dispute.ValidDeclineReason(reason) {
		return Summary{}, models.ErrInvalid.With(models.BodyField("/reason", "enum", "请选择不予受理的原因",
			"Choose one of the reasons"))
	}
	return s.do(ctx, actor, a, dispute.Decline, dispute.EventDeclined, func(tx *store.Tx, st *step) error {
		st.d.Reason, st.d.EndedAt = reason, &tx.Now
		st.detail["reason"] = string(reason)
		if err := deadlinesOfDecline(ctx, tx, &st.d); err != nil {
			return err
		}
		return tell(ctx, tx, st.d, dispute.NoticeDeclined, parties(st.sides)...)
	})
}

// Withdraw ends the case by the will of the applicant, who needs no reason.
func (s *Service) Withdraw(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Withdraw, dispute.EventWithdrawn, func(tx *store.Tx, st *step) error {
		st.d.Reason, st.d.EndedAt = dispute.ReasonByApplicant, &tx.Now
		if err := endDeadlines(ctx, tx, &st.d); err != nil {
			return err
		}
		people, err := tx.CommitteePeople(ctx, st.d.CommitteeID, models.RoleCommitteeHead, tx.Now)
		if err != nil {
			return err
		}
		mediators, err := listDisputeMediators(ctx, tx, st.d.ID)
		if err != nil {
			return err
		}
		for _, m := range mediators {
			people = append(people, m.PersonID)
		}
		people = append(people, parties(st.sides)...)
		return tell(ctx, tx, st.d, dispute.NoticeWithdrawn, models.Without(people, actor.PersonID)...)
	})
}

// Assign gives the case to a mediator of the committee: first the lead, then
// others. A party never mediates its own case.
func (s *Service) Assign(
	ctx context.Context, actor models.Actor, a Act, mediator models.ID, lead bool,
) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Assign, dispute.EventAssigned, func(tx *store.Tx, st *step) error {
		if err := mayMediate(ctx, tx, st, mediator, lead); err != nil {
			return err
		}
		if lead {
			st.d.AssignedAt = &tx.Now
		}
		row := dispute.Mediator{DisputeID: st.d.ID, PersonID: mediator, IsLead: lead,
			AssignedBy: actor.PersonID, AssignedAt: tx.Now}
		if err := act.Taken(insertDisputeMediator(ctx, tx, &row), dispute.ErrAssignedAlready); err != nil {
			return err
		}
		st.detail["mediator_id"], st.detail["lead"] = mediator.String(), map[bool]string{true: "yes", false: "no"}[lead]
		return tell(ctx, tx, st.d, dispute.NoticeAssigned, mediator)
	})
}

// mayMediate checks a choice against the locked case.
func mayMediate(ctx context.Context, tx *store.Tx, st *step, mediator models.ID, lead bool) error {
	if len(models.Without([]models.ID{mediator}, parties(st.sides)...)) == 0 {
		return dispute.ErrMediatorIsParty
	}
	if err := holdSeat(ctx, tx, st.d.CommitteeID, mediator); err != nil {
		return err
	}
	assigned, err := listDisputeMediators(ctx, tx, st.d.ID)
	if err != nil {
		return err
	}
	led := false
	for _, m := range assigned {
		if m.PersonID == mediator {
			return dispute.ErrAssignedAlready
		}
		led = led || m.IsLead
	}
	switch {
	case !lead && !led:
		return dispute.ErrLeadFirst
	case lead && led:
		return dispute.ErrLeadTaken
	}
	return nil
}

// Take says that the assigned mediator has the case in hand. When the lead
// does, the parties are told.
func (s *Service) Take(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Take, dispute.EventTaken, func(tx *store.Tx, st *step) error {
		if err := act.Lost(takeDispute(ctx, tx, st.d.ID, actor.PersonID), dispute.ErrTakenAlready); err != nil {
			return err
		}
		mediators, err := listDisputeMediators(ctx, tx, st.d.ID)
		if err != nil {
			return err
		}
		for _, m := range mediators {
			if m.PersonID == actor.PersonID && m.IsLead {
				st.d.TakenAt = &tx.Now
				return tell(ctx, tx, st.d, dispute.NoticeTaken, parties(st.sides)...)
			}
		}
		return nil
	})
}
