package unions

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// AskTransfer asks that the actor's membership go on in another union. One
// transfer of a membership waits at a time.
func (s *Service) AskTransfer(
	ctx context.Context, actor models.Actor, id, to models.ID,
) (union.TransferView, error) {
	return act.On(ctx, s.st, actor, act.Of[transferring, union.TransferView]{
		Quiet: true, // an officer would read what the member has told of their age and work
		Event: func(v transferring) audit.Event {
			return audit.InOrganization(v.to, ActionAsk, "union_transfer", v.t.ID, nil)
		},
		Lock: func(tx *store.Tx) (v transferring, err error) {
			if v.m, err = tx.OwnMembership(ctx, actor.PersonID, id); err != nil {
				return v, err
			}
			if _, err := tx.Organization(ctx, actor, to); err != nil {
				return v, err
			}
			if v.from, v.to, err = act.HoldBoth(ctx, tx, v.m.OrganizationID, to); err != nil {
				return v, err
			}
			v.m, err = tx.OwnMembership(ctx, actor.PersonID, id)
			return v, err
		},
		Next: func(tx *store.Tx, v *transferring) (err error) {
			v.t, err = union.AskTransfer(v.m, v.from, v.to, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *transferring) error {
			if _, err := tx.LiveMembership(ctx, v.to.ID, actor.PersonID); err == nil {
				return models.ErrMembershipExists
			} else if !errors.Is(err, store.ErrNotFound) {
				return err
			}
			if err := membership.Admits(ctx, tx, s.ring, v.to, actor.PersonID); err != nil {
				return err
			}
			v.t.ID = tx.NewID()
			return act.Taken(insertUnionTransfer(ctx, tx, &v.t), union.ErrTransferOpen)
		},
		Tell: func(tx *store.Tx, v transferring) error {
			n := inbox.Notice{Kind: union.NoticeTransferAsked, Subject: "union_transfer", SubjectID: v.t.ID}
			return inbox.TellHolders(ctx, tx, n, v.to, actor, v.to.Kind.Reviewers()...)
		},
		Answer: func(tx *store.Tx, v transferring) (union.TransferView, error) {
			return readUnionTransfer(ctx, tx, actor, v.t.ID)
		},
	})
}

// Transfers lists what waits for an answer of a union, to those who give it.
func (s *Service) Transfers(
	ctx context.Context, actor models.Actor, unionID models.ID, page models.Page,
) (models.List[union.TransferView], error) {
	o, err := s.st.Organization(ctx, actor, unionID)
	if err != nil {
		return models.List[union.TransferView]{}, err
	}
	if err := o.MayReview(actor); err != nil {
		return models.List[union.TransferView]{}, err
	}
	return listUnionTransfers(ctx, s.st, actor, o.ID, page)
}

// AcceptTransfer takes a member over: the old membership ends, the new one begins with
// a number of the new union, in one transaction. The old union has no say.
func (s *Service) AcceptTransfer(
	ctx context.Context, actor models.Actor, id models.ID,
) (union.TransferView, error) {
	return s.decide(ctx, actor, id, ActionAccept, union.AcceptTransfer, "", func(
		tx *store.Tx, from, to models.Organization, t *union.Transfer,
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
		next := union.Transferred(old, to, actor.PersonID, tx.Now)
		next.ID = tx.NewID()
		if err := membership.Enter(ctx, tx, to, &next); err != nil {
			return err
		}
		if err := tx.InsertMembership(ctx, &next); err != nil {
			return membership.Taken(ctx, tx, to, next, err)
		}
		t.NewMembershipID = &next.ID
		n := inbox.Notice{Kind: union.NoticeTransferLeft, Subject: "organization", SubjectID: from.ID}
		if err := inbox.TellHolders(ctx, tx, n, from, actor, from.Kind.Head()); err != nil {
			return err
		}
		n = inbox.Notice{Kind: union.NoticeTransferAccepted, Subject: "union_transfer", SubjectID: t.ID}
		return inbox.TellAbout(ctx, tx, n, to, actor, t.PersonID)
	})
}

// leave ends a membership that goes on elsewhere.
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
	return act.Lost(tx.MoveMembership(ctx, m.End(models.EndTransferred, tx.Now), m.State),
		models.ErrMembershipNotActive)
}

// RefuseTransfer does not take a member over, with a reason that they can read.
func (s *Service) RefuseTransfer(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (union.TransferView, error) {
	reason = text.Clean(reason)
	return s.decide(ctx, actor, id, ActionRefuse, union.RefuseTransfer, reason, func(
		tx *store.Tx, _, to models.Organization, t *union.Transfer,
	) error {
		if err := models.CheckReason(reason); err != nil {
			return err
		}
		n := inbox.Notice{Kind: union.NoticeTransferRefused, Subject: "union_transfer", SubjectID: t.ID}
		return inbox.TellAbout(ctx, tx, n, to, actor, t.PersonID)
	})
}

// WithdrawTransfer takes the actor's own transfer back.
func (s *Service) WithdrawTransfer(
	ctx context.Context, actor models.Actor, id models.ID,
) (union.TransferView, error) {
	return s.decide(ctx, actor, id, ActionWithdraw, union.WithdrawTransfer, "", func(
		*store.Tx, models.Organization, models.Organization, *union.Transfer,
	) error {
		return nil
	})
}

// transferring is a transfer in the hands of an act, with the locked rows of both
// unions.
type transferring struct {
	from, to models.Organization
	m        models.Membership // of one that is asked for
	t, next  union.Transfer
}

// decide ends a transfer: of two at once the second finds the first one's
// decision. Both unions are locked, in the order of their ids.
func (s *Service) decide(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	verb union.TransferVerb, reason string,
	effect func(
		tx *store.Tx, from, to models.Organization, t *union.Transfer,
	) error) (union.TransferView, error) {
	return act.On(ctx, s.st, actor, act.Of[transferring, union.TransferView]{
		Event: func(v transferring) audit.Event {
			return audit.InOrganization(v.to, action, "union_transfer", id, nil)
		},
		Lock: func(tx *store.Tx) (transferring, error) { return lockTransfer(ctx, tx, actor, id) },
		May:  func(_ *store.Tx, v transferring) error { return v.t.May(actor, verb) },
		Next: func(tx *store.Tx, v *transferring) (err error) {
			v.next, err = v.t.Decide(verb.To(), actor.PersonID, reason, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *transferring) error {
			if err := effect(tx, v.from, v.to, &v.next); err != nil {
				return err
			}
			return act.Lost(decideUnionTransfer(ctx, tx, v.next), union.ErrTransferDecided)
		},
		Answer: func(tx *store.Tx, _ transferring) (union.TransferView, error) {
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
	v.t = view.Transfer
	if v.t.FromID != v.from.ID { // retained meanwhile, see followTransfers
		v.from, err = act.Hold(ctx, tx, v.t.FromID)
	}
	return v, err
}
