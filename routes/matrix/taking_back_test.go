package matrix_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

// What one began one can take back, and what one announced one can stop: every route that
// makes something has a row in the table of taking_back_table_test.go, which says by which operations, or
// why not. The walk begins each thing as who would, and takes it back.

// taking is a row: how what a route makes is taken back, corrected and stopped.
type taking struct {
	by      string   // kind of the subject who begins, here
	back    string   // operation that takes it back before others rely on it
	correct string   // operation that corrects it
	stop    string   // operation that ends it once it is announced; may be that of back
	steps   []string // operations by which it is announced
	why     string   // why one of the three is missing
	// made: the thing is there already, and the operation is called on what its own row
	// of the matrix names; on: it is begun, and then so.
	made, on bool
	walked   string // the test that stops it, where the fixture cannot announce it or has nobody for it
}

// besides are routes that begin something and answer with another status than 201.
var besides = []string{"submitIdentity", "giveConsent", "bindPhone", "askUnionParent", "setWorkingDays"}

func (w *accessFixture) subject(kind string) (subject, bool) {
	for _, s := range w.subjects {
		if s.kind == kind && (s.place == nil || s.place == w.here) {
			return s, true
		}
	}
	return subject{}, false
}

func TestTakingBack_everyNoun(t *testing.T) {
	w := startWithFixture(t, nil)
	routes := map[string]httpapi.Registered{}
	for _, r := range w.Server.API.Routes() {
		routes[r.ID] = r
	}
	for _, fault := range takingFaults(routes, takings) {
		t.Error(fault)
	}
	snapshot := takeSnapshot(w.Env)
	for begin, row := range takings {
		if row.by == "" {
			continue
		}
		if row.back != "" && (row.walked == "" || row.stop != row.back) {
			if fault := w.takesBack(routes, begin, row, row.back, nil); fault != "" {
				t.Errorf("%s, taken back: %s", begin, fault)
			}
			snapshot.restore()
		}
		if row.stop != "" && row.walked == "" && row.stop != row.back {
			if fault := w.takesBack(routes, begin, row, row.stop, row.steps); fault != "" {
				t.Errorf("%s, stopped: %s", begin, fault)
			}
			snapshot.restore()
		}
		if row.correct != "" && !row.made {
			if fault := w.corrects(routes, begin, row); fault != "" {
				t.Errorf("%s, corrected: %s", begin, fault)
			}
			snapshot.restore()
		}
	}
}

// takingFaults names what the table lacks, and what is in it that is not.
func takingFaults(routes map[string]httpapi.Registered, table map[string]taking) []string {
	var out []string
	begins := map[string]bool{}
	for id, r := range routes {
		if r.Class == "api" && r.Status == http.StatusCreated {
			begins[id] = true
		}
	}
	for _, id := range besides {
		begins[id] = true
	}
	for id := range begins {
		if _, known := table[id]; !known {
			out = append(out, id+" makes something, and no row says how it is taken back")
		}
	}
	for id, row := range table {
		if !begins[id] {
			out = append(out, id+" makes nothing")
		}
		if (row.back == "" || row.correct == "" || row.stop == "") && row.why == "" {
			out = append(out, id+" is not taken back, corrected or stopped, and no reason is given")
		}
		for _, op := range append([]string{row.back, row.correct, row.stop}, row.steps...) {
			if _, known := routes[op]; op != "" && !known {
				out = append(out, id+": "+op+" is no operation")
			}
		}
		if (row.back != "" || row.stop != "") && row.by == "" {
			out = append(out, id+" is begun by nobody")
		}
		if row.walked != "" && !isTest(row.walked) {
			out = append(out, id+": there is no test "+row.walked)
		}
	}
	return out
}

// isTest reports whether a test of this name is in an area of the services.
func isTest(name string) bool {
	files, _ := filepath.Glob("../../services/*/*_test.go")
	for _, f := range files {
		if text, err := os.ReadFile(f); err == nil && strings.Contains(string(text), "func "+name+"(t *testing.T)") {
			return true
		}
	}
	return false
}

// takesBack begins a thing as who would, takes the steps, and calls the operation. What is
// wrong is told.
func (w *accessFixture) takesBack(
	routes map[string]httpapi.Registered, begin string, row taking, op string, steps []string,
) string {
	who, known := w.subject(row.by)
	if !known {
		return "there is no " + row.by + " here"
	}
	target := scene.NewID()
	if !row.made {
		id, fault := w.begins(routes, begin, who)
		if fault != "" {
			return fault
		}
		target = id
	}
	for _, step := range append(steps, op) {
		var at any = target
		if row.made || row.on {
			at = nil
		}
		if got := w.callAt(routes[step], who, at); got.Status < 200 || got.Status > 299 {
			return step + ": " + got.String()
		}
	}
	return ""
}

// begins makes the thing as the matrix calls its route, and gives its id.
func (w *accessFixture) begins(routes map[string]httpapi.Registered, id string, who subject) (models.ID, string) {
	got := w.call(cell{route: routes[id], row: matrix[id], who: who, target: w.here})
	if got.Status < 200 || got.Status > 299 {
		return models.ID{}, "it cannot be begun: " + got.String()
	}
	var made struct {
		ID models.ID `json:"id"`
	}
	_ = json.Unmarshal(got.Body, &made) // some answers are about the person themselves
	return made.ID, ""
}

// callAt calls an operation on a thing, or on what its row of the matrix names, with a
// reason where the row sends something.
func (w *accessFixture) callAt(r httpapi.Registered, who subject, at any) *apptest.Response {
	row := matrix[r.ID]
	if at != nil {
		row.at = func(*place) any { return at }
	}
	if row.body != nil {
		row.body = because
	}
	return w.call(cell{route: r, row: row, who: who, target: w.here})
}

// corrects begins a thing, and asks whether who did finds the operation that corrects it; what the
// matrix sends may be refused.
func (w *accessFixture) corrects(routes map[string]httpapi.Registered, begin string, row taking) string {
	who, _ := w.subject(row.by)
	id, fault := w.begins(routes, begin, who)
	if fault != "" {
		return fault
	}
	own := matrix[row.correct]
	if !row.on {
		own.at = func(*place) any { return id }
	}
	c := cell{route: routes[row.correct], row: own, who: who, target: w.here, near: "own"}
	return c.wrong(w.call(c))
}

// A row that is missing, an operation that is none, and a gap without a reason are found.
func TestTakingBack_seesWhatIsMissing(t *testing.T) {
	env := apptest.New(t, apptest.SQLite)
	routes := map[string]httpapi.Registered{}
	for _, r := range env.Server.API.Routes() {
		routes[r.ID] = r
	}
	for name, harm := range map[string]func(table map[string]taking){
		"no row": func(table map[string]taking) { delete(table, "createPoll") },
		"no operation": func(table map[string]taking) {
			table["createPoll"] = taking{by: "chair", back: "unmakePoll", why: "x"}
		},
		"no reason": func(table map[string]taking) { table["createPoll"] = taking{by: "chair", back: "deletePoll"} },
		"nobody":    func(table map[string]taking) { table["createPoll"] = taking{back: "deletePoll", why: "x"} },
		"no test": func(table map[string]taking) {
			table["createPoll"] = taking{by: "chair", back: "deletePoll", why: "x", walked: "TestNothing"}
		},
		"makes nothing": func(table map[string]taking) { table["readPoll"] = taking{why: "x"} },
	} {
		table := map[string]taking{}
		for id, row := range takings {
			table[id] = row
		}
		harm(table)
		if len(takingFaults(routes, table)) != 1 {
			t.Errorf("%s: %v", name, takingFaults(routes, table))
		}
	}
}
