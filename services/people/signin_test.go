package people_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/server"
	"xinjumin/models"
)

// tokens is the answer of sign-in and refresh.
type tokens struct {
	Access    string    `json:"access_token"`
	Refresh   string    `json:"refresh_token"`
	SessionID models.ID `json:"session_id"`
	Person    struct {
		ID models.ID `json:"id"`
	} `json:"person"`
}

func signIn(env *apptest.Env, name string) (*apptest.Client, tokens) {
	env.Helper()
	var got tokens
	env.Visitor().Post("/auth/wechat", map[string]any{"code": apptest.Code(name), "device": "Phone of " + name}).
		Want(http.StatusOK).JSON(&got)
	c := env.Visitor()
	c.Token, c.Refresh, c.PersonID = got.Access, got.Refresh, got.Person.ID
	return c, got
}

func refresh(env *apptest.Env, token string) *apptest.Response {
	env.Helper()
	return env.Visitor().Post("/auth/refresh", map[string]any{"refresh_token": token})
}

func rotated(env *apptest.Env, token string) tokens {
	env.Helper()
	var got tokens
	refresh(env, token).Want(http.StatusOK).JSON(&got)
	return got
}

func bearer(env *apptest.Env, token string) *apptest.Client {
	c := env.Visitor()
	c.Token = token
	return c
}

func TestSignInWithCodes(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		app := wxApp(t, env)
		expired := env.WeChat.Mint(app, "bob")
		foreign := env.WeChat.Mint("wx-another-app", "bob")
		env.Clock.Add(5 * time.Minute)
		used := apptest.Code("bob")
		env.Visitor().Post("/auth/wechat", map[string]any{"code": used}).Want(http.StatusOK)
		cases := []struct {
			name, code string
			status     int
			reason     string
			calls      int
		}{
			{"used", used, 401, "auth.code_invalid", 1},
			{"expired", expired, 401, "auth.code_invalid", 1},
			{"foreign", foreign, 401, "auth.code_invalid", 1},
			{"nonsense", "abc", 401, "auth.code_invalid", 1},
			{"empty", "", 422, "request.invalid", 0},
			{"too long", strings.Repeat("x", 129), 422, "request.invalid", 0},
			{"huge", strings.Repeat("x", 1<<19), 422, "request.invalid", 0},
			{"blocked", "dev:!blocked:1", 403, "auth.blocked", 1},
			{"quota", "dev:!quota:1", 429, "auth.too_often", 1},
			{"busy", "dev:!busy:1", 503, "auth.wechat_unavailable", 3},
			{"garbage", "dev:!garbage:1", 503, "auth.wechat_unavailable", 1},
		}
		people := env.Count("SELECT COUNT(*) FROM persons")
		for _, c := range cases {
			before := env.WeChat.Calls()
			res := env.Visitor().Post("/auth/wechat", map[string]any{"code": c.code}).Reason(c.status, c.reason)
			if n := env.WeChat.Calls() - before; n != c.calls {
				t.Errorf("%s: %d calls, want %d", c.name, n, c.calls)
			}
			if c.status >= 429 && res.Header.Get("Retry-After") == "" {
				t.Errorf("%s: no Retry-After", c.name)
			}
			if c.code != "" && apptest.Holds(env.Logs(), c.code) {
				t.Errorf("%s: the code is in the log", c.name)
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM persons"); n != people {
			t.Errorf("refused codes registered %d people", n-people)
		}
	})
}

// wxApp finds the app id of the test kit in the rows of a first sign-in.
func wxApp(t *testing.T, env *apptest.Env) string {
	t.Helper()
	env.SignIn("somebody")
	db := env.DB()
	var app string
	if err := db.QueryRow("SELECT app_id FROM wechat_identities").Scan(&app); err != nil {
		t.Fatal(err)
	}
	return app
}

func TestFirstSignInsAtOnceAreOnePerson(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		answers := apptest.Race(12, func(i int) *apptest.Response {
			return []*apptest.Env{env, second}[i%2].Visitor().
				Post("/auth/wechat", map[string]any{"code": apptest.Code("newcomer")})
		})
		ids := map[models.ID]bool{}
		for _, a := range answers {
			var got tokens
			a.Want(http.StatusOK).JSON(&got)
			ids[got.Person.ID] = true
			bearer(env, got.Access).Get("/me").Want(http.StatusOK)
		}
		if len(ids) != 1 || env.Count("SELECT COUNT(*) FROM persons") != 1 ||
			env.Count("SELECT COUNT(*) FROM wechat_identities") != 1 {
			t.Fatalf("%d people answered", len(ids))
		}
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'session.start'"); n != len(answers) {
			t.Errorf("%d audit rows of %d sign-ins", n, len(answers))
		}
	})
}

func TestOneCodeSignsInOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		code := apptest.Code("carol")
		answers := apptest.Race(8, func(int) *apptest.Response {
			return env.Visitor().Post("/auth/wechat", map[string]any{"code": code})
		})
		if n := apptest.Statuses(answers); n[200] != 1 || n[401] != 7 {
			t.Fatal(n)
		}
	})
}

func TestClosedPersonCannotSignIn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c, got := signIn(env, "dora")
		env.Exec("UPDATE persons SET state = 'closed' WHERE id = ?", c.PersonID)
		c.Get("/me").Reason(401, "auth.session_ended")
		refresh(env, got.Refresh).Reason(401, "auth.refresh_invalid")
		env.Visitor().Post("/auth/wechat", map[string]any{"code": apptest.Code("dora")}).Reason(403, "person.closed")
	})
}

func TestSessionsHaveABound(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		first, _ := signIn(env, "eve")
		for range models.SessionLimit {
			env.Clock.Add(time.Second)
			signIn(env, "eve")
		}
		first.Get("/me").Reason(401, "auth.session_ended")
		last, _ := signIn(env, "eve")
		var list struct {
			Items []struct {
				Current bool   `json:"current"`
				Device  string `json:"device"`
			} `json:"items"`
		}
		last.Get("/auth/sessions").Want(http.StatusOK).JSON(&list)
		if len(list.Items) != models.SessionLimit || list.Items[0].Device != "Phone of eve" {
			t.Fatalf("%d sessions: %+v", len(list.Items), list.Items)
		}
	})
}

// A client whose access token has expired sends it along when it comes for a
// new one.
func TestStaleBearerDoesNotBlockSignIn(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	_, got := signIn(env, "frank")
	env.Clock.Add(11 * time.Minute)
	stale := bearer(env, got.Access)
	stale.Get("/me").Reason(401, "auth.token_invalid")
	stale.Post("/auth/refresh", map[string]any{"refresh_token": got.Refresh}).Want(http.StatusOK)
	stale.Post("/auth/wechat", map[string]any{"code": apptest.Code("frank")}).Want(http.StatusOK)
}

func TestSignInIsLimited(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite, apptest.WithLimits(),
		apptest.With(func(o *server.Options) { o.RedisURL = "" }))
	limited := 0
	for i := range 200 {
		res := env.Visitor().Post("/auth/refresh", map[string]any{"refresh_token": fmt.Sprint("guess-", i)})
		if res.Status == http.StatusTooManyRequests {
			limited++
		}
	}
	if limited < 100 {
		t.Fatalf("%d of 200 guesses were refused", limited)
	}
}
