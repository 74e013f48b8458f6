package desk

import (
	"context"
	"slices"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// objected is an objection and the session that it is about.
type objected struct {
	d assistance.Session
	o assistance.Objection
}

func answerObjection(_ *store.Tx, v objected) (assistance.Objection, error) { return v.o, nil }

// Object says that something in a session was not as the person wanted. The
// superiors of the place are told; a session that is under way ends. For a person
// who has no account another officer writes it down, at another desk.
func (s *Service) Object(ctx context.Context, actor models.Actor, id models.ID,
	reason string) (assistance.Objection, error) {
	reason, err := words("/reason", reason)
	if err != nil {
		return assistance.Objection{}, err
	}
	return act.On(ctx, s.st, actor, act.Of[objected, assistance.Objection]{
		Event: func(v objected) audit.Event { return event(ActionObject, v.d, nil) },
		Lock: func(tx *store.Tx) (objected, error) {
			d, err := lockOwn(ctx, tx, actor, id)
			return objected{d: d}, err
		},
		May:  func(_ *store.Tx, v objected) error { return v.d.MayObject(actor) },
		Next: func(tx *store.Tx, v *objected) error { return v.d.Objectionable(tx.Now) },
		Do: func(tx *store.Tx, v *objected) (err error) {
			v.o = assistance.Objection{ID: tx.NewID(), SessionID: v.d.ID, RegionCode: v.d.RegionCode,
				State: assistance.ObjectionOpen, Reason: reason, CreatedAt: tx.Now}
			if b := actor.OnBehalf; b != nil {
				v.o.RecordedBy = &b.OfficerID
			}
			if err := act.Taken(insertDeskObjection(ctx, tx, &v.o), assistance.ErrObjected); err != nil {
				return err
			}
			if v.d.Live(tx.Now) {
				v.d, err = s.finish(ctx, tx, actor, v.d, assistance.EndPerson)
			}
			return err
		},
		Tell:   func(tx *store.Tx, v objected) error { return tellSuperiors(ctx, tx, v.d, v.o) },
		Answer: answerObjection,
	})
}

func tellSuperiors(ctx context.Context, tx *store.Tx, d assistance.Session, o assistance.Objection) error {
	people, err := listSuperiors(ctx, tx, d.RegionCode, tx.Now, inbox.ToldMax)
	if err != nil {
		return err
	}
	place, err := placeOf(ctx, tx, d.RegionCode)
	if err != nil {
		return err
	}
	people = slices.DeleteFunc(people, func(who models.ID) bool { return d.Involves(who) })
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: assistance.NoticeObjected, Subject: "desk_objection",
		SubjectID: o.ID, Params: map[string]string{"place": place}}, people...)
}

// Objections lists the objections to sessions in the actor's places; an empty
// state takes all.
func (s *Service) Objections(
	ctx context.Context, actor models.Actor, state assistance.ObjectionState, page models.Page,
) (models.List[assistance.Objection], error) {
	return listDeskObjections(ctx, s.st, actor, state, page)
}

// Resolve answers an objection; the person is told. Nobody answers one to a
// session in which they had a part.
func (s *Service) Resolve(ctx context.Context, actor models.Actor, id models.ID, outcome assistance.Outcome,
	answer string) (assistance.Objection, error) {
	answer, err := words("/answer", answer)
	if err != nil {
		return assistance.Objection{}, err
	}
	return act.On(ctx, s.st, actor, act.Of[objected, assistance.Objection]{
		Event: func(v objected) audit.Event {
			return audit.Event{Action: ActionResolve, Object: "desk_objection", ObjectID: id,
				RegionCode: v.o.RegionCode, Detail: map[string]string{"outcome": string(outcome)}}
		},
		Lock: func(tx *store.Tx) (v objected, err error) { // the write is conditional
			if v.o, err = readDeskObjection(ctx, tx, actor, id); err != nil {
				return v, notFound(err)
			}
			v.d, err = readDeskSession(ctx, tx, v.o.SessionID)
			return v, err
		},
		May: func(_ *store.Tx, v objected) error {
			if v.d.Involves(actor.PersonID) {
				return assistance.ErrObjectOwn
			}
			return nil
		},
		Do: func(tx *store.Tx, v *objected) error {
			err := resolveDeskObjection(ctx, tx, id, actor.PersonID, outcome, answer)
			v.o.State, v.o.Outcome, v.o.Answer = assistance.ObjectionResolved, outcome, answer
			v.o.ResolvedBy, v.o.ResolvedAt = &actor.PersonID, &tx.Now
			return act.Lost(err, assistance.ErrObjectClosed)
		},
		Tell: func(tx *store.Tx, v objected) error {
			zh, en := outcome.Text()
			return s.tell(ctx, tx, assistance.NoticeResolved, v.d, map[string]string{"outcome": zh, "outcome_en": en})
		},
		Answer: answerObjection,
	})
}

// words checks what a person typed.
func words(field, s string) (string, error) {
	s = text.Clean(s)
	if n := utf8.RuneCountInString(s); n == 0 || n > assistance.WordsMax {
		return s, models.ErrInvalid.With(models.BodyField(field, "length", "请填写内容，最多300个字", "At most 300 characters"))
	}
	return s, nil
}
