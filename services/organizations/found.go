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

// Draft is what a founder writes.
type Draft struct {
	Kind              models.OrganizationKind
	Subtype           models.Subtype   // empty: the usual one of the kind
	DisplayName       string           // what such an organization is called here; empty: the usual words
	IntendedForm      models.LegalForm // empty: the usual one of the kind
	Base              models.OrganizationBase
	EmployerName      string
	EmployerCode      string
	OriginCode        *models.RegionCode // of a hometown group
	ParentID          *models.ID         // the organization above
	EndsOn            *models.Day        // of a temporary organization
	TermYears         int64              // 0: the longest of the kind
	MinMigrantPercent int64
	Name              string
	RegionCode        models.RegionCode
	Introduction      string
	Capacity          *int64
}

// draftOf gives back what an organization was drafted as.
func draftOf(o models.Organization) Draft {
	return Draft{
		Kind: o.Kind, Subtype: o.Subtype, DisplayName: o.DisplayName, IntendedForm: o.IntendedForm, Base: o.Base,
		EmployerName: o.EmployerName, EmployerCode: o.EmployerCode, OriginCode: o.OriginCode, ParentID: o.ParentID,
		EndsOn: o.EndsOn, TermYears: o.TermYears, MinMigrantPercent: o.MinMigrantPercent, Name: o.Name,
		RegionCode: o.RegionCode, Introduction: o.Introduction, Capacity: o.Capacity,
	}
}

// fill puts the usual in where the founder said nothing.
func (d *Draft) fill() {
	p := d.Kind.Policy()
	if d.Subtype == "" {
		d.Subtype = p.DefaultSubtype()
	}
	if d.IntendedForm == "" && len(p.Forms) > 0 {
		d.IntendedForm = p.Forms[0]
	}
	if d.Base == "" {
		d.Base = models.BaseResidence
	}
	if d.TermYears == 0 {
		d.TermYears = int64(p.Terms[1])
	}
}

// put writes the draft into an organization and checks it, with its place.
func (d Draft) put(ctx context.Context, tx *store.Tx, o *models.Organization) error {
	d.fill()
	o.Kind, o.Name, o.RegionCode, o.Capacity = d.Kind, text.Clean(d.Name), d.RegionCode, d.Capacity
	o.Subtype, o.DisplayName, o.IntendedForm, o.Base = d.Subtype, text.Clean(d.DisplayName), d.IntendedForm, d.Base
	o.EmployerName, o.OriginCode, o.EndsOn = text.Clean(d.EmployerName), d.OriginCode, d.EndsOn
	o.TermYears, o.MinMigrantPercent, o.ParentID = d.TermYears, d.MinMigrantPercent, d.ParentID
	if o.EmployerCode = ""; d.EmployerCode != "" {
		code, exact, err := models.ParseUSCC(d.EmployerCode)
		if err != nil || !exact {
			return models.ErrInvalid.With(models.BodyField("/employer_code", "check", "统一社会信用代码有误，请核对",
				"The credit code of the unit is wrong"))
		}
		o.EmployerCode = code
	}
	o.Introduction = text.Clean(d.Introduction)
	o.NameFolded, o.EmployerFolded = text.Fold(o.Name), text.Unit(o.EmployerName)
	o.Pinyin, o.Initials = text.PlacePinyin(o.Name)
	if bad := o.Check(); len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	region, err := tx.Region(ctx, o.RegionCode)
	if errors.Is(err, store.ErrNotFound) || err == nil && !region.Current(models.DayOf(tx.Now)) {
		return models.ErrInvalid.With(models.OrganizationRegionField())
	}
	if err != nil {
		return err
	}
	return fitsUnder(ctx, tx, *o)
}

// Create drafts an organization. Only verified people found one, so that somebody
// answers for it.
func (s *Service) Create(ctx context.Context, actor models.Actor, d Draft) (models.OrganizationView, error) {
	if !actor.Verified {
		return models.OrganizationView{}, models.ErrFounderUnverified
	}
	return act.On(ctx, s.st, actor, act.Of[models.Organization, models.OrganizationView]{
		Event: func(o models.Organization) audit.Event {
			return audit.InOrganization(o, ActionCreate, "organization", o.ID, nil)
		},
		Do: func(tx *store.Tx, o *models.Organization) error {
			*o = models.Organization{ID: tx.NewID(), State: models.OrganizationDraft, LegalForm: models.FormPreparing,
				NextQueueNo: 1, JoinForm: "[]", CreatedBy: &actor.PersonID, Version: 1, CreatedAt: tx.Now,
				UpdatedAt: tx.Now}
			o.Kind, o.ParentID = d.Kind, d.ParentID
			if err := mayFoundUnder(ctx, tx, actor, *o); err != nil {
				return err
			}
			if err := d.put(ctx, tx, o); err != nil {
				return err
			}
			if err := insertOrganization(ctx, tx, o); err != nil {
				return nameTaken(err)
			}
			return insertFounder(ctx, tx, &models.Founder{OrganizationID: o.ID, PersonID: actor.PersonID,
				State: models.FounderSigned, SignedAt: &tx.Now, CreatedAt: tx.Now, UpdatedAt: tx.Now})
		},
		Detail: func(o models.Organization) map[string]string { return map[string]string{"kind": string(o.Kind)} },
		Answer: func(tx *store.Tx, o models.Organization) (models.OrganizationView, error) {
			return view(ctx, tx, actor, o.ID)
		},
	})
}

// Change is a partial update of a draft; nil fields stay.
type Change struct {
	Name          *string
	RegionCode    *models.RegionCode
	Introduction  *string
	Capacity      *int64
	ClearCapacity bool
	DisplayName   *string
	IntendedForm  *models.LegalForm
	EmployerName  *string
	EmployerCode  *string
	EndsOn        *models.Day
	TermYears     *int64

	MinMigrantPercent *int64
}

// Revise changes a draft, or makes one of an organization that was not approved; only its
// founder may. Of an active organization its head changes what it says of itself and
// what it asks of members; name, place and kind are fixed by then. With a version
// it refuses when somebody else was faster.
func (s *Service) Revise(
	ctx context.Context, actor models.Actor, id models.ID, version *int64, c Change,
) (models.OrganizationView, error) {
	return s.moveBy(ctx, actor, id, ActionRevise, version, func(o models.Organization) models.OrganizationAction {
		if o.Approved() {
			return models.AmendOrganization
		}
		return models.ReviseOrganization
	}, func(tx *store.Tx, o models.Organization, next models.OrganizationState) error {
		if o.Approved() {
			if err := c.amends(o); err != nil {
				return err
			}
		}
		d := draftOf(o)
		c.apply(&d)
		o.State = next
		if err := d.put(ctx, tx, &o); err != nil {
			return err
		}
		if err := tx.Forget(ctx, o.ID); err != nil {
			return err
		}
		return nameTaken(updateOrganization(ctx, tx, o))
	})
}

// amends refuses a change of an active organization that touches what was approved, or
// makes less room than its members take.
func (c Change) amends(o models.Organization) error {
	switch {
	case c.Name != nil, c.RegionCode != nil, c.IntendedForm != nil, c.EmployerName != nil,
		c.EmployerCode != nil, c.EndsOn != nil, c.TermYears != nil:
		return models.ErrOrganizationFixed
	case c.Capacity != nil && *c.Capacity < o.MemberCount:
		return models.ErrOrganizationCapacity
	}
	return nil
}

func (c Change) apply(d *Draft) {
	set(&d.Name, c.Name)
	set(&d.RegionCode, c.RegionCode)
	set(&d.Introduction, c.Introduction)
	set(&d.DisplayName, c.DisplayName)
	set(&d.IntendedForm, c.IntendedForm)
	set(&d.EmployerName, c.EmployerName)
	set(&d.EmployerCode, c.EmployerCode)
	set(&d.TermYears, c.TermYears)
	set(&d.MinMigrantPercent, c.MinMigrantPercent)
	if c.EndsOn != nil {
		d.EndsOn = c.EndsOn
	}
	if c.Capacity != nil || c.ClearCapacity {
		d.Capacity = c.Capacity
	}
}

func set[T any](field, to *T) {
	if to != nil {
		*field = *to
	}
}

// effect is what an action does to the locked row of an organization, besides its
// state.
type effect func(tx *store.Tx, o models.Organization, next models.OrganizationState) error

// moving is an organization on its way from one state to the next.
type moving struct {
	models.Organization
	verb models.OrganizationAction
	next models.OrganizationState
}

// move runs one action on the locked row of an organization.
func (s *Service) move(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	verb models.OrganizationAction, do effect) (models.OrganizationView, error) {
	which := func(models.Organization) models.OrganizationAction { return verb }
	return s.moveBy(ctx, actor, id, action, nil, which, do)
}

// moveBy is move where the state says which action it is, for a client that may
// name the version it has read.
func (s *Service) moveBy(ctx context.Context, actor models.Actor, id models.ID, action models.Action, version *int64,
	which func(o models.Organization) models.OrganizationAction, do effect) (models.OrganizationView, error) {
	return act.On(ctx, s.st, actor, act.Of[moving, models.OrganizationView]{
		Event: func(m moving) audit.Event {
			return audit.InOrganization(m.Organization, action, "organization", id, nil)
		},
		Lock: func(tx *store.Tx) (moving, error) {
			o, err := act.LockOrganization(ctx, tx, actor, id)
			return moving{Organization: o, verb: which(o)}, err
		},
		May:     func(_ *store.Tx, m moving) error { return m.Allows(actor, m.verb) },
		Version: version, VersionOf: func(m moving) int64 { return m.Version },
		Next: func(_ *store.Tx, m *moving) (err error) {
			m.next, err = m.Next(m.verb)
			return err
		},
		Do: func(tx *store.Tx, m *moving) error { return do(tx, m.Organization, m.next) },
		Detail: func(m moving) map[string]string {
			return map[string]string{"from": string(m.State), "to": string(m.next)}
		},
		Answer: func(tx *store.Tx, _ moving) (models.OrganizationView, error) { return view(ctx, tx, actor, id) },
	})
}

// view reads the organization as the actor sees it now; the last step of an act.
func view(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (models.OrganizationView, error) {
	out, err := tx.Organization(ctx, actor, id)
	if err == nil {
		out.TermExpired = out.Organization.TermExpired(models.DayOf(tx.Now))
	}
	return out, err
}

func nameTaken(err error) error { return act.Taken(err, models.ErrOrganizationName) }
