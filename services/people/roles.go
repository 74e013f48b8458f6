package people

import (
	"context"
	"errors"

	"xinjumin/models"
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

// adminsTold bounds how many administrators one act tells.
const adminsTold = 20

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
func (s *Service) Roles(ctx context.Context, actor models.Actor, region models.RegionCode, state models.RoleState, page models.Page) (models.List[models.RegionRole], error) {
	return listRegionRoles(ctx, s.st, actor, roleFilter{Region: region, State: state, Page: page}, s.st.Now())
}

// RoleOffers lists what is offered to the actor.
func (s *Service) RoleOffers(ctx context.Context, actor models.Actor) ([]models.RegionRole, error) {
	rows, err := listOwnRoleOffers(ctx, s.st, actor.PersonID, s.st.Now())
	out := make([]models.RegionRole, len(rows))
	for i, o := range rows {
		out[i] = o.View("")
	}
	return out, err
}

// OfferRole offers a verified person a role over a region; it holds once she
// accepts. A platform administrator is only proposed, for another one to
// approve.
func (s *Service) OfferRole(ctx context.Context, actor models.Actor, a Appointment) (models.RegionRole, error) {
	event := audit.Event{Action: ActionOfferRole, Object: "role", RegionCode: a.RegionCode, Detail: map[string]string{"role": string(a.Role)}}
	var out models.RegionRole
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		actor, err := tx.Fresh(ctx, actor)
		if err != nil {
			return err
		}
		if !models.MayGiveRole(actor, a.Role, a.RegionCode) {
			return models.ErrForbidden
		}
		if a.PersonID == actor.PersonID {
			return models.ErrRoleOwn
		}
		p, err := lockEligible(ctx, tx, a)
		if err != nil {
			return err
		}
		o, err := models.NewRoleOffer(a.PersonID, a.Role, a.RegionCode, a.EndsOn, actor.PersonID, tx.Now)
		if err != nil {
			return err
		}
		o.ID = tx.NewID()
		if err := insertOffer(ctx, tx, actor, &o); err != nil {
			return err
		}
		event := event
		event.ObjectID = o.ID
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
		out = o.View(p.Nickname)
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, event, err)
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
	admins, err := tx.PlatformAdmins(ctx, tx.Now, adminsTold)
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
	return s.onOffer(ctx, actor, id, ActionApproveRole, func(tx *store.Tx, actor models.Actor, o *models.RoleOffer) error {
		if o.Role != models.RolePlatformAdmin {
			return models.ErrRoleState
		}
		if !models.MayGiveRole(actor, o.Role, o.RegionCode) {
			return models.ErrForbidden
		}
		if err := approval.Approve(ctx, tx, actor, models.ApprovePlatformAdmin, o.ID, o.PersonID); err != nil {
			return err
		}
		o.State, o.ExpiresAt = models.RoleOffered, o.AnswerUntil(tx.Now)
		if err := confirmRoleOffer(ctx, tx, o.ID, o.ExpiresAt); err != nil {
			return err
		}
		return tellRole(ctx, tx, offerNotice(*o), *o, "", o.PersonID)
	})
}

// AcceptRole makes the offer a role that holds from now on, or makes the term of
// one longer. What is held in the place of somebody begins only while that
// somebody holds it.
func (s *Service) AcceptRole(ctx context.Context, actor models.Actor, id models.ID) (models.RegionRole, error) {
	return s.onOffer(ctx, actor, id, ActionAcceptRole, func(tx *store.Tx, actor models.Actor, o *models.RoleOffer) error {
		if o.PersonID != actor.PersonID {
			return models.ErrForbidden
		}
		if err := holdParent(ctx, tx, *o); err != nil {
			return err
		}
		p, err := tx.LockPerson(ctx, o.PersonID)
		if err != nil {
			return err
		}
		if p.State != models.PersonActive || p.Verification != models.VerificationVerified {
			return models.ErrForbidden
		}
		if err := closeRoleOffer(ctx, tx, o.ID, models.RoleOffered, models.RoleAccepted); err != nil {
			return err
		}
		if err := takeUp(ctx, tx, *o); err != nil {
			return err
		}
		o.State = models.RoleActive
		return tellRole(ctx, tx, models.NoticeRoleAccepted, *o, "", o.OfferedBy)
	})
}

// DeclineRole ends an offer at the will of the person.
func (s *Service) DeclineRole(ctx context.Context, actor models.Actor, id models.ID) (models.RegionRole, error) {
	return s.onOffer(ctx, actor, id, ActionDeclineRole, func(tx *store.Tx, actor models.Actor, o *models.RoleOffer) error {
		if o.PersonID != actor.PersonID {
			return models.ErrForbidden
		}
		if err := closeRoleOffer(ctx, tx, o.ID, models.RoleOffered, models.RoleDeclined); err != nil {
			return err
		}
		o.State = models.RoleDeclined
		return tellRole(ctx, tx, models.NoticeRoleDeclined, *o, "", o.OfferedBy)
	})
}

// onOffer runs an act on an offer that the actor may see, with the actor's
// roles as they are now, the trail, and the answer. An act that finds the offer
// changed is ErrRoleState.
func (s *Service) onOffer(ctx context.Context, actor models.Actor, id models.ID, action models.Action, act func(tx *store.Tx, actor models.Actor, o *models.RoleOffer) error) (models.RegionRole, error) {
	var out models.RegionRole
	event := audit.Event{Action: action, Object: "role", ObjectID: id}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		actor, err := tx.Fresh(ctx, actor)
		if err != nil {
			return err
		}
		o, err := readRoleOffer(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		event.RegionCode, event.Detail = o.RegionCode, map[string]string{"role": string(o.Role)}
		if err := act(tx, actor, &o); errors.Is(err, store.ErrNotAffected) {
			return models.ErrRoleState
		} else if err != nil {
			return err
		}
		if out, err = answer(ctx, tx, actor, o, event); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, event, err)
}

func answer(ctx context.Context, tx *store.Tx, actor models.Actor, o models.RoleOffer, event audit.Event) (models.RegionRole, error) {
	if err := audit.Record(ctx, tx, actor, event); err != nil {
		return models.RegionRole{}, err
	}
	p, err := tx.Person(ctx, o.PersonID)
	if err != nil {
		return models.RegionRole{}, err
	}
	if o.State != models.RoleActive {
		return o.View(p.Nickname), nil
	}
	g, err := readGrant(ctx, tx, o.GrantID())
	if err != nil {
		return models.RegionRole{}, err
	}
	out := g.RegionView(p.Nickname, tx.Now)
	out.HandedOver, err = isHandedOver(ctx, tx, g.ID)
	return out, err
}

// lockEligible locks who is to get a role: active and verified. That somebody
// is not there and that they are not verified is the same answer.
func lockEligible(ctx context.Context, tx *store.Tx, a Appointment) (models.Person, error) {
	bad := models.ErrInvalid.With(models.BodyField("/person_id", "person", "没有找到此人，或未完成实名认证", "No such person, or not verified"))
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
		err = models.ErrInvalid.With(models.BodyField("/region_code", "not_found", "没有这个现行区划", "No such current region"))
	}
	return p, err
}

// tellRole writes one inbox row for each person.
func tellRole(ctx context.Context, tx *store.Tx, kind models.NoticeKind, o models.RoleOffer, reason string, people ...models.ID) error {
	place, err := placeName(ctx, tx, o.RegionCode)
	if err != nil {
		return err
	}
	zh, en := o.Role.Text()
	rows := make([]inbox.Notice, len(people))
	for i, person := range people {
		rows[i] = inbox.Notice{PersonID: person, Kind: kind, Subject: "role", SubjectID: o.ID,
			Params: map[string]string{"role": zh, "role_en": en, "place": place}}
		if reason != "" {
			rows[i].Params["reason"] = reason
		}
	}
	return inbox.Tell(ctx, tx, rows...)
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
