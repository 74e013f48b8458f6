package match

import (
	"slices"
	"testing"

	"xinjumin/models"
)

// What is suggested to whom, and why; what asks for something is suggested only
// to whom that is known of.
func TestMatchOf(t *testing.T) {
	village, town := models.RegionCode("330602005206"), models.RegionCode("330602005000")
	county, far := models.RegionCode("330602000000"), models.RegionCode("330603001030")
	hefei, anhui, sichuan := models.RegionCode("340104000000"), models.RegionCode("340000000000"), models.RegionCode("510104000000")
	here := models.ProfileFacts{Age: 30, RegionCode: &village}
	body := func(
		k models.OrganizationKind, at models.RegionCode, change ...func(*models.Organization),
	) models.Organization {
		o := models.Organization{Kind: k, State: models.OrganizationActive, LegalForm: models.FormFiled, RegionCode: at}
		if k != models.KindFellowship && k != models.KindHometownGroup {
			o.LegalForm = models.FormSubGroup
		}
		for _, c := range change {
			c(&o)
		}
		return o
	}
	who := func(change func(*models.ProfileFacts)) models.ProfileFacts { f := here; change(&f); return f }
	atUnit := func(o *models.Organization) {
		o.EmployerCode, o.EmployerFolded, o.Subtype = "91330602MA0000015K", "某某纺织厂", models.UnionOwn
	}
	from := func(c models.RegionCode) func(*models.Organization) {
		return func(o *models.Organization) { o.OriginCode = &c }
	}
	one := int64(1)
	for name, c := range map[string]struct {
		f    models.ProfileFacts
		o    models.Organization
		unit string
		want []string // reasons; nil: not suggested
	}{
		"village":        {here, body(models.KindFellowship, village), "", []string{"same_village"}},
		"town":           {here, body(models.KindFellowship, town), "", []string{"same_town"}},
		"county":         {here, body(models.KindFellowship, county), "", []string{"same_county"}},
		"another county": {here, body(models.KindFellowship, far), "", nil},
		"no place told":  {models.ProfileFacts{Age: 30}, body(models.KindFellowship, village), "", nil},
		"full": {here, body(models.KindFellowship, village,
			func(o *models.Organization) { o.Capacity, o.MemberCount = &one, 1 }), "", nil},
		"suspended": {here, body(models.KindFellowship, village,
			func(o *models.Organization) { o.State = models.OrganizationSuspended }), "", nil},
		"branch, member": {who(func(f *models.ProfileFacts) { f.PoliticalStatus = "01" }),
			body(models.KindPartyBranch, village), "", []string{"party_member", "same_village"}},
		"branch, untold": {here, body(models.KindPartyBranch, village), "", nil},
		"branch, none": {who(func(f *models.ProfileFacts) { f.PoliticalStatus = "13" }),
			body(models.KindPartyBranch, village), "", nil},
		"League, 20": {who(func(f *models.ProfileFacts) { f.Age = 20 }), body(models.KindYouthLeague, village), "",
			[]string{"league_age", "same_village"}},
		"League, 30": {here, body(models.KindYouthLeague, village), "", nil},
		"League, age not known": {who(func(f *models.ProfileFacts) { f.Age = -1 }),
			body(models.KindYouthLeague, village), "", nil},
		"union, wages": {who(func(f *models.ProfileFacts) { f.Employment = models.GigWorker }),
			body(models.KindUnion, village),
			"", []string{"wage_worker", "same_village"}},
		"union, untold": {here, body(models.KindUnion, village), "", nil},
		"union, own shop": {who(func(f *models.ProfileFacts) { f.Employment = models.SelfEmployed }),
			body(models.KindUnion, village), "", nil},
		"union of the unit": {who(func(f *models.ProfileFacts) {
			f.Employment, f.EmployerCode = models.Employed, "91330602MA0000015K"
		}), body(models.KindUnion, far, atUnit), "", []string{"wage_worker", "same_employer"}},
		"union of the unit, named": {who(func(f *models.ProfileFacts) { f.Employment = models.Employed }),
			body(models.KindUnion, village, atUnit), "某某纺织厂", []string{"wage_worker", "same_employer", "same_village"}},
		"union of another unit": {who(func(f *models.ProfileFacts) { f.Employment = models.Employed }),
			body(models.KindUnion, village, atUnit), "别的厂", nil},
		"women, a woman": {who(func(f *models.ProfileFacts) { f.Sex = models.SexFemale }),
			body(models.KindWomensFederation, village), "",
			[]string{"women", "same_village"}},
		"women, not known": {here, body(models.KindWomensFederation, village), "", nil},
		"hometown": {who(func(f *models.ProfileFacts) { f.OriginCode = &hefei }),
			body(models.KindHometownGroup, village, from(anhui)), "", []string{"same_origin", "same_village"}},
		"another home": {who(func(f *models.ProfileFacts) { f.OriginCode = &sichuan }),
			body(models.KindHometownGroup, village, from(anhui)), "", nil},
		"by place only": {ByPlaceOnly(who(func(
			f *models.ProfileFacts,
		) {
			f.PoliticalStatus, f.Sex = "01", models.SexFemale
		})),
			body(models.KindPartyBranch, village), "", nil},
	} {
		m, ok := Of(c.f, c.o, c.unit)
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
	near, _ := Of(here, body(models.KindFellowship, village), "")
	further, _ := Of(here, body(models.KindFellowship, town), "")
	if near.Score <= further.Score {
		t.Error("the town comes before the village")
	}
}

func TestEligibilityOf(t *testing.T) {
	home := models.RegionCode("340104000000")
	for name, c := range map[string]struct {
		f    models.ProfileFacts
		want map[models.OrganizationKind]EligibilityAnswer
	}{
		"nothing told": {models.ProfileFacts{Age: -1},
			map[models.OrganizationKind]EligibilityAnswer{models.KindPartyBranch: EligibleUnknown,
				models.KindYouthLeague: EligibleUnknown,
				models.KindUnion:       EligibleUnknown, models.KindWomensFederation: EligibleUnknown,
				models.KindHometownGroup: EligibleUnknown,
				models.KindFellowship:    EligibleYes, models.KindVillagerGroup: EligibleYes}},
		"a young worker, member of the Party": {models.ProfileFacts{Age: 28, Sex: models.SexFemale,
			PoliticalStatus: "02", Employment: models.Employed, OriginCode: &home},
			map[models.OrganizationKind]EligibilityAnswer{models.KindPartyBranch: EligibleYes,
				models.KindYouthLeague: EligibleYes,
				models.KindUnion:       EligibleYes, models.KindWomensFederation: EligibleYes,
				models.KindHometownGroup: EligibleYes}},
		"a man of 40 with a shop": {models.ProfileFacts{Age: 40, Sex: models.SexMale, PoliticalStatus: "13",
			Employment: models.SelfEmployed},
			map[models.OrganizationKind]EligibilityAnswer{models.KindPartyBranch: EligibleNo,
				models.KindYouthLeague: EligibleNo,
				models.KindUnion:       EligibleNo, models.KindWomensFederation: EligibleNo}},
		"15 years old": {models.ProfileFacts{Age: 15, Employment: models.Employed},
			map[models.OrganizationKind]EligibilityAnswer{models.KindPartyBranch: EligibleNo,
				models.KindYouthLeague: EligibleYes,
				models.KindUnion:       EligibleNo}},
	} {
		lines := EligibilityOf(c.f)
		if len(lines) != len(models.OrganizationKinds()) {
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
			if (models.Organization{Kind: l.Kind}).Admits(c.f) != nil && l.Answer == EligibleYes {
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
	if KindShown(models.KindPartyBranch, models.LevelTown) || !KindShown(models.KindPartyBranch, models.LevelCounty) ||
		!KindShown(models.KindUnion, models.LevelVillage) {
		t.Error("who is in the Party")
	}
}

func TestFindable(t *testing.T) {
	village, origin := models.RegionCode("330602005206"), models.RegionCode("340104000000")
	p := models.Person{ID: models.ID{1}, State: models.PersonActive}
	f := models.ProfileFacts{BeFound: true, Verified: true, Age: 30, RegionCode: &village, OriginCode: &origin,
		EmployerCode: "x"}
	row, ok := Findable(p, f, "厂", 5)
	if !ok || row.OriginProvince != "340000000000" || row.OriginCity != "340100000000" || row.OriginCounty != origin ||
		row.EmployerFolded != "厂" || row.Terms != FindTerms() {
		t.Errorf("%+v", row)
	}
	county, province := models.RegionCode("330602000000"), models.RegionCode("340000000000")
	for name, change := range map[string]func(p *models.Person, f *models.ProfileFacts){
		"no consent": func(
			_ *models.Person, f *models.ProfileFacts,
		) {
			f.BeFound = false
		}, "not verified": func(_ *models.Person, f *models.ProfileFacts) { f.Verified = false },
		"age not known": func(
			_ *models.Person, f *models.ProfileFacts,
		) {
			f.Age = -1
		}, "no place": func(_ *models.Person, f *models.ProfileFacts) { f.RegionCode = nil },
		"a whole county": func(
			_ *models.Person, f *models.ProfileFacts,
		) {
			f.RegionCode = &county
		}, "closed": func(p *models.Person, _ *models.ProfileFacts) { p.State = models.PersonClosed },
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
