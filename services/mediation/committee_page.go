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
	Missing []models.CommitteeLack
	Filings []models.CommitteeFiling
	Today   models.Day // by which filings are overdue
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
	page := CommitteePage{MediationCommittee: c, Choices: models.Choices{}, Today: models.DayOf(now)}
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
	if page.Filings, err = listFilings(ctx, s.st, id); err != nil {
		return CommitteePage{}, err
	}
	if page.Missing, err = missingIn(ctx, s.st, c, now); err != nil {
		return CommitteePage{}, err
	}
	if c.State == models.CommitteeActive {
		open := slices.ContainsFunc(page.Filings, func(f models.CommitteeFiling) bool { return f.FiledOn == nil })
		page.Choices, err = s.seatChoices(ctx, actor, c, grants, open, now)
	}
	return page, err
}

// seatChoices are what the reader may do about a committee and its seats, and what is in the
// way. One whose term is over names nobody, but goes on, and can be renewed.
func (s *Service) seatChoices(ctx context.Context, actor models.Actor, c models.MediationCommittee,
	grants []models.RoleGrant, open bool, now models.Instant) (models.Choices, error) {
	today := models.DayOf(now)
	own := func(is func(models.RoleGrant) bool) error {
		if slices.ContainsFunc(grants, func(g models.RoleGrant) bool { return g.PersonID == actor.PersonID && is(g) }) {
			return nil
		}
		return models.ErrForbidden
	}
	return models.Choose([]models.SeatVerb{models.NameSeat, models.ReplaceSeats, models.EndSeats, models.RenewTermOf,
		models.RecordFilings, models.AcceptSeat, models.DeclineSeat, models.LeaveSeat}, func(v models.SeatVerb) error {
		switch v {
		case models.AcceptSeat, models.DeclineSeat:
			return own(func(g models.RoleGrant) bool { return g.Waits(now) })
		case models.LeaveSeat:
			return own(func(g models.RoleGrant) bool { return g.Active(now) })
		default:
			return mayNameMediators(actor, c)
		}
	}, func(v models.SeatVerb) error {
		_, early := c.NextTerm(today, actor.PersonID)
		switch {
		case v == models.RenewTermOf:
			return early
		case v == models.RecordFilings && !open,
			c.TermOver(today) && models.AsksPeople(v):
			return models.ErrCommitteeOver
		}
		return nil
	}, func(v models.SeatVerb) error {
		if v == models.LeaveSeat {
			return mayLeaveSeat(ctx, s.st, c.ID, actor.PersonID, now)
		}
		return nil
	})
}
