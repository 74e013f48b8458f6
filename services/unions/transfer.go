package unions

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// AskTransfer asks that the actor's membership go on in another union. One
// transfer of a membership waits at a time.
func (s *Service) AskTransfer(ctx context.Context, actor models.Actor, id, to models.ID) (models.UnionTransferView,
	error) {
	var out models.UnionTransferView
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, err := tx.OwnMembership(ctx, actor.PersonID, id)
		if err != nil {
			return err
		}
		if _, err := tx.Organization(ctx, actor, to); err != nil {
			return err
		}
		from, union, err := lockOrganizations(ctx, tx, m.OrganizationID, to)
		if err != nil {
			return err
		}
		if m, err = tx.OwnMembership(ctx, actor.PersonID, id); err != nil {
			return err
		}
		t, err := models.AskTransfer(m, from, union, tx.Now)
		if err != nil {
			return err
		}
		if _, err := tx.LiveMembership(ctx, union.ID, actor.PersonID); err == nil {
			return models.ErrMembershipExists
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if err := membership.Admits(ctx, tx, s.ring, union, actor.PersonID); err != nil {
			return err
		}
		t.ID = tx.NewID()
		if err := insertUnionTransfer(ctx, tx, &t); errors.Is(err, store.ErrDuplicate) {
			return models.ErrUnionTransferOpen.Because(err)
		} else if err != nil {
			return err
		}
		reviewers, err := holders(ctx, tx, union.ID, union.Kind.Reviewers()...)
		if err != nil {
			return err
		}
		n := inbox.Notice{Kind: models.NoticeUnionTransferAsked, Subject: "union_transfer", SubjectID: t.ID}
		if err := tell(ctx, tx, n, union, actor, reviewers...); err != nil {
			return err
		}
		return s.settle(ctx, tx, actor, union, t.ID, ActionAsk, &out)
	})
	return out, err
}

// Transfers lists what waits for an answer of a union, to those who give it.
func (s *Service) Transfers(ctx context.Context, actor models.Actor, union models.ID, page models.Page) (models.List[models.UnionTransferView], error) {
	o, err := s.st.Organization(ctx, actor, union)
	if err != nil {
		return models.List[models.UnionTransferView]{}, err
	}
	if !reviews(actor, o.Organization) {
		return models.List[models.UnionTransferView]{}, models.ErrForbidden
	}
	return listUnionTransfers(ctx, s.st, actor, o.ID, page)
}

// AcceptTransfer takes a member over: the old spell ends, the new one begins with
// a number of the new union, in one transaction. The old union has no say.
func (s *Service) AcceptTransfer(ctx context.Context, actor models.Actor, id models.ID) (models.UnionTransferView, error) {
	return s.decide(ctx, actor, id, ActionAccept, models.UnionTransferAccepted, "", func(tx *store.Tx, from, to models.Organization, t *models.UnionTransfer) error {
		if err := to.AcceptsApplications(); err != nil {
			return err
		}
		if err := membership.Admits(ctx, tx, s.ring, to, t.PersonID); err != nil {
			return err
		}
		old, err := tx.AnyMembership(ctx, t.MembershipID)
		if err != nil {
			return err
		}
		if err := s.leave(ctx, tx, from, old); err != nil {
			return err
		}
		next := old.Transferred(to, actor.PersonID, tx.Now)
		next.ID = tx.NewID()
		if err := membership.Enter(ctx, tx, to, &next); err != nil {
			return err
		}
		if err := tx.InsertMembership(ctx, &next); err != nil {
			return membership.Taken(ctx, tx, to, next, err)
		}
		t.NewMembershipID = &next.ID
		heads, err := holders(ctx, tx, from.ID, from.Kind.Head())
		if err != nil {
			return err
		}
		n := inbox.Notice{Kind: models.NoticeUnionTransferLeft, Subject: "organization", SubjectID: from.ID}
		if err := tell(ctx, tx, n, from, actor, heads...); err != nil {
			return err
		}
		n = inbox.Notice{Kind: models.NoticeUnionTransferAccepted, Subject: "union_transfer", SubjectID: t.ID}
		return tell(ctx, tx, n, to, actor, t.PersonID)
	})
}

// leave ends a spell that goes on elsewhere.
func (s *Service) leave(ctx context.Context, tx *store.Tx, o models.Organization, m models.Membership) error {
	if m.State != models.MembershipActive {
		return models.ErrMembershipNotActive
	}
	if err := goes(ctx, tx, o, m.PersonID); err != nil {
		return err
	}
	if err := membership.Leave(ctx, tx, m); err != nil {
		return err
	}
	err := tx.MoveMembership(ctx, m.End(models.EndTransferred, tx.Now), m.State)
	if errors.Is(err, store.ErrNotAffected) {
		return models.ErrMembershipNotActive.Because(err)
	}
	return err
}

// RefuseTransfer does not take a member over, with a reason that they can read.
func (s *Service) RefuseTransfer(ctx context.Context, actor models.Actor, id models.ID, reason string) (models.UnionTransferView, error) {
	reason = text.Clean(reason)
	return s.decide(ctx, actor, id, ActionRefuse, models.UnionTransferRefused, reason, func(tx *store.Tx, _, to models.Organization, t *models.UnionTransfer) error {
		if err := models.CheckReason(reason); err != nil {
			return err
		}
		n := inbox.Notice{Kind: models.NoticeUnionTransferRefused, Subject: "union_transfer", SubjectID: t.ID}
		return tell(ctx, tx, n, to, actor, t.PersonID)
	})
}

// WithdrawTransfer takes the actor's own transfer back.
func (s *Service) WithdrawTransfer(ctx context.Context, actor models.Actor, id models.ID) (models.UnionTransferView, error) {
	return s.decide(ctx, actor, id, ActionWithdraw, models.UnionTransferWithdrawn, "", func(*store.Tx, models.Organization, models.Organization, *models.UnionTransfer) error {
		return nil
	})
}

// decide ends a transfer: of two at once the second finds the first one's
// decision. Both unions are locked, in the order of their ids.
func (s *Service) decide(ctx context.Context, actor models.Actor, id models.ID, action models.Action, state models.UnionTransferState, reason string,
	effect func(tx *store.Tx, from, to models.Organization, t *models.UnionTransfer) error) (models.UnionTransferView, error) {
	var out models.UnionTransferView
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		view, err := readUnionTransfer(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		from, to, err := lockOrganizations(ctx, tx, view.FromID, view.ToID)
		if err != nil {
			return err
		}
		seen = to
		own := view.PersonID == actor.PersonID
		switch {
		case state == models.UnionTransferWithdrawn && !own, state != models.UnionTransferWithdrawn && !reviews(actor, to):
			return models.ErrForbidden
		case state != models.UnionTransferWithdrawn && own:
			return models.ErrUnionTransferOwn
		}
		if view, err = readUnionTransfer(ctx, tx, actor, id); err != nil {
			return err
		}
		if view.FromID != from.ID { // retained meanwhile, see store.FollowTransfers
			if from, err = tx.LockOrganization(ctx, view.FromID); err != nil {
				return err
			}
		}
		next, err := view.Decide(state, actor.PersonID, reason, tx.Now)
		if err != nil {
			return err
		}
		if err := effect(tx, from, to, &next); err != nil {
			return err
		}
		if err := decideUnionTransfer(ctx, tx, next); errors.Is(err, store.ErrNotAffected) {
			return models.ErrUnionTransferDecided.Because(err)
		} else if err != nil {
			return err
		}
		return s.settle(ctx, tx, actor, to, id, action, &out)
	})
	return out, s.refused(ctx, actor, seen, action, "union_transfer", id, err)
}

// settle writes the audit row of a transfer and answers with it.
func (s *Service) settle(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, id models.ID, action models.Action, out *models.UnionTransferView) error {
	if err := audit.Record(ctx, tx, actor, about(o, action, "union_transfer", id, nil)); err != nil {
		return err
	}
	var err error
	if *out, err = readUnionTransfer(ctx, tx, actor, id); err != nil {
		return err
	}
	return tx.Answer(ctx, *out)
}
