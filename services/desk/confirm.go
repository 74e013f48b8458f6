package desk

import (
	"context"
	"crypto/subtle"
	"errors"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// ConfirmOwn is the person's own word that the officer may act for her.
func (s *Service) ConfirmOwn(ctx context.Context, actor models.Actor, id models.ID) (assistance.SessionView, error) {
	return act.On(ctx, s.st, actor, act.Of[assistance.Session, assistance.SessionView]{
		Event:  func(d assistance.Session) audit.Event { return event(ActionConfirm, d, nil) },
		Detail: func(d assistance.Session) map[string]string { return map[string]string{"way": string(d.Way)} },
		Lock:   func(tx *store.Tx) (assistance.Session, error) { return lockOwn(ctx, tx, actor, id) },
		Do: func(tx *store.Tx, d *assistance.Session) (err error) {
			*d, err = begun(ctx, tx, *d, actor.PersonID)
			return err
		},
		Tell: func(tx *store.Tx, d assistance.Session) error {
			return s.tell(ctx, tx, assistance.NoticeStarted, d, nil)
		},
		Answer: func(tx *store.Tx, d assistance.Session) (assistance.SessionView, error) {
			return s.view(ctx, tx, actor, ofPerson, tx.Now, d)
		},
	})
}

// Confirm is the word of the desk: with a code, of the officer who was shown it
// by the person; without, of a second officer for a person who has no account.
// Every wrong code counts, also those that come at once; the fifth ends the
// session. What is confirmed may be confirmed again by the same.
func (s *Service) Confirm(
	ctx context.Context, actor models.Actor, id models.ID, code string,
) (assistance.SessionView, error) {
	var out assistance.SessionView
	var missed error
	e := audit.Event{Action: ActionConfirm, Object: "desk_session", ObjectID: id}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		missed = nil
		d, err := lockSeen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		e.RegionCode = d.RegionCode
		by := actor.PersonID
		if code != "" {
			by = d.PersonID
		}
		if d.State == assistance.Active && d.Live(tx.Now) && d.ConfirmedBy != nil && *d.ConfirmedBy == by {
			out, err = s.view(ctx, tx, actor, ofDesk, tx.Now, d)
			return err
		}
		if err := d.Waits(tx.Now); err != nil {
			return err
		}
		if code == "" {
			err = mayBeSecond(ctx, tx, actor, d)
		} else {
			missed, err = s.check(ctx, tx, actor, d, code)
		}
		if err != nil || missed != nil {
			return err
		}
		if d, err = s.begin(ctx, tx, actor, d, by); err != nil {
			return err
		}
		out, err = s.view(ctx, tx, actor, ofDesk, tx.Now, d)
		return err
	})
	if err != nil {
		return out, audit.Refused(ctx, s.st, actor, e, err)
	}
	return out, missed
}

// check compares a code. A wrong one is missed, and is counted in this very
// transaction, which holds the row.
func (s *Service) check(
	ctx context.Context, tx *store.Tx, actor models.Actor, d assistance.Session, code string,
) (missed, err error) {
	if err := d.MayEnterCode(actor); err != nil {
		return nil, err
	}
	if subtle.ConstantTimeCompare([]byte(code), []byte(s.code(d))) == 1 {
		return nil, nil
	}
	if err := missDeskCode(ctx, tx, d.ID); err != nil {
		return nil, err
	}
	if err := audit.RecordRefused(ctx, tx, actor, event(ActionConfirm, d, nil), assistance.ErrCode); err != nil {
		return nil, err
	}
	if d.CodeTries++; d.CodeDead() {
		if _, err := s.finish(ctx, tx, actor, d, assistance.EndCode); err != nil {
			return nil, err
		}
	}
	return assistance.ErrCode, nil
}

// mayBeSecond reports whether the actor can stand in for the word of a person
// who has no account.
func mayBeSecond(ctx context.Context, tx *store.Tx, actor models.Actor, d assistance.Session) error {
	weChat, err := hasWeChat(ctx, tx, d.PersonID)
	if err != nil {
		return err
	}
	return d.MayBeSecond(actor, weChat)
}

// begin lets a session that the caller has locked hold from now on.
func (s *Service) begin(ctx context.Context, tx *store.Tx, actor models.Actor, d assistance.Session,
	by models.ID) (assistance.Session, error) {
	d, err := begun(ctx, tx, d, by)
	if err != nil {
		return d, err
	}
	if err := audit.Record(ctx, tx, actor,
		event(ActionConfirm, d, map[string]string{"way": string(d.Way)})); err != nil {
		return d, err
	}
	return d, s.tell(ctx, tx, assistance.NoticeStarted, d, nil)
}

// begun writes that a session holds, and gives it as it is then.
func begun(ctx context.Context, tx *store.Tx, d assistance.Session, by models.ID) (assistance.Session, error) {
	until := tx.Now.Add(assistance.Life)
	err := act.Lost(confirmDeskSession(ctx, tx, d.ID, by, until), assistance.ErrState)
	if err != nil {
		return d, err
	}
	d.State, d.ConfirmedBy, d.ConfirmedAt, d.ExpiresAt = assistance.Active, &by, &tx.Now, until
	return d, jobs.Schedule(ctx, tx, jobExpire, d.ID, until)
}

// End ends a session from the side of the desk: its officer, or a superior of
// the place.
func (s *Service) End(ctx context.Context, actor models.Actor, id models.ID) (assistance.SessionView, error) {
	return s.end(ctx, actor, ofDesk, assistance.EndOfficer,
		func(tx *store.Tx) (assistance.Session, error) { return lockSeen(ctx, tx, actor, id) },
		func(_ *store.Tx, v session) error { return v.d.MayFinish(actor) })
}

// EndOwn ends a session at the will of the person; one that waits is refused so.
func (s *Service) EndOwn(ctx context.Context, actor models.Actor, id models.ID) (assistance.SessionView, error) {
	return s.end(ctx, actor, ofPerson, assistance.EndPerson,
		func(tx *store.Tx) (assistance.Session, error) { return lockOwn(ctx, tx, actor, id) }, nil)
}

// session is a session in the hands of an act, locked; was is its state before.
type session struct {
	was assistance.State
	d   assistance.Session
}

func (s *Service) end(ctx context.Context, actor models.Actor, from side, why assistance.End,
	lock func(tx *store.Tx) (assistance.Session, error),
	may func(tx *store.Tx, v session) error) (assistance.SessionView, error) {
	return act.On(ctx, s.st, actor, act.Of[session, assistance.SessionView]{
		Event:  func(v session) audit.Event { return event(ActionEnd, v.d, nil) },
		Detail: func(session) map[string]string { return map[string]string{"reason": string(why)} },
		Lock: func(tx *store.Tx) (session, error) {
			d, err := lock(tx)
			return session{was: d.State, d: d}, err
		},
		May:  may,
		Next: func(tx *store.Tx, v *session) error { return v.d.Goes(tx.Now) },
		Do: func(tx *store.Tx, v *session) (err error) {
			v.d, err = ended(ctx, tx, actor, v.d, why)
			return err
		},
		Tell: func(tx *store.Tx, v session) error { return s.tellEnded(ctx, tx, v.was, v.d) },
		Answer: func(tx *store.Tx, v session) (assistance.SessionView, error) {
			return s.view(ctx, tx, actor, from, tx.Now, v.d)
		},
	})
}

// lockOwn locks a session in the actor's own name; any other is not found.
func lockOwn(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (assistance.Session, error) {
	d, err := lockDeskSession(ctx, tx, id)
	if err == nil && d.PersonID != actor.PersonID {
		err = models.ErrNotFound
	}
	return d, notFound(err)
}

// lockSeen locks a session that the actor sees from the side of the desk.
func lockSeen(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (assistance.Session, error) {
	if _, err := readSeenDeskSession(ctx, tx, actor, id); err != nil {
		return assistance.Session{}, notFound(err)
	}
	d, err := lockDeskSession(ctx, tx, id)
	return d, notFound(err)
}

// notFound says absent as people read it.
func notFound(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return models.ErrNotFound
	}
	return err
}
