package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// ReplaceSeat ends the seat of one person and offers it to another, in one act: a member's
// to a member, a head's to a head. Only an administrator over the place may, with a reason
// that the person reads. The seat ends at once, but the last head of a committee with
// running cases goes on until the other has accepted.
func (s *Service) ReplaceSeat(ctx context.Context, actor models.Actor, committee, person, by models.ID,
	reason string) (models.MediationCommittee, error) {
	reason = text.CleanLines(reason)
	var bad []models.FieldError
	length(&bad, "/reason", reason, 1, models.ReasonMax)
	if by == person {
		bad = append(bad, models.BodyField("/by", "same", "请选择另一个人", "Choose somebody else"))
	}
	if len(bad) > 0 {
		return models.MediationCommittee{}, models.ErrInvalid.With(bad...)
	}
	asked := SeatAsked{Person: by}
	may := func(c models.MediationCommittee) error {
		if err := mayNameMediators(actor, c); err != nil {
			return err
		}
		return asked.check(actor, "/by")
	}
	return s.onSeat(ctx, actor, committee, ActionReplaceSeat, may,
		func(tx *store.Tx, c *models.MediationCommittee) error {
			if err := mayTakeSeat(ctx, tx, *c, by, "/by"); err != nil {
				return err
			}
			old, err := seatOf(ctx, tx, c.ID, person)
			if err != nil {
				return err
			}
			asked.Kind, asked.Head = old.Kind, old.Head
			if err := s.vacate(ctx, tx, actor, *c, &asked, person, reason); err != nil {
				return err
			}
			return offerSeat(ctx, tx, actor, *c, asked)
		})
}

// seatOf gives what a person is in a committee, or is asked to be; ErrRoleState for nothing.
func seatOf(ctx context.Context, tx *store.Tx, committee, person models.ID) (models.CommitteeSeat, error) {
	grants, err := listSeatsOf(ctx, tx, committee, person)
	if err != nil {
		return models.CommitteeSeat{}, err
	}
	seats := models.SeatsOf(grants, tx.Now)
	if len(seats) == 0 {
		return models.CommitteeSeat{}, models.ErrRoleState
	}
	return seats[0], nil
}

// vacate ends the seat of a person who is replaced, or lets it end with the acceptance of
// who is asked when the committee would be without a head; the person is told which.
func (s *Service) vacate(ctx context.Context, tx *store.Tx, actor models.Actor, c models.MediationCommittee,
	asked *SeatAsked,
	person models.ID, reason string) error {
	kind := models.NoticeSeatEnded
	_, err := s.endSeat(ctx, tx, actor, c, person)
	if errors.Is(err, models.ErrCommitteeLastHead) {
		kind, err, asked.succeeds = models.NoticeSeatSuccessor, nil, &person
	}
	if err != nil {
		return err
	}
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: kind, Subject: "committee", SubjectID: c.ID,
		Params: map[string]string{"committee": c.Name, "reason": reason}}, person)
}

// took does what an accepted grant brings with it: a head is a member, and whoever was
// replaced leaves.
func (s *Service) took(ctx context.Context, tx *store.Tx, actor models.Actor, c models.MediationCommittee,
	g models.RoleGrant) error {
	if g.Role == models.RoleCommitteeHead {
		if err := tx.SeatMember(ctx, c.ID, g.PersonID); err != nil {
			return err
		}
	}
	if g.Succeeds == nil {
		return nil
	}
	_, err := s.endSeat(ctx, tx, actor, c, *g.Succeeds)
	if errors.Is(err, models.ErrRoleState) {
		return nil // gone meanwhile
	}
	if err != nil {
		return err
	}
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeSeatSucceeded, Subject: "committee", SubjectID: c.ID,
		Params: map[string]string{"committee": c.Name}}, *g.Succeeds)
}
