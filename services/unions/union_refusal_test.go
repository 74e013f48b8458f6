package unions_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func TestUnionRefusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		li := env.Verified("li")
		at := scene.OrganizationPath(l.own, "union-applications")
		for field, form := range map[string]map[string]any{
			"/employer_name": scene.UnionForm("employment", "contract"),
			"/work_kind":     scene.UnionForm("work_kind", "999"),
			"/started_on":    scene.UnionForm("started_on", "2030-01-01"),
			"/employer_code": scene.UnionForm("employer_code", "91350100M000100Y44"),
			"/statement":     scene.UnionForm("statement", "　"), "/channel": scene.UnionForm("channel", "post"),
			"/employment": scene.UnionForm("employment", "student"),
		} {
			li.Post(at, form).Want(http.StatusUnprocessableEntity).Contains(field)
		}
		li.Post(at, scene.UnionForm("statement", strings.Repeat("话", 501))).Want(http.StatusUnprocessableEntity)
		fellowship := scene.Found(env, env.Verified("fellow"), scene.Draft("外山村联谊会"))
		li.Post(scene.OrganizationPath(fellowship, "union-applications"), scene.UnionForm()).
			Reason(http.StatusConflict, "union.unions_only")
		li.Post(scene.OrganizationPath(l.federation, "union-applications"), scene.UnionForm()).
			Reason(http.StatusConflict, "organization.not_of_its_kind")
		li.Post(scene.OrganizationPath(models.ID{1}, "union-applications"), scene.UnionForm()).
			Reason(http.StatusNotFound, "request.not_found")
		scene.Apply(li, fellowship)
		fellow := env.SignIn("fellow")
		fellow.Get(scene.OrganizationPath(fellowship, "union-applications")).
			Reason(http.StatusConflict, "union.unions_only")
		fellow.Get(scene.OrganizationPath(l.own, "union-applications")).Reason(http.StatusForbidden, "auth.forbidden")
		fellow.Get(scene.OrganizationPath(l.own, "union-transfers")).Reason(http.StatusForbidden, "auth.forbidden")

		// People who may not belong.
		student, young, child := env.SignIn("student"), env.Verified("young"), env.Verified("child")
		scene.Consent(student, models.PurposeEmployment).Want(http.StatusOK)
		student.Put("/me/profile", map[string]any{"employment_status": "student"}).Want(http.StatusOK)
		student.Post(at, scene.UnionForm()).Reason(http.StatusForbidden, "union.wage_workers_only")
		env.Exec("UPDATE persons SET birth_day = '2011-05-01' WHERE id = ?", young.PersonID)
		young.Post(at, scene.UnionForm()).Reason(http.StatusForbidden, "membership.too_young")
		env.Exec("UPDATE persons SET birth_day = '2016-05-01' WHERE id = ?", child.PersonID)
		child.Post(at, scene.UnionForm()).Reason(http.StatusForbidden, "membership.child").Contains("满14周岁")
		child.Post(scene.OrganizationPath(fellowship, "applications"), map[string]any{}).
			Reason(http.StatusForbidden, "membership.child")

		id := scene.JoinUnion(li, l.ownChair, l.own)
		li.Post(at, scene.UnionForm()).Reason(http.StatusConflict, "membership.exists")
		li.Post(scene.OrganizationPath(l.joint, "union-applications"), scene.UnionForm()).
			Reason(http.StatusConflict, "union.elsewhere")

		// Transfers.
		ask := func(c *apptest.Client, membership, to models.ID) *apptest.Response {
			return c.Post(fmt.Sprintf("/memberships/%s/union-transfers", membership),
				map[string]any{"to_organization_id": to})
		}
		ask(l.ownChair, id, l.other).Reason(http.StatusNotFound, "request.not_found")
		ask(li, id, models.ID{1}).Reason(http.StatusNotFound, "request.not_found")
		ask(li, id, l.own).Reason(http.StatusConflict, "membership.exists")
		ask(li, id, fellowship).Reason(http.StatusConflict, "union.unions_only")
		ask(li, id, l.federation).Reason(http.StatusConflict, "organization.not_of_its_kind")
		asked := ask(li, id, l.other).Want(http.StatusCreated).ID()
		ask(li, id, l.joint).Reason(http.StatusConflict, "union_transfer.open")
		to := fmt.Sprintf("/union-transfers/%s", asked)
		l.ownChair.Post(to+"/accept", nil).Reason(http.StatusNotFound, "request.not_found")
		l.otherChair.Post(to+"/withdraw", nil).Reason(http.StatusForbidden, "auth.forbidden")
		l.otherChair.Post(to+"/refuse", scene.Reason("　")).Want(http.StatusUnprocessableEntity)
		env.GrantOrganization(li, models.RoleSecretaryGeneral, l.other)
		li.Post(to+"/accept", nil).Reason(http.StatusForbidden, "union_transfer.own")
		env.Exec("UPDATE role_grants SET ended_at = 1, live_key = NULL WHERE person_id = ?", li.PersonID)
		li.Delete(fmt.Sprintf("/memberships/%s", id)).Want(http.StatusNoContent)
		l.otherChair.Post(to+"/accept", nil).Reason(http.StatusConflict, "membership.not_active")
		ask(li, id, l.joint).Reason(http.StatusConflict, "membership.not_active")
		li.Post(fmt.Sprintf("/memberships/%s/retain", id), scene.Reason("laid_off")).
			Reason(http.StatusConflict, "union.no_federation")
		l.otherChair.Post(to+"/refuse", scene.Reason("已离职")).Want(http.StatusOK)
		l.otherChair.Post(to+"/accept", nil).Reason(http.StatusConflict, "union_transfer.decided")
		li.Post(to+"/withdraw", nil).Reason(http.StatusConflict, "union_transfer.decided")

		// The last chair stays until somebody follows.
		l.affiliate(l.ownChair, l.own)
		head := cardOf(l.ownChair).MembershipID
		l.ownChair.Post(fmt.Sprintf("/memberships/%s/retain", head), scene.Reason("laid_off")).
			Reason(http.StatusConflict, "office.last_head")
		asked = transfer(l.ownChair, l.other)
		l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).
			Reason(http.StatusConflict, "office.last_head")
		env.Exec("UPDATE organizations SET capacity = 1 WHERE id = ?", l.joint)
		wang := env.SignIn("wang")
		scene.JoinUnion(wang, l.ownChair, l.own)
		asked = transfer(wang, l.joint)
		l.jointChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).
			Reason(http.StatusConflict, "organization.full")
		if got := cardOf(wang); got.OrganizationID != l.own {
			t.Errorf("a transfer without room moved the member: %+v", got)
		}
		env.Exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", l.joint)
		l.jointChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).
			Reason(http.StatusConflict, "organization.not_active")
		call := scene.OrganizationPath(l.joint, "meeting-calls")
		l.jointChair.Post(call, map[string]any{"purpose": "讨论加班费"}).Reason(http.StatusConflict, "organization.inactive")
		fellow.Post(scene.OrganizationPath(fellowship, "meeting-calls"), map[string]any{"purpose": "讨论加班费"}).
			Reason(http.StatusConflict, "union.unions_only")
		fellow.Get(scene.OrganizationPath(fellowship, "union-status")).Reason(http.StatusConflict, "union.unions_only")
		fellow.Get(scene.OrganizationPath(fellowship, "union-affiliations")).
			Reason(http.StatusForbidden, "auth.forbidden")
		l.jointChair.Post(scene.OrganizationPath(l.joint, "parent"), map[string]any{"parent_id": l.federation}).
			Reason(http.StatusConflict, "organization.inactive")
		// What was refused and mattered is in the trail.
		for _, action := range []string{"union_transfer.accept", "union_transfer.withdraw"} {
			if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'refused'",
				action); n == 0 {
				t.Errorf("no trail of a refused %s", action)
			}
		}
	})
}
