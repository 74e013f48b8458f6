package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// A seat in a committee is a grant of the role of a mediator, and for the head of
// that role as well. Whoever is named is asked: the grant waits for the person.

// NameMediator asks one more person to serve in a committee, as a head when head is
// set. Only an administrator over the place may, and names others.
func (s *Service) NameMediator(ctx context.Context, actor models.Actor, committee, person models.ID,
	head bool) (models.MediationCommittee, error) {
	may := func(c models.MediationCommittee) error {
		if err := mayNameMediators(actor, c); err != nil {
			return err
		}
		if person == actor.PersonID {
			return models.ErrInvalid.With(models.BodyField("/person_id", errNamesSelf.Code, errNamesSelf.ZH,
				errNamesSelf.EN))
		}
		return nil
	}
	return s.onSeat(ctx, actor, committee, ActionNameMediator, may,
		func(tx *store.Tx, c *models.MediationCommittee) error {
			if c.State != models.CommitteeActive || c.TermOver(models.DayOf(tx.Now)) {
				return models.ErrCommitteeOver
			}
			ok, err := mayMediateHere(ctx, tx, person)
			if err != nil {
				return err
			}
			if !ok {
				return models.ErrInvalid.With(models.BodyField("/person_id", "person", errMediatorUnknown,
					errHeadUnknown.EN))
			}
			seats, err := countSeats(ctx, tx, c.ID, tx.Now)
			if err != nil {
				return err
			}
			if seats >= models.CommitteeMaxPeople {
				return models.ErrCommitteeFull
			}
			return offerSeat(ctx, tx, actor, *c, person, head)
		})
}

// mayNameMediators refuses who is no administrator over the place of a committee.
func mayNameMediators(actor models.Actor, c models.MediationCommittee) error {
	if !actor.Own().OverRegion(c.RegionCode, models.RoleRegionAdmin, models.RolePlatformAdmin) {
		return models.ErrForbidden
	}
	return nil
}

// AcceptSeat lets the actor serve in a committee from now on. The committee takes
// cases from the moment in which it has a head and three mediators.
func (s *Service) AcceptSeat(
	ctx context.Context, actor models.Actor, committee models.ID,
) (models.MediationCommittee, error) {
	return s.answerSeat(ctx, actor, committee, ActionAcceptSeat, models.NoticeSeatAccepted,
		func(tx *store.Tx, c *models.MediationCommittee, seats []models.RoleGrant) error {
			if c.State != models.CommitteeActive || c.TermOver(models.DayOf(tx.Now)) {
				return models.ErrCommitteeOver
			}
			if ok, err := mayMediateHere(ctx, tx, actor.PersonID); err != nil {
				return err
			} else if !ok {
				return models.ErrForbidden
			}
			for _, g := range seats {
				if err := tx.BeginGrant(ctx, g.ID); err != nil {
					return err
				}
			}
			return form(ctx, tx, actor, c)
		})
}

// DeclineSeat ends the offer of a seat at the will of the actor.
func (s *Service) DeclineSeat(
	ctx context.Context, actor models.Actor, committee models.ID,
) (models.MediationCommittee, error) {
	return s.answerSeat(ctx, actor, committee, ActionDeclineSeat, models.NoticeSeatDeclined,
		func(tx *store.Tx, _ *models.MediationCommittee, seats []models.RoleGrant) error {
			for _, g := range seats {
				if err := tx.DeclineGrant(ctx, g.ID); err != nil {
					return err
				}
			}
			return nil
		})
}

// answerSeat runs the answer of somebody who is named in a committee; whoever named
// them is told.
func (s *Service) answerSeat(ctx context.Context, actor models.Actor, committee models.ID, action models.Action,
	kind models.NoticeKind, do func(tx *store.Tx, c *models.MediationCommittee, seats []models.RoleGrant) error,
) (models.MediationCommittee, error) {
	return s.onSeat(ctx, actor, committee, action, nil, func(tx *store.Tx, c *models.MediationCommittee) error {
		all, err := listSeatsOf(ctx, tx, c.ID, actor.PersonID)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return models.ErrForbidden
		}
		var waiting []models.RoleGrant
		for _, g := range all {
			if g.Waits(tx.Now) {
				waiting = append(waiting, g)
			}
		}
		if len(waiting) == 0 {
			return models.ErrRoleState
		}
		if err := act.Lost(do(tx, c, waiting), models.ErrRoleState); err != nil {
			return err
		}
		return tellSeat(ctx, tx, *c, kind, waiting[0].Role, *waiting[0].GrantedBy)
	})
}

// onSeat runs an act on who serves in a committee, whose row is held: so that two
// who accept at once count each other.
func (s *Service) onSeat(ctx context.Context, actor models.Actor, committee models.ID, action models.Action,
	may func(c models.MediationCommittee) error, do func(tx *store.Tx, c *models.MediationCommittee) error,
) (models.MediationCommittee, error) {
	return act.On(ctx, s.st, actor, act.Of[models.MediationCommittee, models.MediationCommittee]{
		Event: func(c models.MediationCommittee) audit.Event {
			return audit.Event{Action: action, Object: "committee", ObjectID: committee, RegionCode: c.RegionCode}
		},
		Lock: func(tx *store.Tx) (models.MediationCommittee, error) {
			return store.LockRow[models.MediationCommittee](ctx, tx, committee)
		},
		May: func(_ *store.Tx, c models.MediationCommittee) error {
			if may == nil {
				return nil
			}
			return may(c)
		},
		Do:     do,
		Answer: act.Same[models.MediationCommittee],
	})
}

// offerSeat writes the grants that wait for a person, and asks them.
func offerSeat(ctx context.Context, tx *store.Tx, actor models.Actor, c models.MediationCommittee, person models.ID,
	head bool) error {
	roles := []models.Role{models.RoleMediator}
	if head {
		roles = []models.Role{models.RoleCommitteeHead, models.RoleMediator}
	}
	offered := false
	for _, role := range roles {
		g := models.CommitteeGrant(c.ID, role, person, tx.Now, c.TermEndsOn, actor.PersonID).Waiting()
		g.ID = tx.NewID()
		if serves, err := isSeated(ctx, tx, *g.LiveKey, tx.Now); err != nil {
			return err
		} else if serves && head && role == models.RoleMediator {
			continue // a mediator who is asked to be the head
		}
		if err := tx.FreeGrantKey(ctx, *g.LiveKey); err != nil {
			return err
		}
		if err := act.Taken(tx.InsertRoleGrant(ctx, &g), models.ErrCommitteeSeat); err != nil {
			return err
		}
		offered = true
	}
	if !offered {
		return models.ErrCommitteeSeat
	}
	return tellSeat(ctx, tx, c, models.NoticeSeatOffered, roles[0], person)
}

// form lets the committee take cases once it is complete, and tells its people; who
// comes later is told alone.
func form(ctx context.Context, tx *store.Tx, actor models.Actor, c *models.MediationCommittee) error {
	told := []models.ID{actor.PersonID}
	if c.FormedAt == nil {
		heads, err := tx.CommitteePeople(ctx, c.ID, models.RoleCommitteeHead, tx.Now)
		if err != nil {
			return err
		}
		mediators, err := tx.CommitteePeople(ctx, c.ID, models.RoleMediator, tx.Now)
		if err != nil || !models.Complete(len(heads), len(mediators)) {
			return err
		}
		if err := formCommittee(ctx, tx, c); err != nil {
			return err
		}
		told = mediators
	}
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeCommitteeRole, Subject: "committee", SubjectID: c.ID,
		Params: map[string]string{"committee": c.Name}}, told...)
}

// mayMediateHere reports whether a person can be named: active, verified, and a
// grown-up.
func mayMediateHere(ctx context.Context, tx *store.Tx, person models.ID) (bool, error) {
	p, err := tx.Person(ctx, person)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	grown := p.BirthDay == nil || models.AgeOn(*p.BirthDay, models.DayOf(tx.Now)) >= models.MediatorMinAge
	return err == nil && p.MayServe() && grown, err
}

// tellSeat tells one person about a seat in a committee.
func tellSeat(ctx context.Context, tx *store.Tx, c models.MediationCommittee, kind models.NoticeKind, role models.Role,
	person models.ID) error {
	zh, en := role.Text()
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: kind, Subject: "committee", SubjectID: c.ID,
		Params: map[string]string{"committee": c.Name, "role": zh, "role_en": en}}, person)
}
