package activities

import (
	"context"
	"fmt"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// offerFree offers the free seats to those who wait, in their order. The
// counters of a move along; the caller writes them.
func offerFree(ctx context.Context, tx *store.Tx, a *activity.Activity) error {
	free := a.Offers(tx.Now)
	if free == 0 {
		return nil
	}
	next, err := listFirstWaiting(ctx, tx, a.ID, free)
	if err != nil {
		return err
	}
	if int64(len(next)) != free {
		return fmt.Errorf("activity %s counts %d waiting, %d are there", a.ID, a.WaitingCount, len(next))
	}
	until := a.OfferUntil(tx.Now)
	var acts []audit.Act
	for _, s := range next {
		s.State, s.OfferExpiresAt = activity.SignupOffered, &until
		if err := moveSignup(ctx, tx, activity.SignupWaiting, s); err != nil {
			return err
		}
		a.WaitingCount--
		a.SeatsTaken++
		if err := jobs.Schedule(ctx, tx, jobExpireOffer, s.ID, until); err != nil {
			return err
		}
		zh, en := until.Spoken()
		if err := inbox.Tell(ctx, tx, notice(activity.NoticeSignupOffered, *a, s.PersonID, "until", zh, "until_en",
			en)); err != nil {
			return err
		}
		acts = append(acts, audit.Act{Ctx: ctx, Event: signupEvent(ActionOffer, *a, s)})
	}
	return audit.RecordAll(ctx, tx, acts)
}

// CancelSignup takes the actor off the list until the activity starts; the seat
// goes to the first who waits. Doing it again changes nothing.
func (s *Service) CancelSignup(ctx context.Context, actor models.Actor, id models.ID) error {
	_, err := s.own(ctx, actor, id, ActionSignupCancel, func(tx *store.Tx, a activity.Activity,
		row *activity.Signup) error {
		if row.State == activity.SignupCancelled {
			return act.ErrUnchanged
		}
		if err := row.MayCancel(a.StartsAt, tx.Now); err != nil {
			return err
		}
		end(tx, row, activity.SignupCancelled)
		return nil
	})
	return err
}

// AcceptOffer turns an offered seat into a registration before the offer ends.
func (s *Service) AcceptOffer(ctx context.Context, actor models.Actor, id models.ID) (activity.SignupView, error) {
	return s.own(ctx, actor, id, ActionAccept, func(tx *store.Tx, _ activity.Activity, row *activity.Signup) error {
		if err := row.MayAccept(tx.Now); err != nil {
			return err
		}
		row.State, row.OfferExpiresAt = activity.SignupRegistered, nil
		return nil
	})
}

// DeclineOffer gives an offered seat to the next who waits.
func (s *Service) DeclineOffer(ctx context.Context, actor models.Actor, id models.ID) (activity.SignupView, error) {
	return s.own(ctx, actor, id, ActionDecline, func(tx *store.Tx, _ activity.Activity, row *activity.Signup) error {
		if err := row.MayDecline(); err != nil {
			return err
		}
		end(tx, row, activity.SignupDeclined)
		return nil
	})
}

// expireOffer ends an offer that nobody took in time.
func (s *Service) expireOffer(ctx context.Context, tx *store.Tx, id models.ID) error {
	a, row, err := lockWithActivity(ctx, tx, id)
	if err != nil || row.State != activity.SignupOffered {
		return err
	}
	if row.OfferExpiresAt != nil && tx.Now < *row.OfferExpiresAt {
		return jobs.ErrEarly
	}
	was := row
	end(tx, &row, activity.SignupExpired)
	if err := apply(ctx, tx, models.System, ActionExpire, a, was, row); err != nil {
		return err
	}
	return inbox.Tell(ctx, tx, notice(activity.NoticeSignupExpired, a, row.PersonID))
}

// end takes a sign-up off the list.
func end(tx *store.Tx, row *activity.Signup, state activity.SignupState) {
	now := tx.Now
	row.State, row.LiveKey, row.OfferExpiresAt, row.EndedAt = state, nil, nil, &now
}

// place is a person's own sign-up in the hands of an act, behind the lock of its
// activity.
type place struct {
	a        activity.Activity
	was, row activity.Signup
}

// own does an act of a person on their own sign-up. Another person's is not found;
// an organizer sees it but may not act for them.
func (s *Service) own(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	do func(tx *store.Tx, a activity.Activity, row *activity.Signup) error) (activity.SignupView, error) {
	return act.On(ctx, s.st, actor, act.Of[place, activity.SignupView]{
		Event: func(v place) audit.Event { return signupEvent(action, v.a, v.row) },
		Lock: func(tx *store.Tx) (place, error) {
			a, row, err := lockWithActivity(ctx, tx, id)
			if err == nil && row.PersonID != actor.PersonID && !organizes(actor, a.OrganizationID) {
				err = models.ErrNotFound
			}
			return place{a: a, was: row, row: row}, err
		},
		May: func(_ *store.Tx, v place) error {
			if v.row.PersonID != actor.PersonID {
				return models.ErrForbidden
			}
			return nil
		},
		Do: func(tx *store.Tx, v *place) error {
			if err := do(tx, v.a, &v.row); err != nil {
				return err
			}
			if err := settle(ctx, tx, v.a, v.was, v.row); err != nil {
				return err
			}
			v.row.Version, v.row.UpdatedAt = v.row.Version+1, tx.Now
			return nil
		},
		Answer: func(tx *store.Tx, v place) (activity.SignupView, error) {
			return activity.SignupView{Signup: v.row, Activity: v.a}.Own(tx.Now), nil
		},
	})
}

// lockWithActivity locks the activity of a sign-up first and reads the sign-up
// under that lock.
func lockWithActivity(ctx context.Context, tx *store.Tx, id models.ID) (activity.Activity, activity.Signup, error) {
	row, err := readSignup(ctx, tx, id) // only to learn the activity, which never changes
	if err != nil {
		return activity.Activity{}, row, err
	}
	a, err := lockActivity(ctx, tx, row.ActivityID)
	if err != nil {
		return a, row, err
	}
	row, err = readSignup(ctx, tx, id)
	return a, row, err
}

// apply is settle with its audit row, for a step inside another act.
func apply(ctx context.Context, tx *store.Tx, actor models.Actor, action models.Action, a activity.Activity, was,
	row activity.Signup) error {
	if err := settle(ctx, tx, a, was, row); err != nil {
		return err
	}
	return audit.Record(ctx, tx, actor, signupEvent(action, a, row))
}

// settle writes a sign-up's new state, moves the counters and offers a seat that
// has come free.
func settle(ctx context.Context, tx *store.Tx, a activity.Activity, was, row activity.Signup) error {
	if err := moveSignup(ctx, tx, was.State, row); err != nil {
		return err
	}
	next := a
	if !row.State.Live() {
		next.Release(was.State)
	}
	if err := offerFree(ctx, tx, &next); err != nil {
		return err
	}
	return updateSeats(ctx, tx, a, next)
}
