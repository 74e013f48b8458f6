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
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Registration is a registration with what is sealed in it.
type Registration struct {
	RegistrationSeen
	Branch      string
	Contact     string
	Certificate string
	Choices     models.Choices
}

func (r *Registration) texts() []sealedText {
	return []sealedText{
		{keyring.RegistrationBranch, &r.BranchSealed, &r.Branch},
		{keyring.RegistrationContact, &r.ContactSealed, &r.Contact},
		{keyring.RegistrationCertificate, &r.CertificateSealed, &r.Certificate},
	}
}

// opened shows a registration that was read, with what the actor may do to it at now.
func (s *Service) opened(ctx context.Context, q store.Reader, actor models.Actor,
	now models.Instant) func(RegistrationSeen, error) (Registration, error) {
	return func(seen RegistrationSeen, err error) (Registration, error) {
		r := Registration{RegistrationSeen: seen}
		if err != nil {
			return r, err
		}
		o, err := q.OrganizationOf(ctx, r.OrganizationID)
		if err != nil {
			return r, err
		}
		r.Choices, err = r.RegistrationSeen.Choices(actor, o,
			func() error { return mayGo(ctx, q, o, r.PersonID, now) })
		if err != nil {
			return r, err
		}
		return r, s.openAll(r.ID, r.texts()...)
	}
}

// Register reports the actor to a branch, by her consent to what is told there.
// One person has one live registration, however many come at once; where her
// formal tie is stays as it is.
func (s *Service) Register(
	ctx context.Context, actor models.Actor, d branch.RegistrationDraft,
) (Registration, error) {
	d.HomeBranch, d.HomeContact = text.Clean(d.HomeBranch), text.Clean(d.HomeContact)
	d.HostBranch, d.CertificateNo = text.Clean(d.HostBranch), text.Clean(d.CertificateNo)
	return act.On(ctx, s.st, actor, act.Of[deciding, Registration]{
		// The trail of the branch does not name the person whom its rules refuse.
		Quiet: true,
		Event: func(v deciding) audit.Event {
			return audit.InOrganization(v.o, ActionRegister, "party_registration", v.r.ID, nil)
		},
		Lock: func(tx *store.Tx) (v deciding, err error) {
			v.o, err = lockBranch(ctx, tx, actor, d.OrganizationID)
			return v, err
		},
		Do: func(tx *store.Tx, v *deciding) error {
			d := d // the home is filled in anew when the transaction runs again
			if err := s.mayRegister(ctx, tx, actor, v.o, &d); err != nil {
				return err
			}
			v.r = branch.Registration{ID: tx.NewID(), PersonID: actor.PersonID, OrganizationID: v.o.ID,
				HomeOrganizationID: d.HomeOrganizationID, Flow: d.Flow, State: branch.RegistrationSubmitted,
				Since: d.Since, LiveKey: actor.PersonID[:], Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
			told := Registration{RegistrationSeen: RegistrationSeen{Registration: v.r}, Branch: d.Branch(),
				Contact: d.HomeContact, Certificate: d.CertificateNo}
			if err := s.sealAll(v.r.ID, told.texts()...); err != nil {
				return err
			}
			v.r = told.Registration
			return act.Taken(insertPartyRegistration(ctx, tx, &v.r), branch.ErrRegistrationLive)
		},
		Tell: func(tx *store.Tx, v deciding) error {
			n := inbox.Notice{Kind: branch.NoticeRegistrationSubmitted, Subject: "party_registration",
				SubjectID: v.r.ID}
			return tellOfficers(ctx, tx, n, v.o, actor)
		},
		Detail: func(v deciding) map[string]string { return map[string]string{"flow": string(v.r.Flow)} },
		Answer: func(tx *store.Tx, v deciding) (Registration, error) {
			return s.opened(ctx, tx, actor, tx.Now)(readPartyRegistration(ctx, tx, actor, v.r.ID))
		},
	})
}

// mayRegister judges a registration, and fills in the home that is known here.
func (s *Service) mayRegister(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, d *branch.RegistrationDraft,
) error {
	tie, err := readFormalTie(ctx, tx, actor.PersonID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	known, here := err == nil, err == nil && tie.OrganizationID == o.ID
	if d.Flow == branch.FlowIn && known && !here {
		if d.HomeOrganizationID != nil && *d.HomeOrganizationID != tie.OrganizationID {
			return branch.ErrRegistrationHome
		}
		d.HomeOrganizationID, d.HomeBranch = &tie.OrganizationID, ""
	}
	if bad := d.Check(models.DayOf(tx.Now)); len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	switch {
	case d.Flow == branch.FlowIn && here:
		return branch.ErrRegistrationHere
	case d.Flow == branch.FlowOut && !here:
		return branch.ErrRegistrationNotMember
	}
	if d.Flow == branch.FlowOut {
		d.HomeOrganizationID = &o.ID
	} else if home := d.HomeOrganizationID; home != nil && !known {
		other, err := tx.Organization(ctx, actor, *home)
		if err != nil {
			return err
		}
		if other.Kind != models.KindPartyBranch {
			return branch.ErrNotPartyBranch
		}
	}
	ledger, err := tx.Consents(ctx, actor.PersonID)
	if err != nil {
		return err
	}
	if !ledger.Allows(models.PurposePartyLife) {
		return models.ConsentRequired(models.PurposePartyLife)
	}
	if err := o.AcceptsApplications(); err != nil {
		return err
	}
	return membership.Admits(ctx, tx, s.ring, o, actor.PersonID)
}

// Confirm takes a floating member in: from an inflow comes a participation in the
// branch, an outflow is noted. Of two at once the second finds the first one's
// decision.
func (s *Service) Confirm(ctx context.Context, actor models.Actor, id models.ID) (Registration, error) {
	return s.decide(ctx, actor, id, ActionConfirm, branch.NoticeRegistrationConfirmed, func(
		tx *store.Tx, o models.Organization, r branch.Registration,
	) (branch.Registration, error) {
		next, err := r.Confirm(actor.PersonID, tx.Now)
		if err != nil {
			return r, err
		}
		if err := jobs.Schedule(ctx, tx, JobTransferDue, r.ID, r.TransferDue().Start()); err != nil ||
			r.Flow == branch.FlowOut {
			return next, err
		}
		if err := membership.Admits(ctx, tx, s.ring, o, r.PersonID); err != nil {
			return r, err
		}
		m := r.Participate(o, actor.PersonID, tx.Now)
		m.ID = tx.NewID()
		if err := membership.Enter(ctx, tx, o, &m); err != nil {
			return r, err
		}
		if err := tx.InsertMembership(ctx, &m); err != nil {
			return r, membership.Taken(ctx, tx, o, m, err)
		}
		next.MembershipID = &m.ID
		return next, nil
	})
}

// Return gives a registration back with a reason that the member reads.
func (s *Service) Return(ctx context.Context, actor models.Actor, id models.ID, reason string) (Registration, error) {
	reason = text.Clean(reason)
	return s.decide(ctx, actor, id, ActionReturn, branch.NoticeRegistrationReturned, func(
		tx *store.Tx, _ models.Organization, r branch.Registration,
	) (branch.Registration, error) {
		return r.Return(actor.PersonID, reason, tx.Now)
	})
}

// deciding is a registration in the hands of an act, with the locked row of its branch.
type deciding struct {
	o       models.Organization
	r, next branch.Registration
}

// decide runs a decision of an officer of the branch under the lock of its row.
func (s *Service) decide(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	kind models.NoticeKind,
	rule func(
		tx *store.Tx, o models.Organization, r branch.Registration,
	) (branch.Registration, error)) (Registration, error) {
	return act.On(ctx, s.st, actor, act.Of[deciding, Registration]{
		Event: func(d deciding) audit.Event { return audit.InOrganization(d.o, action, "party_registration", id, nil) },
		Lock: func(tx *store.Tx) (d deciding, err error) {
			d.r, d.o, err = lockRegistration(ctx, tx, actor, id)
			return d, err
		},
		May: func(_ *store.Tx, d deciding) error { return d.r.MayDecide(actor, d.o) },
		Next: func(_ *store.Tx, d *deciding) error {
			if err := d.r.Waits(); err != nil {
				return err
			}
			return d.o.Works()
		},
		Do: func(tx *store.Tx, d *deciding) error {
			next, err := rule(tx, d.o, d.r)
			if err != nil {
				return err
			}
			return act.Lost(movePartyRegistration(ctx, tx, next), branch.ErrRegistrationDecided)
		},
		Tell: func(tx *store.Tx, d deciding) error {
			n := inbox.Notice{Kind: kind, Subject: "party_registration", SubjectID: id}
			return inbox.TellAbout(ctx, tx, n, d.o, actor, d.r.PersonID)
		},
		Answer: func(tx *store.Tx, _ deciding) (Registration, error) {
			return s.opened(ctx, tx, actor, tx.Now)(readPartyRegistration(ctx, tx, actor, id))
		},
	})
}

// lockRegistration reads a registration that the actor may see, with the locked
// row of its branch; it is read again behind the lock.
func lockRegistration(
	ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID,
) (branch.Registration, models.Organization, error) {
	r, err := readPartyRegistration(ctx, tx, actor, id)
	if err != nil {
		return r.Registration, models.Organization{}, err
	}
	o, err := act.Hold(ctx, tx, r.OrganizationID)
	if err != nil {
		return r.Registration, o, err
	}
	locked, err := lockPartyRegistration(ctx, tx, id)
	return locked, o, err
}
