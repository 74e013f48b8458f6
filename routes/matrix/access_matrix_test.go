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
	"xinjumin/models/complaint"
	"xinjumin/routes/httpapi"
)

// The matrix calls every registered route as every subject on what is in the
// subject's place, in another place, and nowhere. What the policy's audience
// refuses follows from the route table; what the service decides is said by the
// rows of access_matrix_table_test.go.

// cell is one call with what it should answer.
type cell struct {
	route  httpapi.Registered
	row    row
	who    subject
	target *place
	near   string // own, other, absent
	status int    // 0: anything but 401, 403, 404 and faults
	code   string // reason key, when the gate decides
}

func (c cell) String() string {
	return fmt.Sprintf("%s as %s on %s", c.route.ID, c.who, c.near)
}

// cells gives every call of a route.
func (w *accessFixture) cells(r httpapi.Registered, row row) []cell {
	var out []cell
	for _, s := range w.subjects {
		if s.place == w.there {
			continue // the two places are alike: on what is here they are others
		}
		for _, target := range []*place{w.here, w.there, w.nowhere} {
			c := cell{route: r, row: row, who: s, target: target, near: w.near(s, row, target)}
			if c.near == "" {
				continue
			}
			if !c.gated() {
				c.status = row.expect(c.near, s)
			}
			out = append(out, c)
		}
	}
	return out
}

// near tells how a subject stands to what a call is made on; empty: nobody
// needs to ask.
func (w *accessFixture) near(s subject, row row, target *place) string {
	switch {
	case row.alone() && target == w.here:
		return "own"
	case row.alone():
		return "" // the same call
	case target == w.nowhere:
		return "absent"
	case s.over:
		return "own"
	case s.beside && target == w.there:
		return "" // further off than here, where they have nothing either
	case s.beside:
		return "other"
	case s.place == target, s.place == nil && target == w.here:
		return "own"
	}
	return "other"
}

// gated fills in what the first gate answers and reports whether it refuses.
func (c *cell) gated() bool {
	audience := c.route.Policy.Audience
	switch kind := audience.Kind(); {
	case c.who.dead != "" && c.row.bearer():
		c.status, c.code = http.StatusUnauthorized, c.who.dead
	case kind == "public":
		return false
	case c.who.kind == "visitor":
		c.status, c.code = http.StatusUnauthorized, "auth.required"
	case c.banned():
		c.status, c.code = http.StatusForbidden, "person.banned"
	case kind == "verified" && !c.who.verified:
		c.status, c.code = http.StatusForbidden, "auth.verification_required"
	case kind == "staff" && !c.who.holds(audience.Roles()):
		c.status, c.code = http.StatusForbidden, "auth.forbidden"
	default:
		return false
	}
	return true
}

// banned reports whether a ban closes the route: that of posting what others
// read, that of the account all but what the law gives everybody.
func (c *cell) banned() bool {
	p := c.route.Policy
	own := p.Scope == httpapi.ScopeSelf || p.Scope == httpapi.ScopeParty
	return c.who.banned != "" && p.Publishes ||
		c.who.banned == complaint.BanAccount && !p.Right && !(own && c.route.Method == http.MethodGet)
}

// call makes the call of a cell.
func (w *accessFixture) call(c cell) *apptest.Response {
	path := strings.TrimPrefix(c.route.Path, httpapi.Prefix)
	path = scene.Parameter.ReplaceAllStringFunc(path, func(string) string { return fmt.Sprint(c.row.at(c.target)) })
	if c.row.query != nil {
		path += c.row.query(c.target)
	}
	var body any
	if c.row.body != nil {
		body = c.row.body(w, c.target)
	}
	client := c.who.client
	if c.row.stale {
		client = client.With("If-Match", `"999999"`)
	}
	return client.Do(c.route.Method, path, body)
}

// wrong tells how an answer differs from what the cell expects; empty: it does
// not.
func (c cell) wrong(got *apptest.Response) string {
	refused := got.Status == http.StatusUnauthorized || got.Status == http.StatusForbidden ||
		got.Status == http.StatusNotFound
	switch {
	case c.status == 0 && (refused || got.Status >= 500 || got.Status == 0):
		return fmt.Sprintf("%s: want it allowed, got %s", c, got)
	case c.status != 0 && got.Status != c.status:
		return fmt.Sprintf("%s: want %d, got %s", c, c.status, got)
	case c.code != "" && got.Code() != c.code:
		return fmt.Sprintf("%s: want %s, got %s", c, c.code, got)
	}
	return ""
}

// inSteps are the routes that find a row before they judge it, so that what is
// hidden costs a statement more than what is not there. The ids are random: there
// is nothing to try.
var inSteps = map[string]string{
	"cancelSignup": "the queue of the activity is locked before the place in it is read again",
	"acceptOffer":  "as cancelSignup",
	"declineOffer": "as cancelSignup",
	"castBallot":   "the poll is read before the roll, and is no secret",
	"liftBan":      "the person is read to compare ranks",
}

// walk makes every call of a route: first those that are refused, after which
// the database must be as before, then the others, each on the same rows. It
// gives what is wrong and the number of calls.
func (w *accessFixture) walk(r httpapi.Registered, row row, snapshot *snapshot) (faults []string, calls int) {
	cells := w.cells(r, row)
	absent := map[string]string{} // subject → answer about what is not there
	for _, hidden := range []string{"absent", "own", "other"} {
		for _, c := range cells {
			if c.status == 0 || c.near != hidden {
				continue
			}
			calls++
			sent := w.Server.Services.Statements()
			got := w.call(c)
			answer := scene.Bare(got)
			if inSteps[r.ID] == "" {
				answer += fmt.Sprintf(" after %d statements", w.Server.Services.Statements()-sent)
			}
			if fault := c.wrong(got) + c.leaked(got); fault != "" {
				faults = append(faults, fault)
			}
			if c.status != http.StatusNotFound || got.Status != c.status {
				continue
			}
			if c.near == "absent" {
				absent[c.who.String()] = answer
			} else if before, ok := absent[c.who.String()]; ok && before != answer {
				faults = append(faults, fmt.Sprintf("%s: what is not visible can be told from "+
					"what is not there: %s / %s", c, before, answer))
			}
		}
	}
	if changed := snapshot.restore(); len(changed) > 0 {
		faults = append(faults, fmt.Sprintf("%s: a refused call changed %v", r.ID, changed))
	}
	for _, c := range cells {
		if c.status != 0 {
			continue
		}
		calls++
		got := w.call(c)
		if fault := c.wrong(got) + c.leaked(got); fault != "" {
			faults = append(faults, fault)
		}
		if r.Method != http.MethodGet {
			snapshot.restore()
		}
	}
	return faults, calls
}

// rowsOf gives the rows of a route: that of its id, and those that go on with a
// space and what else it is called on.
func rowsOf(id string, rows map[string]row) []row {
	var out []row
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		if own, _, _ := strings.Cut(name, " "); own == id {
			out = append(out, rows[name])
		}
	}
	return out
}

// missing names the routes that have no row, and the rows that have no route.
func missing(routes []httpapi.Registered, rows map[string]row) []string {
	var out []string
	known := map[string]bool{}
	for _, r := range routes {
		known[r.ID] = true
		if r.Class == "api" && len(rowsOf(r.ID, rows)) == 0 {
			out = append(out, r.ID+" has no row in the matrix (access_matrix_table_test.go)")
		}
	}
	for name := range rows {
		if id, _, _ := strings.Cut(name, " "); !known[id] {
			out = append(out, id+" has a row and is no route")
		}
	}
	slices.Sort(out)
	return out
}

func TestMatrix(t *testing.T) {
	kept := theKeptFixture(t)
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		routes := env.Server.API.Routes()
		for _, fault := range missing(routes, matrix) {
			t.Error(fault)
		}
		w := kept.in(t, env)
		snapshot := takeSnapshot(env)
		total := 0
		for i, r := range routes {
			if env.Engine == apptest.MariaDB && i%5 != 0 {
				continue
			}
			for _, row := range rowsOf(r.ID, matrix) {
				faults, calls := w.walk(r, row, snapshot)
				total += calls
				for _, f := range faults[:min(len(faults), 8)] {
					t.Error(f)
				}
				if more := len(faults) - 8; more > 0 {
					t.Errorf("%s: and %d more", r.ID, more)
				}
			}
		}
		t.Logf("%d calls on %d routes", total, len(routes))
	}, kept.option(t, nil))
}

// A new route without a row, and a row without a route, are both found.
func TestMatrix_wantsARowForEachRoute(t *testing.T) {
	routes := []httpapi.Registered{{ID: "readMe", Class: "api"}, {ID: "health", Class: "system"},
		{ID: "forgotten", Class: "api"}}
	got := missing(routes, map[string]row{"readMe": {}, "gone": {}})
	if want := []string{"forgotten has no row in the matrix (access_matrix_table_test.go)",
		"gone has a row and is no route"}; !slices.Equal(got, want) {
		t.Errorf("found %v", got)
	}
}
