package activities

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/batch"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// entry is one request to sign up.
type entry struct {
	actor models.Actor
	note  string
}

// SignUp puts the actor on the list: registered while there are seats, else at
// the end of the queue. Sign-ups to one activity that come together share a
// commit; each has its own outcome.
func (s *Service) SignUp(
	ctx context.Context, actor models.Actor, activity models.ID, note string,
) (activity.SignupView, error) {
	return s.hot.Do(ctx, activity, entry{actor: actor, note: text.Clean(note)})
}

type signupCall = batch.Call[entry, activity.SignupView]

// admit is the commit of a batch: the activity's row first, then who is on the
// list already, then everything in one go.
func (s *Service) admit(ctx context.Context, id models.ID, calls []*signupCall) error {
	return s.st.InBatchTx(ctx, func(tx *store.Tx) error {
		a, err := lockActivity(ctx, tx, id)
		if errors.Is(err, store.ErrNotFound) {
			for _, c := range calls {
				c.Settle(activity.SignupView{}, models.ErrNotFound)
			}
			return nil
		}
		if err != nil {
			return err
		}
		was := a
		done, err := decide(ctx, tx, &a, calls)
		if err != nil {
			return err
		}
		err = insertSignups(ctx, tx, done.signups)
		if errors.Is(err, store.ErrDuplicate) && len(calls) == 1 {
			return activity.ErrSignupAlready // the unique key has the last word
		}
		if err != nil {
			return err
		}
		if err := updateSeats(ctx, tx, was, a); err != nil {
			return err
		}
		if err := audit.RecordAll(ctx, tx, done.acts); err != nil {
			return err
		}
		if err := inbox.Tell(ctx, tx, done.notices...); err != nil {
			return err
		}
		return tx.Remember(ctx, done.answers)
	})
}

// effects is what a batch writes.
type effects struct {
	signups []activity.Signup
	acts    []audit.Act
	notices []inbox.Notice
	answers []store.Remembered
}

// decide settles each call in the order of arrival and collects the rows. A
// request that was answered before is left to its first answer.
func decide(ctx context.Context, tx *store.Tx, a *activity.Activity, calls []*signupCall) (effects, error) {
	var out effects
	tickets := make([]*models.IdempotencyTicket, len(calls))
	keys := make([][]byte, len(calls))
	for i, c := range calls {
		tickets[i], keys[i] = models.TicketOf(c.Ctx), activity.SignupLiveKey(a.ID, c.Req.actor.PersonID)
	}
	claimed, err := tx.Claimed(ctx, tickets)
	if err != nil {
		return out, err
	}
	live, err := listLiveSignups(ctx, tx, keys)
	if err != nil {
		return out, err
	}
	winners := map[string]*models.IdempotencyTicket{} // of this batch, by live key
	for i, c := range calls {
		key, ticket := string(keys[i]), tickets[i]
		winner, twice := winners[key]
		refusal := a.SignupRefusal(tx.Now)
		switch {
		case claimed[ticket], twice && same(ticket, winner):
			c.Settle(activity.SignupView{}, models.ErrReplay)
		case (a.State == activity.Draft || a.Moderation == models.ModerationBlocked) &&
			!organizes(c.Req.actor, a.OrganizationID):
			c.Settle(activity.SignupView{}, models.ErrNotFound)
		case live[key], twice:
			c.Settle(activity.SignupView{}, activity.ErrSignupAlready)
		case refusal != nil:
			c.Settle(activity.SignupView{}, refusal)
		default:
			winners[key] = ticket
			out.add(tx, a, c, keys[i], ticket)
		}
	}
	return out, nil
}

// same reports whether two requests of one batch are one request sent twice.
func same(a, b *models.IdempotencyTicket) bool {
	return a != nil && b != nil && a.PersonID == b.PersonID && a.Route == b.Route && a.Key == b.Key
}

// add takes a place for one call.
func (e *effects) add(tx *store.Tx, a *activity.Activity, c *signupCall, key []byte, ticket *models.IdempotencyTicket) {
	state, no := a.Admit()
	row := activity.Signup{ID: tx.NewID(), ActivityID: a.ID, PersonID: c.Req.actor.PersonID, State: state, QueueNo: no,
		LiveKey: key, Note: c.Req.note, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
	view := activity.SignupView{Signup: row, Activity: *a}.Own(tx.Now)
	told := notice(activity.NoticeSignupRegistered, *a, row.PersonID)
	if state == activity.SignupWaiting {
		view.Position = a.WaitingCount // everybody who waits came before
		told = notice(activity.NoticeSignupWaiting, *a, row.PersonID, "position", strconv.FormatInt(view.Position, 10))
	}
	e.signups = append(e.signups, row)
	e.notices = append(e.notices, told)
	e.acts = append(e.acts, audit.Act{Ctx: c.Ctx, Actor: c.Req.actor, Event: signupEvent(ActionSignUp, *a, row)})
	e.answers = append(e.answers, store.Remembered{Ticket: ticket, Result: view})
	c.Settle(view, nil)
}
