package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
)

// Home is the part of activities in the first screen: the next one in which the actor
// has a seat, and the seats that wait for a yes.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	var out models.Home
	rows, err := listComing(ctx, s.st, actor.PersonID, s.st.Now())
	for _, r := range rows {
		switch {
		case r.State == activity.SignupOffered && r.OfferExpiresAt != nil && *r.OfferExpiresAt > s.st.Now():
			day := models.DayOf(*r.OfferExpiresAt)
			out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoPlace, SubjectID: &r.ID, Title: r.Title, Count: 1,
				DueOn: &day})
		case r.State == activity.SignupRegistered && out.Next == nil:
			out.Next = &models.HomeActivity{ID: r.ActivityID, SignupID: r.ID, OrganizationID: r.OrganizationID,
				Title: r.Title, Place: r.Place, StartsAt: r.StartsAt, EndsAt: r.EndsAt}
		}
	}
	return out, err
}
