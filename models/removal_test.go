package models

import (
	"errors"
	"testing"
)

func TestRemovalStatesTimesActions(t *testing.T) {
	day := Day("2026-11-23")
	now := day.Start()
	by := ID{2}
	actions := map[string]struct {
		do      func(Removal) (Removal, error)
		to      map[RemovalState]RemovalState
		refusal map[RemovalState]error
	}{
		"object": {func(r Removal) (Removal, error) { return r.Object(Calendar{}, now) },
			map[RemovalState]RemovalState{RemovalOpen: RemovalObjected},
			map[RemovalState]error{RemovalObjected: ErrRemovalObjected}},
		"confirm": {func(r Removal) (Removal, error) { return r.Decide(RemovalExecuted, &by, "属实", now) },
			map[RemovalState]RemovalState{RemovalObjected: RemovalExecuted},
			map[RemovalState]error{RemovalOpen: ErrRemovalNotObjected}},
		"drop": {func(r Removal) (Removal, error) { return r.Decide(RemovalDropped, &by, "撤回", now) },
			map[RemovalState]RemovalState{RemovalOpen: RemovalDropped, RemovalObjected: RemovalDropped}, nil},
		"take effect": {func(r Removal) (Removal, error) { return r.Decide(RemovalExecuted, nil, "", now) },
			map[RemovalState]RemovalState{RemovalOpen: RemovalExecuted, RemovalObjected: RemovalExecuted}, nil},
	}
	for name, a := range actions {
		for _, state := range RemovalStates() {
			live := ID{9}
			r := Removal{State: state, LiveKey: &live, ObjectBy: day, Version: 1}
			next, err := a.do(r)
			to, allowed := a.to[state]
			refusal := a.refusal[state]
			if refusal == nil {
				refusal = ErrRemovalDecided
			}
			switch {
			case allowed && (err != nil || next.State != to || next.Version != 2 || (next.LiveKey != nil) != to.Open()):
				t.Errorf("%s while %s: %+v, %v", name, state, next, err)
			case !allowed && (!errors.Is(err, refusal) || next.State != state):
				t.Errorf("%s while %s: %v, want %v", name, state, err, refusal)
			}
		}
	}
	for _, s := range RemovalStates() {
		if zh, en := s.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", s)
		}
	}
}

// Ten days, counted from the day after, the last one a working day; then thirty.
func TestRemovalTerms(t *testing.T) {
	r, err := ProposeRemoval(Calendar{}, Membership{ID: ID{1}}, "联系不上", ID{2}, Day("2026-11-25").Start())
	if err != nil || r.ObjectBy != "2026-12-07" { // the 5th is a Saturday
		t.Fatalf("%s, %v", r.ObjectBy, err)
	}
	last := Day("2026-12-08").Start() - 1
	objected, err := r.Object(Calendar{}, last)
	if err != nil || *objected.DecideBy != "2027-01-06" || objected.Due() != Day("2027-01-07").Start() {
		t.Errorf("%+v, %v", objected, err)
	}
	if _, err := r.Object(Calendar{}, last+1); !errors.Is(err, ErrRemovalLate) {
		t.Errorf("a moment late: %v", err)
	}
	if _, err := ProposeRemoval(Calendar{}, Membership{}, "", ID{2}, 0); err == nil {
		t.Error("without a reason")
	}
	if _, err := objected.Decide(RemovalDropped, &ID{2}, "", last); err == nil {
		t.Error("decided without a reason")
	}
}

func TestWhoMayRemoveAndDecide(t *testing.T) {
	org, head, member, other := ID{9}, ID{1}, ID{2}, ID{3}
	with := func(person ID, roles ...Role) Actor {
		a := Actor{PersonID: person}
		for _, r := range roles {
			a.Grants = append(a.Grants, RoleGrant{Role: r, ScopeKind: ScopeOrganization, OrganizationID: &org})
		}
		return a
	}
	o := Organization{ID: org, Kind: KindFellowship, RegionCode: "330602005206"}
	branch := Organization{ID: org, Kind: KindPartyBranch, RegionCode: "330602005206"}
	temporary := Organization{ID: org, Kind: KindPartyBranch, Subtype: BranchTemporary}
	m := Membership{PersonID: member, State: MembershipActive}
	for name, c := range map[string]struct {
		o      Organization
		a      Actor
		m      Membership
		isHead bool
		want   error
	}{
		"the head":      {o, with(head, RoleChair), m, false, nil},
		"the secretary": {o, with(other, RoleSecretaryGeneral), m, false, ErrForbidden},
		"themselves":    {o, with(member, RoleChair), m, true, ErrRemovalOwn},
		"another head":  {o, with(head, RoleChair), m, true, ErrRemovalHead},
		"who has left": {o, with(head, RoleChair), Membership{PersonID: member, State: MembershipEnded}, false,
			ErrMembershipNotActive},
		"in a Party branch":    {branch, with(head, RoleBranchSecretary), m, false, nil},
		"in a temporary one":   {temporary, with(head, RoleBranchSecretary), m, false, ErrTemporaryNoDiscipline},
		"of another kind only": {branch, with(head, RoleChair), m, false, ErrForbidden},
	} {
		if err := c.o.MayRemove(c.a, c.m, c.isHead); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	code := RegionCode("330602005000")
	admin := Actor{PersonID: other, Grants: []RoleGrant{{Role: RoleRegionAdmin, ScopeKind: ScopeRegion,
		RegionCode: &code}}}
	r := Removal{PersonID: member, ProposedBy: &head, State: RemovalObjected}
	for name, c := range map[string]struct {
		o      Organization
		a      Actor
		others int
		want   error
	}{
		"who proposed":                         {o, with(head, RoleChair), 0, ErrRemovalAnother},
		"the member":                           {o, with(member, RoleViceChair), 1, ErrRemovalAnother},
		"another office":                       {o, with(other, RoleSupervisor), 1, nil},
		"an office that does not":              {o, with(other, RoleOrganizer), 0, ErrForbidden},
		"the place, nobody else":               {o, admin, 0, nil},
		"the place, somebody else":             {o, admin, 1, ErrForbidden},
		"the place of a Party branch":          {branch, admin, 0, ErrForbidden},
		"a second secretary of a Party branch": {branch, with(other, RoleBranchSecretary), 1, nil},
		"a stranger":                           {o, with(ID{7}), 0, ErrForbidden},
	} {
		if err := c.o.MayDecideRemoval(c.a, r, c.others); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
