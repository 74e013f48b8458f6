package privacy_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// A list of members leaves the system by two people, once, masked, marked, and
// without a formula in it.
func TestMembersAreExportedByTwo(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin, chair, fang := env.Verified("admin"), env.Verified("chair"), (*apptest.Client)(nil)
		env.GrantRegion(admin, models.RoleRegionAdmin, scene.Yuecheng)
		found := func(chair *apptest.Client, kind, name string) models.ID {
			return env.Found(chair, admin, map[string]any{"kind": kind, "name": name, "region_code": scene.Waishan})
		}
		org := found(chair, "fellowship", "外山联谊会")
		fang, number := scene.WithCard(env, "fang", scene.Waishan)
		fang.Put("/me", map[string]any{"nickname": "=1+1"}).Want(http.StatusOK)
		scene.Join(fang, chair, org)
		other := env.Verified("other")
		env.GrantOrganization(other, models.RoleChair, scene.NewID())

		at := fmt.Sprintf("/organizations/%s/member-exports", org)
		fang.Post(at, scene.Reason("留存")).Reason(http.StatusForbidden, "auth.forbidden")
		other.Post(at, scene.Reason("留存")).Reason(http.StatusForbidden, "auth.forbidden")
		chair.Post(at, scene.Reason(" ")).Want(http.StatusUnprocessableEntity)
		asked := chair.Post(at, scene.Reason("年度检查")).Want(http.StatusCreated).ID().String()
		admin.Get("/notifications").Contains("等待您批准")
		export := "/member-exports/" + asked
		admin.Get(at).Contains(asked)
		other.Get(at).Want(http.StatusOK).Lacks(asked)
		chair.Post(export+"/approve", nil).Reason(http.StatusForbidden, "approval.second_person")
		other.Post(export+"/approve", nil).Reason(http.StatusNotFound, "request.not_found")
		chair.Get(export+"/file").Reason(http.StatusConflict, "disclosure.wrong_state")
		admin.Post(export+"/approve", nil).Want(http.StatusOK).Contains(`"approved"`)
		env.Clock.Add(models.FreshLife)
		chair.Get(export+"/file").Reason(http.StatusForbidden, "session.not_fresh")
		chair = env.SignIn("chair")

		twin := chair.On(env.Second())
		got := apptest.Race(4, func(i int) *apptest.Response {
			if i%2 == 1 {
				return twin.Get(export + "/file")
			}
			return chair.Get(export + "/file")
		})
		read := 0
		for _, r := range got {
			if r.Status != http.StatusOK {
				r.Reason(http.StatusConflict, "disclosure.wrong_state")
				continue
			}
			read++
			text := string(r.Body)
			for _, want := range []string{"\ufeff导出编号000001，外山联谊会，由", "于2026-11-23 09:05导出", ",'=1+1,王**,12", "******",
				"新居民,2026-11-23\r\n"} {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in %q", want, text)
				}
			}
			if r.Holds("王小芳") || r.Holds(number) || strings.Count(text, "导出编号000001") != 2 {
				t.Errorf("not masked or not marked: %q", text)
			}
			if !strings.Contains(r.Header.Get("Cache-Control"), "no-store") ||
				!strings.Contains(r.Header.Get("Content-Disposition"), "attachment") {
				t.Errorf("headers %v", r.Header)
			}
		}
		if read != 1 {
			t.Errorf("read %d times: %v", read, got)
		}
		for _, action := range []string{"member_export.request", "member_export.approve", "member_export.read"} {
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = ? AND outcome = 'done' AND detail LIKE '%年度检查%'`, action); n != 1 {
				t.Errorf("%s left %d rows with the reason", action, n)
			}
		}

		// Of a Party branch nobody outside signs.
		secretary, deputy := env.Verified("secretary"), env.Verified("deputy")
		branch := scene.NewID()
		env.Exec(
			`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state,
				introduction, member_count, next_queue_no, created_by, version, created_at, updated_at)
			SELECT ?, 'party_branch', '外山党支部', '外山党支部', '', '', region_code, state, '', 0, 1, ?, 1, created_at,
				updated_at FROM organizations WHERE id = ?`, branch, secretary.PersonID, org)
		env.GrantOrganization(secretary, models.RoleBranchSecretary, branch)
		env.GrantOrganization(deputy, models.RoleBranchSecretary, branch)
		kept := secretary.Post(fmt.Sprintf("/organizations/%s/member-exports", branch), scene.Reason("年度检查")).
			Want(http.StatusCreated).ID().String()
		env.SignIn("admin").Post("/member-exports/"+kept+"/approve", nil).
			Reason(http.StatusNotFound, "request.not_found")
		deputy.Get("/notifications").Contains("等待您批准")
		deputy.Post("/member-exports/"+kept+"/reject", scene.Reason("不必")).Want(http.StatusOK)
	})
}
