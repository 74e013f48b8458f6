package unions_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// What the acts of unions leave in the trail: one row for each, with its details, one
// for each officer's act that was forbidden, and none about a person who was turned
// away for what they are or have told.
func TestUnionTrail(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		trail := func(action, outcome string, object models.ID, detail string, want int) {
			t.Helper()
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = ? AND outcome = ? AND object_id = ? AND detail = ?`, action, outcome, object,
				detail); n != want {
				t.Errorf("%s, %s: %d rows, want %d", action, outcome, n, want)
			}
		}
		child, man := env.Verified("child"), env.Verified("man")
		women := scene.Found(env, env.Verified("women's chair"), scene.Draft("外山村妇联", "kind", "womens_federation"))
		env.Exec("UPDATE persons SET birth_day = '2016-05-01' WHERE id = ?", child.PersonID)
		env.Exec("UPDATE persons SET sex = 1 WHERE id = ?", man.PersonID)
		child.Post(scene.OrganizationPath(l.own, "union-applications"), scene.UnionForm()).
			Reason(http.StatusForbidden, "membership.child")
		man.Post(scene.OrganizationPath(women, "registrations"), nil).
			Reason(http.StatusForbidden, "womens_federation.women_only")
		li := env.Verified("li")
		id := scene.JoinUnion(li, l.ownChair, l.own)
		trail("union.apply", "done", id, `{"channel":"registration"}`, 1)
		env.Exec("UPDATE persons SET birth_day = '2016-05-01' WHERE id = ?", li.PersonID)
		li.Post(fmt.Sprintf("/memberships/%s/union-transfers", id), map[string]any{"to_organization_id": l.other}).
			Reason(http.StatusForbidden, "membership.child")
		env.Exec("UPDATE persons SET birth_day = '1990-05-01' WHERE id = ?", li.PersonID)
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE outcome = 'refused'"); n != 0 {
			t.Errorf("%d rows tell of the people who were turned away", n)
		}
		asked := transfer(li, l.other)
		trail("union_transfer.ask", "done", asked, `{}`, 1)
		li.Post(fmt.Sprintf("/union-transfers/%s/withdraw", asked), nil).Want(http.StatusOK)
		li.Post("/me/union-offer/decline", nil).Want(http.StatusOK)
		trail("union.decline_offer", "done", li.PersonID, `{}`, 1)

		// Of three the first is a third; the second name comes too late.
		scene.JoinUnion(env.Verified("wang"), l.ownChair, l.own)
		call := li.Post(scene.OrganizationPath(l.own, "meeting-calls"), map[string]any{"purpose": "讨论加班费"}).
			Want(http.StatusCreated).Contains(`"reached"`).ID()
		trail("union.call_meeting", "done", call, `{}`, 1)
		env.SignIn("wang").Post(fmt.Sprintf("/meeting-calls/%s/sign", call), nil).
			Reason(http.StatusConflict, "meeting_call.closed")
		trail("union.sign_call", "done", call, `{}`, 0)
		answer := map[string]any{"meets_on": "2026-12-31", "answer": "定于月底"}
		env.GrantOrganization(li, models.RoleSecretaryGeneral, l.other)
		li.Post(fmt.Sprintf("/meeting-calls/%s/answer", call), answer).Reason(http.StatusForbidden, "auth.forbidden")
		trail("union.answer_call", "refused", call, `{}`, 1)
		l.ownChair.Post(fmt.Sprintf("/meeting-calls/%s/answer", call), answer).Want(http.StatusOK)
		trail("union.answer_call", "done", call, `{}`, 1)

		l.affiliate(l.ownChair, l.own)
		all := scene.OrganizationPath(l.own, "retain-members")
		l.otherChair.Post(all, scene.Reason("unit_closed")).Reason(http.StatusForbidden, "auth.forbidden")
		trail("union.retain_all", "refused", l.own, `{}`, 1)
		li.Post(fmt.Sprintf("/memberships/%s/retain", id), scene.Reason("laid_off")).Want(http.StatusCreated)
		trail("union.retain", "done", id, fmt.Sprintf(`{"reason":"laid_off","to":"%s"}`, l.federation), 1)
		l.above.Post(all, scene.Reason("unit_closed")).Want(http.StatusOK)
		trail("union.retain_all", "done", l.own,
			fmt.Sprintf(`{"members":"2","reason":"unit_closed","to":"%s"}`, l.federation), 1)
	})
}
