package rosters

import (
	"context"

	"xinjumin/models"
)

// Home is the part of lists in the first screen: the organizations that have the actor
// on their list and wait for an answer.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	var out models.Home
	claims, err := s.Claims(ctx, actor)
	for i, c := range claims {
		if i == models.HomeMax {
			break
		}
		day := models.DayOf(c.ExpiresAt)
		out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoRosterClaim, SubjectID: &c.ID,
			Title: c.OrganizationName, Count: 1, DueOn: &day})
	}
	return out, err
}
