package matching_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

type figureJSON struct {
	Value      *int64
	Suppressed bool
	Of         *int64
	Percent    *float64
	BaseText   string `json:"base_text"`
}

func (f figureJSON) String() string {
	number := func(n *int64) string {
		if n == nil {
			return "-"
		}
		return fmt.Sprint(*n)
	}
	return number(f.Value) + "/" + number(f.Of)
}

type coverageJSON struct {
	CountedAt  *string `json:"counted_at"`
	Registered figureJSON
	Organized  figureJSON
	Gaps       figureJSON
	Whole      figureJSON `json:"stations_complete"`
	Recorded   figureJSON `json:"stations_recorded"`
	Kinds      []struct {
		Kind          string
		People        figureJSON
		Organizations int64 `json:"bodies"`
	}
}

func (c coverageJSON) kind(k string) (people figureJSON, organizations int64) {
	for _, row := range c.Kinds {
		if row.Kind == k {
			return row.People, row.Organizations
		}
	}
	return figureJSON{}, -1
}

// crowd puts n registered people into a village, of whom the first so many are in
// an organization.
func populate(env *apptest.Env, n, members int, village string, org models.ID) {
	env.Helper()
	db := env.DB()
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		env.Fatal(err)
	}
	exec := func(query string, args ...any) {
		if _, err := tx.Exec(query, args...); err != nil {
			env.Fatal(err)
		}
	}
	for i := range n {
		id := scene.NewID()
		exec(`INSERT INTO persons (id, state, nickname, verification, verification_reason, sex, education, employment,
			region_code, epoch, version, created_at, updated_at)
			VALUES (?, 'active', '', 'none', '', 0, '', '', ?, 1, 1, 1, 1)`, id, village)
		exec(`INSERT INTO consents (id, person_id, purpose, number, version, live_key, given_at, ended_at,
			end_reason)
			VALUES (?, ?, 'employment', 1, 1, ?, 1, NULL, '')`,
			scene.NewID(), id, models.ConsentKey(id, models.PurposeEmployment))
		exec(`INSERT INTO profiles (id, employment_status, work_kind, employer_code, employer_name, permit_state,
			version, created_at, updated_at)
			VALUES (?, 'employed', '', '', ?, '', 1, 1, 1)`, id,
			map[bool]string{true: "宏达 印染", false: "宏达　印染"}[i%3 > 0])
		if i < members {
			exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, live_key, message,
				decision_reason, end_reason, version, created_at, updated_at)
				VALUES (?, ?, ?, 'active', 'migrant', ?, ?, '', '', '', 1, 1, 1)`, scene.NewID(), org, id, 1000+i,
				models.MembershipKey(org, id))
		}
	}
	if err := tx.Commit(); err != nil {
		env.Fatal(err)
	}
}

// The figures against counted rows: each with its base, small ones not told, the
// Party only from counties up, gaps by heat.
func TestCoverage(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		org := scene.Found(env, env.Verified("chair"), scene.Draft("外山联谊会"))
		branch := scene.Found(env, env.Verified("secretary"), scene.Draft("外山党支部", "kind", "party_branch"))
		populate(env, 110, 40, scene.Waishan, org)
		populate(env, 130, 12, scene.NextVillage, branch) // its village has nothing
		admin := env.SignIn("admin of " + scene.Waishan)
		county, auditor := env.Verified("county"), env.Verified("auditor")
		env.GrantRegion(county, models.RoleRegionAdmin, "330602000000")
		env.GrantRegion(auditor, models.RoleAuditor, scene.Waishan)
		read := func(c *apptest.Client, code string) (out coverageJSON) {
			t.Helper()
			c.Get("/regions/" + code + "/coverage").Want(http.StatusOK).JSON(&out)
			return out
		}
		if c := read(admin, scene.Chengnan); c.CountedAt != nil || c.Registered.String() != "0/-" {
			t.Errorf("before it was counted: %+v", c)
		}
		svc := env.Server.Services.Matching
		if done, err := svc.CountCoverageIfDue(context.Background()); err != nil || !done {
			t.Fatalf("the first count: %v %v", done, err)
		}
		if done, err := svc.CountCoverageIfDue(context.Background()); err != nil || done {
			t.Errorf("counted twice within the hour: %v %v", done, err)
		}
		town := read(admin, scene.Chengnan)
		for name, c := range map[string]struct {
			got  figureJSON
			want string
		}{
			"registered": {town.Registered, "240/-"}, "organized": {town.Organized, "52/240"},
			"gaps":  {town.Gaps, "1/2"},
			"whole": {town.Whole, "0/0"},
		} {
			if c.got.String() != c.want || c.got.BaseText == "" {
				t.Errorf("%s of the town: %s (%s), want %s", name, c.got, c.got.BaseText, c.want)
			}
		}
		if p := town.Organized.Percent; p == nil || *p != 21.7 {
			t.Errorf("rate: %v", p)
		}
		if f, organizations := town.kind("fellowship"); f.String() != "40/240" || organizations != 1 {
			t.Errorf("fellowships: %s, %d", f, organizations)
		}
		if f, organizations := town.kind("party_branch"); f.Value != nil || f.Of != nil || !f.Suppressed ||
			organizations != 1 {
			t.Errorf("who is in the Party, in a town: %s, %d", f, organizations)
		}
		if f, _ := read(county, "330602000000").kind("party_branch"); f.String() != "12/240" {
			t.Errorf("who is in the Party, in the county: %s", f)
		}
		village := read(auditor, scene.Waishan)
		if village.Registered.String() != "110/-" || village.Organized.String() != "40/110" ||
			village.Gaps.String() != "0/1" {
			t.Errorf("village: %s %s %s", village.Registered, village.Organized, village.Gaps)
		}
		env.Exec(`UPDATE memberships SET state = 'ended', live_key = NULL
			WHERE organization_id = ? AND queue_no >= 1009`, org)
		if err := svc.CountCoverage(context.Background()); err != nil {
			t.Fatal(err)
		}
		if f := read(auditor, scene.Waishan).Organized; f.Value != nil || !f.Suppressed {
			t.Errorf("nine people are told: %s", f)
		}

		// Where there is nothing, the hottest first, a page at a time.
		var gaps scene.List[struct {
			Subject, RegionCode, EmployerName string
			People                            int64
		}]
		got := admin.Get("/coverage/gaps?limit=1&region=" + scene.Chengnan).Want(http.StatusOK).Contains("宏达").
			Contains(`"people":240`)
		got.JSON(&gaps)
		admin.Get("/coverage/gaps?limit=1&region=" + scene.Chengnan + "&cursor=" + *gaps.NextCursor).
			Want(http.StatusOK).Contains(`"people":130`).Contains(`"place"`).Contains(scene.NextVillage).
			Contains(`"next_cursor":null`)
		admin.Get("/coverage/gaps?subject=place&region=" + scene.Chengnan).Want(http.StatusOK).Lacks("宏达")
		auditor.Get("/coverage/gaps?region=" + scene.Waishan).Want(http.StatusOK).Contains(`"items":[]`)
		scene.Found(env, env.Verified("union"),
			scene.Draft("宏达工会", "kind", "union", "subtype", "own", "employer_name", "宏达 印染", "region_code",
				scene.NextVillage))
		if err := svc.CountCoverage(context.Background()); err != nil {
			t.Fatal(err)
		}
		admin.Get("/coverage/gaps?region=" + scene.Chengnan).Want(http.StatusOK).Contains(`"items":[]`)

		auditor.Get("/regions/"+scene.Chengnan+"/coverage").Reason(http.StatusForbidden, "auth.forbidden")
		auditor.Get("/coverage/gaps?region="+scene.Chengnan).Reason(http.StatusForbidden, "auth.forbidden")
		admin.Get("/regions/330602005999/coverage").Reason(http.StatusNotFound, "request.not_found")
		admin.Get("/coverage/gaps").Want(http.StatusUnprocessableEntity)
		env.Visitor().Get("/regions/" + scene.Waishan + "/coverage").Want(http.StatusUnauthorized)
	})
}

// A resident finds where to go: the village's station, then the town's, and only what
// has been said.
func TestServicePoints(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin := env.Verified("admin")
		env.GrantRegion(admin, models.RoleRegionAdmin, "330602000000")
		at := "/regions/" + scene.Waishan
		env.Visitor().Get(at + "/service-points").Want(http.StatusOK).Contains(`"items":[]`)
		admin.Put(at+"/station", map[string]any{"staff": map[string]any{"met": true}}).Want(http.StatusOK)
		env.Visitor().Get(at + "/service-points").Want(http.StatusOK).Contains(`"items":[]`)
		admin.Put("/regions/"+scene.Chengnan+"/station", map[string]any{"phone": "0575-85110000"}).Want(http.StatusOK)
		admin.Put(at+"/station", map[string]any{"place": " 外山村委会一楼 ", "hours": "周一至周五8:30至17:00", "phone": "12345"}).
			Want(http.StatusOK).Contains(`"place":"外山村委会一楼"`)
		var points struct {
			Items []struct{ Name, Place, Phone, Hours string }
		}
		env.Visitor().Get(at + "/service-points").Want(http.StatusOK).Lacks("note").JSON(&points)
		if got := fmt.Sprint(points.Items); got != "[{新居民服务管理站 外山村委会一楼 12345 周一至周五8:30至17:00} "+
			"{新居民服务管理所  0575-85110000 }]" {
			t.Error(got)
		}
		env.Visitor().Get("/regions/" + scene.NextVillage +
			"/service-points").Want(http.StatusOK).Contains("0575-85110000").
			Lacks("外山村委会")
		for field, bad := range map[string]string{"phone": "张三13800000000", "place": strings.Repeat("村", 101)} {
			admin.Put(at+"/station", map[string]any{field: bad}).Want(http.StatusUnprocessableEntity).Contains("/" +
				field)
		}
		admin.Put(at+"/station", map[string]any{"place": "", "phone": ""}).Want(http.StatusOK)
		env.Visitor().Get(at + "/service-points").Want(http.StatusOK).Lacks("管理站")
	})
}

// The five things of a station, and how many stations have all of them.
func TestStations(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin, auditor := env.Verified("admin"), env.Verified("auditor")
		env.GrantRegion(admin, models.RoleRegionAdmin, "330602000000")
		env.GrantRegion(auditor, models.RoleAuditor, "330602000000")
		at := "/regions/" + scene.Waishan + "/station"
		auditor.Get(at).Want(http.StatusOK).Contains(`"version":0`).Contains(`"met":0`).Contains("新居民服务管理站")
		auditor.Put(at, map[string]any{}).Reason(http.StatusForbidden, "auth.forbidden")
		yes := map[string]any{"met": true}
		admin.With("If-Match", `"0"`).
			Put(at, map[string]any{"tasks": yes, "staff": map[string]any{"met": true, "note": " 两名专职 "}}).
			Want(http.StatusOK).Contains(`"version":1`).Contains("两名专职").Contains("有人员编制")
		admin.With("If-Match", `"0"`).Put(at, map[string]any{"funds": yes}).
			Reason(http.StatusPreconditionFailed, "request.stale")
		admin.Put(at, map[string]any{
			"premises": yes,
			"working":  yes,
			"funds":    map[string]any{"met": true, "note": strings.Repeat("字", 201)},
		}).Want(http.StatusUnprocessableEntity).Contains("/funds/note")
		admin.Put(at, map[string]any{"premises": yes, "working": yes, "funds": yes}).Want(http.StatusOK).
			Contains(`"met":5`).Contains("两名专职")
		admin.Put("/regions/"+scene.Chengnan+"/station", map[string]any{"tasks": yes}).Want(http.StatusOK).
			Contains("新居民服务管理所")
		var c coverageJSON
		auditor.Get("/regions/" + scene.Chengnan + "/coverage").Want(http.StatusOK).JSON(&c)
		if c.Whole.String() != "1/2" || c.Recorded.Value == nil || *c.Recorded.Value != 2 || *c.Recorded.Of < 20 {
			t.Errorf("stations: %s, %s", c.Whole, c.Recorded)
		}
		admin.Get("/regions/330602000000/station").Reason(http.StatusConflict, "station.no_such_level")
		admin.Put("/regions/330602000000/station", map[string]any{}).
			Reason(http.StatusConflict, "station.no_such_level")
		admin.Get("/regions/330603001030/station").Reason(http.StatusForbidden, "auth.forbidden")
		admin.Put("/regions/330603001030/station", map[string]any{}).Reason(http.StatusForbidden, "auth.forbidden")
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'station.update'"); n != 4 {
			t.Errorf("%d acts in the trail", n)
		}
	})
}
