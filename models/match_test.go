package models

import (
	"slices"
	"testing"
)

// What is suggested to whom, and why; what asks for something is suggested only
// to whom that is known of.
func TestMatchOf(t *testing.T) {
	village, town := RegionCode("330602005206"), RegionCode("330602005000")
	county, far := RegionCode("330602000000"), RegionCode("330603001030")
	hefei, anhui, sichuan := RegionCode("340104000000"), RegionCode("340000000000"), RegionCode("510104000000")
	here := ProfileFacts{Age: 30, RegionCode: &village}
	body := func(k OrganizationKind, at RegionCode, change ...func(*Organization)) Organization {
		o := Organization{Kind: k, State: OrganizationActive, LegalForm: FormFiled, RegionCode: at}
		if k != KindFellowship && k != KindHometownGroup {
			o.LegalForm = FormSubGroup
		}
		for _, c := range change {
			c(&o)
		}
		return o
	}
	who := func(change func(*ProfileFacts)) ProfileFacts { f := here; change(&f); return f }
	atUnit := func(o *Organization) {
		o.EmployerCode, o.EmployerFolded, o.Subtype = "91330602MA0000015K", "某某纺织厂", UnionOwn
	}
	from := func(c RegionCode) func(*Organization) { return func(o *Organization) { o.OriginCode = &c } }
	one := int64(1)
	for name, c := range map[string]struct {
		f    ProfileFacts
		o    Organization
		unit string
		want []string // reasons; nil: not suggested
	}{
		"village":        {here, body(KindFellowship, village), "", []string{"same_village"}},
		"town":           {here, body(KindFellowship, town), "", []string{"same_town"}},
		"county":         {here, body(KindFellowship, county), "", []string{"same_county"}},
		"another county": {here, body(KindFellowship, far), "", nil},
		"no place told":  {ProfileFacts{Age: 30}, body(KindFellowship, village), "", nil},
		"full": {here, body(KindFellowship, village,
			func(o *Organization) { o.Capacity, o.MemberCount = &one, 1 }), "", nil},
		"suspended": {here, body(KindFellowship, village,
			func(o *Organization) { o.State = OrganizationSuspended }), "", nil},
		"branch, member": {who(func(f *ProfileFacts) { f.PoliticalStatus = "01" }),
			body(KindPartyBranch, village), "", []string{"party_member", "same_village"}},
		"branch, untold": {here, body(KindPartyBranch, village), "", nil},
		"branch, none": {who(func(f *ProfileFacts) { f.PoliticalStatus = "13" }),
			body(KindPartyBranch, village), "", nil},
		"League, 20": {who(func(f *ProfileFacts) { f.Age = 20 }), body(KindYouthLeague, village), "",
			[]string{"league_age", "same_village"}},
		"League, 30": {here, body(KindYouthLeague, village), "", nil},
		"League, age not known": {who(func(f *ProfileFacts) { f.Age = -1 }), body(KindYouthLeague, village), "",
			nil},
		"union, wages": {who(func(f *ProfileFacts) { f.Employment = GigWorker }), body(KindUnion, village),
			"", []string{"wage_worker", "same_village"}},
		"union, untold": {here, body(KindUnion, village), "", nil},
		"union, own shop": {who(func(f *ProfileFacts) { f.Employment = SelfEmployed }),
			body(KindUnion, village), "", nil},
		"union of the unit": {who(func(f *ProfileFacts) {
			f.Employment, f.EmployerCode = Employed, "91330602MA0000015K"
		}), body(KindUnion, far, atUnit), "", []string{"wage_worker", "same_employer"}},
		"union of the unit, named": {who(func(f *ProfileFacts) { f.Employment = Employed }),
			body(KindUnion, village, atUnit), "某某纺织厂", []string{"wage_worker", "same_employer", "same_village"}},
		"union of another unit": {who(func(f *ProfileFacts) { f.Employment = Employed }),
			body(KindUnion, village, atUnit), "别的厂", nil},
		"women, a woman": {who(func(f *ProfileFacts) { f.Sex = SexFemale }), body(KindWomensFederation, village), "",
			[]string{"women", "same_village"}},
		"women, not known": {here, body(KindWomensFederation, village), "", nil},
		"hometown": {who(func(f *ProfileFacts) { f.OriginCode = &hefei }),
			body(KindHometownGroup, village, from(anhui)), "", []string{"same_origin", "same_village"}},
		"another home": {who(func(f *ProfileFacts) { f.OriginCode = &sichuan }),
			body(KindHometownGroup, village, from(anhui)), "", nil},
		"by place only": {who(func(f *ProfileFacts) { f.PoliticalStatus, f.Sex = "01", SexFemale }).ByPlaceOnly(),
			body(KindPartyBranch, village), "", nil},
	} {
		m, ok := MatchOf(c.f, c.o, c.unit)
		var codes []string
		for _, r := range m.Reasons {
			codes = append(codes, r.Code)
			if r.ZH == "" || r.EN == "" {
				t.Errorf("%s: %s has no words", name, r.Code)
			}
		}
		if ok != (c.want != nil) || !slices.Equal(codes, c.want) || ok != (m.Score > 0) {
			t.Errorf("%s: %v %v %d, want %v", name, ok, codes, m.Score, c.want)
		}
	}
	near, _ := MatchOf(here, body(KindFellowship, village), "")
	further, _ := MatchOf(here, body(KindFellowship, town), "")
	if near.Score <= further.Score {
		t.Error("the town comes before the village")
	}
}

func TestEligibilityOf(t *testing.T) {
	home := RegionCode("340104000000")
	for name, c := range map[string]struct {
		f    ProfileFacts
		want map[OrganizationKind]EligibilityAnswer
	}{
		"nothing told": {ProfileFacts{Age: -1},
			map[OrganizationKind]EligibilityAnswer{KindPartyBranch: EligibleUnknown, KindYouthLeague: EligibleUnknown,
				KindUnion: EligibleUnknown, KindWomensFederation: EligibleUnknown, KindHometownGroup: EligibleUnknown,
				KindFellowship: EligibleYes, KindVillagerGroup: EligibleYes}},
		"a young worker, member of the Party": {ProfileFacts{Age: 28, Sex: SexFemale, PoliticalStatus: "02",
			Employment: Employed, OriginCode: &home},
			map[OrganizationKind]EligibilityAnswer{KindPartyBranch: EligibleYes, KindYouthLeague: EligibleYes,
				KindUnion: EligibleYes, KindWomensFederation: EligibleYes, KindHometownGroup: EligibleYes}},
		"a man of 40 with a shop": {ProfileFacts{Age: 40, Sex: SexMale, PoliticalStatus: "13",
			Employment: SelfEmployed},
			map[OrganizationKind]EligibilityAnswer{KindPartyBranch: EligibleNo, KindYouthLeague: EligibleNo,
				KindUnion: EligibleNo, KindWomensFederation: EligibleNo}},
		"15 years old": {ProfileFacts{Age: 15, Employment: Employed},
			map[OrganizationKind]EligibilityAnswer{KindPartyBranch: EligibleNo, KindYouthLeague: EligibleYes,
				KindUnion: EligibleNo}},
	} {
		lines := EligibilityOf(c.f)
		if len(lines) != len(OrganizationKinds()) {
			t.Errorf("%s: %d lines", name, len(lines))
		}
		for _, l := range lines {
			if want, asked := c.want[l.Kind]; asked && l.Answer != want {
				t.Errorf("%s: %s is %s, want %s", name, l.Kind, l.Answer, want)
			}
			if (l.Answer == EligibleUnknown) != (len(l.Missing) > 0) || l.Why.ZH == "" || l.Why.EN == "" ||
				l.Ask.ZH == "" {
				t.Errorf("%s: %+v", name, l)
			}
			if (Organization{Kind: l.Kind}).Admits(c.f) != nil && l.Answer == EligibleYes {
				t.Errorf("%s: %s is open to whom it refuses", name, l.Kind)
			}
		}
	}
}

// Small numbers are not told, and a share has its base.
func TestFigures(t *testing.T) {
	of := func(n int64) *int64 { return &n }
	for _, c := range []struct {
		value      int64
		of         *int64
		told       bool
		suppressed bool
		percent    float64
	}{{0, of(0), true, false, -1}, {0, of(500), true, false, 0}, {9, of(500), false, true, -1},
		{10, of(500), true, false, 2}, {3, of(9), false, true, -1},
		{0, of(9), false, true, -1}, {1, nil, false, true, -1}, {333, of(1000), true, false, 33.3}} {
		f := PeopleFigure(c.value, c.of, "基数", "base")
		if (f.Value != nil) != c.told || f.Suppressed != c.suppressed || (f.Percent != nil) != (c.percent >= 0) ||
			f.Percent != nil && *f.Percent != c.percent || f.Suppressed && f.Of != nil {
			t.Errorf("%d: %+v", c.value, f)
		}
	}
	if f := ThingFigure(1, of(2), "基数", "base"); f.Value == nil || *f.Percent != 50 {
		t.Errorf("things are counted: %+v", f)
	}
	if KindShown(KindPartyBranch, LevelTown) || !KindShown(KindPartyBranch, LevelCounty) ||
		!KindShown(KindUnion, LevelVillage) {
		t.Error("who is in the Party")
	}
}

func TestFindable(t *testing.T) {
	village, origin := RegionCode("330602005206"), RegionCode("340104000000")
	p := Person{ID: ID{1}, State: PersonActive}
	f := ProfileFacts{BeFound: true, Verified: true, Age: 30, RegionCode: &village, OriginCode: &origin,
		EmployerCode: "x"}
	row, ok := Findable(p, f, "厂", 5)
	if !ok || row.OriginProvince != "340000000000" || row.OriginCity != "340100000000" || row.OriginCounty != origin ||
		row.EmployerFolded != "厂" || row.Terms != FindTerms() {
		t.Errorf("%+v", row)
	}
	county, province := RegionCode("330602000000"), RegionCode("340000000000")
	for name, change := range map[string]func(p *Person, f *ProfileFacts){
		"no consent": func(
			_ *Person, f *ProfileFacts,
		) {
			f.BeFound = false
		}, "not verified": func(_ *Person, f *ProfileFacts) { f.Verified = false },
		"age not known": func(
			_ *Person, f *ProfileFacts,
		) {
			f.Age = -1
		}, "no place": func(_ *Person, f *ProfileFacts) { f.RegionCode = nil },
		"a whole county": func(
			_ *Person, f *ProfileFacts,
		) {
			f.RegionCode = &county
		}, "closed": func(p *Person, _ *ProfileFacts) { p.State = PersonClosed },
	} {
		q, g := p, f
		change(&q, &g)
		if _, ok := Findable(q, g, "", 5); ok {
			t.Errorf("%s: found", name)
		}
	}
	f.OriginCode = &province
	if row, _ = Findable(p, f, "", 5); row.OriginProvince != province || row.OriginCity != "" ||
		row.OriginCounty != "" {
		t.Errorf("a province: %+v", row)
	}
	for age, want := range map[int]string{-1: "", 14: "14-17", 18: "18-24", 34: "25-34", 44: "35-44", 54: "45-54",
		55: "55+"} {
		if got, _ := AgeBand(age); got != want {
			t.Errorf("%d: %s", age, got)
		}
	}
}
