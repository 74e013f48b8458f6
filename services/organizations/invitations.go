package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Invitation is what a reviewer sends to a person.
type Invitation struct {
	PersonID models.ID
	Side     models.MemberSide // empty: migrant
	Message  string
}

// Invite asks a person into an organization. It reaches who has consented to be found and
// whom the actor knows; to anybody else it looks as if it had been sent, and runs
// out: so nobody learns from it who is here. Whether the person may belong is
// judged when they accept, for the same reason.
func (s *Service) Invite(
	ctx context.Context, actor models.Actor, organization models.ID, in Invitation,
) (models.OwnMembership, error) {
	if in.Side == "" {
		in.Side = models.SideMigrant
	}
	return act.On(ctx, s.st, actor, act.Of[held, models.OwnMembership]{
		Event: func(h held) audit.Event { return audit.Made(h.o, ActionInvite, "membership", h.next.ID) },
		Lock: func(tx *store.Tx) (h held, err error) {
			h.o, err = act.LockOrganization(ctx, tx, actor, organization)
			return h, err
		},
		May: func(_ *store.Tx, h held) error { return h.o.MayReview(actor) },
		Next: func(tx *store.Tx, h *held) (err error) {
			h.next, err = models.Invite(h.o, in.PersonID, actor.PersonID, in.Side, text.Clean(in.Message), tx.Now)
			return err
		},
		Do: func(tx *store.Tx, h *held) (err error) {
			if err := s.mayInvite(ctx, tx, actor, h.o, in.PersonID); err != nil {
				return err
			}
			if h.next.HeldBack, err = heldBack(ctx, tx, actor, in.PersonID); err != nil {
				return err
			}
			h.next.ID = tx.NewID()
			if err := tx.InsertMembership(ctx, &h.next); err != nil {
				return membership.Taken(ctx, tx, h.o, h.next, err)
			}
			return jobs.Schedule(ctx, tx, jobExpireInvitation, h.next.ID, *h.next.ExpiresAt)
		},
		Tell: func(tx *store.Tx, h held) error {
			if h.next.HeldBack {
				return nil
			}
			n := inbox.Notice{Kind: models.NoticeInvitationReceived, Subject: "invitation", SubjectID: h.next.ID}
			return inbox.TellAbout(ctx, tx, n, h.o, actor, h.next.PersonID)
		},
		Answer: func(tx *store.Tx, h held) (models.OwnMembership, error) {
			return h.next.In(h.o).Seen(actor, false, tx.Now), nil
		},
	})
}

// mayInvite refuses what would pester somebody, or says nothing new.
func (s *Service) mayInvite(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, person models.ID,
) error {
	if person == actor.PersonID {
		return models.ErrInvitationSelf
	}
	if _, err := tx.Person(ctx, person); err != nil {
		return err
	}
	switch live, err := tx.LiveMembership(ctx, o.ID, person); {
	case errors.Is(err, store.ErrNotFound):
	case err != nil:
		return err
	case live.State == models.MembershipApplied, live.State == models.MembershipReturned:
		return models.ErrInvitationApplied
	case live.State == models.MembershipInvited:
		return models.ErrInvitationOpen
	default:
		return models.ErrInvitationMember
	}
	today := models.DayOf(tx.Now)
	past, err := listPastMemberships(ctx, tx, o.ID, person, today.AddDays(-models.InvitationPauseFor-1).Start())
	if err != nil {
		return err
	}
	for _, m := range past {
		if m.Source == models.ByInvitation && m.JoinedAt == nil && m.EndedAt != nil &&
			today < models.DayOf(*m.EndedAt).AddDays(models.InvitationPauseFor) {
			return models.ErrInvitationTooSoon
		}
	}
	sent, err := countInvitationsSince(ctx, tx, o.ID, today.Start())
	if err != nil {
		return err
	}
	if sent >= models.InvitationsPerDay {
		return models.ErrInvitationLimit
	}
	return nil
}

// heldBack reports whether an invitation does not reach the person: they have
// neither consented to be found nor are they somebody whom the actor meets in a
// organization or an activity anyhow.
func heldBack(ctx context.Context, tx *store.Tx, actor models.Actor, person models.ID) (bool, error) {
	p, err := tx.Person(ctx, person)
	if err != nil || p.State != models.PersonActive {
		return true, err
	}
	consents, err := tx.Consents(ctx, person)
	if err != nil || consents.Allows(models.PurposeBeFound) {
		return false, err
	}
	known, err := tx.SeesPerson(ctx, actor, person)
	return !known, err
}

// Invitations lists the invitations of an organization to those who send them.
func (s *Service) Invitations(
	ctx context.Context, actor models.Actor, organization models.ID, page models.Page,
) (models.List[models.OwnMembership], error) {
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return models.List[models.OwnMembership]{}, err
	}
	if err := o.MayReview(actor); err != nil {
		return models.List[models.OwnMembership]{}, err
	}
	rows, err := listInvitations(ctx, s.st, o.ID, page)
	return seenAs(actor, rows, s.st.Now()), err
}

// MyInvitations lists the invitations that wait for the actor's answer.
func (s *Service) MyInvitations(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[models.OwnMembership], error) {
	rows, err := listInvitationsTo(ctx, s.st, actor.PersonID, s.st.Now(), page)
	return seenAs(actor, rows, s.st.Now()), err
}

// seenAs adds what the actor may do to invitations.
func seenAs(actor models.Actor, rows models.List[models.OwnMembership],
	now models.Instant) models.List[models.OwnMembership] {
	for i, m := range rows.Items {
		rows.Items[i] = m.Seen(actor, false, now)
	}
	return rows
}

// AcceptInvitation makes the actor a member while there is room.
func (s *Service) AcceptInvitation(
	ctx context.Context, actor models.Actor, id models.ID,
) (models.OwnMembership, error) {
	return s.answerInvitation(ctx, actor, id, ActionJoin, act.Of[held, models.OwnMembership]{
		Do: func(tx *store.Tx, h *held) error {
			if err := s.mayJoin(ctx, tx, h.o, h.m.PersonID); err != nil {
				return err
			}
			return s.enter(ctx, tx, h)
		},
		Tell: func(tx *store.Tx, h held) error { return tellAccepted(ctx, tx, actor, h.o) },
	})
}

// enter makes whoever was invited a member.
func (s *Service) enter(ctx context.Context, tx *store.Tx, h *held) (err error) {
	if h.o.State != models.OrganizationActive {
		return models.ErrOrganizationState
	}
	if h.next, err = h.m.Accept(tx.Now); err != nil {
		return err
	}
	return membership.Enter(ctx, tx, h.o, &h.next)
}

// tellAccepted tells those who decide that somebody has come by an invitation.
func tellAccepted(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization) error {
	n := inbox.Notice{Kind: models.NoticeInvitationAccepted, Subject: "organization", SubjectID: o.ID}
	return tellReviewers(ctx, tx, actor, o, n)
}

// answerByApplying takes the application of somebody who was invited for the
// answer to it: both have said yes. An invitation that was held back counts as
// well, since the organization has sent it.
func (s *Service) answerByApplying(ctx context.Context, tx *store.Tx, h *held, live models.Membership) error {
	live.Answers, live.Message, live.HeldBack = h.next.Answers, h.next.Message, false
	if err := fillMembership(ctx, tx, live, models.MembershipInvited); err != nil {
		return err
	}
	h.m, h.next = live, live
	if err := s.enter(ctx, tx, h); err != nil {
		return err
	}
	return write(ctx, tx, h.o, h.m, h.next)
}

// DeclineInvitation says no. Nobody is told; those who invited see it in their
// list.
func (s *Service) DeclineInvitation(
	ctx context.Context, actor models.Actor, id models.ID,
) (models.OwnMembership, error) {
	return s.answerInvitation(ctx, actor, id, ActionDecline, act.Of[held, models.OwnMembership]{
		Do: func(tx *store.Tx, h *held) (err error) {
			h.next, err = h.m.EndInvitation(models.MembershipDecline, tx.Now)
			return err
		},
	})
}

// answerInvitation runs the answer of a person who was invited. Of two at once, or
// one and its withdrawal, the second finds what the first has done.
func (s *Service) answerInvitation(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	a act.Of[held, models.OwnMembership]) (models.OwnMembership, error) {
	a.May = func(_ *store.Tx, h held) error { return mayAnswer(actor, h.m) }
	a.Next = func(tx *store.Tx, h *held) error { return h.m.InvitationLive(tx.Now) }
	return s.onMembership(ctx, actor, id, action, lockInvitation, a)
}

// RevokeInvitation takes an invitation back. Doing it again does nothing.
func (s *Service) RevokeInvitation(ctx context.Context, actor models.Actor, id models.ID) error {
	_, err := s.onMembership(ctx, actor, id, ActionRevoke, lockInvitation, act.Of[held, models.OwnMembership]{
		May: func(_ *store.Tx, h held) error { return h.o.MayReview(actor) },
		Do: func(tx *store.Tx, h *held) (err error) {
			if h.m.State == models.MembershipWithdrawn {
				return act.ErrUnchanged
			}
			h.next, err = h.m.EndInvitation(models.MembershipRevoke, tx.Now)
			return err
		},
	})
	return err
}

// lockInvitation is lockApplication for invitations.
func lockInvitation(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (
	models.Membership, models.Organization, error) {
	read := func() (models.Membership, error) { return readInvitation(ctx, tx, actor, id) }
	return act.Under(ctx, tx, read, organizationOf)
}

// expireInvitation ends an invitation that nobody has answered.
func (s *Service) expireInvitation(ctx context.Context, tx *store.Tx, id models.ID) error {
	m, err := tx.AnyMembership(ctx, id)
	if err != nil {
		return err
	}
	o, err := act.Hold(ctx, tx, m.OrganizationID)
	if err != nil {
		return err
	}
	if m, err = tx.AnyMembership(ctx, id); err != nil || m.State != models.MembershipInvited {
		return err
	}
	return s.expire(ctx, tx, o, m)
}

func (s *Service) expire(ctx context.Context, tx *store.Tx, o models.Organization, m models.Membership) error {
	next, err := m.EndInvitation(models.MembershipExpire, tx.Now)
	if err != nil {
		return err
	}
	return shift(ctx, tx, models.System, o, m, next, ActionExpire, inbox.Notice{})
}
