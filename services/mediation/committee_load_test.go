package mediation_test

import (
	"fmt"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models/dispute"
)

// The head sees to whom a case can be given, and how much each has in hand.
func TestMediators_withTheirCases(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		for i, who := range []*apptest.Client{c.head, c.first, c.second} {
			who.Put("/me", map[string]any{"nickname": fmt.Sprintf("老吴%d", i)}).Want(200)
		}
		path := "/mediation-committees/" + c.committee.String() + "/mediators"
		loads := func(who *apptest.Client) (got []string, sent int64) {
			t.Helper()
			var page struct {
				Items []struct {
					Name  string `json:"name"`
					Head  bool   `json:"head"`
					Cases int    `json:"open_cases"`
				} `json:"items"`
			}
			before := env.Server.Services.Statements()
			who.Get(path).Want(200).JSON(&page)
			for _, i := range page.Items {
				got = append(got, fmt.Sprintf("%s %v %d", i.Name, i.Head, i.Cases))
			}
			return got, env.Server.Services.Statements() - before
		}
		want := "[老吴0 true 0 老吴1 false 0 老吴2 false 0]"
		got, sent := loads(c.head)
		if fmt.Sprint(got) != want {
			t.Errorf("%v, want %s", got, want)
		}
		c.to(dispute.Assigned)
		ended := c.to(dispute.Assigned)
		elsewhere := c.create("另一个调解委员会", town, c.second, c.head, c.first)
		for _, who := range []*apptest.Client{c.first, c.head, c.second} {
			got, again := loads(who)
			if fmt.Sprint(got) != "[老吴0 true 0 老吴2 false 0 老吴1 false 2]" || again != sent {
				t.Errorf("%s reads %v with %d statements", who.Name, got, again)
			}
		}
		c.applicant.Post(at(ended, "withdraw"), nil).Want(200)
		if got, _ := loads(c.head); fmt.Sprint(got) != "[老吴0 true 0 老吴2 false 0 老吴1 false 1]" {
			t.Errorf("after a case has ended: %v", got)
		}
		c.first.Get("/mediation-committees/" + elsewhere.String() + "/mediators").Want(200).Lacks(`"open_cases":1`)
		for _, who := range []*apptest.Client{c.admin, c.applicant, env.SignIn("a stranger")} {
			who.Get(path).Want(404)
		}
		env.Visitor().Get(path).Want(401)
	})
}
