package poll_test

import (
	"strings"
	"testing"
	"time"

	"xinjumin/models"
	"xinjumin/models/poll"
)

// What the office and a person on the roll may do in every state, before, in and after
// the window; behind a colon stands what is in the way.
func TestChoices_inEveryState(t *testing.T) {
	org := models.ID{1}
	opens := models.InstantOf(time.Date(2026, 12, 1, 9, 0, 0, 0, models.Shanghai))
	closes := opens.Add(time.Hour)
	office := models.Actor{PersonID: models.ID{2}, Grants: []models.RoleGrant{{Role: models.RoleChair,
		ScopeKind: models.ScopeOrganization, OrganizationID: &org, EndsAt: closes.Add(time.Hour)}}}
	voter, voted := poll.Part{OnRoll: true}, poll.Part{OnRoll: true, Voted: true}
	for _, c := range []struct {
		state             poll.State
		before, in, after string // of the office
		ballot            string // of somebody on the roll, in the window
	}{
		{poll.Draft, "edit publish_roll delete", "edit publish_roll delete",
			"edit publish_roll:poll.window_over delete", "cast:poll.not_open"},
		{poll.RollPublished, "open:poll.too_early cancel", "open cancel", "open:poll.window_over cancel",
			"cast:poll.not_open"},
		{poll.RollSealed, "open:poll.too_early cancel", "open cancel", "open:poll.window_over cancel",
			"cast:poll.not_open"},
		{poll.Open, "close:poll.still_running cancel", "close:poll.still_running cancel", "close cancel:poll.closed",
			"cast"},
		{poll.Closed, "", "", "", ""},
		{poll.Certified, "", "", "", ""},
		{poll.Archived, "", "", "", ""},
		{poll.Annulled, "", "", "", ""},
	} {
		p := poll.Poll{OrganizationID: org, State: c.state, OpensAt: opens, ClosesAt: closes, RollCount: 10}
		for at, want := range map[models.Instant]string{opens - 1: c.before, opens: c.in, closes: c.after} {
			if got := said(p.Choices(office, poll.Part{}, at)); got != want {
				t.Errorf("%s, the office at %s: %q, want %q", c.state, at, got, want)
			}
		}
		if got := said(p.Choices(models.Actor{}, voter, opens)); got != c.ballot {
			t.Errorf("%s, on the roll: %q, want %q", c.state, got, c.ballot)
		}
		for _, nobody := range []poll.Part{{}, voted} {
			if got := said(p.Choices(models.Actor{}, nobody, opens)); got != "" {
				t.Errorf("%s, %+v: %q", c.state, nobody, got)
			}
		}
	}
	full := poll.Poll{OrganizationID: org, State: poll.Open, OpensAt: opens, ClosesAt: closes, RollCount: 10}
	if got := said(full.Choices(office, poll.Part{Marks: 10}, opens)); got != "close cancel" {
		t.Errorf("everybody has voted: %q", got)
	}
	full.Convened = true
	if got := said(full.Choices(office, poll.Part{}, opens)); got != "close:poll.still_running" {
		t.Errorf("put by another area: %q", got)
	}
}

func said(choices models.Choices) string {
	words := make([]string, len(choices))
	for i, c := range choices {
		words[i] = c.Act
		if c.Why != nil {
			words[i] += ":" + c.Why.Reason
		}
	}
	return strings.Join(words, " ")
}
