package matrix_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
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
	w := startWithFixture(t, nil)
	snapshot := takeSnapshot(w.Env)
	sent, refused := 0, map[string]bool{}
	w.eachFreeText(t, func(c cell, fields map[string]bool, plain map[string]any) {
		spots(plain, fields, "", "", func(x any) any { return x }, func(pointer string, spoiled any) {
			sent++
			got := w.sends(c, spoiled)
			named := got.Status == http.StatusUnprocessableEntity &&
				apptest.Holds(string(got.Body), `"field":"`+pointer+`"`)
			judged := c.route.ID == "importIdentities" && strings.HasPrefix(pointer, "/rows/") &&
				got.Status == http.StatusOK && apptest.Holds(string(got.Body), `"invalid":[1]`)
			if !named && !judged {
				t.Errorf("%s %s: %s", c.route.ID, pointer, got)
			}
			if named {
				refused[c.route.ID] = true
			}
			snapshot.restore()
		})
	})
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
