package people_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// known gives a person whom an officer has verified at the desk.
func known(env *apptest.Env, officer *apptest.Client, name, number string) *apptest.Client {
	env.Helper()
	c := settled(env, name, village)
	submit(c, "王芳", number).Want(http.StatusOK)
	officer.Post(reviewPath(c, "approve"), object{}).Want(http.StatusOK)
	return c
}

// offered demands what an officer is offered to do about a person under review.
func offered(officer, person *apptest.Client, want string) {
	officer.Env().Helper()
	scene.Offers(officer, "/identity-reviews", "person_id", person.PersonID, want)
}

func TestReturningPersonIsMergedAtTheDesk(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		officer := officerOf(env, "officer", town)
		number := idOf("19900307", 31)
		old := known(env, officer, "fang", number)
		bind(old, "phone:fang:1").Want(http.StatusOK)
		fresh := settled(env, "fang2", village)
		bind(fresh, "phone:fang2:1").Want(http.StatusOK)
		fresh.Put("/me/consents/skills", object{"version": 1}).Want(http.StatusOK)
		fresh.Put("/me/profile", object{"skills": []string{"welding"}}).Want(http.StatusOK)

		// Told nothing but that it does not work; the officer finds the claim.
		for range 2 {
			submit(fresh, "王芳", number).Reason(409, "identity.taken").Lacks(old.PersonID.String())
		}
		submit(fresh, "王芳", idOf("19900307", 32)).Reason(409, "identity.pending")
		fresh.Get("/me").Want(http.StatusOK).Contains(`"verification":"pending"`).Lacks(old.PersonID.String()).
			Lacks("conflict")
		officer.Get("/identity-reviews").Want(http.StatusOK).Contains(fresh.PersonID.String()).
			Contains(`"conflict":true`).Lacks(old.PersonID.String())
		officer.Post(reviewPath(fresh, "approve"), object{}).Reason(409, "identity.conflict")
		offered(officer, fresh, "merge reject approve(identity.conflict)")

		// Not by others.
		fresh.Post(reviewPath(fresh, "merge"), object{}).Reason(403, "auth.forbidden")
		officerOf(env, "far", abroad).Post(reviewPath(fresh, "merge"), object{}).Reason(404, "request.not_found")
		officer.Post(reviewPath(old, "merge"), object{}).Reason(409, "identity.wrong_state")
		officer.Post(reviewPath(fresh, "merge"), object{"version": 1}).Reason(412, "request.stale")

		keyed := officer.With("Idempotency-Key", "merge-1")
		first := keyed.Post(reviewPath(fresh, "merge"), object{}).Want(http.StatusOK).Contains(old.PersonID.String())
		if again := keyed.Post(reviewPath(fresh, "merge"), object{}).
			Want(http.StatusOK); string(again.Body) != string(first.Body) {
			t.Error("the replay differs")
		}
		officer.Post(reviewPath(fresh, "merge"), object{}).Reason(409, "identity.wrong_state")
		officer.Post(reviewPath(fresh, "reject"), object{"reason": "late"}).Reason(409, "identity.wrong_state")

		// Every session is dead, and both WeChat accounts are the one person.
		for _, dead := range []*apptest.Client{old, fresh} {
			dead.Get("/me").Reason(401, "auth.session_ended")
			refresh(env, dead.Refresh).Reason(401, "auth.refresh_invalid")
		}
		for _, name := range []string{"fang", "fang2"} {
			again := env.SignIn(name)
			if again.PersonID != old.PersonID {
				t.Fatalf("%s is %s", name, again.PersonID)
			}
			again.Get("/me").Want(http.StatusOK).Contains(`"verification":"verified"`).Contains(masked("fang"))
			again.Get("/notifications").Want(http.StatusOK).Contains("identity.merged")
		}
		// The new telephone is free for the person who holds it, by her session.
		bind(env.SignIn("fang2"), "phone:fang2:2").Want(http.StatusOK).Contains(masked("fang2"))

		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'identity.merge' AND outcome = 'done' AND actor_id = ?`, officer.PersonID); n != 2 {
			t.Errorf("%d audit rows", n)
		}
		if n := env.Count(`SELECT COUNT(*) FROM persons
			WHERE id = ? AND state = 'closed' AND merged_into = ? AND name_sealed IS NULL
			AND id_number_sealed IS NULL AND phone_sealed IS NULL`, fresh.PersonID, old.PersonID); n != 1 {
			t.Error("the new account is not closed and empty")
		}
		if n := env.Count(`SELECT (SELECT COUNT(*) FROM profiles) + (SELECT COUNT(*)
			FROM profile_skills) + (SELECT COUNT(*) FROM consents WHERE ended_at IS NULL)`); n != 0 {
			t.Errorf("%d rows of what the new account told are left", n)
		}
	})
}

func TestMergeThatIsRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		officer := officerOf(env, "officer", town)
		claimOf := func(name, number string) *apptest.Client {
			c := settled(env, name, village)
			submit(c, "王芳", number).Reason(409, "identity.taken")
			return c
		}
		// The older account is not proven: it is reviewed first.
		unproven := settled(env, "unproven", village)
		number := idOf("19900307", 41)
		submit(unproven, "李四", number).Want(http.StatusOK)
		claimant := claimOf("claimant", number)
		officer.Post(reviewPath(claimant, "merge"), object{}).Reason(409, "identity.merge_unproven")
		offered(officer, claimant, "reject approve(identity.conflict) merge(identity.merge_unproven)")
		offered(officer, unproven, "approve reject")
		officer.Post(reviewPath(unproven, "reject"), object{"reason": "不是本人证件"}).Want(http.StatusOK)
		// no conflict any longer
		offered(officer, claimant, "approve reject")
		officer.Post(reviewPath(claimant, "merge"), object{}).Reason(409, "identity.wrong_state")
		officer.Post(reviewPath(claimant, "approve"), object{}).Want(http.StatusOK).Contains("已核实")
		submit(unproven, "李四", number).Reason(409, "identity.taken")

		// The new account has a history of its own.
		number = idOf("19900307", 42)
		known(env, officer, "busy", number)
		busy := claimOf("busy2", number)
		env.GrantOrganization(busy, models.RoleOrganizer, busy.PersonID)
		officer.Post(reviewPath(busy, "merge"), object{}).Reason(409, "identity.merge_history")
		offered(officer, busy, "reject approve(identity.conflict) merge(identity.merge_history)")

		// An officer's own account, and one with power over others.
		number = idOf("19900307", 43)
		staff := known(env, officer, "staff", number)
		env.GrantRegion(staff, models.RoleOfficer, town)
		thief := claimOf("thief", number)
		staff.Post(reviewPath(thief, "merge"), object{}).Reason(403, "identity.own_review")
		officer.Post(reviewPath(thief, "merge"), object{}).Reason(403, "identity.merge_staff")
		offered(officer, thief, "reject approve(identity.conflict) merge(identity.merge_staff)")
		offered(staff, thief, "reject approve(identity.conflict) merge(identity.own_review)")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'identity.merge' AND outcome = 'refused' AND object_id = ?`, thief.PersonID); n != 2 {
			t.Errorf("%d refusals in the trail", n)
		}
		if again := env.SignIn("thief"); again.PersonID != thief.PersonID {
			t.Error("a refused merge moved the identity")
		}
		officer.Post(reviewPath(thief, "reject"), object{"reason": "不是本人证件"}).Want(http.StatusOK)
		thief.Get("/me").Want(http.StatusOK).Contains("不是本人证件")
		// The rejected correct it and try again.
		submit(thief, "赵六", idOf("19900307", 44)).Want(http.StatusOK).Contains(`"verification":"pending"`).
			Contains(`"verification_reason":""`)
		officer.Post(reviewPath(thief, "approve"), object{}).Want(http.StatusOK)
	})
}

func TestTwoOfficersMergeAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		officers := []*apptest.Client{officerOf(env, "officer1", town), officerOf(env, "officer2", village)}
		for round := range 4 {
			name := string(rune('a' + round))
			number := idOf("19900307", 51+round)
			old := known(env, officers[0], "old-"+name, number)
			fresh := settled(env, "new-"+name, village)
			submit(fresh, "王芳", number).Reason(409, "identity.taken")
			answers := apptest.Race(6, func(i int) *apptest.Response {
				if i == 5 {
					return officers[1].Post(reviewPath(fresh, "reject"), object{"reason": "x"})
				}
				return officers[i%2].Post(reviewPath(fresh, "merge"), object{})
			})
			if n := apptest.Statuses(answers); n[http.StatusOK] != 1 || n[http.StatusConflict] != 5 {
				t.Fatal(n, answers)
			}
			merged := env.Count("SELECT COUNT(*) FROM persons WHERE id = ? AND merged_into = ?", fresh.PersonID,
				old.PersonID)
			if (answers[5].Status == http.StatusOK) == (merged == 1) {
				t.Errorf("rejected and merged: %v", answers)
			}
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = 'identity.merge' AND outcome = 'done' AND object_id = ?`, old.PersonID); n != merged {
				t.Errorf("%d rows for %d merges", n, merged)
			}
		}
	})
}

// A person who signs in while the accounts are merged gets a session of the person
// that stays, or one that is dead; never one of the closed account.
func TestMergeAgainstSignIn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		officer := officerOf(env, "officer", town)
		for round := range 3 {
			name := string(rune('a' + round))
			number := idOf("19900307", 61+round)
			old := known(env, officer, "old-"+name, number)
			fresh := settled(env, "new-"+name, village)
			submit(fresh, "王芳", number).Reason(409, "identity.taken")
			answers := apptest.Race(9, func(i int) *apptest.Response {
				switch {
				case i == 4:
					return officer.Post(reviewPath(fresh, "merge"), object{})
				case i%2 == 0:
					return env.Visitor().Post("/auth/wechat", object{"code": apptest.Code("old-" + name)})
				}
				return env.Visitor().Post("/auth/wechat", object{"code": apptest.Code("new-" + name)})
			})
			for i, a := range answers {
				a.Want(http.StatusOK)
				if i == 4 {
					continue
				}
				var got tokens
				a.JSON(&got)
				me := bearer(env, got.Access).Get("/me")
				switch {
				case got.Person.ID == fresh.PersonID && me.Status != http.StatusUnauthorized:
					t.Errorf("the closed account acts: %v", me)
				case me.Status == http.StatusOK:
					me.Contains(old.PersonID.String())
				default:
					me.Reason(401, "auth.session_ended")
				}
			}
			if again := env.SignIn("new-" + name); again.PersonID != old.PersonID {
				t.Error("the identity did not move")
			}
			if n := env.Count("SELECT COUNT(*) FROM wechat_identities WHERE person_id = ?", fresh.PersonID); n != 0 {
				t.Errorf("%d identities of the closed account", n)
			}
		}
	})
}
