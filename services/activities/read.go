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

// View is an activity as one reader sees it.
type View struct {
	activity.Activity
	Images  []upload.View
	Mine    *activity.SignupView // the reader's live sign-up; nil without one
	Choices models.Choices
	Blocked string // why, for those who are answerable; empty when it is not
}

// Get gives an activity with its pictures, the actor's own live sign-up and what they
// may do.
func (s *Service) Get(ctx context.Context, actor models.Actor, id models.ID) (v View, err error) {
	if v.Activity, err = s.st.VisibleActivity(ctx, managed(actor), id); err != nil {
		return v, err
	}
	if v.Images, err = attach.Views(ctx, s.st, s.ring, fileSubject, id, actor.PersonID, s.st.Now()); err != nil {
		return v, err
	}
	if actor.SignedIn() {
		v.Mine, err = s.ownSignup(ctx, actor, v.Activity)
	}
	if err != nil {
		return v, err
	}
	if organizes(actor, v.OrganizationID) {
		v.Blocked, err = s.st.WhyBlocked(ctx, v.Moderation, id)
	}
	v.Choices = v.Activity.Choices(actor, v.Mine != nil, s.st.Now())
	return v, err
}

// ownSignup reads the actor's live sign-up; nil without one.
func (s *Service) ownSignup(ctx context.Context, actor models.Actor, a activity.Activity) (*activity.SignupView,
	error) {
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
	view = view.Own(s.st.Now())
	return &view, nil
}

// Mine lists the actor's own sign-ups, the newest first.
func (s *Service) Mine(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[activity.SignupView], error) {
	rows, err := listSignupsOfPerson(ctx, s.st, actor.PersonID, page)
	for i, v := range rows.Items {
		rows.Items[i] = v.Own(s.st.Now())
	}
	return rows, err
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
