package party

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
)

// End ends a registration, by the member or an officer of the branch, and with
// it the participation. The last head of a branch stays.
func (s *Service) End(ctx context.Context, actor models.Actor, id models.ID) (Registration, error) {
	a := ending(ctx, actor)
	a.Lock = func(tx *store.Tx) (v deciding, err error) {
		v.r, v.o, err = lockRegistration(ctx, tx, actor, id)
		return v, err
	}
	a.Answer = func(tx *store.Tx, _ deciding) (Registration, error) {
		return s.opened(ctx, tx, actor, tx.Now)(readPartyRegistration(ctx, tx, actor, id))
	}
	return act.On(ctx, s.st, actor, a)
}

// ending ends a registration under the lock of its branch; which one, says Lock.
func ending(ctx context.Context, actor models.Actor) act.Of[deciding, Registration] {
	return act.Of[deciding, Registration]{
		Event: func(v deciding) audit.Event {
			return audit.InOrganization(v.o, ActionEnd, "party_registration", v.r.ID, nil)
		},
		Next: func(tx *store.Tx, v *deciding) (err error) {
			v.next, err = v.r.End(tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *deciding) error {
			if v.r.MembershipID == nil {
				return act.Lost(movePartyRegistration(ctx, tx, v.next), branch.ErrRegistrationDecided)
			}
			m, err := tx.ActiveMembership(ctx, v.o.ID, v.r.PersonID)
			if err != nil {
				return err
			}
			return leave(ctx, tx, v.o, m, models.EndLeft) // the registration ends with it
		},
		Tell: func(tx *store.Tx, v deciding) error {
			n := inbox.Notice{Kind: branch.NoticeRegistrationEnded, Subject: "party_registration", SubjectID: v.r.ID}
			if actor.PersonID == v.r.PersonID {
				return tellOfficers(ctx, tx, n, v.o, actor)
			}
			return inbox.TellAbout(ctx, tx, n, v.o, actor, v.r.PersonID)
		},
	}
}

// leave ends a membership with its offices; the caller holds the row of the branch.
func leave(ctx context.Context, tx *store.Tx, o models.Organization, m models.Membership, why models.EndReason) error {
	if err := mayGo(ctx, tx, o, m.PersonID, tx.Now); err != nil {
		return err
	}
	if _, err := tx.EndOfficesOf(ctx, o.ID, m.PersonID); err != nil {
		return err
	}
	if err := membership.Leave(ctx, tx, m); err != nil {
		return err
	}
	return act.Lost(tx.MoveMembership(ctx, m.End(why, tx.Now), m.State), models.ErrMembershipNotActive)
}

// Mine reads the actor's newest registration; ErrNotFound when there is none.
func (s *Service) Mine(ctx context.Context, actor models.Actor) (Registration, error) {
	return s.opened(ctx, s.st, actor, s.st.Now())(readLatestPartyRegistration(ctx, s.st, actor.PersonID))
}

// Registration reads a registration that the actor may see.
func (s *Service) Registration(ctx context.Context, actor models.Actor, id models.ID) (Registration, error) {
	return s.opened(ctx, s.st, actor, s.st.Now())(readPartyRegistration(ctx, s.st, actor, id))
}

// Registrations lists the registrations with a branch to those who decide them.
func (s *Service) Registrations(
	ctx context.Context, actor models.Actor, organization models.ID, state branch.RegistrationState,
	page models.Page,
) (models.List[RegistrationSeen], error) {
	if _, err := s.officers(ctx, actor, organization); err != nil {
		return models.List[RegistrationSeen]{}, err
	}
	return listPartyRegistrations(ctx, s.st, organization, state, page)
}

// transferDue tells a member who has been away for half a year, and the officers
// of the branch, that the formal tie should follow where it can be transferred.
func (s *Service) transferDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	r, err := lockPartyRegistration(ctx, tx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil &&
		(r.State != branch.RegistrationActive || r.RemindedAt != nil) {
		return nil
	}
	if err != nil {
		return err
	}
	o, err := tx.OrganizationOf(ctx, r.OrganizationID)
	if err != nil {
		return err
	}
	n := inbox.Notice{Kind: branch.NoticeTransferDue, Subject: "party_registration", SubjectID: r.ID}
	if err := inbox.TellAbout(ctx, tx, n, o, models.System, r.PersonID); err != nil {
		return err
	}
	n.Kind = branch.NoticeTransferDueBranch
	if err := tellOfficers(ctx, tx, n, o, models.Actor{PersonID: r.PersonID}); err != nil {
		return err
	}
	now := tx.Now
	r.RemindedAt, r.UpdatedAt, r.Version = &now, now, r.Version+1
	return movePartyRegistration(ctx, tx, r)
}

// ConsentWithdrawn erases what a person told in registrations, in the transaction
// that ends her consent. Her participation ends right after: it takes the lock of
// the branch, which comes before that of the person.
func (s *Service) ConsentWithdrawn(ctx context.Context, tx *store.Tx, person models.ID) error {
	if err := forgetPartyRegistrations(ctx, tx, person); err != nil {
		return err
	}
	r, err := readLivePartyRegistration(ctx, tx, person)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return jobs.Schedule(ctx, tx, JobEnd, r.ID, tx.Now)
}

// endDue ends the registration of who has withdrawn her consent. The last head
// of a temporary branch stays until the approver has named another.
func (s *Service) endDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	seen, err := readRegistrationRow(ctx, tx, id)
	if err != nil {
		return err
	}
	her := models.Actor{PersonID: seen.PersonID}
	a := ending(ctx, her)
	a.Lock = func(tx *store.Tx) (v deciding, err error) {
		if v.o, err = act.Hold(ctx, tx, seen.OrganizationID); err != nil {
			return v, err
		}
		v.r, err = lockPartyRegistration(ctx, tx, id)
		return v, err
	}
	_, err = act.In(ctx, tx, her, a)
	if errors.Is(err, models.ErrLastHead) || errors.Is(err, branch.ErrRegistrationDecided) {
		return nil
	}
	return err
}
