package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// AskFederation asks a federation to stand above a union; its chair asks. A
// later request takes the place of an earlier one that was not answered; the
// same again changes nothing.
func (s *Service) AskFederation(
	ctx context.Context, actor models.Actor, unionID, above models.ID,
) (models.OrganizationView, error) {
	return s.affiliate(ctx, actor, unionID, ActionAffiliate, func(tx *store.Tx, o models.Organization) error {
		if !actor.InOrganization(o.ID, models.RoleUnionChair) {
			return models.ErrForbidden
		}
		federation, err := tx.Organization(ctx, actor, above)
		if err != nil {
			return err
		}
		if err := union.MayJoinFederation(o, federation.Organization); err != nil {
			return err
		}
		if o.ParentAskedID != nil && *o.ParentAskedID == above {
			return act.ErrUnchanged // it knows, and one notice is enough
		}
		if err := act.Lost(askFederation(ctx, tx, o.ID, above), union.ErrAffiliated); err != nil {
			return err
		}
		chairs, err := inbox.Holders(ctx, tx, above, models.RoleUnionChair)
		if err != nil {
			return err
		}
		n := inbox.Notice{Kind: union.NoticeAffiliationAsked, Subject: "organization", SubjectID: o.ID}
		return inbox.TellAbout(ctx, tx, n, o, actor, chairs...)
	})
}

// AnswerUnion takes a union that asks under the actor's federation, or turns it
// down with a reason.
func (s *Service) AnswerUnion(
	ctx context.Context, actor models.Actor, unionID models.ID, accepts bool, reason string,
) (models.OrganizationView, error) {
	action, kind := ActionTakeUnder, union.NoticeAffiliationAccepted
	if reason = text.Clean(reason); !accepts {
		action, kind = ActionTurnDown, union.NoticeAffiliationRefused
	}
	return s.affiliate(ctx, actor, unionID, action, func(tx *store.Tx, o models.Organization) error {
		asked, err := union.AskedOf(o, actor)
		if err != nil {
			return err
		}
		if accepts {
			federation, err := tx.OrganizationOf(ctx, asked)
			if err != nil {
				return err
			}
			if err := union.MayJoinFederation(o, federation); err != nil {
				return err
			}
		} else if err := models.CheckReason(reason); err != nil {
			return err
		}
		if err := act.Lost(answerUnion(ctx, tx, o.ID, asked, accepts), union.ErrNotAsked); err != nil {
			return err
		}
		n := inbox.Notice{Kind: kind, Subject: "organization", SubjectID: o.ID,
			Params: map[string]string{"reason": reason}}
		return inbox.TellHolders(ctx, tx, n, o, actor, models.RoleUnionChair)
	})
}

// affiliate runs an act on the locked row of a union. What leads up never comes
// back (models.MayJoinFederation), so the row of the federation is not locked:
// its place and subtype no longer change once it is approved.
func (s *Service) affiliate(ctx context.Context, actor models.Actor, union models.ID, action models.Action,
	effect func(tx *store.Tx, o models.Organization) error) (models.OrganizationView, error) {
	return act.On(ctx, s.st, actor, act.Of[models.Organization, models.OrganizationView]{
		Event: func(o models.Organization) audit.Event {
			return audit.InOrganization(o, action, "organization", union, nil)
		},
		Lock: func(tx *store.Tx) (models.Organization, error) { return act.LockOrganization(ctx, tx, actor, union) },
		Do:   func(tx *store.Tx, o *models.Organization) error { return effect(tx, *o) },
		Answer: func(tx *store.Tx, o models.Organization) (models.OrganizationView, error) {
			return tx.Organization(ctx, actor, o.ID)
		},
	})
}

// AskingUnions lists the unions that ask to stand under the actor's federation.
func (s *Service) AskingUnions(
	ctx context.Context, actor models.Actor, federation models.ID, page models.Page,
) (models.List[models.OrganizationView], error) {
	o, err := s.st.Organization(ctx, actor, federation)
	if err != nil {
		return models.List[models.OrganizationView]{}, err
	}
	if !actor.InOrganization(o.ID, models.RoleUnionChair) {
		return models.List[models.OrganizationView]{}, models.ErrForbidden
	}
	return listAskingUnions(ctx, s.st, actor, o.ID, page)
}

// Tree shows a union with a page of those right below it, each with the sum of
// what it and everything below it has.
func (s *Service) Tree(
	ctx context.Context, actor models.Actor, unionID models.ID, page models.Page,
) (union.Tree, error) {
	o, err := s.st.Organization(ctx, actor, unionID)
	if err != nil {
		return union.Tree{}, err
	}
	if o.Kind != models.KindUnion {
		return union.Tree{}, union.ErrUnionsOnly
	}
	return readUnionTree(ctx, s.st, actor, o, page)
}
