package mediation

import (
	"context"
	"errors"

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

	// by is what ID is the id of, when it is no case; empty: a case.
	by caseBy
}

// step is a case in the hands of an act, locked.
type step struct {
	standing  dispute.Standing
	from      dispute.State
	d         dispute.Dispute
	sides     []dispute.Party
	mediators []dispute.Mediator // who are in it now
	lines     []line
	detail    map[string]string
	quiet     bool // lines alone: the version of the case stays
}

// line is what an act adds to the timeline.
type line struct {
	kind     dispute.EventKind
	audience dispute.Audience
	party    *models.ID // whose line it is, of the audience party
	note     string
}

// say adds a line that the parties read.
func (st *step) say(kind dispute.EventKind) {
	st.lines = append(st.lines, line{kind: kind, audience: dispute.AudienceParties})
}

// end ends the case in state for reason.
func (st *step) end(now models.Instant, state dispute.State, reason dispute.Reason) {
	st.d.State, st.d.Reason, st.d.EndedAt = state, reason, &now
	st.detail["reason"] = string(reason)
}

// lead gives who leads the case; nil while nobody does.
func (st *step) lead() *dispute.Mediator {
	for i := range st.mediators {
		if st.mediators[i].IsLead {
			return &st.mediators[i]
		}
	}
	return nil
}

// own finds the party that is the actor.
func (st *step) own(actor models.Actor) (*dispute.Party, error) {
	for i := range st.sides {
		if p := st.sides[i].PersonID; p != nil && *p == actor.PersonID {
			return &st.sides[i], nil
		}
	}
	return nil, dispute.ErrPartyOnly
}

// side finds a party of the case by its id; nil: none.
func (st *step) side(id models.ID) *dispute.Party {
	for i := range st.sides {
		if st.sides[i].ID == id {
			return &st.sides[i]
		}
	}
	return nil
}

// do runs one act on a case: a person who may not see it gets models.ErrNotFound,
// one who sees it but may not act leaves a refusal in the audit trail. change sets
// the fields of the case, says what the timeline tells, and tells people; state and
// lines are written here.
func (s *Service) do(ctx context.Context, actor models.Actor, a Act, verb dispute.Verb,
	change func(tx *store.Tx, st *step) error) (Summary, error) {
	a.Note = text.CleanLines(a.Note)
	var bad []models.FieldError
	if length(&bad, "/note", a.Note, 0, dispute.NoteMax); len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	return act.On(ctx, s.st, actor, act.Of[step, Summary]{
		Event: func(st step) audit.Event { return event(ActionOf(verb), st.d, st.detail) },
		Lock: func(tx *store.Tx) (step, error) {
			seen, err := lockCase(ctx, tx, actor, a.by, a.ID)
			return step{standing: seen.Standing, from: seen.State, d: seen.Dispute}, err
		},
		May:     func(_ *store.Tx, st step) error { return st.standing.May(verb) },
		Version: a.Version, VersionOf: func(st step) int64 { return st.d.Version },
		Next: func(_ *store.Tx, st *step) error {
			to, err := st.d.After(verb)
			st.d.State = to
			return err
		},
		Do: func(tx *store.Tx, st *step) error {
			st.detail = map[string]string{"from": string(st.from)}
			if err := st.people(ctx, tx); err != nil {
				return err
			}
			if err := change(tx, st); err != nil {
				return err
			}
			if err := s.settle(ctx, tx, st); err != nil {
				return err
			}
			st.detail["to"] = string(st.d.State)
			if a.Note != "" {
				st.lines = append(st.lines, line{kind: dispute.EventNote, audience: dispute.AudienceCommittee,
					note: a.Note})
			}
			return s.write(ctx, tx, actor, st)
		},
		Answer: func(tx *store.Tx, st step) (Summary, error) {
			committee, err := tx.Committee(ctx, st.d.CommitteeID)
			if err != nil {
				return Summary{}, err
			}
			after, err := readDispute(ctx, tx, actor, st.d.ID) // an act may change how the actor stands
			if errors.Is(err, store.ErrNotFound) {
				after, err = dispute.Seen{Dispute: st.d}, nil // whoever leaves a case sees no more of it than this
			}
			return Summary{after, committee}, err
		},
	})
}

// onParty is do on the case of a party; a party whose case the actor may not see is
// models.ErrNotFound.
func (s *Service) onParty(ctx context.Context, actor models.Actor, party models.ID, version *int64, verb dispute.Verb,
	change func(tx *store.Tx, st *step, p *dispute.Party) error) (Summary, error) {
	return s.do(ctx, actor, Act{ID: party, by: byParty, Version: version}, verb, func(tx *store.Tx, st *step) error {
		p := st.side(party)
		if p == nil {
			return models.ErrNotFound
		}
		return change(tx, st, p)
	})
}

// people reads who takes part in a locked case.
func (st *step) people(ctx context.Context, tx *store.Tx) (err error) {
	if st.sides, err = listDisputeParties(ctx, tx, st.d.ID); err != nil {
		return err
	}
	st.mediators, err = listDisputeMediators(ctx, tx, st.d.ID)
	return err
}

// settle moves the case on once its last consent is there or its lead has changed.
func (s *Service) settle(ctx context.Context, tx *store.Tx, st *step) error {
	if st.d.EndedAt != nil {
		return nil
	}
	was := st.d.State
	st.d.State = st.d.Consented(st.sides, st.lead() != nil)
	if was != dispute.ConsentPending || st.d.State == was {
		return nil
	}
	return s.register(ctx, tx, st)
}

// register enters a case in the books of its committee: it has its file number and its
// term from now on.
func (s *Service) register(ctx context.Context, tx *store.Tx, st *step) error {
	committee, err := tx.Committee(ctx, st.d.CommitteeID)
	if err != nil {
		return err
	}
	st.d.AcceptedAt = &tx.Now
	if err := deadlineOfAcceptance(ctx, tx, &st.d); err != nil {
		return err
	}
	st.say(dispute.EventRegistered)
	if err := tell(ctx, tx, st.d, dispute.NoticeAccepted, taking(st.sides)...); err != nil {
		return err
	}
	// Taken last: other cases of the committee wait for its lock.
	no, err := nextFileNo(ctx, tx, committee)
	st.d.FileNo = &no
	return err
}

// write puts the case and its lines down.
func (s *Service) write(ctx context.Context, tx *store.Tx, actor models.Actor, st *step) error {
	lines := make([]dispute.Event, len(st.lines))
	for i, l := range st.lines {
		e := dispute.Event{ID: tx.NewID(), DisputeID: st.d.ID, Seq: st.d.NextEventSeq, Kind: l.kind,
			Audience: l.audience, PartyID: l.party, CreatedAt: tx.Now}
		if !actor.IsSystem() {
			e.ActorID = &actor.PersonID
		}
		st.d.NextEventSeq++
		var err error
		if e.NoteSealed, err = s.seal(noteColumn, e.ID, l.note); err != nil {
			return err
		}
		lines[i] = e
	}
	if st.quiet {
		if err := act.Lost(countLines(ctx, tx, &st.d), dispute.ErrState); err != nil {
			return err
		}
		return insertDisputeEvents(ctx, tx, lines)
	}
	if err := act.Lost(updateDispute(ctx, tx, &st.d, st.from), dispute.ErrState); err != nil {
		return err
	}
	if st.d.EndedAt != nil || st.d.State == dispute.Effective {
		if _, err := cancelSessions(ctx, tx, st.d.ID); err != nil {
			return err
		}
	}
	if st.d.EndedAt != nil {
		if err := voidAgreements(ctx, tx, st.d.ID); err != nil {
			return err
		}
		if err := voidInvitations(ctx, tx, ofCase, st.d.ID); err != nil {
			return err
		}
		if err := endDeadlines(ctx, tx, &st.d); err != nil {
			return err
		}
		// The same words, filed again, are another case.
		if err := tx.Forget(ctx, st.d.ID); err != nil {
			return err
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return insertDisputeEvents(ctx, tx, lines)
}

// workers lists the heads of the committee and who mediates the case; a head who is a
// party of it is none.
func (st *step) workers(ctx context.Context, tx *store.Tx) ([]models.ID, error) {
	people, err := tx.CommitteePeople(ctx, st.d.CommitteeID, models.RoleCommitteeHead, tx.Now)
	for _, m := range st.mediators {
		people = append(people, m.PersonID)
	}
	return models.Without(people, parties(st.sides)...), err
}
