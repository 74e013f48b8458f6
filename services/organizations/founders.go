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
)

// Founders lists who was asked to found an organization: to those who were, and to the
// administrators who decide. Of a Party branch nobody but they themselves sees
// it once it is decided: who founded it is in it.
func (s *Service) Founders(ctx context.Context, actor models.Actor, id models.ID) ([]models.FounderView, error) {
	o, err := s.st.Organization(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	rows, err := listFounders(ctx, s.st, id)
	if err != nil {
		return nil, err
	}
	if o.FoundedBy(actor) {
		return rows, nil
	}
	for _, f := range rows {
		if f.PersonID == actor.PersonID && f.State != models.FounderWithdrawn {
			return rows, nil
		}
	}
	if actor.OverRegion(o.RegionCode, models.RoleRegionAdmin) &&
		(!o.Kind.Secretive() || o.State == models.OrganizationSubmitted) {
		return rows, nil
	}
	return nil, models.ErrForbidden
}

// InviteFounder names somebody who is asked to found the organization with its founder;
// they see the draft from now on, and sign or not. One is asked once.
func (s *Service) InviteFounder(
	ctx context.Context, actor models.Actor, id, person models.ID,
) ([]models.FounderView, error) {
	return s.founding(ctx, actor, id, ActionFounderInvite, func(tx *store.Tx, o models.Organization) error {
		if err := o.Allows(actor, models.ReviseOrganization); err != nil {
			return err
		}
		if err := o.AsksFounders(); err != nil {
			return err
		}
		n, err := countFounders(ctx, tx, o.ID)
		switch {
		case err != nil:
			return err
		case n > models.FoundersMax:
			return models.ErrFoundersMany
		}
		err = insertFounder(ctx, tx, &models.Founder{OrganizationID: o.ID, PersonID: person,
			State: models.FounderInvited, CreatedAt: tx.Now, UpdatedAt: tx.Now})
		switch {
		case errors.Is(err, store.ErrDuplicate):
			return models.ErrFounderNamed.Because(err)
		case errors.Is(err, store.ErrForeignKey):
			return models.ErrInvalid.With(models.BodyField("/person_id", "unknown", "没有找到这个人",
				"There is no such person"))
		case err != nil:
			return err
		}
		return inbox.TellAbout(ctx, tx, notice(models.NoticeFounderInvited, o), o, actor, person)
	})
}

// SignFounding is the signature of somebody who was asked, has a verified name and
// could belong to the organization. Signing again changes nothing.
func (s *Service) SignFounding(ctx context.Context, actor models.Actor, id models.ID) ([]models.FounderView, error) {
	return s.founding(ctx, actor, id, ActionFounderSign, func(tx *store.Tx, o models.Organization) error {
		if _, err := asked(ctx, tx, actor, o); err != nil {
			return err
		}
		if !actor.Verified {
			return models.ErrFounderUnverified
		}
		if err := o.AsksFounders(); err != nil {
			return err
		}
		if !o.FoundedBy(actor) {
			if err := membership.Admits(ctx, tx, s.ring, o, actor.PersonID); err != nil {
				return err
			}
			if err := inParent(ctx, tx, o, actor.PersonID); err != nil {
				return err
			}
		}
		if err := moveFounder(ctx, tx, o.ID, actor.PersonID, models.FounderSigned); errors.Is(err,
			store.ErrNotAffected) {
			return nil
		} else if err != nil {
			return err
		}
		return inbox.TellAbout(ctx, tx, notice(models.NoticeFounderSigned, o), o, actor, *o.CreatedBy)
	})
}

// WithdrawFounding takes a signature back, or declines to give one, as long as
// the organization is not approved.
func (s *Service) WithdrawFounding(
	ctx context.Context, actor models.Actor, id models.ID,
) ([]models.FounderView, error) {
	return s.founding(ctx, actor, id, ActionFounderLeave, func(tx *store.Tx, o models.Organization) error {
		if _, err := asked(ctx, tx, actor, o); err != nil {
			return err
		}
		switch {
		case o.FoundedBy(actor):
			return models.ErrFounderInitiator
		case o.Approved():
			return models.ErrOrganizationState
		}
		if err := moveFounder(ctx, tx, o.ID, actor.PersonID, models.FounderWithdrawn); err != nil {
			return err
		}
		return inbox.TellAbout(ctx, tx, notice(models.NoticeFounderWithdrawn, o), o, actor, *o.CreatedBy)
	})
}

// asked gives the actor's own line; who sees the organization by another right and was
// not asked is refused.
func asked(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization) (models.Founder, error) {
	f, err := readFounder(ctx, tx, o.ID, actor.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		return f, models.ErrForbidden.Because(err)
	}
	return f, err
}

// founding runs a step of the founding on the locked row of a draft, and answers
// with everybody who was asked.
func (s *Service) founding(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	do func(tx *store.Tx, o models.Organization) error) ([]models.FounderView, error) {
	return act.On(ctx, s.st, actor, act.Of[models.Organization, []models.FounderView]{
		Event: func(o models.Organization) audit.Event {
			return audit.InOrganization(o, action, "organization", id, nil)
		},
		Lock: func(tx *store.Tx) (models.Organization, error) { return act.LockOrganization(ctx, tx, actor, id) },
		Do:   func(tx *store.Tx, o *models.Organization) error { return do(tx, *o) },
		Answer: func(tx *store.Tx, o models.Organization) ([]models.FounderView, error) {
			return listFounders(ctx, tx, o.ID)
		},
	})
}
