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
	if region.FullName == "" {
		return region.Name, err
	}
	return region.FullName, err
}

// view fills in whom a session concerns.
func (s *Service) view(ctx context.Context, r store.Reader, d assistance.Session) (assistance.SessionView, error) {
	v := assistance.SessionView{Session: d}
	for _, who := range []struct {
		id   models.ID
		name *string
	}{{d.OfficerID, &v.OfficerName}, {d.PersonID, &v.PersonName}} {
		p, err := r.Person(ctx, who.id)
		if err != nil {
			return v, err
		}
		if *who.name, err = s.cards.CardName(p); err != nil {
			return v, err
		}
	}
	var err error
	v.Place, err = placeOf(ctx, r, d.RegionCode)
	return v, err
}

// Sessions lists what the actor sees from the side of the desk.
func (s *Service) Sessions(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[assistance.SessionView], error) {
	rows, err := listDeskSessions(ctx, s.st, actor, page)
	return s.views(ctx, rows, err)
}

// Own lists the sessions in the actor's name.
func (s *Service) Own(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[assistance.SessionView], error) {
	rows, err := listOwnDeskSessions(ctx, s.st, actor.PersonID, page)
	return s.views(ctx, rows, err)
}

func (s *Service) views(
	ctx context.Context, rows models.List[assistance.Session], err error,
) (models.List[assistance.SessionView], error) {
	out := models.List[assistance.SessionView]{Next: rows.Next}
	if err != nil {
		return out, err
	}
	for _, d := range rows.Items {
		v, err := s.view(ctx, s.st, d.Seen(s.st.Now()))
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, v)
	}
	return out, nil
}

// Session reads a session from the side of the desk, with what was done in it.
func (s *Service) Session(ctx context.Context, actor models.Actor, id models.ID) (assistance.SessionView, error) {
	d, err := readSeenDeskSession(ctx, s.st, actor, id)
	if err != nil {
		return assistance.SessionView{}, notFound(err)
	}
	return s.whole(ctx, d)
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
	v, err := s.whole(ctx, d)
	if v.State == assistance.Waiting && d.Way == assistance.Own && !d.CodeDead() && actor.OnBehalf == nil {
		v.Code = s.code(d)
	}
	return v, err
}

func (s *Service) whole(ctx context.Context, d assistance.Session) (assistance.SessionView, error) {
	v, err := s.view(ctx, s.st, d.Seen(s.st.Now()))
	if err != nil {
		return v, err
	}
	if v.Acts, err = listDeskActs(ctx, s.st, d.ID, actsShown); err != nil {
		return v, err
	}
	o, err := readDeskObjectionTo(ctx, s.st, d.ID)
	if errors.Is(err, store.ErrNotFound) {
		return v, nil
	}
	v.Objection = &o
	return v, err
}
