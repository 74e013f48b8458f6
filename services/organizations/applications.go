package organizations

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

// Queue is a page of applications and, when it was asked for, how many there are.
type Queue struct {
	models.List[models.Member]
	Total *int64
}

// Applications lists the applications of an organization in a state to those who decide
// them, in the order of arrival.
func (s *Service) Applications(
	ctx context.Context, actor models.Actor, organization models.ID, state models.MembershipState, total bool,
	page models.Page,
) (Queue, error) {
	var out Queue
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return out, err
	}
	if err := o.MayReview(actor); err != nil {
		return out, err
	}
	if out.List, err = s.st.Applications(ctx, o.ID, state, page); err != nil {
		return out, err
	}
	for i, m := range out.Items {
		out.Items[i].Choices = m.Membership.Choices(actor, o.Organization)
	}
	if !total {
		return out, nil
	}
	n, err := countApplications(ctx, s.st, o.ID, state)
	out.Total = &n
	return out, err
}

// Application reads one application: the applicant's own, or one that the actor
// decides.
func (s *Service) Application(ctx context.Context, actor models.Actor, id models.ID) (models.ApplicationView, error) {
	m, err := s.st.Application(ctx, actor, id)
	if err != nil {
		return models.ApplicationView{}, err
	}
	o, err := s.st.OrganizationOf(ctx, m.OrganizationID)
	if err != nil {
		return models.ApplicationView{}, err
	}
	p, err := s.st.Person(ctx, m.PersonID)
	return models.ApplicationView{OwnMembership: m.In(o), Nickname: p.Nickname, Applicant: p.AsApplicant(),
		Choices: m.Choices(actor, o)}, err
}

// ApproveApplication makes an applicant a member while there is room; side, when
// it is not nil, corrects what the applicant said. Those who cannot see the
// application get models.ErrNotFound.
func (s *Service) ApproveApplication(
	ctx context.Context, actor models.Actor, id models.ID, side *models.MemberSide,
) (models.OwnMembership, error) {
	return s.decide(ctx, actor, id, ActionAccept, models.NoticeMembershipApproved, act.Of[held, models.OwnMembership]{
		Next: func(tx *store.Tx, h *held) (err error) {
			h.next, err = h.m.Approve(actor.PersonID, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, h *held) error {
			if err := s.mayJoin(ctx, tx, h.o, h.m.PersonID); err != nil {
				return err
			}
			if side != nil {
				h.next.Side = *side
			}
			return membership.Enter(ctx, tx, h.o, &h.next)
		},
	})
}

// RejectApplication refuses an applicant with a reason that they can read.
func (s *Service) RejectApplication(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.OwnMembership, error) {
	reason = text.Clean(reason)
	return s.decide(ctx, actor, id, ActionRefuse, models.NoticeMembershipRejected, act.Of[held, models.OwnMembership]{
		Next: func(tx *store.Tx, h *held) (err error) {
			h.next, err = h.m.Reject(actor.PersonID, reason, tx.Now)
			return err
		},
	})
}

// decide runs a decision of a reviewer. Of two at once the second finds the
// first one's decision.
func (s *Service) decide(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	kind models.NoticeKind,
	a act.Of[held, models.OwnMembership]) (models.OwnMembership, error) {
	rule := a.Next
	a.May = func(_ *store.Tx, h held) error { return h.o.MayReview(actor) }
	a.Next = func(tx *store.Tx, h *held) error {
		if h.o.State != models.OrganizationActive {
			return models.ErrOrganizationState
		}
		return rule(tx, h)
	}
	a.Tell = func(tx *store.Tx, h held) error {
		n := inbox.Notice{Kind: kind, Subject: "application", SubjectID: h.m.ID}
		if h.next.State == models.MembershipReturned {
			n.Params = map[string]string{"reason": h.next.DecisionReason}
		}
		return inbox.TellAbout(ctx, tx, n, h.o, actor, h.m.PersonID)
	}
	return s.onMembership(ctx, actor, id, action, lockApplication, a)
}

// held is a membership in the hands of an act, with the locked row of its
// organization.
type held struct {
	o       models.Organization
	m, next models.Membership
	heads   []models.ID // of the organization before somebody has left it, who are told
}

// lockMembership finds a membership that the actor may see, and holds the row of
// its organization.
type lockMembership func(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (
	models.Membership, models.Organization, error)

// onMembership runs an act on one membership: the next state that it has found is
// written after Do, and is the answer.
func (s *Service) onMembership(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	lock lockMembership,
	a act.Of[held, models.OwnMembership]) (models.OwnMembership, error) {
	do := a.Do
	a.Event = func(h held) audit.Event { return audit.InOrganization(h.o, action, "membership", id, nil) }
	a.Lock = func(tx *store.Tx) (held, error) {
		m, o, err := lock(ctx, tx, actor, id)
		return held{o: o, m: m, next: m}, err
	}
	a.Do = func(tx *store.Tx, h *held) error {
		if do != nil {
			if err := do(tx, h); err != nil {
				return err
			}
		}
		return write(ctx, tx, h.o, h.m, h.next)
	}
	a.Detail = func(h held) map[string]string {
		return map[string]string{"from": string(h.m.State), "to": string(h.next.State)}
	}
	a.Answer = func(tx *store.Tx, h held) (models.OwnMembership, error) {
		return h.next.In(h.o).Seen(actor, false, tx.Now), nil
	}
	return act.On(ctx, s.st, actor, a)
}

// mayAnswer refuses an actor about whom the membership is not.
func mayAnswer(actor models.Actor, m models.Membership) error {
	if m.PersonID != actor.PersonID {
		return models.ErrForbidden
	}
	return nil
}

// Withdraw takes the actor's own application back.
func (s *Service) Withdraw(ctx context.Context, actor models.Actor, id models.ID) (models.OwnMembership, error) {
	return s.onMembership(ctx, actor, id, ActionWithdraw, lockApplication, act.Of[held, models.OwnMembership]{
		May: func(_ *store.Tx, h held) error { return mayAnswer(actor, h.m) },
		Next: func(tx *store.Tx, h *held) (err error) {
			h.next, err = h.m.Withdraw(tx.Now)
			return err
		},
		Tell: func(tx *store.Tx, h held) error {
			n := inbox.Notice{Kind: models.NoticeMembershipWithdrawn, Subject: "application", SubjectID: h.m.ID}
			return tellReviewers(ctx, tx, actor, h.o, n)
		},
	})
}

// tellReviewers tells those who decide who comes into the organization.
func tellReviewers(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, n inbox.Notice) error {
	return inbox.TellHolders(ctx, tx, n, o, actor, o.Kind.Reviewers()...)
}

// lockApplication reads a membership that the actor may see, with the locked row of
// its organization. It is read again behind the lock, because only then it stands still.
func lockApplication(
	ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID,
) (models.Membership, models.Organization, error) {
	read := func() (models.Membership, error) { return tx.Application(ctx, actor, id) }
	return act.Under(ctx, tx, read, organizationOf)
}

// organizationOf says in which organization a membership is.
func organizationOf(m models.Membership) models.ID { return m.OrganizationID }

// write puts the next state of a membership down.
func write(ctx context.Context, tx *store.Tx, o models.Organization, m, next models.Membership) error {
	err := tx.MoveMembership(ctx, next, m.State)
	if errors.Is(err, store.ErrNotAffected) {
		return models.ErrMembershipDecided.Because(err)
	}
	return membership.Taken(ctx, tx, o, next, err)
}

// shift writes the next state of a membership with its notices and audit row, as a
// step of an act that is about something else.
func shift(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m, next models.Membership,
	action models.Action,
	n inbox.Notice, told ...models.ID) error {
	if err := write(ctx, tx, o, m, next); err != nil {
		return err
	}
	if err := inbox.TellAbout(ctx, tx, n, o, actor, told...); err != nil {
		return err
	}
	detail := map[string]string{"from": string(m.State), "to": string(next.State)}
	return audit.Record(ctx, tx, actor, audit.InOrganization(o, action, "membership", m.ID, detail))
}
