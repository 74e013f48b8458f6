package routes_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

func TestUnionRefusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newLabour(t, env)
		li := env.Verified("li")
		at := unionAt(l.own, "union-applications")
		for field, form := range map[string]map[string]any{
			"/employer_name": unionForm("employment", "contract"), "/work_kind": unionForm("work_kind", "999"), "/started_on": unionForm("started_on", "2030-01-01"),
			"/employer_code": unionForm("employer_code", "91350100M000100Y44"), "/statement": unionForm("statement", "　"), "/channel": unionForm("channel", "post"),
			"/employment": unionForm("employment", "student"),
		} {
			li.Post(at, form).Want(http.StatusUnprocessableEntity).Contains(field)
		}
		li.Post(at, unionForm("statement", strings.Repeat("话", 501))).Want(http.StatusUnprocessableEntity)
		fellowship := foundBody(t, env, env.Verified("fellow"), draftOf("外山村联谊会"))
		li.Post(unionAt(fellowship, "union-applications"), unionForm()).Reason(http.StatusConflict, "union.unions_only")
		li.Post(unionAt(l.federation, "union-applications"), unionForm()).Reason(http.StatusConflict, "organization.not_of_its_kind")
		li.Post(unionAt(models.ID{1}, "union-applications"), unionForm()).Reason(http.StatusNotFound, "request.not_found")
		apply(li, fellowship)
		fellow := env.SignIn("fellow")
		fellow.Get(unionAt(fellowship, "union-applications")).Reason(http.StatusConflict, "union.unions_only")
		fellow.Get(unionAt(l.own, "union-applications")).Reason(http.StatusForbidden, "auth.forbidden")
		fellow.Get(unionAt(l.own, "union-transfers")).Reason(http.StatusForbidden, "auth.forbidden")

		// Who may not belong.
		student, young, child := env.SignIn("student"), env.Verified("young"), env.Verified("child")
		give(student, models.PurposeEmployment).Want(http.StatusOK)
		student.Put("/me/profile", map[string]any{"employment_status": "student"}).Want(http.StatusOK)
		student.Post(at, unionForm()).Reason(http.StatusForbidden, "union.wage_workers_only")
		env.Exec("UPDATE persons SET birth_day = '2011-05-01' WHERE id = ?", young.PersonID)
		young.Post(at, unionForm()).Reason(http.StatusForbidden, "membership.too_young")
		env.Exec("UPDATE persons SET birth_day = '2016-05-01' WHERE id = ?", child.PersonID)
		child.Post(at, unionForm()).Reason(http.StatusForbidden, "membership.child").Contains("监护人")
		child.Post(unionAt(fellowship, "applications"), map[string]any{}).Reason(http.StatusForbidden, "membership.child")

		id := unite(li, l.ownChair, l.own)
		li.Post(at, unionForm()).Reason(http.StatusConflict, "membership.exists")
		li.Post(unionAt(l.joint, "union-applications"), unionForm()).Reason(http.StatusConflict, "union.elsewhere")

		// Transfers.
		ask := func(c *apptest.Client, spell, to models.ID) *apptest.Response {
			return c.Post(fmt.Sprintf("/memberships/%s/union-transfers", spell), map[string]any{"to_organization_id": to})
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
		l.otherChair.Post(to+"/refuse", reason("　")).Want(http.StatusUnprocessableEntity)
		env.GrantOrganization(li, models.RoleSecretaryGeneral, l.other)
		li.Post(to+"/accept", nil).Reason(http.StatusForbidden, "union_transfer.own")
		env.Exec("UPDATE role_grants SET ended_at = 1, live_key = NULL WHERE person_id = ?", li.PersonID)
		li.Delete(fmt.Sprintf("/memberships/%s", id)).Want(http.StatusNoContent)
		l.otherChair.Post(to+"/accept", nil).Reason(http.StatusConflict, "membership.not_active")
		ask(li, id, l.joint).Reason(http.StatusConflict, "membership.not_active")
		li.Post(fmt.Sprintf("/memberships/%s/retain", id), reason("laid_off")).Reason(http.StatusConflict, "union.no_federation")
		l.otherChair.Post(to+"/refuse", reason("已离职")).Want(http.StatusOK)
		l.otherChair.Post(to+"/accept", nil).Reason(http.StatusConflict, "union_transfer.decided")
		li.Post(to+"/withdraw", nil).Reason(http.StatusConflict, "union_transfer.decided")

		// The last chair stays until somebody follows.
		l.affiliate(l.ownChair, l.own)
		head := cardOf(l.ownChair).MembershipID
		l.ownChair.Post(fmt.Sprintf("/memberships/%s/retain", head), reason("laid_off")).Reason(http.StatusConflict, "office.last_head")
		asked = transfer(l.ownChair, l.other)
		l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).Reason(http.StatusConflict, "office.last_head")
		env.Exec("UPDATE organizations SET capacity = 1 WHERE id = ?", l.joint)
		wang := env.SignIn("wang")
		unite(wang, l.ownChair, l.own)
		asked = transfer(wang, l.joint)
		l.jointChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).Reason(http.StatusConflict, "organization.full")
		if got := cardOf(wang); got.OrganizationID != l.own {
			t.Errorf("a transfer without room moved the member: %+v", got)
		}
		env.Exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", l.joint)
		l.jointChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).Reason(http.StatusConflict, "organization.not_active")
		call := unionAt(l.joint, "meeting-calls")
		l.jointChair.Post(call, map[string]any{"purpose": "讨论加班费"}).Reason(http.StatusConflict, "organization.inactive")
		fellow.Post(unionAt(fellowship, "meeting-calls"), map[string]any{"purpose": "讨论加班费"}).Reason(http.StatusConflict, "union.unions_only")
		fellow.Get(unionAt(fellowship, "union-status")).Reason(http.StatusConflict, "union.unions_only")
		fellow.Get(unionAt(fellowship, "union-affiliations")).Reason(http.StatusForbidden, "auth.forbidden")
		l.jointChair.Post(unionAt(l.joint, "parent"), map[string]any{"parent_id": l.federation}).Reason(http.StatusConflict, "organization.inactive")
		// What was refused and mattered is in the trail.
		for _, action := range []string{"union_transfer.accept", "union_transfer.withdraw"} {
			if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'refused'", action); n == 0 {
				t.Errorf("no trail of a refused %s", action)
			}
		}
	})
}
