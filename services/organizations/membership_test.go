package organizations_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

type memberJSON struct {
	ID       models.ID `json:"id"`
	PersonID models.ID `json:"person_id"`
	Nickname string    `json:"nickname"`
	QueueNo  int64     `json:"queue_no"`
}

// From applying to leaving and coming back, as the client sees it.
func TestMembershipFromApplyToReturn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, secretary, wang := env.Verified("chair"), env.Verified("secretary"), env.SignIn("wang")
		org := scene.Found(env, chair, scene.Draft("外山村新居民联谊会"))
		scene.Join(secretary, chair, org)
		scene.Appoint(chair, org, secretary.PersonID, "secretary_general").Want(http.StatusCreated).Contains("秘书长")
		secretary.Get("/notifications").Want(http.StatusOK).Contains("邀请您担任秘书长")

		var found scene.List[scene.Organization]
		wang.Get("/organizations?region=" + scene.Chengnan).Want(http.StatusOK).JSON(&found)
		if len(found.Items) != 1 || found.Items[0].ID != org {
			t.Fatalf("by place: %+v", found)
		}
		wang.Get(fmt.Sprintf("/organizations/%s/members", org)).Reason(http.StatusForbidden, "membership.members_only")

		var membership scene.Membership
		wang.Put("/me", map[string]any{"nickname": "老王"}).Want(http.StatusOK)
		wang.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{"message": " 我在外山村住了三年 "}).
			Want(http.StatusCreated).JSON(&membership)
		if membership.State != "applied" || membership.QueueNo != 3 || membership.StateText != "待审核" {
			t.Errorf("applied: %+v", membership)
		}
		wang.Get("/notifications").Want(http.StatusOK).Contains("外山村新居民联谊会的申请已收到")
		wang.Get(fmt.Sprintf("/organizations/%s/members", org)).Reason(http.StatusForbidden, "membership.members_only")
		for _, reviewer := range []*apptest.Client{chair, secretary} {
			reviewer.Get("/notifications?limit=1").Want(http.StatusOK).Contains("有人申请加入").Lacks("老王")
			reviewer.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusOK).Contains("老王").
				Contains(membership.ID.String())
		}
		wang.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusForbidden)

		at := fmt.Sprintf("/applications/%s", membership.ID)
		keyed := secretary.With("Idempotency-Key", "approve-wang")
		first := keyed.Post(at+"/approve", nil).Want(http.StatusOK).Contains(`"active"`)
		if again := keyed.Post(at+"/approve", nil).Want(http.StatusOK); string(again.Body) != string(first.Body) {
			t.Errorf("replayed %s, first %s", again, first)
		}
		secretary.Post(at+"/approve", nil).Reason(http.StatusConflict, "membership.decided")
		wang.Get("/notifications").Want(http.StatusOK).Contains("欢迎加入外山村新居民联谊会")
		var members scene.List[memberJSON]
		wang.Get(fmt.Sprintf("/organizations/%s/members", org)).Want(http.StatusOK).JSON(&members)
		if len(members.Items) != 3 || members.Items[2].Nickname != "老王" || members.Items[2].PersonID != wang.PersonID {
			t.Errorf("members: %+v", members)
		}
		wang.Get(fmt.Sprintf("/organizations/%s", org)).Want(http.StatusOK).Contains(`"member_count":3`)

		leave := fmt.Sprintf("/memberships/%s", membership.ID)
		secretary.Delete(leave).Reason(http.StatusNotFound, "request.not_found")
		env.Clock.Add(1000)
		wang.Delete(leave).Want(http.StatusNoContent)
		wang.Delete(leave).Want(http.StatusNoContent) // a lost answer may be asked for again
		chair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("一名会员已退出")
		wang.Get(fmt.Sprintf("/organizations/%s/members", org)).Reason(http.StatusForbidden, "membership.members_only")
		wang.Get(fmt.Sprintf("/organizations/%s", org)).Want(http.StatusOK).Contains(`"member_count":2`)

		second := scene.Apply(wang, org)
		var mine scene.List[scene.Membership]
		wang.Get("/me/memberships?limit=1").Want(http.StatusOK).JSON(&mine)
		if len(mine.Items) != 1 || mine.Items[0].ID != second || mine.NextCursor == nil {
			t.Errorf("newest membership: %+v", mine)
		}
		wang.Get("/me/memberships?limit=1&cursor=" + *mine.NextCursor).Want(http.StatusOK).
			Contains(membership.ID.String()).
			Contains(`"left"`)
		for action, n := range map[string]int{"apply": 3, "approve": 2, "leave": 1} {
			if got := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = ? AND outcome = 'done' AND organization_id = ?`, "membership."+action, org); got != n {
				t.Errorf("%s: %d audit rows, want %d", action, got, n)
			}
		}
	})
}

func TestMembershipRefusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li := env.Verified("chair"), env.SignIn("li")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会", "capacity", 2))
		elsewhere := env.Verified("chair elsewhere")
		other := scene.Found(env, elsewhere, scene.Draft("外山村促进会"))
		draft := chair.Post("/organizations", scene.Draft("外山村读书会")).Want(http.StatusCreated).ID()

		env.Visitor().Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).
			Want(http.StatusUnauthorized)
		li.Post(fmt.Sprintf("/organizations/%s/applications", models.ID{1}), map[string]any{}).
			Reason(http.StatusNotFound, "request.not_found")
		li.Post(fmt.Sprintf("/organizations/%s/applications", draft), map[string]any{}).
			Reason(http.StatusNotFound, "request.not_found")
		chair.Post(fmt.Sprintf("/organizations/%s/applications", draft), map[string]any{}).
			Reason(http.StatusConflict, "organization.not_active")
		li.Post(fmt.Sprintf("/organizations/%s/applications", org),
			map[string]any{"message": strings.Repeat("话", 301)}).Want(http.StatusUnprocessableEntity).
			Contains("/message")
		id := scene.Apply(li, org)
		at := fmt.Sprintf("/applications/%s", id)
		li.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).
			Reason(http.StatusConflict, "membership.exists")
		chair.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).
			Reason(http.StatusConflict, "membership.exists")

		// A person who has no say here cannot even tell that the application exists.
		elsewhere.Post(at+"/approve", nil).Reason(http.StatusNotFound, "request.not_found")
		elsewhere.Post(at+"/reject", map[string]any{"reason": "不"}).Reason(http.StatusNotFound, "request.not_found")
		elsewhere.Post(at+"/withdraw", nil).Reason(http.StatusNotFound, "request.not_found")
		elsewhere.Get(fmt.Sprintf("/organizations/%s/applications", org)).Reason(http.StatusForbidden, "auth.forbidden")
		elsewhere.Get(fmt.Sprintf("/organizations/%s/members", org)).
			Reason(http.StatusForbidden, "membership.members_only")
		li.Post(at+"/approve", nil).Reason(http.StatusForbidden, "auth.forbidden")
		chair.Post(at+"/withdraw", nil).Reason(http.StatusForbidden, "auth.forbidden")
		env.GrantOrganization(li, models.RoleSecretaryGeneral, org)
		li.Post(at+"/approve", nil).Reason(http.StatusForbidden, "membership.own_application")
		env.Exec("UPDATE role_grants SET ended_at = 1, live_key = NULL WHERE person_id = ?", li.PersonID)
		li.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusForbidden)

		li.Delete(fmt.Sprintf("/memberships/%s", id)).Reason(http.StatusConflict, "membership.not_active")
		chair.Post(at+"/reject", map[string]any{"reason": ""}).Want(http.StatusUnprocessableEntity)
		chair.Post(at+"/reject", map[string]any{"reason": "请先联系我们"}).Want(http.StatusOK).Contains(`"rejected"`)
		li.Get("/notifications").Want(http.StatusOK).Contains("未通过").Lacks("请先联系我们")
		li.Get("/me/memberships").Want(http.StatusOK).Contains("请先联系我们")
		li.Post(at+"/withdraw", nil).Reason(http.StatusConflict, "membership.decided")

		li.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).
			Reason(http.StatusConflict, "membership.cooling_off").Contains("2026年12月23日")
		env.Exec("UPDATE memberships SET decided_at = decided_at - ? WHERE id = ?",
			models.CoolingAfterRejection*24*3600*1000, id)
		id = scene.Apply(li, org) // refused people may try again
		li.Post(fmt.Sprintf("/applications/%s/withdraw", id), nil).Want(http.StatusOK).Contains(`"withdrawn"`)
		chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Reason(http.StatusConflict, "membership.decided")
		scene.Join(li, chair, org)
		zhao := env.SignIn("zhao")
		id = scene.Apply(zhao, org)
		chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Reason(http.StatusConflict, "organization.full")
		if n := env.Count(`SELECT COUNT(*) FROM memberships
			WHERE organization_id = ? AND state = 'active'`, org); n != 2 {
			t.Errorf("%d members of 2", n)
		}
		env.Exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", org)
		chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).
			Reason(http.StatusConflict, "organization.wrong_state")
		env.SignIn("qian").Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).
			Reason(http.StatusConflict, "organization.not_active")
		if env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE outcome = 'refused' AND reason = 'membership.own_application'`) != 1 {
			t.Error("the refused approval left no trace")
		}
		_ = other
	})
}

// A member of a Party branch is seen by its members and office holders only, not
// even by the administrators of the place.
func TestPartyBranchHidesItsMembers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		head, comrade := env.Verified("head"), env.Verified("comrade")
		org := scene.Found(env, head, scene.Draft("外山村流动党支部", "kind", "party_branch"))
		head.Get("/me/roles").Want(http.StatusOK).Contains(`"secretary"`)
		scene.Join(comrade, head, org)
		list, offices := fmt.Sprintf("/organizations/%s/members", org), fmt.Sprintf("/organizations/%s/offices", org)
		comrade.Get(list).Want(http.StatusOK).Contains(head.PersonID.String())
		comrade.Get(offices).Want(http.StatusOK).Contains("书记")
		admin := env.SignIn("admin of " + scene.Waishan)
		for _, c := range []*apptest.Client{admin, env.SignIn("neighbour")} {
			c.Get(list).Reason(http.StatusForbidden, "membership.members_only").Lacks(head.PersonID.String())
			c.Get(offices).Reason(http.StatusForbidden, "membership.members_only").Lacks(head.PersonID.String())
			c.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusForbidden)
		}
		env.Visitor().Get(list).Want(http.StatusUnauthorized)
	})
}
