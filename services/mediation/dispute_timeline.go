package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
)

// Line is one line of the timeline with its note in clear, and who made it.
type Line struct {
	dispute.Event
	Note string
	By   By
	Who  string // the name of the party, or of a mediator of the case; may be empty
	Me   bool   // the reader made it
	For  string // of the audience party: its name
}

// By is on whose part a line was made.
type By string

// The parts. What nobody did by hand is of the program.
const (
	ByParty     By = "party"
	ByCommittee By = "committee"
	ByProgram   By = "program"
)

// Timeline lists what happened to a case, in its order: parties read their
// lines, the committee all.
func (s *Service) Timeline(
	ctx context.Context, actor models.Actor, id models.ID, page models.Page,
) (models.List[Line], error) {
	if _, err := readDispute(ctx, s.st, actor, id); err != nil {
		return models.List[Line]{}, err
	}
	rows, err := listDisputeEvents(ctx, s.st, actor, id, page)
	if err != nil {
		return models.List[Line]{}, err
	}
	names, err := s.namesIn(ctx, id)
	if err != nil {
		return models.List[Line]{}, err
	}
	out := models.List[Line]{Items: make([]Line, len(rows.Items)), Next: rows.Next}
	for i, e := range rows.Items {
		out.Items[i] = names.line(e, actor)
		if out.Items[i].Note, err = s.open(noteColumn, e.ID, e.NoteSealed); err != nil {
			return models.List[Line]{}, err
		}
	}
	return out, nil
}

// casting is who is who in a case: every reader of it reads these names anyway.
type casting struct {
	parties   map[models.ID]string // by person
	mediators map[models.ID]string
	sides     map[models.ID]string // parties by themselves
}

// namesIn gives who is who in a case that the caller has read.
func (s *Service) namesIn(ctx context.Context, id models.ID) (casting, error) {
	out := casting{parties: map[models.ID]string{}, mediators: map[models.ID]string{}, sides: map[models.ID]string{}}
	sides, err := listDisputeParties(ctx, s.st, id)
	if err != nil {
		return out, err
	}
	for _, p := range sides {
		name, err := s.open(nameColumn, p.ID, p.NameSealed)
		if err != nil {
			return out, err
		}
		out.sides[p.ID] = name
		if p.PersonID != nil {
			out.parties[*p.PersonID] = name
		}
	}
	mediators, err := s.mediators(ctx, id)
	for _, m := range mediators {
		out.mediators[m.PersonID] = m.Name
	}
	return out, err
}

// line adds to an event who made it.
func (c casting) line(e dispute.Event, reader models.Actor) Line {
	l := Line{Event: e, By: ByProgram}
	if e.PartyID != nil {
		l.For = c.sides[*e.PartyID]
	}
	if e.ActorID == nil {
		return l
	}
	l.By, l.Who, l.Me = ByCommittee, c.mediators[*e.ActorID], *e.ActorID == reader.PersonID
	if name, is := c.parties[*e.ActorID]; is {
		l.By, l.Who = ByParty, name
	}
	return l
}

// ownParty is which party the reader is; nil: none.
func ownParty(rows []Party) *models.ID {
	for i := range rows {
		if rows[i].Me {
			return &rows[i].ID
		}
	}
	return nil
}

// partyOf finds a party among those that the reader has; nil finds none.
func partyOf(rows []Party, id *models.ID) *Party {
	for i := range rows {
		if id != nil && rows[i].ID == *id {
			return &rows[i]
		}
	}
	return nil
}
