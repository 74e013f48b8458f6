package branch

import (
	"errors"
	"testing"

	"xinjumin/models"
	"xinjumin/models/poll"
)

func TestMeetingBehind(t *testing.T) {
	const today models.Day = "2026-11-23"
	for name, c := range map[string]struct {
		kind        MeetingKind
		last, began models.Day
		want        bool
	}{
		"quarter: held in the last":           {MeetingGeneral, "2026-07-01", "2025-01-01", false},
		"quarter: held before it":             {MeetingGeneral, "2026-06-30", "2025-01-01", true},
		"quarter: made up for":                {MeetingGeneral, "2026-10-01", "2025-01-01", false},
		"quarter: never":                      {MeetingGeneral, "", "2025-01-01", true},
		"quarter: began on its first day":     {MeetingGeneral, "", "2026-07-01", true},
		"quarter: began a day later":          {MeetingGeneral, "", "2026-07-02", false},
		"month: held last month":              {MeetingTheme, "2026-10-01", "2025-01-01", false},
		"month: held two months ago":          {MeetingTheme, "2026-09-30", "2025-01-01", true},
		"month: committee":                    {MeetingCommittee, "2026-09-30", "2025-01-01", true},
		"month: group":                        {MeetingGroup, "2026-11-01", "2025-01-01", false},
		"year: held last year":                {MeetingReview, "2025-01-01", "2020-01-01", false},
		"year: held the year before":          {MeetingReview, "2024-12-31", "2020-01-01", true},
		"year: the branch is younger":         {MeetingClass, "", "2025-01-02", false},
		"year: organizational life, this one": {MeetingLife, "2026-01-01", "2020-01-01", false},
		"no such kind":                        {"tea", "", "2020-01-01", false},
	} {
		if got := MeetingBehind(c.kind, c.last, c.began, today); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if MeetingBehind(MeetingGeneral, "2025-10-01", "2020-01-01", "2026-01-01") {
		t.Error("the quarter before January is that of October")
	}
}

func TestMeetingExpectedAndQuorum(t *testing.T) {
	for _, c := range []struct {
		kind   MeetingKind
		full   int64
		groups bool
		want   bool
	}{{MeetingCommittee, 6, false, false}, {MeetingCommittee, 7, false, true}, {MeetingGroup, 9, false, false},
		{MeetingGroup, 3, true, true}, {MeetingTheme, 0, false, true}} {
		if got := MeetingExpected(c.kind, Counts{Full: c.full}, c.groups); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	for _, c := range []struct {
		kind            MeetingKind
		voters, present int64
		need            int64
		enough          bool
	}{{MeetingGeneral, 10, 5, 6, false}, {MeetingGeneral, 10, 6, 6, true}, {MeetingGeneral, 11, 6, 6, true},
		{MeetingGeneral, 0, 0, 1, false}, {MeetingClass, 10, 0, 0, true}} {
		if need, enough := MeetingQuorum(c.kind, c.voters, c.present); need != c.need || enough != c.enough {
			t.Errorf("%+v: %d %v", c, need, enough)
		}
	}
}

func TestWhoVotesInABranch(t *testing.T) {
	for _, c := range []struct {
		tie      models.MemberTie
		standing models.MemberStanding
		want     bool
	}{{models.TieFormal, models.StandingFull, true}, {models.TieFormal, models.StandingProbationary, false},
		{models.TieFormal, models.StandingActivist, false},
		{models.TieFormal, "", false}, {models.TieParticipating, models.StandingFull, false}} {
		if got := Votes((models.Membership{Tie: c.tie, Standing: c.standing})); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	for _, c := range []struct {
		kind    models.OrganizationKind
		purpose poll.Purpose
		want    poll.RollRule
	}{{models.KindPartyBranch, poll.Decision, poll.RollVoters},
		{models.KindPartyBranch, poll.Election, poll.RollVoters},
		{models.KindPartyBranch, poll.Consultation, poll.RollMembers},
		{models.KindFellowship, poll.Election, poll.RollMembers}} {
		if got := poll.RollRuleOf(c.kind, c.purpose); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestDuesAndProbation(t *testing.T) {
	day := func(d models.Day) *models.Day { return &d }
	joined := models.Day("2026-05-22").Start()
	for name, c := range map[string]struct {
		m    models.Membership
		want bool
	}{
		"paid six months ago":    {models.Membership{DuesUntil: day("2026-05-23")}, false},
		"a day longer":           {models.Membership{DuesUntil: day("2026-05-22")}, true},
		"never, joined so long":  {models.Membership{Tie: models.TieFormal, JoinedAt: &joined}, true},
		"never, only takes part": {models.Membership{Tie: models.TieParticipating, JoinedAt: &joined}, false},
	} {
		if got := DuesBehind(c.m, "2026-11-23"); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	o := models.Organization{Kind: models.KindPartyBranch, Subtype: models.BranchOrdinary,
		State: models.OrganizationActive, LegalForm: models.FormSubGroup}
	m := models.Membership{State: models.MembershipActive, Tie: models.TieFormal}
	if err := MayStand(m, o, models.StandingFull, "2026-11-01", "2026-11-23", day("2025-11-01")); err != nil {
		t.Errorf("after a year: %v", err)
	}
	if err := MayStand(m, o, models.StandingFull, "2026-10-31", "2026-11-23", day("2025-11-01")); !errors.Is(err,
		ErrProbation) {
		t.Errorf("a day early: %v", err)
	}
}

func TestPartyNumbers(t *testing.T) {
	for n, want := range map[int64]int64{9: -1, 10: 10, 14: 10, 15: 15, 103: 100} {
		got := Coarse(n)
		if want < 0 && got != nil || want >= 0 && (got == nil || *got != want) {
			t.Errorf("%d is told as %v", n, got)
		}
	}
	keys := func(o models.Organization, c Counts) string {
		s := ""
		for _, h := range Hints(o, c) {
			s += h.Key + " "
		}
		return s
	}
	ends := models.Day("2027-01-01")
	for name, c := range map[string]struct {
		o    models.Organization
		c    Counts
		want string
	}{
		"two":   {models.Organization{}, Counts{Full: 2, Probationary: 4}, "fewer_than_three "},
		"three": {models.Organization{}, Counts{Full: 3}, ""},
		"seven": {models.Organization{}, Counts{Full: 7, Unrecorded: 1}, "committee unrecorded "},
		"joint": {models.Organization{Subtype: models.BranchJoint, UnitCount: 6}, Counts{Full: 5}, "too_many_units "},
		"large": {models.Organization{}, Counts{Full: 6, Participating: 45}, "over_fifty "},
		"temporary": {models.Organization{Subtype: models.BranchTemporary, EndsOn: &ends}, Counts{Participating: 2},
			"temporary "},
	} {
		if got := keys(c.o, c.c); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
