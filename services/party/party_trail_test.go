package party_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// What the acts of a branch leave in its trail: one row for each, and one for each
// officer's act that was forbidden, but none about the person whom the rules turned away.
func TestPartyTrail(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		head, li, young := env.Verified("head"), env.Verified("li"), env.SignIn("young")
		branch := scene.Found(env, head, scene.Draft("外山村党支部", "kind", "party_branch"))
		trail := func(action, outcome string, object any, want int) {
			t.Helper()
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = ? AND outcome = ? AND object_id = ? AND organization_id = ?`, action, outcome, object,
				branch); n != want {
				t.Errorf("%s, %s: %d rows, want %d", action, outcome, n, want)
			}
		}

		env.Verify(young, "2010-01-01")
		consentTo(young, "party_life")
		young.Post("/me/party-registration", scene.BranchReport(branch, "某村党支部")).
			Reason(http.StatusForbidden, "membership.age")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'party_registration.submit'`); n != 0 {
			t.Errorf("%d rows tell of a person who was too young", n)
		}
		report := scene.ReportToBranch(li, branch, "老家党支部")
		trail("party_registration.submit", "done", report, 1)
		head.Post(fmt.Sprintf("/party-registrations/%s/confirm", report), nil).Want(http.StatusOK)
		membership, _ := membershipOf(li, branch)

		// An officer, but of another branch.
		other := scene.Found(env, env.Verified("other head"), scene.Draft("城南党支部", "kind", "party_branch"))
		env.GrantOrganization(li, models.RoleSecretaryGeneral, other)
		dues := map[string]any{"paid_until": "2026-12-31"}
		li.Put(fmt.Sprintf("/memberships/%s/dues", membership), dues).Reason(http.StatusForbidden, "auth.forbidden")
		trail("membership.dues", "refused", membership, 1)
		head.Put(fmt.Sprintf("/memberships/%s/dues", membership), dues).Want(http.StatusOK)
		trail("membership.dues", "done", membership, 1)

		organization := fmt.Sprintf("/organizations/%s/meetings", branch)
		li.Post(organization, meetingOf(env, "theme_day", head, li)).Reason(http.StatusForbidden, "auth.forbidden")
		trail("meeting.call", "refused", branch, 1)
		id := head.Post(organization, meetingOf(env, "theme_day", head, head)).Want(http.StatusCreated).ID()
		trail("meeting.call", "done", id, 1)
		at := fmt.Sprintf("/meetings/%s", id)
		li.Put(at+"/attendance", map[string]any{"items": []any{}}).Want(http.StatusUnprocessableEntity)
		li.With("If-Match", `"7"`).Put(at, map[string]any{"place": "别处"}).
			Reason(http.StatusForbidden, "auth.forbidden") // and not that the version is old
		trail("meeting.change", "refused", id, 1)
		head.Post(at+"/cancel", nil).Want(http.StatusOK)
		trail("meeting.cancel", "done", id, 1)
		head.With("If-Match", `"7"`).Put(at, map[string]any{"place": "别处"}).
			Reason(http.StatusPreconditionFailed, "request.stale") // and not that it was cancelled

		li.Post(fmt.Sprintf("/party-registrations/%s/end", report), nil).Want(http.StatusOK)
		trail("party_registration.end", "done", report, 1)
	})
}

// Nobody records their own standing, whatever state the membership is in: the right
// comes before the state.
func TestStanding_ownBeforeState(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		head := env.Verified("head")
		branch := scene.Found(env, head, scene.Draft("外山村党支部", "kind", "party_branch"))
		own, _ := membershipOf(head, branch)
		env.Exec("UPDATE memberships SET state = 'ended' WHERE id = ?", own)
		head.Put(fmt.Sprintf("/memberships/%s/party-standing", own),
			map[string]any{"standing": models.StandingFull, "since": "2026-01-01"}).
			Reason(http.StatusForbidden, "party_branch.own_case")
		head.Put(fmt.Sprintf("/memberships/%s/dues", own), map[string]any{"paid_until": nil}).
			Reason(http.StatusConflict, "membership.not_active")
	})
}
