package mediation_test

import (
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// A session is printed on the paper of its kind, with what was put down of it; the record
// of another session stays valid beside it.
func TestSession_paper(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		for _, ago := range []time.Duration{-30 * time.Hour, -5 * time.Hour} {
			c.first.Post(at(s.Case, "sessions"), c.meets(ago)).Want(200)
			c.first.Post(session(c.sessions(c.first, s.Case)[0].ID, "hold"), c.held(s)).Want(200)
		}
		c.first.Post(at(s.Case, "sessions"), c.meets(-2*time.Hour, setting("kind", "inquiry"))).Want(200)
		all := c.sessions(c.first, s.Case)
		print := func(kind string, of models.ID) *apptest.Response {
			return c.first.Anew().Post(at(s.Case, "documents"), map[string]any{"kind": kind, "session_id": of})
		}
		var second, first, again documentView
		print("session_record", all[1].ID).Want(201).JSON(&second)
		words := c.words(c.first, second)
		for _, want := range []string{"第2次", canaryPlace, canaryMinutes, "下周再谈", canaryName, "2026年11月23日"} {
			if !strings.Contains(words, want) {
				t.Errorf("the record lacks %s: %s", want, words)
			}
		}
		print("session_record", all[2].ID).Want(201).JSON(&first)
		print("session_record", all[1].ID).Want(201).JSON(&again)
		states := map[models.ID]string{}
		for _, d := range c.documents(c.first, s.Case) {
			states[d.ID] = d.State
		}
		if states[first.ID] != "valid" || states[second.ID] != "superseded" || states[again.ID] != "valid" {
			t.Errorf("%v", states)
		}
		if len(c.documents(c.applicant, s.Case)) != 0 {
			t.Error("the applicant reads a record")
		}
		print("inquiry", all[1].ID).Want(422).Contains(`"/session_id"`)
		print("session_record", all[0].ID).Want(422).Contains(`"/session_id"`)
		print("session_record", scene.NewID()).Want(422).Contains(`"/session_id"`)
		print("inquiry", all[0].ID).Want(201).JSON(&first)
		if words := c.words(c.first, first); !strings.Contains(words, canaryPlace) ||
			strings.Contains(words, canaryMinutes) {
			t.Errorf("the inquiry says %s", words)
		}
	})
}
