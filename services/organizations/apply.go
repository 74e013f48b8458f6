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
	var out models.OwnMembership
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		o, err := act.LockOrganization(ctx, tx, actor, organization)
		if err != nil {
			return err
		}
		if err := s.mayJoin(ctx, tx, o, actor.PersonID); err != nil {
			return err
		}
		m, err := application(ctx, tx, o, actor.PersonID, in)
		if err != nil {
			return err
		}
		switch live, err := tx.LiveMembership(ctx, o.ID, actor.PersonID); {
		case err == nil && live.InvitationLive(tx.Now) == nil:
			if out, err = s.answerByApplying(ctx, tx, actor, o, live, m); err != nil {
				return err
			}
			return tx.Answer(ctx, out)
		case err == nil && live.State == models.MembershipInvited: // over, and its job has not run yet
			if err := s.expire(ctx, tx, o, live); err != nil {
				return err
			}
		case err == nil:
			return models.ErrMembershipExists
		case !errors.Is(err, store.ErrNotFound):
			return err
		}
		if err := cooledOff(ctx, tx, o, actor.PersonID); err != nil {
			return err
		}
		m.ID = tx.NewID()
		if out, err = s.arrive(ctx, tx, actor, o, m); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, err
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
// whom somebody decides. Those who decide are told, and the applicant.
func (s *Service) arrive(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m models.Membership,
) (models.OwnMembership, error) {
	receipt, told := models.NoticeMembershipReceived, []models.ID(nil)
	if o.TakesAtOnce(m.Side) {
		var err error
		receipt = models.NoticeMembershipWaiting
		if m, err = takeAtOnce(ctx, tx, o, m); err != nil {
			return models.OwnMembership{}, err
		}
		if m.State == models.MembershipActive {
			receipt = models.NoticeMembershipApproved
		}
	} else {
		var err error
		if told, err = holders(ctx, tx, o, o.Kind.Reviewers()...); err != nil {
			return models.OwnMembership{}, err
		}
	}
	if err := tx.InsertMembership(ctx, &m); err != nil {
		return models.OwnMembership{}, membership.Taken(ctx, tx, o, m, err)
	}
	n := inbox.Notice{Kind: models.NoticeMembershipApplied, Subject: "application", SubjectID: m.ID}
	if err := tell(ctx, tx, n, o, actor, told...); err != nil {
		return models.OwnMembership{}, err
	}
	// The applicant's own receipt.
	n.Kind, n.PersonID, n.Params = receipt, actor.PersonID, map[string]string{"organization": o.Name}
	if err := inbox.Tell(ctx, tx, n); err != nil {
		return models.OwnMembership{}, err
	}
	detail := map[string]string{"to": string(m.State), "source": string(m.Source)}
	return spell(m, o), audit.Record(ctx, tx, actor, about(o, ActionApply, "membership", m.ID, detail))
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
