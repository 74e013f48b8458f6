package mediation

import (
	"context"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
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
	own := slices.IndexFunc(seats, func(x models.CommitteeSeat) bool { return x.PersonID == actor.PersonID })
	over := actor.Own().OverRegion(c.RegionCode, models.RoleRegionAdmin, models.RolePlatformAdmin)
	if !over && own < 0 {
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
		page.Choices = seatChoices(seats, own, over, grants, actor.PersonID, now)
	}
	return page, nil
}

// seatChoices are what the reader may do about the seats, for buttons.
func seatChoices(seats []models.CommitteeSeat, own int, over bool, grants []models.RoleGrant, me models.ID,
	now models.Instant) models.Choices {
	out := models.Choices{}
	add := func(v models.SeatVerb) { out = append(out, models.Choice{Act: string(v)}) }
	if over {
		add(models.NameSeat)
		add(models.EndSeats)
	}
	if own < 0 {
		return out
	}
	if slices.ContainsFunc(grants, func(g models.RoleGrant) bool { return g.PersonID == me && g.Waits(now) }) {
		add(models.AcceptSeat)
		add(models.DeclineSeat)
	}
	if seats[own].State == models.RoleActive {
		add(models.LeaveSeat)
	}
	return out
}

// EndSeat ends the seat of a person, or takes back what is offered to them. Only an
// administrator over the place may, with a reason that the person reads. The last head
// of a committee with running cases stays (models.ErrCommitteeLastHead).
func (s *Service) EndSeat(ctx context.Context, actor models.Actor, committee, person models.ID,
	reason string) (models.MediationCommittee, error) {
	reason = text.CleanLines(reason)
	var bad []models.FieldError
	if length(&bad, "/reason", reason, 1, models.ReasonMax); len(bad) > 0 {
		return models.MediationCommittee{}, models.ErrInvalid.With(bad...)
	}
	may := func(c models.MediationCommittee) error {
		if !actor.Own().OverRegion(c.RegionCode, models.RoleRegionAdmin, models.RolePlatformAdmin) {
			return models.ErrForbidden
		}
		return nil
	}
	return s.onSeat(ctx, actor, committee, ActionEndSeat, may, func(tx *store.Tx, c *models.MediationCommittee) error {
		if _, err := endSeat(ctx, tx, actor, *c, person); err != nil {
			return err
		}
		return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeSeatEnded, Subject: "committee", SubjectID: c.ID,
			Params: map[string]string{"committee": c.Name, "reason": reason}}, person)
	})
}

// LeaveSeat lays the actor's own seat down, or declines what is offered. The heads and
// whoever named the actor are told.
func (s *Service) LeaveSeat(ctx context.Context, actor models.Actor,
	committee models.ID) (models.MediationCommittee, error) {
	return s.onSeat(ctx, actor, committee, ActionEndSeat, nil, func(tx *store.Tx, c *models.MediationCommittee) error {
		told, err := endSeat(ctx, tx, actor, *c, actor.PersonID)
		if err != nil {
			return err
		}
		return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeSeatLeft, Subject: "committee", SubjectID: c.ID,
			Params: map[string]string{"committee": c.Name}}, told...)
	})
}

// endSeat ends what a person holds or is offered in a committee, whose row is held, and
// their part in its cases. It gives the heads that stay and whoever had named them.
func endSeat(ctx context.Context, tx *store.Tx, actor models.Actor, c models.MediationCommittee,
	person models.ID) ([]models.ID, error) {
	grants, err := listSeatsOf(ctx, tx, c.ID, person)
	if err != nil {
		return nil, err
	}
	if len(grants) == 0 && actor.PersonID == person {
		return nil, models.ErrForbidden
	}
	grants = slices.DeleteFunc(grants, func(g models.RoleGrant) bool { return !g.OpenAt(tx.Now) })
	if len(grants) == 0 {
		return nil, models.ErrRoleState
	}
	alone, err := tx.CommitteesHeadedAlone(ctx, person, tx.Now)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(alone, func(h store.Headed) bool { return h.ID == c.ID }) {
		return nil, models.ErrCommitteeLastHead
	}
	told, err := tx.CommitteePeople(ctx, c.ID, models.RoleCommitteeHead, tx.Now)
	if err != nil {
		return nil, err
	}
	for _, g := range grants {
		if err := act.Lost(tx.EndGrant(ctx, g.ID, actor.PersonID), models.ErrRoleState); err != nil {
			return nil, err
		}
		if g.GrantedBy != nil && !slices.Contains(told, *g.GrantedBy) {
			told = append(told, *g.GrantedBy)
		}
	}
	return models.Without(told, person), leaveCases(ctx, tx, person, &c.ID)
}
