package mediation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// Two who looked at the same version may not both act: one wins, one line, one
// audit row, one notice.
func TestDispute_raceOnOneVersion(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		twin := env.Second()
		for round := range 8 {
			id := c.file()
			acts := []func() *apptest.Response{
				func() *apptest.Response { return c.head.With("If-Match", `"1"`).Post(at(id, "accept"), nil) },
				func() *apptest.Response {
					return c.head.On(twin).With("If-Match", `"1"`).
						Post(at(id, "decline"), map[string]any{"reason": "not_civil"})
				},
				func() *apptest.Response { return c.applicant.With("If-Match", `"1"`).Post(at(id, "withdraw"), nil) },
			}
			got := apptest.Race(6, func(i int) *apptest.Response { return acts[i%3]() })
			if n := apptest.Statuses(got); n[200] != 1 || n[412] != 5 {
				t.Fatalf("round %d: %v\n%v", round, n, got)
			}
			audits := c.audits("dispute.accept", "done", id) + c.audits("dispute.decline", "done", id) +
				c.audits("dispute.withdraw", "done", id)
			lines := env.Count("SELECT COUNT(*) FROM dispute_events WHERE dispute_id = ?", id)
			notices := env.Count(`SELECT COUNT(*) FROM notices
				WHERE subject_id = ? AND kind IN ('dispute.declined','dispute.withdrawn')`, id)
			notices += c.audits("dispute.accept", "done", id) // nobody is told before all have consented
			if v := c.read(c.head, id); audits != 1 || lines != 2 || notices != 1 || v.Version != 2 {
				t.Errorf("round %d: %d audit rows, %d lines, %d notices, version %d", round, audits, lines, notices,
					v.Version)
			}
		}
	})
}

// Without a version the acts come one after the other, and each that succeeded
// was possible when it came: accepting and then withdrawing is, nothing else.
func TestDispute_raceInTurn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		for round := range 8 {
			id := c.file()
			got := apptest.Race(3, func(i int) *apptest.Response {
				switch i {
				case 0:
					return c.head.Post(at(id, "accept"), nil)
				case 1:
					return c.head.Post(at(id, "decline"), map[string]any{"reason": "not_civil"})
				}
				return c.applicant.Post(at(id, "withdraw"), nil)
			})
			won := []string{}
			for i, verb := range []string{"accept", "decline", "withdraw"} {
				switch got[i].Status {
				case 200:
					won = append(won, verb)
				case 409:
				default:
					t.Errorf("round %d: %s", round, got[i])
				}
				if n := c.audits("dispute."+verb, "done", id); (n == 1) != (got[i].Status == 200) || n > 1 {
					t.Errorf("round %d: %s answered %d with %d audit rows", round, verb, got[i].Status, n)
				}
			}
			state := c.read(c.head, id).State
			want := map[string]string{
				"accept":          "accepted",
				"decline":         "not_accepted",
				"withdraw":        "withdrawn",
				"accept withdraw": "withdrawn",
			}
			if want[strings.Join(won, " ")] != state {
				t.Errorf("round %d: %v won, and the case is %s", round, won, state)
			}
		}
	})
}

// Two heads choose a lead at once: the case has one.
func TestDispute_raceForLead(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		env.GrantCommittee(c.second, models.RoleCommitteeHead, c.committee)
		for range 5 {
			id := c.to(dispute.Accepted)
			got := apptest.Race(4, func(i int) *apptest.Response {
				return []*apptest.Client{c.head, c.second}[i%2].Post(at(id, "assign"),
					assign([]*apptest.Client{c.first, c.second}[i/2], true))
			})
			if n := apptest.Statuses(got); n[200] != 1 || n[409] != 3 {
				t.Fatalf("%v\n%v", n, got)
			}
			if n := env.Count("SELECT COUNT(*) FROM dispute_mediators WHERE dispute_id = ? AND is_lead = 1",
				id); n != 1 {
				t.Errorf("%d leads", n)
			}
		}
	})
}

// Fifty people file at once, through two processes, some with a repeated key:
// the numbers are unique and have no gap, although the series begins here.
func TestDispute_raceForNumbers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		twin := env.Second()
		people := make([]*apptest.Client, 10)
		for i := range people {
			people[i] = env.SignIn(fmt.Sprintf("filer %d", i))
		}
		got := apptest.Race(50, func(i int) *apptest.Response {
			who := people[i%len(people)]
			if i%2 == 1 {
				who = who.On(twin)
			}
			return who.Anew().Post("/disputes", filing())
		})
		numbers := []string{}
		for _, r := range got {
			var v view
			r.Want(201).JSON(&v)
			numbers = append(numbers, v.Number)
		}
		slices.Sort(numbers)
		for i, n := range numbers {
			if want := fmt.Sprintf("调330602-2026-%06d", i+1); n != want {
				t.Fatalf("number %d is %s, want %s", i+1, n, want)
			}
		}
		if n := env.Count("SELECT COUNT(DISTINCT number) FROM disputes"); n != 50 ||
			c.notices(dispute.NoticeNew, c.head) != 50 {
			t.Errorf("%d numbers", n)
		}
	}, apptest.Alone())
}
