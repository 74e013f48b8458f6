package desk

import (
	"context"

	"xinjumin/models"
)

// Home is the part of the desk in the first screen: the session in the actor's own name
// that waits for a yes, and those that wait for a second officer.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	var out models.Home
	now := s.st.Now()
	waiting, err := listWaitingFor(ctx, s.st, actor.PersonID, now)
	if err != nil {
		return out, err
	}
	for _, d := range waiting {
		day := models.DayOf(d.ExpiresAt)
		out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoDesk, SubjectID: &d.ID, Count: 1, DueOn: &day})
	}
	if len(actor.Regions(models.RoleOfficer)) == 0 {
		return out, nil
	}
	n, err := countSecondLooks(ctx, s.st, actor, now)
	if n > 0 {
		out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoSecond, Count: n})
	}
	return out, err
}
