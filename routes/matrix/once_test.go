package matrix_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

// Two taps make one thing, on every POST: the walk sends the request that the access
// matrix knows of each route five times at once, and what is in the tables afterwards is
// what one request leaves. Those that are once by their body are looked at closer in
// once_body_test.go.

const taps = 5

// severalTimes are the POSTs of which each call leaves something, with the reason.
var severalTimes = map[string]string{
	"uploadFile":   "declared: nobody takes the other file, and it goes by itself",
	"beginPairing": "declared: nobody scans the other code, and it ends by itself",
}

// leastRaced is how many acts succeed on what the fixture has. Of the others castBallot,
// acceptRosterClaim and registerWithBranch are raced in the tests of their areas.
const leastRaced = 45

// ripeRows stand in for rows of the matrix on which the act does not succeed.
var ripeRows = map[string]row{
	"addUnit": {at: theOrg, body: func(_ *accessFixture, p *place) any {
		return map[string]any{"name": "另一家厂", "representative_id": p.chair.PersonID}
	}, own: "403; chair: ok"},
	"createRegion": {body: func(_ *accessFixture, p *place) any {
		return map[string]any{"code": p.town[:9] + "998", "name": "新村"}
	}, own: "ok"},
	"proposeRemoval": {at: of(func(p *place) models.ID { return p.ripe.membership }), body: because,
		own: "404; chair: ok"},
	"inviteFounder": {at: of(func(p *place) models.ID { return p.ripe.draft }),
		body: func(w *accessFixture, _ *place) any { return map[string]any{"person_id": w.extra.PersonID} },
		own:  "404; chair: ok"},
}

// ripePlace is what the race has besides: an open draft, and a member nobody is against.
type ripePlace struct{ draft, membership models.ID }

func TestOnce(t *testing.T) {
	kept := theKeptFixture(t)
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		w := kept.in(t, env)
		w.ripen()
		snapshot := takeSnapshot(env)
		raced, later := map[string]int{}, []wish{}
		for _, r := range env.Server.API.Routes() {
			if r.Class != "api" || r.Method != http.MethodPost || severalTimes[r.ID] != "" {
				continue
			}
			by := r.Once.By()
			if env.Engine == apptest.MariaDB && by == "state" {
				continue // SQLite has one writer and shows what the rules do; the keys are what engines differ in
			}
			rows := rowsOf(r.ID, matrix)
			if ripe, ok := ripeRows[r.ID]; ok {
				rows = []row{ripe}
			}
			for _, row := range rows {
				one, ok := w.succeeds(r, row, snapshot)
				if !ok {
					continue
				}
				raced[by]++
				w.race(t, one, snapshot)
			}
			if by == "same_body" {
				later = append(later, w.byBody(t, r, snapshot)...)
			}
		}
		w.ownLater(t, later)
		t.Logf("raced: %v", raced)
		if raced["key"] < 21 || raced["same_body"] < 11 || env.Engine == apptest.SQLite && raced["state"] < leastRaced {
			t.Errorf("too few were raced: %v", raced)
		}
	}, kept.option(t, nil))
}

// ripen brings the meeting of the place to final minutes, which can be corrected, and gives
// the person under review an identity that can be asked for.
func (w *accessFixture) ripen() {
	w.Helper()
	p := w.here
	w.Exec("UPDATE meetings SET starts_at = ?, ends_at = ? WHERE id = ?", int64(w.Clock.Now()),
		int64(w.Clock.Now())+1, p.party.meeting)
	p.ripe.draft = p.chair.Post("/organizations", scene.Draft("草稿联谊会", "region_code", p.village)).
		Want(http.StatusCreated).ID()
	p.ripe.membership = scene.Join(w.Verified("ripe"), p.chair, p.org)
	numbered := map[string]any{"name": "李四", "id_number": scene.IDNumber(77)}
	w.Exec("UPDATE persons SET verification = 'none' WHERE id = ?", p.pending.PersonID)
	p.pending.Post("/me/identity", numbered).Want(http.StatusOK)
	w.Exec("UPDATE persons SET region_code = ? WHERE id = ?", p.village, p.pending.PersonID)
	at := fmt.Sprintf("/meetings/%s/", p.party.meeting)
	p.chair.Post(at+"hold", nil).Want(http.StatusOK)
	p.chair.Post(at+"minutes", map[string]any{"minutes": "一、学习文件"}).Want(http.StatusOK)
	p.chair.Post(fmt.Sprintf("/transfers/%s/withdraw", p.party.transfer), nil).Want(http.StatusOK)
	p.chair.Post(fmt.Sprintf("/meeting-calls/%s/answer", p.union.call),
		map[string]any{"meets_on": "2026-12-20"}).Want(http.StatusOK)
}

// tapped is a call that succeeds, with what it leaves.
type tapped struct {
	cell
	left map[string]int
}

// succeeds finds somebody of the place whose call of the route has its effect.
func (w *accessFixture) succeeds(r httpapi.Registered, row row, s *snapshot) (tapped, bool) {
	for _, c := range w.cells(r, row) {
		if c.status != 0 || c.target != w.here || c.who.dead != "" {
			continue
		}
		before := s.counts()
		got := w.call(c)
		left := s.grown(before)
		s.restore()
		if got.Status == r.Status && got.Header.Get("Idempotency-Replayed") == "" {
			return tapped{c, left}, true
		}
	}
	return tapped{}, false
}

// race taps several times at once and compares what is left with what one call leaves.
func (w *accessFixture) race(t *testing.T, c tapped, s *snapshot) {
	t.Helper()
	before := s.counts()
	answers := apptest.Race(taps, func(int) *apptest.Response { return w.call(c.cell) })
	left := s.grown(before)
	s.restore()
	if !maps.Equal(left, c.left) {
		t.Errorf("%s: %d taps leave %v, one leaves %v", c.cell, taps, left, c.left)
	}
	first := 0
	for _, a := range answers {
		if a.Status >= 500 {
			t.Errorf("%s: %s", c.cell, a)
		}
		if c.route.Once.By() != "same_body" {
			continue
		}
		if a.Header.Get("Idempotency-Replayed") == "" {
			first++
		}
		if a.Status != c.route.Status || string(a.Body) != string(answers[0].Body) {
			t.Errorf("%s: not the first answer: %s\nbut %s", c.cell, answers[0], a)
		}
	}
	if c.route.Once.By() == "same_body" && first != 1 {
		t.Errorf("%s: %d answers say that they are the first", c.cell, first)
	}
}

// counts gives the number of rows of each table but the trail and the memory of answers.
func (s *snapshot) counts() map[string]int {
	s.Helper()
	all := map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(s.tables)) {
		if name == "idempotency_keys" || strings.Contains(name, "token") || name == "written_tables" {
			continue
		}
		var n int
		if err := s.db.QueryRow("SELECT COUNT(*) FROM " + name).Scan(&n); err != nil {
			s.Fatal(err)
		}
		all[name] = n
	}
	return all
}

// grown gives the tables that have more or fewer rows than before, with how many.
func (s *snapshot) grown(before map[string]int) map[string]int {
	s.Helper()
	out := map[string]int{}
	for name, n := range s.counts() {
		if more := n - before[name]; more != 0 {
			out[name] = more
		}
	}
	return out
}

// Every POST says why two taps make one; a route that creates cannot leave it out.
func TestOnce_isDeclared(t *testing.T) {
	env := apptest.New(t, apptest.SQLite)
	by := map[string]int{}
	for _, r := range env.Server.API.Routes() {
		switch {
		case r.Class != "api":
		case (r.Method == http.MethodPost) != (r.Once.By() != ""):
			t.Errorf("%s %s: once by %q", r.Method, r.ID, r.Once.By())
		case r.Status == http.StatusCreated && r.Once.By() == "state":
			t.Errorf("%s creates and says nothing", r.ID)
		default:
			by[r.Once.By()]++
		}
	}
	if by["same_body"] < 11 || by["key"] < 30 || by["not"] > 2 {
		t.Errorf("%v", by)
	}
}
