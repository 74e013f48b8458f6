package people_test

import (
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
)

// A mistyped number is taken back and entered anew; it is forgotten and free at once. Three
// times a day, by the calendar here; what is verified stays.
func TestIdentityIsTakenBack(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		alice, owner := settled(env, "alice", village), settled(env, "owner", village)
		typo, number := idOf("19850615", 8), idOf("19850615", 18)
		alice.Delete("/me/identity").Reason(409, "identity.wrong_state")
		submit(alice, "李四", typo).Want(http.StatusOK)
		submit(owner, "王五", typo).Reason(409, "identity.taken") // whose number it is
		alice.Delete("/me/identity").Want(http.StatusOK).Contains(`"verification":"none"`).
			Contains(`"id_number_masked":""`).Contains(`"birth_day":null`).Contains(`"sex":0`)
		if n := env.Count(`SELECT COUNT(*) FROM persons WHERE id = ? AND name_sealed IS NULL AND id_number_sealed IS NULL
			AND id_number_index IS NULL AND id_number_index_alt IS NULL`, alice.PersonID); n != 1 {
			t.Error("something of what was taken back is kept")
		}
		submit(owner, "王五", typo).Want(http.StatusOK)
		submit(alice, "李四", number).Want(http.StatusOK).Contains(`"verification":"pending"`)

		// The officer must have seen what they approve: it may have been swapped.
		officer := officerOf(env, "officer", village)
		officer.Post(reviewPath(alice, "approve"), object{}).Reason(412, "request.stale")
		alice.Delete("/me/identity").Want(http.StatusOK)
		submit(alice, "李四", number).Want(http.StatusOK)
		alice.Delete("/me/identity").Want(http.StatusOK)
		submit(alice, "李四", number).Want(http.StatusOK)
		alice.Delete("/me/identity").Reason(409, "identity.taken_back_often")
		alice.Get("/me").Want(http.StatusOK).Contains(`"verification":"pending"`)
		if n := env.Count(`SELECT COUNT(*) FROM audit_events WHERE action = 'identity.take_back' AND outcome = 'done'
			AND object_id = ?`, alice.PersonID); n != 3 {
			t.Errorf("%d rows of the trail", n)
		}
		env.Clock.Add(24 * time.Hour)
		alice = env.SignIn("alice")
		alice.Delete("/me/identity").Want(http.StatusOK)
		submit(alice, "李四", number).Want(http.StatusOK)
		version := env.Count("SELECT version FROM persons WHERE id = ?", alice.PersonID)
		officer = env.SignIn("officer")
		officer.Post(reviewPath(alice, "approve"), object{"version": version}).Want(http.StatusOK)
		alice.Delete("/me/identity").Reason(409, "identity.wrong_state")
	})
}

// The person takes back while the officer approves: one comes first, and nobody is verified with
// nothing.
func TestTakingBackAgainstTheOfficer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		alice, officer := settled(env, "alice", village), officerOf(env, "officer", village)
		submit(alice, "李四", idOf("19850615", 18)).Want(http.StatusOK)
		answers := apptest.Race(2, func(i int) *apptest.Response {
			if i == 0 {
				return alice.Delete("/me/identity")
			}
			return officer.On(second).Post(reviewPath(alice, "approve"), object{})
		})
		back, approved := answers[0].Status, answers[1].Status
		verified := env.Count(`SELECT COUNT(*) FROM persons
			WHERE verification = 'verified' AND id_number_sealed IS NOT NULL`)
		none := env.Count("SELECT COUNT(*) FROM persons WHERE id = ? AND verification = 'none'", alice.PersonID)
		if !(back == 200 && approved != 200 && none == 1 && verified == 0 ||
			approved == 200 && back == 409 && none == 0 && verified == 1) {
			t.Fatalf("taken back %v, approved %v, %d verified, %d none", answers[0], answers[1], verified, none)
		}
	}, apptest.Alone())
}
