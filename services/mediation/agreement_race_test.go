package mediation_test

import (
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// Signatures, the seal and another version at one instant: one agreement is in effect
// with its items once, or none is.
func TestAgreement_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		for range 5 {
			c.first.Anew().Post(at(s.Case, "propose"), s.Proposal("2026-12-10")).Want(200)
			s = s.Read(c.first)
			path := "/dispute-agreements/" + s.Agreement.String()
			page := upload(c.first, "document", scene.Photo(9, 9))
			signed, seal := s.Signed("2026-11-23", page), map[string]any{"sha256": s.SHA256, "on": "2026-11-23"}
			acts := []func() *apptest.Response{
				func() *apptest.Response { return c.first.Post(path+"/sign", signed) },
				func() *apptest.Response { return c.head.Post(path+"/seal", seal) },
				func() *apptest.Response { return c.first.Post(path+"/sign", signed) },
				func() *apptest.Response { return c.head.Post(path+"/seal", seal) },
				func() *apptest.Response {
					return c.first.Anew().Post(at(s.Case, "propose"), s.Proposal("2026-12-11"))
				},
			}
			apptest.Race(len(acts), func(i int) *apptest.Response { return acts[i]() })
			effective := env.Count("SELECT COUNT(*) FROM dispute_agreements WHERE dispute_id = ? "+
				"AND state = 'effective'", s.Case)
			items := env.Count("SELECT COUNT(*) FROM dispute_items WHERE dispute_id = ?", s.Case)
			live := env.Count("SELECT COUNT(*) FROM dispute_agreements WHERE dispute_id = ? AND state <> 'void'",
				s.Case)
			state := c.read(c.head, s.Case).State
			if effective > 1 || items != effective || live != 1 || (state == "effective") != (effective == 1) {
				t.Fatalf("%d in effect, %d items, %d live, the case is %s", effective, items, live, state)
			}
			if effective == 1 {
				s = scene.Mediated(c.applicant, c.head, c.first, filing())
			}
		}
	})
}
