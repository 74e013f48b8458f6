package people_test

import (
	"context"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/storetest"
	"xinjumin/services/people"
)

// A person who waits for a review is found among the many who do not.
func TestPendingIdentities_areReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.Exec(`INSERT INTO persons (id, state, nickname, verification, verification_reason, sex, education,
			employment, region_code, epoch, version, created_at, updated_at) SELECT ` + storetest.IDOf(env, "n") +
			`, 'active', '', CASE WHEN n < 30 THEN 'pending' ELSE 'verified' END, '', 0, '', '',
				'330602005206', 0, 1, 1, n FROM ` + storetest.CountedFor(env))
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE persons")
		}
		st, ctx := storetest.Open(env), context.Background()
		var steps string
		storetest.OnQuery(env, st, func(q string, vars []any) { steps = storetest.Plan(env, q, vars) })
		got, err := people.ListPendingIdentities(ctx, st, []models.RegionCode{"330602005000", "330603000000"},
			models.Page{Limit: 20})
		if err != nil || len(got.Items) != 20 || got.Items[0].UpdatedAt != 0 {
			t.Fatalf("%d items, %v", len(got.Items), err)
		}
		if !strings.Contains(steps, "ix_persons_verification") {
			t.Errorf("walks over people who wait for nothing:\n%s", steps)
		}
	})
}
