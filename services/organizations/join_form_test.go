package organizations_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// later moves the clock by days and signs people in again, whose tokens have run
// out.
func later(env *apptest.Env, days int, people ...*apptest.Client) {
	env.Clock.Add(models.Day("2026-01-01").AddDays(days).Start().Sub(models.Day("2026-01-01").Start()))
	for _, c := range people {
		*c = *env.SignIn(c.Name)
	}
}

// What an organization asks, what applicants answer, and which side they are on.
func TestApplicationWithAnswersAndSides(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li, wang := env.Verified("chair"), env.SignIn("li"), env.SignIn("wang")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会", "min_migrant_percent", 60))
		form := scene.OrganizationPath(org, "join-form")
		env.Visitor().Get(form).Want(http.StatusOK).Contains(`"admission":"review"`).Contains(`"questions":[]`)
		questions := []any{
			map[string]any{"text": " 您的老家在哪里？ ", "kind": "text", "required": true},
			map[string]any{"text": "做什么工作？", "kind": "choice", "options": []string{"制衣", "建筑"}},
			map[string]any{"text": "住满半年了吗？", "kind": "yes_no"},
		}
		li.Put(form, map[string]any{"questions": questions}).Reason(http.StatusForbidden, "auth.forbidden")
		chair.Put(form,
			map[string]any{"questions": []any{map[string]any{"text": "好", "kind": "choice",
				"options": []string{"一"}}}}).
			Want(http.StatusUnprocessableEntity).Contains("/questions/0/options")
		chair.With("If-Match", `"999"`).Put(form, map[string]any{"questions": questions}).
			Want(http.StatusPreconditionFailed)
		chair.Put(form, map[string]any{"questions": questions}).Want(http.StatusOK).Contains(`"text":"您的老家在哪里？"`)
		env.Visitor().Get(form).Want(http.StatusOK).Contains("建筑")

		at := scene.OrganizationPath(org, "applications")
		li.Post(at, map[string]any{"answers": []string{"", "种田", "maybe"}}).Want(http.StatusUnprocessableEntity).
			Contains("/answers/0").Contains("/answers/1").Contains("/answers/2")
		li.Post(at, map[string]any{"answers": []string{"安徽", "", "", "多"}}).Want(http.StatusUnprocessableEntity).
			Contains(`"/answers"`)
		id := li.Post(at, map[string]any{"answers": []string{"安徽", "建筑", "yes"}, "side": "local_cadre"}).
			Want(http.StatusCreated).
			Contains(`"local_cadre"`).Contains(`"answer":"是"`).ID()
		wangs := wang.Post(at, map[string]any{"answers": []string{"贵州"}}).Want(http.StatusCreated).ID()
		chair.Get(at + "?with_total=true&limit=1").Want(http.StatusOK).Contains(`"total":2`).Contains("建筑")
		chair.Get(at).Want(http.StatusOK).Contains(`"total":null`)
		chair.Put(form, map[string]any{"questions": []any{}}).Want(http.StatusOK)
		application := fmt.Sprintf("/applications/%s", id)
		for _, c := range []*apptest.Client{chair, li} { // what was asked then can still be read
			c.Get(application).Want(http.StatusOK).Contains("您的老家在哪里？").Contains("安徽")
		}
		wang.Get(application).Reason(http.StatusNotFound, "request.not_found")

		// One new resident of one: a cadre more would be half.
		chair.Post(application+"/approve", nil).Reason(http.StatusConflict, "organization.migrant_share")
		chair.Post(application+"/approve", map[string]any{"side": "migrant"}).Want(http.StatusOK).
			Contains(`"side":"migrant"`)
		chair.Post(fmt.Sprintf("/applications/%s/reject", wangs), scene.Reason("请先联系我们")).Want(http.StatusOK)
		chair.Get(at + "?state=rejected&with_total=true").Want(http.StatusOK).Contains("贵州").Contains(`"total":1`)
		side := fmt.Sprintf("/memberships/%s/side", id)
		chair.Post(side, map[string]any{"side": "local_cadre"}).
			Reason(http.StatusConflict, "organization.migrant_share")
		scene.Join(env.SignIn("zhao"), chair, org)
		chair.Post(side, map[string]any{"side": "local_cadre"}).Want(http.StatusOK).Contains(`"local_cadre"`)
		chair.Post(side, map[string]any{"side": "local_cadre"}).Want(http.StatusOK)
		li.Get("/notifications?limit=1").Want(http.StatusOK).Contains("身份已改为村（社区）干部")
		li.Post(side, map[string]any{"side": "migrant"}).Want(http.StatusForbidden)
		chair.Post(fmt.Sprintf("/memberships/%s/side", wangs), map[string]any{"side": "migrant"}).
			Reason(http.StatusConflict, "membership.not_active")
		chair.Get("/organizations/" + org.String()).Want(http.StatusOK).Contains(`"migrant_count":2`).
			Contains(`"member_count":3`)
		scene.CheckCounts(env, org)
	})
}

// Where nobody decides one is a member at once, or waits in order.
func TestOpenAdmissionAndWhoWaits(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li, wang, zhao, cadre := env.Verified("chair"), env.SignIn("li"), env.SignIn("wang"),
			env.SignIn("zhao"), env.SignIn("cadre")
		org := scene.Found(env, chair, scene.Draft("外山村理事会", "kind", "council", "capacity", 2))
		other := env.Verified("other")
		elsewhere := scene.Found(env, other, scene.Draft("城南理事会", "kind", "council"))
		before := scene.Apply(li, org)
		chair.Put(scene.OrganizationPath(org, "join-form"), map[string]any{"admission": "open"}).Want(http.StatusOK).
			Contains("符合条件即可加入")
		env.RunJobs() // who waited comes in
		li.Get("/me/memberships").Want(http.StatusOK).Contains(before.String()).Contains(`"active"`)
		at := scene.OrganizationPath(org, "applications")
		for _, c := range []*apptest.Client{wang, zhao} {
			c.Post(at, map[string]any{}).Want(http.StatusCreated).Contains(`"applied"`)
			c.Get("/notifications?limit=1").Want(http.StatusOK).Contains("已排队")
		}
		cadre.Post(at, map[string]any{"side": "local_cadre"}).Want(http.StatusCreated).Contains(`"applied"`)
		chair.Get(at + "?with_total=true").Want(http.StatusOK).Contains(`"total":3`)
		scene.Join(wang, other, elsewhere) // so that it is too late here
		li.Delete(fmt.Sprintf("/memberships/%s", before)).Want(http.StatusNoContent)
		qian := env.SignIn("qian")
		qian.Post(at, map[string]any{}).Want(http.StatusCreated).Contains(`"applied"`) // nobody overtakes
		env.Clock.Add(1000)
		env.RunJobs()
		wang.Get("/me/memberships").Want(http.StatusOK).Contains("轮到您时")
		wang.Get("/notifications?limit=1").Want(http.StatusOK).Contains("未能加入外山村理事会")
		zhao.Get("/notifications?limit=1").Want(http.StatusOK).Contains("欢迎加入外山村理事会")
		chair.Get(at + "?with_total=true").Want(http.StatusOK).Contains(`"total":2`)
		scene.CheckCounts(env, org)

		for kind, status := range map[string]int{
			"party_branch":      http.StatusConflict,
			"youth_league":      http.StatusConflict,
			"womens_federation": http.StatusOK,
		} {
			head := env.Verified("head of " + kind)
			organization := scene.Found(env, head, scene.Draft("组织"+kind, "kind", kind))
			got := head.Put(scene.OrganizationPath(organization, "join-form"), map[string]any{"admission": "open"}).
				Want(status)
			if status == http.StatusConflict && got.Code() != "organization.review_required" {
				t.Errorf("%s: %s", kind, got)
			}
		}
	})
}
