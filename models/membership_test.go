package models

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestMembershipStatesTimesActions(t *testing.T) {
	const now = Instant(1_000)
	person, reviewer := ID{1}, ID{2}
	actions := map[string]struct {
		do      func(Membership) (Membership, error)
		from    MembershipState
		to      MembershipState
		refusal error
	}{
		"approve": {func(m Membership) (Membership, error) { return m.Approve(reviewer, now) }, MembershipApplied,
			MembershipActive, ErrMembershipDecided},
		"reject": {func(m Membership) (Membership, error) { return m.Reject(reviewer, "已满", now) }, MembershipApplied,
			MembershipRejected, ErrMembershipDecided},
		"return": {func(m Membership) (Membership, error) { return m.Return(reviewer, "请填写籍贯", now) },
			MembershipApplied, MembershipReturned, ErrMembershipDecided},
		"resubmit": {func(m Membership) (Membership, error) { return m.Resubmit(m, now) }, MembershipReturned,
			MembershipApplied, ErrMembershipDecided},
		"withdraw": {func(m Membership) (Membership, error) { return m.Withdraw(now) }, MembershipApplied,
			MembershipWithdrawn, ErrMembershipDecided},
		"leave": {func(m Membership) (Membership, error) { return m.Leave(false, 1, now) }, MembershipActive,
			MembershipEnded, ErrMembershipNotActive},
	}
	for name, a := range actions {
		for _, state := range MembershipStates() {
			m := Membership{PersonID: person, State: state, Version: 3}
			if state.Live() {
				m.LiveKey = MembershipKey(ID{9}, person)
			}
			next, err := a.do(m)
			if name == "withdraw" && state == MembershipReturned {
				if err != nil || next.State != MembershipWithdrawn || next.LiveKey != nil {
					t.Errorf("withdraw while returned: %v, now %s", err, next.State)
				}
				continue
			}
			if state != a.from {
				if !errors.Is(err, a.refusal) || next.State != state || next.Version != 3 {
					t.Errorf("%s while %s: %v, now %s", name, state, err, next.State)
				}
				continue
			}
			if err != nil || next.State != a.to || next.Version != 4 || next.UpdatedAt != now {
				t.Errorf("%s while %s: %v, now %+v", name, state, err, next)
			}
			if (next.LiveKey != nil) != next.State.Live() {
				t.Errorf("%s: live key %x in state %s", name, next.LiveKey, next.State)
			}
			if m.State != state {
				t.Errorf("%s changed its receiver", name)
			}
		}
	}
	for _, s := range MembershipStates() {
		if zh, en := s.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", s)
		}
	}
}

func TestNobodyDecidesTheirOwn(t *testing.T) {
	m := Membership{PersonID: ID{1}, State: MembershipApplied}
	if _, err := m.Approve(m.PersonID, 1); !errors.Is(err, ErrMembershipOwn) {
		t.Errorf("approve: %v", err)
	}
	if _, err := m.Reject(m.PersonID, "x", 1); !errors.Is(err, ErrMembershipOwn) {
		t.Errorf("reject: %v", err)
	}
	for _, reason := range []string{"", strings.Repeat("因", ReasonMax+1)} {
		if _, err := m.Reject(ID{2}, reason, 1); !errors.Is(err, ErrInvalid) {
			t.Errorf("reason of %d characters: %v", len(reason)/3, err)
		}
	}
}

func TestTheLastHeadStays(t *testing.T) {
	m := Membership{State: MembershipActive}
	for _, c := range []struct {
		head  bool
		heads int
		stays bool
	}{{true, 1, true}, {true, 2, false}, {false, 1, false}, {false, 0, false}} {
		if _, err := m.Leave(c.head, c.heads, 1); errors.Is(err, ErrLastHead) != c.stays {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestApply(t *testing.T) {
	o := Organization{ID: ID{7}, Kind: KindFellowship, State: OrganizationActive, NextQueueNo: 5}
	m, err := Apply(o, ID{1}, "您好", 9)
	if err != nil || m.State != MembershipApplied || m.QueueNo != 5 || m.Version != 1 ||
		!bytes.Equal(m.LiveKey, MembershipKey(o.ID, ID{1})) {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := Apply(o, ID{1}, strings.Repeat("话", MessageMax+1), 9); !errors.Is(err, ErrInvalid) {
		t.Errorf("long message: %v", err)
	}
	o.State = OrganizationSuspended
	if _, err := Apply(o, ID{1}, "", 9); !errors.Is(err, ErrOrganizationClosed) {
		t.Errorf("suspended body: %v", err)
	}
	if bytes.Equal(MembershipKey(ID{1}, ID{2}), MembershipKey(ID{2}, ID{1})) {
		t.Error("keys of body and person can be swapped")
	}
}

func TestOffices(t *testing.T) {
	region := RegionCode("330602005000")
	body, head, admin := ID{7}, ID{1}, ID{2}
	assoc := Organization{ID: body, Kind: KindFellowship, RegionCode: "330602005206"}
	branch := Organization{ID: body, Kind: KindPartyBranch, RegionCode: "330602005206"}
	in := func(r Role, o ID) Actor {
		return Actor{PersonID: head, Grants: []RoleGrant{{Role: r, ScopeKind: ScopeOrganization, OrganizationID: &o}}}
	}
	over := Actor{PersonID: admin, Grants: []RoleGrant{{Role: RoleRegionAdmin, ScopeKind: ScopeRegion,
		RegionCode: &region}}}
	below := []Role{RoleViceChair, RoleSecretaryGeneral, RoleDirector, RoleOrganizer, RoleSupervisor}
	for _, r := range OfficeRoles() {
		if err := MayChangeOffice(over, assoc, r); err != nil {
			t.Errorf("administrator, %s: %v", r, err)
		}
		if err := MayChangeOffice(in(RoleChair, body), assoc, r); (err == nil) != slices.Contains(below, r) {
			t.Errorf("chair, %s: %v", r, err)
		}
		for name, a := range map[string]Actor{
			"visitor": {}, "vice chair": in(RoleViceChair, body), "chair of another body": in(RoleChair, ID{8}),
		} {
			if err := MayChangeOffice(a, assoc, r); !errors.Is(err, ErrForbidden) {
				t.Errorf("%s, %s: %v", name, r, err)
			}
		}
	}
	if err := MayChangeOffice(in(RoleChair, body), branch, RoleDirector); !errors.Is(err, ErrForbidden) {
		t.Errorf("a chair has no say in a branch: %v", err)
	}

	now := startOf(t, "2026-11-23")
	for _, c := range []struct {
		o    Organization
		role Role
		ends Day
		ok   bool
	}{
		{assoc, RoleChair, "2027-11-23", true},
		{assoc, RoleDirector, "2026-11-23", true},
		{assoc, RoleDirector, "2026-11-22", false},
		{assoc, RoleDirector, "2031-11-23", true},
		{assoc, RoleDirector, "2031-11-24", false},
		{assoc, RoleBranchSecretary, "2027-11-23", false},
		{branch, RoleBranchSecretary, "2027-11-23", true},
		{branch, RoleChair, "2027-11-23", false},
		{assoc, RoleMediator, "2027-11-23", false},
		{assoc, RoleRegionAdmin, "2027-11-23", false},
	} {
		g, err := Appoint(c.o, head, c.role, c.ends, admin, now)
		if (err == nil) != c.ok {
			t.Errorf("%s of %s to %s: %v", c.role, c.o.Kind, c.ends, err)
		}
		if err == nil && (!g.Active(now) || !g.Active(c.ends.AddDays(1).Start()-1) ||
			g.Active(c.ends.AddDays(1).Start())) {
			t.Errorf("%s to %s holds until %s", c.role, c.ends, g.EndsAt)
		}
	}
}

// startOf gives the first instant of a day in Shanghai.
func startOf(t *testing.T, day string) Instant {
	t.Helper()
	d, err := ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	return d.Start()
}
