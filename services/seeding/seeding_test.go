package seeding_test

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/wechat/standin"
	"xinjumin/services/seeding"
)

func cast() []seeding.Member {
	var out []seeding.Member
	for _, p := range seeding.Parts() {
		out = append(out, seeding.Member{Part: p, OpenID: standin.OpenID(apptest.AppID, p.Name)})
	}
	return out
}

// wrong counts rows that contradict one another.
var wrong = map[string]string{
	"bodies that count their members wrong": `SELECT COUNT(*) FROM organizations o WHERE member_count <>
		(SELECT COUNT(*) FROM memberships m WHERE m.organization_id = o.id AND m.state = 'active')`,
	"activities that count their seats wrong": `SELECT COUNT(*) FROM activities a WHERE
		seats_taken <> (SELECT COUNT(*) FROM signups s WHERE s.activity_id = a.id AND s.state = 'registered')
		OR waiting_count <> (SELECT COUNT(*) FROM signups s WHERE s.activity_id = a.id AND s.state = 'waiting')`,
	"closed polls whose ballots are not their marks": `SELECT COUNT(*) FROM polls p WHERE p.state = 'closed' AND (
		cast_count <> (SELECT COUNT(*) FROM ballots_counted b WHERE b.poll_id = p.id)
		OR cast_count <> (SELECT COUNT(*) FROM poll_roll_entries e WHERE e.poll_id = p.id AND e.voted = 1)
		OR cast_count <> (SELECT SUM(votes) FROM poll_options o WHERE o.poll_id = p.id))`,
	"cases without two parties": `SELECT COUNT(*) FROM disputes d
		WHERE 2 <> (SELECT COUNT(*) FROM dispute_parties p WHERE p.dispute_id = d.id)`,
	"committees without three members, a head and a woman": `SELECT COUNT(*) FROM mediation_committees c WHERE
		3 > (SELECT COUNT(*) FROM role_grants g WHERE g.committee_id = c.id AND g.role = 'mediator' AND g.seat = 'member')
		OR NOT EXISTS (SELECT 1 FROM role_grants g WHERE g.committee_id = c.id AND g.role = 'committee_head')
		OR NOT EXISTS (SELECT 1 FROM role_grants g JOIN persons p ON p.id = g.person_id AND p.sex = 2
			WHERE g.committee_id = c.id AND g.seat = 'member')`,
	"people in a committee who do not mediate": `SELECT COUNT(*) FROM role_grants h WHERE h.role = 'committee_head' AND
		NOT EXISTS (SELECT 1 FROM role_grants g WHERE g.committee_id = h.committee_id AND g.person_id = h.person_id
			AND g.role = 'mediator')`,
	"people in a committee who are not " +
		"verified": `SELECT COUNT(*) FROM role_grants g JOIN persons p ON p.id = g.person_id
		WHERE g.committee_id IS NOT NULL AND p.verification <> 'verified'`,
	"verified people without a number": `SELECT COUNT(*) FROM persons WHERE verification = 'verified' AND
		(id_number_index IS NULL OR id_number_sealed IS NULL OR birth_day IS NULL)`,
}

func TestRun(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		ctx := context.Background()
		for _, people := range []int{0, seeding.MinPeople - 1, seeding.MaxPeople + 1} {
			if err := env.Server.Services.Seed(ctx, seeding.Options{People: people}); !errors.Is(err,
				seeding.ErrPeople) {
				t.Errorf("%d people: %v", people, err)
			}
		}
		kinds := map[string]int{}
		options := seeding.Options{People: seeding.MinPeople, Cast: cast(), AppID: apptest.AppID,
			Progress: func(kind string, done, total int) {
				if done > total {
					t.Errorf("%s: %d of %d", kind, done, total)
				}
				kinds[kind] = done
			}}
		if err := env.Server.Services.Seed(ctx, options); err != nil {
			t.Fatal(err)
		}
		if err := env.Server.Services.Seed(ctx, options); !errors.Is(err, seeding.ErrPopulated) {
			t.Errorf("second time: %v", err)
		}
		if n := env.Count("SELECT COUNT(*) FROM persons"); n != seeding.MinPeople+len(seeding.Parts()) ||
			kinds["people"] != seeding.MinPeople {
			t.Errorf("%d people, told of %d", n, kinds["people"])
		}
		for _, table := range []string{"organizations", "memberships", "disputes", "activities", "signups", "polls",
			"ballots_counted", "role_grants", "mediation_committees"} {
			if env.Count("SELECT COUNT(*) FROM "+table) == 0 {
				t.Errorf("no %s", table)
			}
		}
		for what, query := range wrong {
			if n := env.Count(query); n != 0 {
				t.Errorf("%d %s", n, what)
			}
		}
		if found := regexp.MustCompile(`3399\d{13}[\dX]`).FindString(env.Dump()); found != "" {
			t.Error("an identity number is stored in clear")
		}
		visitor := env.Visitor()
		visitor.Get("/organizations/" + seeding.DemoOrganization.String()).Want(http.StatusOK).Contains("外山村和谐促进会")
		env.SignIn("chenmi").Get("/me/roles").Want(http.StatusOK).Contains("secretary_general")
		env.SignIn("lijie").Get("/polls/" + seeding.DemoPoll.String()).Want(http.StatusOK)
	})
}

// TestRun_equalOptionsGiveEqualRows compares two databases but for what is
// sealed: a sealed value is different each time.
func TestRun_equalOptionsGiveEqualRows(t *testing.T) {
	t.Parallel()
	sealed := regexp.MustCompile(`\w+_sealed="(?:[^"\\]|\\.)*"`)
	var dumps [2]string
	for i := range dumps {
		env := apptest.New(t, apptest.SQLite)
		if err := env.Server.Services.Seed(context.Background(),
			seeding.Options{People: seeding.MinPeople, Cast: cast(), AppID: apptest.AppID}); err != nil {
			t.Fatal(err)
		}
		var kept []string
		for _, line := range strings.Split(env.Dump(), "\n") {
			if !strings.HasPrefix(line, "audit_events:") && !strings.HasPrefix(line, "key_marks:") {
				kept = append(kept, sealed.ReplaceAllString(line, ""))
			}
		}
		dumps[i] = strings.Join(kept, "\n")
	}
	if dumps[0] != dumps[1] || len(dumps[0]) < 100_000 {
		t.Errorf("two runs differ (%d and %d bytes)", len(dumps[0]), len(dumps[1]))
	}
}
