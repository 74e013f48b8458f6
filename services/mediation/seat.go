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

// SeatAsked is a seat that an administrator offers to a person.
type SeatAsked struct {
	Person models.ID
	Kind   models.SeatKind // empty: a member
	Head   bool            // to head the committee, as one of its members

	succeeds *models.ID // whose seat ends when this one is accepted
}

// check refuses what cannot be asked: an own seat, an appointed mediator as the head.
func (a *SeatAsked) check(actor models.Actor, pointer string) error {
	if a.Person == actor.PersonID {
		return models.ErrInvalid.With(models.BodyField(pointer, errNamesSelf.Code, errNamesSelf.ZH, errNamesSelf.EN))
	}
	if a.Kind == "" {
		a.Kind = models.SeatMember
	}
	if a.Head && a.Kind != models.SeatMember {
		return models.ErrInvalid.With(errHeadNotMember)
	}
	return nil
}

// NameMediator asks one more person to serve in a committee: as a member, of whom there
// are at most nine (models.ErrCommitteeMembers), or as a mediator whom it appoints. Only
// an administrator over the place may, and names others.
func (s *Service) NameMediator(ctx context.Context, actor models.Actor, committee models.ID,
	asked SeatAsked) (models.MediationCommittee, error) {
	may := func(c models.MediationCommittee) error {
		if err := mayNameMediators(actor, c); err != nil {
			return err
		}
		return asked.check(actor, "/person_id")
	}
	return s.onSeat(ctx, actor, committee, ActionNameMediator, may,
		func(tx *store.Tx, c *models.MediationCommittee) error {
			if err := mayTakeSeat(ctx, tx, *c, asked.Person, "/person_id"); err != nil {
				return err
			}
			if err := hasRoom(ctx, tx, c.ID, asked); err != nil {
				return err
			}
			return offerSeat(ctx, tx, actor, *c, asked)
		})
}

// mayTakeSeat refuses to offer a seat in a committee whose term is over, and to somebody
// who cannot mediate.
func mayTakeSeat(ctx context.Context, tx *store.Tx, c models.MediationCommittee, person models.ID,
	pointer string) error {
	if c.State != models.CommitteeActive || c.TermOver(models.DayOf(tx.Now)) {
		return models.ErrCommitteeOver
	}
	ok, err := mayMediateHere(ctx, tx, person)
	if err == nil && !ok {
		err = models.ErrInvalid.With(models.BodyField(pointer, "person", errMediatorUnknown, errHeadUnknown.EN))
	}
	return err
}

// hasRoom refuses a seat beyond the nine members of a committee, and beyond the fifty who
// serve there in all; who is asked counts. The row of the committee is held.
func hasRoom(ctx context.Context, tx *store.Tx, committee models.ID, asked SeatAsked) error {
	all, members, err := countSeats(ctx, tx, committee, asked.Person, tx.Now)
	switch {
	case err != nil:
		return err
	case all >= models.CommitteeMaxPeople:
		return models.ErrCommitteeFull
	case asked.Kind == models.SeatMember && members >= models.CommitteeMaxMembers:
		return models.ErrCommitteeMembers
	}
	return nil
}

// mayNameMediators refuses who is no administrator over the place of a committee.
func mayNameMediators(actor models.Actor, c models.MediationCommittee) error {
	if !actor.Own().OverRegion(c.RegionCode, models.RoleRegionAdmin, models.RolePlatformAdmin) {
		return models.ErrForbidden
	}
	return nil
}

// AcceptSeat lets the actor serve in a committee from now on. The committee takes
// cases from the moment in which nothing of models.Composition is missing.
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
				if err := s.took(ctx, tx, actor, *c, g); err != nil {
					return err
				}
			}
			return joined(ctx, tx, actor, c)
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
func offerSeat(ctx context.Context, tx *store.Tx, actor models.Actor, c models.MediationCommittee,
	asked SeatAsked) error {
	roles := []models.Role{models.RoleMediator}
	if asked.Head {
		roles = []models.Role{models.RoleCommitteeHead, models.RoleMediator}
	}
	offered := false
	for _, role := range roles {
		g := models.CommitteeGrant(c.ID, role, asked.Person, tx.Now, c.TermEndsOn, actor.PersonID).Waiting()
		g.ID, g.Seat = tx.NewID(), asked.Kind
		if role == roles[0] {
			g.Succeeds = asked.succeeds
		}
		if serves, err := isSeated(ctx, tx, *g.LiveKey, tx.Now); err != nil {
			return err
		} else if serves && asked.Head && role == models.RoleMediator {
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
	return tellSeat(ctx, tx, c, models.NoticeSeatOffered, roles[0], asked.Person)
}

// form lets a committee that still forms take cases once nothing is missing, and tells its
// people. When only the filing is missing, it is owed from now on.
func form(ctx context.Context, tx *store.Tx, c *models.MediationCommittee) error {
	missing, err := missingIn(ctx, tx, *c, tx.Now)
	if err != nil || !models.OwesFiling(missing) {
		return err
	}
	if filed, err := isFormationFiled(ctx, tx, c.ID); err != nil {
		return err
	} else if !filed {
		if err := oweFiling(ctx, tx, c.ID, models.FilingFormation); err != nil {
			return err
		}
	}
	if len(missing) > 0 {
		return nil
	}
	if err := formCommittee(ctx, tx, c); err != nil {
		return err
	}
	people, err := tx.CommitteePeople(ctx, c.ID, models.RoleMediator, tx.Now)
	if err != nil {
		return err
	}
	return tellAtWork(ctx, tx, *c, people...)
}

// joined is what follows when somebody has accepted a seat: the committee forms, or who
// comes later is told alone and the change is to be filed.
func joined(ctx context.Context, tx *store.Tx, actor models.Actor, c *models.MediationCommittee) error {
	if c.FormedAt == nil {
		return form(ctx, tx, c)
	}
	if err := oweFiling(ctx, tx, c.ID, models.FilingSeats); err != nil {
		return err
	}
	return tellAtWork(ctx, tx, *c, actor.PersonID)
}

// tellAtWork tells people that they serve in a committee that takes cases.
func tellAtWork(ctx context.Context, tx *store.Tx, c models.MediationCommittee, people ...models.ID) error {
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeCommitteeRole, Subject: "committee", SubjectID: c.ID,
		Params: map[string]string{"committee": c.Name}}, people...)
}

// missingIn lists what a committee lacks of what the law asks for.
func missingIn(ctx context.Context, q store.Reader, c models.MediationCommittee,
	now models.Instant) ([]models.CommitteeLack, error) {
	composition, err := countComposition(ctx, q, c.ID, now)
	if err != nil {
		return nil, err
	}
	filed := false
	if c.OrganizationID != nil {
		filed, err = isFormationFiled(ctx, q, c.ID)
	}
	return c.Lacks(composition, filed), err
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
