package activities

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

var errRegion = models.BodyField("/region_code", "invalid", "没有这个区划，或已经撤销", "The division does not exist or is historic")

// Create makes a draft of an active body that the actor organizes for. Of a
// only what organizers write counts.
func (s *Service) Create(ctx context.Context, actor models.Actor, a models.Activity) (models.Activity, error) {
	clean(&a)
	event := eventOf(ActionCreate, a, nil)
	if !organizes(actor, a.OrganizationID) {
		return a, audit.Refused(ctx, s.st, actor, event, models.ErrForbidden)
	}
	if bad := a.Check(); len(bad) > 0 {
		return a, models.ErrInvalid.With(bad...)
	}
	var out models.Activity
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		if err := mayHost(ctx, tx, a); err != nil {
			return err
		}
		row := a
		row.ID, row.State, row.CreatedBy, row.Version, row.NextQueueNo = tx.NewID(), models.ActivityDraft, actor.PersonID, 1, 1
		row.SeatsTaken, row.WaitingCount, row.CreatedAt, row.UpdatedAt = 0, 0, tx.Now, tx.Now
		if err := insertActivity(ctx, tx, &row); err != nil {
			return err
		}
		event.ObjectID = row.ID
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
		out = row
		return tx.Answer(ctx, out)
	})
	return out, err
}

func clean(a *models.Activity) {
	a.Title, a.Place, a.Description = text.Clean(a.Title), text.Clean(a.Place), text.CleanLines(a.Description)
}

// mayHost refuses for a body that cannot act now, and for a place that does not
// stand.
// The row of the body stays held, so that it cannot end in between.
func mayHost(ctx context.Context, tx *store.Tx, a models.Activity) error {
	o, err := tx.LockOrganization(ctx, a.OrganizationID)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && o.State != models.OrganizationActive:
		return models.ErrActivityNoBody
	case err != nil:
		return err
	}
	if err := o.May(models.MayHoldActivities); err != nil {
		return err
	}
	return placeStands(ctx, tx, a)
}

func placeStands(ctx context.Context, tx *store.Tx, a models.Activity) error {
	region, err := tx.Region(ctx, a.RegionCode)
	if errors.Is(err, store.ErrNotFound) || (err == nil && !region.Current(models.DayOf(tx.Now))) {
		return models.ErrInvalid.With(errRegion)
	}
	return err
}

// Update changes a draft or a published activity. With a version it refuses
// when somebody else was faster. Seats that become free are offered to those
// who wait; people on the list are told of another time or place.
func (s *Service) Update(ctx context.Context, actor models.Actor, id models.ID, version *int64, change models.ActivityChange) (models.Activity, error) {
	event := audit.Event{Action: ActionUpdate, Object: "activity", ObjectID: id}
	var out models.Activity
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		old, err := lockForOrganizer(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if version != nil && *version != old.Version {
			return models.ErrStale
		}
		next := change.Apply(old)
		clean(&next)
		if err := mayChange(ctx, tx, old, next); err != nil {
			return err
		}
		if err := updateActivity(ctx, tx, next); err != nil {
			return err
		}
		next.Version, next.UpdatedAt = next.Version+1, tx.Now
		event = eventOf(ActionUpdate, next, nil)
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
		if err := s.afterChange(ctx, tx, old, &next); err != nil {
			return err
		}
		out = next
		return nil
	})
	return out, audit.Refused(ctx, s.st, actor, event, err)
}

func mayChange(ctx context.Context, tx *store.Tx, old, next models.Activity) error {
	if _, err := old.After(models.ActivityEdit); err != nil {
		return err
	}
	if bad := next.Check(); len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	if next.RegionCode != old.RegionCode {
		if err := placeStands(ctx, tx, next); err != nil {
			return err
		}
	}
	if next.Capacity < old.SeatsTaken {
		return models.ErrActivityCapacity
	}
	if old.State == models.ActivityPublished && next.SignupClosesAt != old.SignupClosesAt && next.SignupClosesAt <= tx.Now {
		return models.ErrActivityPast
	}
	return nil
}

// afterChange brings the schedule, the queue and the people in line with what
// was changed of a published activity.
func (s *Service) afterChange(ctx context.Context, tx *store.Tx, old models.Activity, next *models.Activity) error {
	if next.State != models.ActivityPublished {
		return nil
	}
	if err := schedule(ctx, tx, *next); err != nil {
		return err
	}
	if err := offerFree(ctx, tx, next); err != nil {
		return err
	}
	if err := updateSeats(ctx, tx, old, *next); err != nil {
		return err
	}
	if next.StartsAt == old.StartsAt && next.EndsAt == old.EndsAt && next.Place == old.Place {
		return nil
	}
	people, err := listLivePeople(ctx, tx, next.ID)
	if err != nil {
		return err
	}
	return tellAll(ctx, tx, models.NoticeActivityChanged, *next, people)
}

// schedule makes the changes of state due that time alone brings.
func schedule(ctx context.Context, tx *store.Tx, a models.Activity) error {
	if err := jobs.Schedule(ctx, tx, jobCloseSignup, a.ID, a.SignupClosesAt); err != nil {
		return err
	}
	if err := jobs.Schedule(ctx, tx, jobStart, a.ID, a.StartsAt); err != nil {
		return err
	}
	return jobs.Schedule(ctx, tx, jobFinish, a.ID, a.EndsAt)
}

// Publish opens a draft to everybody.
func (s *Service) Publish(ctx context.Context, actor models.Actor, id models.ID) (models.Activity, error) {
	return s.move(ctx, actor, id, ActionPublish, func(ctx context.Context, tx *store.Tx, a *models.Activity) (map[string]string, error) {
		to, err := a.After(models.ActivityPublish)
		if err != nil {
			return nil, err
		}
		if tx.Now >= a.SignupClosesAt {
			return nil, models.ErrActivityPast
		}
		if err := mayHost(ctx, tx, *a); err != nil {
			return nil, err
		}
		a.State = to
		return nil, schedule(ctx, tx, *a)
	})
}

// CloseSignup ends sign-up before its time. Offers that were made still stand.
func (s *Service) CloseSignup(ctx context.Context, actor models.Actor, id models.ID) (models.Activity, error) {
	return s.move(ctx, actor, id, ActionClose, func(_ context.Context, _ *store.Tx, a *models.Activity) (_ map[string]string, err error) {
		a.State, err = a.After(models.ActivityCloseSignup)
		return nil, err
	})
}

// Cancel calls an activity off: every sign-up ends and everybody is told.
func (s *Service) Cancel(ctx context.Context, actor models.Actor, id models.ID) (models.Activity, error) {
	return s.move(ctx, actor, id, ActionCancel, func(ctx context.Context, tx *store.Tx, a *models.Activity) (map[string]string, error) {
		to, err := a.After(models.ActivityCancel)
		if err != nil {
			return nil, err
		}
		people, err := listLivePeople(ctx, tx, a.ID)
		if err != nil {
			return nil, err
		}
		ended, err := tx.CancelSignups(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		a.State, a.SeatsTaken, a.WaitingCount = to, 0, 0
		detail := map[string]string{"signups": strconv.FormatInt(ended, 10)}
		return detail, tellAll(ctx, tx, models.NoticeActivityCancelled, *a, people)
	})
}

// step changes the state of a locked activity, and what follows from it.
type step func(ctx context.Context, tx *store.Tx, a *models.Activity) (detail map[string]string, err error)

// holdBody holds the row of the body of an activity before that of the activity,
// for a step that asks whether the body still may. Who does not organize for it
// holds nothing; they are refused next.
func holdBody(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) error {
	a, err := tx.VisibleActivity(ctx, actor.Organizations(models.ActivityRoles()...), id)
	if errors.Is(err, store.ErrNotFound) || err == nil && !organizes(actor, a.OrganizationID) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = tx.LockOrganization(ctx, a.OrganizationID)
	return err
}

// move does a step for an organizer, with its audit row and its answer.
func (s *Service) move(ctx context.Context, actor models.Actor, id models.ID, action models.Action, do step) (models.Activity, error) {
	event := audit.Event{Action: action, Object: "activity", ObjectID: id}
	var out models.Activity
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		if action == ActionPublish {
			if err := holdBody(ctx, tx, actor, id); err != nil {
				return err
			}
		}
		a, err := lockForOrganizer(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		was := a
		detail, err := do(ctx, tx, &a)
		if err != nil {
			return err
		}
		if err := updateActivity(ctx, tx, a); err != nil {
			return err
		}
		a.Version, a.UpdatedAt = a.Version+1, tx.Now
		if err := updateSeats(ctx, tx, was, a); err != nil {
			return err
		}
		event = eventOf(action, a, detail)
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
		out = a
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, event, err)
}
