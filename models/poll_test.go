package models_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "xinjumin/models"
)

var pollStates = []PollState{PollDraft, PollRollPublished, PollRollSealed, PollOpen, PollClosed, PollCertified,
	PollArchived, PollAnnulled}

func TestPollStates(t *testing.T) {
	allowed := map[string]PollState{
		"edit draft": PollDraft, "publish_roll draft": PollRollPublished,
		"open roll_published": PollOpen, "open roll_sealed": PollOpen, "close open": PollClosed,
	}
	for _, act := range []PollAct{PollEdit, PollPublishRoll, PollDoOpen, PollDoClose, "unheard_of"} {
		for _, from := range pollStates {
			got, err := from.After(act)
			want, ok := allowed[string(act)+" "+string(from)]
			switch {
			case ok && (err != nil || got != want):
				t.Errorf("%s from %s: %s %v, want %s", act, from, got, err, want)
			case !ok && (!errors.Is(err, ErrPollState) || got != from):
				t.Errorf("%s from %s: %s %v, want a refusal", act, from, got, err)
			}
		}
	}
}

func TestPollWindowIsHalfOpen(t *testing.T) {
	const opens, closes = Instant(1_000_000), Instant(2_000_000)
	p := func(s PollState) Poll {
		return Poll{State: s, OpensAt: opens, ClosesAt: closes, RollCount: 10}
	}
	for _, c := range []struct {
		name string
		got  error
		want error
	}{
		{"open a moment early", p(PollRollPublished).MayOpen(opens - 1), ErrPollTooEarly},
		{"open in time", p(PollRollPublished).MayOpen(opens), nil},
		{"open at the last moment", p(PollRollSealed).MayOpen(closes - 1), nil},
		{"open too late", p(PollRollPublished).MayOpen(closes), ErrPollWindowOver},
		{"cast at the last moment", p(PollOpen).MayCast(closes - 1), nil},
		{"cast at the close", p(PollOpen).MayCast(closes), ErrPollClosed},
		{"cast after it", p(PollOpen).MayCast(closes + 1), ErrPollClosed},
		{"cast before it is open", p(PollRollPublished).MayCast(opens), ErrPollNotOpen},
		{"cast into a draft", p(PollDraft).MayCast(opens), ErrPollNotOpen},
		{"cast when counted", p(PollClosed).MayCast(opens), ErrPollClosed},
		{"close early with one missing", p(PollOpen).MayClose(closes-1, 9), ErrPollRunning},
		{"close early with all", p(PollOpen).MayClose(closes-1, 10), nil},
		{"close in time", p(PollOpen).MayClose(closes, 0), nil},
		{"close twice", p(PollClosed).MayClose(closes, 0), ErrPollState},
		{"publish the roll of the past", p(PollDraft).MayPublishRoll(closes), ErrPollWindowOver},
	} {
		if !errors.Is(c.got, c.want) || (c.want == nil) != (c.got == nil) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestVoteCutoffAgreesWithAge(t *testing.T) {
	day := rapid.Custom(func(t *rapid.T) Day {
		d := rapid.IntRange(0, 70*366).Draw(t, "days")
		return Day("1960-01-01").AddDays(d)
	})
	rapid.Check(t, func(t *rapid.T) {
		birth, on := day.Draw(t, "birth"), day.Draw(t, "on")
		if rapid.Bool().Draw(t, "near") { // around the 18th birthday
			on = DayOf(InstantOf(birth.Start().Time().AddDate(18, 0, rapid.IntRange(-2, 2).Draw(t, "off"))))
		}
		if got := birth <= VoteCutoff(on); got != MayVoteOn(birth, on) {
			t.Fatalf("born %s, on %s: cutoff says %v", birth, on, got)
		}
	})
	if VoteCutoff("2026-02-28") < "2008-02-28" || "2008-02-29" <= VoteCutoff("2026-02-28") ||
		"2008-02-29" > VoteCutoff("2026-03-01") {
		t.Error("who is born on 29 February is 18 on 1 March")
	}
}

func TestAPollThatClosesAtMidnightEndsOnTheDayBefore(t *testing.T) {
	if got := (Poll{ClosesAt: Day("2026-12-01").Start()}).ClosingDay(); got != "2026-11-30" {
		t.Error(got)
	}
	if got := (Poll{ClosesAt: Day("2026-12-01").Start() + 1}).ClosingDay(); got != "2026-12-01" {
		t.Error(got)
	}
}

func TestPollDraftCheck(t *testing.T) {
	now := Instant(1_800_000_000_000)
	good := PollDraftInput{Title: "活动室选址", Question: "设在哪里？", Options: []string{"一", "二"}, OpensAt: now,
		ClosesAt: now.Add(time.Hour)}
	labels := func(n int) (out []string) {
		for i := range n {
			out = append(out, fmt.Sprint(i))
		}
		return out
	}
	for name, c := range map[string]struct {
		change func(*PollDraftInput)
		want   string
	}{
		"good":              {func(*PollDraftInput) {}, ""},
		"rare characters":   {func(d *PollDraftInput) { d.Title = strings.Repeat("𠮷", 60) }, ""},
		"long title":        {func(d *PollDraftInput) { d.Title = strings.Repeat("字", 61) }, "/title"},
		"no question":       {func(d *PollDraftInput) { d.Question = "" }, "/question"},
		"one option":        {func(d *PollDraftInput) { d.Options = labels(1) }, "/options"},
		"20 options":        {func(d *PollDraftInput) { d.Options = labels(20) }, ""},
		"21 options":        {func(d *PollDraftInput) { d.Options = labels(21) }, "/options"},
		"twins":             {func(d *PollDraftInput) { d.Options = []string{"是", "否", "是"} }, "/options/2"},
		"an empty option":   {func(d *PollDraftInput) { d.Options = []string{"是", ""} }, "/options/1"},
		"ends as it opens":  {func(d *PollDraftInput) { d.ClosesAt = d.OpensAt }, "/closes_at"},
		"over already":      {func(d *PollDraftInput) { d.OpensAt, d.ClosesAt = now-2, now }, "/closes_at"},
		"91 days":           {func(d *PollDraftInput) { d.ClosesAt = now.Add(91 * 24 * time.Hour) }, "/closes_at"},
		"title and options": {func(d *PollDraftInput) { d.Title, d.Options = "", nil }, "/title/options"},
	} {
		d := good
		c.change(&d)
		got := ""
		for _, f := range d.Check(now) {
			got += f.Field
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTally(t *testing.T) {
	options := NumberOptions(ID{1}, []string{"甲", "乙", "丙"})
	for name, c := range map[string]struct {
		counts  []Count
		votes   []int64
		leaders []int64
		tie     bool
	}{
		"nobody voted": {nil, []int64{0, 0, 0}, nil, false},
		"one leads":    {[]Count{{1, 3}, {3, 5}}, []int64{3, 0, 5}, []int64{3}, false},
		"two tie":      {[]Count{{1, 4}, {2, 1}, {3, 4}}, []int64{4, 1, 4}, []int64{1, 3}, true},
		"all tie":      {[]Count{{3, 2}, {2, 2}, {1, 2}}, []int64{2, 2, 2}, []int64{1, 2, 3}, true},
		"unanimous":    {[]Count{{2, 9}}, []int64{0, 9, 0}, []int64{2}, false},
	} {
		got, err := Tally(options, c.counts)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var votes []int64
		var sum int64
		for _, o := range got.Options {
			votes = append(votes, *o.Votes)
			sum += *o.Votes
		}
		if !slices.Equal(votes, c.votes) || !slices.Equal(got.Leaders, c.leaders) || got.Tie != c.tie ||
			got.Cast != sum {
			t.Errorf("%s: %v leaders %v tie %v cast %d", name, votes, got.Leaders, got.Tie, got.Cast)
		}
		if again := Reading(got.Options); !slices.Equal(again.Leaders, got.Leaders) || again.Cast != got.Cast ||
			again.Tie != got.Tie {
			t.Errorf("%s: the stored counts read differently: %+v", name, again)
		}
	}
	if options[0].Votes != nil {
		t.Error("Tally wrote into its argument")
	}
	if _, err := Tally(options, []Count{{1, 1}, {4, 1}}); !errors.Is(err, ErrPollMismatch) {
		t.Errorf("a ballot for nothing was counted: %v", err)
	}
}
