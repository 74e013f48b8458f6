package desk_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/assistance"
)

// Officers who may open a session, people for whom, and what a card tells.
func TestDesk_opening(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		fang := c.known("fang", card(1))
		far := env.Verified("far")
		env.GrantRegion(far, models.RoleOfficer, abroad)

		fang.Post("/desk/sessions", byID(fang.PersonID)).Reason(403, "auth.forbidden")
		c.admin.Post("/desk/sessions", byID(fang.PersonID)).Reason(403, "auth.forbidden")
		far.Post("/desk/sessions", byID(fang.PersonID)).Reason(403, "auth.forbidden")
		far.Post("/desk/sessions", object{"region_code": abroad, "person_id": fang.PersonID}).
			Reason(404, "request.not_found")
		c.officer.Post("/desk/sessions", byID(models.ID{15: 9})).Reason(404, "request.not_found")
		c.officer.Post("/desk/sessions", object{"region_code": "330602005999", "person_id": fang.PersonID}).
			Reason(422, "request.invalid")
		c.officer.Post("/desk/sessions", object{"region_code": village}).Reason(422, "request.invalid")

		// A wrong name, a number that nobody has, and somebody who left look alike.
		wrongName := c.officer.Post("/desk/sessions", byCard("李芳", card(1))).Reason(403, "desk.no_match")
		nobody := c.officer.Post("/desk/sessions", byCard("王芳", card(2))).Reason(403, "desk.no_match")
		if withoutID(wrongName) != withoutID(nobody) {
			t.Errorf("%s differs from %s", wrongName, nobody)
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'desk.open' AND outcome = 'refused' AND reason = 'desk.no_match'`); n != 2 {
			t.Errorf("%d misses in the trail", n)
		}

		// Not for oneself, and not for a person who has an office of the administration.
		env.Exec("UPDATE persons SET region_code = ? WHERE id IN (?, ?)", village, c.officer.PersonID, c.admin.PersonID)
		c.officer.Post("/desk/sessions", byID(c.officer.PersonID)).Reason(403, "desk.own")
		c.officer.Post("/desk/sessions", byID(c.admin.PersonID)).Reason(403, "desk.staff")

		// The guessing of cards ends, also from two processes at once, and with it
		// the finding of cards that are there.
		twin := c.officer.On(env.Second())
		got := apptest.Race(14, func(i int) *apptest.Response {
			who := c.officer
			if i%2 == 1 {
				who = twin
			}
			return who.Post("/desk/sessions", byCard("王芳", card(100+i)))
		})
		codes := map[string]int{}
		for _, r := range got {
			codes[r.Code()]++
		}
		if codes["desk.no_match"] != assistance.MissLimit-2 || codes["desk.too_many"] != 14-assistance.MissLimit+2 {
			t.Errorf("%v", codes)
		}
		c.officer.Post("/desk/sessions", byCard("王芳", card(1))).Reason(429, "desk.too_many")
		c.second.Post("/desk/sessions", byCard("王芳", card(1))).Want(http.StatusCreated)
		env.Clock.Add(assistance.MissTime + time.Minute)
		c.officer = env.SignIn("officer")
		c.officer.Post("/desk/sessions", byCard("王芳", card(1))).Want(http.StatusCreated) // the second's has run out
	})
}

func withoutID(r *apptest.Response) string {
	var p struct{ Code, Detail, Title string }
	r.JSON(&p)
	return fmt.Sprint(r.Status, p)
}

// One live session per officer and per person, whoever asks at once.
func TestDesk_oneAtATime(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		people := []models.ID{c.phoneless("赵一", card(11)), c.phoneless("钱二", card(12)), c.phoneless("孙三", card(13))}
		officers := []*apptest.Client{c.officer, c.second, c.officer.On(env.Second())}
		for range 4 {
			apptest.Race(9, func(i int) *apptest.Response {
				r := officers[i%3].Post("/desk/sessions", byID(people[i/3]))
				switch r.Code() {
				case "", "desk.busy", "desk.person_busy":
				default:
					t.Error(r)
				}
				return r
			})
			if n := env.Count("SELECT COUNT(*) FROM desk_sessions WHERE state <> 'ended'"); n != 2 {
				t.Errorf("%d live sessions of two officers", n)
			}
			if n := env.Count(`SELECT COUNT(*)
				FROM (SELECT person_id FROM desk_sessions WHERE state <> 'ended' GROUP BY person_id
				HAVING COUNT(*) > 1) x`); n != 0 {
				t.Error("two sessions for one person")
			}
			env.Clock.Add(assistance.ConfirmLife) // they run out, and nobody has tidied up
			c.officer, c.second = env.SignIn("officer"), env.SignIn("second")
			officers = []*apptest.Client{c.officer, c.second, officers[2]}
			officers[2].Token = c.officer.Token
		}
	})
}

// What ends a session: its time, the officer's role, her sign-out, the person's
// leaving. Each is felt by the next request, on every process.
func TestDesk_ends(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		person := c.phoneless("赵一", card(11))
		other := env.Second()

		id := c.begin(person)
		works := func(acting *apptest.Client) {
			t.Helper()
			acting.Get("/me").Want(http.StatusOK).Contains(person.String())
			acting.On(other).Get("/me").Want(http.StatusOK)
		}
		works(at(c.officer, id))
		at(c.second, id).Get("/me").Reason(403, "desk.ended") // another officer's
		at(c.officer, models.ID{15: 1}).Get("/me").Reason(403, "desk.ended")
		c.officer.With("X-Acting-For", "nonsense").Get("/me").Reason(403, "desk.ended")
		env.Visitor().With("X-Acting-For", id.String()).Get("/me").Reason(401, "auth.required")
		c.second.Post(side(id, "end"), nil).Reason(403, "auth.forbidden")

		env.Exec("UPDATE role_grants SET ended_at = ?, live_key = NULL WHERE person_id = ?", int64(env.Clock.Now()),
			c.officer.PersonID)
		at(c.officer, id).Get("/me").Reason(403, "desk.ended")
		at(c.officer, id).On(other).Get("/me").Reason(403, "desk.ended")
		env.GrantRegion(c.officer, models.RoleOfficer, abroad) // somewhere else does not help
		at(c.officer, id).Get("/me").Reason(403, "desk.ended")
		env.GrantRegion(c.officer, models.RoleOfficer, town)
		works(at(c.officer, id))

		env.Exec("UPDATE persons SET state = 'closed' WHERE id = ?", person)
		at(c.officer, id).Get("/me").Reason(403, "desk.ended")
		env.Exec("UPDATE persons SET state = 'active' WHERE id = ?", person)
		c.officer.Post("/auth/logout", nil).Want(http.StatusNoContent)
		at(c.officer, id).Get("/me").Reason(401, "auth.session_ended")

		// The last millisecond and the one after.
		c.officer = env.SignIn("officer")
		env.Exec("UPDATE desk_sessions SET expires_at = ? WHERE id = ?", int64(env.Clock.Now())+1, id)
		works(at(c.officer, id))
		env.Clock.Add(time.Millisecond)
		at(c.officer, id).Get("/me").Reason(403, "desk.ended")
		c.officer.Post(side(id, "end"), nil).Reason(409, "desk.wrong_state")
		c.officer.Get("/desk/sessions/" + id.String()).Want(http.StatusOK).Contains(`"end_reason":"expired"`)

		// Due work writes the end down and tells; a session whose time was moved
		// is not ended by the old time.
		id = c.begin(person)
		at(c.officer, id).Put("/me", object{"education": "71"}).Want(http.StatusOK)
		env.Clock.Add(assistance.ConfirmLife + time.Minute)
		env.RunJobs()
		c.officer = env.SignIn("officer")
		works(at(c.officer, id))
		env.Clock.Add(assistance.Life)
		env.RunJobs()
		if n := env.Count(`SELECT COUNT(*) FROM desk_sessions
			WHERE id = ? AND end_reason = 'expired' AND officer_key IS NULL`, id); n != 1 {
			t.Error("the end is not written down")
		}
		if n := env.Count(`SELECT COUNT(*) FROM notices
			WHERE kind = 'desk.ended' AND subject_id = ? AND person_id = ?`, id, person); n != 1 {
			t.Error("nobody was told of the end")
		}
	})
}

// A repeated request in one person's name is never the answer for another, for
// the officer, or for the person's own.
func TestDesk_repeatedRequests(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		org := c.body()
		a, b := c.phoneless("赵一", card(11)), c.phoneless("钱二", card(12))
		apply := fmt.Sprintf("/organizations/%s/applications", org)
		send := func(who *apptest.Client) *apptest.Response {
			return who.With("Idempotency-Key", "k-1").Post(apply, object{})
		}
		first := c.begin(a)
		one := send(at(c.officer, first)).Want(http.StatusCreated)
		if again := send(at(c.officer, first)).Want(http.StatusCreated); string(again.Body) != string(one.Body) ||
			again.Header.Get("Idempotency-Replayed") == "" {
			t.Error("the replay in one session differs")
		}
		self := send(c.officer).Want(http.StatusCreated)
		c.officer.Post(side(first, "end"), nil).Want(http.StatusOK)
		send(at(c.officer, first)).Reason(403, "desk.ended")
		second := c.begin(b)
		two := send(at(c.officer, second)).Want(http.StatusCreated)
		if one.ID() == two.ID() || one.ID() == self.ID() || two.ID() == self.ID() {
			t.Error("an answer was somebody else's")
		}
		if n := env.Count(`SELECT COUNT(DISTINCT person_id) FROM memberships
			WHERE organization_id = ? AND state = 'applied'`, org); n != 3 {
			t.Errorf("%d people have applied", n)
		}
	})
}
