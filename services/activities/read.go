package activities

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/upload"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
)

// List gives what the actor may see, the earliest first.
func (s *Service) List(ctx context.Context, actor models.Actor, f Filter) (models.List[activity.Activity], error) {
	if f.From == 0 {
		f.From = models.DayOf(s.st.Now()).Start()
	}
	return listActivities(ctx, s.st, managed(actor), f)
}

<<<<<<< HEAD
// Details is an activity with its pictures and the actor's own live sign-up, if
// there is one.
type Details struct {
	Activity activity.Activity
	Images   []upload.View
	Mine     *activity.SignupView
}

// Get gives an activity that the actor may see, with the actor's own part.
func (s *Service) Get(ctx context.Context, actor models.Actor, id models.ID) (d Details, err error) {
	if d.Activity, err = s.st.VisibleActivity(ctx, managed(actor), id); err != nil {
		return d, err
	}
	d.Images, err = attach.Views(ctx, s.st, s.ring, fileSubject, id, actor.PersonID, s.st.Now())
	if err != nil || !actor.SignedIn() {
		return d, err
	}
	d.Mine, err = s.mine(ctx, actor, d.Activity)
	return d, err
}

// mine gives the actor's live sign-up for an activity; nil without one.
func (s *Service) mine(ctx context.Context, actor models.Actor, a activity.Activity) (*activity.SignupView, error) {
=======
// View is an activity as one reader sees it.
type View struct {
	activity.Activity
	Mine    *activity.SignupView // the reader's live sign-up; nil without one
	Choices models.Choices
}

// Get gives an activity with the actor's own live sign-up and what they may do.
func (s *Service) Get(ctx context.Context, actor models.Actor, id models.ID) (View, error) {
	a, err := s.st.VisibleActivity(ctx, managed(actor), id)
	if err != nil {
		return View{}, err
	}
	v := View{Activity: a}
	if actor.SignedIn() {
		v.Mine, err = s.ownSignup(ctx, actor, a)
	}
	v.Choices = a.Choices(actor, v.Mine != nil, s.st.Now())
	return v, err
}

// ownSignup reads the actor's live sign-up; nil without one.
func (s *Service) ownSignup(ctx context.Context, actor models.Actor, a activity.Activity) (*activity.SignupView, error) {
>>>>>>> f7dc284d23ae1b5207714423577d8640b415b409
	row, err := readSignupOf(ctx, s.st, a.ID, actor.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	view := activity.SignupView{Signup: row, Activity: a}
	if row.State == activity.SignupWaiting {
		before, err := countWaitingBefore(ctx, s.st, a.ID, row.QueueNo)
		if err != nil {
			return nil, err
		}
		view.Position = before + 1
	}
	return &view, nil
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
