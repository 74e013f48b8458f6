package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

const ten = "(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)"

// counted is a table of the numbers 0 to 10^digits − 1.
func counted(digits int) string {
	sum, from := "", ""
	for i := range digits {
		sum += fmt.Sprintf("+ d%d.n * %d ", i, pow(10, i))
		from += fmt.Sprintf(", %s d%d", ten, i)
	}
	return fmt.Sprintf("(SELECT %s AS n FROM %s) numbers", sum[1:], from[1:])
}

func pow(b, e int) int {
	n := 1
	for range e {
		n *= b
	}
	return n
}

func idOf(env *apptest.Env, number string) string {
	if env.Engine == apptest.MariaDB {
		return "UNHEX(LPAD(HEX(" + number + "), 32, '0'))"
	}
	return "unhex(printf('%032x', " + number + "))"
}

// plan explains what the store asked last: one line for each table or step.
func plan(t *testing.T, env *apptest.Env, query string, args []any) string {
	t.Helper()
	db := env.DB()
	defer db.Close()
	explain := "EXPLAIN QUERY PLAN "
	if env.Engine == apptest.MariaDB {
		explain = "EXPLAIN "
	}
	rows, err := db.Query(explain+query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(sql.NullString)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		var line []string
		for _, v := range values {
			line = append(line, v.(*sql.NullString).String)
		}
		lines = append(lines, strings.Join(line, " "))
	}
	return strings.Join(lines, "\n")
}

// A page deep in a body of 100,000 is read from the index in its order: nothing
// is sorted, nothing before it is walked over.
func TestMembers_pageIsReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		person := env.SignIn("li").PersonID
		body := models.ID{7}
		env.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, message, decision_reason, end_reason, version, created_at, updated_at)
			SELECT `+idOf(env, "n")+`, ?, ?, 'active', 'migrant', n + 1, '', '', '', 1, 1, 1 FROM `+counted(5), body, person)
		env.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, live_key, message, decision_reason, end_reason, version, created_at, updated_at)
			VALUES (?, ?, ?, 'active', 'migrant', 200000, ?, '', '', '', 1, 1, 1)`, models.ID{8}, body, person, models.SpellKey(body, person))
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE memberships")
		}
		st, ctx := storetest.Open(env), context.Background()
		var query string
		var args []any
		st.OnQuery(func(q string, vars []any) {
			if query == "" && strings.Contains(q, "memberships") { // the one that finds the page
				query, args = q, vars
			}
		})
		for _, depth := range []int64{0, 50_000, 99_900} {
			query = ""
			got, err := st.Members(ctx, models.Actor{PersonID: person}, body, models.Page{Limit: 20, After: &models.Cursor{Key: depth}})
			if err != nil || len(got.Items) != 20 || got.Items[0].QueueNo != depth+1 || got.Items[19].QueueNo != depth+20 || got.Next == nil {
				t.Fatalf("at %d: %d items, %v", depth, len(got.Items), err)
			}
			steps := plan(t, env, query, args)
			if !strings.Contains(steps, "memberships_list") && !strings.Contains(steps, "memberships_queue") ||
				strings.Contains(steps, "filesort") || strings.Contains(steps, "TEMP B-TREE") || strings.Contains(steps, "SCAN") || strings.Contains(steps, " ALL ") {
				t.Errorf("at %d:\n%s", depth, steps)
			}
			// By "ref" it would begin at the first member, whatever the cursor says.
			if env.Engine == apptest.MariaDB && !strings.Contains(steps, " range ") {
				t.Errorf("at %d the list is not entered at the cursor:\n%s", depth, steps)
			}
		}
		if got, err := st.Members(ctx, models.Actor{PersonID: models.ID{3}}, body, models.Page{}); err != nil || len(got.Items) != 0 {
			t.Errorf("a stranger sees %d members, %v", len(got.Items), err)
		}
	})
}

// Bodies of a place come from the index by place, however many lie elsewhere.
func TestOrganizations_placeIsReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.Exec(`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state, introduction, member_count, next_queue_no, version, created_at, updated_at)
			SELECT ` + idOf(env, "n + 1") + `, 'fellowship', CONCAT('会', n), CONCAT('会', n), CONCAT('hui', n), CONCAT('h', n), CONCAT('3306', 10000000 + n), 'active', '', 0, 1, 1, 1, 1 FROM ` + counted(4))
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE organizations")
		}
		st, ctx := storetest.Open(env), context.Background()
		var query string
		var args []any
		st.OnQuery(func(q string, vars []any) { query, args = q, vars })
		got, err := st.Organizations(ctx, models.Actor{}, store.OrganizationFilter{
			Within: "330610000000", State: models.OrganizationActive,
			Page: models.Page{Limit: 20, After: &models.Cursor{Key: models.RegionCode("330610009000").Number(), ID: models.ID{255}}},
		})
		if err != nil || len(got.Items) != 20 || got.Items[0].RegionCode != "330610009001" {
			t.Fatalf("%d items, %v", len(got.Items), err)
		}
		steps := plan(t, env, query, args)
		if !strings.Contains(steps, "organizations_place") || strings.Contains(steps, "filesort") || strings.Contains(steps, "TEMP B-TREE") || strings.Contains(steps, "SCAN o") {
			t.Errorf("%s\n%s", query, steps)
		}
	})
}
