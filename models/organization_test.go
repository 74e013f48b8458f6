package models

import (
	"errors"
	"strings"
	"testing"
)

func TestOrganizationMoves(t *testing.T) {
	states := []OrganizationState{OrganizationDraft, OrganizationSubmitted, OrganizationRejected, OrganizationActive,
		OrganizationSuspended, OrganizationDissolved}
	want := map[OrganizationAction]map[OrganizationState]OrganizationState{
		ReviseOrganization:  {OrganizationDraft: OrganizationDraft, OrganizationRejected: OrganizationDraft},
		SubmitOrganization:  {OrganizationDraft: OrganizationSubmitted},
		ApproveOrganization: {OrganizationSubmitted: OrganizationActive},
		RejectOrganization:  {OrganizationSubmitted: OrganizationRejected},
		DeleteOrganization: {OrganizationDraft: OrganizationDraft, OrganizationSubmitted: OrganizationSubmitted,
			OrganizationRejected: OrganizationRejected},

		AmendOrganization:    {OrganizationActive: OrganizationActive},
		RenameOrganization:   {OrganizationActive: OrganizationActive},
		RegisterOrganization: {OrganizationActive: OrganizationActive},
		RenewTerm:            {OrganizationActive: OrganizationActive},
		DecideCharterChange:  {OrganizationActive: OrganizationActive},
		ExtendOrganization:   {OrganizationActive: OrganizationActive, OrganizationSuspended: OrganizationSuspended},
		SuspendOrganization:  {OrganizationActive: OrganizationSuspended},
		ResumeOrganization:   {OrganizationSuspended: OrganizationActive},
		DissolveOrganization: {OrganizationActive: OrganizationDissolved, OrganizationSuspended: OrganizationDissolved},
	}
	if len(want) != len(OrganizationMoves) {
		t.Error("the table here does not have every action")
	}
	for action, allowed := range want {
		for _, state := range states {
			next, err := Organization{State: state}.Next(action)
			if to, ok := allowed[state]; ok {
				if err != nil || next != to {
					t.Errorf("%s of %s: %s, %v; want %s", action, state, next, err, to)
				}
			} else if !errors.Is(err, ErrOrganizationState) || next != "" {
				t.Errorf("%s of %s: %q, %v; want a refusal", action, state, next, err)
			}
		}
	}
	for _, state := range states {
		if err := (Organization{State: state}).AcceptsApplications(); (err == nil) != (state == OrganizationActive) {
			t.Errorf("applications while %s: %v", state, err)
		}
		if zh, en := state.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", state)
		}
	}
}

func TestOrganizationAllows(t *testing.T) {
	founder, other := ID{1}, ID{2}
	o := Organization{ID: ID{9}, Kind: KindFellowship, RegionCode: "330602005206", CreatedBy: &founder}
	over := func(person ID, code RegionCode, role Role) Actor {
		return Actor{PersonID: person, Grants: []RoleGrant{{Role: role, ScopeKind: ScopeRegion, RegionCode: &code}}}
	}
	write := []OrganizationAction{ReviseOrganization, SubmitOrganization, DeleteOrganization}
	decide := []OrganizationAction{ApproveOrganization, RejectOrganization}
	for name, c := range map[string]struct {
		actor         Actor
		write, decide error
	}{
		"visitor":               {Actor{}, ErrForbidden, ErrForbidden},
		"founder":               {Actor{PersonID: founder}, nil, ErrForbidden},
		"another":               {Actor{PersonID: other}, ErrForbidden, ErrForbidden},
		"admin of the town":     {over(other, "330602005000", RoleRegionAdmin), ErrForbidden, nil},
		"admin of another town": {over(other, "330602006000", RoleRegionAdmin), ErrForbidden, ErrForbidden},
		"admin of the village": {over(other, "330602005206", RoleRegionAdmin), ErrForbidden,
			ErrOrganizationAuthority},
		"officer of the town":    {over(other, "330602005000", RoleOfficer), ErrForbidden, ErrForbidden},
		"founder who is admin":   {over(founder, "330600000000", RoleRegionAdmin), nil, ErrOrganizationOwnReview},
		"platform administrator": {over(other, CountryCode, RolePlatformAdmin), ErrForbidden, ErrForbidden},
	} {
		for _, a := range write {
			if err := o.Allows(c.actor, a); !errors.Is(err, c.write) {
				t.Errorf("%s, %s: %v, want %v", name, a, err, c.write)
			}
		}
		for _, a := range decide {
			if err := o.Allows(c.actor, a); !errors.Is(err, c.decide) {
				t.Errorf("%s, %s: %v, want %v", name, a, err, c.decide)
			}
		}
	}
	if err := (Organization{}).Allows(Actor{}, SubmitOrganization); !errors.Is(err, ErrForbidden) {
		t.Error("a body without founder belongs to visitors")
	}
}

func TestOrganizationKindsAreWhole(t *testing.T) {
	if len(OrganizationKinds()) != len(kindPolicies) {
		t.Error("the list of kinds and their table differ")
	}
	for _, k := range OrganizationKinds() {
		if zh, en := k.Text(); zh == "" || en == "" || !k.Valid() {
			t.Errorf("%s has no words", k)
		}
		heads := 0
		for _, r := range OfficeRoles() {
			if k.HasOffice(r) && ranks[r] == ranks[k.Head()] {
				heads++
			}
			if zh, en := r.Text(); zh == "" || en == "" {
				t.Errorf("%s has no words", r)
			}
		}
		if heads != 1 {
			t.Errorf("%s has %d kinds of head", k, heads)
		}
	}
	if OrganizationKind("club").Valid() {
		t.Error("an unknown kind is valid")
	}
}

func TestOrganizationCheck(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	good := Organization{Kind: KindFellowship, Name: "外山村联谊会", RegionCode: "330602005206", IntendedForm: FormFiled,
		TermYears: 5}
	for name, c := range map[string]struct {
		change func(*Organization)
		field  string
	}{
		"good":             {func(*Organization) {}, ""},
		"town":             {func(o *Organization) { o.RegionCode = "330602005000" }, ""},
		"county":           {func(o *Organization) { o.RegionCode = "330602000000" }, ""},
		"city":             {func(o *Organization) { o.RegionCode = "330600000000" }, "/region_code"},
		"subtype":          {func(o *Organization) { o.Subtype = BranchTemporary }, "/subtype"},
		"form":             {func(o *Organization) { o.IntendedForm = FormSubGroup }, "/intended_form"},
		"inside what unit": {func(o *Organization) { o.IntendedForm = FormInternal }, "/employer_name"},
		"term":             {func(o *Organization) { o.TermYears = 6 }, "/term_years"},
		"share":            {func(o *Organization) { o.MinMigrantPercent = 101 }, "/min_migrant_percent"},
		"no place":         {func(o *Organization) { o.RegionCode = "3306" }, "/region_code"},
		"kind":             {func(o *Organization) { o.Kind = "club" }, "/kind"},
		"short name":       {func(o *Organization) { o.Name = "会" }, "/name"},
		"long name":        {func(o *Organization) { o.Name = strings.Repeat("会", 41) }, "/name"},
		"longest name":     {func(o *Organization) { o.Name = strings.Repeat("会", 40) }, ""},
		"introduction":     {func(o *Organization) { o.Introduction = strings.Repeat("话", 1001) }, "/introduction"},
		"capacity of none": {func(o *Organization) { o.Capacity = n(0) }, "/capacity"},
		"capacity of one":  {func(o *Organization) { o.Capacity = n(1) }, ""},
		"capacity too big": {func(o *Organization) { o.Capacity = n(CapacityMax + 1) }, "/capacity"},
	} {
		o := good
		c.change(&o)
		bad := o.Check()
		if (len(bad) == 0) != (c.field == "") || len(bad) > 0 && bad[0].Field != c.field {
			t.Errorf("%s: %v, want %q", name, bad, c.field)
		}
	}
}
