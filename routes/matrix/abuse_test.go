package matrix_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/contract"
	"xinjumin/app/apptest/scene"
	"xinjumin/routes/httpapi"
)

// What the document says about each operation, driven against the product: the
// fields that it does not name, and wrong values in those that it does.

// docOperation is what the walks read of the document.
type docOperation struct {
	ID         string `json:"operationId"`
	Parameters []struct{ Name, In string }
	Body       *struct {
		Content map[string]struct {
			Schema docSchema `json:"schema"`
		}
	} `json:"requestBody"`
}

type docSchema struct {
	Ref        string               `json:"$ref"`
	Properties map[string]docSchema `json:"properties"`
}

type walker struct {
	*accessFixture
	snapshot   *snapshot
	operations map[string]docOperation
	schemas    map[string]docSchema
}

func newWalker(t *testing.T) *walker {
	t.Helper()
	fixture := startWithFixture(t, nil)
	var doc struct {
		Paths      map[string]map[string]docOperation
		Components struct{ Schemas map[string]docSchema }
	}
	if err := json.Unmarshal(contract.Plain(t), &doc); err != nil {
		t.Fatal(err)
	}
	w := &walker{accessFixture: fixture, operations: map[string]docOperation{}, schemas: doc.Components.Schemas}
	for _, methods := range doc.Paths {
		for _, op := range methods {
			w.operations[op.ID] = op
		}
	}
	w.snapshot = takeSnapshot(fixture.Env)
	return w
}

// fields gives the members of the JSON body of an operation, and whether it
// has one.
func (w *walker) fields(op docOperation) (map[string]docSchema, bool) {
	if op.Body == nil {
		return nil, false
	}
	s, ok := op.Body.Content["application/json"]
	if !ok {
		return nil, false
	}
	if s.Schema.Ref != "" {
		return w.schemas[s.Schema.Ref[strings.LastIndex(s.Schema.Ref, "/")+1:]].Properties, true
	}
	return s.Schema.Properties, true
}

// admitted gives a call of somebody whom the gate lets through, on what is here.
func (w *walker) admitted(r httpapi.Registered) (cell, bool) {
	for _, row := range rowsOf(r.ID, matrix) {
		cells := w.cells(r, row)
		for _, allowed := range []bool{true, false} {
			for _, c := range cells {
				if c.near == "own" && c.code == "" && (c.status == 0) == allowed {
					return c, true
				}
			}
		}
	}
	return cell{}, false
}

// organization gives what the matrix sends, as an object.
func (w *walker) body(c cell) map[string]any {
	out := map[string]any{}
	if c.row.body != nil {
		text, _ := json.Marshal(c.row.body(w.accessFixture, c.target))
		_ = json.Unmarshal(text, &out)
	}
	return out
}

// send makes the call of a cell with another path, query or body.
func (w *walker) send(c cell, path string, body any) *apptest.Response {
	return c.who.client.Do(c.route.Method, path, body)
}

func (w *walker) path(c cell) string {
	path := scene.Parameter.ReplaceAllStringFunc(strings.TrimPrefix(c.route.Path, httpapi.Prefix),
		func(string) string { return fmt.Sprint(c.row.at(c.target)) })
	if c.row.query != nil {
		path += c.row.query(c.target)
	}
	return path
}

// Every column of every table, sent to every write: what the document does not
// name is refused by name, and nothing changes.
func TestAbuse_massAssignment(t *testing.T) {
	w := newWalker(t)
	set := map[string]bool{"is_admin": true, "isAdmin": true, "__proto__": true, "constructor": true, "$where": true}
	for _, c := range w.snapshot.tables {
		for _, column := range c.columns {
			set[column] = true
		}
	}
	columns, sent := slices.Sorted(maps.Keys(set)), 0
	for _, r := range w.Server.API.Routes() {
		known, hasBody := w.fields(w.operations[r.ID])
		c, ok := w.admitted(r)
		if r.Class != "api" || !hasBody || !ok {
			continue
		}
		var strange []string
		for _, column := range columns {
			if _, named := known[column]; !named {
				strange = append(strange, column)
			}
		}
		for group := range slices.Chunk(strange, 12) { // an answer lists twenty
			body := w.body(c)
			for _, column := range group {
				body[column] = "1"
			}
			sent++
			w.refusesByName(t, c, w.send(c, w.path(c), body), group)
		}
		if changed := w.snapshot.restore(); len(changed) > 0 {
			t.Errorf("%s: refused, and yet %v changed", r.ID, changed)
		}
	}
	t.Logf("%d columns, %d calls", len(columns), sent)
	if sent < 200 {
		t.Errorf("only %d calls", sent)
	}
}

func (w *walker) refusesByName(t *testing.T, c cell, got *apptest.Response, fields []string) {
	t.Helper()
	var problem struct {
		Errors []struct{ Field, Code string }
	}
	if got.Status != http.StatusUnprocessableEntity || json.Unmarshal(got.Body, &problem) != nil {
		t.Errorf("%s takes some of %v: %s", c, fields, got)
		return
	}
	named := map[string]bool{}
	for _, e := range problem.Errors {
		if e.Code == "unknown_field" {
			named[strings.TrimPrefix(e.Field, "/")] = true
		}
	}
	for _, f := range fields {
		if !named[f] {
			t.Errorf("%s does not refuse %s: %s", c, f, got)
			return
		}
	}
}

// values of the wrong sort, besides the nasty strings.
var odd = []any{nil, true, -1, 0, 9007199254740993.0, 1.5, "", []any{}, map[string]any{}, []any{[]any{nil}},
	map[string]any{"a": map[string]any{"b": 1}}}

// Each member of each organization, each parameter of each path and query, some headers:
// wrong values of every sort are answered, never with a fault, always as the
// document says, and with an answer no longer than it must be.
func TestAbuse_wrongValues(t *testing.T) {
	w := newWalker(t)
	dice, sent := rand.New(rand.NewPCG(5, 14)), 0
	for _, r := range w.Server.API.Routes() {
		c, ok := w.admitted(r)
		if r.Class != "api" || !ok {
			continue
		}
		try := func(what, path string, body any) {
			sent++
			if got := w.send(c, path, body); got.Status >= 500 || got.Status == 0 || got.Status >= 400 &&
				len(got.Body) > 20_000 {
				t.Errorf("%s, %s: %.600s", c, what, got)
			}
		}
		if known, hasBody := w.fields(w.operations[r.ID]); hasBody {
			for _, field := range slices.Sorted(maps.Keys(known)) {
				for _, v := range w.wrong(dice) {
					body := w.body(c)
					body[field] = v
					try(fmt.Sprintf("%s=%.40v", field, v), w.path(c), body)
				}
			}
		}
		w.wrongAddresses(c, dice, try)
		w.snapshot.restore()
	}
	t.Logf("%d calls", sent)
	if sent < 1000 {
		t.Errorf("only %d calls", sent)
	}
}

// wrong draws some values; over all fields each is drawn often.
func (w *walker) wrong(dice *rand.Rand) []any {
	out := []any{odd[dice.IntN(len(odd))], odd[dice.IntN(len(odd))]}
	for range 5 {
		out = append(out, nasty[dice.IntN(len(nasty))])
	}
	return out
}

func (w *walker) wrongAddresses(c cell, dice *rand.Rand, try func(what, path string, body any)) {
	draw := func() string { return nasty[dice.IntN(len(nasty))] }
	var body any
	if c.row.body != nil {
		body = w.body(c)
	}
	for _, p := range w.operations[c.route.ID].Parameters {
		for range 4 {
			value := draw()
			switch p.In {
			case "query":
				path, _, _ := strings.Cut(w.path(c), "?")
				try(p.Name, path+"?"+url.Values{p.Name: {value}}.Encode(), body)
			case "path":
				path := scene.Parameter.ReplaceAllString(strings.TrimPrefix(c.route.Path, httpapi.Prefix),
					strings.ReplaceAll(url.PathEscape(value), "$", "$$"))
				try(p.Name, path, body)
			case "header":
				if strings.ContainsAny(value, "\r\n\x1b") {
					continue // which no client of ours can send
				}
				twin := c
				twin.who.client = c.who.client.With(p.Name, value)
				if got := w.send(twin, w.path(twin), body); got.Status >= 500 {
					try(p.Name+": "+value, w.path(twin), body)
				}
			}
		}
	}
}
