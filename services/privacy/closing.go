package privacy

import (
	"context"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// ActionClose is the audited act of closing one's own account.
var ActionClose = models.NewAction("account.close", "注销账号")

// jobSettle ends what was under way while an account was closed.
const jobSettle = "account.settle"

// Leave is what an area does when an account is closed, in the transaction that
// closes it. With closed, the account is closed already and this only ends what
// was under way then: it refuses nothing.
type Leave func(ctx context.Context, tx *store.Tx, actor models.Actor, closed bool) error

// OnClosing says what closing an account does: in takes the locks of organizations,
// activities and cases, always in this order, after that the row of the person
// is locked, and then come the steps of after.
func (s *Service) OnClosing(in, after []Leave) { s.leaveIn, s.leaveAfter = in, after }

// Jobs gives the handlers of the work that this area makes due.
func (s *Service) Jobs() map[string]jobs.Handler {
	return map[string]jobs.Handler{jobSettle: s.settle}
}

// Closing tells a person what closing the account would do, and what hinders it.
func (s *Service) Closing(ctx context.Context, actor models.Actor) (models.ClosingView, error) {
	now := s.st.Now()
	view, err := readClosingCounts(ctx, s.st, actor.PersonID, now)
	if err != nil {
		return view, err
	}
	view.SignInAgain = actor.Fresh(now) != nil
	view.Tables = personal()
	view.Hindrances, err = s.hindrances(ctx, actor.PersonID, now)
	return view, err
}

// personal lists the tables with data about people.
func personal() []models.PersonalTable {
	return slices.DeleteFunc(store.PersonalTables(), func(t models.PersonalTable) bool { return !t.Personal() })
}

func (s *Service) hindrances(
	ctx context.Context, person models.ID, now models.Instant,
) ([]models.ClosingHindrance, error) {
	var out []models.ClosingHindrance
	last, err := isLastPlatformAdmin(ctx, s.st, person, now)
	if err != nil {
		return nil, err
	}
	if last {
		out = append(out, models.ClosingHindrance{Why: models.ErrLastPlatformAdmin, Object: "role"})
	}
	for _, q := range []struct {
		why    *models.Error
		object string
		find   func() ([]store.Headed, error)
	}{
		{models.ErrLastHead, "organization",
			func() ([]store.Headed, error) { return listOrganizationsHeadedAlone(ctx, s.st, person, now) }},
		{models.ErrClosingDisputeOpen, "dispute",
			func() ([]store.Headed, error) { return s.st.RunningApplications(ctx, person) }},
		{models.ErrClosingCommitteeHead, "committee",
			func() ([]store.Headed, error) { return s.st.CommitteesHeadedAlone(ctx, person, now) }},
	} {
		rows, err := q.find()
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out = append(out, models.ClosingHindrance{Why: q.why, Object: q.object, ObjectID: r.ID, Name: r.Name})
		}
	}
	return out, nil
}

// Close closes the actor's own account, in a session that was signed in just
// now: everything ends, what may be erased is erased, and the WeChat account,
// the phone and the identity number are free for a new account from then on. It
// is refused while something hinders it (ErrLastPlatformAdmin, ErrLastHead,
// ErrClosingDisputeOpen, ErrClosingCommitteeHead).
func (s *Service) Close(ctx context.Context, actor models.Actor) (models.ClosingView, error) {
	return act.On(ctx, s.st, actor, act.Of[models.ClosingView, models.ClosingView]{
		Event: func(models.ClosingView) audit.Event {
			return audit.Event{Action: ActionClose, Object: "person", ObjectID: actor.PersonID}
		},
		Lock: func(tx *store.Tx) (models.ClosingView, error) {
			// First of all locks, as for every act that could take the last platform
			// administrator away.
			if err := tx.LockPlatformAdmins(ctx); err != nil {
				return models.ClosingView{}, err
			}
			return readClosingCounts(ctx, tx, actor.PersonID, tx.Now)
		},
		May: func(tx *store.Tx, _ models.ClosingView) error { return actor.Fresh(tx.Now) },
		Do: func(tx *store.Tx, v *models.ClosingView) error {
			v.ClosedAt, v.Tables = &tx.Now, personal()
			return s.close(ctx, tx, actor)
		},
		Answer: act.Same[models.ClosingView],
	})
}

func (s *Service) close(ctx context.Context, tx *store.Tx, actor models.Actor) error {
	// Where the actor administers the platform is asked before the roles end.
	admin, err := isLastPlatformAdmin(ctx, tx, actor.PersonID, tx.Now)
	if err != nil {
		return err
	}
	if admin {
		return models.ErrLastPlatformAdmin
	}
	for _, leave := range s.leaveIn {
		if err := leave(ctx, tx, actor, false); err != nil {
			return err
		}
	}
	p, err := tx.LockPerson(ctx, actor.PersonID)
	if err != nil {
		return err
	}
	if p.State != models.PersonActive {
		return models.ErrSessionEnded // another request of the same person was faster
	}
	for _, leave := range s.leaveAfter {
		if err := leave(ctx, tx, actor, false); err != nil {
			return err
		}
	}
	if err := closePerson(ctx, tx, actor.PersonID); err != nil {
		return err
	}
	if err := forget(ctx, tx, actor.PersonID); err != nil {
		return err
	}
	if err := insertClosing(ctx, tx, &models.AccountClosing{PersonID: actor.PersonID, ClosedAt: tx.Now}); err != nil {
		return err
	}
	return jobs.Schedule(ctx, tx, jobSettle, actor.PersonID, tx.Now.Add(models.ClosingSettle))
}

// forget erases what is known about a person and about the accounts that were
// merged into this one.
func forget(ctx context.Context, tx *store.Tx, person models.ID) error {
	people, err := tx.MergedInto(ctx, person)
	if err != nil {
		return err
	}
	for _, id := range append(people, person) {
		if err := tx.EndConsents(ctx, id, models.ConsentAccountClosed); err != nil {
			return err
		}
		if err := forgetRows(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}

// settle ends and erases once more: a request that had passed the gate before
// the account was closed may have written after.
func (s *Service) settle(ctx context.Context, tx *store.Tx, person models.ID) error {
	closed, err := isClosed(ctx, tx, person)
	if err != nil || !closed {
		return err
	}
	actor := models.Actor{PersonID: person}
	for _, leave := range append(append([]Leave{}, s.leaveIn...), s.leaveAfter...) {
		if err := leave(ctx, tx, actor, true); err != nil {
			return err
		}
	}
	if err := forget(ctx, tx, person); err != nil {
		return err
	}
	return settleClosing(ctx, tx, person)
}
