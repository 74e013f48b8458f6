package regions_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// restore takes back what a test did to reference data, which outlives it.
func restore(env *apptest.Env, made ...string) {
	env.Cleanup(func() {
		for _, code := range made {
			env.Exec("DELETE FROM regions WHERE code = ?", code)
		}
	})
}

func TestRegionIsAddedByWhoAdministersTheOneAbove(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		restore(env, "330602005901", "330602005902")
		admin, other, plain := env.SignIn("admin"), env.SignIn("other"), env.SignIn("plain")
		env.GrantRegion(admin, models.RoleRegionAdmin, "330602000000")
		env.GrantRegion(other, models.RoleRegionAdmin, "330603000000")
		env.GrantRegion(other, models.RoleOfficer, "330602000000")
		body := map[string]any{"code": "330602005901", "name": " 新Ａ村 "}

		env.Visitor().Post("/regions", body).Want(http.StatusUnauthorized)
		plain.Post("/regions", body).Want(http.StatusForbidden)
		other.Post("/regions", body).Want(http.StatusForbidden)
		if n := env.Count("SELECT COUNT(*) FROM regions WHERE code = '330602005901'"); n != 0 {
			t.Fatal("a refusal left a row")
		}
		var r regionJSON
		key := admin.With("Idempotency-Key", "region-1")
		first := key.Post("/regions", body).Want(http.StatusCreated).JSON(&r)
		if r.FullName != "浙江省绍兴市越城区城南街道新a村" || r.Pinyin != "xinacun" || r.Level != 5 || r.ParentCode != "330602005000" {
			t.Errorf("%+v", r)
		}
		if again := key.Post("/regions", body).Want(http.StatusCreated); string(again.Body) != string(first.Body) {
			t.Errorf("the repeated answer differs: %s", again.Body)
		}
		admin.Post("/regions", body).Reason(http.StatusConflict, "region.exists")
		if got := codes(regionsOf(t, env.Visitor(), "q=xinac&level=5", 100)); !slices.Contains(got, "330602005901") {
			t.Errorf("not found by pinyin at once: %v", got)
		}
		for name, c := range map[string]struct {
			body   map[string]any
			status int
			field  string
		}{
			"no parent":  {map[string]any{"code": "330602999001", "name": "村"}, 422, "/code"},
			"short code": {map[string]any{"code": "330602", "name": "村"}, 422, "/code"},
			"blank name": {map[string]any{"code": "330602005902", "name": "　"}, 422, "/name"},
			"no such child": {map[string]any{
				"code":          "330602005902",
				"name":          "村",
				"valid_to":      "2026-01-01",
				"superseded_by": "330602005999",
			}, 422, "/superseded_by"},
			"unknown field": {map[string]any{"code": "330602005902", "name": "村", "level": 1}, 422, "/level"},
		} {
			if got := admin.Post("/regions", c.body); got.Status != c.status ||
				!strings.Contains(string(got.Body), `"`+c.field+`"`) {
				t.Errorf("%s: %s", name, got)
			}
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'region.create' AND outcome = 'done' AND region_code = '330602005901'`); n != 1 {
			t.Errorf("%d audit rows for one act", n)
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'region.create' AND outcome = 'refused'`); n != 1 {
			t.Errorf("%d audit rows for the refusal by the service", n)
		}
	})
}

func TestRegionRenameReachesEverythingBelow(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		restore(env, "330602901000", "330602901201", "330602902000")
		admin := env.SignIn("admin")
		env.GrantRegion(admin, models.RolePlatformAdmin, models.CountryCode)
		for code, name := range map[string]string{"330602901000": "旧镇"} {
			admin.Post("/regions", map[string]any{"code": code, "name": name}).Want(http.StatusCreated)
		}
		admin.Post("/regions", map[string]any{"code": "330602901201", "name": "旧镇村"}).Want(http.StatusCreated)
		admin.Post("/regions", map[string]any{
			"code":          "330602902000",
			"name":          "前镇",
			"valid_to":      "2020-01-01",
			"superseded_by": "330602901000",
		}).Want(http.StatusCreated)
		village := env.Visitor().Get("/regions/330602901201").Want(http.StatusOK).Header.Get("ETag")
		before := env.Visitor().Get("/regions/330602902000").Want(http.StatusOK).Header.Get("ETag")
		town := env.Visitor().Get("/regions/330602901000").Want(http.StatusOK).Header.Get("ETag")

		admin.With("If-Match", `"77"`).Put("/regions/330602901000", map[string]any{"name": "新镇"}).
			Reason(http.StatusPreconditionFailed, "request.stale")
		var r regionJSON
		admin.With("If-Match", town).Put("/regions/330602901000", map[string]any{"name": "新镇"}).Want(http.StatusOK).
			JSON(&r)
		if r.FullName != "浙江省绍兴市越城区新镇" || r.Pinyin != "xinzhen" {
			t.Errorf("%+v", r)
		}
		admin.With("If-Match", town).Put("/regions/330602901000", map[string]any{"name": "别镇"}).
			Reason(http.StatusPreconditionFailed, "request.stale")
		env.Visitor().With("If-None-Match", village).Get("/regions/330602901201").Want(http.StatusOK).JSON(&r)
		if r.FullName != "浙江省绍兴市越城区新镇旧镇村" {
			t.Errorf("below: %s", r.FullName)
		}
		env.Visitor().With("If-None-Match", before).Get("/regions/330602902000").Want(http.StatusOK).Contains("新镇")
		admin.Put("/regions/000000000000", map[string]any{"name": "x"}).Reason(http.StatusConflict, "region.fixed")
		admin.Put("/regions/330602901000", map[string]any{"name": nil}).Want(http.StatusUnprocessableEntity)
		admin.Put("/regions/330602999000", map[string]any{"name": "x"}).Want(http.StatusNotFound)
	})
}

func TestRegionRetires(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		restore(env, "330602903000", "330602903201", "330602903202", "330602904000")
		admin := env.SignIn("admin")
		env.GrantRegion(admin, models.RoleRegionAdmin, "330602000000")
		for _, row := range [][2]string{{"330602903000", "甲镇"}, {"330602904000", "乙镇"}, {"330602903201", "甲村"}} {
			admin.Post("/regions", map[string]any{"code": row[0], "name": row[1]}).Want(http.StatusCreated)
		}
		end := map[string]any{"valid_to": "2026-11-01", "superseded_by": "330602904000"}
		admin.Put("/regions/330602903000", end).Reason(http.StatusConflict, "region.has_children")
		admin.Put("/regions/330602903000", map[string]any{"superseded_by": "330602904000"}).
			Want(http.StatusUnprocessableEntity)
		admin.Put("/regions/330602903201", map[string]any{"valid_to": "2026-11-01"}).Want(http.StatusOK)
		admin.Put("/regions/330602903000", end).Want(http.StatusOK)
		// A circle of successors would send readers round for ever.
		admin.Put("/regions/330602904000", map[string]any{"valid_to": "2026-11-01", "superseded_by": "330602903000"}).
			Want(http.StatusUnprocessableEntity)
		// Nothing new, and nothing revived, below what stands no more.
		admin.Post("/regions", map[string]any{"code": "330602903202", "name": "丙村"}).
			Reason(http.StatusConflict, "region.retired")
		admin.Put("/regions/330602903201", map[string]any{"valid_to": nil}).
			Reason(http.StatusConflict, "region.retired")
		if got := codes(regionsOf(t, env.Visitor(), "parent=330602000000", 100)); slices.Contains(got, "330602903000") {
			t.Error("a retired town is listed")
		}
		if got := codes(regionsOf(t, env.Visitor(), "parent=330602000000&include_historic=true",
			100)); !slices.Contains(got, "330602903000") {
			t.Error("a retired town is lost")
		}
		env.Visitor().Get("/regions/330602903000").Want(http.StatusOK).Contains("乙镇")
		// A town cannot be changed by whoever administers only the town.
		own := env.SignIn("own")
		env.GrantRegion(own, models.RoleRegionAdmin, "330602904000")
		own.Put("/regions/330602904000", map[string]any{"name": "我镇"}).Want(http.StatusForbidden)
	})
}

func TestRegionRaces(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		restore(env, "330602905000", "330602905201", "330602905202", "330602905203", "330602905204", "330602906000")
		admin, second := env.SignIn("admin"), env.Second()
		env.GrantRegion(admin, models.RoleRegionAdmin, "330602000000")
		add := func(c *apptest.Client, code string) *apptest.Response {
			return c.Post("/regions", map[string]any{"code": code, "name": "村"})
		}
		// The same code twelve times: one row.
		got := apptest.Statuses(apptest.Race(12, func(i int) *apptest.Response {
			if i%2 == 0 {
				return add(admin.On(second), "330602905000")
			}
			return add(admin, "330602905000")
		}))
		if got[http.StatusCreated] != 1 || got[http.StatusConflict] != 11 {
			t.Errorf("adding: %v", got)
		}
		// Retiring a town against adding below it: never a standing village in a
		// town that stands no more.
		answers := apptest.Race(5, func(i int) *apptest.Response {
			if i == 0 {
				return admin.Put("/regions/330602905000", map[string]any{"valid_to": "2026-11-01"})
			}
			return add(admin.On(second), fmt.Sprintf("33060290520%d", i))
		})
		orphans := env.Count(`SELECT COUNT(*) FROM regions c JOIN regions p ON p.code = c.parent_code
			WHERE c.parent_code = '330602905000' AND c.valid_to IS NULL AND p.valid_to IS NOT NULL`)
		if orphans != 0 {
			t.Errorf("%d orphans: %v", orphans, answers)
		}
		// One version, many editors: one wins.
		add(admin, "330602906000").Want(http.StatusCreated)
		tag := admin.Get("/regions/330602906000").Want(http.StatusOK).Header.Get("ETag")
		got = apptest.Statuses(apptest.Race(8, func(i int) *apptest.Response {
			return admin.With("If-Match", tag).
				Put("/regions/330602906000", map[string]any{"name": fmt.Sprintf("镇%d", i)})
		}))
		if got[http.StatusOK] != 1 || got[http.StatusPreconditionFailed] != 7 {
			t.Errorf("editing: %v", got)
		}
	})
}

func TestZoneIsChangedByWhoAdministersAllOfIt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.Cleanup(func() {
			env.Exec("DELETE FROM zone_members WHERE zone_code = 'jinghu'")
			for _, m := range []string{"330602009000", "330602010000"} {
				env.Exec("INSERT INTO zone_members (zone_code, region_code) VALUES ('jinghu', ?)", m)
			}
			env.Exec("UPDATE zones SET name = '镜湖' WHERE code = 'jinghu'")
		})
		county, city := env.SignIn("county"), env.SignIn("city")
		env.GrantRegion(county, models.RoleRegionAdmin, "330602000000")
		env.GrantRegion(city, models.RoleRegionAdmin, "330600000000")
		body := map[string]any{"name": "镜湖新区", "members": []string{"330602009000", "330603005000"}}
		county.Put("/zones/jinghu", body).Want(http.StatusForbidden)
		env.SignIn("plain").Put("/zones/jinghu", body).Want(http.StatusForbidden)
		city.Put("/zones/nowhere", body).Want(http.StatusNotFound)
		city.With("If-Match", "\"99\"").Put("/zones/jinghu", body).
			Reason(http.StatusPreconditionFailed, "request.stale")
		city.Put("/zones/jinghu", map[string]any{"members": []string{"330602999000"}}).
			Want(http.StatusUnprocessableEntity)
		city.Put("/zones/jinghu", map[string]any{"members": []string{}}).Want(http.StatusUnprocessableEntity)
		left := env.Visitor().Get("/regions/330602010000").Contains("镜湖").Header.Get("ETag")
		city.Put("/zones/jinghu", body).Want(http.StatusOK).Contains("齐贤街道").Contains("镜湖新区")
		env.Visitor().With("If-None-Match", left).Get("/regions/330602010000").Want(http.StatusOK).Lacks("镜湖")
		env.Visitor().Get("/regions/330603005256").Want(http.StatusOK).Contains("镜湖新区")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'zone.update' AND outcome = 'done'`); n != 1 {
			t.Errorf("%d audit rows", n)
		}
	})
}
