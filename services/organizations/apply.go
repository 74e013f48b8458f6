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

// Application is what an applicant writes.
type Application struct {
	Message string
	Side    models.MemberSide // what they say; empty: migrant
	Answers []string          // to the questions of the organization
	Code    string            // through which they came; one that leads elsewhere or nowhere says nothing
}

// Apply asks an organization for membership. One person has one live membership in an organization:
// the second application is ErrMembershipExists, however many come at once.
// Where nobody decides, the applicant is a member at once while there is room,
// and else waits in the order of arrival. An invited person has the answer already.
func (s *Service) Apply(
	ctx context.Context, actor models.Actor, organization models.ID, in Application,
) (models.OwnMembership, error) {
	return act.On(ctx, s.st, actor, act.Of[held, models.OwnMembership]{
		Quiet: true, // an officer would read what the applicant has told of themselves
		Event: func(h held) audit.Event {
			action := ActionApply
			if h.answersInvitation() {
				action = ActionJoin
			}
			return audit.InOrganization(h.o, action, "membership", h.next.ID, nil)
		},
		Lock: func(tx *store.Tx) (h held, err error) {
			h.o, err = act.LockOrganization(ctx, tx, actor, organization)
			return h, err
		},
		May: func(tx *store.Tx, h held) error { return s.mayJoin(ctx, tx, h.o, actor.PersonID) },
		Next: func(tx *store.Tx, h *held) (err error) {
			h.next, err = application(ctx, tx, h.o, actor.PersonID, in)
			return err
		},
		Do:   func(tx *store.Tx, h *held) error { return s.come(ctx, tx, h) },
		Tell: func(tx *store.Tx, h held) error { return tellComing(ctx, tx, actor, h) },
		Detail: func(h held) map[string]string {
			if h.answersInvitation() {
				return map[string]string{"from": string(h.m.State), "to": string(h.next.State)}
			}
			return map[string]string{"to": string(h.next.State), "source": string(h.next.Source)}
		},
		Answer: func(_ *store.Tx, h held) (models.OwnMembership, error) { return h.next.In(h.o), nil },
	})
}

// answersInvitation reports whether an application was taken for the answer to an
// invitation; else there was no membership before it.
func (h held) answersInvitation() bool { return !h.m.ID.IsZero() }

// come writes an application, or takes it for the answer to an invitation that waits.
func (s *Service) come(ctx context.Context, tx *store.Tx, h *held) error {
	switch live, err := tx.LiveMembership(ctx, h.o.ID, h.next.PersonID); {
	case err == nil && live.InvitationLive(tx.Now) == nil:
		return s.answerByApplying(ctx, tx, h, live)
	case err == nil && live.State == models.MembershipInvited: // over, and its job has not run yet
		if err := s.expire(ctx, tx, h.o, live); err != nil {
			return err
		}
	case err == nil:
		return models.ErrMembershipExists
	case !errors.Is(err, store.ErrNotFound):
		return err
	}
	if err := cooledOff(ctx, tx, h.o, h.next.PersonID); err != nil {
		return err
	}
	return arrive(ctx, tx, h)
}

// mayJoin refuses who is known not to belong, and who is not in the organization above.
func (s *Service) mayJoin(ctx context.Context, tx *store.Tx, o models.Organization, person models.ID) error {
	if err := inParent(ctx, tx, o, person); err != nil {
		return err
	}
	return membership.Admits(ctx, tx, s.ring, o, person)
}

// application gives the membership that an applicant asks for.
func application(
	ctx context.Context, tx *store.Tx, o models.Organization, person models.ID, in Application,
) (models.Membership, error) {
	m, err := models.Apply(o, person, text.Clean(in.Message), tx.Now)
	if err != nil {
		return m, err
	}
	form, err := models.ParseJoinForm(o.JoinForm)
	if err != nil {
		return m, err
	}
	answers := make([]string, len(in.Answers))
	for i, a := range in.Answers {
		answers[i] = text.Clean(a)
	}
	var bad []models.FieldError
	if m.Answers, bad = form.Answers(answers); len(bad) > 0 {
		return m, models.ErrInvalid.With(bad...)
	}
	if in.Side != "" {
		m.Side = in.Side
	}
	if in.Code != "" {
		code, err := joinCodeOf(ctx, tx, models.NormalScene(in.Code))
		switch {
		case err == nil && code.OrganizationID == o.ID && code.Live(tx.Now):
			m.Source = models.ByCode
		case err != nil && !errors.Is(err, store.ErrNotFound):
			return m, err
		}
	}
	return m, nil
}

// cooledOff refuses who was rejected or removed a short while ago.
func cooledOff(ctx context.Context, tx *store.Tx, o models.Organization, person models.ID) error {
	today := models.DayOf(tx.Now)
	past, err := listPastMemberships(ctx, tx, o.ID, person, today.AddDays(-models.CoolingAfterRemoval-1).Start())
	if err != nil {
		return err
	}
	var until models.Day
	for _, m := range past {
		until = max(until, m.CoolingUntil())
	}
	if today < until {
		return models.CoolingOff(until)
	}
	return nil
}

// arrive writes a new application: a member at once, one who waits, or one about
// whom somebody decides.
func arrive(ctx context.Context, tx *store.Tx, h *held) (err error) {
	h.next.ID = tx.NewID()
	if h.o.TakesAtOnce(h.next.Side) {
		if h.next, err = takeAtOnce(ctx, tx, h.o, h.next); err != nil {
			return err
		}
	}
	return membership.Taken(ctx, tx, h.o, h.next, tx.InsertMembership(ctx, &h.next))
}

// tellComing tells those who decide, and gives the applicant a receipt; an invited
// person has come without a decision.
func tellComing(ctx context.Context, tx *store.Tx, actor models.Actor, h held) error {
	if h.answersInvitation() {
		return tellAccepted(ctx, tx, actor, h.o)
	}
	n := inbox.Notice{Kind: models.NoticeMembershipApplied, Subject: "application", SubjectID: h.next.ID}
	receipt := models.NoticeMembershipWaiting
	switch {
	case !h.o.TakesAtOnce(h.next.Side):
		receipt = models.NoticeMembershipReceived
		if err := tellReviewers(ctx, tx, actor, h.o, n); err != nil {
			return err
		}
	case h.next.State == models.MembershipActive:
		receipt = models.NoticeMembershipApproved
	}
	n.Kind, n.PersonID, n.Params = receipt, actor.PersonID, map[string]string{"organization": h.o.Name}
	return inbox.Tell(ctx, tx, n)
}

// takeAtOnce makes an applicant a member unless there is no room, or somebody
// waits already: nobody overtakes in the queue.
func takeAtOnce(
	ctx context.Context, tx *store.Tx, o models.Organization, m models.Membership,
) (models.Membership, error) {
	waiting, err := listWaiting(ctx, tx, o, 1)
	if err != nil || len(waiting) > 0 {
		return m, err
	}
	next := m.AtOnce(tx.Now)
	switch err := membership.Enter(ctx, tx, o, &next); {
	case errors.Is(err, models.ErrOrganizationFull), errors.Is(err, models.ErrOrganizationMigrantShare):
		return m, nil
	case err != nil:
		return m, err
	}
	return next, nil
}
