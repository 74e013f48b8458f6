package desk

import (
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// superiorsTold bounds how many administrators one objection tells.
const superiorsTold = 20

// Object says that something in a session was not as the person wanted. The
// superiors of the place are told; a session that is under way ends. For who
// has no account another officer writes it down, at another desk.
func (s *Service) Object(ctx context.Context, actor models.Actor, id models.ID, reason string) (models.DeskObjection, error) {
	reason, err := words("/reason", reason)
	if err != nil {
		return models.DeskObjection{}, err
	}
	var out models.DeskObjection
	e := audit.Event{Action: ActionObject, Object: "desk_session", ObjectID: id}
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		d, err := lockOwn(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		e.RegionCode = d.RegionCode
		out = models.DeskObjection{ID: tx.NewID(), SessionID: d.ID, RegionCode: d.RegionCode, State: models.ObjectionOpen, Reason: reason, CreatedAt: tx.Now}
		if b := actor.OnBehalf; b != nil {
			if involved(d, b.OfficerID) {
				return models.ErrDeskObjectOwn
			}
			out.RecordedBy = &b.OfficerID
		}
		switch {
		case d.ConfirmedAt == nil:
			return models.ErrDeskState
		case tx.Now >= d.ObjectUntil():
			return models.ErrDeskObjectLate
		}
		if err := insertDeskObjection(ctx, tx, &out); errors.Is(err, store.ErrDuplicate) {
			return models.ErrDeskObjected
		} else if err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, e); err != nil {
			return err
		}
		if d.Live(tx.Now) {
			if _, err := s.finish(ctx, tx, actor, d, models.DeskEndPerson); err != nil {
				return err
			}
		}
		if err := tellSuperiors(ctx, tx, d, out); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, e, err)
}

// involved reports whether somebody had a part in a session.
func involved(d models.DeskSession, who models.ID) bool {
	return who == d.OfficerID || who == d.PersonID || d.ConfirmedBy != nil && who == *d.ConfirmedBy
}

func tellSuperiors(ctx context.Context, tx *store.Tx, d models.DeskSession, o models.DeskObjection) error {
	people, err := listSuperiors(ctx, tx, d.RegionCode, tx.Now, superiorsTold)
	if err != nil {
		return err
	}
	place, err := placeOf(ctx, tx, d.RegionCode)
	if err != nil {
		return err
	}
	people = slices.DeleteFunc(people, func(who models.ID) bool { return involved(d, who) })
	rows := make([]inbox.Notice, len(people))
	for i, person := range people {
		rows[i] = inbox.Notice{PersonID: person, Kind: models.NoticeDeskObjected, Subject: "desk_objection", SubjectID: o.ID,
			Params: map[string]string{"place": place}}
	}
	return inbox.Tell(ctx, tx, rows...)
}

// Objections lists the objections to sessions in the actor's places; an empty
// state takes all.
func (s *Service) Objections(ctx context.Context, actor models.Actor, state models.DeskObjectionState, page models.Page) (models.List[models.DeskObjection], error) {
	return listDeskObjections(ctx, s.st, actor, state, page)
}

// Resolve answers an objection; the person is told. Nobody answers one to a
// session in which they had a part.
func (s *Service) Resolve(ctx context.Context, actor models.Actor, id models.ID, outcome models.DeskOutcome, answer string) (models.DeskObjection, error) {
	answer, err := words("/answer", answer)
	if err != nil {
		return models.DeskObjection{}, err
	}
	var out models.DeskObjection
	e := audit.Event{Action: ActionResolve, Object: "desk_objection", ObjectID: id, Detail: map[string]string{"outcome": string(outcome)}}
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		o, err := readDeskObjection(ctx, tx, actor, id)
		if err != nil {
			return notFound(err)
		}
		e.RegionCode = o.RegionCode
		d, err := readDeskSession(ctx, tx, o.SessionID)
		if err != nil {
			return err
		}
		if involved(d, actor.PersonID) {
			return models.ErrDeskObjectOwn
		}
		if err := resolveDeskObjection(ctx, tx, id, actor.PersonID, outcome, answer); errors.Is(err, store.ErrNotAffected) {
			return models.ErrDeskObjectClosed
		} else if err != nil {
			return err
		}
		o.State, o.Outcome, o.Answer, o.ResolvedBy, o.ResolvedAt = models.ObjectionResolved, outcome, answer, &actor.PersonID, &tx.Now
		out = o
		if err := audit.Record(ctx, tx, actor, e); err != nil {
			return err
		}
		zh, en := outcome.Text()
		if err := s.tell(ctx, tx, models.NoticeDeskResolved, d, map[string]string{"outcome": zh, "outcome_en": en}); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, e, err)
}

// words checks what a person typed.
func words(field, s string) (string, error) {
	s = text.Clean(s)
	if n := utf8.RuneCountInString(s); n == 0 || n > models.DeskWordsMax {
		return s, models.ErrInvalid.With(models.BodyField(field, "length", "请填写内容，最多300个字", "At most 300 characters"))
	}
	return s, nil
}
