package mediation_test

import (
	"context"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/storetest"
	"xinjumin/services/mediation"
)

// The board of a committee with a long past begins where its page begins.
func TestBoard_isReadFromTheIndex(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		many := storetest.Many(env)
		person, committee := env.SignIn("head").PersonID, models.ID{7}
		env.Exec(`INSERT INTO mediation_committees (id, name, region_code, state, term_ends_on, formed_at,
			version, created_at, updated_at) VALUES (?, '会', '330602005206', 'active', '2029-01-01', 1, 1, 1, 1)`,
			committee)
		env.Exec(`INSERT INTO disputes (id, number, committee_id, region_code, filed_by, category, source,
			statement_sealed, state, reason, applied_at, ended_at, due_on, next_event_seq, version, created_at, updated_at)
			SELECT `+storetest.IDOf(env, "n")+`, CAST(n AS CHAR), ?, '330602005206', ?, 'labour',
			'application', x'00', CASE WHEN n % 10 = 0 THEN 'accepted' ELSE 'not_accepted' END, '', n,
			CASE WHEN n % 10 = 0 THEN NULL ELSE n END, CASE WHEN n % 20 = 0 THEN '2026-12-01' END, 1, 1, 1, 1 FROM `+
			storetest.CountedFor(env), committee, person)
		if env.Engine == apptest.MariaDB {
			env.Exec("ANALYZE TABLE disputes")
		}
		st, ctx := storetest.Open(env), context.Background()
		head := models.Actor{PersonID: person, Grants: []models.RoleGrant{{Role: models.RoleCommitteeHead,
			ScopeKind: models.ScopeCommittee, CommitteeID: &committee}}}
		for _, sort := range []struct {
			byDue bool
			after *models.Cursor
			index string
		}{
			{false, &models.Cursor{Key: many / 2, ID: models.ID{255}}, "ix_disputes_newest"},
			{true, nil, "ix_disputes_due"},
			{true, &models.Cursor{Key: int64(models.Day("2026-12-01").Start())}, "ix_disputes_due"},
		} {
			f := mediation.DisputeFilter{As: mediation.AsCommittee, ByDue: sort.byDue,
				Page: models.Page{Limit: 20, After: sort.after}}
			got, err := mediation.ListDisputes(ctx, st, head, f)
			if err != nil || len(got.Items) != 20 || got.Next == nil {
				t.Fatalf("%d items, %v", len(got.Items), err)
			}
			if sort.byDue && got.Items[0].State != dispute.Accepted {
				t.Errorf("an ended case is due: %+v", got.Items[0])
			}
			query, args := mediation.WayInto(head, f)
			if steps := storetest.Plan(env, query, args); storetest.Unindexed(steps) ||
				!strings.Contains(steps, sort.index) {
				t.Errorf("by due %v:\n%s\n%s", sort.byDue, query, steps)
			}
		}
	})
}
