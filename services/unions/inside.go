package unions

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/store"
)

// inside reads an organization for those to whom it shows what is its own: its members
// and offices, the chair of the federation above, administrators of the place.
// Somebody who sees the organization but not that gets models.ErrMembersOnly.
func (s *Service) inside(ctx context.Context, actor models.Actor, id models.ID) (models.OrganizationView, error) {
	o, err := s.st.Organization(ctx, actor, id)
	if err != nil {
		return o, err
	}
	above := o.ParentID != nil && actor.InOrganization(*o.ParentID, models.RoleUnionChair)
	if above || actor.InOrganization(o.ID, models.OfficeRoles()...) ||
		actor.OverRegion(o.RegionCode, models.RoleRegionAdmin) {
		return o, nil
	}
	_, err = s.st.ActiveMembership(ctx, o.ID, actor.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		return o, union.ErrInside
	}
	return o, err
}

// union is inside for unions alone.
func (s *Service) union(ctx context.Context, actor models.Actor, id models.ID) (models.OrganizationView, error) {
	o, err := s.inside(ctx, actor, id)
	if err == nil && o.Kind != models.KindUnion {
		return o, union.ErrUnionsOnly
	}
	return o, err
}

// Status says what the law says about a union as it is now.
func (s *Service) Status(ctx context.Context, actor models.Actor, id models.ID) ([]union.Hint, error) {
	o, err := s.union(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	now := s.st.Now()
	f := union.Facts{Organization: o.Organization}
	if f.Committee, err = readCommitteeSize(ctx, s.st, o.ID, union.CommitteeOffices(), now); err != nil {
		return nil, err
	}
	if f.Appraised, err = isAppraised(ctx, s.st, o.ID, union.AppraisalYear(now)); err != nil {
		return nil, err
	}
	return union.Hints(f, models.DayOf(now)), nil
}
