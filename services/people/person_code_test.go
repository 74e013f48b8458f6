package people_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

type shownCode struct {
	Code   string         `json:"code"`
	QR     string         `json:"qr_png"`
	EndsAt models.Instant `json:"ends_at"`
}

func show(c *apptest.Client) shownCode {
	var got shownCode
	c.Post("/me/code", nil).Want(http.StatusCreated).JSON(&got)
	return got
}

func lookUp(c *apptest.Client, code string) *apptest.Response {
	return c.Post("/person-lookups", object{"code": code})
}

// A code tells who shows it, once and within five minutes; every other code is
// the same refusal, byte for byte.
func TestPersonCode(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		mei, founder := env.Verified("mei"), env.SignIn("founder")
		code := show(mei)
		png, err := base64.StdEncoding.DecodeString(code.QR)
		if err != nil || !strings.HasPrefix(string(png), "\x89PNG") || len(code.Code) != models.PersonCodeLength ||
			code.EndsAt.Sub(env.Clock.Now()) != models.PersonCodeLife {
			t.Fatalf("%+v: %v", code, err)
		}
		// As it is typed: small letters, in two groups.
		typed := strings.ToLower(code.Code[:4]) + " - " + strings.ToLower(code.Code[4:])
		lookUp(founder, typed).Want(http.StatusOK).Contains(mei.PersonID.String()).Contains(`"verified":true`)
		wrong := lookUp(founder, "34679ACD").Reason(http.StatusConflict, "person_code.invalid")

		replaced := show(mei).Code
		over := show(mei).Code
		env.Clock.Add(models.PersonCodeLife)
		founder = env.SignIn("founder")
		for name, code := range map[string]string{"used": code.Code, "replaced": replaced, "over": over,
			"no code": "一二三四",
			"short":   over[:7]} {
			got := lookUp(founder, code)
			if got.Status != wrong.Status || got.Code() != wrong.Code() || got.Holds(mei.PersonID.String()) {
				t.Errorf("%s: %s", name, got)
			}
		}
		env.Clock.Add(-time.Millisecond)
		lookUp(founder, over).Want(http.StatusOK)
		if apptest.Holds(env.Dump(), over) || apptest.Holds(env.Logs(), over) {
			t.Error("the code is kept in clear")
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events WHERE action = 'person.look_up' AND actor_id = ?
			AND object_id = ? AND outcome = 'done'`, founder.PersonID, mei.PersonID); n != 2 {
			t.Errorf("%d looks are in the trail", n)
		}
		env.Visitor().Post("/me/code", nil).Want(http.StatusUnauthorized)
		lookUp(env.Visitor(), over).Want(http.StatusUnauthorized)
	})
}

// Of many who look at once, on two processes, one learns who it is.
func TestPersonCode_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		mei, twin := env.SignIn("mei"), env.Second()
		lookers := make([]*apptest.Client, 6)
		for i := range lookers {
			lookers[i] = env.SignIn("looker" + string(rune('a'+i)))
			if i%2 == 1 {
				lookers[i] = lookers[i].On(twin)
			}
		}
		for range 4 {
			code := show(mei).Code
			got := apptest.Race(len(lookers), func(i int) *apptest.Response { return lookUp(lookers[i], code) })
			if n := apptest.Statuses(got); n[200] != 1 || n[409] != 5 {
				t.Fatalf("%v", n)
			}
		}
	})
}

// Five tries, and then one a minute.
func TestPersonCode_isNotGuessed(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite, apptest.WithLimits())
	mallory, code := env.SignIn("mallory"), show(env.SignIn("mei")).Code
	for range 5 {
		lookUp(mallory, "34679ACD").Reason(http.StatusConflict, "person_code.invalid")
	}
	lookUp(mallory, code).Reason(http.StatusTooManyRequests, "request.too_many")
	lookUp(env.SignIn("founder"), code).Want(http.StatusOK)
}
