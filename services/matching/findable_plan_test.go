package matching_test

import (
	"context"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/storetest"
	"xinjumin/services/matching"
)

// People who may be found are read from an index in the order of the list, whatever
// narrows it, at the beginning and deep inside.
func TestFindable_isReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.Exec(`INSERT INTO persons (id, state, nickname, verification, verification_reason, sex, education,
			employment, epoch, version, created_at, updated_at) SELECT ` + storetest.IDOf(env, "n + 1") +
			`, 'active', '', 'none', '', 0, '', '', 1, 1, 1, 1 FROM ` + storetest.Counted(4))
		env.Exec(`INSERT INTO findable_people (person_id, terms, region_code, origin_province, origin_city,
			origin_county, employment_status, employer_code, employer_folded, updated_at) SELECT `+
			storetest.IDOf(env, "n + 1")+
			`, ?, CONCAT('33060200', 5000 + n % 50), CONCAT(CASE WHEN n % 9 = 0 THEN '51' ELSE '34' END,
				'0000000000'), CONCAT('34', 10 + n % 17, '00000000'),
			CONCAT('34', 1000 + n % 97, '000000'), '', CONCAT('C', n % 20), CONCAT('厂', n % 20), 1 FROM `+
			storetest.Counted(4), match.FindTerms())
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE findable_people")
		}
		st, ctx := storetest.Open(env), context.Background()
		var query string
		var args []any
		storetest.OnQuery(env, st, func(q string, vars []any) { query, args = q, vars })
		deep := &match.FindablePerson{RegionCode: "330602005040", PersonID: models.ID{255}}
		whole := matching.FindableQuery{First: "330602000000", Last: "330602999999", Limit: 40}
		for name, change := range map[string]func(*matching.FindableQuery){
			"findable_place":    func(*matching.FindableQuery) {},
			"findable_employer": func(q *matching.FindableQuery) { q.EmployerCode = "C3" },
			"findable_unit":     func(q *matching.FindableQuery) { q.Unit = "厂3" },
			"findable_province": func(q *matching.FindableQuery) { q.Origin = "510000000000" },
			"findable_city":     func(q *matching.FindableQuery) { q.Origin = "341100000000" },
			"findable_county":   func(q *matching.FindableQuery) { q.Origin = "341007000000" },
		} {
			for _, after := range []*match.FindablePerson{nil, deep} {
				q := whole
				change(&q)
				q.After = after
				got, err := matching.ListFindable(ctx, st, q)
				if err != nil || len(got) == 0 {
					t.Fatalf("%s: %d people, %v", name, len(got), err)
				}
				if after != nil && got[0].RegionCode <= after.RegionCode {
					t.Errorf("%s: goes on at %s", name, got[0].RegionCode)
				}
				steps := storetest.Plan(env, query, args)
				if !strings.Contains(steps, name) || strings.Contains(steps, "filesort") ||
					strings.Contains(steps, "TEMP B-TREE") || strings.Contains(steps, " ALL ") {
					t.Errorf("%s:\n%s", name, steps)
				}
			}
		}
	})
}

// Organizations that may fit are read from an index, however many there are.
func TestActiveOrganizations_areReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.Exec(`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state,
			introduction, member_count, next_queue_no, version, created_at, updated_at, employer_code,
			employer_folded, origin_code) SELECT ` + storetest.IDOf(env, "n + 1") +
			`, CASE n % 3 WHEN 0 THEN 'union' ELSE 'fellowship' END, CONCAT('会', n), '', '', '',
				CONCAT('33060200', 5000 + n % 500), 'active', '', 0, 1, 1, 1, 1,
			CONCAT('C', n % 900), CONCAT('厂', n % 900), CONCAT('34', 1000 + n % 97, '000000') FROM ` +
			storetest.Counted(4))
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE organizations")
		}
		st, ctx := storetest.Open(env), context.Background()
		var query string
		var args []any
		storetest.OnQuery(env, st, func(q string, vars []any) { query, args = q, vars })
		for name, q := range map[string]matching.PlaceQuery{
			"organizations_place": {First: "330602005100", Last: "330602005199", Limit: 60},
			"organizations_kind":  {Kind: models.KindUnion, First: "330602005100", Last: "330602005199", Limit: 20},
			"organizations_coded": {EmployerCode: "C7", Limit: 30},
			"organizations_unit":  {Unit: "厂7", First: "330602000000", Last: "330602999999", Limit: 30},
			"organizations_origin": {
				Origins: []models.RegionCode{"340000000000", "341007000000"},
				First:   "330602000000",
				Last:    "330602999999",
				Limit:   30,
			},
		} {
			got, err := matching.ListActiveOrganizations(ctx, st, q)
			if err != nil || len(got) == 0 {
				t.Fatalf("%s: %d organizations, %v", name, len(got), err)
			}
			if steps := storetest.Plan(env, query, args); !strings.Contains(steps, name) ||
				strings.Contains(steps, "SCAN o") || strings.Contains(steps, " ALL ") {
				t.Errorf("%s:\n%s", name, steps)
			}
		}
	})
}
