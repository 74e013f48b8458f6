package rosters_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/app/server"
	"xinjumin/models"
)

// Two who import at once, two processes that work at once, and two who say yes
// at once: one import, every row once, one membership, and the last place is one.
func TestRosterRaces(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, second := env.Verified("chair"), env.Second()
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		a, b := verifies(env, submits(env, "a", "王小芳", scene.RosterNumber(1))),
			verifies(env, submits(env, "b", "王小芳", scene.RosterNumber(2)))
		at, _ := dryRun(env, chair, org, scene.Workbook(t, scene.RosterRows(1, 900)))
		other, _ := dryRun(env, chair, org, scene.Workbook(t, scene.RosterRows(1, 3)))
		pair := []*apptest.Client{chair, chair.On(second)}
		got := apptest.Statuses(apptest.Race(6, func(i int) *apptest.Response {
			return pair[i%2].Post(at+"/import", map[string]any{"as": "membership"})
		}))
		if got[http.StatusOK] != 1 || got[http.StatusConflict] != 5 {
			t.Fatalf("imports: %v", got)
		}
		chair.Post(other+"/import", map[string]any{"as": "membership"}).Reason(http.StatusConflict, "roster.busy")
		apptest.Race(2, func(i int) int { return []*apptest.Env{env, second}[i].RunJobs() })
		if r := readRoster(chair, at); r.counts() != "imported rows 899 bad 0 added 899 known 0 members 0" {
			t.Fatal(r.counts())
		}
		if n := env.Count("SELECT COUNT(DISTINCT row_no) FROM roster_entries"); n != 899 ||
			env.Count("SELECT COUNT(*) FROM roster_entries") != 899 {
			t.Errorf("%d rows", n)
		}

		env.Exec("UPDATE organizations SET capacity = 2 WHERE id = ?", org)
		yes := map[*apptest.Client]string{a: "/roster-claims/" + claims(a)[0].ID.String(),
			b: "/roster-claims/" + claims(b)[0].ID.String()}
		last := apptest.Race(2, func(i int) *apptest.Response {
			return []*apptest.Client{a, b.On(second)}[i].Post(yes[[]*apptest.Client{a, b}[i]]+"/accept", nil)
		})
		if s := apptest.Statuses(last); s[http.StatusCreated] != 1 || s[http.StatusConflict] != 1 {
			t.Errorf("the last place: %v", last)
		}
		late := map[bool]*apptest.Client{true: b, false: a}[last[0].Status == http.StatusCreated]
		env.Exec("UPDATE organizations SET capacity = NULL WHERE id = ?", org)
		twice := apptest.Race(6, func(i int) *apptest.Response {
			return []*apptest.Client{late, late.On(second)}[i%2].Post(yes[late]+"/accept", nil)
		})
		if s := apptest.Statuses(twice); s[http.StatusCreated] != 1 || s[http.StatusConflict] != 5 {
			t.Errorf("twice yes: %v", twice)
		}
		if n := env.Count("SELECT member_count FROM organizations WHERE id = ?", org); n != 3 {
			t.Errorf("%d members", n)
		}
	})
}

// An import that is killed goes on behind the last row that is written; of
// twenty thousand people it holds a few at a time.
func TestRosterImportIsKilledAndGoesOn(t *testing.T) {
	var kill context.CancelFunc
	var left atomic.Int64
	var oneAtATime sync.Mutex // the engines share the counter
	counted := apptest.With(func(o *server.Options) {
		made := o.IDs.New
		o.IDs.New = func() models.ID {
			if left.Add(-1) == 0 {
				kill()
			}
			return made()
		}
	})
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		oneAtATime.Lock()
		defer oneAtATime.Unlock()
		const people = 20_000
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		at, r := dryRun(env, chair, org, manyPeople(t, people))
		if r.RowCount != people || r.BadCount != 0 {
			t.Fatalf("%+v", r)
		}
		chair.Post(at+"/import", map[string]any{"as": "membership"}).Want(http.StatusOK)
		var ctx context.Context
		ctx, kill = context.WithCancel(t.Context())
		left.Store(7_800)
		if _, err := env.Server.Services.RunDueJobs(ctx); err == nil {
			t.Error("it was not killed")
		}
		if r = readRoster(chair, at); r.State != "importing" || r.Added == 0 || r.Added >= 7_800 ||
			r.Added != env.Count("SELECT COUNT(*) FROM roster_entries") {
			t.Fatalf("killed: %+v", r)
		}
		if n := env.RunJobs(); n != 0 {
			t.Error("another process took what is leased")
		}
		env.Clock.Add(2 * time.Minute)
		peak := watched(func() { env.Second().RunJobs() })
		if r = readRoster(chair, at); r.counts() != fmt.Sprintf("imported rows %d bad 0 added %d known 0 members 0",
			people, people) {
			t.Fatal(r.counts())
		}
		if n := env.Count("SELECT COUNT(DISTINCT row_no) FROM roster_entries"); n != people {
			t.Errorf("%d of %d rows", n, people)
		}
		if peak > 200<<20 {
			t.Errorf("the heap grew by %d MB", peak>>20)
		}
	}, counted, apptest.Alone())
}

// A list of members that leaves as a workbook is marked, masked, and has no
// formula in it.
func TestMembersAreExportedAsWorkbook(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山&联谊会"))
		fang, number := scene.WithCard(env, "fang", scene.Waishan)
		fang.Put("/me", map[string]any{"nickname": "=cmd()"}).Want(http.StatusOK)
		scene.Join(fang, chair, org)
		asked := chair.Post(fmt.Sprintf("/organizations/%s/member-exports", org), scene.Reason("年度检查")).
			Want(http.StatusCreated).ID().String()
		export := "/member-exports/" + asked
		chair.Get(export+"/file?format=xlsx").Reason(http.StatusConflict, "disclosure.wrong_state")
		env.SignIn("admin of "+scene.Waishan).Post(export+"/approve", nil).Want(http.StatusOK)
		chair.Get(export + "/file?format=docx").Want(http.StatusUnprocessableEntity)
		got := chair.Get(export + "/file?format=xlsx").Want(http.StatusOK)
		chair.Get(export+"/file").Reason(http.StatusConflict, "disclosure.wrong_state")
		f, err := excelize.OpenReader(strings.NewReader(string(got.Body)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows("会员名单")
		if err != nil || len(rows) != 5 {
			t.Fatalf("%v %v", rows, err)
		}
		mark := "导出编号000001，外山&联谊会，由"
		if !strings.HasPrefix(rows[0][0], mark) || rows[4][0] != rows[0][0] || rows[3][1] != "'=cmd()" ||
			rows[3][2] != "王**" || !strings.Contains(rows[3][3], "******") {
			t.Errorf("%q", rows)
		}
		for _, cell := range []string{"B4", "A1", "C4"} {
			if formula, err := f.GetCellFormula("会员名单", cell); err != nil || formula != "" {
				t.Errorf("%s has the formula %q %v", cell, formula, err)
			}
		}
		page, err := f.GetHeaderFooter("会员名单")
		if err != nil || !strings.Contains(page.OddHeader, "外山&&联谊会") ||
			!strings.Contains(page.OddFooter, "导出编号000001") {
			t.Errorf("%+v %v", page, err)
		}
		if strings.Contains(fmt.Sprint(rows), number) || strings.Contains(fmt.Sprint(rows), "王小芳") {
			t.Error("not masked")
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'member_export.read' AND outcome = 'done'`); n != 1 {
			t.Errorf("%d rows in the trail", n)
		}

		// The empty list to fill in is understood when it comes back.
		empty := env.Visitor().Get("/rosters/template.xlsx").Want(http.StatusOK)
		form, err := excelize.OpenReader(strings.NewReader(string(empty.Body)))
		if err != nil {
			t.Fatal(err)
		}
		defer form.Close()
		_ = form.SetSheetRow("会员名册", "A2", &[]any{"1", "王小芳", scene.RosterNumber(5), "新居民"})
		var filled strings.Builder
		if _, err := form.WriteTo(&filled); err != nil {
			t.Fatal(err)
		}
		if _, r := dryRun(env, chair, org, []byte(filled.String())); r.RowCount != 1 || r.BadCount != 0 ||
			r.Sheet != "会员名册" {
			t.Errorf("%+v", r)
		}
	})
}
