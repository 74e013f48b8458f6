package organizations_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/storetest"
	"xinjumin/services/organizations"
)

// A search in an organization of 100,000 walks the names inside one index, in the order
// of arrival, and sorts nothing; the same for what everybody is called and for
// what one is.
func TestFindMembers_walksTheNamesInTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		many := storetest.Many(env)
		last := strconv.FormatInt(many-1, 10)
		organization, person := models.ID{7}, models.ID{9}
		env.Exec(`INSERT INTO persons (id, state, nickname, verification, verification_reason, sex, education,
			employment, epoch, version, created_at, updated_at)
			VALUES (?, 'active', '', 'none', '', 0, '', '', 1, 1, 1, 1)`, person)
		env.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, message,
			decision_reason, end_reason, version, created_at, updated_at, name_folded, name_pinyin,
			name_initials) SELECT `+storetest.IDOf(env, "n")+
			`, ?, ?, 'active', 'migrant', n + 1, '', '', '', 1, 1, 1, CONCAT('小王', n), CONCAT('xiaowang', n),
				CONCAT('xw', n) FROM `+storetest.CountedFor(env), organization, person)
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE memberships")
		}
		st, ctx := storetest.Open(env), context.Background()
		var query string
		var args []any
		storetest.OnQuery(env, st, func(q string, vars []any) {
			if strings.Contains(q, "name_folded LIKE") {
				query, args = q, vars
			}
		})
		for name, c := range map[string]struct {
			by    organizations.MemberSearch
			after int64
			first int64
		}{
			"everybody":       {organizations.MemberSearch{NameLike: "%王%"}, 0, 1},
			"everybody, deep": {organizations.MemberSearch{NameLike: "%王%"}, many * 8 / 10, many*8/10 + 1},
			"one":             {organizations.MemberSearch{NameLike: "%王" + last + "%"}, 0, many},
			"one, by initials": {organizations.MemberSearch{NameLike: "%xw" + last + "%",
				Pinyin: [2]string{"xw" + last, "xw" + last + "{"}}, 0, many},
		} {
			got, err := organizations.FindMembers(ctx, st, organization, c.by,
				models.Page{Limit: 20, After: &models.Cursor{Key: c.after}})
			if err != nil || len(got.Items) == 0 || got.Items[0].QueueNo != c.first {
				t.Fatalf("%s: %d items, %v", name, len(got.Items), err)
			}
			steps := storetest.Plan(env, query, args)
			if !strings.Contains(steps, "memberships_names") || strings.Contains(steps, "filesort") ||
				strings.Contains(steps, "TEMP B-TREE") || strings.Contains(steps, " ALL ") {
				t.Errorf("%s:\n%s", name, steps)
			}
		}
	})
}
