package models

import (
	"errors"
	"testing"
	"time"
)

func aUnion(subtype Subtype, place RegionCode) Organization {
	return Organization{ID: ID{byte(len(subtype)), place[5], place[8], place[11]}, Kind: KindUnion, Subtype: subtype,
		RegionCode: place, State: OrganizationActive, LegalForm: FormSubGroup}
}

// Each step of the tree leads up, so no path comes back.
func TestUnionTreeLeadsUp(t *testing.T) {
	const village, town, county, elsewhere = "330602005206", "330602005000", "330602000000", "330603000000"
	parent := ID{9}
	for name, c := range map[string]struct {
		below, above Organization
		want         error
	}{
		"own under town":     {aUnion(UnionOwn, village), aUnion(UnionFederation, town), nil},
		"own of the town":    {aUnion(UnionOwn, town), aUnion(UnionFederation, town), nil},
		"joint under county": {aUnion(UnionJoint, town), aUnion(UnionFederation, county), nil},
		"town under county":  {aUnion(UnionFederation, town), aUnion(UnionFederation, county), nil},
		"federation beside":  {aUnion(UnionFederation, town), aUnion(UnionFederation, town), ErrUnionNotAbove},
		"county under town": {aUnion(UnionFederation, county), aUnion(UnionFederation, town),
			ErrUnionNotAbove},
		"under a joint union": {aUnion(UnionOwn, village), aUnion(UnionJoint, town), ErrUnionNotAbove},
		"under another county": {aUnion(UnionOwn, village), aUnion(UnionFederation, elsewhere),
			ErrUnionNotAbove},
		"a fellowship": {Organization{Kind: KindFellowship}, aUnion(UnionFederation, town),
			ErrUnionOnly},
		"under a fellowship": {aUnion(UnionOwn, village), Organization{Kind: KindFellowship}, ErrUnionOnly},
		"has one": {func() Organization {
			o := aUnion(UnionOwn,
				village)
			o.ParentID = &parent
			return o
		}(), aUnion(UnionFederation, town), ErrUnionAffiliated},
		"under one that is suspended": {aUnion(UnionOwn, village),
			func() Organization { o := aUnion(UnionFederation, town); o.State = OrganizationSuspended; return o }(),
			ErrOrganizationInactive},
	} {
		if err := c.below.MayJoinFederation(c.above); !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestUnionNumbers(t *testing.T) {
	if no := UnionNo("330602005206", 7); no != "330602-0007" || UnionMemberNo(no, 123) != "330602-0007-000123" ||
		UnionSeries("330602005206") != "union:330602" {
		t.Errorf("%s", no)
	}
}

func TestUnionOfferOf(t *testing.T) {
	now := Instant(1_000_000_000_000)
	before := func(d time.Duration) *Instant { i := now.Add(-d); return &i }
	worker := ProfileFacts{Employment: GigWorker, Age: -1}
	for name, c := range map[string]struct {
		facts    ProfileFacts
		member   bool
		declined *Instant
		want     UnionOfferState
	}{
		"worker":          {worker, false, nil, OfferOpen},
		"member":          {worker, true, nil, OfferMember},
		"untold":          {ProfileFacts{Age: 30}, false, nil, OfferUntold},
		"own business":    {ProfileFacts{Employment: SelfEmployed}, false, nil, OfferNoWages},
		"fifteen":         {ProfileFacts{Employment: Employed, Age: 15}, false, nil, OfferTooYoung},
		"sixteen":         {ProfileFacts{Employment: Employed, Age: 16}, false, nil, OfferOpen},
		"declined":        {worker, false, before(UnionOfferPause - 1), OfferDeclined},
		"declined before": {worker, false, before(UnionOfferPause), OfferOpen},
	} {
		got := OfferOf(c.facts, c.member, c.declined, now)
		if got.State != c.want || (got.AskAgain != nil) != (c.want == OfferDeclined) {
			t.Errorf("%s: %+v, want %s", name, got, c.want)
		}
		if zh, en := got.State.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", got.State)
		}
	}
	for _, r := range []UnionReason{UnionByCode, UnionByName, UnionByPlace, UnionAbove} {
		if zh, en := r.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", r)
		}
	}
}

// One third is enough, rounded up; the name that makes it is the last.
func TestUnionCallReachesAThird(t *testing.T) {
	for members, needed := range map[int64]int64{1: 1, 2: 1, 3: 1, 4: 2, 6: 2, 7: 3, 300: 100, 301: 101} {
		o := aUnion(UnionOwn, "330602005206")
		o.MemberCount = members
		c, err := CallMeeting(o, ID{1}, "讨论加班费", 1)
		if err != nil {
			t.Fatal(err)
		}
		var reached bool
		var signed int64
		for signed = 0; !reached; signed++ {
			if c, reached, err = c.Sign(o, 2); err != nil {
				t.Fatal(err)
			}
		}
		if signed != needed || c.State != CallReached || *c.DueAt != Instant(2).Add(UnionCallTerm) {
			t.Errorf("of %d members %d made a third, want %d", members, signed, needed)
		}
		if _, _, err := c.Sign(o, 3); !errors.Is(err, ErrCallClosed) {
			t.Errorf("one more name: %v", err)
		}
	}
	for _, s := range []UnionCallState{CallOpen, CallReached, CallAnswered} {
		if zh, en := s.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", s)
		}
	}
}

func TestUnionHintsFollowTheThresholds(t *testing.T) {
	hints := func(change func(f *UnionFacts)) map[string]UnionHint {
		f := UnionFacts{Organization: aUnion(UnionOwn, "330602005206")}
		change(&f)
		out := map[string]UnionHint{}
		for _, h := range UnionHints(f, "2026-11-27") {
			if h.ZH == "" || h.EN == "" || h.Article == "" {
				t.Errorf("%s says nothing", h.Code)
			}
			out[h.Code] = h
		}
		return out
	}
	day := Day("2026-11-26")
	for name, c := range map[string]struct {
		change func(f *UnionFacts)
		code   string
		there  bool
		met    bool
	}{
		"24 members":       {func(f *UnionFacts) { f.MemberCount = 24 }, "small", true, true},
		"25 members":       {func(f *UnionFacts) { f.MemberCount = 25; f.Committee = 2 }, "committee", true, false},
		"with a committee": {func(f *UnionFacts) { f.MemberCount = 25; f.Committee = 3 }, "committee", true, true},
		"199 members":      {func(f *UnionFacts) { f.MemberCount = 199 }, "full_time_chair", false, false},
		"200 members":      {func(f *UnionFacts) { f.MemberCount = 200 }, "full_time_chair", true, true},
		"one unit": {func(f *UnionFacts) { f.Subtype = UnionJoint; f.UnitCount = 1 }, "joint_units", true,
			false},
		"two units": {func(f *UnionFacts) { f.Subtype = UnionJoint; f.UnitCount = 2 }, "joint_units", true,
			true},
		"term over":         {func(f *UnionFacts) { f.TermEndsOn = &day }, "term", true, false},
		"nobody above":      {func(*UnionFacts) {}, "above", true, false},
		"federation, small": {func(f *UnionFacts) { f.Subtype = UnionFederation }, "small", false, false},
		"appraised":         {func(f *UnionFacts) { f.Appraised = true }, "appraisal", true, true},
	} {
		got, there := hints(c.change)[c.code]
		if there != c.there || there && got.Met != c.met {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestUnionWords(t *testing.T) {
	for _, s := range []UnionTransferState{UnionTransferAsked, UnionTransferAccepted, UnionTransferRefused,
		UnionTransferWithdrawn} {
		if zh, en := s.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", s)
		}
	}
	for _, r := range []RetainReason{RetainUnitClosed, RetainMerged, RetainLaidOff} {
		if zh, en := r.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", r)
		}
	}
	quorum := func(roll int64, cast int64) bool {
		return AppraisalResult{Poll: Poll{RollCount: roll, CastCount: &cast}}.QuorumMet()
	}
	if quorum(12, 7) || !quorum(12, 8) || (AppraisalResult{}).QuorumMet() {
		t.Error("two thirds of the roll make a quorum")
	}
	if got := LeagueCutoff("2027-05-01"); got != "1999-05-01" {
		t.Errorf("28 on the day: %s", got)
	}
}
