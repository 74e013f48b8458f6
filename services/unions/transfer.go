package unions

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
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
		from, union, err := act.HoldBoth(ctx, tx, m.OrganizationID, to)
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
func (s *Service) Transfers(
	ctx context.Context, actor models.Actor, union models.ID, page models.Page,
) (models.List[models.UnionTransferView], error) {
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
func (s *Service) AcceptTransfer(
	ctx context.Context, actor models.Actor, id models.ID,
) (models.UnionTransferView, error) {
	return s.decide(ctx, actor, id, ActionAccept, models.UnionTransferAccepted, "", func(
		tx *store.Tx, from, to models.Organization, t *models.UnionTransfer,
	) error {
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
func (s *Service) RefuseTransfer(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.UnionTransferView, error) {
	reason = text.Clean(reason)
	return s.decide(ctx, actor, id, ActionRefuse, models.UnionTransferRefused, reason, func(
		tx *store.Tx, _, to models.Organization, t *models.UnionTransfer,
	) error {
		if err := models.CheckReason(reason); err != nil {
			return err
		}
		n := inbox.Notice{Kind: models.NoticeUnionTransferRefused, Subject: "union_transfer", SubjectID: t.ID}
		return tell(ctx, tx, n, to, actor, t.PersonID)
	})
}

// WithdrawTransfer takes the actor's own transfer back.
func (s *Service) WithdrawTransfer(
	ctx context.Context, actor models.Actor, id models.ID,
) (models.UnionTransferView, error) {
	return s.decide(ctx, actor, id, ActionWithdraw, models.UnionTransferWithdrawn, "", func(
		*store.Tx, models.Organization, models.Organization, *models.UnionTransfer,
	) error {
		return nil
	})
}

// transferring is a transfer in the hands of an act, with the locked rows of both
// unions.
type transferring struct {
	from, to models.Organization
	t, next  models.UnionTransfer
}

// decide ends a transfer: of two at once the second finds the first one's
// decision. Both unions are locked, in the order of their ids.
func (s *Service) decide(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	state models.UnionTransferState, reason string,
	effect func(
		tx *store.Tx, from, to models.Organization, t *models.UnionTransfer,
	) error) (models.UnionTransferView, error) {
	withdraws := state == models.UnionTransferWithdrawn
	return act.On(ctx, s.st, actor, act.Of[transferring, models.UnionTransferView]{
		Event: func(v transferring) audit.Event { return about(v.to, action, "union_transfer", id, nil) },
		Lock:  func(tx *store.Tx) (transferring, error) { return lockTransfer(ctx, tx, actor, id) },
		May: func(_ *store.Tx, v transferring) error {
			own := v.t.PersonID == actor.PersonID
			switch {
			case withdraws && !own, !withdraws && !reviews(actor, v.to):
				return models.ErrForbidden
			case !withdraws && own:
				return models.ErrUnionTransferOwn
			}
			return nil
		},
		Next: func(tx *store.Tx, v *transferring) (err error) {
			v.next, err = v.t.Decide(state, actor.PersonID, reason, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *transferring) error {
			if err := effect(tx, v.from, v.to, &v.next); err != nil {
				return err
			}
			return act.Lost(decideUnionTransfer(ctx, tx, v.next), models.ErrUnionTransferDecided)
		},
		Answer: func(tx *store.Tx, _ transferring) (models.UnionTransferView, error) {
			return readUnionTransfer(ctx, tx, actor, id)
		},
	})
}

// lockTransfer holds both unions of a transfer that the actor may see, and reads it
// again behind the locks.
func lockTransfer(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (v transferring, err error) {
	view, err := readUnionTransfer(ctx, tx, actor, id)
	if err != nil {
		return v, err
	}
	if v.from, v.to, err = act.HoldBoth(ctx, tx, view.FromID, view.ToID); err != nil {
		return v, err
	}
	if view, err = readUnionTransfer(ctx, tx, actor, id); err != nil {
		return v, err
	}
	v.t = view.UnionTransfer
	if v.t.FromID != v.from.ID { // retained meanwhile, see followTransfers
		v.from, err = act.Hold(ctx, tx, v.t.FromID)
	}
	return v, err
}

// settle writes the audit row of a transfer and answers with it.
func (s *Service) settle(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, id models.ID, action models.Action,
	out *models.UnionTransferView,
) error {
	if err := audit.Record(ctx, tx, actor, about(o, action, "union_transfer", id, nil)); err != nil {
		return err
	}
	var err error
	if *out, err = readUnionTransfer(ctx, tx, actor, id); err != nil {
		return err
	}
	return tx.Answer(ctx, *out)
}
