package privacy_test

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// TestExport_holdsEverythingAndNobodyElse plants a row about a person
// and one about another into every table that the register shows, with a canary
// in each text: the copy holds every canary of the first and none of the other.
func TestExport_holdsEverythingAndNobodyElse(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		me, other, third := env.SignIn("me"), env.SignIn("other"), env.SignIn("third")
		const ballot = 7771
		env.Exec("INSERT INTO ballots (id, poll_id, choice) VALUES (?, ?, ?)", bytesOf(random()), bytesOf(random()),
			ballot)
		mine := newRegisterFiller(t, env, 1, "甲甲", me.PersonID, third.PersonID)
		mine.plant()
		theirs := newRegisterFiller(t, env, 2, "乙乙", other.PersonID, third.PersonID)
		theirs.plant()
		export := "/me/export/" + me.Post("/me/export", nil).Want(http.StatusCreated).ID().String()
		answer := me.Get(export).Want(http.StatusOK)
		for _, foreign := range []string{"乙乙", other.PersonID.String(), third.PersonID.String()} {
			if answer.Holds(foreign) {
				t.Errorf("%s is in the copy of another person", foreign)
			}
		}
		if got := answer.Header.Get("Cache-Control"); !strings.Contains(got, "no-store") {
			t.Errorf("Cache-Control is %q", got)
		}
		got, shown := parts(t, answer.Body), 0
		for _, table := range store.PersonalTables() {
			p, there := got[table.Table]
			switch {
			case !table.Exported:
				if there {
					t.Errorf("%s is in the copy", table.Table)
				}
				continue
			case len(p.Rows) == 0:
				t.Errorf("%s: nothing about the person in the copy", table.Table)
			}
			shown++
			for _, canary := range mine.planted[table.Table] {
				if !strings.Contains(string(answer.Body), canary) {
					t.Errorf("%s: %s is missing", table.Table, canary)
				}
			}
		}
		if shown < 15 || len(got) != shown {
			t.Errorf("%d parts, %d of the register", len(got), shown)
		}
		hidesStatement(t, env, mine.rows["disputes"])
		if _, there := got["ballots"]; there || apptest.HoldsNumber(string(answer.Body), strconv.Itoa(ballot)) {
			t.Error("the copy holds a ballot")
		}
		for name, p := range got {
			for _, c := range p.Columns {
				if c.Name == "choice" {
					t.Errorf("%s has a choice", name)
				}
			}
		}
	})
}

// TestExport_pageIsPlainAndHarmless reads the copy as a page: plain words, no
// script, nothing from elsewhere, and a nickname that is a tag stays a text.
func TestExport_pageIsPlainAndHarmless(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		me := env.Verified("me")
		const hostile = `<script src=//x>"'</script>`
		env.Exec(`UPDATE persons
			SET nickname = ?, region_code = '330602005206', education = '71'
			WHERE id = ?`, hostile, bytesOf(me.PersonID))
		body := map[string]any{
			"kind":        "fellowship",
			"name":        `<img src=x onerror=alert(1)>`,
			"region_code": "330602005206",
		}
		me.Post("/organizations", body).Want(http.StatusCreated)
		export := "/me/export/" + me.Post("/me/export", nil).Want(http.StatusCreated).ID().String() + "/page"
		env.SignIn("other").Get(export).Reason(http.StatusNotFound, "request.not_found")
		answer := me.Get(export).Want(http.StatusOK)
		page := string(answer.Body)
		for _, want := range []string{"我的个人数据", "初中", "外山村", "&lt;script src=//x&gt;", "&lt;img src=x", "导出您的个人数据",
			"已核实", "1990年5月1日", "组织：新建"} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %s", want)
			}
		}
		for _, never := range []string{"<script", "<img", "<link", "http:", "https:", "url(", "javascript:",
			"refresh_tokens", "verified", "organization.create", "pending"} {
			if answer.Holds(never) {
				t.Errorf("the page has %s", never)
			}
		}
		head := answer.Header
		if !strings.HasPrefix(head.Get("Content-Type"), "text/html") ||
			!strings.Contains(head.Get("Cache-Control"), "no-store") ||
			!strings.Contains(head.Get("Content-Security-Policy"), "default-src 'none'") ||
			!strings.HasPrefix(head.Get("Content-Disposition"), "attachment") {
			t.Errorf("headers: %v", head)
		}
	})
}

func bytesOf(id models.ID) []byte { return id[:] }

// hidesStatement reads the copy of the other side of a case: the case is there,
// the applicant's words are not.
func hidesStatement(t *testing.T, env *apptest.Env, dispute models.ID) {
	t.Helper()
	across := env.SignIn("across")
	env.Exec(`INSERT INTO dispute_parties (id, dispute_id, side, kind, person_id, created_at)
		VALUES (?, ?, 'respondent', 'person', ?, 1)`,
		bytesOf(random()), bytesOf(dispute), bytesOf(across.PersonID))
	export := "/me/export/" + across.Post("/me/export", nil).Want(http.StatusCreated).ID().String()
	cases := parts(t, across.Get(export).Want(http.StatusOK).Body)["disputes"]
	if len(cases.Rows) != 1 {
		t.Fatalf("the other side has %d cases", len(cases.Rows))
	}
	for i, c := range cases.Columns {
		if v := cases.Rows[0][i]; c.Name == "statement" && v != nil || c.Name == "number" && v == "" {
			t.Errorf("the other side reads %s: %v", c.Name, v)
		}
	}
}

// TestExport_isOnesOwnFreshAndEnds walks who may ask, how often, and how long
// the copy can be read; each act is in the trail and told to the person.
func TestExport_isOnesOwnFreshAndEnds(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		me, other := env.SignIn("me"), env.SignIn("other")
		id := me.Post("/me/export", nil).Want(http.StatusCreated).ID()
		path := "/me/export/" + id.String()
		other.Get(path).Reason(http.StatusNotFound, "request.not_found")
		me.Get(path).Want(http.StatusOK)
		me.Get("/notifications").Want(http.StatusOK).Contains("导出您的个人数据")
		for action, want := range map[string]int{"export.request": 1, "export.read": 1} {
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = ? AND object_id = ? AND actor_id = ? AND outcome = 'done'`, action, bytesOf(id),
				bytesOf(me.PersonID)); n != want {
				t.Errorf("%s: %d rows in the trail", action, n)
			}
		}
		env.Clock.Add(5 * time.Minute)
		me.Get(path).Reason(http.StatusForbidden, "session.not_fresh")
		me.Post("/me/export", nil).Reason(http.StatusForbidden, "session.not_fresh")
		again := env.SignIn("me")
		again.Get(path).Want(http.StatusOK)
		again.Post("/me/export", nil).Want(http.StatusCreated)
		key := again.With("Idempotency-Key", "once")
		first := key.Post("/me/export", nil).Want(http.StatusCreated)
		if second := key.Post("/me/export", nil).Want(http.StatusCreated); string(second.Body) != string(first.Body) {
			t.Error("a repeated request is another export")
		}
		again.Anew().Post("/me/export", nil).Reason(http.StatusTooManyRequests, "export.too_often")
		env.Clock.Add(models.ExportLife - 5*time.Minute - time.Millisecond)
		env.SignIn("me").Get(path).Want(http.StatusOK)
		env.Clock.Add(time.Millisecond)
		last := env.SignIn("me")
		last.Get(path).Reason(http.StatusNotFound, "export.expired")
		made := 0
		var mu sync.Mutex
		apptest.Race(2*models.ExportsMax, func(int) error {
			if last.Anew().Post("/me/export", nil).Status == http.StatusCreated {
				mu.Lock()
				made++
				mu.Unlock()
			}
			return nil
		})
		if made == 0 || made > models.ExportsMax {
			t.Errorf("%d exports at once", made)
		}
	})
}
