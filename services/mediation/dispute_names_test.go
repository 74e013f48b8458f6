package mediation_test

import (
	"testing"

	"xinjumin/app/apptest"
)

// The name of a person on the other side has one form; that of an employer keeps
// its blanks and dots.
func TestDispute_namesOfTheOtherSide(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		for _, name := range []struct{ kind, typed, kept string }{
			{"person", "王　芳", "王芳"}, {"person", "阿依努尔.买买提", "阿依努尔·买买提"}, {"person", "Ａ老板", "A老板"},
			{"person", "老王（砖厂）", "老王(砖厂)"}, {"employer", "Smith Co. Ltd", "Smith Co. Ltd"},
			{"employer", "义乌 金华商行", "义乌 金华商行"},
		} {
			id := c.applicant.Post("/disputes", filing(func(b map[string]any) {
				b["respondent"] = map[string]any{"kind": name.kind, "name": name.typed}
			})).Want(201).ID()
			for _, p := range c.read(c.head, id).Parties {
				if p.Side == "respondent" && (p.Name == nil || *p.Name != name.kept) {
					t.Errorf("%q is kept as %v", name.typed, p.Name)
				}
			}
		}
	})
}
