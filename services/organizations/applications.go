package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/joining"
	"xinjumin/services/internal/notify"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Apply asks a body for membership. One person has one live spell in a body:
// the second application is ErrMembershipExists, however many come at once.
func (s *Service) Apply(ctx context.Context, actor models.Actor, organization models.ID, message string) (models.Spell, error) {
	var out models.Spell
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		o, err := lockVisible(ctx, tx, actor, organization)
		if err != nil {
			return err
		}
		if err := joining.Admits(ctx, tx, s.ring, o, actor.PersonID); err != nil {
			return err
		}
		m, err := models.Apply(o, actor.PersonID, text.Clean(message), tx.Now)
		if err != nil {
			return err
		}
		m.ID = tx.NewID()
		if err := tx.InsertMembership(ctx, &m); err != nil {
			return joining.Taken(ctx, tx, o, m, err)
		}
		reviewers, err := holders(ctx, tx, o, o.Kind.Reviewers()...)
		if err != nil {
			return err
		}
		n := notify.Notice{Kind: models.NoticeMembershipApplied, Subject: "application", SubjectID: m.ID}
		if err := tell(ctx, tx, n, o, actor, reviewers...); err != nil {
			return err
		}
		// The applicant's own receipt.
		n.Kind, n.PersonID, n.Params = models.NoticeMembershipReceived, actor.PersonID, map[string]string{"organization": o.Name}
		if err := notify.Tell(ctx, tx, n); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, ActionApply, "membership", m.ID, nil)); err != nil {
			return err
		}
		out = spell(m, o)
		return tx.Answer(ctx, out)
	})
	return out, err
}

// Applications lists the open applications of a body to those who decide them.
func (s *Service) Applications(ctx context.Context, actor models.Actor, organization models.ID, page models.Page) (models.List[models.Member], error) {
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return models.List[models.Member]{}, err
	}
	if !actor.InOrganization(o.ID, o.Kind.Reviewers()...) {
		return models.List[models.Member]{}, models.ErrForbidden
	}
	return s.st.Applications(ctx, o.ID, page)
}

// ApproveApplication makes an applicant a member while there is room. Those who
// cannot see the application get models.ErrNotFound.
func (s *Service) ApproveApplication(ctx context.Context, actor models.Actor, id models.ID) (models.Spell, error) {
	return s.decide(ctx, actor, id, ActionAccept, models.NoticeMembershipApproved, func(tx *store.Tx, o models.Organization, m models.Membership) (models.Membership, error) {
		if err := joining.Admits(ctx, tx, s.ring, o, m.PersonID); err != nil {
			return m, err
		}
		next, err := m.Approve(actor.PersonID, tx.Now)
		if err != nil {
			return m, err
		}
		return next, joining.Enter(ctx, tx, o, &next)
	})
}

// RejectApplication refuses an applicant with a reason that they can read.
func (s *Service) RejectApplication(ctx context.Context, actor models.Actor, id models.ID, reason string) (models.Spell, error) {
	reason = text.Clean(reason)
	return s.decide(ctx, actor, id, ActionRefuse, models.NoticeMembershipRejected, func(tx *store.Tx, _ models.Organization, m models.Membership) (models.Membership, error) {
		return m.Reject(actor.PersonID, reason, tx.Now)
	})
}

// decide runs a decision of a reviewer. Of two at once the second finds the
// first one's decision.
func (s *Service) decide(ctx context.Context, actor models.Actor, id models.ID, action string, kind models.NoticeKind,
	rule func(tx *store.Tx, o models.Organization, m models.Membership) (models.Membership, error)) (models.Spell, error) {
	var out models.Spell
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, o, err := lockApplication(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		seen = o
		if !actor.InOrganization(o.ID, o.Kind.Reviewers()...) {
			return models.ErrForbidden
		}
		if o.State != models.OrganizationActive {
			return models.ErrOrganizationState
		}
		next, err := rule(tx, o, m)
		if err != nil {
			return err
		}
		n := notify.Notice{Kind: kind, Subject: "application", SubjectID: m.ID}
		out, err = moved(ctx, tx, actor, o, m, next, action, n, m.PersonID)
		return err
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, action, "membership", id, nil), err)
}

// Withdraw takes the actor's own application back.
func (s *Service) Withdraw(ctx context.Context, actor models.Actor, id models.ID) (models.Spell, error) {
	var out models.Spell
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, o, err := lockApplication(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		seen = o
		if m.PersonID != actor.PersonID {
			return models.ErrForbidden
		}
		next, err := m.Withdraw(tx.Now)
		if err != nil {
			return err
		}
		reviewers, err := holders(ctx, tx, o, o.Kind.Reviewers()...)
		if err != nil {
			return err
		}
		n := notify.Notice{Kind: models.NoticeMembershipWithdrawn, Subject: "application", SubjectID: m.ID}
		out, err = moved(ctx, tx, actor, o, m, next, ActionWithdraw, n, reviewers...)
		return err
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, ActionWithdraw, "membership", id, nil), err)
}

// lockApplication reads a spell that the actor may see, with the locked row of
// its body. It is read again behind the lock, because only then it stands still.
func lockApplication(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (models.Membership, models.Organization, error) {
	m, err := tx.Application(ctx, actor, id)
	if err != nil {
		return m, models.Organization{}, err
	}
	o, err := tx.LockOrganization(ctx, m.OrganizationID)
	if err != nil {
		return m, o, err
	}
	m, err = tx.Application(ctx, actor, id)
	return m, o, err
}

// moved writes the next state of a spell with its notices, audit row and
// answer.
func moved(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m, next models.Membership, action string,
	n notify.Notice, told ...models.ID) (models.Spell, error) {
	if err := tx.MoveMembership(ctx, next, m.State); errors.Is(err, store.ErrNotAffected) {
		return models.Spell{}, models.ErrMembershipDecided.Because(err)
	} else if err != nil {
		return models.Spell{}, joining.Taken(ctx, tx, o, next, err)
	}
	if err := tell(ctx, tx, n, o, actor, told...); err != nil {
		return models.Spell{}, err
	}
	detail := map[string]string{"from": string(m.State), "to": string(next.State)}
	if err := audit.Record(ctx, tx, actor, about(o, action, "membership", m.ID, detail)); err != nil {
		return models.Spell{}, err
	}
	out := spell(next, o)
	return out, tx.Answer(ctx, out)
}

func spell(m models.Membership, o models.Organization) models.Spell {
	return models.Spell{Membership: m, OrganizationName: o.Name, OrganizationKind: o.Kind, RegionCode: o.RegionCode}
}
