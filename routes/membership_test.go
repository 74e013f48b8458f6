package routes_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

type memberJSON struct {
	ID       models.ID `json:"id"`
	PersonID models.ID `json:"person_id"`
	Nickname string    `json:"nickname"`
	QueueNo  int64     `json:"queue_no"`
}

// apply files an application of c and gives its id.
func apply(c *apptest.Client, org models.ID) models.ID {
	return c.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{"message": "我想加入"}).Want(http.StatusCreated).ID()
}

// join makes c a member and gives the membership.
func join(c, chair *apptest.Client, org models.ID) models.ID {
	id := apply(c, org)
	chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Want(http.StatusOK)
	return id
}

func appoint(c *apptest.Client, org models.ID, person models.ID, role string) *apptest.Response {
	return c.Post(fmt.Sprintf("/organizations/%s/offices", org), map[string]any{"person_id": person, "role": role, "ends_on": "2027-11-22"})
}

// From applying to leaving and coming back, as the client sees it.
func TestMembershipFromApplyToReturn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, secretary, wang := env.Verified("chair"), env.SignIn("secretary"), env.SignIn("wang")
		org := foundBody(t, env, chair, draftOf("外山村新居民联谊会"))
		join(secretary, chair, org)
		appoint(chair, org, secretary.PersonID, "secretary_general").Want(http.StatusCreated).Contains("秘书长")
		secretary.Get("/notifications").Want(http.StatusOK).Contains("您被任命为秘书长")

		var found listJSON[bodyJSON]
		wang.Get("/organizations?region=" + chengnan).Want(http.StatusOK).JSON(&found)
		if len(found.Items) != 1 || found.Items[0].ID != org {
			t.Fatalf("by place: %+v", found)
		}
		wang.Get(fmt.Sprintf("/organizations/%s/members", org)).Reason(http.StatusForbidden, "membership.members_only")

		var spell spellJSON
		wang.Put("/me", map[string]any{"nickname": "老王"}).Want(http.StatusOK)
		wang.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{"message": " 我在外山村住了三年 "}).Want(http.StatusCreated).JSON(&spell)
		if spell.State != "applied" || spell.QueueNo != 3 || spell.StateText != "待审核" {
			t.Errorf("applied: %+v", spell)
		}
		wang.Get("/notifications").Want(http.StatusOK).Contains("外山村新居民联谊会的申请已收到")
		wang.Get(fmt.Sprintf("/organizations/%s/members", org)).Reason(http.StatusForbidden, "membership.members_only")
		for _, reviewer := range []*apptest.Client{chair, secretary} {
			reviewer.Get("/notifications?limit=1").Want(http.StatusOK).Contains("有人申请加入").Lacks("老王")
			reviewer.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusOK).Contains("老王").Contains(spell.ID.String())
		}
		wang.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusForbidden)

		at := fmt.Sprintf("/applications/%s", spell.ID)
		keyed := secretary.With("Idempotency-Key", "approve-wang")
		first := keyed.Post(at+"/approve", nil).Want(http.StatusOK).Contains(`"active"`)
		if again := keyed.Post(at+"/approve", nil).Want(http.StatusOK); string(again.Body) != string(first.Body) {
			t.Errorf("replayed %s, first %s", again, first)
		}
		secretary.Post(at+"/approve", nil).Reason(http.StatusConflict, "membership.decided")
		wang.Get("/notifications").Want(http.StatusOK).Contains("欢迎加入外山村新居民联谊会")
		var members listJSON[memberJSON]
		wang.Get(fmt.Sprintf("/organizations/%s/members", org)).Want(http.StatusOK).JSON(&members)
		if len(members.Items) != 3 || members.Items[2].Nickname != "老王" || members.Items[2].PersonID != wang.PersonID {
			t.Errorf("members: %+v", members)
		}
		wang.Get(fmt.Sprintf("/organizations/%s", org)).Want(http.StatusOK).Contains(`"member_count":3`)

		leave := fmt.Sprintf("/memberships/%s", spell.ID)
		secretary.Delete(leave).Reason(http.StatusNotFound, "request.not_found")
		env.Clock.Add(1000)
		wang.Delete(leave).Want(http.StatusNoContent)
		wang.Delete(leave).Want(http.StatusNoContent) // a lost answer may be asked for again
		chair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("一名会员已退出")
		wang.Get(fmt.Sprintf("/organizations/%s/members", org)).Reason(http.StatusForbidden, "membership.members_only")
		wang.Get(fmt.Sprintf("/organizations/%s", org)).Want(http.StatusOK).Contains(`"member_count":2`)

		second := apply(wang, org)
		var mine listJSON[spellJSON]
		wang.Get("/me/memberships?limit=1").Want(http.StatusOK).JSON(&mine)
		if len(mine.Items) != 1 || mine.Items[0].ID != second || mine.NextCursor == nil {
			t.Errorf("newest spell: %+v", mine)
		}
		wang.Get("/me/memberships?limit=1&cursor=" + *mine.NextCursor).Want(http.StatusOK).Contains(spell.ID.String()).Contains(`"left"`)
		for action, n := range map[string]int{"apply": 3, "approve": 2, "leave": 1} {
			if got := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'done' AND organization_id = ?", "membership."+action, org); got != n {
				t.Errorf("%s: %d audit rows, want %d", action, got, n)
			}
		}
	})
}

func TestMembershipRefusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li := env.Verified("chair"), env.SignIn("li")
		org := foundBody(t, env, chair, draftOf("外山村联谊会", "capacity", 2))
		elsewhere := env.Verified("chair elsewhere")
		other := foundBody(t, env, elsewhere, draftOf("外山村促进会"))
		draft := chair.Post("/organizations", draftOf("外山村读书会")).Want(http.StatusCreated).ID()

		env.Visitor().Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).Want(http.StatusUnauthorized)
		li.Post(fmt.Sprintf("/organizations/%s/applications", models.ID{1}), map[string]any{}).Reason(http.StatusNotFound, "request.not_found")
		li.Post(fmt.Sprintf("/organizations/%s/applications", draft), map[string]any{}).Reason(http.StatusNotFound, "request.not_found")
		chair.Post(fmt.Sprintf("/organizations/%s/applications", draft), map[string]any{}).Reason(http.StatusConflict, "organization.not_active")
		li.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{"message": strings.Repeat("话", 301)}).Want(http.StatusUnprocessableEntity).Contains("/message")
		id := apply(li, org)
		at := fmt.Sprintf("/applications/%s", id)
		li.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).Reason(http.StatusConflict, "membership.exists")
		chair.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).Reason(http.StatusConflict, "membership.exists")

		// Who has no say here cannot even tell that the application exists.
		elsewhere.Post(at+"/approve", nil).Reason(http.StatusNotFound, "request.not_found")
		elsewhere.Post(at+"/reject", map[string]any{"reason": "不"}).Reason(http.StatusNotFound, "request.not_found")
		elsewhere.Post(at+"/withdraw", nil).Reason(http.StatusNotFound, "request.not_found")
		elsewhere.Get(fmt.Sprintf("/organizations/%s/applications", org)).Reason(http.StatusForbidden, "auth.forbidden")
		elsewhere.Get(fmt.Sprintf("/organizations/%s/members", org)).Reason(http.StatusForbidden, "membership.members_only")
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

		li.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).Reason(http.StatusConflict, "membership.cooling_off").Contains("2026-12-23")
		env.Exec("UPDATE memberships SET decided_at = decided_at - ? WHERE id = ?", models.CoolingAfterRejection*24*3600*1000, id)
		id = apply(li, org) // refused people may try again
		li.Post(fmt.Sprintf("/applications/%s/withdraw", id), nil).Want(http.StatusOK).Contains(`"withdrawn"`)
		chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Reason(http.StatusConflict, "membership.decided")
		join(li, chair, org)
		zhao := env.SignIn("zhao")
		id = apply(zhao, org)
		chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Reason(http.StatusConflict, "organization.full")
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE organization_id = ? AND state = 'active'", org); n != 2 {
			t.Errorf("%d members of 2", n)
		}
		env.Exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", org)
		chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Reason(http.StatusConflict, "organization.wrong_state")
		env.SignIn("qian").Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).Reason(http.StatusConflict, "organization.not_active")
		if env.Count("SELECT COUNT(*) FROM audit_events WHERE outcome = 'refused' AND reason = 'membership.own_application'") != 1 {
			t.Error("the refused approval left no trace")
		}
		_ = other
	})
}

// Who is in a Party branch is seen by its members and office holders only, not
// even by the administrators of the place.
func TestPartyBranchHidesItsMembers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		head, comrade := env.Verified("head"), env.SignIn("comrade")
		org := foundBody(t, env, head, draftOf("外山村流动党支部", "kind", "party_branch"))
		head.Get("/me/roles").Want(http.StatusOK).Contains(`"secretary"`)
		join(comrade, head, org)
		list, offices := fmt.Sprintf("/organizations/%s/members", org), fmt.Sprintf("/organizations/%s/offices", org)
		comrade.Get(list).Want(http.StatusOK).Contains(head.PersonID.String())
		comrade.Get(offices).Want(http.StatusOK).Contains("书记")
		admin := env.SignIn("admin of " + waishan)
		for _, c := range []*apptest.Client{admin, env.SignIn("neighbour")} {
			c.Get(list).Reason(http.StatusForbidden, "membership.members_only").Lacks(head.PersonID.String())
			c.Get(offices).Reason(http.StatusForbidden, "membership.members_only").Lacks(head.PersonID.String())
			c.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusForbidden)
		}
		env.Visitor().Get(list).Want(http.StatusUnauthorized)
	})
}

func TestOfficesAreGivenAndTaken(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, deputy, outsider := env.Verified("chair"), env.SignIn("deputy"), env.SignIn("outsider")
		org := foundBody(t, env, chair, draftOf("外山村联谊会"))
		admin := env.SignIn("admin of " + waishan)
		join(deputy, chair, org)
		appoint(chair, org, outsider.PersonID, "director").Reason(http.StatusConflict, "office.not_member")
		appoint(chair, org, deputy.PersonID, "chair").Reason(http.StatusForbidden, "auth.forbidden")
		appoint(chair, org, deputy.PersonID, "union_chair").Reason(http.StatusForbidden, "auth.forbidden")
		appoint(deputy, org, deputy.PersonID, "director").Reason(http.StatusForbidden, "auth.forbidden")
		appoint(admin, org, deputy.PersonID, "union_chair").Want(http.StatusUnprocessableEntity).Contains("/role")
		chair.Post(fmt.Sprintf("/organizations/%s/offices", org), map[string]any{"person_id": deputy.PersonID, "role": "director", "ends_on": "2026-11-22"}).
			Want(http.StatusUnprocessableEntity).Contains("/ends_on")
		office := appoint(chair, org, deputy.PersonID, "secretary_general").Want(http.StatusCreated).ID()
		appoint(chair, org, deputy.PersonID, "secretary_general").Reason(http.StatusConflict, "office.held")
		deputy.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusOK)
		outsider.Post(fmt.Sprintf("/offices/%s/end", office), nil).Reason(http.StatusNotFound, "request.not_found")
		chair.Post(fmt.Sprintf("/offices/%s/end", office), nil).Want(http.StatusOK)
		chair.Post(fmt.Sprintf("/offices/%s/end", office), nil).Reason(http.StatusConflict, "office.ended")
		deputy.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusForbidden) // at once
		deputy.Get("/notifications").Want(http.StatusOK).Contains("不再担任外山村联谊会的秘书长")

		// A term ends by itself, and the office can be given again.
		appoint(chair, org, deputy.PersonID, "director").Want(http.StatusCreated)
		env.Exec("UPDATE role_grants SET ends_at = ? WHERE person_id = ? AND role = 'director'", int64(env.Clock.Now()), deputy.PersonID)
		appoint(chair, org, deputy.PersonID, "director").Want(http.StatusCreated)

		var offices listJSON[struct {
			ID   models.ID `json:"id"`
			Role string    `json:"role"`
		}]
		deputy.Get(fmt.Sprintf("/organizations/%s/offices", org)).Want(http.StatusOK).JSON(&offices)
		if len(offices.Items) != 2 || offices.Items[0].Role != "chair" {
			t.Fatalf("offices: %+v", offices)
		}
		end := fmt.Sprintf("/offices/%s/end", offices.Items[0].ID)
		deputy.Post(end, nil).Reason(http.StatusForbidden, "auth.forbidden")
		admin.Post(end, nil).Reason(http.StatusConflict, "office.last_head")
		chair.Post(end, nil).Reason(http.StatusConflict, "office.last_head")
		var mine listJSON[spellJSON]
		chair.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
		chair.Delete(fmt.Sprintf("/memberships/%s", mine.Items[0].ID)).Reason(http.StatusConflict, "office.last_head")
		appoint(admin, org, deputy.PersonID, "chair").Want(http.StatusCreated)
		chair.Post(end, nil).Want(http.StatusOK)
		chair.Delete(fmt.Sprintf("/memberships/%s", mine.Items[0].ID)).Want(http.StatusNoContent)
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action LIKE 'office.%' AND outcome = 'refused'"); n != 4 {
			t.Errorf("%d refused acts on offices in the trail", n)
		}
	})
}
