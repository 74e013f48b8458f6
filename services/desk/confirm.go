package desk

import (
	"context"
	"crypto/subtle"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// ConfirmOwn is the person's own word that the officer may act for her.
func (s *Service) ConfirmOwn(ctx context.Context, actor models.Actor, id models.ID) (models.DeskSessionView, error) {
	var out models.DeskSessionView
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		d, err := lockOwn(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if d, err = s.begin(ctx, tx, actor, d, actor.PersonID); err != nil {
			return err
		}
		if out, err = s.view(ctx, tx, d); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, err
}

// Confirm is the word of the desk: with a code, of the officer who was shown it
// by the person; without, of a second officer for a person who has no account.
// Every wrong code counts, also those that come at once; the fifth ends the
// session. What is confirmed may be confirmed again by the same.
func (s *Service) Confirm(ctx context.Context, actor models.Actor, id models.ID, code string) (models.DeskSessionView, error) {
	var out models.DeskSessionView
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
		if d.State == models.DeskActive && d.Live(tx.Now) && d.ConfirmedBy != nil && *d.ConfirmedBy == by {
			out, err = s.view(ctx, tx, d)
			return err
		}
		if d.State != models.DeskWaiting || !d.Live(tx.Now) {
			return models.ErrDeskState
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
		out, err = s.view(ctx, tx, d)
		return err
	})
	if err != nil {
		return out, audit.Refused(ctx, s.st, actor, e, err)
	}
	return out, missed
}

// check compares a code. A wrong one is missed, and is counted in this very
// transaction, which holds the row.
func (s *Service) check(ctx context.Context, tx *store.Tx, actor models.Actor, d models.DeskSession, code string) (missed, err error) {
	switch {
	case actor.PersonID != d.OfficerID:
		return nil, models.ErrForbidden
	case d.Way != models.DeskOwn || d.CodeDead():
		return nil, models.ErrDeskCodeDead
	case subtle.ConstantTimeCompare([]byte(code), []byte(s.code(d))) == 1:
		return nil, nil
	}
	if err := missDeskCode(ctx, tx, d.ID); err != nil {
		return nil, err
	}
	if err := audit.RecordRefused(ctx, tx, actor, event(ActionConfirm, d, nil), models.ErrDeskCode); err != nil {
		return nil, err
	}
	if d.CodeTries++; d.CodeDead() {
		if _, err := s.finish(ctx, tx, actor, d, models.DeskEndCode); err != nil {
			return nil, err
		}
	}
	return models.ErrDeskCode, nil
}

// mayBeSecond reports whether the actor can stand in for the word of a person
// who has no account.
func mayBeSecond(ctx context.Context, tx *store.Tx, actor models.Actor, d models.DeskSession) error {
	weChat, err := hasWeChat(ctx, tx, d.PersonID)
	switch {
	case err != nil:
		return err
	case weChat || d.Way != models.DeskOfficers:
		return models.ErrDeskOwnConfirm
	case actor.PersonID == d.OfficerID || actor.PersonID == d.PersonID:
		return models.ErrDeskSecond
	case !actor.OverRegion(d.RegionCode, models.DeskConfirmers()...):
		return models.ErrForbidden
	}
	return nil
}

// begin lets a session that the caller has locked hold from now on.
func (s *Service) begin(ctx context.Context, tx *store.Tx, actor models.Actor, d models.DeskSession, by models.ID) (models.DeskSession, error) {
	until := tx.Now.Add(models.DeskLife)
	if err := confirmDeskSession(ctx, tx, d.ID, by, until); errors.Is(err, store.ErrNotAffected) {
		return d, models.ErrDeskState
	} else if err != nil {
		return d, err
	}
	d.State, d.ConfirmedBy, d.ConfirmedAt, d.ExpiresAt = models.DeskActive, &by, &tx.Now, until
	if err := jobs.Schedule(ctx, tx, jobExpire, d.ID, until); err != nil {
		return d, err
	}
	if err := audit.Record(ctx, tx, actor, event(ActionConfirm, d, map[string]string{"way": string(d.Way)})); err != nil {
		return d, err
	}
	return d, s.tell(ctx, tx, models.NoticeDeskStarted, d, nil)
}

// End ends a session from the side of the desk: its officer, or a superior of
// the place.
func (s *Service) End(ctx context.Context, actor models.Actor, id models.ID) (models.DeskSessionView, error) {
	var out models.DeskSessionView
	e := audit.Event{Action: ActionEnd, Object: "desk_session", ObjectID: id}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		d, err := lockSeen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		e.RegionCode = d.RegionCode
		if actor.PersonID != d.OfficerID && !actor.OverRegion(d.RegionCode, models.RoleRegionAdmin, models.RolePlatformAdmin) {
			return models.ErrForbidden
		}
		out, err = s.end(ctx, tx, actor, d, models.DeskEndOfficer)
		return err
	})
	return out, audit.Refused(ctx, s.st, actor, e, err)
}

// EndOwn ends a session at the will of the person; one that waits is refused so.
func (s *Service) EndOwn(ctx context.Context, actor models.Actor, id models.ID) (models.DeskSessionView, error) {
	var out models.DeskSessionView
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		d, err := lockOwn(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		out, err = s.end(ctx, tx, actor, d, models.DeskEndPerson)
		return err
	})
	return out, err
}

func (s *Service) end(ctx context.Context, tx *store.Tx, actor models.Actor, d models.DeskSession, why models.DeskEnd) (models.DeskSessionView, error) {
	if !d.Live(tx.Now) {
		return models.DeskSessionView{}, models.ErrDeskState
	}
	d, err := s.finish(ctx, tx, actor, d, why)
	if err != nil {
		return models.DeskSessionView{}, err
	}
	out, err := s.view(ctx, tx, d)
	if err != nil {
		return out, err
	}
	return out, tx.Answer(ctx, out)
}

// lockOwn locks a session in the actor's own name; any other is not found.
func lockOwn(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (models.DeskSession, error) {
	d, err := lockDeskSession(ctx, tx, id)
	if err == nil && d.PersonID != actor.PersonID {
		err = models.ErrNotFound
	}
	return d, notFound(err)
}

// lockSeen locks a session that the actor sees from the side of the desk.
func lockSeen(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (models.DeskSession, error) {
	if _, err := readSeenDeskSession(ctx, tx, actor, id); err != nil {
		return models.DeskSession{}, notFound(err)
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
