package people_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

func TestRefreshRotates(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		_, a := signIn(env, "alice")
		env.Clock.Add(10 * time.Minute)
		b := rotated(env, a.Refresh)
		if b.Refresh == a.Refresh || b.Access == a.Access || b.SessionID != a.SessionID || b.Person.ID != a.Person.ID {
			t.Fatalf("%+v after %+v", b, a)
		}
		bearer(env, b.Access).Get("/me").Want(http.StatusOK)
		dump := env.Dump()
		for _, secret := range []string{a.Refresh, b.Refresh, a.Access, b.Access} {
			if apptest.Holds(dump, secret) || apptest.Holds(env.Logs(), secret) {
				t.Fatal("a token is stored or logged")
			}
		}
	})
}

func TestRefreshSlidesFourteenDays(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		_, got := signIn(env, "alice")
		for range 3 {
			env.Clock.Add(14*24*time.Hour - time.Second)
			got = rotated(env, got.Refresh)
		}
		env.Clock.Add(14 * 24 * time.Hour)
		refresh(env, got.Refresh).Reason(401, "auth.refresh_invalid")
	})
}

func TestLostAnswerGivesTheSameSuccessor(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		_, a := signIn(env, "alice")
		b := rotated(env, a.Refresh)
		env.Clock.Add(models.RefreshGrace)
		again := rotated(second, a.Refresh)
		if again.Refresh != b.Refresh {
			t.Fatal("another successor")
		}
		bearer(env, again.Access).Get("/me").Want(http.StatusOK)
		rotated(env, b.Refresh)
	})
}

func TestParallelRefreshesGiveOneSuccessor(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		_, a := signIn(env, "alice")
		answers := apptest.Race(20, func(i int) *apptest.Response {
			return refresh([]*apptest.Env{env, second}[i%2], a.Refresh)
		})
		successors := map[string]bool{}
		for _, r := range answers {
			var got tokens
			r.Want(http.StatusOK).JSON(&got)
			successors[got.Refresh] = true
		}
		if len(successors) != 1 || env.Count("SELECT COUNT(*) FROM refresh_tokens") != 2 {
			t.Fatalf("%d successors", len(successors))
		}
	})
}

// The hole of another product: a descendant still refreshed after its family
// was refused for reuse.
func TestReuseEndsTheWholeFamily(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		other, _ := signIn(env, "alice") // another device of hers
		_, a := signIn(env, "alice")
		b := rotated(env, a.Refresh)
		c := rotated(env, b.Refresh)
		env.Clock.Add(models.RefreshGrace + time.Millisecond)
		refresh(env, a.Refresh).Reason(401, "auth.refresh_invalid")
		for _, dead := range []tokens{a, b, c} {
			refresh(second, dead.Refresh).Reason(401, "auth.refresh_invalid")
			bearer(second, dead.Access).Get("/me").Reason(401, "auth.session_ended")
			bearer(env, dead.Access).Get("/me").Reason(401, "auth.session_ended")
		}
		other.Get("/me").Want(http.StatusOK)
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'session.reuse' AND object_id = ?`, a.SessionID); n != 1 {
			t.Errorf("%d audit rows", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM notices WHERE kind = 'session.reused' AND person_id = ?",
			a.Person.ID); n != 1 {
			t.Errorf("%d notices", n)
		}
	})
}

func TestReuseAgainstRefreshRace(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		_, a := signIn(env, "alice")
		b := rotated(env, a.Refresh)
		env.Clock.Add(models.RefreshGrace + time.Millisecond)
		apptest.Race(10, func(i int) *apptest.Response {
			return refresh(env, []string{a.Refresh, b.Refresh}[i%2])
		})
		refresh(env, b.Refresh).Reason(401, "auth.refresh_invalid")
		if n := env.Count("SELECT COUNT(*) FROM sessions WHERE revoked_at IS NULL"); n != 0 {
			t.Fatal("the session outlived the reuse")
		}
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'session.reuse'"); n != 1 {
			t.Errorf("%d audit rows", n)
		}
	})
}

func TestWrongRefreshTokens(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		_, a := signIn(env, "alice")
		flipped := []byte(a.Refresh)
		flipped[3] ^= 1
		for name, token := range map[string]string{
			"access as refresh": a.Access[:64], "unknown": strings.Repeat("A", 43), "flipped": string(flipped),
			"short": a.Refresh[:42], "padded": a.Refresh + "=", "words": "let me in",
		} {
			if res := refresh(env, token); res.Status != 401 || res.Code() != "auth.refresh_invalid" {
				t.Errorf("%s: %v", name, res)
			}
		}
		rotated(env, a.Refresh)
	})
}

// An end of a session, a person or a role is felt by the next request, also on
// another process that has served the token before.
func TestRevocationIsAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		cases := map[string]func(c *apptest.Client, got tokens){
			"logout": func(c *apptest.Client, _ tokens) { c.Post("/auth/logout", nil).Want(http.StatusNoContent) },
			"revoke own": func(c *apptest.Client, got tokens) {
				c.Delete("/auth/sessions/" + got.SessionID.String()).Want(http.StatusNoContent)
			},
			"revoke all": func(c *apptest.Client, _ tokens) { c.Delete("/auth/sessions").Want(http.StatusNoContent) },
			"other device": func(_ *apptest.Client, got tokens) {
				c, _ := signIn(env, "other device")
				c.Delete("/auth/sessions/" + got.SessionID.String()).Want(http.StatusNoContent)
			},
		}
		for name, end := range cases {
			c, got := signIn(env, name)
			c.Get("/me").Want(http.StatusOK)
			c.On(second).Get("/me").Want(http.StatusOK)
			end(c, got)
			for _, e := range []*apptest.Env{second, env} {
				if res := c.On(e).Get("/me"); res.Status != 401 || res.Code() != "auth.session_ended" {
					t.Errorf("%s: %v", name, res)
				}
				refresh(e, got.Refresh).Reason(401, "auth.refresh_invalid")
			}
		}
	})
}

func TestSignInAfterRevokeAllIsLive(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c, _ := signIn(env, "alice")
		c.Delete("/auth/sessions").Want(http.StatusNoContent)
		again, got := signIn(env, "alice")
		again.Get("/me").Want(http.StatusOK)
		rotated(env, got.Refresh)
	})
}

func TestNobodyEndsTheSessionOfAnother(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		mallory, _ := signIn(env, "mallory")
		alice, got := signIn(env, "alice")
		mallory.Delete("/auth/sessions/"+got.SessionID.String()).Reason(404, "session.not_found")
		mallory.Delete("/auth/sessions/00000000-0000-4000-8000-000000000000").Reason(404, "session.not_found")
		alice.Get("/me").Want(http.StatusOK)
		mallory.Get("/auth/sessions").Want(http.StatusOK).Lacks(got.SessionID.String())
	})
}

func TestLostRoleIsLostAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		c, _ := signIn(env, "officer")
		c.Get("/identity-reviews").Reason(403, "auth.forbidden")
		env.GrantRegion(c, models.RoleOfficer, village)
		c.On(second).Get("/identity-reviews").Want(http.StatusOK)
		c.Get("/me/roles").Want(http.StatusOK).Contains("协管员").Contains(string(village))
		env.Exec("UPDATE role_grants SET ended_at = ?, live_key = NULL WHERE person_id = ?", int64(env.Clock.Now()),
			c.PersonID)
		for _, e := range []*apptest.Env{second, env} {
			c.On(e).Get("/identity-reviews").Reason(403, "auth.forbidden")
		}
		c.Get("/me/roles").Want(http.StatusOK).Lacks("协管员")
	})
}

func TestRoleEndsWithItsTerm(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c, _ := signIn(env, "officer")
		env.GrantRegion(c, models.RoleOfficer, village)
		ends := env.Clock.Now().Add(time.Minute)
		env.Exec("UPDATE role_grants SET ends_at = ? WHERE person_id = ?", int64(ends), c.PersonID)
		c.Get("/identity-reviews").Want(http.StatusOK)
		env.Clock.Set(ends)
		c.Get("/identity-reviews").Reason(403, "auth.forbidden")
	})
}
