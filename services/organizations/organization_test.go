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
	"xinjumin/models"
)

func TestOrganizationIsFounded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		founder, admin, stranger := env.Verified("founder"), env.Verified("admin"), env.Verified("stranger")
		env.GrantRegion(admin, models.RoleRegionAdmin, scene.Chengnan)
		far := env.SignIn("far admin")
		env.GrantRegion(far, models.RoleRegionAdmin, scene.Keqiao)
		env.SignIn("unverified").Post("/organizations", scene.Draft("外山村联谊会")).Want(http.StatusForbidden)

		id := founder.Post("/organizations", scene.Draft("外山村联谊会")).Want(http.StatusCreated).ID()
		at := "/organizations/" + id.String()
		for name, c := range map[string]*apptest.Client{"stranger": stranger, "far admin": far,
			"visitor": env.Visitor()} {
			if got := c.Get(at); got.Status != http.StatusNotFound {
				t.Errorf("%s reads a draft: %s", name, got)
			}
			if got := c.Get("/organizations?state=draft"); got.Holds(id.String()) {
				t.Errorf("%s lists a draft: %s", name, got)
			}
		}
		founder.Get("/organizations?state=draft").Want(http.StatusOK).Contains(id.String())
		stranger.Post(at+"/submit", nil).Reason(http.StatusNotFound, "request.not_found")
		admin.Post(at+"/submit", nil).Reason(http.StatusForbidden, "auth.forbidden")
		admin.Post(at+"/approve", nil).Reason(http.StatusConflict, "organization.wrong_state")
		env.CoSign(founder, id)
		founder.Post(at+"/submit", nil).Want(http.StatusOK).Contains(`"submitted"`)
		founder.Post(at+"/submit", nil).Reason(http.StatusConflict, "organization.wrong_state")
		founder.Post(at+"/approve", nil).Reason(http.StatusForbidden, "auth.forbidden")
		admin.Get("/notifications").Want(http.StatusOK).Contains("外山村联谊会")
		far.Get("/notifications").Want(http.StatusOK).Lacks("外山村联谊会")

		admin.Post(at+"/reject", map[string]any{"reason": "　"}).Want(http.StatusUnprocessableEntity).Contains("/reason")
		admin.Post(at+"/reject", map[string]any{"reason": "请补充简介"}).Want(http.StatusOK).Contains(`"rejected"`)
		founder.Get("/notifications").Want(http.StatusOK).Contains("请补充简介")
		founder.Post(at+"/submit", nil).Reason(http.StatusConflict, "organization.wrong_state")
		founder.With("If-Match", `"1"`).Put(at, map[string]any{"introduction": "互相帮助"}).
			Reason(http.StatusPreconditionFailed, "request.stale")
		founder.With("If-Match", `"3"`).Put(at, map[string]any{"introduction": "互相帮助"}).Want(http.StatusOK).
			Contains(`"draft"`)
		founder.Post(at+"/submit", nil).Want(http.StatusOK)
		env.GrantRegion(founder, models.RoleRegionAdmin, scene.Waishan)
		founder.Post(at+"/approve", nil).Reason(http.StatusForbidden, "organization.own_review")
		var got scene.Organization
		admin.Post(at+"/approve", nil).Want(http.StatusOK).JSON(&got)
		if got.State != "active" || got.MemberCount != 3 || got.RegionName != "浙江省绍兴市越城区城南街道外山村" {
			t.Errorf("approved: %+v", got)
		}
		admin.Post(at+"/approve", nil).Reason(http.StatusConflict, "organization.wrong_state")
		founder.Put(at, map[string]any{"name": "别的名字"}).Reason(http.StatusConflict, "organization.fixed_once_active")
		founder.Get("/me/roles").Want(http.StatusOK).Contains(`"chair"`)
		founder.Get("/me/memberships").Want(http.StatusOK).Contains(`"active"`)
		founder.Get("/notifications").Want(http.StatusOK).Contains("外山村联谊会已批准成立")
		for _, action := range []string{"create", "submit", "reject", "revise", "approve"} {
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = ? AND outcome = 'done' AND object_id = ?`, "organization."+action, id); n == 0 {
				t.Errorf("%s left no audit row", action)
			}
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'organization.approve' AND outcome = 'refused'
			AND reason = 'organization.own_review'`); n != 1 {
			t.Errorf("%d audit rows of the refused approval", n)
		}
	})
}

func TestOrganizationDraftIsChecked(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		founder := env.Verified("founder")
		for name, c := range map[string]struct {
			draft map[string]any
			field string
		}{
			"city":           {scene.Draft("绍兴市联谊会", "region_code", "330600000000"), "/region_code"},
			"no such place":  {scene.Draft("某村联谊会", "region_code", "330602005299"), "/region_code"},
			"historic place": {scene.Draft("绍兴县联谊会", "region_code", "330621100000"), "/region_code"},
			"kind":           {scene.Draft("外山村联谊会", "kind", "club"), "/kind"},
			"blank name":     {scene.Draft(" 　 "), "/name"},
			"capacity":       {scene.Draft("外山村联谊会", "capacity", 0), "/capacity"},
		} {
			got := founder.Post("/organizations", c.draft)
			if got.Status != http.StatusUnprocessableEntity || !strings.Contains(string(got.Body), c.field) {
				t.Errorf("%s: %s", name, got)
			}
		}
		founder.Post("/organizations", scene.Draft(" 外山村　联谊会 ")).Want(http.StatusCreated).Contains("外山村 联谊会")
		env.Verified("second").Post("/organizations", scene.Draft("外山村 联谊会")).
			Reason(http.StatusConflict, "organization.name_taken")
		other := founder.Post("/organizations", scene.Draft("外山村理事会", "capacity", 7)).Want(http.StatusCreated).ID()
		founder.Put("/organizations/"+other.String(), map[string]any{"name": "外山村 联谊会"}).
			Reason(http.StatusConflict, "organization.name_taken")
		long := foundRejected(t, env, founder, scene.Draft(strings.Repeat("会<", 20)), strings.Repeat("<", 200))
		founder.Get("/notifications?limit=1").Want(http.StatusOK).Contains(long)
		founder.Put("/organizations/"+other.String(), map[string]any{"capacity": nil}).Want(http.StatusOK).
			Contains(`"capacity":null`)

		keyed := founder.With("Idempotency-Key", "found-1")
		first := keyed.Post("/organizations", scene.Draft("外山村同乡会")).Want(http.StatusCreated)
		again := keyed.Post("/organizations", scene.Draft("外山村同乡会")).Want(http.StatusCreated)
		if string(first.Body) != string(again.Body) {
			t.Errorf("replayed %s, first %s", again, first)
		}
	})
}

func TestOrganizationsAreFound(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		founder := env.Verified("founder")
		want := map[string]models.ID{}
		for _, name := range []string{"外山村新居民联谊会", "外山村和谐促进会", "外山村OK读书会"} {
			want[name] = scene.Found(env, founder, scene.Draft(name))
		}
		council := scene.Found(env, founder, scene.Draft("城南理事会", "kind", "council", "region_code", scene.Chengnan))
		founder.Post("/organizations", scene.Draft("外山村未批准会")).Want(http.StatusCreated)
		visitor := env.Visitor()
		find := func(query string) []scene.Organization {
			t.Helper()
			var all []scene.Organization
			cursor := ""
			for range 50 {
				var page scene.List[scene.Organization]
				visitor.Get("/organizations?limit=2&" + query + "&cursor=" + cursor).Want(http.StatusOK).JSON(&page)
				all = append(all, page.Items...)
				if page.NextCursor == nil {
					return all
				}
				cursor = *page.NextCursor
			}
			t.Fatalf("%s never ends", query)
			return nil
		}
		for query, n := range map[string]int{
			"": 4, "region=" + scene.Waishan: 3, "region=" + scene.Chengnan: 4, "region=330600000000": 4,
			"region=" + scene.Keqiao: 0,
			"kind=council":           1, "kind=union": 0, "state=draft": 0,
			"q=" + url.QueryEscape("联谊"):                                    1,
			"q=" + url.QueryEscape("外山村"):                                   3,
			"q=" + url.QueryEscape("ＯＫ"):                                    1,
			"q=" + url.QueryEscape("村ok"):                                   1,
			"q=waishan":                                                     3,
			"q=" + url.QueryEscape("Wai Shan") + "&region=" + scene.Waishan: 3,
			"q=wscxjmlyh":                                                   1, "q=wscxjmlyhx": 0,
			"q=" + url.QueryEscape("%"):         0,
			"q=" + url.QueryEscape("　"):         0,
			"q=wsc&kind=fellowship":             3,
			"q=cnlsh&region=" + scene.Chengnan:  1,
			"q=" + url.QueryEscape("外山村新居民联谊会"): 1,
		} {
			if got := find(query); len(got) != n {
				t.Errorf("%q: %d organizations, want %d: %+v", query, len(got), n, got)
			}
		}
		all := find("")
		if !slices.IsSortedFunc(all, func(a, b scene.Organization) int {
			return strings.Compare(a.RegionCode, b.RegionCode)
		}) || all[0].ID != council {
			t.Errorf("not by place: %+v", all)
		}
		at := "/organizations/" + council.String()
		etag := visitor.Get(at).Want(http.StatusOK).Header.Get("ETag")
		visitor.With("If-None-Match", etag).Get(at).Want(http.StatusNotModified)
		visitor.Get("/organizations/"+models.ID{1}.String()).Reason(http.StatusNotFound, "request.not_found")
		visitor.Get("/organizations?region=33").Want(http.StatusUnprocessableEntity)
	})
}

// foundRejected drafts and submits an organization, has it rejected and gives the reason
// as JSON has it.
func foundRejected(t *testing.T, env *apptest.Env, founder *apptest.Client, draft map[string]any,
	reason string) string {
	t.Helper()
	admin := env.SignIn("another admin")
	env.GrantRegion(admin, models.RoleRegionAdmin, scene.Chengnan)
	id := founder.Post("/organizations", draft).Want(http.StatusCreated).ID()
	env.CoSign(founder, id)
	founder.Post(fmt.Sprintf("/organizations/%s/submit", id), nil).Want(http.StatusOK)
	env.Clock.Add(1000)
	admin.Post(fmt.Sprintf("/organizations/%s/reject", id), map[string]any{"reason": reason}).Want(http.StatusOK)
	return reason
}
