package moderation_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// A ban is felt by the next request on every process, keeps nobody from their
// rights, and ends by the clock.
func TestBanActsAtOnceAndEndsByTheClock(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		b := newCourseCase(env)
		second := env.Second()
		thief := b.Chair.On(second) // who has the chair's token, elsewhere
		thief.Get("/notifications").Want(http.StatusOK)
		thief.Post("/activities", b.lesson()).Want(http.StatusCreated)
		env.SignIn("anna").Post("/reports", scene.Complaint("activity", b.course)).Want(http.StatusCreated)
		b.county.Post(b.caseOf(b.course)+"/remove", banning("account", 3)).Want(http.StatusOK)
		for _, c := range []*apptest.Client{b.Chair, thief} {
			c.Post("/activities", b.lesson()).Reason(http.StatusForbidden, "person.banned").Contains("2026年11月26日")
			c.Post(fmt.Sprintf("/activities/%s/close", b.course), nil).Reason(http.StatusForbidden, "person.banned")
			c.Get(fmt.Sprintf("/organizations/%s/members", b.Org)).Reason(http.StatusForbidden, "person.banned")
			c.Get("/activities/" + b.course.String()).Want(http.StatusNotFound) // as a visitor
			c.Get("/me").Want(http.StatusOK)
			c.Get("/me/bans").Want(http.StatusOK).Contains("封禁").Contains("虚假招生")
			c.Get("/me/roles").Want(http.StatusOK).Contains(`"items":[]`)
		}
		b.Chair.Post("/disputes",
			map[string]any{"statement": "拖欠工资", "category": "labour", "region_code": scene.Waishan,
				// no committee: not a ban
				"respondent": map[string]any{"kind": "employer", "name": "某某制衣厂"}}).Want(http.StatusConflict)
		again := env.SignIn("member-" + b.Org.String() + "-0")
		again.Get("/me/moderation").Want(http.StatusOK).Contains("removed")
		env.Clock.Add(3*24*time.Hour - time.Millisecond)
		env.SignIn("member-"+b.Org.String()+"-0").Get(fmt.Sprintf("/organizations/%s/members", b.Org)).
			Reason(http.StatusForbidden, "person.banned")
		env.Clock.Add(time.Millisecond)
		env.SignIn("member-" + b.Org.String() + "-0").Get(fmt.Sprintf("/organizations/%s/members", b.Org)).
			Want(http.StatusOK)
	})
}

// Nobody bans an equal or a superior, nor the last administrator out; a person who
// imposed a ban, or a level above, lifts it.
func TestBanRespectsRanks(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		b := newCourseCase(env)
		anna := env.SignIn("anna")
		equal := env.Verified("equal")
		env.GrantRegion(equal, models.RoleRegionAdmin, scene.Yuecheng)
		env.GrantOrganization(equal, models.RoleOrganizer, b.Org)
		course := b.publish(equal)
		anna.Post("/reports", scene.Complaint("activity", course)).Want(http.StatusCreated)
		path := b.caseOf(course)
		b.town.Post(path+"/remove", banning("account", 1)).Reason(http.StatusForbidden, "moderation.superior")
		b.county.Post(path+"/remove", banning("account", 1)).Reason(http.StatusForbidden, "moderation.superior")
		b.city.Post(path+"/remove", banning("account", 366)).Want(http.StatusUnprocessableEntity)
		b.city.Post(path+"/remove", banning("account", 1)).Want(http.StatusOK)
		equal.Get("/moderation/queue").Reason(http.StatusForbidden, "person.banned")
		var ban models.ID
		if err := b.SQL.QueryRow("SELECT id FROM bans").Scan(&ban); err != nil {
			t.Fatal(err)
		}
		lift := fmt.Sprintf("/bans/%s/lift", ban)
		b.county.Post(lift, scene.Reason("改正")).Reason(http.StatusForbidden, "moderation.superior")
		b.platform.Post(lift, scene.Reason("已改正")).Want(http.StatusOK)
		b.platform.Post(lift, scene.Reason("已改正")).Reason(http.StatusConflict, "ban.over")
		equal.Get("/moderation/queue").Want(http.StatusOK)

		// Two platform administrators ban each other at once: one stays.
		rival := env.Verified("rival")
		env.GrantRegion(rival, models.RolePlatformAdmin, scene.Country)
		both := []*apptest.Client{b.platform, rival}
		paths := make([]string, 2)
		for i, c := range both {
			env.GrantOrganization(c, models.RoleOrganizer, b.Org)
			id := b.publish(c)
			anna.Post("/reports", scene.Complaint("activity", id)).Want(http.StatusCreated)
			paths[i] = b.caseOf(id)
		}
		b.Exec("DELETE FROM role_grants WHERE scope_kind = 'organization' AND role = 'organizer'")
		got := apptest.Race(2, func(i int) *apptest.Response {
			return both[i].Post(paths[1-i]+"/remove", banning("account", 1))
		})
		if n := apptest.Statuses(got); n[http.StatusOK] != 1 {
			t.Errorf("platform administrators banned each other: %v", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM persons WHERE account_banned_until IS NOT NULL"); n != 1 {
			t.Errorf("%d people are banned", n)
		}
	})
}

// Each route that publishes refuses who is banned from posting; each that is no
// right refuses a banned account.
func TestBansCloseRoutes(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	banned := func(name, scope string) *apptest.Client {
		c := env.Verified(name)
		env.Exec("UPDATE persons SET "+scope+"_banned_until = ? WHERE id = ?", int64(env.Clock.Now().Add(time.Hour)),
			c.PersonID)
		return c
	}
	quiet, out := banned("quiet", "posting"), banned("out", "account")
	publishing, rights := 0, []string{}
	for _, r := range env.Server.API.Routes() {
		if r.Class != "api" || r.Policy.Audience.Kind() == "public" {
			continue
		}
		own := r.Policy.Scope == "self" || r.Policy.Scope == "party"
		right := r.Policy.Right || own && r.Method == http.MethodGet
		if r.Policy.Publishes {
			publishing++
			if right {
				t.Errorf("%s publishes and is a right", r.ID)
			}
			quiet.Do(r.Method, scene.ConcretePath(r.Path), map[string]any{}).
				Reason(http.StatusForbidden, "person.banned")
		} else if r.Method == http.MethodGet {
			if got := quiet.Get(scene.ConcretePath(r.Path)); got.Code() == "person.banned" {
				t.Errorf("%s keeps a person from reading who may only not post", r.ID)
			}
		}
		if !right {
			out.Do(r.Method, scene.ConcretePath(r.Path), map[string]any{}).Reason(http.StatusForbidden, "person.banned")
			continue
		}
		rights = append(rights, r.ID)
		if got := banned("right "+r.ID, "account").
			Do(r.Method, scene.ConcretePath(r.Path), map[string]any{}); got.Code() == "person.banned" {
			t.Errorf("%s is a right and refused", r.ID)
		}
	}
	for _, id := range []string{"readMe", "updateMe", "signOut", "castBallot", "readPoll", "fileDispute",
		"withdrawDispute", "appealModerationCase", "createReport", "leaveOrganization"} {
		if !slices.Contains(rights, id) {
			t.Errorf("%s is taken away by a ban", id)
		}
	}
	if publishing < 12 || len(rights) < 25 {
		t.Errorf("%d routes publish, rights are %s", publishing, strings.Join(rights, " "))
	}
}

// A ban goes on in a new account of the same human, from its verification on,
// whichever index key the number was found under.
func TestBanOutlivesAnAccount(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		b := newCourseCase(env)
		officer := env.Verified("officer")
		env.GrantRegion(officer, models.RoleOfficer, scene.Chengnan)
		verify := func(name string) *apptest.Client {
			c := env.SignIn(name)
			c.Put("/me", map[string]any{"region_code": scene.Waishan}).Want(http.StatusOK)
			c.Post("/me/identity", map[string]any{"name": "张三", "id_number": "339900199005010019"}).Want(http.StatusOK)
			officer.Post(fmt.Sprintf("/identity-reviews/%s/approve", c.PersonID), map[string]any{}).Want(http.StatusOK)
			return c
		}
		first := verify("first")
		env.GrantOrganization(first, models.RoleOrganizer, b.Org)
		course := b.publish(first)
		env.SignIn("anna").Post("/reports", scene.Complaint("activity", course)).Want(http.StatusCreated)
		b.county.Post(b.caseOf(course)+"/remove", banning("account", 30)).Want(http.StatusOK)
		for _, name := range []string{"second", "third"} {
			b.Exec(`UPDATE persons
				SET state = 'closed', epoch = epoch + 1, id_number_index = NULL, id_number_index_alt = NULL,
				id_number_sealed = NULL
				WHERE id_number_index IS NOT NULL AND id = ?`, first.PersonID[:])
			again := env.SignIn(name)
			again.Get("/roles").Reason(http.StatusForbidden, "auth.forbidden") // nobody is verified yet
			again = verify(name)
			again.Get(fmt.Sprintf("/organizations/%s/members", b.Org)).Reason(http.StatusForbidden, "person.banned").
				Contains("虚假招生")
			again.Get("/me/bans").Want(http.StatusOK).Contains("封禁")
			first = again
		}
		if n := env.Count("SELECT COUNT(*) FROM bans WHERE carried_from IS NOT NULL"); n != 2 {
			t.Errorf("%d bans were carried on", n)
		}
		// Lifted in the account that is left, it does not come back.
		lift := env.Count("SELECT COUNT(*) FROM bans WHERE person_id = ?", first.PersonID)
		var id models.ID
		if err := b.SQL.QueryRow("SELECT id FROM bans WHERE person_id = ?", first.PersonID[:]).Scan(&id); err != nil ||
			lift != 1 {
			t.Fatal(lift, err)
		}
		b.county.Post(fmt.Sprintf("/bans/%s/lift", id), scene.Reason("已改正")).Want(http.StatusOK)
		first.Get(fmt.Sprintf("/organizations/%s/members", b.Org)).
			Reason(http.StatusForbidden, "membership.members_only")
	})
}
