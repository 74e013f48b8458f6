package poll_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"xinjumin/models"
	"xinjumin/models/poll"
)

var pollStates = []poll.State{poll.Draft, poll.RollPublished, poll.RollSealed, poll.Open, poll.Closed, poll.Certified,
	poll.Archived, poll.Annulled}

func TestPollStates(t *testing.T) {
	allowed := map[string]poll.State{
		"edit draft": poll.Draft, "publish_roll draft": poll.RollPublished,
		"open roll_published": poll.Open, "open roll_sealed": poll.Open, "close open": poll.Closed,
		"cancel roll_published": poll.Annulled, "cancel roll_sealed": poll.Annulled, "cancel open": poll.Annulled,
		"delete draft": poll.Draft,
	}
	for _, act := range []poll.Act{poll.Edit, poll.PublishRoll, poll.DoOpen, poll.DoClose, poll.Cancel, poll.Delete,
		"unheard_of"} {
		for _, from := range pollStates {
			got, err := from.After(act)
			want, ok := allowed[string(act)+" "+string(from)]
			switch {
			case ok && (err != nil || got != want):
				t.Errorf("%s from %s: %s %v, want %s", act, from, got, err, want)
			case !ok && (!errors.Is(err, poll.ErrState) || got != from):
				t.Errorf("%s from %s: %s %v, want a refusal", act, from, got, err)
			}
		}
	}
}

func TestPollWindowIsHalfOpen(t *testing.T) {
	const opens, closes = models.Instant(1_000_000), models.Instant(2_000_000)
	p := func(s poll.State) poll.Poll {
		return poll.Poll{State: s, OpensAt: opens, ClosesAt: closes, RollCount: 10}
	}
	for _, c := range []struct {
		name string
		got  error
		want error
	}{
		{"open a moment early", p(poll.RollPublished).MayOpen(opens - 1), poll.ErrTooEarly},
		{"open in time", p(poll.RollPublished).MayOpen(opens), nil},
		{"open at the last moment", p(poll.RollSealed).MayOpen(closes - 1), nil},
		{"open too late", p(poll.RollPublished).MayOpen(closes), poll.ErrWindowOver},
		{"cast at the last moment", p(poll.Open).MayCast(closes - 1), nil},
		{"cast at the close", p(poll.Open).MayCast(closes), poll.ErrClosed},
		{"cast after it", p(poll.Open).MayCast(closes + 1), poll.ErrClosed},
		{"cast before it is open", p(poll.RollPublished).MayCast(opens), poll.ErrNotOpen},
		{"cast into a draft", p(poll.Draft).MayCast(opens), poll.ErrNotOpen},
		{"cast when counted", p(poll.Closed).MayCast(opens), poll.ErrClosed},
		{"close early with one missing", p(poll.Open).MayClose(closes-1, 9), poll.ErrRunning},
		{"close early with all", p(poll.Open).MayClose(closes-1, 10), nil},
		{"close in time", p(poll.Open).MayClose(closes, 0), nil},
		{"close twice", p(poll.Closed).MayClose(closes, 0), poll.ErrState},
		{"publish the roll of the past", p(poll.Draft).MayPublishRoll(closes), poll.ErrWindowOver},
	} {
		if !errors.Is(c.got, c.want) || (c.want == nil) != (c.got == nil) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestVoteCutoffAgreesWithAge(t *testing.T) {
	day := rapid.Custom(func(t *rapid.T) models.Day {
		d := rapid.IntRange(0, 70*366).Draw(t, "days")
		return models.Day("1960-01-01").AddDays(d)
	})
	rapid.Check(t, func(t *rapid.T) {
		birth, on := day.Draw(t, "birth"), day.Draw(t, "on")
		if rapid.Bool().Draw(t, "near") { // around the 18th birthday
			on = models.DayOf(models.InstantOf(birth.Start().Time().AddDate(18, 0,
				rapid.IntRange(-2, 2).Draw(t, "off"))))
		}
		if got := birth <= poll.VoteCutoff(on); got != models.MayVoteOn(birth, on) {
			t.Fatalf("born %s, on %s: cutoff says %v", birth, on, got)
		}
	})
	if poll.VoteCutoff("2026-02-28") < "2008-02-28" || "2008-02-29" <= poll.VoteCutoff("2026-02-28") ||
		"2008-02-29" > poll.VoteCutoff("2026-03-01") {
		t.Error("who is born on 29 February is 18 on 1 March")
	}
}

func TestAPollThatClosesAtMidnightEndsOnTheDayBefore(t *testing.T) {
	if got := (poll.Poll{ClosesAt: models.Day("2026-12-01").Start()}).ClosingDay(); got != "2026-11-30" {
		t.Error(got)
	}
	if got := (poll.Poll{ClosesAt: models.Day("2026-12-01").Start() + 1}).ClosingDay(); got != "2026-12-01" {
		t.Error(got)
	}
}

func TestPollDraftCheck(t *testing.T) {
	now := models.Instant(1_800_000_000_000)
	good := poll.DraftInput{Title: "活动室选址", Question: "设在哪里？", Options: []string{"一", "二"}, OpensAt: now,
		ClosesAt: now.Add(time.Hour)}
	labels := func(n int) (out []string) {
		for i := range n {
			out = append(out, fmt.Sprint(i))
		}
		return out
	}
	for name, c := range map[string]struct {
		change func(*poll.DraftInput)
		want   string
	}{
		"good":              {func(*poll.DraftInput) {}, ""},
		"rare characters":   {func(d *poll.DraftInput) { d.Title = strings.Repeat("𠮷", 60) }, ""},
		"long title":        {func(d *poll.DraftInput) { d.Title = strings.Repeat("字", 61) }, "/title"},
		"no question":       {func(d *poll.DraftInput) { d.Question = "" }, "/question"},
		"one option":        {func(d *poll.DraftInput) { d.Options = labels(1) }, "/options"},
		"20 options":        {func(d *poll.DraftInput) { d.Options = labels(20) }, ""},
		"21 options":        {func(d *poll.DraftInput) { d.Options = labels(21) }, "/options"},
		"twins":             {func(d *poll.DraftInput) { d.Options = []string{"是", "否", "是"} }, "/options/2"},
		"read as twins":     {func(d *poll.DraftInput) { d.Options = []string{"A方案", "a方案"} }, "/options/1"},
		"an empty option":   {func(d *poll.DraftInput) { d.Options = []string{"是", ""} }, "/options/1"},
		"ends as it opens":  {func(d *poll.DraftInput) { d.ClosesAt = d.OpensAt }, "/closes_at"},
		"over already":      {func(d *poll.DraftInput) { d.OpensAt, d.ClosesAt = now-2, now }, "/closes_at"},
		"91 days":           {func(d *poll.DraftInput) { d.ClosesAt = now.Add(91 * 24 * time.Hour) }, "/closes_at"},
		"title and options": {func(d *poll.DraftInput) { d.Title, d.Options = "", nil }, "/title/options"},
	} {
		d := good
		c.change(&d)
		got := ""
		for _, f := range d.Check(now, strings.ToLower) {
			got += f.Field
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTally(t *testing.T) {
	options := poll.NumberOptions(models.ID{1}, []string{"甲", "乙", "丙"})
	for name, c := range map[string]struct {
		counts  []poll.Count
		votes   []int64
		leaders []int64
		tie     bool
	}{
		"nobody voted": {nil, []int64{0, 0, 0}, nil, false},
		"one leads":    {[]poll.Count{{1, 3}, {3, 5}}, []int64{3, 0, 5}, []int64{3}, false},
		"two tie":      {[]poll.Count{{1, 4}, {2, 1}, {3, 4}}, []int64{4, 1, 4}, []int64{1, 3}, true},
		"all tie":      {[]poll.Count{{3, 2}, {2, 2}, {1, 2}}, []int64{2, 2, 2}, []int64{1, 2, 3}, true},
		"unanimous":    {[]poll.Count{{2, 9}}, []int64{0, 9, 0}, []int64{2}, false},
	} {
		got, err := poll.Tally(options, c.counts)
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
		if again := poll.Reading(got.Options); !slices.Equal(again.Leaders, got.Leaders) || again.Cast != got.Cast ||
			again.Tie != got.Tie {
			t.Errorf("%s: the stored counts read differently: %+v", name, again)
		}
	}
	if options[0].Votes != nil {
		t.Error("Tally wrote into its argument")
	}
	if _, err := poll.Tally(options, []poll.Count{{1, 1}, {4, 1}}); !errors.Is(err, poll.ErrMismatch) {
		t.Errorf("a ballot for nothing was counted: %v", err)
	}
}
