package unions

import (
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// JobCallDue is the end of the time in which a committee answers a call.
const JobCallDue = "meeting_call.due"

// Jobs gives the work of this area that is due at a time.
func (s *Service) Jobs() map[string]jobs.Handler {
	return map[string]jobs.Handler{JobCallDue: s.callDue}
}

// CallMeeting begins a call for a meeting of the members, with the actor's name
// under it; a member begins it, and a union has one at a time.
func (s *Service) CallMeeting(
	ctx context.Context, actor models.Actor, unionID models.ID, purpose string,
) (union.CallView, error) {
	a := signing(ctx, actor, ActionCall)
	a.Lock = func(tx *store.Tx) (v calling, err error) {
		v.o, err = act.LockOrganization(ctx, tx, actor, unionID)
		return v, err
	}
	a.Next = func(tx *store.Tx, v *calling) (err error) {
		v.c, err = union.CallMeeting(v.o, actor.PersonID, text.Clean(purpose), tx.Now)
		return err
	}
	sign := a.Do
	a.Do = func(tx *store.Tx, v *calling) (err error) {
		v.c.ID = tx.NewID()
		if err := act.Taken(insertUnionCall(ctx, tx, &v.c), union.ErrCallOpen); err != nil {
			return err
		}
		if v.next, v.reached, err = v.c.Sign(v.o, tx.Now); err != nil {
			return err
		}
		return sign(tx, v)
	}
	return act.On(ctx, s.st, actor, a)
}

// SignCall puts the actor's name under a call, once. With the one that makes a
// third the chair is told and the time for an answer runs.
func (s *Service) SignCall(ctx context.Context, actor models.Actor, id models.ID) (union.CallView, error) {
	a := signing(ctx, actor, ActionSign)
	a.Lock = func(tx *store.Tx) (calling, error) { return lockCall(ctx, tx, actor, id) }
	a.Next = func(tx *store.Tx, v *calling) (err error) {
		v.next, v.reached, err = v.c.Sign(v.o, tx.Now)
		return err
	}
	return act.On(ctx, s.st, actor, a)
}

// calling is a call in the hands of an act, with the locked row of its union.
type calling struct {
	o       models.Organization
	c, next union.MeetingCall
	reached bool        // by the name that is put under it
	signers []models.ID // of a call that is answered
}

// onCall is the event of an act on a call.
func onCall(action models.Action) func(calling) audit.Event {
	return func(v calling) audit.Event { return audit.InOrganization(v.o, action, "meeting_call", v.c.ID, nil) }
}

// signing adds the name of a member. The row of the organization is held, so that the
// third is of the members as they are now. Which call, say Lock and Next.
func signing(ctx context.Context, actor models.Actor, action models.Action) act.Of[calling, union.CallView] {
	return act.Of[calling, union.CallView]{
		Event: onCall(action),
		May:   func(tx *store.Tx, v calling) error { return memberOf(ctx, tx, v.o, actor) },
		Do: func(tx *store.Tx, v *calling) error {
			if err := act.Taken(signUnionCall(ctx, tx, v.c.ID, actor.PersonID), union.ErrCallSigned); err != nil {
				return err
			}
			if err := moveUnionCall(ctx, tx, v.next); err != nil || !v.reached {
				return err
			}
			return jobs.Schedule(ctx, tx, JobCallDue, v.c.ID, *v.next.DueAt)
		},
		Tell: func(tx *store.Tx, v calling) error {
			if !v.reached {
				return nil
			}
			// Also a chair who signed hears that the time runs.
			n := inbox.Notice{Kind: union.NoticeCallReached, Subject: "meeting_call", SubjectID: v.c.ID,
				Params: map[string]string{"due": string(models.DayOf(*v.next.DueAt))}}
			return inbox.TellHolders(ctx, tx, n, v.o, models.System, models.RoleUnionChair)
		},
		Answer: func(_ *store.Tx, v calling) (union.CallView, error) {
			return union.CallView{MeetingCall: v.next, Signed: true}.Seen(actor, v.o, true), nil
		},
	}
}

// AnswerCall names the day of the meeting, by the union's chair or
// secretary-general; who signed is told.
func (s *Service) AnswerCall(
	ctx context.Context, actor models.Actor, id models.ID, on models.Day, words string,
) (union.CallView, error) {
	return act.On(ctx, s.st, actor, act.Of[calling, union.CallView]{
		Event: onCall(ActionAnswer),
		Lock:  func(tx *store.Tx) (calling, error) { return lockCall(ctx, tx, actor, id) },
		May:   func(_ *store.Tx, v calling) error { return v.o.MayReview(actor) },
		Next: func(tx *store.Tx, v *calling) (err error) {
			v.next, err = v.c.Reply(actor.PersonID, on, text.Clean(words), tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *calling) (err error) {
			if err := moveUnionCall(ctx, tx, v.next); err != nil {
				return err
			}
			v.signers, err = listUnionCallSigners(ctx, tx, id)
			return err
		},
		Tell: func(tx *store.Tx, v calling) error {
			n := inbox.Notice{Kind: union.NoticeCallAnswered, Subject: "meeting_call", SubjectID: id,
				Params: map[string]string{"meets_on": string(on)}}
			return inbox.TellAbout(ctx, tx, n, v.o, actor, v.signers...)
		},
		Answer: func(_ *store.Tx, v calling) (union.CallView, error) {
			out := union.CallView{MeetingCall: v.next, Signed: slices.Contains(v.signers, actor.PersonID)}
			return out.Seen(actor, v.o, false), nil // an answered call takes no names
		},
	})
}

// Calls lists the calls of a union; nobody sees who signed but themselves.
func (s *Service) Calls(
	ctx context.Context, actor models.Actor, unionID models.ID, page models.Page,
) (models.List[union.CallView], error) {
	o, err := s.union(ctx, actor, unionID)
	if err != nil {
		return models.List[union.CallView]{}, err
	}
	_, err = s.st.ActiveMembership(ctx, o.ID, actor.PersonID)
	member := err == nil
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return models.List[union.CallView]{}, err
	}
	rows, err := listUnionCalls(ctx, s.st, actor.PersonID, o.ID, page)
	for i, c := range rows.Items {
		rows.Items[i] = c.Seen(actor, o.Organization, member)
	}
	return rows, err
}

// callDue tells the chairs of the union and of the federation above that a call
// was not answered in time.
func (s *Service) callDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	c, err := lockUnionCall(ctx, tx, id)
	if err != nil || c.State != union.CallReached {
		return err
	}
	o, err := tx.OrganizationOf(ctx, c.OrganizationID)
	if err != nil {
		return err
	}
	told, err := inbox.Holders(ctx, tx, o.ID, models.RoleUnionChair)
	if err != nil {
		return err
	}
	if o.ParentID != nil {
		above, err := inbox.Holders(ctx, tx, *o.ParentID, models.RoleUnionChair)
		if err != nil {
			return err
		}
		told = append(told, above...)
	}
	n := inbox.Notice{Kind: union.NoticeCallOverdue, Subject: "meeting_call", SubjectID: id}
	return inbox.TellAbout(ctx, tx, n, o, models.System, told...)
}

// lockCall reads a call that the actor may see with the locked row of its organization,
// and the call behind that lock.
func lockCall(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (v calling, err error) {
	if v.c, err = readUnionCall(ctx, tx, actor, id); err != nil {
		return v, err
	}
	if v.o, err = act.Hold(ctx, tx, v.c.OrganizationID); err != nil {
		return v, err
	}
	v.c, err = lockUnionCall(ctx, tx, id)
	return v, err
}

// memberOf refuses an actor who is no active member.
func memberOf(ctx context.Context, tx *store.Tx, o models.Organization, actor models.Actor) error {
	_, err := tx.ActiveMembership(ctx, o.ID, actor.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		return models.ErrMembershipNotActive
	}
	return err
}
