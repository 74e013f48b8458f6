package organizations_test

import (
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// An application is sent back instead of refused: the reason is told, nobody decides meanwhile,
// and the corrected one stands where it stood, without thirty days.
func TestApplicationsAreSentBackForCorrection(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, wang, li := env.Verified("chair"), env.SignIn("wang"), env.SignIn("li")
		org := scene.Found(env, chair, scene.Draft("外山村新居民联谊会"))
		queue := scene.OrganizationPath(org, "applications")
		id := scene.Apply(wang, org)
		at := "/applications/" + id.String()
		scene.Apply(li, org)
		acts := func(when string, c *apptest.Client, want string) {
			t.Helper()
			var got struct{ Acts []string }
			c.Get(at).Want(http.StatusOK).JSON(&got)
			if is := strings.Join(got.Acts, " "); is != want {
				t.Errorf("%s: %q, want %q", when, is, want)
			}
		}
		acts("the applicant", wang, "withdraw")
		acts("who decides", chair, "approve reject return")
		tag := chair.Get(at).Want(http.StatusOK).Contains(`"verified":false`).Contains(`"lives_in":null`).
			Contains(`"person_id":"` + wang.PersonID.String()).Header.Get("ETag")
		wang.Put("/me", map[string]any{"nickname": "老王", "region_code": scene.Waishan}).Want(http.StatusOK)
		chair.With("If-None-Match", tag).Get(at).Want(http.StatusOK).Contains(`"nickname":"老王"`).
			Contains(`"lives_in":"` + string(scene.Waishan))
		wang.Post(at+"/resubmit", map[string]any{}).Reason(http.StatusConflict, "membership.decided")
		wang.Post(at+"/return", scene.Reason("请写明籍贯")).Want(http.StatusForbidden)
		chair.Post(at+"/return", scene.Reason("\u200b")).Want(http.StatusUnprocessableEntity).Contains("/reason")
		chair.Post(at+"/return", scene.Reason("请写明籍贯")).Want(http.StatusOK).Contains(`"returned"`).
			Contains("退回更正").Contains(`"queue_no":2`)
		chair.Post(at+"/return", scene.Reason("再退一次")).Reason(http.StatusConflict, "membership.decided")
		chair.Post(at+"/approve", nil).Reason(http.StatusConflict, "membership.decided")
		chair.Post(at+"/reject", scene.Reason("不行")).Reason(http.StatusConflict, "membership.decided")
		chair.Get(queue).Want(http.StatusOK).Lacks(id.String())
		chair.Get(queue + "?state=returned").Want(http.StatusOK).Contains(id.String())
		wang.Get("/notifications").Want(http.StatusOK).Contains("请写明籍贯")
		wang.Get(at).Want(http.StatusOK).Contains(`"decision_reason":"请写明籍贯"`)
		acts("sent back, the applicant", wang, "resubmit withdraw")
		acts("sent back, who decides", chair, "")
		wang.Post(queue, map[string]any{}).Reason(http.StatusConflict, "membership.exists")
		chair.Post(scene.OrganizationPath(org, "invitations"), map[string]any{"person_id": wang.PersonID}).
			Reason(http.StatusConflict, "invitation.has_applied")

		li.Post(at+"/resubmit", map[string]any{}).Reason(http.StatusNotFound, "request.not_found")
		chair.Post(at+"/resubmit", map[string]any{}).Reason(http.StatusForbidden, "auth.forbidden")
		wang.Post(at+"/resubmit", map[string]any{"answers": []string{"没有问过"}}).Want(http.StatusUnprocessableEntity)
		wang.Post(at+"/resubmit", map[string]any{"message": " 安徽阜阳人 ", "side": "local_cadre"}).Want(http.StatusOK).
			Contains(`"applied"`).Contains("安徽阜阳人").Contains(`"local_cadre"`).Contains(`"queue_no":2`).
			Contains(`"decision_reason":""`).Contains(`"decided_at":null`)
		chair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("已更正").Lacks("安徽")
		var list scene.List[scene.Membership]
		if chair.Get(queue).Want(http.StatusOK).JSON(&list); len(list.Items) != 2 || list.Items[0].ID != id {
			t.Errorf("the place in the queue is lost: %+v", list)
		}
		chair.Post(at+"/approve", nil).Want(http.StatusOK).Contains(`"active"`)
		scene.CheckCounts(env, org)
		if n := env.Count(`SELECT COUNT(*) FROM audit_events WHERE action IN ('membership.return', 'membership.resubmit')
			AND outcome = 'done' AND object_id = ?`, id); n != 2 {
			t.Errorf("%d rows of the trail", n)
		}
	})
}

// What was sent back is taken back by its person, ends with the organization, and comes in at
// once where nobody decides any longer.
func TestWhatWasSentBackEnds(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := k.active(scene.Draft("外山村联谊会"))
		org := organizationOf(t, at)
		back := func(name string) (*apptest.Client, string) {
			c := env.SignIn(name)
			application := "/applications/" + scene.Apply(c, org).String()
			k.one.Post(application+"/return", scene.Reason("请写明籍贯")).Want(http.StatusOK)
			return c, application
		}
		wang, first := back("wang")
		wang.Post(first+"/withdraw", nil).Want(http.StatusOK).Contains(`"withdrawn"`)
		scene.Apply(wang, org) // at once, without thirty days

		li, second := back("li")
		zhao, third := back("zhao")
		env.Exec("UPDATE organizations SET admission = 'open' WHERE id = ?", org)
		// Nobody waits.
		env.Exec("UPDATE memberships SET state = 'withdrawn', live_key = NULL WHERE person_id = ?", wang.PersonID)
		li.Post(second+"/resubmit", map[string]any{}).Want(http.StatusOK).Contains(`"active"`)
		scene.CheckCounts(env, org)
		k.one.Post(at+"/dissolve", farewell()).Want(http.StatusOK)
		zhao.Get(third).Want(http.StatusOK).Contains(`"rejected"`).Contains(`"acts":[]`)
		zhao.Get("/notifications?limit=1").Want(http.StatusOK).Contains("已解散")
		zhao.Post(third+"/resubmit", map[string]any{}).Reason(http.StatusConflict, "membership.decided")
	})
}

// Approve, return, reject and withdraw at once: one of them comes first, and the others are told
// so.
func TestReturnAgainstTheOtherDecisions(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		k := newFounders(t, env)
		org := organizationOf(t, k.active(scene.Draft("外山村联谊会")))
		scene.Appoint(k.one, org, k.two.PersonID, "secretary_general").Want(http.StatusCreated)
		applicant := env.SignIn("applicant")
		at := "/applications/" + scene.Apply(applicant, org).String()
		answers := apptest.Race(3, func(i int) *apptest.Response {
			switch i {
			case 0:
				return k.one.Post(at+"/return", scene.Reason("请写明籍贯"))
			case 1:
				return k.two.On(second).Post(at+"/approve", nil)
			}
			return k.one.On(second).Post(at+"/reject", scene.Reason("已满"))
		})
		if n := apptest.Statuses(answers); n[200] != 1 || n[409] != 2 {
			t.Fatalf("statuses %v", n)
		}
		scene.CheckCounts(env, org)
	}, apptest.Alone())
}
