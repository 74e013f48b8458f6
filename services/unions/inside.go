package unions

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
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

// Appraise begins the yearly appraisal of a union: two secret polls of its
// members, whose rolls are fixed now. A second one in a year is refused by its
// key.
func (s *Service) Appraise(
	ctx context.Context, actor models.Actor, unionID models.ID, opens, closes models.Instant,
) (union.AppraisalView, error) {
	var out union.AppraisalView
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		o, err := act.LockOrganization(ctx, tx, actor, unionID)
		if err != nil {
			return err
		}
		seen = o
		if err := union.MayAppraise(o, actor, opens, closes); err != nil {
			return err
		}
		a := union.Appraisal{ID: tx.NewID(), OrganizationID: o.ID, Year: union.AppraisalYear(tx.Now),
			CreatedBy: actor.PersonID, CreatedAt: tx.Now}
		home, chair := union.AppraisalPolls(o, a.Year, opens, closes)
		first, err := s.polls.Convene(ctx, tx, actor, home)
		if err != nil {
			return err
		}
		second, err := s.polls.Convene(ctx, tx, actor, chair)
		if err != nil {
			return err
		}
		a.HomePollID, a.ChairPollID = first.ID, second.ID
		if err := insertAppraisal(ctx, tx, &a); errors.Is(err, store.ErrDuplicate) {
			return union.ErrAppraisalHeld.Because(err)
		} else if err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, ActionAppraise, "union_appraisal", a.ID, nil)); err != nil {
			return err
		}
		out = union.AppraisalView{Appraisal: a, Home: union.AppraisalResult{Poll: first},
			Chair: union.AppraisalResult{Poll: second}}
		return tx.Answer(ctx, out)
	})
	return out, s.refused(ctx, actor, seen, ActionAppraise, "organization", unionID, err)
}

// Appraisals shows the appraisals of a union with their results.
func (s *Service) Appraisals(
	ctx context.Context, actor models.Actor, unionID models.ID, page models.Page,
) (models.List[union.AppraisalView], error) {
	o, err := s.union(ctx, actor, unionID)
	if err != nil {
		return models.List[union.AppraisalView]{}, err
	}
	return listAppraisals(ctx, s.st, o.ID, page)
}
