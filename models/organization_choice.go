package models

import (
	"errors"
	"slices"
)

// organizationActs are what people may find on the page of an organization. To decide
// about a change of its charter is a choice of that charter.
var organizationActs = []OrganizationAction{ReviseOrganization, SubmitOrganization, DeleteOrganization,
	ApproveOrganization, RejectOrganization, AmendOrganization, RenameOrganization, RegisterOrganization,
	ExtendOrganization, RenewTerm, SuspendOrganization, ResumeOrganization, DissolveOrganization}

// Decides refuses whoever has signed the founding to decide about it.
func (o Organization) Decides(a Actor, signed []ID) error {
	if slices.Contains(signed, a.PersonID) {
		return ErrOrganizationOwnReview
	}
	return nil
}

// MayExtend refuses to move the last day of what has none.
func (o Organization) MayExtend() error {
	if o.EndsOn == nil {
		return ErrOrganizationPermanent
	}
	return nil
}

// Choices lists what the actor may do to the organization now. signed are those who
// have signed its founding; complete tells what a draft still wants before it is
// submitted or approved.
func (o Organization) Choices(a Actor, signed []ID, complete func() error) (Choices, error) {
	return Choose(organizationActs, func(v OrganizationAction) error {
		switch v {
		case ApproveOrganization, RejectOrganization:
			if err := o.Decides(a, signed); err != nil {
				return err
			}
		case ExtendOrganization:
			if err := o.MayExtend(); err != nil {
				return err
			}
		case RenewTerm:
			if o.EndsOn != nil { // what has a last day has no terms
				return ErrOrganizationState
			}
		case RegisterOrganization:
			if err := o.MayRegister(); err != nil && !errors.Is(err, ErrOrganizationTooSmall) {
				return err
			}
		}
		return o.Allows(a, v)
	}, func(v OrganizationAction) error {
		_, err := o.Next(v)
		return err
	}, func(v OrganizationAction) error {
		switch v {
		case SubmitOrganization, ApproveOrganization:
			return complete()
		case RegisterOrganization:
			return o.MayRegister()
		}
		return nil
	})
}

// Founding is how far the founding of an organization is that is not approved yet.
type Founding struct{ Signed, Needed int64 }

// OwnPart is what a reader is in an organization: a member or applicant, and the
// holder of offices.
type OwnPart struct {
	Membership *Membership // nil without a live one
	Offices    []Role
}

// OfficesIn lists the offices that the actor holds in an organization.
func (a Actor) OfficesIn(organization ID) []Role {
	out := []Role{}
	for _, g := range a.Grants {
		if g.ScopeKind == ScopeOrganization && g.OrganizationID != nil && *g.OrganizationID == organization {
			out = append(out, g.Role)
		}
	}
	return out
}

// Works refuses what only an active organization does.
func (o Organization) Works() error {
	if o.State != OrganizationActive {
		return ErrOrganizationState
	}
	return nil
}
