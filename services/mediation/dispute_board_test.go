package mediation_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

type card struct {
	ID             models.ID `json:"id"`
	Number         string    `json:"number"`
	PlaceName      string    `json:"place_name"`
	ApplicantName  *string   `json:"applicant_name"`
	RespondentName *string   `json:"respondent_name"`
	AmountFen      *int64    `json:"amount_fen"`
	MediatorName   *string   `json:"mediator_name"`
	DaysLeft       *int      `json:"days_left"`
}

type board struct {
	Items  []card  `json:"items"`
	Next   *string `json:"next_cursor"`
	Counts []struct {
		State string `json:"state"`
		Count int    `json:"count"`
	} `json:"counts"`
}

func (c *committeeFixture) board(who *apptest.Client, query string) board {
	c.Helper()
	var b board
	who.Get("/disputes?" + query).Want(200).JSON(&b)
	return b
}

// all follows a list to its end, one case a page.
func (c *committeeFixture) all(who *apptest.Client, query string) []models.ID {
	c.Helper()
	var ids []models.ID
	cursor := ""
	for range 30 {
		b := c.board(who, "limit=1&"+query+cursor)
		for _, i := range b.Items {
			ids = append(ids, i.ID)
		}
		if b.Next == nil {
			return ids
		}
		cursor = "&cursor=" + *b.Next
	}
	c.Fatalf("%s never ends", query)
	return nil
}

func (c card) words() string {
	text := func(s *string) string {
		if s == nil {
			return "-"
		}
		return *s
	}
	amount, days := "-", "-"
	if c.AmountFen != nil {
		amount = fmt.Sprint(*c.AmountFen)
	}
	if c.DaysLeft != nil {
		days = fmt.Sprint(*c.DaysLeft)
	}
	return strings.Join([]string{text(c.ApplicantName), text(c.RespondentName), amount, c.PlaceName, days,
		text(c.MediatorName)}, " ")
}

// A line of the board tells who, against whom, about how much, where, how long there
// is, and who mediates: to each as far as they may read the case itself.
func TestBoard_tells(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		c.applicant.Put("/me", map[string]any{"nickname": "小方"}).Want(200)
		c.first.Put("/me", map[string]any{"nickname": "老吴"}).Want(200)
		id := c.to(dispute.Assigned)
		other := env.SignIn("the other side")
		c.respondent(id, other)
		c.later(24 * time.Hour)
		other = env.SignIn("the other side")
		whole := "小方 " + canaryName + " 1234500 外山村 14 老吴"
		theirs := "小方 " + canaryName + " - 外山村 14 老吴"
		for _, as := range []struct {
			who         *apptest.Client
			query, want string
		}{
			{c.head, "as=committee", whole}, {c.first, "as=committee", whole}, {c.first, "as=mediator", whole},
			{c.applicant, "as=party", whole}, {other, "as=party", theirs}, {other, "", theirs},
			{c.head, "as=mediator", ""}, {c.head, "as=party", ""}, {c.second, "", ""}, {c.admin, "", ""},
			{c.first, "as=mediator&state=applied", ""}, {c.first, "as=mediator&state=assigned", whole},
		} {
			var got []string
			for _, i := range c.board(as.who, as.query).Items {
				got = append(got, i.words())
			}
			if strings.Join(got, "|") != as.want {
				t.Errorf("%s, %s: %q, want %q", as.who.Name, as.query, got, as.want)
			}
		}
		var mine board
		c.applicant.Get("/me/disputes").Want(200).JSON(&mine)
		if len(mine.Items) != 1 || mine.Items[0].words() != whole {
			t.Errorf("one's own: %+v", mine)
		}
		// The answer of an act is kept, and therefore names nobody.
		c.first.Post(at(id, "take"), scene.NoTie).Want(200).Lacks("canary").Lacks("小方").Lacks("1234500")
		if v := c.read(c.applicant, id); v.AmountFen == nil || c.read(other, id).AmountFen != nil {
			t.Error("the amount is for the applicant and not for the other side")
		}
	})
}

// The board is sorted by the day on which a case is due, is searched by the number, and
// counts all states at once.
func TestBoard_sortsSearchesCounts(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		late := c.to(dispute.Accepted)
		c.to(dispute.NotAccepted)
		c.later(24 * time.Hour)
		assigned := c.to(dispute.Assigned)
		same := c.to(dispute.Accepted)
		c.later(24 * time.Hour)
		fresh := c.file()
		newest := c.file()
		if c.read(c.head, late).DueOn == c.read(c.head, same).DueOn {
			t.Fatal("the days must differ")
		}
		want := fmt.Sprint([]models.ID{fresh, newest, late, assigned, same})
		if got := fmt.Sprint(c.all(c.head, "as=committee&sort=due")); got != want {
			t.Errorf("by due day %s, want %s", got, want)
		}
		if got := c.all(c.head, "as=committee"); len(got) != 6 || got[0] != newest || got[5] != late {
			t.Errorf("the newest first: %v", got)
		}
		if got := c.all(c.head, "sort=due&state=accepted"); fmt.Sprint(got) != fmt.Sprint([]models.ID{late, same}) {
			t.Errorf("accepted ones by due day: %v", got)
		}
		if got := c.all(c.first, "as=mediator&sort=due"); len(got) != 1 || got[0] != assigned {
			t.Errorf("those of the mediator: %v", got)
		}
		for q, hits := range map[string]int{"000003": 1, "2026-00000": 6, "调330602": 6, "%25": 0, "_": 0, "9": 0,
			"小方": 0, canaryName: 0} {
			if got := c.all(c.head, "as=committee&q="+q); len(got) != hits {
				t.Errorf("%q finds %d, want %d", q, len(got), hits)
			}
		}
		if got := c.all(c.second, "q=000003"); len(got) != 0 {
			t.Errorf("a mediator finds what is not theirs: %v", got)
		}
		counts := fmt.Sprint(c.board(c.head, "as=committee&limit=1&state=applied").Counts)
		if counts != "[{accepted 2} {applied 2} {assigned 1} {not_accepted 1}]" {
			t.Errorf("counts %s", counts)
		}
		if got := fmt.Sprint(c.board(c.first, "").Counts); got != "[{assigned 1}]" {
			t.Errorf("counts of a mediator: %s", got)
		}
		if got := c.board(c.admin, "").Counts; got == nil || len(got) != 0 {
			t.Errorf("counts of who sees none: %v", got)
		}
		b := c.board(c.head, "sort=due&limit=1")
		c.head.Get("/disputes?limit=1&cursor=" + *b.Next).Want(422) // of another order
	})
}

// A page costs what it costs, whatever lies on it.
func TestBoard_statementsDoNotGrow(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		sent := func(want int, query string) int64 {
			before := env.Server.Services.Statements()
			if got := c.board(c.head, query); len(got.Items) != want {
				t.Fatalf("%d cases, want %d", len(got.Items), want)
			}
			return env.Server.Services.Statements() - before
		}
		c.to(dispute.Assigned)
		one, oneByDue := sent(1, "as=committee"), sent(1, "as=committee&sort=due&q=调")
		for range 6 {
			c.to(dispute.Assigned)
		}
		if more, byDue := sent(7, "as=committee"), sent(7, "as=committee&sort=due&q=调"); more != one ||
			byDue != oneByDue {
			t.Errorf("seven take %d and %d statements, one took %d and %d", more, byDue, one, oneByDue)
		}
	})
}
