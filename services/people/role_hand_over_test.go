package people_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func handTo(c *apptest.Client) map[string]any {
	return map[string]any{"successor_id": c.PersonID, "note": "台账在三楼"}
}

// What an officer has open goes to a colleague: counted, told, accepted once,
// and seen by the superior after the role has ended.
func TestRoleIsHandedOver(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		county, peer, zhao, sun, qian := env.Verified("county"), env.Verified("peer"), env.Verified("zhao"),
			env.Verified("sun"), env.Verified("qian")
		env.GrantRegion(county, models.RoleRegionAdmin, scene.Yuecheng)
		env.GrantRegion(peer, models.RoleRegionAdmin, scene.Keqiao)
		at := "/roles/" + given(t, county, zhao, "officer", scene.Waishan)
		env.GrantRegion(sun, models.RoleOfficer, scene.Chengnan) // above
		env.GrantRegion(qian, models.RoleOfficer, scene.Keqiao)  // elsewhere
		pending := func(name string) {
			env.Exec("UPDATE persons SET verification = 'pending', region_code = ? WHERE id = ?", scene.Waishan,
				env.SignIn(name).PersonID)
		}
		pending("first")
		county.Get("/roles/" + scene.GrantOf(env, county) + "/hand-over").Want(http.StatusOK).
			Contains(`"count":1},{"key":"body_approvals","text":"待审批的组织","count":0},` +
				`{"key":"moderation_cases","text":"待处理的投诉和申诉","count":0}]`)
		sheet := at + "/hand-over"
		zhao.Get(sheet).Want(http.StatusOK).Contains(`{"key":"identity_reviews","text":"待核实的实名申请","count":1}`).
			Contains(`"handed_over":false`)
		county.Get(sheet).Want(http.StatusOK).Contains(`"count":1`)
		for _, c := range []*apptest.Client{peer, sun, qian, env.Verified("stranger")} {
			c.Get(sheet).Reason(http.StatusNotFound, "request.not_found")
			c.Post(sheet, handTo(sun)).Reason(http.StatusNotFound, "request.not_found")
			c.Post(sheet+"/accept", nil).Reason(http.StatusNotFound, "request.not_found")
		}
		for _, c := range []*apptest.Client{zhao, qian, county, {PersonID: models.ID{7}}} {
			zhao.Post(sheet, handTo(c)).Want(http.StatusUnprocessableEntity).Contains("/successor_id")
		}
		zhao.Post(sheet+"/withdraw", nil).Reason(http.StatusConflict, "hand_over.wrong_state")
		zhao.Post(sheet, handTo(sun)).Want(http.StatusCreated).Contains(`"open"`).Contains(`"taken":[]`)
		county.Post(sheet, handTo(sun)).Reason(http.StatusConflict, "hand_over.open")
		sun.Get("/notifications").Contains("请您接手浙江省绍兴市越城区城南街道外山村协管员的工作")
		zhao.Get("/notifications").Contains("交接已发起")
		sun.Get(sheet).Want(http.StatusOK).Contains("台账在三楼").Contains(`"count":1`)
		zhao.Post(sheet+"/accept", nil).Reason(http.StatusForbidden, "auth.forbidden")
		sun.Post(sheet+"/withdraw", nil).Reason(http.StatusForbidden, "auth.forbidden")
		sun.Post(sheet, handTo(sun)).Reason(http.StatusForbidden, "auth.forbidden")
		sun.Post(sheet+"/decline", nil).Want(http.StatusOK).Contains(`"declined"`)
		sun.Post(sheet+"/accept", nil).Reason(http.StatusNotFound, "request.not_found")
		zhao.Get("/notifications").Contains("交接未被接受")

		county.Post(sheet, handTo(sun)).Want(http.StatusCreated)
		county.Post(sheet+"/withdraw", nil).Want(http.StatusOK).Contains(`"withdrawn"`)
		sun.Get("/notifications").Contains("交接已撤回")
		zhao.Post(sheet, handTo(sun)).Want(http.StatusCreated)
		// Nobody answers, and the key is free again.
		env.Clock.Add(models.RoleOfferLife)
		county, zhao, sun = env.SignIn("county"), env.SignIn("zhao"), env.SignIn("sun")
		zhao.Get(sheet).Want(http.StatusOK).Contains(`"expired"`)
		sun.Post(sheet+"/accept", nil).Reason(http.StatusNotFound, "request.not_found")
		zhao.Post(sheet, handTo(sun)).Want(http.StatusCreated)
		pending("second") // while it waits: the list is taken as it is at the end
		there := sun.On(env.Second())
		got := apptest.Race(6, func(i int) *apptest.Response {
			if i%2 == 0 {
				return sun.Post(sheet+"/accept", nil)
			}
			return there.Post(sheet+"/accept", nil)
		})
		if n := apptest.Statuses(got); n[http.StatusOK] != 1 || n[http.StatusConflict] != 5 {
			t.Errorf("statuses %v", n)
		}
		zhao.Get("/notifications").Contains("交接已完成")
		pending("third")
		sun.Get(sheet).Want(http.StatusOK).
			Contains(`"taken":[{"key":"identity_reviews","text":"待核实的实名申请","count":2}]`).Contains(`"count":3`)
		for action, want := range map[string]int{"hand_over": 4, "hand_over_accept": 1, "hand_over_decline": 1,
			"hand_over_withdraw": 1} {
			if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'done'",
				"role."+action); n != want {
				t.Errorf("%d rows of %s", n, action)
			}
		}
		county.Get("/roles").Contains(`"handed_over":true`)
		zhao.Post(at+"/end", scene.Reason("调岗")).Want(http.StatusOK).Contains(`"handed_over":true`)
		zhao.Post(sheet, handTo(sun)).Reason(http.StatusConflict, "role.wrong_state")
		county.Get("/roles?state=ended").Want(http.StatusOK).Contains(`"handed_over":true`).Lacks(`"handed_over":false`)

		// In an emergency it ends without; what was open with it is taken back.
		at = "/roles/" + given(t, county, zhao, "officer", scene.Waishan)
		zhao.Post(at+"/hand-over", handTo(sun)).Want(http.StatusCreated)
		county.Post(at+"/end", scene.Reason("停职")).Want(http.StatusOK).Contains(`"handed_over":false`)
		sun.Post(at+"/hand-over/accept", nil).Reason(http.StatusNotFound, "request.not_found")
		county.Get("/roles?state=ended").Contains(`"handed_over":false`)
		county.Get(at + "/hand-over").Want(http.StatusOK).Contains(`"withdrawn"`)

		// A person who stands in hands nothing over.
		at = "/roles/" + given(t, county, zhao, "officer", scene.Waishan)
		standing := zhao.Post(at+"/delegate", scene.StandIn(qian, "", "2026-12-20")).Want(http.StatusCreated).ID().
			String()
		qian = env.SignIn("qian")
		qian.Post("/roles/"+standing+"/accept", nil).Want(http.StatusOK)
		qian.Post("/roles/"+standing+"/hand-over", handTo(sun)).Reason(http.StatusForbidden, "hand_over.stand_in")
		zhao.Post(at+"/hand-over", handTo(qian)).Want(http.StatusUnprocessableEntity)
		// With the successor's account goes what waits for it.
		zhao.Post(at+"/hand-over", handTo(sun)).Want(http.StatusCreated)
		sun.Delete("/me?confirm=close").Want(http.StatusOK)
		zhao.Get(at + "/hand-over").Contains(`"withdrawn"`)
	})
}

// Offices of an organization and seats in a committee are handed over alike.
func TestOfficeIsHandedOver(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, first, second, member := env.Verified("chair"), env.Verified("first"), env.Verified("second"),
			env.Verified("member")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		for _, c := range []*apptest.Client{first, second, member} {
			scene.Join(c, chair, org)
		}
		at := fmt.Sprintf("/roles/%s/hand-over", scene.Appoint(chair, org, first.PersonID, "secretary_general").
			Want(http.StatusCreated).ID())
		scene.Apply(env.Verified("applicant"), org)
		first.Get(at).Want(http.StatusOK).Contains(`{"key":"applications","text":"待审批的入会申请","count":1}`).
			Contains(`{"key":"activities","text":"未结束的活动","count":0}`).Contains(`"polls"`).Lacks("identity_reviews")
		chair.Get(at).Want(http.StatusOK)
		member.Get(at).Reason(http.StatusForbidden, "auth.forbidden")
		env.Verified("stranger").Get(at).Reason(http.StatusNotFound, "request.not_found")
		first.Post(at, handTo(second)).Want(http.StatusUnprocessableEntity) // holds no such office yet
		scene.Appoint(chair, org, second.PersonID, "secretary_general").Want(http.StatusCreated)
		first.Post(at, handTo(second)).Want(http.StatusCreated)
		second.Get("/notifications").Contains("请您接手外山村联谊会秘书长的工作")
		second.Post(at+"/accept", nil).Want(http.StatusOK).
			Contains(`"taken":[{"key":"applications","text":"待审批的入会申请","count":1},`)
		chair.Get(at).Want(http.StatusOK).Contains(`"handed_over":true`)

		head, one, two, admin := env.Verified("head"), env.Verified("one"), env.Verified("two"),
			env.SignIn("admin of "+scene.Waishan)
		scene.Committee(admin, "外山村调委会", scene.Waishan, head, one, two)
		party := env.Verified("party")
		dispute := party.Post("/disputes",
			map[string]any{"statement": "拖欠工资", "category": "labour", "region_code": scene.Waishan,
				"respondent": map[string]any{"kind": "employer", "name": "某某制衣厂"}}).Want(http.StatusCreated).ID()
		head.Post(fmt.Sprintf("/disputes/%s/accept", dispute), nil).Want(http.StatusOK)
		head.Post(fmt.Sprintf("/disputes/%s/assign", dispute),
			map[string]any{"mediator_id": one.PersonID, "lead": true}).Want(http.StatusOK)
		seat := fmt.Sprintf("/roles/%s/hand-over", scene.GrantOf(env, one))
		one.Get(seat).Want(http.StatusOK).Contains(`"key":"assigned_disputes"`).Contains(`"count":1`).Lacks("制衣厂")
		two.Get(seat).Reason(http.StatusForbidden, "auth.forbidden")
		party.Get(seat).Reason(http.StatusNotFound, "request.not_found")
		chair.Get(fmt.Sprintf("/roles/%s/hand-over", grantOfRole(env, head, "committee_head"))).
			Reason(http.StatusNotFound, "request.not_found")
		head.Get(fmt.Sprintf("/roles/%s/hand-over", grantOfRole(env, head, "committee_head"))).Want(http.StatusOK).
			Contains(`{"key":"disputes","text":"调委会未办结的纠纷","count":1}`)
		one.Post(seat, handTo(two)).Want(http.StatusCreated)
		two.Post(seat+"/accept", nil).Want(http.StatusOK).Contains(`"key":"assigned_disputes"`).Contains(`"count":1`)
		admin.Get(seat).Want(http.StatusOK).Contains(`"handed_over":true`)
		if n := env.Count("SELECT COUNT(*) FROM role_hand_overs WHERE counts LIKE ?",
			"%\"assigned_disputes\":1%"); n != 1 {
			t.Errorf("%d lists with the case", n)
		}
	})
}
