package mediation_test

import (
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// Sessions of several cases at one instant with one mediator: one is planned.
func TestSession_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		twin := env.Second()
		cases := []scene.Settled{scene.Mediated(c.applicant, c.head, c.first, filing()),
			scene.Mediated(env.SignIn("other"), c.head, c.first, filing()),
			scene.Mediated(env.SignIn("third"), c.head, c.first, filing())}
		for round := range 6 {
			in := time.Duration(round+1) * 24 * time.Hour
			got := apptest.Race(6, func(i int) *apptest.Response {
				who := c.first.Anew()
				if i%2 == 1 {
					who = who.On(twin)
				}
				// The later ones overlap by a part.
				return who.Post(at(cases[i%3].Case, "sessions"), c.meets(in+time.Duration(i%3)*15*time.Minute))
			})
			if n := apptest.Statuses(got); n[200] != 1 || n[409] != 5 {
				t.Fatalf("round %d: %v\n%v", round, n, got)
			}
			planned := env.Count("SELECT COUNT(*) FROM dispute_sessions")
			slots := env.Count("SELECT COUNT(*) FROM dispute_session_slots")
			if planned != round+1 || slots != 8*(round+1) {
				t.Fatalf("round %d: %d sessions, %d slots", round, planned, slots)
			}
		}
	})
}

// A session is put down once, and called off or held, not both.
func TestSession_raceOnOne(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		c.first.Post(at(s.Case, "sessions"), c.meets(-2*time.Hour)).Want(200)
		one := c.sessions(c.first, s.Case)[0].ID
		got := apptest.Race(6, func(i int) *apptest.Response {
			if i%2 == 1 {
				return c.head.Anew().Post(session(one, "cancel"), map[string]any{"reason": "改期"})
			}
			return c.first.Anew().Post(session(one, "hold"), c.held(s))
		})
		if n := apptest.Statuses(got); n[200] != 1 || n[409] != 5 {
			t.Fatalf("%v\n%v", n, got)
		}
		records := env.Count("SELECT COUNT(*) FROM dispute_session_records")
		if held := c.sessions(c.first, s.Case)[0].State == "held"; held != (records == 1) {
			t.Errorf("held %v with %d records", held, records)
		}
	})
}
