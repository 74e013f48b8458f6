package organizations_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// Members find one another by what they call themselves: characters, pinyin,
// initials; page by page; and nobody else finds anybody.
func TestMembersAreFoundByName(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山村新居民联谊会"))
		people := map[string]*apptest.Client{}
		for _, name := range []string{"小王", "老王OK", "单师傅", "百分%号", "李晟", "王芳"} {
			c := env.SignIn("member " + name)
			if name != "王芳" { // she gets her name after she has joined
				c.Put("/me", map[string]any{"nickname": name}).Want(http.StatusOK)
			}
			scene.Join(c, chair, org)
			people[name] = c
		}
		people["王芳"].Put("/me", map[string]any{"nickname": "王芳"}).Want(http.StatusOK)
		at := fmt.Sprintf("/organizations/%s/members", org)
		find := func(c *apptest.Client, q string) []string {
			t.Helper()
			var names []string
			cursor := ""
			for range 20 {
				var page scene.List[memberJSON]
				c.Get(at + "?limit=1&q=" + url.QueryEscape(q) + "&cursor=" + cursor).Want(http.StatusOK).JSON(&page)
				for _, m := range page.Items {
					names = append(names, m.Nickname)
				}
				if page.NextCursor == nil {
					return names
				}
				cursor = *page.NextCursor
			}
			t.Fatalf("%q never ends", q)
			return nil
		}
		for q, want := range map[string]string{
			"王": "小王 老王OK 王芳", "老王": "老王OK", "王芳": "王芳", "ＯＫ": "老王OK", "ok": "老王OK", "xiaowang": "小王",
			"Xiao Wang": "小王", "xw": "小王",
			"wf": "王芳", "wangf": "王芳", "shan": "单师傅", "ssf": "单师傅", "%": "百分%号", "_": "", "　": "", "nobody": "",
			"fang": "", "lisheng": "李晟", "ls": "李晟", "licheng": "",
		} {
			if got := strings.Join(find(people["小王"], q), " "); got != want {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
		}
		if got := find(chair, "王"); len(got) != 3 {
			t.Errorf("the head finds %v", got)
		}
		env.SignIn("stranger").Get(at+"?q=w").Reason(http.StatusForbidden, "membership.members_only")
		env.Visitor().Get(at + "?q=w").Want(http.StatusUnauthorized)
		chair.Get(at + "?q=" + strings.Repeat("w", 41)).Want(http.StatusUnprocessableEntity)

		// Another name, another organization: found by the new one only, and in both.
		second := scene.Found(env, env.Verified("second chair"), scene.Draft("外山村读书会"))
		scene.Apply(people["小王"], second)
		people["小王"].Put("/me", map[string]any{"nickname": "大山"}).Want(http.StatusOK)
		if got := find(chair, "xiaowang"); len(got) != 0 || !slices.Equal(find(chair, "dashan"), []string{"大山"}) {
			t.Errorf("after the change: %v by the old name", got)
		}
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE name_initials = 'ds'"); n != 2 {
			t.Errorf("%d memberships have the new name", n)
		}
		// A person who has gone is no longer searched, nor kept to be.
		var mine scene.List[scene.Membership]
		people["王芳"].Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
		people["王芳"].Delete("/memberships/" + mine.Items[0].ID.String()).Want(http.StatusNoContent)
		people["单师傅"].Delete("/me?confirm=close").Want(http.StatusOK)
		if got := find(chair, "王芳"); len(got) != 0 {
			t.Errorf("who has left is found: %v", got)
		}
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE name_folded IN ('王芳', '单师傅') OR name_pinyin " +
			"LIKE 'shan%'"); n != 0 {
			t.Errorf("%d ended memberships keep a name", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM persons WHERE nickname_folded = '单师傅'"); n != 0 {
			t.Error("a closed account keeps its name")
		}
	})
}

// In a Party branch only its members find anybody.
func TestBranchMembersAreFoundByMembersOnly(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	secretary := env.Verified("secretary")
	org := scene.Found(env, secretary, scene.Draft("外山村党支部", "kind", "party_branch"))
	admin := env.SignIn("admin of " + scene.Waishan)
	at := fmt.Sprintf("/organizations/%s/members?q=a", org)
	secretary.Get(at).Want(http.StatusOK)
	admin.Get(at).Reason(http.StatusForbidden, "membership.members_only")
}
