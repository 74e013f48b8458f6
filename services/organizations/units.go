package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// UnitDraft is what is written of a unit that comes into an organization.
type UnitDraft struct {
	Name, CreditCode string
	Representative   models.ID
}

// Units lists the units of an organization in the order in which they came: to members,
// office holders and administrators of the place.
func (s *Service) Units(
	ctx context.Context, actor models.Actor, id models.ID, page models.Page,
) (models.List[models.UnitView], error) {
	o, err := s.st.Organization(ctx, actor, id)
	if err != nil {
		return models.List[models.UnitView]{}, err
	}
	if !actor.InOrganization(id, models.OfficeRoles()...) && !actor.OverRegion(o.RegionCode, models.RoleRegionAdmin) {
		if _, err := s.st.ActiveMembership(ctx, id, actor.PersonID); errors.Is(err, store.ErrNotFound) {
			return models.List[models.UnitView]{}, models.ErrMembersOnly
		} else if err != nil {
			return models.List[models.UnitView]{}, err
		}
	}
	return listUnits(ctx, s.st, id, page)
}

// AddUnit takes a unit into the organization, with a member who speaks for it.
func (s *Service) AddUnit(ctx context.Context, actor models.Actor, id models.ID, d UnitDraft) (models.UnitView, error) {
	return s.unit(ctx, actor, id, ActionUnitAdd, func(tx *store.Tx, o models.Organization) (models.Unit, error) {
		u := models.Unit{OrganizationID: o.ID, Name: text.Clean(d.Name), RepresentativeID: d.Representative,
			JoinedOn: models.DayOf(tx.Now), RecordedBy: &actor.PersonID, CreatedAt: tx.Now}
		if err := o.TakesUnits(); err != nil {
			return u, err
		}
		if bad := u.Check(); len(bad) > 0 {
			return u, models.ErrInvalid.With(bad...)
		}
		if d.CreditCode != "" {
			code, exact, err := models.ParseUSCC(d.CreditCode)
			if err != nil || !exact {
				return u, models.ErrInvalid.With(models.BodyField("/credit_code", "check", "统一社会信用代码有误，请核对",
					"The credit code of the unit is wrong"))
			}
			u.CreditCode = code
		}
		if _, err := tx.ActiveMembership(ctx, o.ID, d.Representative); errors.Is(err, store.ErrNotFound) {
			return u, models.ErrUnitRepresentative.Because(err)
		} else if err != nil {
			return u, err
		}
		u.ID, u.LiveKey = tx.NewID(), models.UnitKey(o.ID, u.CreditCode, text.Fold(u.Name))
		if err := insertUnit(ctx, tx, &u); errors.Is(err, store.ErrDuplicate) {
			return u, models.ErrUnitExists.Because(err)
		} else if err != nil {
			return u, err
		}
		return u, nil
	})
}

// EndUnit takes a unit out of the organization.
func (s *Service) EndUnit(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.UnitView, error) {
	reason = text.Clean(reason)
	u, err := readUnit(ctx, s.st, actor, id)
	if err != nil {
		return models.UnitView{}, err
	}
	return s.unit(ctx, actor, u.OrganizationID, ActionUnitEnd, func(
		tx *store.Tx, _ models.Organization,
	) (models.Unit, error) {
		if err := models.CheckReason(reason); err != nil {
			return u, err
		}
		if err := endUnit(ctx, tx, u, reason); errors.Is(err, store.ErrNotAffected) {
			return u, models.ErrUnitEnded.Because(err)
		} else if err != nil {
			return u, err
		}
		u.LiveKey, u.EndedAt, u.EndReason = nil, &tx.Now, reason
		return u, nil
	})
}

// unit runs a step about a unit on the locked row of its organization, by those who
// decide who belongs to it.
func (s *Service) unit(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	do func(tx *store.Tx, o models.Organization) (models.Unit, error)) (models.UnitView, error) {
	type changing struct {
		o models.Organization
		u models.Unit
	}
	return act.On(ctx, s.st, actor, act.Of[changing, models.UnitView]{
		Event: func(c changing) audit.Event { return audit.Made(c.o, action, "unit", c.u.ID) },
		Lock: func(tx *store.Tx) (c changing, err error) {
			c.o, err = act.LockOrganization(ctx, tx, actor, id)
			return c, err
		},
		May: func(_ *store.Tx, c changing) error { return c.o.MayReview(actor) },
		Do: func(tx *store.Tx, c *changing) (err error) {
			c.u, err = do(tx, c.o)
			return err
		},
		Answer: func(tx *store.Tx, c changing) (models.UnitView, error) {
			p, err := tx.Person(ctx, c.u.RepresentativeID)
			return models.UnitView{Unit: c.u, Nickname: p.Nickname}, err
		},
	})
}
