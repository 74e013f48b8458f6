package people

import (
	"context"

	"xinjumin/models"
)

// Home is the part of people in the first screen: the roles that are offered to the
// actor, and how many residents wait to be verified by them.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	var out models.Home
	now := s.st.Now()
	offers, err := listOwnRoleOffers(ctx, s.st, actor.PersonID, now)
	if err != nil {
		return out, err
	}
	for i, o := range offers {
		if i == models.HomeMax {
			break
		}
		title, _ := o.Role.Text()
		day := models.DayOf(o.AnswerUntil(now))
		out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoRole, SubjectID: &o.ID, Title: title, Count: 1,
			DueOn: &day})
	}
	places := actor.Regions(reviewers...)
	if len(places) == 0 {
		return out, nil
	}
	n, err := countPendingIdentities(ctx, s.st, places)
	if n > 0 {
		out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoIdentity, Count: n})
	}
	return out, err
}
