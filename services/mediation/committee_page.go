package mediation

import (
	"context"
	"slices"

	"xinjumin/models"
)

// CommitteePage is a committee as one reader sees it: its people are shown to those who
// sit there or are asked to, and to the administrators of the place.
type CommitteePage struct {
	models.MediationCommittee
	Seats   []models.CommitteeSeat
	Choices models.Choices
}

// Committee reads a committee. One that still forms is models.ErrNotFound to whoever
// does not see its seats.
func (s *Service) Committee(ctx context.Context, actor models.Actor, id models.ID) (CommitteePage, error) {
	c, err := s.st.Committee(ctx, id)
	if err != nil {
		return CommitteePage{}, err
	}
	now := s.st.Now()
	page := CommitteePage{MediationCommittee: c, Choices: models.Choices{}}
	if c.State == models.CommitteeActive && c.TermOver(models.DayOf(now)) {
		page.State = models.CommitteeEnded
	}
	grants, err := listGrantsOf(ctx, s.st, id, now)
	if err != nil {
		return CommitteePage{}, err
	}
	seats := models.SeatsOf(grants, now)
	sits := slices.ContainsFunc(seats, func(x models.CommitteeSeat) bool { return x.PersonID == actor.PersonID })
	if mayNameMediators(actor, c) != nil && !sits {
		if c.Stands() == models.CommitteeForming {
			return CommitteePage{}, models.ErrNotFound
		}
		return page, nil
	}
	for i := range seats {
		p, err := s.st.Person(ctx, seats[i].PersonID)
		if err != nil {
			return CommitteePage{}, err
		}
		if seats[i].Name, err = s.ring.NameOf(p); err != nil {
			return CommitteePage{}, err
		}
	}
	page.Seats = seats
	if page.State == models.CommitteeActive {
		page.Choices, err = s.seatChoices(ctx, actor, c, grants, now)
	}
	return page, err
}

// seatChoices are what the reader may do about the seats of a committee, and what is in
// the way.
func (s *Service) seatChoices(ctx context.Context, actor models.Actor, c models.MediationCommittee,
	grants []models.RoleGrant, now models.Instant) (models.Choices, error) {
	own := func(is func(models.RoleGrant) bool) error {
		if slices.ContainsFunc(grants, func(g models.RoleGrant) bool { return g.PersonID == actor.PersonID && is(g) }) {
			return nil
		}
		return models.ErrForbidden
	}
	return models.Choose([]models.SeatVerb{models.NameSeat, models.EndSeats, models.AcceptSeat, models.DeclineSeat,
		models.LeaveSeat}, func(v models.SeatVerb) error {
		switch v {
		case models.NameSeat, models.EndSeats:
			return mayNameMediators(actor, c)
		case models.LeaveSeat:
			return own(func(g models.RoleGrant) bool { return g.Active(now) })
		}
		return own(func(g models.RoleGrant) bool { return g.Waits(now) })
	}, nil, func(v models.SeatVerb) error {
		if v == models.LeaveSeat {
			return mayLeaveSeat(ctx, s.st, c.ID, actor.PersonID, now)
		}
		return nil
	})
}
