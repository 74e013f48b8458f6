package governance

import (
	"context"

	"xinjumin/models"
)

// Home is the part of polls in the first screen: those that take votes now, as the
// actor's own list shows them, and which of them wait for a vote.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	var out models.Home
	rows, err := listOpenPolls(ctx, s.st, actor.PersonID, s.st.Now())
	for _, p := range rows {
		out.Polls = append(out.Polls, models.HomePoll{ID: p.ID, OrganizationID: p.OrganizationID, Title: p.Title,
			ClosesAt: p.ClosesAt, Voted: p.Voted})
		if !p.Voted {
			day := models.DayOf(p.ClosesAt)
			out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoVote, SubjectID: &p.ID, Title: p.Title, Count: 1,
				DueOn: &day})
		}
	}
	return out, err
}
