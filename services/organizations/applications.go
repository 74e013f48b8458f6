package organizations

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

// Queue is a page of applications and, when it was asked for, how many there are.
type Queue struct {
	models.List[models.Member]
	Total *int64
}

// Applications lists the applications of a body in a state to those who decide
// them, in the order of arrival.
func (s *Service) Applications(ctx context.Context, actor models.Actor, organization models.ID, state models.MembershipState, total bool, page models.Page) (Queue, error) {
	var out Queue
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return out, err
	}
	if !reviews(actor, o.Organization) {
		return out, models.ErrForbidden
	}
	if out.List, err = s.st.Applications(ctx, o.ID, state, page); err != nil || !total {
		return out, err
	}
	n, err := countApplications(ctx, s.st, o.ID, state)
	out.Total = &n
	return out, err
}

// Application reads one application: the applicant's own, or one that the actor
// decides.
func (s *Service) Application(ctx context.Context, actor models.Actor, id models.ID) (models.Spell, error) {
	m, err := s.st.Application(ctx, actor, id)
	if err != nil {
		return models.Spell{}, err
	}
	o, err := s.st.OrganizationOf(ctx, m.OrganizationID)
	return spell(m, o), err
}

// ApproveApplication makes an applicant a member while there is room; side, when
// it is not nil, corrects what the applicant said. Those who cannot see the
// application get models.ErrNotFound.
func (s *Service) ApproveApplication(ctx context.Context, actor models.Actor, id models.ID, side *models.MemberSide) (models.Spell, error) {
	return s.decide(ctx, actor, id, ActionAccept, models.NoticeMembershipApproved, func(tx *store.Tx, o models.Organization, m models.Membership) (models.Membership, error) {
		next, err := m.Approve(actor.PersonID, tx.Now)
		if err != nil {
			return m, err
		}
		if err := s.mayJoin(ctx, tx, o, m.PersonID); err != nil {
			return m, err
		}
		if side != nil {
			next.Side = *side
		}
		return next, membership.Enter(ctx, tx, o, &next)
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
func (s *Service) decide(ctx context.Context, actor models.Actor, id models.ID, action models.Action, kind models.NoticeKind,
	rule func(tx *store.Tx, o models.Organization, m models.Membership) (models.Membership, error)) (models.Spell, error) {
	var out models.Spell
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, o, err := lockApplication(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		seen = o
		if !reviews(actor, o) {
			return models.ErrForbidden
		}
		if o.State != models.OrganizationActive {
			return models.ErrOrganizationState
		}
		next, err := rule(tx, o, m)
		if err != nil {
			return err
		}
		n := inbox.Notice{Kind: kind, Subject: "application", SubjectID: m.ID}
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
		n := inbox.Notice{Kind: models.NoticeMembershipWithdrawn, Subject: "application", SubjectID: m.ID}
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
	o, err := lockBody(ctx, tx, m.OrganizationID)
	if err != nil {
		return m, o, err
	}
	m, err = tx.Application(ctx, actor, id)
	return m, o, err
}

// moved writes the next state of a spell with its notices, audit row and
// answer.
func moved(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m, next models.Membership, action models.Action,
	n inbox.Notice, told ...models.ID) (models.Spell, error) {
	if err := shift(ctx, tx, actor, o, m, next, action, n, told...); err != nil {
		return models.Spell{}, err
	}
	out := spell(next, o)
	return out, tx.Answer(ctx, out)
}

// shift is moved where the answer is about something else.
func shift(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m, next models.Membership, action models.Action,
	n inbox.Notice, told ...models.ID) error {
	if err := tx.MoveMembership(ctx, next, m.State); errors.Is(err, store.ErrNotAffected) {
		return models.ErrMembershipDecided.Because(err)
	} else if err != nil {
		return membership.Taken(ctx, tx, o, next, err)
	}
	if err := tell(ctx, tx, n, o, actor, told...); err != nil {
		return err
	}
	detail := map[string]string{"from": string(m.State), "to": string(next.State)}
	return audit.Record(ctx, tx, actor, about(o, action, "membership", m.ID, detail))
}

func spell(m models.Membership, o models.Organization) models.Spell {
	return models.Spell{Membership: m, OrganizationName: o.Name, OrganizationKind: o.Kind, RegionCode: o.RegionCode}
}
