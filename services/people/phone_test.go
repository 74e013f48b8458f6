package people_test

import (
	"net/http"
	"strconv"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/wechat/standin"
	"xinjumin/models"
)

func masked(name string) string {
	n := standin.PhoneNumber(name)
	return `"phone_masked":"` + n[:3] + "******" + n[9:] + `"`
}

func bind(c *apptest.Client, code string) *apptest.Response {
	return c.Post("/me/phone", object{"code": code})
}

func TestPhoneIsBound(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		alice := env.SignIn("alice")
		alice.Get("/me").Want(http.StatusOK).Contains(`"phone_masked":""`)
		alice.Delete("/me/phone").Want(http.StatusNoContent)
		bind(alice, "phone:alice:1").Want(http.StatusOK).Contains(masked("alice"))
		alice.Get("/me").Want(http.StatusOK).Contains(masked("alice"))
		bind(alice, "phone:alice:1").Reason(409, "phone.code_invalid") // used
		bind(alice, "phone:alice:2").Want(http.StatusOK)               // the same number again
		bind(alice, "phone:bob:1").Reason(409, "phone.code_invalid")   // somebody else's code
		bind(alice, "dev:alice:7777").Reason(409, "phone.code_invalid")
		bind(alice, "").Want(http.StatusUnprocessableEntity)
		if n := env.Count("SELECT COUNT(*) FROM notices WHERE kind = 'phone.bound' AND person_id = ?",
			alice.PersonID); n != 1 {
			t.Errorf("%d notices", n)
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'phone.bind' AND actor_id = ?`, alice.PersonID); n != 1 {
			t.Errorf("%d audit rows", n)
		}
		keyed := alice.With("Idempotency-Key", "bind-1")
		first := bind(keyed, "phone:alice:3").Want(http.StatusOK)
		if again := bind(keyed, "phone:alice:3").Want(http.StatusOK); string(again.Body) != string(first.Body) {
			t.Error("the replay differs")
		}
		number := standin.PhoneNumber("alice")
		if apptest.Holds(env.Dump(), number) || apptest.Holds(env.Logs(), number) {
			t.Error("the number is stored or logged in clear")
		}
		alice.Delete("/me/phone").Want(http.StatusNoContent)
		alice.Get("/me").Want(http.StatusOK).Contains(`"phone_masked":""`)
		if n := env.Count(`SELECT COUNT(*) FROM persons
			WHERE phone_sealed IS NOT NULL OR phone_index IS NOT NULL`); n != 0 {
			t.Error("a removed number is kept")
		}
	})
}

func TestOneNumberIsOfOnePerson(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		const racers = 6
		clients := make([]*apptest.Client, racers)
		for i := range clients {
			clients[i] = env.SignIn("mei+" + strconv.Itoa(i)) // accounts on one telephone
		}
		answers := apptest.Race(racers, func(i int) *apptest.Response {
			return bind(clients[i], "phone:mei+"+strconv.Itoa(i)+":1")
		})
		winner := -1
		for i, a := range answers {
			if a.Status == http.StatusOK {
				winner = i
				continue
			}
			a.Reason(409, "phone.taken").Lacks("******")
		}
		if n := apptest.Statuses(answers); n[http.StatusOK] != 1 || winner < 0 {
			t.Fatal(n)
		}
		for _, a := range answers {
			if a.Status != http.StatusOK {
				a.Lacks(clients[winner].PersonID.String())
			}
		}
		clients[winner].Delete("/me/phone").Want(http.StatusNoContent)
		next := (winner + 1) % racers
		bind(clients[next], "phone:mei+"+strconv.Itoa(next)+":2").Want(http.StatusOK)
	})
}

// WeChat's access token is renewed under the feet of many requests.
func TestPhoneWhileTheTokenIsReplaced(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		alice := env.SignIn("alice")
		bind(alice, "phone:alice:1").Want(http.StatusOK)
		env.WeChat.RotateTokens()
		for _, a := range apptest.Race(8, func(i int) *apptest.Response {
			return bind(alice, "phone:alice:r"+strconv.Itoa(i))
		}) {
			a.Want(http.StatusOK)
		}
		bind(alice, "phone:!busy:1").Reason(503, models.ErrPhoneDown.Reason)
	})
}
