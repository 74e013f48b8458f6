package models

import (
	"errors"
	"strings"
	"testing"
)

// The person who renames and dissolves is the head, as far as no authority has to.
func TestHeadActsWhereNoAuthorityHasTo(t *testing.T) {
	body, person := ID{9}, ID{1}
	at := func(code RegionCode) Actor {
		return Actor{PersonID: person, Grants: []RoleGrant{{Role: RoleRegionAdmin, ScopeKind: ScopeRegion,
			RegionCode: &code}}}
	}
	head := Actor{PersonID: person, Grants: []RoleGrant{{Role: RoleChair, ScopeKind: ScopeOrganization,
		OrganizationID: &body}}}
	village, town, county := at("330602005206"), at("330602005000"), at("330602000000")
	for name, c := range map[string]struct {
		kind             OrganizationKind
		form             LegalForm
		state            OrganizationState
		actor            Actor
		rename, dissolve error
	}{
		"head of a filed body":       {KindFellowship, FormFiled, OrganizationActive, head, nil, nil},
		"head of one in preparation": {KindFellowship, FormPreparing, OrganizationActive, head, nil, nil},
		"head of a registered body": {KindFellowship, FormRegistered, OrganizationActive, head,
			ErrOrganizationAuthority, ErrOrganizationAuthority},
		"head of a statutory body": {KindVillagerGroup, FormSubGroup, OrganizationActive, head, nil,
			ErrOrganizationAuthority},
		"head of a suspended body": {KindFellowship, FormFiled, OrganizationSuspended, head,
			ErrOrganizationSuspended, ErrOrganizationSuspended},
		"town": {KindFellowship, FormFiled, OrganizationSuspended, town, nil, nil},
		"village below the level": {KindFellowship, FormFiled, OrganizationActive, village,
			ErrOrganizationAuthority, ErrOrganizationAuthority},
		"village of its own group": {KindVillagerGroup, FormSubGroup, OrganizationActive, village, nil, nil},
		"town, of a registered body": {KindFellowship, FormRegistered, OrganizationActive, town,
			ErrOrganizationAuthority, ErrOrganizationAuthority},
		"county, of a registered one": {KindFellowship, FormRegistered, OrganizationActive, county, nil, nil},
		"nobody": {KindFellowship, FormFiled, OrganizationActive, Actor{PersonID: person},
			ErrForbidden, ErrForbidden},
	} {
		o := Organization{ID: body, Kind: c.kind, LegalForm: c.form, State: c.state, RegionCode: "330602005206"}
		if err := o.Allows(c.actor, RenameOrganization); !errors.Is(err, c.rename) {
			t.Errorf("%s renames: %v, want %v", name, err, c.rename)
		}
		if err := o.Allows(c.actor, DissolveOrganization); !errors.Is(err, c.dissolve) {
			t.Errorf("%s dissolves: %v, want %v", name, err, c.dissolve)
		}
	}
}

func TestApproversStandHighEnough(t *testing.T) {
	o := Organization{Kind: KindFellowship, RegionCode: "330602005206", IntendedForm: FormRegistered}
	for _, code := range o.Approvers() {
		if code.Level() > LevelCounty {
			t.Errorf("%s cannot approve what will be registered", code)
		}
	}
	o.Kind, o.IntendedForm = KindVillagerGroup, FormSubGroup
	if all := o.Approvers(); all[len(all)-1] != o.RegionCode {
		t.Errorf("the village approves its group: %v", all)
	}
}

// The model charter is whole, within its bounds, and speaks of the organization.
func TestModelCharterIsWhole(t *testing.T) {
	for _, k := range OrganizationKinds() {
		o := OrganizationView{RegionName: strings.Repeat("浙江省绍兴市越城区城南街道外山村", 3),
			Organization: Organization{Kind: k, Name: strings.Repeat("会", OrganizationNameMax), TermYears: 5}}
		c := ModelCharter(o)
		if bad := append(c.Missing(), c.Check()...); len(bad) > 0 {
			t.Errorf("%s: %v", k, bad)
		}
		for _, s := range CharterSections() {
			if text := *c.Section(s.Field); strings.ContainsAny(text, "{}") || s.ZH == "" || s.EN == "" {
				t.Errorf("%s, %s: %q", k, s.Field, text)
			}
		}
	}
	if n := len(CharterSections()); n != 9 {
		t.Errorf("%d sections", n)
	}
	if (&Charter{}).Section("tenth") != nil {
		t.Error("a tenth section")
	}
	long := Charter{Assets: strings.Repeat("钱", CharterSectionMax+1)}
	if bad := long.Check(); len(bad) != 1 || bad[0].Field != "/assets" {
		t.Errorf("too long: %v", bad)
	}
}

func TestReportsAreDueInSpring(t *testing.T) {
	r := ReportOf(ID{1}, FirstReportYear("2026-11-20"), 0)
	if r.Year != 2026 || r.DueOn != "2027-03-31" || r.FinalOn != "2027-05-31" {
		t.Errorf("%+v", r)
	}
	for day, late := range map[Day]bool{"2027-03-31": false, "2027-04-01": true} {
		if r.Overdue(day) != late {
			t.Errorf("overdue on %s: %v", day, !late)
		}
	}
	filed := Day("2027-03-30")
	if r.FiledOn = &filed; r.Overdue("2027-06-01") {
		t.Error("overdue although it was filed")
	}
}

func TestTermOfAnOrganization(t *testing.T) {
	approved, ends := InstantOf(Day("2026-01-10").Start().Time()), Day("2027-01-10")
	o := Organization{Kind: KindFellowship, State: OrganizationActive, LegalForm: FormFiled, TermYears: 1,
		ApprovedAt: &approved, TermEndsOn: &ends}
	now := Day("2027-01-12").Start()
	if !o.TermExpired("2027-01-11") || o.TermExpired("2027-01-10") {
		t.Error("the last day of a term belongs to it")
	}
	o.State = OrganizationDissolved
	if o.TermExpired("2027-01-11") {
		t.Error("what has ended has no term")
	}
	o.State = OrganizationActive
	if next, err := o.NextTerm(2, "2027-01-09", "选举", now); err != nil ||
		next.EndsOn != TermOfOffice("2027-01-09", 1) || next.Number != 2 {
		t.Errorf("elected before the old term was over: %+v, %v", next, err)
	}
	for name, c := range map[string]struct {
		on   Day
		note string
		want error
	}{
		"before the founding": {"2026-01-09", "选举", ErrInvalid},
		"later than today":    {"2027-01-13", "选举", ErrInvalid},
		"without words":       {"2027-01-11", "", ErrInvalid},
		"for less":            {"2026-01-10", "选举", ErrTermNotLater},
	} {
		if _, err := o.NextTerm(2, c.on, c.note, now); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	o.EndsOn = &ends
	if _, err := o.NextTerm(2, "2027-01-11", "选举", now); !errors.Is(err, ErrCapability) {
		t.Errorf("a temporary body: %v", err)
	}
}
