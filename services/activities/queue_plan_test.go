package activities_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/activities"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

// A long queue is read from its end as from its beginning, and so is everybody who
// comes next when a seat is free.
func TestSignups_queueIsReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		many := storetest.Many(env)
		person := env.SignIn("li").PersonID
		a := activity.Activity{ID: models.ID{7}}
		env.Exec(`INSERT INTO signups (id, activity_id, person_id, state, queue_no, note, version, created_at,
			updated_at) SELECT `+storetest.IDOf(env, "n")+
			`, ?, ?, CASE WHEN n < `+strconv.FormatInt(many/2, 10)+
			` THEN 'registered' ELSE 'waiting' END, n + 1, '', 1, 1, 1 FROM `+
			storetest.CountedFor(env), a.ID, person)
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE signups")
		}
		st, ctx := storetest.Open(env), context.Background()
		for _, state := range []activity.SignupState{"", activity.SignupWaiting} {
			var plans []string
			storetest.OnQuery(env, st, func(q string, vars []any) {
				plans = append(plans, storetest.Plan(env, q, vars))
			})
			got, err := activities.ListSignupsOf(ctx, st, a, state,
				models.Page{Limit: 20, After: &models.Cursor{Key: many - 100}})
			storetest.OnQuery(env, st, func(string, []any) {})
			if err != nil || len(got.Items) != 20 || got.Items[0].QueueNo != many-99 ||
				got.Items[0].Position != many/2-99 || got.Next == nil {
				t.Fatalf("%d items, %v", len(got.Items), err)
			}
			for _, steps := range plans {
				if storetest.Unindexed(steps) {
					t.Errorf("state %q:\n%s", state, steps)
				}
			}
		}
		err := st.InTx(ctx, func(tx *store.Tx) error {
			next, err := activities.ListFirstWaiting(ctx, tx, a.ID, 2)
			if err != nil || len(next) != 2 || next[0].QueueNo != many/2+1 || next[1].QueueNo != many/2+2 {
				t.Errorf("next %v, %v", next, err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// The list of activities begins at its day, however many have been.
func TestActivities_listIsReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		many := storetest.Many(env)
		org := models.ID{9}
		env.Exec(
			`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state,
				introduction, member_count, next_queue_no, version, created_at, updated_at)
			VALUES (?, 'fellowship', '会', '会', 'hui', 'h', '330602005206', 'active', '', 0, 1, 1, 1, 1)`, org)
		env.Exec(`INSERT INTO activities (id, organization_id, kind, title, description, region_code, place, starts_at,
			ends_at, signup_opens_at, signup_closes_at, capacity, seats_taken, waiting_count, next_queue_no,
			state, created_by, version, created_at, updated_at) SELECT `+storetest.IDOf(env, "n")+
			`, ?, 'care', '活动', '', '330602005206', '广场', n, n + 1, 0, n, 9, 0, 0, 1, 'published', ?, 1, 1, 1 FROM `+
			storetest.CountedFor(env), org, org)
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE activities")
		}
		st, ctx := storetest.Open(env), context.Background()
		var query string
		var args []any
		storetest.OnQuery(env, st, func(q string, vars []any) { query, args = q, vars })
		for _, managed := range [][]models.ID{nil, {org}} {
			got, err := activities.ListActivities(ctx, st, managed,
				activities.Filter{Region: "330602000000", Kind: activity.Care, From: models.Instant(many * 9 / 10),
					Page: models.Page{Limit: 20, After: &models.Cursor{Key: many * 95 / 100, ID: models.ID{255}}}})
			if err != nil || len(got.Items) != 20 || got.Items[0].StartsAt != models.Instant(many*95/100+1) {
				t.Fatalf("%d items, %v", len(got.Items), err)
			}
			if steps := storetest.Plan(env, query, args); storetest.Unindexed(steps) ||
				!strings.Contains(steps, "ix_activities_start") {
				t.Errorf("%s\n%s", query, steps)
			}
		}
	})
}
