package unions_test

import (
	"context"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/storetest"
	"xinjumin/services/unions"
)

// Among ten thousand unions of a city, the one of an employer, those of a place,
// and what is below one of them come from an index.
func TestUnions_areFoundFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		root := models.ID{7}
		env.Exec(`INSERT INTO organizations (id, kind, subtype, name, name_folded, pinyin, initials, region_code,
			state, introduction, member_count, next_queue_no, version, created_at, updated_at,
			employer_folded, employer_code, parent_id, parent_asked_id, parent_asked_at) SELECT `+
			storetest.IDOf(env, "n + 1")+
			`, 'union', 'joint', CONCAT('会', n), CONCAT('会', n), CONCAT('hui', n), CONCAT('h', n),
				CONCAT('3306', 10000000 + n), 'active', '', 0, 1,
			1, 1, 1, CONCAT('厂', n), CONCAT('C', n), CASE WHEN n < 30 THEN ? END,
				CASE WHEN n BETWEEN 30 AND 60 THEN ? END, CASE WHEN n BETWEEN 30 AND 60 THEN n END
				FROM `+storetest.Counted(4), root, root)
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE organizations")
		}
		st, ctx, nobody := storetest.Open(env), context.Background(), models.Actor{}
		var plans []string
		storetest.OnQuery(env, st, func(q string, vars []any) { plans = append(plans, storetest.Plan(env, q, vars)) })
		for what, find := range map[string]func() (int, error){
			"by code": func() (int, error) {
				rows, err := unions.ListUnionsOfEmployer(ctx, st, nobody, "C77", "", "", 3)
				return len(rows), err
			},
			"by name": func() (int, error) {
				rows, err := unions.ListUnionsOfEmployer(ctx, st, nobody, "", "厂77", "330600000000", 3)
				return len(rows), err
			},
			"by place": func() (int, error) {
				rows, err := unions.ListUnionsOfPlaces(ctx, st, nobody, models.UnionJoint,
					[]models.RegionCode{"330610000077"}, 3)
				return len(rows), err
			},
			"asking": func() (int, error) {
				rows, err := unions.ListAskingUnions(ctx, st, nobody, root, models.Page{Limit: 1})
				return len(rows.Items), err
			},
		} {
			plans = nil
			if n, err := find(); err != nil || n != 1 {
				t.Errorf("%s: %d found, %v", what, n, err)
			}
			for _, steps := range plans {
				if strings.Contains(steps, "SCAN o") || strings.Contains(steps, " ALL ") {
					t.Errorf("%s:\n%s", what, steps)
				}
			}
		}
		storetest.OnQuery(env, st, func(string, []any) {})
		tree, err := unions.ReadUnionTree(ctx, st, nobody,
			models.OrganizationView{Organization: models.Organization{ID: root}}, models.Page{Limit: 20})
		if err != nil || len(tree.Children.Items) != 20 || tree.Children.Next == nil {
			t.Errorf("%d below, %v", len(tree.Children.Items), err)
		}
	})
}
