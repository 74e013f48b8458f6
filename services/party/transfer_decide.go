package party

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// AcceptTransfer moves the formal tie in one transaction: the old membership ends as
// transferred with its offices, and the person belongs to the receiving branch;
// whoever has been taking part there goes on in the same membership. For a branch
// outside, the old one records that it was confirmed.
func (s *Service) AcceptTransfer(
	ctx context.Context, actor models.Actor, id models.ID, letter branch.Letter,
) (Transfer, error) {
	letter.No = text.Clean(letter.No)
	return s.decideTransfer(ctx, actor, id, ActionAccept, branch.AcceptTransfer, func(
		tx *store.Tx, t branch.Transfer, from models.Organization, to *models.Organization,
	) (branch.Transfer, error) {
		if err := letter.Check(models.DayOf(tx.Now)); err != nil {
			return t, err
		}
		next, err := t.Decide(branch.TransferAccepted, actor.PersonID, "", tx.Now)
		if err != nil {
			return t, err
		}
		next.LetterOn, next.LetterDays = &letter.On, letter.Days
		if next.LetterSealed, err = s.seal(keyring.TransferLetter, t.ID, letter.No); err != nil {
			return t, err
		}
		m, err := moved(ctx, tx, t, from, to)
		if err != nil {
			return t, err
		}
		return next, move(ctx, tx, actor, m, from, to, next)
	})
}

// move ends the old membership, then begins or changes the one in the receiving
// branch: the key of the formal tie is free only after the first.
func move(
	ctx context.Context, tx *store.Tx, actor models.Actor, m models.Membership, from models.Organization,
	to *models.Organization, t branch.Transfer,
) error {
	// Before the membership ends, or its end would withdraw what is being accepted.
	if err := act.Lost(movePartyTransfer(ctx, tx, t), branch.ErrTransferDecided); err != nil {
		return err
	}
	if err := leave(ctx, tx, from, m, models.EndTransferred); err != nil {
		return err
	}
	if err := inbox.TellAbout(ctx, tx, inbox.Notice{Kind: branch.NoticeTransferAccepted, Subject: "party_transfer",
		SubjectID: t.ID}, from, actor, t.PersonID); err != nil {
		return err
	}
	if err := tellOfficers(ctx, tx, inbox.Notice{Kind: branch.NoticeTransferLeft, Subject: "party_transfer",
		SubjectID: t.ID}, from, actor); err != nil {
		return err
	}
	if err := endAway(ctx, tx, t); err != nil || to == nil {
		return err
	}
	there, err := tx.LiveMembership(ctx, to.ID, m.PersonID)
	switch {
	case errors.Is(err, store.ErrNotFound):
		next := branch.Received(m, *to, actor.PersonID, tx.Now)
		next.ID = tx.NewID()
		if err := membership.Enter(ctx, tx, *to, &next); err != nil {
			return err
		}
		if err := tx.InsertMembership(ctx, &next); err != nil {
			return membership.Taken(ctx, tx, *to, next, err)
		}
		return nil
	case err != nil:
		return err
	case there.State != models.MembershipActive:
		return models.ErrMembershipExists
	}
	if err := tx.EndPartyPapers(ctx, there.ID); err != nil {
		return err
	}
	next := branch.Formalize(there, m, tx.Now)
	if err := tx.MoveMembership(ctx, next, there.State); err != nil {
		return membership.Taken(ctx, tx, *to, next, act.Lost(err, models.ErrMembershipDecided))
	}
	return nil
}

// endAway ends the note that the member was away from the old branch.
func endAway(ctx context.Context, tx *store.Tx, t branch.Transfer) error {
	r, err := readLivePartyRegistration(ctx, tx, t.PersonID)
	if errors.Is(err, store.ErrNotFound) || err == nil &&
		(r.Flow != branch.FlowOut || r.OrganizationID != t.FromOrganizationID) {
		return nil
	}
	if err != nil {
		return err
	}
	next, err := r.End(tx.Now)
	if err != nil {
		return err
	}
	return movePartyRegistration(ctx, tx, next)
}

// RefuseTransfer leaves the tie where it is, with a reason that the member reads.
func (s *Service) RefuseTransfer(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (Transfer, error) {
	reason = text.Clean(reason)
	return s.decideTransfer(ctx, actor, id, ActionRefuse, branch.RefuseTransfer, func(
		tx *store.Tx, t branch.Transfer, from models.Organization, _ *models.Organization,
	) (branch.Transfer, error) {
		next, err := t.Decide(branch.TransferRefused, actor.PersonID, reason, tx.Now)
		if err != nil {
			return t, err
		}
		if err := act.Lost(movePartyTransfer(ctx, tx, next), branch.ErrTransferDecided); err != nil {
			return t, err
		}
		n := inbox.Notice{Kind: branch.NoticeTransferRefused, Subject: "party_transfer", SubjectID: t.ID}
		return next, inbox.TellAbout(ctx, tx, n, from, actor, t.PersonID)
	})
}

// WithdrawTransfer takes a transfer back, by the member or whoever asked for it.
func (s *Service) WithdrawTransfer(ctx context.Context, actor models.Actor, id models.ID) (Transfer, error) {
	return s.decideTransfer(ctx, actor, id, ActionWithdraw, branch.WithdrawTransfer, func(
		tx *store.Tx, t branch.Transfer, _ models.Organization, _ *models.Organization,
	) (branch.Transfer, error) {
		next, err := t.Decide(branch.TransferWithdrawn, actor.PersonID, "", tx.Now)
		if err != nil {
			return t, err
		}
		return next, act.Lost(movePartyTransfer(ctx, tx, next), branch.ErrTransferDecided)
	})
}

// decideTransfer runs a decision under the locks of both branches. Whoever asked
// and the member withdraw; the officers of the receiving branch decide.
func (s *Service) decideTransfer(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	verb branch.PaperVerb,
	rule func(
		tx *store.Tx, t branch.Transfer, from models.Organization, to *models.Organization,
	) (branch.Transfer, error)) (Transfer, error) {
	return act.On(ctx, s.st, actor, act.Of[moving, Transfer]{
		Event: func(d moving) audit.Event { return audit.InOrganization(d.from, action, "party_transfer", id, nil) },
		Lock: func(tx *store.Tx) (d moving, err error) {
			t, err := readPartyTransfer(ctx, tx, actor, id)
			if err != nil {
				return d, err
			}
			if d.from, d.to, err = lockPair(ctx, tx, actor, t.FromOrganizationID, t.ToOrganizationID); err != nil {
				return d, err
			}
			t, err = readPartyTransfer(ctx, tx, actor, id)
			d.t = t.Transfer
			return d, err
		},
		May:  func(_ *store.Tx, d moving) error { return d.t.May(actor, verb) },
		Next: func(_ *store.Tx, d *moving) error { return d.t.Open() },
		Do: func(tx *store.Tx, d *moving) error {
			_, err := rule(tx, d.t, d.from, d.to)
			return err
		},
		Answer: func(tx *store.Tx, _ moving) (Transfer, error) {
			return s.openedTransfer(ctx, tx, actor)(readPartyTransfer(ctx, tx, actor, id))
		},
	})
}
