package people_test

import (
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// Into an account with power over others two platform administrators merge, or
// nobody: each once, within 48 hours, and this claim only.
func TestMergeIntoStaffNeedsTwo(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		officer := officerOf(env, "officer", town)
		admins := make([]*apptest.Client, 3)
		signIn := func() {
			for i, name := range []string{"first", "second", "third"} {
				admins[i] = env.SignIn(name)
			}
		}
		for _, name := range []string{"first", "second", "third"} {
			env.GrantRegion(env.Verified(name), models.RolePlatformAdmin, models.CountryCode)
		}
		signIn()
		merged := func() int { return env.Count("SELECT COUNT(*) FROM persons WHERE merged_into IS NOT NULL") }
		number := idOf("19900307", 71)
		staff := known(env, officer, "staff", number)
		env.GrantRegion(staff, models.RoleOfficer, town)
		fresh := settled(env, "fresh", village)
		submit(fresh, "王芳", number).Reason(409, "identity.taken")
		path := reviewPath(fresh, "merge")

		officer.Post(path, object{}).Reason(403, "identity.merge_staff")
		keyed := admins[0].With("Idempotency-Key", "merge-1")
		first := keyed.Post(path, object{}).Want(http.StatusOK).Contains(`"state":"waiting"`)
		if again := keyed.Post(path, object{}).Want(http.StatusOK); string(again.Body) != string(first.Body) {
			t.Error("the replay differs")
		}
		admins[0].Post(path, object{}).Reason(403, "approval.second_person")
		offered(admins[0], fresh, "reject approve(identity.conflict) merge(approval.second_person)")
		offered(admins[1], fresh, "merge reject approve(identity.conflict)")
		offered(officer, fresh, "reject approve(identity.conflict) merge(identity.merge_staff)")
		admins[1].Get("/notifications").Want(http.StatusOK).Contains("identity.merge_proposed")
		admins[0].Get("/notifications").Want(http.StatusOK).Lacks("identity.merge_proposed")
		fresh.Get("/me").Want(http.StatusOK).Contains(`"verification":"pending"`)

		// Too late: a person who comes then proposes anew.
		env.Clock.Add(models.ApprovalLife)
		signIn()
		admins[1].Post(path, object{}).Want(http.StatusOK).Contains(`"state":"waiting"`)
		admins[1].Post(path, object{}).Reason(403, "approval.second_person")

		// Sent back and claimed anew: what was signed before is for nothing.
		admins[0].Post(reviewPath(fresh, "reject"), object{"reason": "请重新提交"}).Want(http.StatusOK)
		env.Clock.Add(time.Minute)
		submit(env.SignIn("fresh"), "王芳", number).Reason(409, "identity.taken")
		admins[2].Post(path, object{}).Want(http.StatusOK).Contains(`"state":"waiting"`)
		if n := merged(); n != 0 {
			t.Fatal("merged by one")
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'identity.propose_merge' AND outcome = 'done' AND object_id = ?`, fresh.PersonID); n != 3 {
			t.Errorf("%d proposals in the trail", n)
		}

		// Many at once: the second signature is written once, and by somebody else.
		answers := apptest.Race(6, func(i int) *apptest.Response { return admins[i%3].Post(path, object{}) })
		if n := apptest.Statuses(answers); n[http.StatusOK] != 1 {
			t.Fatal(n, answers)
		}
		for i, a := range answers {
			if a.Status == http.StatusOK && (i%3 == 2 || merged() != 1) {
				t.Errorf("answer %d: %s", i, a)
			}
		}
		if again := env.SignIn("fresh"); again.PersonID != staff.PersonID {
			t.Error("the identity did not move")
		}
	})
}

// Two who ask at once are the two; the one who asked first is not both.
func TestTwoAdminsAskForAMergeAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		officer := officerOf(env, "officer", town)
		admins := []*apptest.Client{env.Verified("first"), env.Verified("second")}
		for _, a := range admins {
			env.GrantRegion(a, models.RolePlatformAdmin, models.CountryCode)
		}
		for round := range 3 {
			name, number := string(rune('a'+round)), idOf("19900307", 81+round)
			staff := known(env, officer, "old-"+name, number)
			env.GrantRegion(staff, models.RoleOfficer, town)
			fresh := settled(env, "new-"+name, village)
			submit(fresh, "王芳", number).Reason(409, "identity.taken")
			of := admins[:1+round%2]
			answers := apptest.Race(4, func(i int) *apptest.Response {
				return of[i%len(of)].Post(reviewPath(fresh, "merge"), object{})
			})
			merged := env.Count("SELECT COUNT(*) FROM persons WHERE id = ? AND merged_into = ?", fresh.PersonID,
				staff.PersonID)
			if n := apptest.Statuses(answers); n[http.StatusOK] != len(of) || merged != len(of)-1 {
				t.Errorf("%d signed, %d merged: %v", len(of), merged, answers)
			}
		}
	})
}
