package people_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

const roleDay = 24 * time.Hour

// given gives a role over HTTP and accepts it.
func given(t *testing.T, by, to *apptest.Client, role, region string) string {
	t.Helper()
	id := by.Post("/roles", scene.RoleOffer(to, role, region)).Want(http.StatusCreated).ID().String()
	to.Post("/roles/"+id+"/accept", nil).Want(http.StatusOK)
	return id
}

// The people of a role hear twice that it ends, a superior may make it longer,
// and what has ended can be looked up.
func TestRoleTermIsToldRenewedAndSeenAfterwards(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin, zhao, peer := env.Verified("admin"), env.Verified("zhao"), env.Verified("peer")
		env.GrantRegion(admin, models.RoleRegionAdmin, scene.Yuecheng)
		env.GrantRegion(peer, models.RoleRegionAdmin, scene.Keqiao)
		id := given(t, admin, zhao, "officer", scene.Chengnan) // to 2027-11-23
		warn := func(want int) {
			t.Helper()
			if n, err := env.Server.Services.People.WarnEndingRoles(context.Background()); err != nil || n != want {
				t.Errorf("told of %d, want %d: %v", n, want, err)
			}
		}
		warn(0)
		at := "/roles/" + id
		longer := map[string]any{"ends_on": "2028-11-22"}
		admin.Post(at+"/renew", map[string]any{"ends_on": scene.NextYear}).Want(http.StatusUnprocessableEntity).
			Contains("/ends_on")
		admin.Post(at+"/renew", map[string]any{"ends_on": "2029-11-24"}).Want(http.StatusUnprocessableEntity)
		peer.Post(at+"/renew", longer).Reason(http.StatusNotFound, "request.not_found")

		env.Clock.Add(330 * roleDay)
		warn(0)
		env.Clock.Add(6 * roleDay) // 30 days before the end of the officer's; the two administrators' end a day earlier
		admin, zhao = env.SignIn("admin"), env.SignIn("zhao")
		warn(3)
		warn(0)
		zhao.Get("/notifications").Contains("您的任期将在30天内届满")
		admin.Get("/notifications").Contains("城南街道协管员的任期将在30天内届满")

		renewal := admin.Post(at+"/renew", longer).Want(http.StatusCreated).Contains(`"offered"`).Contains(id).ID().
			String()
		admin.Post(at+"/renew", longer).Reason(http.StatusConflict, "role.held")
		zhao.Get("/me/role-offers").Contains(renewal)
		zhao.Post("/roles/"+renewal+"/accept", nil).Want(http.StatusOK).Contains(`"active"`).
			Contains(`"ends_on":"2028-11-22"`).Contains(`"id":"` + id)
		zhao.Post("/roles/"+renewal+"/accept", nil).Reason(http.StatusConflict, "role.wrong_state")
		if n := env.Count("SELECT COUNT(*) FROM role_grants WHERE person_id = ?", zhao.PersonID); n != 1 {
			t.Errorf("%d grants after a renewal", n)
		}
		env.Clock.Add(23 * roleDay) // the administrators' last seven days
		warn(2)
		admin, zhao = env.SignIn("admin"), env.SignIn("zhao")
		admin.Get("/notifications").Contains("您的任期将在7天内届满")

		// Nobody above is left to renew it, so the county ends by the clock.
		admin.Post("/roles/"+scene.GrantOf(env, admin)+"/renew", longer).Reason(http.StatusForbidden, "role.own")
		admin.Post(at+"/end", scene.Reason("合并岗位")).Want(http.StatusOK).Contains("合并岗位")
		admin.Get("/roles?state=ended").Contains(id).Contains(`"end_reason":"合并岗位"`)
		admin.Get("/roles").Want(http.StatusOK).Lacks(id)
		zhao.Get("/roles?state=ended").Reason(http.StatusForbidden, "auth.forbidden")
		admin.Post(at+"/renew", longer).Reason(http.StatusConflict, "role.wrong_state")
	})
}

// Standing in for somebody on leave: the same rights, for a while, never passed
// on, and gone with what they come from.
func TestRoleIsDelegatedForALeave(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		platform, county, town, sun, zhao := env.Verified("platform"), env.Verified("county"), env.Verified("town"),
			env.Verified("sun"), env.Verified("zhao")
		env.GrantRegion(platform, models.RolePlatformAdmin, scene.Country)
		env.GrantRegion(county, models.RoleRegionAdmin, scene.Yuecheng)
		held := given(t, county, town, "region_admin", scene.Chengnan)
		at := "/roles/" + held
		for _, bad := range []map[string]any{
			scene.StandIn(sun, "", "2027-01-22"), scene.StandIn(sun, "2026-11-22", "2026-11-25"),
			scene.StandIn(sun, "2026-11-25", "2026-11-24"),
			scene.StandIn(sun, "2027-01-23", "2027-01-24"), scene.StandIn(env.SignIn("newcomer"), "", "2026-12-01"),
		} {
			town.Post(at+"/delegate", bad).Want(http.StatusUnprocessableEntity)
		}
		town.Post(at+"/delegate", scene.StandIn(town, "", "2026-12-01")).Reason(http.StatusForbidden, "role.own")
		county.Post(at+"/delegate", scene.StandIn(sun, "", "2026-12-01")).Reason(http.StatusForbidden, "auth.forbidden")
		env.GrantRegion(platform, models.RoleOfficer, scene.Waishan)
		platform.Post("/roles/"+grantOfRole(env, platform, "platform_admin")+"/delegate",
			scene.StandIn(sun, "", "2026-12-01")).Reason(http.StatusForbidden, "role.not_delegable")

		offered := town.Post(at+"/delegate", scene.StandIn(sun, "2026-11-24", "2027-01-22")).Want(http.StatusCreated).
			Contains(held).ID().String()
		town.Post(at+"/delegate", scene.StandIn(zhao, "", "2026-12-01")).Reason(http.StatusConflict, "role.delegated")
		town.Get("/roles?state=offered").Contains(offered)
		sun.Get("/notifications").Contains("请您临时代理")
		sun.Post("/roles/"+offered+"/accept", nil).Want(http.StatusOK).Contains(`"accepted"`).Contains("尚未开始")
		county.Get("/notifications").Contains("已委托他人代理")
		sun.Get("/organizations?state=submitted").Want(http.StatusOK)
		sun.Get("/roles").Reason(http.StatusForbidden, "auth.forbidden") // not yet
		town.Post(at+"/delegate", scene.StandIn(zhao, "", "2026-12-01")).Reason(http.StatusConflict, "role.delegated")

		env.Clock.Add(roleDay)
		county, town, sun, zhao = env.SignIn("county"), env.SignIn("town"), env.SignIn("sun"), env.SignIn("zhao")
		sun.Get("/identity-reviews").Want(http.StatusOK)
		town.Get("/identity-reviews").Want(http.StatusOK)
		// It is no power to appoint, and cannot be passed on.
		sun.Post("/roles", scene.RoleOffer(zhao, "officer", scene.Waishan)).
			Reason(http.StatusForbidden, "auth.forbidden")
		sun.Post("/roles/"+offered+"/delegate", scene.StandIn(zhao, "", "2026-12-01")).
			Reason(http.StatusForbidden, "role.not_delegable")
		town.Post("/roles", scene.RoleOffer(zhao, "officer", scene.Waishan)).Want(http.StatusCreated)
		// The superior ends it, and it may begin anew.
		county.Post("/roles/"+offered+"/end", scene.Reason("本人返岗")).Want(http.StatusOK)
		sun.Get("/identity-reviews").Reason(http.StatusForbidden, "auth.forbidden")
		second := town.Post(at+"/delegate", scene.StandIn(sun, "", "2026-12-01")).Want(http.StatusCreated).ID().String()
		sun.Post("/roles/"+second+"/accept", nil).Want(http.StatusOK).Contains(`"active"`)
		sun.Get("/identity-reviews").Want(http.StatusOK)
		// With the holder's role goes this one, at once and on every process.
		there := sun.On(env.Second())
		there.Get("/identity-reviews").Want(http.StatusOK)
		county.Post(at+"/end", scene.Reason("调离")).Want(http.StatusOK)
		there.Get("/identity-reviews").Reason(http.StatusForbidden, "auth.forbidden")
		sun.Get("/notifications").Contains("调离")
		// … and with the holder's account.
		third := given(t, county, town, "officer", scene.Chengnan)
		offered = town.Post("/roles/"+third+"/delegate", scene.StandIn(sun, "", "2026-12-01")).
			Want(http.StatusCreated).ID().String()
		sun.Post("/roles/"+offered+"/accept", nil).Want(http.StatusOK)
		there.Get("/identity-reviews").Want(http.StatusOK)
		town.Delete("/me?confirm=close").Want(http.StatusOK)
		there.Get("/identity-reviews").Reason(http.StatusForbidden, "auth.forbidden")
		sun.Get("/notifications").Contains("委托人不再担任此职务")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'role.delegate' AND outcome = 'done'`); n != 3 {
			t.Errorf("%d delegations in the trail", n)
		}
	})
}

func grantOfRole(env *apptest.Env, c *apptest.Client, role string) string {
	env.Helper()
	db := env.DB()
	defer db.Close()
	var id models.ID
	if err := db.QueryRow(`SELECT id FROM role_grants
		WHERE person_id = ? AND role = ? AND ended_at IS NULL`, c.PersonID, role).Scan(&id); err != nil {
		env.Fatal(err)
	}
	return id.String()
}

// However the end of a role and the acceptance of standing in for it meet,
// nobody stands in for somebody who is gone.
func TestRaceOfAnEndAndADelegate(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		twin := env.Second()
		county := env.Verified("county")
		env.GrantRegion(county, models.RoleRegionAdmin, scene.Yuecheng)
		accepted := 0
		for round := range 12 {
			town, sun := env.Verified(fmt.Sprint("town", round)), env.Verified(fmt.Sprint("sun", round))
			held := given(t, county, town, "officer", scene.Chengnan)
			offer := town.Post("/roles/"+held+"/delegate", scene.StandIn(sun, "", "2026-12-01")).
				Want(http.StatusCreated).ID().String()
			got := apptest.Race(2, func(i int) *apptest.Response {
				if i == 0 {
					return sun.On(twin).Post("/roles/"+offer+"/accept", nil)
				}
				return county.Post("/roles/"+held+"/end", scene.Reason("调离"))
			})
			if got[1].Status != http.StatusOK ||
				(got[0].Status != http.StatusOK && got[0].Code() != "role.wrong_state") {
				t.Errorf("round %d: %v", round, got)
			}
			if got[0].Status == http.StatusOK {
				accepted++
			}
			if n := env.Count(`SELECT COUNT(*) FROM role_grants
				WHERE delegated_from IS NOT NULL AND ended_at IS NULL`); n != 0 {
				t.Fatalf("round %d: %d stand in for nobody", round, n)
			}
			sun.Get("/identity-reviews").Reason(http.StatusForbidden, "auth.forbidden")
		}
		t.Logf("accepted before the end in %d of 12", accepted)
	})
}
