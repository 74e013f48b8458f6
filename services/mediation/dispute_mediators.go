package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/store"
)

// Assign gives the case to a mediator of the committee: first the lead, then
// others. A party never mediates its own case.
func (s *Service) Assign(
	ctx context.Context, actor models.Actor, a Act, mediator models.ID, lead bool,
) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Assign, func(tx *store.Tx, st *step) error {
		if err := mayMediate(ctx, tx, st, mediator, lead); err != nil {
			return err
		}
		if lead {
			st.d.AssignedAt, st.d.TakenAt = &tx.Now, nil
		}
		row := dispute.Mediator{DisputeID: st.d.ID, PersonID: mediator, IsLead: lead,
			AssignedBy: actor.PersonID, AssignedAt: tx.Now, LiveKey: dispute.LiveKey(st.d.ID, mediator)}
		if err := act.Taken(insertDisputeMediator(ctx, tx, &row), dispute.ErrAssignedAlready); err != nil {
			return err
		}
		if lead {
			if err := scheduleTaking(ctx, tx, st.d.ID); err != nil {
				return err
			}
		}
		st.mediators = append(st.mediators, row)
		st.detail["mediator_id"], st.detail["lead"] = mediator.String(), map[bool]string{true: "yes", false: "no"}[lead]
		st.say(dispute.EventAssigned)
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
	led := st.lead() != nil
	switch {
	case st.mediates(mediator):
		return dispute.ErrAssignedAlready
	case !lead && !led:
		return dispute.ErrLeadFirst
	case lead && led:
		return dispute.ErrLeadTaken
	}
	return nil
}

// mediates reports whether a person mediates the case now.
func (st *step) mediates(person models.ID) bool {
	for _, m := range st.mediators {
		if m.PersonID == person {
			return true
		}
	}
	return false
}

// Take says that the assigned mediator has the case in hand, and that they have no tie to
// a party: no kin, no employer, no debt. When the lead does, the parties are told.
func (s *Service) Take(ctx context.Context, actor models.Actor, a Act, noConflict bool) (Summary, error) {
	if !noConflict {
		return Summary{}, models.ErrInvalid.With(models.BodyField("/no_conflict", "required",
			"请先确认您和双方没有亲属、雇佣、债务等关系；有关系的请回避", "Declare that you have no tie to a party, or leave the case"))
	}
	return s.do(ctx, actor, a, dispute.Take, func(tx *store.Tx, st *step) error {
		if err := act.Lost(takeDispute(ctx, tx, st.d.ID, actor.PersonID), dispute.ErrTakenAlready); err != nil {
			return err
		}
		st.detail["no_conflict"] = "yes"
		st.say(dispute.EventTaken)
		if lead := st.lead(); lead == nil || lead.PersonID != actor.PersonID {
			return nil
		}
		st.d.TakenAt = &tx.Now
		return tell(ctx, tx, st.d, dispute.NoticeTaken, taking(st.sides)...)
	})
}

// Recuse ends the actor's own part in a case (回避). It needs no reason; the heads are told
// that the case needs somebody else.
func (s *Service) Recuse(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Recuse, func(tx *store.Tx, st *step) error {
		if err := st.leaves(ctx, tx, actor.PersonID, dispute.EndRecused); err != nil {
			return err
		}
		return tellHeads(ctx, tx, st.d, dispute.NoticeRecused, actor.PersonID)
	})
}

// Release takes a mediator off a case: the head, at the request of a party, which needs
// no reason (人民调解工作若干规定 Art 25), or to give the case to somebody else.
func (s *Service) Release(ctx context.Context, actor models.Actor, a Act, mediator models.ID) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Release, func(tx *store.Tx, st *step) error {
		st.detail["mediator_id"] = mediator.String()
		if err := st.leaves(ctx, tx, mediator, dispute.EndReleased); err != nil {
			return err
		}
		return tell(ctx, tx, st.d, dispute.NoticeReleased, models.Without([]models.ID{mediator}, actor.PersonID)...)
	})
}

// leaves ends the part of a mediator in a locked case; without its lead the case waits in
// the queue again. dispute.ErrNotInCase when they do not mediate it.
func (st *step) leaves(ctx context.Context, tx *store.Tx, mediator models.ID, why dispute.EndReason) error {
	err := endMediation(ctx, tx, st.d.ID, mediator, why)
	if err != nil {
		return act.Lost(err, dispute.ErrNotInCase)
	}
	if lead := st.lead(); lead != nil && lead.PersonID == mediator {
		st.d.AssignedAt, st.d.TakenAt = nil, nil
		if err := st.callOff(ctx, tx); err != nil {
			return err
		}
	} else if err := freeSlots(ctx, tx, st.d.ID, mediator); err != nil {
		return err
	}
	rest := st.mediators[:0:0]
	for _, m := range st.mediators {
		if m.PersonID != mediator {
			rest = append(rest, m)
		}
	}
	st.mediators = rest
	kind := dispute.EventReleased
	if why == dispute.EndRecused {
		kind = dispute.EventRecused
	}
	st.say(kind)
	return nil
}

// leaveCase ends the part in one case of a mediator who serves no more, in the
// transaction that ends their seat or their account. The case, if it still runs, goes
// back to the queue, and the heads are told. One that they have left is none of theirs.
func (s *Service) leaveCase(ctx context.Context, tx *store.Tx, id, mediator models.ID) error {
	d, err := store.LockRow[dispute.Dispute](ctx, tx, id)
	if err != nil {
		return err
	}
	st := &step{from: d.State, d: d, detail: map[string]string{}}
	if err := st.people(ctx, tx); err != nil {
		return err
	}
	if err := st.leaves(ctx, tx, mediator, dispute.EndSeat); err != nil || d.EndedAt != nil {
		if errors.Is(err, dispute.ErrNotInCase) {
			return nil
		}
		return err
	}
	if err := s.settle(ctx, tx, st); err != nil {
		return err
	}
	if err := s.write(ctx, tx, models.System, st); err != nil {
		return err
	}
	return tellHeads(ctx, tx, st.d, models.NoticeDisputeMediatorLeft, mediator)
}
