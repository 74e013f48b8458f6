package organizations_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// What is not approved is taken back by its founder, whatever it waits for: it is gone, its name
// is free, and those who were asked to sign or to decide are told.
func TestFoundingsAreTakenBack(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		for i, c := range []struct {
			name string
			lead func(at string) // from a signed draft to the state in question
			told int             // administrators who are told
		}{
			{"a draft", func(string) {}, 0},
			{"waiting for the authority", func(at string) { k.one.Post(at+"/submit", nil).Want(http.StatusOK) }, 1},
			{"sent back", func(at string) {
				k.one.Post(at+"/submit", nil).Want(http.StatusOK)
				k.town.Post(at+"/reject", scene.Reason("请写明会址")).Want(http.StatusOK)
			}, 0},
		} {
			at := k.signed(scene.Draft("外山村联谊会")) // the same name each time: it is free again
			c.lead(at)
			before := env.Count("SELECT COUNT(*) FROM notices WHERE kind = 'organization.deleted'")
			k.two.Delete(at).Reason(http.StatusForbidden, "auth.forbidden")
			k.town.Delete(at).Reason(http.StatusForbidden, "auth.forbidden")
			k.one.Get(at).Want(http.StatusOK).Contains(`"delete"`)
			k.one.Delete(at).Want(http.StatusNoContent)
			k.one.Delete(at).Reason(http.StatusNotFound, "request.not_found")
			k.two.Get(at).Reason(http.StatusNotFound, "request.not_found")
			k.two.Get("/notifications?limit=1").Want(http.StatusOK).Contains("不再发起成立外山村联谊会")
			for _, who := range []*apptest.Client{k.two, k.three} {
				if n := env.Count(`SELECT COUNT(*) FROM notices WHERE kind = 'founder.dropped' AND person_id = ?`,
					who.PersonID); n != i+1 {
					t.Errorf("%s: %s was told %d times", c.name, who.Name, n)
				}
			}
			if n := env.Count("SELECT COUNT(*) FROM notices WHERE kind = 'organization.deleted'"); n-before != c.told {
				t.Errorf("%s: %d who decide were told, want %d", c.name, n-before, c.told)
			}
			if n := env.Count(`SELECT (SELECT COUNT(*) FROM organizations) + (SELECT COUNT(*) FROM organization_founders)
				+ (SELECT COUNT(*) FROM organization_charters)`); n != 0 {
				t.Errorf("%s: %d rows are left", c.name, n)
			}
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = 'organization.delete' AND outcome = 'done'`); n != i+1 {
				t.Errorf("%s: %d rows of the trail", c.name, n)
			}
		}
		at := k.active(scene.Draft("外山村联谊会"))
		k.one.Delete(at).Reason(http.StatusConflict, "organization.wrong_state")
		k.one.Get(at).Want(http.StatusOK).Lacks(`"delete"`)
	})
}

// The founder takes back while the authority approves: one of them comes first, and the other is
// told what has happened.
func TestTakingBackAgainstTheApproval(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		second := env.Second()
		at := k.signed(scene.Draft("外山村联谊会"))
		k.one.Post(at+"/submit", nil).Want(http.StatusOK)
		answers := apptest.Race(2, func(i int) *apptest.Response {
			if i == 0 {
				return k.one.Delete(at)
			}
			return k.town.On(second).Post(at+"/approve", nil)
		})
		deleted, approved := answers[0], answers[1]
		left := env.Count("SELECT COUNT(*) FROM organizations")
		members := env.Count("SELECT COUNT(*) FROM memberships")
		switch {
		case deleted.Status == http.StatusNoContent && approved.Status == http.StatusNotFound && left == 0 &&
			members == 0:
		case approved.Status == http.StatusOK && deleted.Code() == "organization.wrong_state" && left == 1 &&
			members == 3:
		default:
			t.Fatalf("delete %s, approve %s, %d organizations, %d members", deleted, approved, left, members)
		}
	}, apptest.Alone())
}
