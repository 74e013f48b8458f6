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
	var out union.CallView
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		o, err := act.LockOrganization(ctx, tx, actor, unionID)
		if err != nil {
			return err
		}
		if err := memberOf(ctx, tx, o, actor); err != nil {
			return err
		}
		c, err := union.CallMeeting(o, actor.PersonID, text.Clean(purpose), tx.Now)
		if err != nil {
			return err
		}
		c.ID = tx.NewID()
		if err := insertUnionCall(ctx, tx, &c); errors.Is(err, store.ErrDuplicate) {
			return union.ErrCallOpen.Because(err)
		} else if err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, ActionCall, "meeting_call", c.ID, nil)); err != nil {
			return err
		}
		out, err = s.sign(ctx, tx, actor, o, c)
		return err
	})
	return out, err
}

// SignCall puts the actor's name under a call, once. With the one that makes a
// third the chair is told and the time for an answer runs.
func (s *Service) SignCall(ctx context.Context, actor models.Actor, id models.ID) (union.CallView, error) {
	var out union.CallView
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		c, o, err := lockCall(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if err := memberOf(ctx, tx, o, actor); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, ActionSign, "meeting_call", id, nil)); err != nil {
			return err
		}
		out, err = s.sign(ctx, tx, actor, o, c)
		return err
	})
	return out, err
}

// sign adds a name. The row of the organization is held, so that the third is of the
// members as they are now.
func (s *Service) sign(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, c union.MeetingCall,
) (union.CallView, error) {
	next, reached, err := c.Sign(o, tx.Now)
	if err != nil {
		return union.CallView{}, err
	}
	if err := signUnionCall(ctx, tx, c.ID, actor.PersonID); errors.Is(err, store.ErrDuplicate) {
		return union.CallView{}, union.ErrCallSigned.Because(err)
	} else if err != nil {
		return union.CallView{}, err
	}
	if err := moveUnionCall(ctx, tx, next); err != nil {
		return union.CallView{}, err
	}
	if reached {
		chairs, err := holders(ctx, tx, o.ID, models.RoleUnionChair)
		if err != nil {
			return union.CallView{}, err
		}
		// Also whoever signed and is the chair hears that the time runs.
		n := inbox.Notice{Kind: union.NoticeCallReached, Subject: "meeting_call", SubjectID: c.ID,
			Params: map[string]string{"due": string(models.DayOf(*next.DueAt))}}
		if err := tell(ctx, tx, n, o, models.System, chairs...); err != nil {
			return union.CallView{}, err
		}
		if err := jobs.Schedule(ctx, tx, JobCallDue, c.ID, *next.DueAt); err != nil {
			return union.CallView{}, err
		}
	}
	out := union.CallView{MeetingCall: next, Signed: true}
	return out, tx.Answer(ctx, out)
}

// AnswerCall names the day of the meeting, by the union's chair or
// secretary-general; who signed is told.
func (s *Service) AnswerCall(
	ctx context.Context, actor models.Actor, id models.ID, on models.Day, words string,
) (union.CallView, error) {
	var out union.CallView
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		c, o, err := lockCall(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		seen = o
		if !reviews(actor, o) {
			return models.ErrForbidden
		}
		next, err := c.Reply(actor.PersonID, on, text.Clean(words), tx.Now)
		if err != nil {
			return err
		}
		if err := moveUnionCall(ctx, tx, next); err != nil {
			return err
		}
		signers, err := listUnionCallSigners(ctx, tx, id)
		if err != nil {
			return err
		}
		n := inbox.Notice{Kind: union.NoticeCallAnswered, Subject: "meeting_call", SubjectID: id,
			Params: map[string]string{"meets_on": string(on)}}
		if err := tell(ctx, tx, n, o, actor, signers...); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, ActionAnswer, "meeting_call", id, nil)); err != nil {
			return err
		}
		out = union.CallView{MeetingCall: next, Signed: slices.Contains(signers, actor.PersonID)}
		return tx.Answer(ctx, out)
	})
	return out, s.refused(ctx, actor, seen, ActionAnswer, "meeting_call", id, err)
}

// Calls lists the calls of a union; nobody sees who signed but themselves.
func (s *Service) Calls(
	ctx context.Context, actor models.Actor, unionID models.ID, page models.Page,
) (models.List[union.CallView], error) {
	o, err := s.union(ctx, actor, unionID)
	if err != nil {
		return models.List[union.CallView]{}, err
	}
	return listUnionCalls(ctx, s.st, actor.PersonID, o.ID, page)
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
	told, err := holders(ctx, tx, o.ID, models.RoleUnionChair)
	if err != nil {
		return err
	}
	if o.ParentID != nil {
		above, err := holders(ctx, tx, *o.ParentID, models.RoleUnionChair)
		if err != nil {
			return err
		}
		told = append(told, above...)
	}
	return tell(ctx, tx, inbox.Notice{Kind: union.NoticeCallOverdue, Subject: "meeting_call", SubjectID: id}, o,
		models.System, told...)
}

// lockCall reads a call that the actor may see with the locked row of its organization,
// and the call behind that lock.
func lockCall(
	ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID,
) (union.MeetingCall, models.Organization, error) {
	c, err := readUnionCall(ctx, tx, actor, id)
	if err != nil {
		return c, models.Organization{}, err
	}
	o, err := act.Hold(ctx, tx, c.OrganizationID)
	if err != nil {
		return c, o, err
	}
	c, err = lockUnionCall(ctx, tx, id)
	return c, o, err
}

// memberOf refuses whoever is no active member.
func memberOf(ctx context.Context, tx *store.Tx, o models.Organization, actor models.Actor) error {
	_, err := tx.ActiveMembership(ctx, o.ID, actor.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		return models.ErrMembershipNotActive
	}
	return err
}
