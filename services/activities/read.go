package activities

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/store"
)

// List gives what the actor may see, the earliest first.
func (s *Service) List(ctx context.Context, actor models.Actor, f Filter) (models.List[activity.Activity], error) {
	if f.From == 0 {
		f.From = models.DayOf(s.st.Now()).Start()
	}
	return listActivities(ctx, s.st, managed(actor), f)
}

// Get gives an activity and the actor's own live sign-up, if there is one.
func (s *Service) Get(
	ctx context.Context, actor models.Actor, id models.ID,
) (activity.Activity, *activity.SignupView, error) {
	a, err := s.st.VisibleActivity(ctx, managed(actor), id)
	if err != nil || !actor.SignedIn() {
		return a, nil, err
	}
	row, err := readSignupOf(ctx, s.st, id, actor.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		return a, nil, nil
	}
	if err != nil {
		return a, nil, err
	}
	view := activity.SignupView{Signup: row, Activity: a}
	if row.State == activity.SignupWaiting {
		before, err := countWaitingBefore(ctx, s.st, id, row.QueueNo)
		if err != nil {
			return a, nil, err
		}
		view.Position = before + 1
	}
	return a, &view, nil
}

// Mine lists the actor's own sign-ups, the newest first.
func (s *Service) Mine(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[activity.SignupView], error) {
	return listSignupsOfPerson(ctx, s.st, actor.PersonID, page)
}

// Signups lists who is on the list, for organizers.
func (s *Service) Signups(
	ctx context.Context, actor models.Actor, id models.ID, state activity.SignupState, page models.Page,
) (models.List[activity.SignupView], error) {
	a, err := s.st.VisibleActivity(ctx, managed(actor), id)
	if err != nil {
		return models.List[activity.SignupView]{}, err
	}
	if !organizes(actor, a.OrganizationID) {
		return models.List[activity.SignupView]{}, models.ErrForbidden
	}
	return listSignupsOf(ctx, s.st, a, state, page)
}
