package union

import (
	"errors"
	"testing"
	"time"

	"xinjumin/models"
	"xinjumin/models/poll"
)

func aUnion(subtype models.Subtype, place models.RegionCode) models.Organization {
	return models.Organization{ID: models.ID{byte(len(subtype)), place[5], place[8], place[11]}, Kind: models.KindUnion,
		Subtype: subtype, RegionCode: place, State: models.OrganizationActive, LegalForm: models.FormSubGroup}
}

// Each step of the tree leads up, so no path comes back.
func TestUnionTreeLeadsUp(t *testing.T) {
	const village, town, county, elsewhere = "330602005206", "330602005000", "330602000000", "330603000000"
	parent := models.ID{9}
	for name, c := range map[string]struct {
		below, above models.Organization
		want         error
	}{
		"own under town":     {aUnion(models.UnionOwn, village), aUnion(models.UnionFederation, town), nil},
		"own of the town":    {aUnion(models.UnionOwn, town), aUnion(models.UnionFederation, town), nil},
		"joint under county": {aUnion(models.UnionJoint, town), aUnion(models.UnionFederation, county), nil},
		"town under county":  {aUnion(models.UnionFederation, town), aUnion(models.UnionFederation, county), nil},
		"federation beside":  {aUnion(models.UnionFederation, town), aUnion(models.UnionFederation, town), ErrNotAbove},
		"county under town": {aUnion(models.UnionFederation, county), aUnion(models.UnionFederation, town),
			ErrNotAbove},
		"under a joint union": {aUnion(models.UnionOwn, village), aUnion(models.UnionJoint, town), ErrNotAbove},
		"under another county": {aUnion(models.UnionOwn, village), aUnion(models.UnionFederation, elsewhere),
			ErrNotAbove},
		"a fellowship": {models.Organization{Kind: models.KindFellowship}, aUnion(models.UnionFederation, town),
			ErrUnionsOnly},
		"under a fellowship": {aUnion(models.UnionOwn, village), models.Organization{Kind: models.KindFellowship},
			ErrUnionsOnly},
		"has one": {func() models.Organization {
			o := aUnion(models.UnionOwn,
				village)
			o.ParentID = &parent
			return o
		}(), aUnion(models.UnionFederation, town), ErrAffiliated},
		"under one that is suspended": {aUnion(models.UnionOwn, village),
			func() models.Organization {
				o := aUnion(models.UnionFederation, town)
				o.State = models.OrganizationSuspended
				return o
			}(),
			models.ErrOrganizationInactive},
	} {
		if err := MayJoinFederation(c.below, c.above); !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestUnionNumbers(t *testing.T) {
	if no := NumberIn("330602005206", 7); no != "330602-0007" || MemberNo(no, 123) != "330602-0007-000123" ||
		Series("330602005206") != "union:330602" {
		t.Errorf("%s", no)
	}
}

func TestUnionOfferOf(t *testing.T) {
	now := models.Instant(1_000_000_000_000)
	before := func(d time.Duration) *models.Instant { i := now.Add(-d); return &i }
	worker := models.ProfileFacts{Employment: models.GigWorker, Age: -1}
	for name, c := range map[string]struct {
		facts    models.ProfileFacts
		member   bool
		declined *models.Instant
		want     OfferState
	}{
		"worker":          {worker, false, nil, OfferOpen},
		"member":          {worker, true, nil, OfferMember},
		"untold":          {models.ProfileFacts{Age: 30}, false, nil, OfferUntold},
		"own business":    {models.ProfileFacts{Employment: models.SelfEmployed}, false, nil, OfferNoWages},
		"fifteen":         {models.ProfileFacts{Employment: models.Employed, Age: 15}, false, nil, OfferTooYoung},
		"sixteen":         {models.ProfileFacts{Employment: models.Employed, Age: 16}, false, nil, OfferOpen},
		"declined":        {worker, false, before(OfferPause - 1), OfferDeclined},
		"declined before": {worker, false, before(OfferPause), OfferOpen},
	} {
		got := OfferOf(c.facts, c.member, c.declined, now)
		if got.State != c.want || (got.AskAgain != nil) != (c.want == OfferDeclined) {
			t.Errorf("%s: %+v, want %s", name, got, c.want)
		}
		if zh, en := got.State.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", got.State)
		}
	}
	for _, r := range []Reason{ByCode, ByName, ByPlace, Above} {
		if zh, en := r.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", r)
		}
	}
}

// One third is enough, rounded up; the name that makes it is the last.
func TestUnionCallReachesAThird(t *testing.T) {
	for members, needed := range map[int64]int64{1: 1, 2: 1, 3: 1, 4: 2, 6: 2, 7: 3, 300: 100, 301: 101} {
		o := aUnion(models.UnionOwn, "330602005206")
		o.MemberCount = members
		c, err := CallMeeting(o, models.ID{1}, "讨论加班费", 1)
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
		if signed != needed || c.State != CallReached || *c.DueAt != models.Instant(2).Add(CallTerm) {
			t.Errorf("of %d members %d made a third, want %d", members, signed, needed)
		}
		if _, _, err := c.Sign(o, 3); !errors.Is(err, ErrCallClosed) {
			t.Errorf("one more name: %v", err)
		}
	}
	for _, s := range []CallState{CallOpen, CallReached, CallAnswered} {
		if zh, en := s.Text(); zh == "" || en == "" {
			t.Errorf("%s has no words", s)
		}
	}
}

func TestUnionHintsFollowTheThresholds(t *testing.T) {
	hints := func(change func(f *Facts)) map[string]Hint {
		f := Facts{Organization: aUnion(models.UnionOwn, "330602005206")}
		change(&f)
		out := map[string]Hint{}
		for _, h := range Hints(f, "2026-11-27") {
			if h.ZH == "" || h.EN == "" || h.Article == "" {
				t.Errorf("%s says nothing", h.Code)
			}
			out[h.Code] = h
		}
		return out
	}
	day := models.Day("2026-11-26")
	for name, c := range map[string]struct {
		change func(f *Facts)
		code   string
		there  bool
		met    bool
	}{
		"24 members":       {func(f *Facts) { f.MemberCount = 24 }, "small", true, true},
		"25 members":       {func(f *Facts) { f.MemberCount = 25; f.Committee = 2 }, "committee", true, false},
		"with a committee": {func(f *Facts) { f.MemberCount = 25; f.Committee = 3 }, "committee", true, true},
		"199 members":      {func(f *Facts) { f.MemberCount = 199 }, "full_time_chair", false, false},
		"200 members":      {func(f *Facts) { f.MemberCount = 200 }, "full_time_chair", true, true},
		"one unit": {func(f *Facts) { f.Subtype = models.UnionJoint; f.UnitCount = 1 }, "joint_units", true,
			false},
		"two units": {func(f *Facts) { f.Subtype = models.UnionJoint; f.UnitCount = 2 }, "joint_units", true,
			true},
		"term over":         {func(f *Facts) { f.TermEndsOn = &day }, "term", true, false},
		"nobody above":      {func(*Facts) {}, "above", true, false},
		"federation, small": {func(f *Facts) { f.Subtype = models.UnionFederation }, "small", false, false},
		"appraised":         {func(f *Facts) { f.Appraised = true }, "appraisal", true, true},
	} {
		got, there := hints(c.change)[c.code]
		if there != c.there || there && got.Met != c.met {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestUnionWords(t *testing.T) {
	for _, s := range []TransferState{TransferAsked, TransferAccepted, TransferRefused,
		TransferWithdrawn} {
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
		return AppraisalResult{Poll: poll.Poll{RollCount: roll, CastCount: &cast}}.QuorumMet()
	}
	if quorum(12, 7) || !quorum(12, 8) || (AppraisalResult{}).QuorumMet() {
		t.Error("two thirds of the roll make a quorum")
	}
	if got := models.LeagueCutoff("2027-05-01"); got != "1999-05-01" {
		t.Errorf("28 on the day: %s", got)
	}
}
