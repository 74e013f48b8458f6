package models

import (
	"errors"
	"testing"
)

// What organizations of each kind and form may do, and what the refusal is.
func TestOrganizationMay(t *testing.T) {
	active := func(k OrganizationKind, s Subtype, f LegalForm) Organization {
		return Organization{Kind: k, Subtype: s, LegalForm: f, State: OrganizationActive}
	}
	filed := active(KindFellowship, "", FormFiled)
	preparing := active(KindFellowship, "", FormPreparing)
	temporary := active(KindPartyBranch, BranchTemporary, FormSubGroup)
	for _, c := range []struct {
		name string
		body Organization
		may  map[Capability]error // what is not here is allowed
	}{
		{"filed association", filed, map[Capability]error{MayAdmit: ErrCapability}},
		{"suspended association", Organization{Kind: KindFellowship, State: OrganizationSuspended},
			all(ErrOrganizationInactive)},
		{"association in preparation", preparing,
			map[Capability]error{MayHoldActivities: ErrOrganizationPreparing, MayCollectDues: ErrOrganizationPreparing,
				MayAdmit: ErrOrganizationPreparing, MayHoldMeetings: ErrOrganizationPreparing,
				MayHaveSubGroups: ErrOrganizationPreparing}},
		{"temporary branch", temporary, map[Capability]error{MayElect: ErrTemporaryNoElections,
			MayDecide: ErrTemporaryNoElections, MayCollectDues: ErrTemporaryNoDues, MayAdmit: ErrTemporaryNoAdmissions,
			MayAppoint: ErrTemporaryAppointed, MayHaveSubGroups: ErrCapability}},
		{"floating branch", active(KindPartyBranch, BranchFloating, FormSubGroup), nil},
		{"villagers' group", active(KindVillagerGroup, "", FormSubGroup),
			map[Capability]error{MayAdmit: ErrCapability, MayCollectDues: ErrCapability}},
		{"union of a unit", active(KindUnion, UnionOwn, FormSubGroup), map[Capability]error{MayAdmit: ErrCapability}},
		{"federation", active(KindUnion, UnionFederation, FormSubGroup),
			map[Capability]error{MayAdmit: ErrCapability, MayTakeMembers: ErrCapability}},
		{"women's federation", active(KindWomensFederation, "", FormSubGroup),
			map[Capability]error{MayAdmit: ErrCapability, MayCollectDues: ErrCapability}},
		{"League branch", active(KindYouthLeague, "", FormSubGroup), nil},
	} {
		for _, capability := range Capabilities() {
			if err := c.body.May(capability); !errors.Is(err, c.may[capability]) {
				t.Errorf("%s, %s: %v, want %v", c.name, capability, err, c.may[capability])
			}
		}
	}
}

func all(err error) map[Capability]error {
	m := map[Capability]error{}
	for _, c := range Capabilities() {
		m[c] = err
	}
	return m
}

// The tables of which person belongs where: what is not told refuses nobody.
func TestOrganizationAdmits(t *testing.T) {
	body := func(k OrganizationKind) Organization { return Organization{Kind: k} }
	for name, c := range map[string]struct {
		body Organization
		who  ProfileFacts
		want error
	}{
		"anybody, fellowship":  {body(KindFellowship), ProfileFacts{Age: -1}, nil},
		"too young for all":    {body(KindFellowship), ProfileFacts{Age: 13}, ErrMembershipChild},
		"untold, branch":       {body(KindPartyBranch), ProfileFacts{Age: -1}, nil},
		"full member, branch":  {body(KindPartyBranch), ProfileFacts{Age: 30, PoliticalStatus: "01"}, nil},
		"probationary, branch": {body(KindPartyBranch), ProfileFacts{Age: 30, PoliticalStatus: "02"}, nil},
		"of another party, branch": {body(KindPartyBranch), ProfileFacts{Age: 30, PoliticalStatus: "05"},
			ErrPartyMembersOnly},
		"17, branch": {body(KindPartyBranch), ProfileFacts{Age: 17}, ErrMembershipAge},
		"15, union": {body(KindUnion), ProfileFacts{Age: 15, Employment: Employed},
			ErrMembershipTooYoung},
		"16, union":      {body(KindUnion), ProfileFacts{Age: 16, Employment: Employed}, nil},
		"courier, union": {body(KindUnion), ProfileFacts{Age: 30, Employment: GigWorker}, nil},
		"owner, union": {body(KindUnion), ProfileFacts{Age: 30, Employment: SelfEmployed},
			ErrUnionWageWorkers},
		"untold, union":              {body(KindUnion), ProfileFacts{Age: 30}, nil},
		"14, League":                 {body(KindYouthLeague), ProfileFacts{Age: 14}, nil},
		"28, League":                 {body(KindYouthLeague), ProfileFacts{Age: 28}, nil},
		"29, League":                 {body(KindYouthLeague), ProfileFacts{Age: 29}, ErrLeagueAge},
		"a man, women's federation":  {body(KindWomensFederation), ProfileFacts{Age: 30, Sex: SexMale}, ErrWomenOnly},
		"a woman":                    {body(KindWomensFederation), ProfileFacts{Age: 30, Sex: SexFemale}, nil},
		"untold, women's federation": {body(KindWomensFederation), ProfileFacts{Age: 30}, nil},
	} {
		if err := c.body.Admits(c.who); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// Every kind has what the rest of the product relies on.
func TestKindPoliciesAreWhole(t *testing.T) {
	for _, k := range OrganizationKinds() {
		p := k.Policy()
		if len(p.Forms) == 0 || p.Terms[0] < 1 || p.Terms[1] < p.Terms[0] || p.Terms[1] > OfficeTermYears ||
			p.Places[0] > p.Places[1] || p.Founders < 1 {
			t.Errorf("%s: %+v", k, p)
		}
		if (p.Exclusive == "") != (p.Elsewhere == nil) {
			t.Errorf("%s: what one may be in once and its refusal go together", k)
		}
		for _, s := range p.Subtypes {
			if zh, en := (Organization{Kind: k, Subtype: s.Subtype}).KindText(); zh != s.ZH || en != s.EN {
				t.Errorf("%s %s is called %s, %s", k, s.Subtype, zh, en)
			}
		}
	}
	o := Organization{Kind: KindPartyBranch, Subtype: BranchTemporary, DisplayName: "红色党支部"}
	if zh, _ := o.KindText(); zh != "红色党支部" {
		t.Errorf("a label is not shown: %s", zh)
	}
}

func TestExclusiveKeys(t *testing.T) {
	a, b := ID{1}, ID{2}
	if ExclusiveKeyOf(KindFellowship, TieFormal, a) != nil ||
		ExclusiveKeyOf(KindPartyBranch, TieParticipating, a) != nil {
		t.Error("a key where any number is allowed")
	}
	party, other := ExclusiveKeyOf(KindPartyBranch, TieFormal, a), ExclusiveKeyOf(KindUnion, TieFormal, a)
	if party == nil || other == nil || *party == *other || *party == *ExclusiveKeyOf(KindPartyBranch, TieFormal, b) {
		t.Errorf("keys %v, %v", party, other)
	}
}

func TestMayRegister(t *testing.T) {
	for _, c := range []struct {
		people, units int64
		ok            bool
	}{{49, 0, false}, {50, 0, true}, {0, 29, false}, {0, 30, true}, {25, 24, false}, {25, 25, true}, {49, 1, true}} {
		if err := (Organization{Kind: KindFellowship, MemberCount: c.people,
			UnitCount: c.units}).MayRegister(); (err == nil) != c.ok {
			t.Errorf("%d people, %d units: %v", c.people, c.units, err)
		}
	}
}

func TestApproverLevel(t *testing.T) {
	village, town, county := RegionCode("330602005206"), RegionCode("330602005000"), RegionCode("330602000000")
	for name, c := range map[string]struct {
		body Organization
		want RegionLevel
	}{
		"fellowship": {Organization{Kind: KindFellowship, RegionCode: village, IntendedForm: FormFiled},
			LevelTown},
		"to be registered": {Organization{Kind: KindFellowship, RegionCode: village,
			IntendedForm: FormRegistered}, LevelCounty},
		"villagers' group": {Organization{Kind: KindVillagerGroup, RegionCode: village}, LevelVillage},
		"union of a unit":  {Organization{Kind: KindUnion, Subtype: UnionOwn, RegionCode: village}, LevelTown},
		"federation of a town": {Organization{Kind: KindUnion, Subtype: UnionFederation, RegionCode: town},
			LevelCounty},
		"federation of a county": {Organization{Kind: KindUnion, Subtype: UnionFederation, RegionCode: county},
			LevelCity},
	} {
		if got := c.body.ApproverLevel(); got != c.want {
			t.Errorf("%s: level %d, want %d", name, got, c.want)
		}
	}
}

func TestAllowsSide(t *testing.T) {
	for _, c := range []struct {
		migrants, members, least int64
		ok                       bool
	}{{4, 4, 80, true}, {4, 5, 80, false}, {8, 9, 80, true}, {0, 0, 0, true}, {0, 0, 1, false}} {
		o := Organization{MigrantCount: c.migrants, MemberCount: c.members, MinMigrantPercent: c.least}
		if err := o.AllowsSide(SideLocalCadre); (err == nil) != c.ok {
			t.Errorf("%d of %d at %d%%: %v", c.migrants, c.members, c.least, err)
		}
		if err := o.AllowsSide(SideMigrant); err != nil {
			t.Errorf("a new resident is refused: %v", err)
		}
	}
}

func TestParseCreditCode(t *testing.T) {
	group, union := WithUSCCChecks("51330602MJ000001"), WithUSCCChecks("81330681MJ000001")
	for name, c := range map[string]struct {
		kind OrganizationKind
		code string
		ok   bool
	}{
		"social group": {KindFellowship, group, true}, "union": {KindUnion, union, true},
		"code of a union": {KindFellowship, union, false}, "code of a group": {KindUnion, group, false},
		"wrong check": {KindFellowship, group[:17] + string(group[17]^1), false},
		"short":       {KindFellowship, "513306", false},
	} {
		if _, err := ParseCreditCode(c.kind, c.code); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
