package people_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// begun is what a browser gets that wants to be signed in.
type begun struct {
	ID        models.ID      `json:"id"`
	Secret    string         `json:"secret"`
	Code      string         `json:"code"`
	QR        string         `json:"qr_png"`
	Digits    string         `json:"digits"`
	ExpiresAt models.Instant `json:"expires_at"`
}

func begin(env *apptest.Env) begun {
	env.Helper()
	var got begun
	env.Visitor().Post("/auth/pairings", object{"device": "Windows 电脑"}).Want(http.StatusCreated).JSON(&got)
	return got
}

func confirm(c *apptest.Client, b begun, digits string) *apptest.Response {
	return c.Post("/auth/pairings/"+b.Code+"/confirm", object{"digits": digits})
}

func claim(env *apptest.Env, id models.ID, secret string) *apptest.Response {
	env.Helper()
	return env.Visitor().Post("/auth/pairings/"+id.String()+"/claim", object{"secret": secret})
}

// wrongly gives two digits that the browser does not show.
func wrongly(b begun) string { return string('0'+(b.Digits[0]-'0'+1)%10) + b.Digits[1:] }

// letIn signs a browser in by somebody's phone.
func letIn(env *apptest.Env, phone *apptest.Client) (*apptest.Client, tokens) {
	env.Helper()
	b := begin(env)
	confirm(phone, b, b.Digits).Want(http.StatusNoContent)
	var got struct {
		Tokens tokens `json:"tokens"`
	}
	claim(env, b.ID, b.Secret).Want(http.StatusOK).JSON(&got)
	return bearer(env, got.Tokens.Access), got.Tokens
}

func TestPairing_letsABrowserIn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		mei := env.SignIn("mei")
		b := begin(env)
		png, err := base64.StdEncoding.DecodeString(b.QR)
		if err != nil || !strings.HasPrefix(string(png), "\x89PNG") || len(b.Code) > 32 || len(b.Digits) != 2 ||
			b.ExpiresAt.Sub(env.Clock.Now()) != models.PairingLife {
			t.Fatalf("%+v: %v", b, err)
		}
		claim(env, b.ID, b.Secret).Want(http.StatusOK).Contains(`"tokens":null`)
		page := mei.Get("/auth/pairings/" + strings.ToUpper(b.Code)).Want(http.StatusOK).Contains("Windows 电脑")
		page.Lacks(`"digits"`).Lacks(b.Secret).Lacks(b.ID.String())
		env.Visitor().Get("/auth/pairings/" + b.Code).Want(http.StatusUnauthorized)
		confirm(mei, b, b.Digits).Want(http.StatusNoContent)
		confirm(mei, b, b.Digits).Want(http.StatusNoContent) // the answer got lost
		var got struct {
			Tokens tokens `json:"tokens"`
		}
		claim(env, b.ID, b.Secret).Want(http.StatusOK).JSON(&got)
		browser := bearer(env, got.Tokens.Access)
		browser.Get("/me").Want(http.StatusOK).Contains(mei.PersonID.String())

		list := mei.Get("/auth/sessions").Want(http.StatusOK).Contains("Windows 电脑").
			Contains(`"kind":"browser","kind_text":"电脑浏览器"`)
		list.Contains(got.Tokens.SessionID.String()).Contains(`"kind":"wechat"`)
		mei.Get("/notifications").Want(http.StatusOK).Contains("您的账号在电脑上登录了")
		for _, action := range []string{"pairing.confirm", "session.start"} {
			if env.Count(`SELECT COUNT(*) FROM audit_events WHERE action = ? AND actor_id = ? AND outcome = 'done'
				AND object_id IN (?, ?)`, action, mei.PersonID, b.ID, got.Tokens.SessionID) != 1 {
				t.Errorf("%s is not once in the trail", action)
			}
		}
		for _, secret := range []string{b.Secret, got.Tokens.Refresh} {
			if apptest.Holds(env.Dump(), secret) || apptest.Holds(env.Logs(), secret) {
				t.Error("a secret is kept in clear")
			}
		}
		mei.Delete("/auth/sessions/" + got.Tokens.SessionID.String()).Want(http.StatusNoContent)
		browser.Get("/me").Reason(401, "auth.session_ended")
		refresh(env, got.Tokens.Refresh).Reason(401, "auth.refresh_invalid")
	})
}

// A pairing that is wrong in any way gives nothing, and says the same byte for byte.
func TestPairing_givesNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		mei, mallory := env.SignIn("mei"), env.SignIn("mallory")
		other, used, refused, burned, old := begin(env), begin(env), begin(env), begin(env), begin(env)
		confirm(mei, used, used.Digits).Want(http.StatusNoContent)
		claim(env, used.ID, used.Secret).Want(http.StatusOK).Contains("tokens")
		confirm(mei, refused, refused.Digits).Want(http.StatusNoContent)
		mallory.Post("/auth/pairings/"+refused.Code+"/refuse", nil).Reason(409, "pairing.over")
		mei.Post("/auth/pairings/"+refused.Code+"/refuse", nil).Want(http.StatusNoContent)
		for range models.PairingTries {
			confirm(mei, burned, wrongly(burned)).Reason(409, "pairing.digits")
		}
		// Whoever has the secret is told apart what the phone has said.
		claim(env, refused.ID, refused.Secret).Reason(409, "pairing.refused").Contains("不登录")
		want := seen(claim(env, models.ID{1}, other.Secret).Reason(409, "pairing.over"))
		for name, got := range map[string]*apptest.Response{
			"another secret":      claim(env, other.ID, used.Secret),
			"no secret":           claim(env, other.ID, "let me in"),
			"used":                claim(env, used.ID, used.Secret),
			"refused, to others":  claim(env, refused.ID, used.Secret),
			"burned":              claim(env, burned.ID, burned.Secret),
			"confirmed as burned": confirm(mei, burned, burned.Digits),
			"confirmed as used":   confirm(mallory, used, used.Digits),
			"confirmed as none":   confirm(mallory, begun{Code: "k7m2qd9xw3ha4tpe"}, "47"),
			"looked at as used":   mallory.Get("/auth/pairings/" + used.Code),
			"looked at as burned": mallory.Get("/auth/pairings/" + burned.Code),
			"looked at as none":   mallory.Get("/auth/pairings/k7m2qd9xw3ha4tpe"),
		} {
			if seen(got) != want {
				t.Errorf("%s: %s, not %s", name, seen(got), want)
			}
		}
		env.Clock.Add(models.PairingLife - time.Millisecond)
		mei.Get("/auth/pairings/" + old.Code).Want(http.StatusOK)
		env.Clock.Add(time.Millisecond)
		for name, got := range map[string]*apptest.Response{
			"claimed too late": claim(env, old.ID, old.Secret), "confirmed too late": confirm(mei, old, old.Digits),
			"looked at too late": mei.Get("/auth/pairings/" + old.Code),
			"refused too late":   mei.Post("/auth/pairings/"+old.Code+"/refuse", nil),
		} {
			if seen(got) != want {
				t.Errorf("%s: %s, not %s", name, seen(got), want)
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM sessions WHERE kind = 'browser'"); n != 1 {
			t.Errorf("%d browsers are in", n)
		}
	})
}

// Some may not let a browser in, and of others the word no longer counts when it comes.
func TestPairing_whoMayNot(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		ban := func(c *apptest.Client) {
			env.Exec("UPDATE persons SET account_banned_until = ? WHERE id = ?",
				int64(env.Clock.Now().Add(time.Hour)), c.PersonID)
		}
		for name, end := range map[string]func(c *apptest.Client){
			"banned": ban,
			"closed": func(c *apptest.Client) { c.Delete(scene.ClosePath).Want(http.StatusOK) },
			"out":    func(c *apptest.Client) { c.Delete("/auth/sessions").Want(http.StatusNoContent) },
		} {
			before, after := env.SignIn("before "+name), env.SignIn("after "+name)
			b := begin(env)
			end(before)
			if got := confirm(before, b, b.Digits); got.Status != 401 && got.Status != 403 {
				t.Errorf("%s: %s", name, got)
			}
			confirm(after, b, b.Digits).Want(http.StatusNoContent)
			end(after)
			claim(env, b.ID, b.Secret).Reason(409, "pairing.over")
		}
		browser, _ := letIn(env, env.SignIn("mei"))
		b := begin(env)
		confirm(browser, b, b.Digits).Reason(403, "pairing.phone_only")
		confirm(env.Visitor(), b, b.Digits).Reason(401, "auth.required")
		stale := env.SignIn("stale")
		env.Clock.Add(models.FreshLife)
		late := begin(env)
		confirm(stale, late, late.Digits).Reason(403, "session.not_fresh")
		env.Clock.Add(models.PairingLife)
		claim(env, late.ID, late.Secret).Reason(409, "pairing.over")
		if n := env.Count("SELECT COUNT(*) FROM sessions WHERE kind = 'browser'"); n != 1 {
			t.Errorf("%d browsers are in", n)
		}
	})
}

// A browser stays while it is used, for eight hours.
func TestPairing_lastsADay(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		_, idle := letIn(env, env.SignIn("idle"))
		_, got := letIn(env, env.SignIn("mei"))
		began := env.Clock.Now()
		for range 15 {
			env.Clock.Add(models.BrowserIdle)
			env.Clock.Add(-time.Millisecond)
			got = rotated(env, got.Refresh)
		}
		refresh(env, idle.Refresh).Reason(401, "auth.refresh_invalid")
		env.Clock.Set(began.Add(models.BrowserLife - time.Minute))
		got = rotated(env, got.Refresh)
		bearer(env, got.Access).Get("/me").Want(http.StatusOK)
		env.Clock.Set(began.Add(models.BrowserLife))
		bearer(env, got.Access).Get("/me").Reason(401, "auth.session_ended")
		refresh(env, got.Refresh).Reason(401, "auth.refresh_invalid")
	})
}

// Of browsers with one secret that come at once, on two processes, one gets in; of wrong
// tries at once three are counted; and a word and a refusal at once are one of both.
func TestPairing_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		mei, twin := env.SignIn("mei"), env.Second()
		processes := []*apptest.Env{env, twin}
		for range 4 {
			b := begin(env)
			confirm(mei, b, b.Digits).Want(http.StatusNoContent)
			got := apptest.Race(6, func(i int) *apptest.Response { return claim(processes[i%2], b.ID, b.Secret) })
			if n := apptest.Statuses(got); n[200] != 1 || n[409] != 5 {
				t.Fatalf("claims: %v", n)
			}
			b = begin(env)
			tries := apptest.Race(6, func(i int) *apptest.Response {
				return confirm(mei.On(processes[i%2]), b, wrongly(b))
			})
			counted := 0
			for _, r := range tries {
				if r.Code() == "pairing.digits" {
					counted++
				}
			}
			if counted != models.PairingTries {
				t.Fatalf("%d wrong tries were judged", counted)
			}
			claim(env, b.ID, b.Secret).Reason(409, "pairing.over")
		}
		if n := env.Count("SELECT COUNT(*) FROM sessions WHERE kind = 'browser'"); n != 4 {
			t.Errorf("%d browsers are in", n)
		}
	})
}

// The sweep takes what is over and leaves what waits.
func TestPairing_isSwept(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		begin(env)
		env.Clock.Add(models.PairingLife)
		b := begin(env)
		if _, err := env.Server.Services.Purge(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := env.Count("SELECT COUNT(*) FROM pairings"); n != 1 {
			t.Errorf("%d are left", n)
		}
		claim(env, b.ID, b.Secret).Want(http.StatusOK)
	})
}
