package matrix_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

const fieldsFile = "testdata/fields.golden"

// Fields that no list may hold: a list is read by whoever scrolls, what is in
// them is for whoever opens the one row. Masked forms have names of their own.
var neverInLists = regexp.MustCompile(`(^|_)(id_number|phone|openid|unionid|political_status|ethnicity|statement|contact|contacts|` +
	`evidence|password|secret|session_key|sealed|token)$`)

// What each kind of person gets to read, field by field: a field that appears
// for somebody new is a decision, made where this file changes.
//
//	go test ./routes/matrix -run TestMatrix_fields -update
func TestMatrix_fields(t *testing.T) {
	w := startWithFixture(t, nil)
	var lines []string
	for _, r := range w.Server.API.Routes() {
		if r.Class != "api" || r.Method != http.MethodGet {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(matrix)) {
			if id, _, _ := strings.Cut(name, " "); id != r.ID {
				continue
			}
			readers := map[string][]string{} // fields → who gets them
			for _, c := range w.cells(r, matrix[name]) {
				if c.near != "own" || c.target != w.here || c.status != 0 {
					continue
				}
				if got := w.call(c); got.Status == http.StatusOK && json.Valid(got.Body) {
					fields := fieldsOf(got.Body)
					for _, f := range fields {
						if strings.HasPrefix(f, "items.") && neverInLists.MatchString(f) {
							t.Errorf("%s lists %s to %s", name, f, c.who.kind)
						}
					}
					key := strings.Join(fields, " ")
					readers[key] = append(readers[key], c.who.kind)
				}
			}
			delete(readers, "items") // an empty list tells nothing
			for _, fields := range slices.Sorted(maps.Keys(readers)) {
				who := strings.Join(readers[fields], " ")
				if len(readers) == 1 {
					who = "whoever may"
				}
				lines = append(lines, fmt.Sprintf("%s\n  for %s\n  %s\n", name, who, fields))
			}
		}
	}
	got := strings.Join(lines, "")
	if *update {
		if err := os.MkdirAll("testdata", 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(fieldsFile, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(fieldsFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("who reads which fields has changed; if that is meant: go test ./routes/matrix -run "+
			"TestMatrix_fields -update\n%s", difference(string(want), got))
	}
}

// fieldsOf lists the paths of a JSON answer; the members of a list are one.
func fieldsOf(body []byte) []string {
	var v any
	_ = json.Unmarshal(body, &v)
	set := map[string]bool{}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch x := v.(type) {
		case map[string]any:
			for name, member := range x {
				walk(strings.TrimPrefix(path+"."+name, "."), member)
			}
		case []any:
			set[path] = true
			for _, item := range x {
				walk(path, item)
			}
		default:
			set[path] = true
		}
	}
	walk("", v)
	return slices.Sorted(maps.Keys(set))
}

// difference shows the lines that only one of two texts has.
func difference(was, is string) string {
	var out []string
	old, now := strings.Split(was, "\n"), strings.Split(is, "\n")
	for _, line := range old {
		if !slices.Contains(now, line) {
			out = append(out, "- "+line)
		}
	}
	for _, line := range now {
		if !slices.Contains(old, line) {
			out = append(out, "+ "+line)
		}
	}
	return strings.Join(out[:min(len(out), 20)], "\n")
}
