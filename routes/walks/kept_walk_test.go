package walks_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/app/server"
)

// private is a character that everybody may give a meaning of their own; old
// keyboards make it where a rare character of a name should be.
const private = "\ue863"

// spots gives every text of a body that takes free words: its pointer and a
// copy of the body with a private character in it.
func spots(v any, fields map[string]bool, name, pointer string, put func(any) any, see func(string, any)) {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			spots(v[k], fields, k, pointer+"/"+k, func(x any) any {
				out := maps.Clone(v)
				out[k] = x
				return put(out)
			}, see)
		}
	case []any:
		if len(v) > 0 {
			spots(v[0], fields, name, pointer+"/0", func(x any) any {
				out := slices.Clone(v)
				out[0] = x
				return put(out)
			}, see)
		}
	case string:
		if fields[name] {
			r := []rune(v)
			see(pointer, put(string(r[:len(r)/2])+private+string(r[len(r)/2:])))
		}
	}
}

// TestNoTextLosesACharacter sends every free text of every route, as somebody who
// may, with a character that nobody else knows: it is refused by its field, and
// nothing is written. A list whose rows are judged one by one names the row.
func TestNoTextLosesACharacter(t *testing.T) {
	asJSON, _ := server.Document("test")
	var doc document
	if err := json.Unmarshal(asJSON, &doc); err != nil {
		t.Fatal(err)
	}
	w := startWithFixture(t, nil)
	snapshot := takeSnapshot(w.Env)
	sent, refused := 0, map[string]bool{}
	for _, r := range w.Server.API.Routes() {
		op := doc.Paths[r.Path][strings.ToLower(r.Method)]
		body, ok := op.RequestBody.Content["application/json"]
		if r.Class != "api" || !ok {
			continue
		}
		fields := map[string]bool{}
		doc.words(body.Schema, fields)
		if len(fields) == 0 {
			continue
		}
		for _, row := range rowsOf(r.ID, matrix) {
			if row.body == nil {
				row.body = nothing
			}
			for _, c := range w.cells(r, row) {
				if c.near != "own" || c.status != 0 {
					continue
				}
				plain := map[string]any{}
				b, err := json.Marshal(row.body(w, c.target))
				if err == nil {
					err = json.Unmarshal(b, &plain)
				}
				if err != nil {
					t.Fatal(err)
				}
				for name := range doc.resolve(body.Schema).Properties {
					if _, there := plain[name]; !there && fields[name] {
						plain[name] = "文字文字"
					}
				}
				spots(plain, fields, "", "", func(x any) any { return x }, func(pointer string, spoiled any) {
					sent++
					row := row
					row.body, row.stale = func(*accessFixture, *place) any { return spoiled }, false
					c.row = row
					got := w.call(c)
					named := got.Status == http.StatusUnprocessableEntity &&
						apptest.Holds(string(got.Body), `"field":"`+pointer+`"`)
					judged := r.ID == "importIdentities" && strings.HasPrefix(pointer, "/rows/") &&
						got.Status == http.StatusOK && apptest.Holds(string(got.Body), `"invalid":[1]`)
					if !named && !judged {
						t.Errorf("%s %s: %s", r.ID, pointer, got)
					}
					if named {
						refused[r.ID] = true
					}
					snapshot.restore()
				})
				break
			}
		}
	}
	t.Logf("%d texts of %v", sent, slices.Sorted(maps.Keys(refused)))
	if sent < 60 || len(refused) < 40 {
		t.Errorf("only %d texts were sent, and only %d routes refused them", sent, len(refused))
	}
}

// Whoever searches for what cannot be stored finds nothing, without a refusal.
func TestASearchMayHoldAnyCharacter(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.Verified("one")
		c.Post("/organizations", scene.Draft("王芳联谊会")).Want(http.StatusCreated)
		c.Get("/organizations?q=%E7%8E%8B%EE%A1%A3%E8%8A%B3").Want(http.StatusOK).Lacks("王芳联谊会")
		c.Post("/organizations", scene.Draft("王\ue863芳联谊会")).Reason(http.StatusUnprocessableEntity,
			"request.invalid").Contains(`"/name"`).Contains("自造字")
	})
}
