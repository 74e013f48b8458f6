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

// JoinForm is how an organization takes people in: who decides, and what it asks.
type JoinForm struct {
	Admission models.Admission
	Questions models.JoinForm
	Version   int64
}

// JoinFormOf reads how an organization takes people in; everybody who sees the organization may.
func (s *Service) JoinFormOf(ctx context.Context, actor models.Actor, id models.ID) (JoinForm, error) {
	o, err := s.st.Organization(ctx, actor, id)
	if err != nil {
		return JoinForm{}, err
	}
	return joinForm(o.Organization)
}

func joinForm(o models.Organization) (JoinForm, error) {
	questions, err := models.ParseJoinForm(o.JoinForm)
	return JoinForm{Admission: models.Admission(o.Admission.Code()), Questions: questions, Version: o.Version}, err
}

// SetJoinForm changes how an organization takes people in; only its head may. Nil stays
// as it is. With a version it refuses when somebody else was faster. Once the
// organization is open, whoever waits is let in, in the order of arrival.
func (s *Service) SetJoinForm(
	ctx context.Context, actor models.Actor, id models.ID, version *int64, admission *models.Admission,
	questions *models.JoinForm,
) (JoinForm, error) {
	type forming struct{ o, next models.Organization }
	return act.On(ctx, s.st, actor, act.Of[forming, JoinForm]{
		Event: func(f forming) audit.Event { return audit.InOrganization(f.o, ActionForm, "organization", id, nil) },
		Lock: func(tx *store.Tx) (f forming, err error) {
			f.o, err = act.LockOrganization(ctx, tx, actor, id)
			return f, err
		},
		May: func(_ *store.Tx, f forming) error {
			if !actor.InOrganization(f.o.ID, f.o.Kind.Head()) {
				return models.ErrForbidden
			}
			return nil
		},
		Version: version, VersionOf: func(f forming) int64 { return f.o.Version },
		Next: func(_ *store.Tx, f *forming) (err error) {
			if f.o.State != models.OrganizationActive {
				return models.ErrOrganizationState
			}
			f.next, err = withForm(f.o, admission, questions)
			return err
		},
		Do: func(tx *store.Tx, f *forming) error {
			if err := setJoinForm(ctx, tx, f.next); err != nil {
				return err
			}
			return s.letIn(ctx, tx, f.o, f.next)
		},
		Detail: func(f forming) map[string]string {
			return map[string]string{"admission": f.next.Admission.Code()}
		},
		Answer: func(tx *store.Tx, _ forming) (JoinForm, error) {
			o, err := tx.LockOrganization(ctx, id) // read again: who came in counts
			if err != nil {
				return JoinForm{}, err
			}
			return joinForm(o)
		},
	})
}

// withForm gives the organization with another form, if it may have it.
func withForm(
	o models.Organization, admission *models.Admission, questions *models.JoinForm,
) (models.Organization, error) {
	if admission != nil {
		if o.Admission = *admission; *admission == models.AdmissionOpen {
			if err := o.MayBeOpen(); err != nil {
				return o, err
			}
		}
	}
	if questions == nil {
		return o, nil
	}
	form := make(models.JoinForm, 0, len(*questions))
	for _, q := range *questions {
		q.Text = text.Clean(q.Text)
		options := q.Options
		q.Options = nil
		for _, option := range options {
			q.Options = append(q.Options, text.Clean(option))
		}
		form = append(form, q)
	}
	if bad := form.Check(); len(bad) > 0 {
		return o, models.ErrInvalid.With(bad...)
	}
	o.JoinForm = form.String()
	return o, nil
}

// letIn has those come in who wait before an organization that has become open.
func (s *Service) letIn(ctx context.Context, tx *store.Tx, before, now models.Organization) error {
	if before.Admission.Code() == now.Admission.Code() || now.Admission != models.AdmissionOpen {
		return nil
	}
	return s.fill(ctx, tx, now)
}

// next gives a place that got free, or goes on where fill has stopped; its
// subject is a membership of the organization.
func (s *Service) next(ctx context.Context, tx *store.Tx, subject models.ID) error {
	m, err := tx.AnyMembership(ctx, subject)
	if err != nil {
		return err
	}
	o, err := act.Hold(ctx, tx, m.OrganizationID)
	if err != nil || o.State != models.OrganizationActive || !o.TakesAtOnce(models.SideMigrant) {
		return err
	}
	return s.fill(ctx, tx, o)
}

// fillAtOnce bounds how many places one transaction gives.
const fillAtOnce = 100

// fill gives the free places of an organization to those who wait, in the order of
// arrival. An applicant who can no longer belong is told so and passed over. The caller holds
// the row.
func (s *Service) fill(ctx context.Context, tx *store.Tx, o models.Organization) error {
	waiting, err := listWaiting(ctx, tx, o, fillAtOnce)
	if err != nil {
		return err
	}
	var last models.ID
	for _, m := range waiting {
		switch err := s.takeNext(ctx, tx, o.ID, m); {
		case errors.Is(err, models.ErrOrganizationFull):
			return nil
		case errors.Is(err, models.ErrOrganizationMigrantShare): // waits for another resident to come
		case err != nil:
			return err
		default:
			last = m.ID
		}
	}
	if len(waiting) < fillAtOnce || last.IsZero() {
		return nil
	}
	return jobs.Schedule(ctx, tx, jobMore, last, tx.Now) // each membership is taken once, so the work has not been done
}

// takeNext makes one who waits a member, or tells them why not.
func (s *Service) takeNext(ctx context.Context, tx *store.Tx, organization models.ID, m models.Membership) error {
	o, err := tx.LockOrganization(ctx, organization) // read again: each who came in counts
	if err != nil {
		return err
	}
	fit, err := s.fits(ctx, tx, o, m)
	if err != nil {
		return err
	}
	n := inbox.Notice{Kind: models.NoticeMembershipApproved, Subject: "application", SubjectID: m.ID}
	next := m.AtOnce(tx.Now)
	if fit {
		if err := membership.Enter(ctx, tx, o, &next); err != nil {
			return err
		}
	} else {
		n.Kind = models.NoticeMembershipPassed
		next.State, next.LiveKey, next.JoinedAt, next.DecidedAt = models.MembershipRejected, nil, nil, &tx.Now
		next.DecisionReason = passedOver
	}
	next.Version++
	return shift(ctx, tx, models.System, o, m, next, ActionNext, n, m.PersonID)
}

// passedOver is the reason that somebody reads who waited and could not be taken
// when it was their turn.
const passedOver = "轮到您时，您已不符合入会条件，或已参加同类组织" //nolint:gosec // words, no credential

// fits reports whether somebody who waits may still be taken.
func (s *Service) fits(ctx context.Context, tx *store.Tx, o models.Organization, m models.Membership) (bool, error) {
	err := s.mayJoin(ctx, tx, o, m.PersonID)
	if refused := new(models.Error); errors.As(err, &refused) && refused.Code == models.CodeForbidden {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	key := models.ExclusiveKeyOf(o.Kind, m.Tie, m.PersonID)
	if key == nil {
		return true, nil
	}
	taken, err := isExclusiveTaken(ctx, tx, *key)
	return !taken, err
}
