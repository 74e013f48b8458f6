package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/approval"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// Audited acts on roles over regions.
var (
	ActionOfferRole   = models.NewAction("role.offer", "职务：提供")
	ActionApproveRole = models.NewAction("role.approve", "职务：通过")
	ActionAcceptRole  = models.NewAction("role.accept", "职务：接受")
	ActionDeclineRole = models.NewAction("role.decline", "职务：不接受")
	ActionEndRole     = models.NewAction("role.end", "职务：结束")
	ActionRenewRole   = models.NewAction("role.renew", "职务：延长")
	ActionDelegate    = models.NewAction("role.delegate", "职务：委托代理")
)

// Appointment is a role that a superior wants to give.
type Appointment struct {
	PersonID   models.ID
	Role       models.Role
	RegionCode models.RegionCode
	EndsOn     models.Day
}

// Roles lists roles over regions that are active, ended, offered or proposed:
// the actor's own, those in the subtrees that the actor administers, and those
// of who stands in for the actor.
func (s *Service) Roles(
	ctx context.Context, actor models.Actor, region models.RegionCode, state models.RoleState, page models.Page,
) (models.List[models.RegionRole], error) {
	return listRegionRoles(ctx, s.st, actor, roleFilter{Region: region, State: state, Page: page}, s.st.Now())
}

// RoleOffers lists what is offered to the actor.
func (s *Service) RoleOffers(ctx context.Context, actor models.Actor) ([]models.RegionRole, error) {
	rows, err := listOwnRoleOffers(ctx, s.st, actor.PersonID, s.st.Now())
	out := make([]models.RegionRole, len(rows))
	for i, o := range rows {
		out[i] = o.View("")
		out[i].Choices = o.Choices(actor, s.st.Now())
	}
	return out, err
}

// OfferRole offers a verified person a role over a region; it holds once she
// accepts. A platform administrator is only proposed, for another one to
// approve.
func (s *Service) OfferRole(ctx context.Context, actor models.Actor, a Appointment) (models.RegionRole, error) {
	return act.On(ctx, s.st, actor, act.Of[offered, models.RegionRole]{
		Event: func(v offered) audit.Event { return roleEvent(ActionOfferRole, v.o.ID, a.Role, &a.RegionCode) },
		Lock: func(tx *store.Tx) (offered, error) {
			fresh, err := tx.Fresh(ctx, actor)
			return offered{actor: fresh}, err
		},
		May: func(_ *store.Tx, v offered) error {
			switch {
			case !models.MayGiveRole(v.actor, a.Role, a.RegionCode):
				return models.ErrForbidden
			case a.PersonID == v.actor.PersonID:
				return models.ErrRoleOwn
			}
			return nil
		},
		Do: func(tx *store.Tx, v *offered) (err error) {
			if _, err := lockEligible(ctx, tx, a); err != nil {
				return err
			}
			v.o, err = models.NewRoleOffer(a.PersonID, a.Role, a.RegionCode, a.EndsOn, v.actor.PersonID, tx.Now)
			if err != nil {
				return err
			}
			v.o.ID = tx.NewID()
			return insertOffer(ctx, tx, v.actor, &v.o)
		},
		Answer: func(tx *store.Tx, v offered) (models.RegionRole, error) { return answer(ctx, tx, v.actor, v.o) },
	})
}

// insertOffer writes the offer and tells whom it waits for.
func insertOffer(ctx context.Context, tx *store.Tx, actor models.Actor, o *models.RoleOffer) error {
	held, err := holdsGrant(ctx, tx, *o.LiveKey, tx.Now)
	if err != nil {
		return err
	}
	if held && o.Renews == nil {
		return models.ErrRoleHeld
	}
	if err := insertRoleOffer(ctx, tx, o); errors.Is(err, store.ErrDuplicate) {
		return models.ErrRoleHeld.Because(err)
	} else if err != nil {
		return err
	}
	if o.State == models.RoleOffered {
		return tellRole(ctx, tx, offerNotice(*o), *o, "", o.PersonID)
	}
	if err := approval.Propose(ctx, tx, actor, models.ApprovePlatformAdmin, o.ID); err != nil {
		return err
	}
	admins, err := tx.PlatformAdmins(ctx, tx.Now, inbox.ToldMax)
	if err != nil {
		return err
	}
	return tellRole(ctx, tx, models.NoticeRoleProposed, *o, "", models.Without(admins, actor.PersonID)...)
}

// offerNotice tells in which words an offer is made.
func offerNotice(o models.RoleOffer) models.NoticeKind {
	switch {
	case o.Renews != nil:
		return models.NoticeRoleRenewal
	case o.DelegatedFrom != nil:
		return models.NoticeRoleDelegationOffered
	}
	return models.NoticeRoleOffered
}

// ApproveRole is the second signature under a new platform administrator, who
// can accept from then on.
func (s *Service) ApproveRole(ctx context.Context, actor models.Actor, id models.ID) (models.RegionRole, error) {
	return s.onOffer(ctx, actor, id, ActionApproveRole, models.ApproveRole, func(tx *store.Tx, v *offered) error {
		err := approval.Approve(ctx, tx, v.actor, models.ApprovePlatformAdmin, v.o.ID, v.o.PersonID)
		if err != nil {
			return err
		}
		v.o.State, v.o.ExpiresAt = models.RoleOffered, v.o.AnswerUntil(tx.Now)
		if err := confirmRoleOffer(ctx, tx, v.o.ID, v.o.ExpiresAt); err != nil {
			return err
		}
		return tellRole(ctx, tx, offerNotice(v.o), v.o, "", v.o.PersonID)
	})
}

// AcceptRole makes the offer a role that holds from now on, or makes the term of
// one longer. What is held in the place of somebody begins only while that
// somebody holds it.
func (s *Service) AcceptRole(ctx context.Context, actor models.Actor, id models.ID) (models.RegionRole, error) {
	return s.onOffer(ctx, actor, id, ActionAcceptRole, models.AcceptRole, func(tx *store.Tx, v *offered) error {
		if err := holdParent(ctx, tx, v.o); err != nil {
			return err
		}
		p, err := tx.LockPerson(ctx, v.o.PersonID)
		if err != nil {
			return err
		}
		if p.State != models.PersonActive || p.Verification != models.VerificationVerified {
			return models.ErrForbidden
		}
		if err := closeRoleOffer(ctx, tx, v.o.ID, models.RoleOffered, models.RoleAccepted); err != nil {
			return err
		}
		if err := takeUp(ctx, tx, v.o); err != nil {
			return err
		}
		v.o.State = models.RoleActive
		return tellRole(ctx, tx, models.NoticeRoleAccepted, v.o, "", v.o.OfferedBy)
	})
}

// DeclineRole ends an offer at the will of the person.
func (s *Service) DeclineRole(ctx context.Context, actor models.Actor, id models.ID) (models.RegionRole, error) {
	return s.onOffer(ctx, actor, id, ActionDeclineRole, models.DeclineRole, func(tx *store.Tx, v *offered) error {
		if err := closeRoleOffer(ctx, tx, v.o.ID, models.RoleOffered, models.RoleDeclined); err != nil {
			return err
		}
		v.o.State = models.RoleDeclined
		return tellRole(ctx, tx, models.NoticeRoleDeclined, v.o, "", v.o.OfferedBy)
	})
}

// offered is an offer in the hands of an actor whose roles were read again. Nothing
// is locked: which of two acts comes first is decided by the conditional write.
type offered struct {
	actor models.Actor
	o     models.RoleOffer
}

// onOffer runs an act on an offer that the actor may see. An act that finds the
// offer changed is ErrRoleState.
func (s *Service) onOffer(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	verb models.RoleVerb, do func(tx *store.Tx, v *offered) error) (models.RegionRole, error) {
	return act.On(ctx, s.st, actor, act.Of[offered, models.RegionRole]{
		Event: func(v offered) audit.Event { return roleEvent(action, v.o.ID, v.o.Role, &v.o.RegionCode) },
		Lock: func(tx *store.Tx) (v offered, err error) {
			if v.actor, err = tx.Fresh(ctx, actor); err == nil {
				v.o, err = readRoleOffer(ctx, tx, v.actor, id)
			}
			return v, err
		},
		May:    func(_ *store.Tx, v offered) error { return v.o.MayAct(v.actor, verb) },
		Next:   func(tx *store.Tx, v *offered) error { return v.o.Takes(verb, tx.Now) },
		Do:     func(tx *store.Tx, v *offered) error { return act.Lost(do(tx, v), models.ErrRoleState) },
		Answer: func(tx *store.Tx, v offered) (models.RegionRole, error) { return answer(ctx, tx, v.actor, v.o) },
	})
}

// roleEvent is the audit row of an act on a role or an offer; region is nil for a
// role that is over none.
func roleEvent(action models.Action, id models.ID, role models.Role, region *models.RegionCode) audit.Event {
	e := audit.Event{Action: action, Object: "role", ObjectID: id, Detail: map[string]string{"role": string(role)}}
	if region != nil {
		e.RegionCode = *region
	}
	return e
}

func answer(ctx context.Context, tx *store.Tx, actor models.Actor, o models.RoleOffer) (models.RegionRole, error) {
	p, err := tx.Person(ctx, o.PersonID)
	if err != nil {
		return models.RegionRole{}, err
	}
	if o.State != models.RoleActive {
		out := o.View(p.Nickname)
		out.Choices = o.Choices(actor, tx.Now)
		return out, nil
	}
	g, err := readGrant(ctx, tx, o.GrantID())
	if err != nil {
		return models.RegionRole{}, err
	}
	return grantView(ctx, tx, actor, g, p.Nickname)
}

// grantView shows a role, with what the actor may do to it.
func grantView(ctx context.Context, tx *store.Tx, actor models.Actor, g models.RoleGrant,
	nickname string) (models.RegionRole, error) {
	out := g.RegionView(nickname, tx.Now)
	admins, err := tx.PlatformAdmins(ctx, tx.Now, 2)
	if err != nil {
		return out, err
	}
	out.Choices = g.RoleChoices(actor, len(admins), tx.Now)
	out.HandedOver, err = isHandedOver(ctx, tx, g.ID)
	return out, err
}

// lockEligible locks who is to get a role: active and verified. That somebody
// is not there and that they are not verified is the same answer.
func lockEligible(ctx context.Context, tx *store.Tx, a Appointment) (models.Person, error) {
	bad := models.ErrInvalid.With(models.BodyField("/person_id", "person", "没有找到此人，或未完成实名认证",
		"No such person, or not verified"))
	p, err := tx.LockPerson(ctx, a.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		return p, bad
	}
	if err != nil {
		return p, err
	}
	if p.State != models.PersonActive || p.Verification != models.VerificationVerified {
		return p, bad
	}
	ok, err := regionFits(ctx, tx, a.RegionCode, models.LevelCountry, true)
	if err == nil && !ok {
		err = models.ErrInvalid.With(models.BodyField("/region_code", "not_found", "没有这个现行区划",
			"No such current region"))
	}
	return p, err
}

// tellRole writes one inbox row for each person.
func tellRole(ctx context.Context, tx *store.Tx, kind models.NoticeKind, o models.RoleOffer, reason string,
	people ...models.ID) error {
	place, err := placeName(ctx, tx, o.RegionCode)
	if err != nil {
		return err
	}
	zh, en := o.Role.Text()
	params := map[string]string{"role": zh, "role_en": en, "place": place}
	if reason != "" {
		params["reason"] = reason
	}
	n := inbox.Notice{Kind: kind, Subject: "role", SubjectID: o.ID, Params: params}
	return inbox.TellEach(ctx, tx, n, people...)
}

func placeName(ctx context.Context, tx *store.Tx, code models.RegionCode) (string, error) {
	r, err := tx.Region(ctx, code)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return "", err
	}
	if r.FullName != "" {
		return r.FullName, nil
	}
	return r.Name, nil
}
