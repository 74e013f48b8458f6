package models

import (
	"errors"
	"regexp"
	"testing"
	"time"
)

func TestInvitationStatesTimesActions(t *testing.T) {
	const now, ends = Instant(1_000), Instant(2_000)
	by := ID{7}
	for _, state := range MembershipStates() {
		e := ends
		m := Membership{State: state, InvitedBy: &by, ExpiresAt: &e, HeldBack: true, LiveKey: []byte{1}, Version: 1}
		accepted, err := m.Accept(now)
		if want := state == MembershipInvited; (err == nil) != want ||
			want && (accepted.State != MembershipActive || accepted.HeldBack || *accepted.DecidedBy != by ||
				accepted.LiveKey == nil || accepted.Version != 2) {
			t.Errorf("accept while %s: %+v, %v", state, accepted, err)
		}
		ended, err := m.EndInvitation(MembershipDecline, now)
		if want := state == MembershipInvited; (err == nil) != want || want &&
			(ended.State != MembershipDeclined || ended.LiveKey != nil) {
			t.Errorf("decline while %s: %+v, %v", state, ended, err)
		}
		if _, err := m.Accept(ends); state == MembershipInvited && !errors.Is(err, ErrInvitationExpired) {
			t.Errorf("accepted when it was over: %v", err)
		}
	}
}

func TestCoolingUntil(t *testing.T) {
	at, by := Day("2026-11-23").Start().Add(20*time.Hour), ID{7}
	for name, c := range map[string]struct {
		m    Membership
		want Day
	}{
		"rejected": {Membership{State: MembershipRejected, DecidedBy: &by, DecidedAt: &at},
			"2026-12-23"},
		"passed over in the queue": {Membership{State: MembershipRejected, DecidedAt: &at}, ""},
		"removed": {Membership{State: MembershipEnded, EndReason: EndRemoved, EndedAt: &at},
			"2027-05-22"},
		"left":      {Membership{State: MembershipEnded, EndReason: EndLeft, EndedAt: &at}, ""},
		"withdrawn": {Membership{State: MembershipWithdrawn, EndedAt: &at}, ""},
	} {
		if got := c.m.CoolingUntil(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if err := CoolingOff("2026-12-23"); !errors.Is(err, ErrMembershipCoolingOff) {
		t.Error(err)
	}
}

func TestJoinCodes(t *testing.T) {
	o := Organization{State: OrganizationActive, LegalForm: FormFiled, Kind: KindFellowship}
	const now = Instant(1_000)
	for ends, fine := range map[Instant]bool{now: false, now + 1: true, now.Add(JoinCodeLife): true,
		now.Add(JoinCodeLife) + 1: false} {
		if _, err := NewJoinCode(o, "", ID{1}, ends, now); (err == nil) != fine {
			t.Errorf("a code until %d: %v", ends, err)
		}
	}
	c := JoinCode{ExpiresAt: now + 10}
	if revoked := now; !c.Live(now+9) || c.Live(now+10) ||
		(JoinCode{ExpiresAt: now + 10, RevokedAt: &revoked}).Live(now) {
		t.Error("a code lives until its end, unless it is revoked")
	}
	form := regexp.MustCompile(`^[a-km-np-z2-9]{16}$`)
	seen := map[string]bool{}
	for i := range 64 { // each random byte of the id counts
		id := ID{6: 0x40, 8: 0x80}
		at := []int{0, 1, 2, 3, 4, 5, 10, 11, 12, 13}[i%10]
		id[at] = byte(i + 1)
		code := NewSceneCode(id)
		if !form.MatchString(code) || seen[code] {
			t.Errorf("%s", code)
		}
		seen[code] = true
	}
	for _, s := range []MemberSource{ByApplication, ByFounding, ByInvitation, ByCode, ByRoster, ByRegistration,
		ByTransfer} {
		if zh, en := s.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", s)
		}
	}
}

func TestFitsUnder(t *testing.T) {
	parent := Organization{ID: ID{1}, Kind: KindFellowship, State: OrganizationActive, LegalForm: FormFiled,
		RegionCode: "330602005000"}
	with := func(change func(o *Organization)) Organization { o := parent; change(&o); return o }
	group := Organization{Kind: KindHometownGroup, ParentID: &parent.ID, RegionCode: parent.RegionCode}
	village := Organization{Kind: KindFellowship, ParentID: &parent.ID, RegionCode: "330602005206"}
	elsewhere := Organization{Kind: KindFellowship, ParentID: &parent.ID, RegionCode: "330603001000"}
	registered := with(func(o *Organization) { o.LegalForm = FormRegistered })
	for name, c := range map[string]struct {
		o, parent Organization
		want      error
	}{
		"a group":                     {group, parent, nil},
		"a group of a registered one": {group, registered, nil},
		"below in its place":          {village, parent, nil},
		"below a registered one":      {village, registered, ErrNoRegionalBranches},
		"elsewhere":                   {elsewhere, parent, ErrInvalid},
		"a group in another place": {Organization{Kind: KindHometownGroup, RegionCode: village.RegionCode},
			parent, ErrInvalid},
		"a kind that is not below": {Organization{Kind: KindCouncil, RegionCode: parent.RegionCode}, parent,
			ErrInvalid},
		"below one in preparation": {group, with(func(o *Organization) { o.LegalForm = FormPreparing }),
			ErrOrganizationPreparing},
		"below one that rests": {group, with(func(o *Organization) { o.State = OrganizationSuspended }),
			ErrOrganizationInactive},
		"a union of a registered federation": {Organization{Kind: KindUnion, RegionCode: "330602005206"},
			with(func(o *Organization) { o.Kind, o.LegalForm = KindUnion, FormRegistered }), nil},
	} {
		if err := c.o.FitsUnder(c.parent); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
