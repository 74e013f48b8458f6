package activities

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

var errRegion = models.BodyField("/region_code", "invalid", "没有这个区划，或已经撤销",
	"The division does not exist or is historic")

// Create makes a draft of an active organization that the actor organizes for. Of a
// only what organizers write counts. images are own files of the purpose
// activity_image; one that is not free is request.invalid.
func (s *Service) Create(ctx context.Context, actor models.Actor, a activity.Activity,
	images []models.ID) (activity.Activity, error) {
	clean(&a)
	return act.On(ctx, s.st, actor, act.Of[activity.Activity, activity.Activity]{
		Event: func(row activity.Activity) audit.Event {
			of := a
			of.ID = row.ID
			return eventOf(ActionCreate, of, nil)
		},
		May: func(*store.Tx, activity.Activity) error {
			if !organizes(actor, a.OrganizationID) {
				return models.ErrForbidden
			}
			return nil
		},
		Do: func(tx *store.Tx, row *activity.Activity) error {
			if bad := a.Check(); len(bad) > 0 {
				return models.ErrInvalid.With(bad...)
			}
			if err := mayHost(ctx, tx, a); err != nil {
				return err
			}
			*row = a
			row.ID, row.State, row.CreatedBy = tx.NewID(), activity.Draft, actor.PersonID
			row.Version, row.NextQueueNo, row.SeatsTaken, row.WaitingCount = 1, 1, 0, 0
			row.CreatedAt, row.UpdatedAt = tx.Now, tx.Now
			if err := insertActivity(ctx, tx, row); err != nil {
				return err
			}
			return attach.Files(ctx, tx, actor, images, upload.ActivityImage, fileSubject, row.ID, "/image_ids")
		},
		Answer: act.Same[activity.Activity],
	})
}

// fileSubject is what the pictures of an activity are attached to.
const fileSubject = "activity"

func clean(a *activity.Activity) {
	a.Title, a.Place, a.Description = text.Clean(a.Title), text.Clean(a.Place), text.CleanLines(a.Description)
}

// mayHost refuses for an organization that cannot act now, and for a place that does
// not stand. The row of the organization stays held, so that it cannot end in between.
func mayHost(ctx context.Context, tx *store.Tx, a activity.Activity) error {
	o, err := act.Hold(ctx, tx, a.OrganizationID)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && o.State != models.OrganizationActive:
		return activity.ErrNoOrganization
	case err != nil:
		return err
	}
	if err := o.May(models.MayHoldActivities); err != nil {
		return err
	}
	return placeStands(ctx, tx, a)
}

func placeStands(ctx context.Context, tx *store.Tx, a activity.Activity) error {
	region, err := tx.Region(ctx, a.RegionCode)
	if errors.Is(err, store.ErrNotFound) || (err == nil && !region.Current(models.DayOf(tx.Now))) {
		return models.ErrInvalid.With(errRegion)
	}
	return err
}

// Update changes a draft or a published activity. With a version it refuses
// when somebody else was faster. Seats that become free are offered to those
// who wait; people on the list are told of another time or place.
func (s *Service) Update(ctx context.Context, actor models.Actor, id models.ID, version *int64,
	change activity.Change) (activity.Activity, error) {
	return s.change(ctx, actor, id, step{action: ActionUpdate, verb: activity.Edit, version: version,
		do: func(tx *store.Tx, v *held) error {
			v.a = change.Apply(v.a)
			clean(&v.a)
			return mayChange(ctx, tx, v.was, v.a)
		},
		after: func(tx *store.Tx, v *held) error { return afterChange(ctx, tx, v) },
		told:  activity.NoticeChanged})
}

func mayChange(ctx context.Context, tx *store.Tx, old, next activity.Activity) error {
	if bad := next.Check(); len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	if next.RegionCode != old.RegionCode {
		if err := placeStands(ctx, tx, next); err != nil {
			return err
		}
	}
	if next.Capacity < old.SeatsTaken {
		return activity.ErrCapacity
	}
	closing := next.SignupClosesAt != old.SignupClosesAt && next.SignupClosesAt <= tx.Now
	if old.State == activity.Published && closing {
		return activity.ErrPast
	}
	return nil
}

// afterChange brings the schedule and the queue in line with what was changed of a
// published activity, and finds the people who are told.
func afterChange(ctx context.Context, tx *store.Tx, v *held) (err error) {
	if v.a.State != activity.Published {
		return nil
	}
	if err := schedule(ctx, tx, v.a); err != nil {
		return err
	}
	if err := offerFree(ctx, tx, &v.a); err != nil {
		return err
	}
	if err := updateSeats(ctx, tx, v.was, v.a); err != nil {
		return err
	}
	if v.a.StartsAt == v.was.StartsAt && v.a.EndsAt == v.was.EndsAt && v.a.Place == v.was.Place {
		return nil
	}
	v.people, err = listLivePeople(ctx, tx, v.a.ID)
	return err
}

// schedule makes the changes of state due that time alone brings.
func schedule(ctx context.Context, tx *store.Tx, a activity.Activity) error {
	if err := jobs.Schedule(ctx, tx, jobCloseSignup, a.ID, a.SignupClosesAt); err != nil {
		return err
	}
	if err := jobs.Schedule(ctx, tx, jobStart, a.ID, a.StartsAt); err != nil {
		return err
	}
	return jobs.Schedule(ctx, tx, jobFinish, a.ID, a.EndsAt)
}

// Publish opens a draft to everybody.
func (s *Service) Publish(ctx context.Context, actor models.Actor, id models.ID) (activity.Activity, error) {
	return s.change(ctx, actor, id, step{action: ActionPublish, verb: activity.Publish,
		do: func(tx *store.Tx, v *held) error {
			if err := v.a.MayPublish(tx.Now); err != nil {
				return err
			}
			if err := mayHost(ctx, tx, v.a); err != nil {
				return err
			}
			return schedule(ctx, tx, v.a)
		}})
}

// CloseSignup ends sign-up before its time. Offers that were made still stand.
func (s *Service) CloseSignup(ctx context.Context, actor models.Actor, id models.ID) (activity.Activity, error) {
	return s.change(ctx, actor, id, step{action: ActionClose, verb: activity.CloseSignup})
}

// Cancel calls an activity off, with a reason that everybody reads who sees it: every
// sign-up ends and everybody on the list is told.
func (s *Service) Cancel(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (activity.Activity, error) {
	reason = text.Clean(reason)
	return s.change(ctx, actor, id, step{action: ActionCancel, verb: activity.Cancel,
		told: activity.NoticeCancelled, more: []string{"reason", reason},
		do: func(tx *store.Tx, v *held) (err error) {
			if err := models.CheckReason(reason); err != nil {
				return err
			}
			v.a.CancelReason = reason
			if v.people, err = listLivePeople(ctx, tx, v.a.ID); err != nil {
				return err
			}
			ended, err := tx.CancelSignups(ctx, v.a.ID)
			v.a.SeatsTaken, v.a.WaitingCount = 0, 0
			v.detail = map[string]string{"signups": strconv.FormatInt(ended, 10)}
			return err
		}})
}

// Delete takes a draft back: it is gone with its pictures. What was published is called off
// instead, see Cancel.
func (s *Service) Delete(ctx context.Context, actor models.Actor, id models.ID) error {
	_, err := act.On(ctx, s.st, actor, act.Of[activity.Activity, struct{}]{
		Event: func(a activity.Activity) audit.Event { return eventOf(ActionDelete, a, nil) },
		Lock:  func(tx *store.Tx) (activity.Activity, error) { return lockSeen(ctx, tx, actor, id) },
		May:   func(_ *store.Tx, a activity.Activity) error { return a.MayOrganize(actor) },
		Next: func(_ *store.Tx, a *activity.Activity) error {
			_, err := a.After(activity.Delete)
			return err
		},
		Do: func(tx *store.Tx, a *activity.Activity) error {
			if err := tx.Forget(ctx, a.ID); err != nil {
				return err
			}
			return deleteActivityDraft(ctx, tx, a.ID)
		},
	})
	return err
}

// held is an activity in the hands of an organizer, locked.
type held struct {
	was, a activity.Activity
	detail map[string]string // of the audit row
	people []models.ID       // who are told
}

// step is what an organizer does with an activity: the verb leads to the next state,
// do changes the row before it is written, and after brings in line what hangs on it;
// without one the seats are written.
type step struct {
	action  models.Action
	verb    activity.Verb
	version *int64
	do      func(tx *store.Tx, v *held) error
	after   func(tx *store.Tx, v *held) error
	told    models.NoticeKind
	more    []string // further params of the notice, in pairs
}

// change does a step for an organizer.
func (s *Service) change(ctx context.Context, actor models.Actor, id models.ID, p step) (activity.Activity, error) {
	if p.after == nil {
		p.after = func(tx *store.Tx, v *held) error { return updateSeats(ctx, tx, v.was, v.a) }
	}
	return act.On(ctx, s.st, actor, act.Of[held, activity.Activity]{
		Event:  func(v held) audit.Event { return eventOf(p.action, v.a, nil) },
		Detail: func(v held) map[string]string { return v.detail },
		Lock: func(tx *store.Tx) (held, error) {
			if p.verb == activity.Publish {
				if err := holdHost(ctx, tx, actor, id); err != nil {
					return held{}, err
				}
			}
			a, err := lockSeen(ctx, tx, actor, id)
			return held{was: a, a: a}, err
		},
		May: func(_ *store.Tx, v held) error {
			if !organizes(actor, v.a.OrganizationID) {
				return models.ErrForbidden
			}
			return nil
		},
		Version: p.version, VersionOf: func(v held) int64 { return v.a.Version },
		Next: func(_ *store.Tx, v *held) (err error) {
			v.a.State, err = v.a.After(p.verb)
			return err
		},
		Do: func(tx *store.Tx, v *held) error {
			if p.do != nil {
				if err := p.do(tx, v); err != nil {
					return err
				}
			}
			if err := tx.Forget(ctx, v.a.ID); err != nil {
				return err
			}
			if err := updateActivity(ctx, tx, v.a); err != nil {
				return err
			}
			v.a.Version, v.a.UpdatedAt = v.a.Version+1, tx.Now
			return p.after(tx, v)
		},
		Tell:   func(tx *store.Tx, v held) error { return tellAll(ctx, tx, p.told, v.a, v.people, p.more...) },
		Answer: func(_ *store.Tx, v held) (activity.Activity, error) { return v.a, nil },
	})
}

// holdHost holds the organization of an activity before the activity, for a step that
// asks whether the organization still may. A person who does not organize for it holds
// nothing; they are refused next.
func holdHost(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) error {
	a, err := tx.VisibleActivity(ctx, actor.Organizations(models.ActivityRoles()...), id)
	if errors.Is(err, store.ErrNotFound) || err == nil && !organizes(actor, a.OrganizationID) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = act.Hold(ctx, tx, a.OrganizationID)
	return err
}
