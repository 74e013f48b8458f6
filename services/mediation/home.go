package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
)

// Home is the part of mediation in the first screen: the seats that are offered to the
// actor, what waits for them as a head, and the cases that they should take.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	var out models.Home
	seats, err := listOwnSeatOffers(ctx, s.st, actor.PersonID, s.st.Now())
	if err != nil {
		return out, err
	}
	asked := map[models.ID]bool{} // who is asked to head is asked to mediate, too: one answer
	for _, g := range seats {
		if !asked[*g.CommitteeID] {
			asked[*g.CommitteeID] = true
			day := models.DayOf(g.AnswerUntil())
			out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoSeat, SubjectID: g.CommitteeID,
				Title: g.CommitteeName, Count: 1, DueOn: &day})
		}
	}
	if places := actor.Regions(models.RoleRegionAdmin); len(places) > 0 {
		overdue, err := listOverdueFilings(ctx, s.st, places, models.DayOf(s.st.Now()))
		if err != nil {
			return out, err
		}
		for _, r := range overdue {
			out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoFilings, SubjectID: &r.CommitteeID, Title: r.Name,
				Count: r.Filings, DueOn: r.DueOn})
		}
	}
	sight := sightOf(actor)
	if len(sight.heads) > 0 {
		queues, err := listHeadQueues(ctx, s.st, sight)
		if err != nil {
			return out, err
		}
		for _, r := range queues {
			kind := models.ToDoAccept
			if r.State == dispute.Accepted {
				kind = models.ToDoAssign
			}
			out.ToDo = append(out.ToDo, models.ToDo{Kind: kind, SubjectID: &r.CommitteeID, Title: r.Name,
				Count: r.Cases, DueOn: r.DueOn})
		}
	}
	if len(sight.mediates) == 0 {
		return out, nil
	}
	cases, err := listUntaken(ctx, s.st, sight)
	for _, d := range cases {
		out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoTake, SubjectID: &d.ID, Title: d.Number, Count: 1,
			DueOn: d.DueOn})
	}
	return out, err
}
