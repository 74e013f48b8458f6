package organizations_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// twins gives the same person on two processes in turn.
func twins(env *apptest.Env, c *apptest.Client) func(i int) *apptest.Client {
	twin := c.On(env.Second())
	return func(i int) *apptest.Client {
		if i%2 == 1 {
			return twin
		}
		return c
	}
}

// Approved once, whoever is fastest: the founders are in it once.
func TestRaceTwoApprovals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := k.signed(scene.Draft("外山村联谊会"))
		k.one.Post(at+"/submit", nil).Want(http.StatusOK)
		town, county := twins(env, k.town), twins(env, k.county)
		got := apptest.Race(8, func(i int) *apptest.Response {
			if i%4 < 2 {
				return town(i).Post(at+"/approve", nil)
			}
			return county(i).Post(at+"/approve", nil)
		})
		if n := apptest.Statuses(got); n[http.StatusOK] != 1 || n[http.StatusConflict] != 7 {
			t.Errorf("statuses %v", n)
		}
		if n := env.Count("SELECT member_count FROM organizations"); n != 3 ||
			env.Count("SELECT COUNT(*) FROM memberships") != 3 ||
			env.Count("SELECT COUNT(*) FROM organization_terms") != 1 {
			t.Errorf("%d members", n)
		}
	})
}

// Two organizations want one name, and one credit code: each goes to one of them.
func TestRaceForANameAndACode(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		paths := []string{k.active(scene.Draft("外山村甲会")), k.active(scene.Draft("外山村乙会"))}
		one, county := twins(env, k.one), twins(env, k.county)
		rename := map[string]any{"name": "外山村同心会", "reason": "统一名称"}
		got := apptest.Race(2, func(i int) *apptest.Response { return one(i).Post(paths[i]+"/rename", rename) })
		if n := apptest.Statuses(got); n[http.StatusOK] != 1 || n[http.StatusConflict] != 1 {
			t.Errorf("renamed: %v", got)
		}
		if n := env.Count("SELECT COUNT(*) FROM organization_names"); n != 1 {
			t.Errorf("%d former names", n)
		}
		env.Exec("UPDATE organizations SET member_count = 50")
		paper := map[string]any{"credit_code": models.WithUSCCChecks("51330602MJ000001"), "registered_on": "2026-11-20"}
		got = apptest.Race(2, func(i int) *apptest.Response { return county(i).Post(paths[i]+"/register", paper) })
		if n := apptest.Statuses(got); n[http.StatusOK] != 1 || n[http.StatusConflict] != 1 {
			t.Errorf("registered: %v", got)
		}
		if env.Count("SELECT COUNT(*) FROM organizations WHERE legal_form = 'registered'") != 1 ||
			env.Count("SELECT COUNT(*) FROM organization_reports") != 1 {
			t.Error("the other one is registered, too")
		}
	})
}

// An organization that ends while applications are approved and an activity is published:
// nobody is a member of it after, and nothing of it is open.
func TestRaceDissolutionAndWhatLivesByIt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := k.active(scene.Draft("外山村理事会", "kind", "council"))
		organization := organizationOf(t, at)
		var pending []models.ID
		for i := range 6 {
			pending = append(pending, scene.Apply(env.SignIn(fmt.Sprint("applicant ", i)), organization))
		}
		now := env.Clock.Now()
		sketch := k.one.Post("/activities",
			map[string]any{"organization_id": organization, "kind": "skill", "title": "电工培训",
				"description": "", "region_code": scene.Waishan, "place": "礼堂",
				"starts_at": now.Add(72 * time.Hour), "ends_at": now.Add(75 * time.Hour), "signup_opens_at": now,
				"signup_closes_at": now.Add(48 * time.Hour), "capacity": 30}).Want(http.StatusCreated).ID()
		one, town := twins(env, k.one), twins(env, k.town)
		got := apptest.Race(9, func(i int) *apptest.Response {
			switch {
			case i < 6:
				return one(i).Post(fmt.Sprintf("/applications/%s/approve", pending[i]), nil)
			case i == 6:
				return one(i).Post(fmt.Sprintf("/activities/%s/publish", sketch), nil)
			}
			return town(i).Post(at+"/dissolve", farewell())
		})
		if n := apptest.Statuses(got[7:]); n[http.StatusOK] != 1 || n[http.StatusConflict] != 1 {
			t.Errorf("dissolved: %v", got[7:])
		}
		for _, r := range got[:7] {
			switch r.Status { // done before, or refused after
			case http.StatusOK, http.StatusForbidden, http.StatusNotFound, http.StatusConflict:
			default:
				t.Errorf("%s", r)
			}
		}
		for query, want := range map[string]int{
			`SELECT COUNT(*) FROM memberships
				WHERE state IN ('active', 'applied') OR live_key IS NOT NULL OR exclusive_key IS NOT NULL`: 0,
			`SELECT member_count + migrant_count
				FROM organizations`: 0,
			`SELECT COUNT(*) FROM activities
				WHERE state IN ('published', 'signup_closed')`: 0,
			"SELECT COUNT(*) FROM organization_ends": 1,
			`SELECT (SELECT member_count FROM organization_ends) - (SELECT COUNT(*) FROM memberships
				WHERE state = 'ended')`: 0,
		} {
			if n := env.Count(query); n != want {
				t.Errorf("%s: %d, want %d", query, n, want)
			}
		}
	})
}
