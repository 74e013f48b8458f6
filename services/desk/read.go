package desk

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/store"
)

func placeOf(ctx context.Context, r store.Reader, code models.RegionCode) (string, error) {
	region, err := r.Region(ctx, code)
	return placeName(region), err
}

func placeName(r models.Region) string {
	if r.FullName == "" {
		return r.Name
	}
	return r.FullName
}

// side is from where somebody looks at a session: what they may do depends on it.
type side int

const (
	ofDesk side = iota
	ofPerson
)

// view fills in whom a session concerns and what the actor may do to it at now.
func (s *Service) view(ctx context.Context, r store.Reader, actor models.Actor, from side, now models.Instant,
	d assistance.Session) (assistance.SessionView, error) {
	all, err := s.views(ctx, r, actor, from, now, d)
	if err != nil {
		return assistance.SessionView{}, err
	}
	return all[0], nil
}

// views is view for several sessions, with the same number of queries as for one.
func (s *Service) views(ctx context.Context, r store.Reader, actor models.Actor, from side, now models.Instant,
	rows ...assistance.Session) ([]assistance.SessionView, error) {
	around, err := readAround(ctx, r, rows)
	if err != nil {
		return nil, err
	}
	out := make([]assistance.SessionView, len(rows))
	for i, d := range rows {
		v := assistance.SessionView{Session: d, Place: around.places[d.RegionCode]}
		if v.OfficerName, err = s.cards.CardName(around.people[d.OfficerID]); err != nil {
			return nil, err
		}
		if v.PersonName, err = s.cards.CardName(around.people[d.PersonID]); err != nil {
			return nil, err
		}
		known := assistance.Known{WeChat: around.weChat[d.PersonID], Objected: around.objected[d.ID]}
		if from == ofPerson {
			v.Choices = d.OwnChoices(actor, known, now)
		} else {
			v.Choices = d.DeskChoices(actor, known, now)
		}
		out[i] = v
	}
	return out, nil
}

// Sessions lists what the actor sees from the side of the desk.
func (s *Service) Sessions(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[assistance.SessionView], error) {
	rows, err := listDeskSessions(ctx, s.st, actor, page)
	return s.listed(ctx, actor, ofDesk, rows, err)
}

// Own lists the sessions in the actor's name.
func (s *Service) Own(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[assistance.SessionView], error) {
	rows, err := listOwnDeskSessions(ctx, s.st, actor.PersonID, page)
	return s.listed(ctx, actor, ofPerson, rows, err)
}

func (s *Service) listed(
	ctx context.Context, actor models.Actor, from side, rows models.List[assistance.Session], err error,
) (models.List[assistance.SessionView], error) {
	out := models.List[assistance.SessionView]{Next: rows.Next}
	if err != nil || len(rows.Items) == 0 {
		return out, err
	}
	now := s.st.Now()
	for i, d := range rows.Items {
		rows.Items[i] = d.Seen(now)
	}
	out.Items, err = s.views(ctx, s.st, actor, from, now, rows.Items...)
	return out, err
}

// Session reads a session from the side of the desk, with what was done in it.
func (s *Service) Session(ctx context.Context, actor models.Actor, id models.ID) (assistance.SessionView, error) {
	d, err := readSeenDeskSession(ctx, s.st, actor, id)
	if err != nil {
		return assistance.SessionView{}, notFound(err)
	}
	return s.whole(ctx, actor, ofDesk, d)
}

// OwnSession reads a session in the actor's name: what was done in it, the
// objection, and, while it waits and the person herself asks, the code.
func (s *Service) OwnSession(ctx context.Context, actor models.Actor, id models.ID) (assistance.SessionView, error) {
	d, err := readDeskSession(ctx, s.st, id)
	if err == nil && d.PersonID != actor.PersonID {
		err = models.ErrNotFound
	}
	if err != nil {
		return assistance.SessionView{}, notFound(err)
	}
	v, err := s.whole(ctx, actor, ofPerson, d)
	if v.State == assistance.Waiting && d.Way == assistance.Own && !d.CodeDead() && actor.OnBehalf == nil {
		v.Code = s.code(d)
	}
	return v, err
}

func (s *Service) whole(ctx context.Context, actor models.Actor, from side,
	d assistance.Session) (assistance.SessionView, error) {
	now := s.st.Now()
	v, err := s.view(ctx, s.st, actor, from, now, d.Seen(now))
	if err != nil {
		return v, err
	}
	if v.Done, err = listDeskActs(ctx, s.st, d.ID, actsShown); err != nil {
		return v, err
	}
	o, err := readDeskObjectionTo(ctx, s.st, d.ID)
	if errors.Is(err, store.ErrNotFound) {
		return v, nil
	}
	v.Objection = &o
	return v, err
}
