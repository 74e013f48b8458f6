package people_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// Five wrong codes and the sixth is not even asked of WeChat; other people go
// on, until the whole address has guessed too often. It rests on no Redis.
func TestPhoneCodesAreNotGuessed(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite, apptest.WithLimits())
	mallory := env.SignIn("mallory")
	guess := func(c *apptest.Client) *apptest.Response { return bind(c, apptest.Code("guess")) }
	for range 5 {
		guess(mallory).Reason(409, "phone.code_invalid")
	}
	asked := env.WeChat.PhoneCalls()
	for _, header := range []string{"X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP"} {
		res := guess(mallory.With(header, "6.6.6.6")).Reason(429, "request.too_many")
		if wait := res.Header.Get("Retry-After"); wait != "60" {
			t.Errorf("Retry-After %q", wait)
		}
	}
	if n := env.WeChat.PhoneCalls(); n != asked {
		t.Errorf("WeChat was asked %d times more", n-asked)
	}
	bind(env.SignIn("alice"), "phone:alice:1").Want(http.StatusOK)
	locked := 0
	for i := range 20 { // many accounts, one line
		if guess(env.SignIn(fmt.Sprint("puppet", i))).Status == http.StatusTooManyRequests {
			locked++
		}
	}
	if locked < 5 {
		t.Errorf("%d of 20 puppets were locked out", locked)
	}
	env.Clock.Add(time.Minute)
	guess(mallory).Reason(409, "phone.code_invalid")
	guess(mallory).Reason(429, "request.too_many")
}

var ids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// Whether somebody or something is there cannot be told from a refusal.
func TestRefusalsTellNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		app := wxApp(t, env)
		alice, got := signIn(env, "alice")
		mallory := env.SignIn("mallory")
		dora, doras := signIn(env, "dora")
		dora.Delete("/auth/sessions").Want(http.StatusNoContent)
		bob := env.SignIn("bob")
		bind(bob, "phone:bob:1").Want(http.StatusOK)
		nobody := "00000000-0000-4000-8000-000000000000"
		known, unknown := env.WeChat.Mint("wx-another-app", "alice"), env.WeChat.Mint("wx-another-app", "nobody")
		used := env.WeChat.Mint(app, "carol")
		env.Visitor().Post("/auth/wechat", object{"code": used}).Want(http.StatusOK)
		in := func(code string) *apptest.Response {
			return env.Visitor().Post("/auth/wechat", object{"code": code})
		}
		for name, answers := range map[string][]*apptest.Response{
			"codes of another mini-program": {in(known), in(unknown), in(used), in("never")},
			"refresh tokens": {refresh(env, doras.Refresh),
				refresh(env, strings.Repeat("A", len(got.Refresh)))},
			"access tokens": {bearer(env, "nonsense").Get("/me"), bearer(env, got.Refresh).Get("/me")},
			"sessions": {mallory.Delete("/auth/sessions/" + got.SessionID.String()),
				mallory.Delete("/auth/sessions/" + nobody)},
			"phone codes": {bind(mallory, "phone:bob:2"), bind(mallory, "phone:nobody:1"),
				bind(mallory, "phone:bob:1")},
		} {
			for _, a := range answers[1:] {
				if a.Status < 400 || seen(a) != seen(answers[0]) {
					t.Errorf("%s: %s / %s", name, seen(answers[0]), seen(a))
				}
			}
		}
		alice.Get("/me").Want(http.StatusOK)
	})
}

// seen is what a caller sees of an answer.
func seen(r *apptest.Response) string {
	return fmt.Sprint(r.Status, r.Header.Get("Content-Length"), ids.ReplaceAllString(string(r.Body), "id"))
}

// A thief has an access token of each sort that ends; no process takes it any
// longer, and a code that the logs could give away is not in them.
func TestStolenTokensEndWithWhatTheyStoodFor(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		a, first := signIn(env, "alice")
		b := rotated(env, first.Refresh)
		c := rotated(second, b.Refresh)
		for _, stolen := range []string{first.Access, b.Access, c.Access} { // one family, one session
			bearer(second, stolen).Get("/me").Want(http.StatusOK)
		}
		env.Clock.Add(models.RefreshGrace + time.Millisecond)
		refresh(second, first.Refresh).Reason(401, "auth.refresh_invalid") // a replayed: the family dies
		refresh(env, c.Refresh).Reason(401, "auth.refresh_invalid")
		for _, stolen := range []string{first.Access, b.Access, c.Access} {
			for _, e := range []*apptest.Env{env, second} {
				bearer(e, stolen).Get("/me").Reason(401, "auth.session_ended")
			}
		}
		a.Get("/me").Reason(401, "auth.session_ended")
		for _, secret := range []string{first.Refresh, c.Refresh, c.Access} {
			if apptest.Holds(env.Logs(), secret) {
				t.Error("a token is in the log")
			}
		}
	})
}
