package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/text"
)

// Query narrows a list of cases.
type Query struct {
	As     string // party, committee, mediator, or empty for all that one sees
	State  dispute.State
	Number string // part of the number
	ByDue  bool   // running cases, the one that is due next first
	Page   models.Page
}

// Card is a case as it stands in a list: who, against whom, about how much, and who
// mediates. What the actor may not read is empty.
type Card struct {
	Summary
	Applicant, Respondent string
	RespondentKind        dispute.PartyKind
	MediatorID            *models.ID // who leads; nil before one is assigned
	Mediator              string
	DaysLeft              *int // until the case is due; negative when it is late; nil when it does not run
}

// Board is a page of cases with how many there are in each state, in the order of
// states; those without any are left out. The counts leave filters and pages aside.
type Board struct {
	models.List[Card]
	Counts []StateCount
}

// List lists the cases in which the actor has a part. Names are read and opened for the
// page as a whole, by the sight of the case that its page has, too.
func (s *Service) List(ctx context.Context, actor models.Actor, q Query) (Board, error) {
	as := disputeAs(q.As)
	counts, err := countDisputes(ctx, s.st, actor, as)
	if err != nil {
		return Board{}, err
	}
	rows, err := listDisputes(ctx, s.st, actor, disputeFilter{As: as, State: q.State, Number: text.Clean(q.Number),
		ByDue: q.ByDue, Page: q.Page})
	out := Board{Counts: counts}
	if err != nil || len(rows.Items) == 0 {
		return out, err
	}
	out.Items, out.Next = make([]Card, len(rows.Items)), rows.Next
	ids, places := make([]models.ID, len(rows.Items)), make([]models.ID, len(rows.Items))
	at := make(map[models.ID]*Card, len(rows.Items))
	today := models.DayOf(s.st.Now())
	for i, d := range rows.Items {
		ids[i], places[i] = d.ID, d.CommitteeID
		out.Items[i].Seen = d
		if d.DueOn != nil && d.EndedAt == nil {
			left := today.DaysTo(*d.DueOn)
			out.Items[i].DaysLeft = &left
		}
		at[d.ID] = &out.Items[i]
	}
	committees, err := listCommitteesByID(ctx, s.st, places)
	if err != nil {
		return out, err
	}
	for i := range out.Items {
		out.Items[i].Committee = committees[out.Items[i].CommitteeID]
	}
	return out, s.nameCards(ctx, actor, ids, at)
}

// nameCards puts the people beside the cases of a page.
func (s *Service) nameCards(ctx context.Context, actor models.Actor, ids []models.ID, at map[models.ID]*Card) error {
	sides, err := listSidesOf(ctx, s.st, actor, ids)
	if err != nil {
		return err
	}
	for _, p := range sides {
		l, name := at[p.DisputeID], &at[p.DisputeID].Applicant
		if p.Side == dispute.SideRespondent {
			name = &l.Respondent
		}
		if *name != "" {
			continue // one of several on this side
		}
		if p.Side == dispute.SideRespondent {
			l.RespondentKind = p.Kind
		}
		if *name, err = s.open(nameColumn, p.ID, p.NameSealed); err != nil {
			return err
		}
	}
	leads, err := listLeadsOf(ctx, s.st, actor, ids)
	if err != nil {
		return err
	}
	for _, m := range leads {
		l := at[m.DisputeID]
		l.MediatorID = &m.ID
		if l.Mediator, err = s.ring.NameOf(m.Person); err != nil {
			return err
		}
	}
	return nil
}
