package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// Get reads one organization that the actor may see, with the names that it had, what
// the actor is in it and may do to it, and how far its founding is.
func (s *Service) Get(ctx context.Context, actor models.Actor, id models.ID) (Page, error) {
	o, err := s.st.Organization(ctx, actor, id)
	if err != nil {
		return Page{}, err
	}
	// One that is blocked is seen by those who are answerable for it alone.
	blocked, err := s.st.WhyBlocked(ctx, o.Moderation, id)
	if err != nil {
		return Page{}, err
	}
	now := s.st.Now()
	o.TermExpired = o.Organization.TermExpired(models.DayOf(now))
	page := Page{OrganizationPage: models.OrganizationPage{OrganizationView: o, Blocked: blocked}}
	if err := s.card(ctx, &page, now); err != nil {
		return page, err
	}
	if page.FormerNames, err = listFormerNames(ctx, s.st, id); err != nil {
		return page, err
	}
	if page.Mine, err = s.mine(ctx, actor, id); err != nil {
		return page, err
	}
	var signed []models.ID
	if !o.Approved() {
		if signed, err = listSignedFounders(ctx, s.st, id); err != nil {
			return page, err
		}
		page.DecisionReason = o.Organization.DecisionReason
		page.Founding = &models.Founding{Signed: int64(len(signed)), Needed: int64(o.Kind.Policy().Founders)}
	}
	page.Choices, err = o.Choices(actor, signed, func() error { return s.complete(ctx, s.st, o.Organization, now) })
	return page, err
}

// mine reads what the actor is in an organization. An invitation that is held back is
// not told.
func (s *Service) mine(ctx context.Context, actor models.Actor, id models.ID) (models.OwnPart, error) {
	part := models.OwnPart{Offices: actor.OfficesIn(id)}
	if !actor.SignedIn() {
		return part, nil
	}
	m, err := s.st.LiveMembership(ctx, id, actor.PersonID)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && m.HeldBack:
		return part, nil
	case err != nil:
		return part, err
	}
	part.Membership = &m
	return part, nil
}
