package organizations_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/services/internal/storetest"
	"xinjumin/services/organizations"
)

// listed walks all pages of a list of organizations by name.
func listed(t *testing.T, c *apptest.Client, query string, limit int) string {
	t.Helper()
	var names []string
	for cursor := ""; ; {
		var page struct {
			Items      []struct{ Name string }
			NextCursor *string `json:"next_cursor"`
		}
		c.Get(fmt.Sprintf("/organizations?%s&limit=%d&cursor=%s", query, limit, cursor)).Want(http.StatusOK).JSON(&page)
		for _, o := range page.Items {
			names = append(names, o.Name)
		}
		if page.NextCursor == nil || len(names) > 50 {
			return strings.Join(names, " ")
		}
		cursor = *page.NextCursor
	}
}

// The nearest first, whatever the size of a page, and a place as people write it.
func TestOrganizationsNearAndForgiving(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		for i, place := range []struct{ name, code string }{
			{"合肥会", "340104000000"}, {"柯桥会", "330603009000"}, {"邻村会", scene.NextVillage}, {"外山会", scene.Waishan},
			{"城南会", scene.Chengnan}, {"北海会", "330602001000"}, {"杭州会", "330106000000"}, {"外山二会", scene.Waishan},
		} {
			env.Exec(`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state,
				introduction, member_count, next_queue_no, version, created_at, updated_at)
				VALUES (?, 'fellowship', ?, ?, '', '', ?, 'active', '', 0, 1, 1, 1, 1)`,
				models.ID{byte(i + 1)}, place.name, place.name, place.code)
		}
		near := "外山会 外山二会 城南会 邻村会 北海会 柯桥会 杭州会 合肥会"
		for _, limit := range []int{1, 2, 3, 100} {
			if got := listed(t, env.Visitor(), "near="+scene.Waishan, limit); got != near {
				t.Errorf("pages of %d: %s, want %s", limit, got, near)
			}
		}
		if got := listed(t, env.Visitor(), "near=330106000000&region=330600000000", 3); got !=
			"北海会 城南会 邻村会 外山会 外山二会 柯桥会" {
			t.Errorf("from elsewhere, in one city: %s", got)
		}
		env.Visitor().Get("/organizations?near=33060200520x").Want(http.StatusUnprocessableEntity)
		for typed, want := range map[string]string{
			"外山": "外山会 外山二会", "外山村委会": "外山会 外山二会", "外山社区": "外山会 外山二会", "城南外山": "外山会 外山二会",
			"外 山 会": "外山会 外山二会", "外山二": "外山二会", "城南外山会": "", "柯桥外山": "",
		} {
			if got := listed(t, env.Visitor(), "q="+url.QueryEscape(typed), 100); got != want {
				t.Errorf("%s finds %q, want %q", typed, got, want)
			}
		}
	})
}

// Each stretch around a place is a range of one index, and a full page asks for no more.
func TestOrganizationsNear_walkTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.Exec(`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state,
			introduction, member_count, next_queue_no, version, created_at, updated_at) SELECT ` +
			storetest.IDOf(env, "n + 1") + `, 'fellowship', CONCAT('会', n), CONCAT('会', n), '', '',
			CONCAT('3306', 10000000 + n), 'active', '', 0, 1, 1, 1, 1 FROM ` + storetest.Counted(4))
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE organizations")
		}
		st := storetest.Open(env)
		var plans []string
		storetest.OnQuery(env, st, func(q string, vars []any) { plans = append(plans, storetest.Plan(env, q, vars)) })
		for code, asked := range map[models.RegionCode]int{"330610000077": 4, "330610005000": 1} {
			plans = nil
			got, err := organizations.ListNearest(context.Background(), st, models.Actor{},
				organizations.OrganizationFilter{
					State: models.OrganizationActive, Near: code, Page: models.Page{Limit: 20}})
			if err != nil || len(got.Items) != 20 || got.Items[0].RegionCode != code || len(plans) > asked {
				t.Fatalf("%s: %d found, the first %s, in %d questions, %v", code, len(got.Items),
					got.Items[0].RegionCode, len(plans), err)
			}
			for _, steps := range plans {
				if !strings.Contains(steps, "organizations_place") || strings.Contains(steps, "filesort") ||
					strings.Contains(steps, "TEMP B-TREE") {
					t.Errorf("%s:\n%s", code, steps)
				}
			}
		}
	})
}
