package organizations_test

import (
	"context"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/storetest"
	"xinjumin/services/organizations"
)

// A page deep in a large organization is read from the index in its order: nothing
// is sorted, nothing before it is walked over.
func TestMembers_pageIsReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		many := storetest.Many(env)
		person := env.SignIn("li").PersonID
		organization := models.ID{7}
		env.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, message,
			decision_reason, end_reason, version, created_at, updated_at) SELECT `+storetest.IDOf(env, "n")+
			`, ?, ?, 'active', 'migrant', n + 1, '', '', '', 1, 1, 1 FROM `+storetest.CountedFor(env), organization,
			person)
		env.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, live_key, message,
			decision_reason, end_reason, version, created_at, updated_at)
			VALUES (?, ?, ?, 'active', 'migrant', 200000, ?, '', '', '', 1, 1, 1)`, models.ID{8}, organization, person,
			models.MembershipKey(organization, person))
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE memberships")
		}
		st, ctx := storetest.Open(env), context.Background()
		var query string
		var args []any
		storetest.OnQuery(env, st, func(q string, vars []any) {
			if query == "" && strings.Contains(q, "memberships") { // the one that finds the page
				query, args = q, vars
			}
		})
		for _, depth := range []int64{0, many / 2, many - 100} {
			query = ""
			got, err := organizations.ListMembers(ctx, st, models.Actor{PersonID: person}, organization,
				models.Page{Limit: 20, After: &models.Cursor{Key: depth}})
			if err != nil || len(got.Items) != 20 || got.Items[0].QueueNo != depth+1 ||
				got.Items[19].QueueNo != depth+20 || got.Next == nil {
				t.Fatalf("at %d: %d items, %v", depth, len(got.Items), err)
			}
			steps := storetest.Plan(env, query, args)
			if !strings.Contains(steps, "memberships_list") && !strings.Contains(steps, "memberships_queue") ||
				strings.Contains(steps, "filesort") || strings.Contains(steps, "TEMP B-TREE") ||
				strings.Contains(steps, "SCAN") || strings.Contains(steps, " ALL ") {
				t.Errorf("at %d:\n%s", depth, steps)
			}
			// By "ref" it would begin at the first member, whatever the cursor says.
			if env.Engine == apptest.MariaDB && !strings.Contains(steps, " range ") {
				t.Errorf("at %d the list is not entered at the cursor:\n%s", depth, steps)
			}
		}
		if got, err := organizations.ListMembers(ctx, st, models.Actor{PersonID: models.ID{3}}, organization,
			models.Page{}); err != nil || len(got.Items) != 0 {
			t.Errorf("a stranger sees %d members, %v", len(got.Items), err)
		}
	})
}

// Organizations of a place come from the index by place, however many lie elsewhere.
func TestOrganizations_placeIsReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.Exec(`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state,
			introduction, member_count, next_queue_no, version, created_at, updated_at) SELECT ` +
			storetest.IDOf(env, "n + 1") +
			`, 'fellowship', CONCAT('会', n), CONCAT('会', n), CONCAT('hui', n), CONCAT('h', n), CONCAT('3306',
				10000000 + n), 'active', '', 0, 1, 1, 1, 1 FROM ` + storetest.Counted(4))
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE organizations")
		}
		st, ctx := storetest.Open(env), context.Background()
		var query string
		var args []any
		storetest.OnQuery(env, st, func(q string, vars []any) { query, args = q, vars })
		got, err := organizations.ListOrganizations(ctx, st, models.Actor{}, organizations.OrganizationFilter{
			Within: "330610000000", State: models.OrganizationActive,
			Page: models.Page{Limit: 20,
				After: &models.Cursor{Key: models.RegionCode("330610009000").Number(), ID: models.ID{255}}},
		})
		if err != nil || len(got.Items) != 20 || got.Items[0].RegionCode != "330610009001" {
			t.Fatalf("%d items, %v", len(got.Items), err)
		}
		steps := storetest.Plan(env, query, args)
		if !strings.Contains(steps, "organizations_place") || strings.Contains(steps, "filesort") ||
			strings.Contains(steps, "TEMP B-TREE") || strings.Contains(steps, "SCAN o") {
			t.Errorf("%s\n%s", query, steps)
		}
	})
}
