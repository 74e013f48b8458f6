package people_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
)

func TestProfile(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("alice")
		first := c.Get("/me").Want(http.StatusOK)
		res := c.Put("/me", object{
			"nickname":    "  小 红 ",
			"education":   "71",
			"origin_code": "520000000000",
			"region_code": village,
			"insured":     false,
		}).Want(http.StatusOK)
		var me struct {
			Nickname  string `json:"nickname"`
			Education string `json:"education_text"`
			Insured   *bool  `json:"insured"`
			Version   int64  `json:"version"`
		}
		res.JSON(&me)
		if me.Nickname != "小 红" || me.Education != "初中" || me.Insured == nil || *me.Insured || me.Version != 2 {
			t.Fatal(res)
		}
		c.Put("/me", object{}).Want(http.StatusOK).Contains("小 红").Contains(string(village))
		c.Put("/me", object{"insured": nil, "origin_code": nil, "education": nil}).Want(http.StatusOK).
			Contains(`"insured":null`).Contains(`"origin_code":null`).Contains(`"education":""`).
			Contains(string(village))
		c.With("If-Match", first.Header.Get("ETag")).Put("/me", object{"nickname": "late"}).Reason(412, "request.stale")
		now := c.Get("/me").Want(http.StatusOK)
		c.With("If-None-Match", now.Header.Get("ETag")).Get("/me").Want(http.StatusNotModified)
		c.With("If-Match", now.Header.Get("ETag")).Put("/me", object{"nickname": "on time"}).Want(http.StatusOK)
		for name, body := range map[string]object{
			"unknown field":     {"is_admin": true},
			"verification":      {"verification": "verified"},
			"nickname too long": {"nickname": strings.Repeat("长", 21)},
			"nickname null":     {"nickname": nil},
			"education":         {"education": "01"},
			"county as place":   {"region_code": county},
			"historic place":    {"region_code": "330621000000"},
			"no such place":     {"region_code": "330602005999"},
			"no such origin":    {"origin_code": "999999999999"},
			"code no code":      {"region_code": "abc"},
		} {
			if res := c.Put("/me", body); res.Status != 422 {
				t.Errorf("%s: %v", name, res)
			}
		}
		env.Visitor().Get("/me").Reason(401, "auth.required")
	})
}

func TestConcurrentEditsLoseNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := settled(env, "alice", village)
		tag := c.Get("/me").Header.Get("ETag")
		answers := apptest.Race(8, func(i int) *apptest.Response {
			return c.With("If-Match", tag).Put("/me", object{"nickname": fmt.Sprint("n", i)})
		})
		if n := apptest.Statuses(answers); n[200] != 1 || n[412] != 7 {
			t.Fatal(n)
		}
	})
}
