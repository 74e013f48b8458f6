package people_test

import (
	"fmt"
	"net/http"
	"regexp"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The way of a role over HTTP: offered by a superior, accepted by the person,
// felt at once on every process, and gone at once.
func TestRoleIsOfferedAcceptedAndEnded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin, zhao, peer := env.Verified("admin"), env.Verified("zhao"), env.Verified("peer")
		env.GrantRegion(admin, models.RoleRegionAdmin, scene.Yuecheng)
		env.GrantRegion(peer, models.RoleRegionAdmin, scene.Keqiao)
		there := zhao.On(env.Second())

		keyed := admin.With("Idempotency-Key", "offer-1")
		first := keyed.Post("/roles", scene.RoleOffer(zhao, "officer", scene.Chengnan)).Want(http.StatusCreated).
			Contains(`"offered"`)
		if again := keyed.Post("/roles",
			scene.RoleOffer(zhao, "officer", scene.Chengnan)); string(again.Body) != string(first.Body) {
			t.Errorf("replayed %s", again)
		}
		at := "/roles/" + first.ID().String()
		admin.Post("/roles", scene.RoleOffer(zhao, "officer", scene.Chengnan)).Reason(http.StatusConflict, "role.held")
		zhao.Get("/notifications").Contains("浙江省绍兴市越城区城南街道协管员")
		zhao.Get("/me/role-offers").Want(http.StatusOK).Contains(first.ID().String())
		there.Get("/identity-reviews").Reason(http.StatusForbidden, "auth.forbidden")
		admin.Get("/roles?state=offered").Contains(first.ID().String())
		peer.Get("/roles?state=offered").Want(http.StatusOK).Lacks(first.ID().String())
		peer.Post(at+"/accept", nil).Reason(http.StatusNotFound, "request.not_found")
		admin.Post(at+"/accept", nil).Reason(http.StatusForbidden, "auth.forbidden")

		zhao.Post(at+"/accept", nil).Want(http.StatusOK).Contains(`"active"`)
		there.Get("/identity-reviews").Want(http.StatusOK)
		zhao.Get("/me/roles").Contains("协管员")
		zhao.Post(at+"/accept", nil).Reason(http.StatusConflict, "role.wrong_state")
		zhao.Post(at+"/decline", nil).Reason(http.StatusConflict, "role.wrong_state")
		admin.Post("/roles", scene.RoleOffer(zhao, "officer", scene.Chengnan)).Reason(http.StatusConflict, "role.held")
		admin.Get("/notifications").Contains("已经到任")
		admin.Get("/roles?region=" + scene.Yuecheng).Contains(first.ID().String())
		admin.Get("/roles?region=" + scene.Keqiao).Want(http.StatusOK).Lacks(first.ID().String())
		peer.Get("/roles").Want(http.StatusOK).Lacks(first.ID().String())

		peer.Post(at+"/end", scene.Reason("不再需要")).Reason(http.StatusNotFound, "request.not_found")
		admin.Post(at+"/end", scene.Reason(" 　")).Want(http.StatusUnprocessableEntity)
		admin.Post(at+"/end", scene.Reason("工作调整")).Want(http.StatusOK).Contains(`"ended"`)
		there.Get("/identity-reviews").Reason(http.StatusForbidden, "auth.forbidden")
		zhao.Get("/notifications").Contains("工作调整")
		admin.Post(at+"/end", scene.Reason("工作调整")).Reason(http.StatusConflict, "role.wrong_state")
		for _, action := range []string{"role.offer", "role.accept", "role.end"} {
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = ? AND outcome = 'done' AND object_id = ?`, action, first.ID()); n != 1 {
				t.Errorf("%s left %d audit rows", action, n)
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM role_grants WHERE id = ? AND ended_by = ? AND end_reason = '工作调整'",
			first.ID(), admin.PersonID); n != 1 {
			t.Error("nobody can tell who ended the role, and why")
		}
		// The key is free again, and whoever holds a role may lay it down.
		id := admin.Post("/roles", scene.RoleOffer(zhao, "officer", scene.Chengnan)).Want(http.StatusCreated).ID().
			String()
		zhao.Post("/roles/"+id+"/accept", nil).Want(http.StatusOK)
		zhao.Post("/roles/"+id+"/end", scene.Reason("家中有事")).Want(http.StatusOK)
	})
}

// People who may give a role, and over which place: everything else is refused and
// changes nothing.
func TestRoleIsGivenBySuperiorsOnly(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		platform, county, officer, zhao := env.Verified("platform"), env.Verified("county"), env.Verified("officer"),
			env.Verified("zhao")
		env.GrantRegion(platform, models.RolePlatformAdmin, scene.Country)
		env.GrantRegion(county, models.RoleRegionAdmin, scene.Yuecheng)
		env.GrantRegion(officer, models.RoleOfficer, scene.Country)
		for _, c := range []struct {
			who    *apptest.Client
			role   string
			region string
			status int
		}{
			{platform, "region_admin", scene.Shaoxing, 201}, {platform, "officer", scene.Yuecheng, 201},
			{platform, "auditor", scene.Country, 201},
			{county, "region_admin", scene.Chengnan, 201}, {county, "officer", scene.Waishan, 201},
			{county, "auditor", scene.Chengnan, 201},
			{county, "region_admin", scene.Yuecheng, 403}, {county, "officer", scene.Yuecheng, 403},
			{county, "auditor", scene.Yuecheng, 403},
			{county, "region_admin", scene.Shaoxing, 403}, {county, "officer", scene.Keqiao, 403},
			{county, "platform_admin", scene.Country, 403},
			{county, "platform_admin", scene.Chengnan, 403}, {platform, "platform_admin", scene.Shaoxing, 403},
			{officer, "officer", scene.Waishan, 403}, {zhao, "officer", scene.Waishan, 403},
			{county, "chair", scene.Chengnan, 422},
			{county, "officer", "330602005299", 422}, {platform, "officer", "330621100000", 422},
		} {
			before := scene.WithoutTrail(env.Dump())
			got := c.who.Post("/roles", scene.RoleOffer(zhao, c.role, c.region))
			if got.Status != c.status {
				t.Errorf("%s gives %s over %s: %s", c.who.Name, c.role, c.region, got)
			}
			if got.Status >= 400 && scene.WithoutTrail(env.Dump()) != before {
				t.Errorf("%s gives %s over %s: a refusal changed something", c.who.Name, c.role, c.region)
			}
		}
		county.Post("/roles", scene.RoleOffer(county, "officer", scene.Chengnan)).
			Reason(http.StatusForbidden, "role.own")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'role.offer' AND outcome = 'refused' AND reason = 'role.own'`); n != 1 {
			t.Errorf("%d rows of the refusal", n)
		}
		newcomer := env.SignIn("newcomer")
		nobody := &apptest.Client{PersonID: models.ID{7}}
		a := county.Post("/roles", scene.RoleOffer(newcomer, "officer", scene.Chengnan)).
			Want(http.StatusUnprocessableEntity)
		b := county.Post("/roles", scene.RoleOffer(nobody, "officer", scene.Chengnan)).
			Want(http.StatusUnprocessableEntity)
		if sameAnswer(a) != sameAnswer(b) {
			t.Errorf("who is not verified and who is not there can be told apart:\n%s\n%s", a, b)
		}
		for _, day := range []string{"2026-11-22", "2029-11-24"} {
			body := scene.RoleOffer(zhao, "auditor", scene.Waishan)
			body["ends_on"] = day
			county.Post("/roles", body).Want(http.StatusUnprocessableEntity).Contains("/ends_on")
		}
		// Nobody ends a role that is equal to or above the own, nor sees those above.
		peer := env.Verified("peer")
		env.GrantRegion(peer, models.RoleRegionAdmin, scene.Yuecheng)
		above := env.Verified("above")
		env.GrantRegion(above, models.RoleRegionAdmin, scene.Shaoxing)
		county.Post("/roles/"+scene.GrantOf(env, peer)+"/end", scene.Reason("不服")).
			Reason(http.StatusForbidden, "auth.forbidden")
		county.Post("/roles/"+scene.GrantOf(env, above)+"/end", scene.Reason("不服")).
			Reason(http.StatusNotFound, "request.not_found")
		above.Post("/roles/"+scene.GrantOf(env, peer)+"/end", scene.Reason("调整")).Want(http.StatusOK)
	})
}

// requestID is what differs between any two answers.
var requestID = regexp.MustCompile(`"request_id":"[^"]*"|"urn:request:[^"]*"`)

// sameAnswer drops what differs between any two requests.
func sameAnswer(r *apptest.Response) string {
	return fmt.Sprint(r.Status, " ", requestID.ReplaceAllString(string(r.Body), ""))
}

func TestRoleOfferRunsOut(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin, zhao := env.Verified("admin"), env.Verified("zhao")
		env.GrantRegion(admin, models.RoleRegionAdmin, scene.Yuecheng)
		offer := func() string {
			t.Helper()
			return "/roles/" + admin.Post("/roles", scene.RoleOffer(zhao, "officer", scene.Waishan)).
				Want(http.StatusCreated).ID().String()
		}
		late := offer()
		env.Clock.Add(models.RoleOfferLife)
		admin, zhao = env.SignIn("admin"), env.SignIn("zhao")
		zhao.Post(late+"/accept", nil).Reason(http.StatusConflict, "role.wrong_state")
		zhao.Get("/me/role-offers").Want(http.StatusOK).Lacks(late[len("/roles/"):])
		declined := offer() // the key of the expired one is free
		zhao.Post(declined+"/decline", nil).Want(http.StatusOK).Contains(`"declined"`)
		admin.Get("/notifications").Contains("没有接受")
		withdrawn := offer()
		zhao.Post(withdrawn+"/end", scene.Reason("不想做")).Reason(http.StatusForbidden, "auth.forbidden")
		admin.Post(withdrawn+"/end", scene.Reason("另有安排")).Want(http.StatusOK).Contains(`"withdrawn"`)
		zhao.Post(withdrawn+"/accept", nil).Reason(http.StatusConflict, "role.wrong_state")
		// A person who lost the verification meanwhile gets no role.
		open := offer()
		env.Exec("UPDATE persons SET verification = 'rejected' WHERE id = ?", zhao.PersonID)
		zhao.Post(open+"/accept", nil).Reason(http.StatusForbidden, "auth.verification_required")
		if n := env.Count("SELECT COUNT(*) FROM role_grants WHERE person_id = ?", zhao.PersonID); n != 0 {
			t.Errorf("%d grants", n)
		}
	})
}

// V5-2.3.5: a platform administrator is made by two.
func TestPlatformAdminIsMadeByTwo(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		one, two, zhao, county := env.Verified("one"), env.Verified("two"), env.Verified("zhao"), env.Verified("county")
		env.GrantRegion(one, models.RolePlatformAdmin, scene.Country)
		env.GrantRegion(two, models.RolePlatformAdmin, scene.Country)
		env.GrantRegion(county, models.RoleRegionAdmin, scene.Country)
		propose := func() string {
			t.Helper()
			got := one.Post("/roles", scene.RoleOffer(zhao, "platform_admin", scene.Country)).Want(http.StatusCreated).
				Contains(`"proposed"`)
			return "/roles/" + got.ID().String()
		}
		at := propose()
		two.Get("/notifications").Contains("等待您批准")
		two.Get("/roles?state=proposed").Contains(at[len("/roles/"):])
		zhao.Get("/me/role-offers").Want(http.StatusOK).Lacks(at[len("/roles/"):])
		zhao.Post(at+"/accept", nil).Reason(http.StatusConflict, "role.wrong_state")
		zhao.Post(at+"/approve", nil).Reason(http.StatusForbidden, "auth.forbidden")
		county.Post(at+"/approve", nil).Reason(http.StatusForbidden, "auth.forbidden")
		one.Post(at+"/approve", nil).Reason(http.StatusForbidden, "approval.second_person")
		env.Exec("DELETE FROM role_grants WHERE person_id = ?", county.PersonID)

		env.Clock.Add(models.ApprovalLife)
		one, two, zhao = env.SignIn("one"), env.SignIn("two"), env.SignIn("zhao")
		two.Post(at+"/approve", nil).Reason(http.StatusConflict, "approval.closed")
		at = propose()
		env.GrantRegion(zhao, models.RolePlatformAdmin, scene.Shaoxing) // a lesser scope is no platform's
		zhao.Post(at+"/approve", nil).Reason(http.StatusForbidden, "auth.forbidden")
		env.Clock.Add(models.ApprovalLife - time.Millisecond)
		two, zhao = env.SignIn("two"), env.SignIn("zhao")
		two.Post(at+"/approve", nil).Want(http.StatusOK).Contains(`"offered"`)
		two.Post(at+"/approve", nil).Reason(http.StatusConflict, "approval.closed")
		env.Clock.Add(time.Hour)
		zhao = env.SignIn("zhao")
		zhao.Post(at+"/accept", nil).Want(http.StatusOK).Contains(`"active"`)
		if n := env.Count("SELECT COUNT(*) FROM approvals WHERE approved_by = ? AND proposed_by = ?", two.PersonID,
			one.PersonID); n != 1 {
			t.Errorf("%d approvals with both names", n)
		}
	})
}

// However two platform administrators end each other or lay
// down their own, one is left.
func TestRaceOfTheLastPlatformAdmins(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		twin := env.Second()
		for round := range 20 {
			a, b := env.Verified(fmt.Sprint("a", round)), env.Verified(fmt.Sprint("b", round))
			env.Exec("DELETE FROM role_grants")
			env.GrantRegion(a, models.RolePlatformAdmin, scene.Country)
			env.GrantRegion(b, models.RolePlatformAdmin, scene.Country)
			target := []string{scene.GrantOf(env, b), scene.GrantOf(env, a)}
			if round%4 == 3 { // each lays down the own
				target[0], target[1] = target[1], target[0]
			}
			actors := []*apptest.Client{a, b.On(twin)}
			got := apptest.Race(2, func(i int) *apptest.Response {
				return actors[i].Post("/roles/"+target[i]+"/end", scene.Reason("不再合适"))
			})
			if n := apptest.Statuses(got); n[http.StatusOK] != 1 {
				t.Errorf("statuses %v: %v", n, got)
			}
			if n := env.Count(`SELECT COUNT(*) FROM role_grants
				WHERE role = 'platform_admin' AND ended_at IS NULL`); n != 1 {
				t.Fatalf("round %d: %d left", round, n)
			}
			for _, c := range []*apptest.Client{a, b} {
				if env.Count("SELECT COUNT(*) FROM role_grants WHERE person_id = ? AND ended_at IS NULL",
					c.PersonID) == 1 {
					c.Post("/roles/"+scene.GrantOf(env, c)+"/end", scene.Reason("辞职")).
						Reason(http.StatusConflict, "role.last_platform_admin")
				}
			}
		}
		// A person who has closed the account is nobody who stays.
		a, b := env.Verified("stays"), env.Verified("closed")
		env.Exec("DELETE FROM role_grants")
		env.GrantRegion(a, models.RolePlatformAdmin, scene.Country)
		env.GrantRegion(b, models.RolePlatformAdmin, scene.Country)
		env.Exec("UPDATE persons SET state = 'closed' WHERE id = ?", b.PersonID)
		a.Post("/roles/"+scene.GrantOf(env, a)+"/end", scene.Reason("辞职")).
			Reason(http.StatusConflict, "role.last_platform_admin")
	})
}

func TestRaceOfOneOffer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin, zhao := env.Verified("admin"), env.Verified("zhao")
		env.GrantRegion(admin, models.RoleRegionAdmin, scene.Yuecheng)
		second := env.Second()
		offers := apptest.Race(10, func(i int) *apptest.Response {
			c := admin
			if i%2 == 1 {
				c = admin.On(second)
			}
			return c.Post("/roles", scene.RoleOffer(zhao, "officer", scene.Waishan))
		})
		if n := apptest.Statuses(offers); n[http.StatusCreated] != 1 || n[http.StatusConflict] != 9 {
			t.Errorf("statuses %v", n)
		}
		at := ""
		for _, r := range offers {
			if r.Status == http.StatusCreated {
				at = "/roles/" + r.ID().String()
			}
		}
		got := apptest.Race(9, func(i int) *apptest.Response {
			switch i % 3 {
			case 0:
				return zhao.Post(at+"/accept", nil)
			case 1:
				return zhao.On(second).Post(at+"/decline", nil)
			}
			return admin.Post(at+"/end", scene.Reason("撤回"))
		})
		// Accepting and then ending is a possible order; declining after either is not.
		state := map[string]int{}
		for _, r := range got {
			if r.Status == http.StatusOK {
				for _, s := range []string{"active", "declined", "withdrawn", "ended"} {
					if r.Holds(`"state":"` + s + `"`) {
						state[s]++
					}
				}
			} else if r.Status != http.StatusConflict {
				t.Errorf("%s", r)
			}
		}
		if state["active"]+state["declined"]+state["withdrawn"] != 1 || state["ended"] > state["active"] {
			t.Errorf("outcomes %v", state)
		}
		if n := env.Count("SELECT COUNT(*) FROM role_grants WHERE person_id = ?", zhao.PersonID); n != state["active"] {
			t.Errorf("%d grants after %v", n, state)
		}
	})
}
