package matrix_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/contract"
	"xinjumin/app/apptest/scene"
)

// poison is what a text must never hold once it is stored: a direction mark, a
// zero-width space, a filler, a tag, a bell. NUL and halves of pairs are
// refused before anything looks at the organization.
const poison = "\u202e\u200b\u3164\U000E0041\a"

// words gives the names of the fields of a request body that take free words.
func words(d contract.Document, s contract.Schema, into map[string]bool) {
	s = d.Resolve(s)
	for name, field := range s.Properties {
		word(d, name, field, into)
	}
}

func word(d contract.Document, name string, s contract.Schema, into map[string]bool) {
	if s.Ref == "" && s.Items == nil && s.Properties == nil {
		if b, _ := json.Marshal(s.Type); strings.Contains(string(b), `"string"`) && len(s.Enum) == 0 &&
			s.Format == "" && s.Pattern == "" {
			into[name] = true
		}
		return
	}
	if s.Items != nil {
		word(d, name, *s.Items, into)
		return
	}
	words(d, s, into)
}

// spoil puts poison into every free text of a body, and gives how many.
func spoil(v any, fields map[string]bool, name string) (any, int) {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		out := maps.Clone(v)
		for k, x := range v {
			spoiled, m := spoil(x, fields, k)
			out[k], n = spoiled, n+m
		}
		return out, n
	case []any:
		out := slices.Clone(v)
		for i, x := range v {
			spoiled, m := spoil(x, fields, name)
			out[i], n = spoiled, n+m
		}
		return out, n
	case string:
		if fields[name] {
			return v[:len(v)/2/3*3] + poison + v[len(v)/2/3*3:], 1
		}
	}
	return v, n
}

// eachFreeText calls see for every writing route that takes free words, once for each
// row of the matrix, with a call of somebody who may: the names of those fields, and
// the body with each of them filled.
func (w *accessFixture) eachFreeText(t *testing.T, see func(c cell, fields map[string]bool, plain map[string]any)) {
	t.Helper()
	doc := contract.Read(t)
	for _, r := range w.Server.API.Routes() {
		op := doc.Paths[r.Path][strings.ToLower(r.Method)]
		body, ok := op.RequestBody.Content["application/json"]
		if r.Class != "api" || !ok {
			continue
		}
		fields := map[string]bool{}
		words(doc, body.Schema, fields)
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
				for name := range doc.Resolve(body.Schema).Properties {
					if _, there := plain[name]; !there && fields[name] {
						plain[name] = "文字文字"
					}
				}
				see(c, fields, plain)
				break
			}
		}
	}
}

// sends makes the call of a cell with another body.
func (w *accessFixture) sends(c cell, body any) *apptest.Response {
	c.row.body, c.row.stale = func(*accessFixture, *place) any { return body }, false
	return w.call(c)
}

// TestNoTextIsStoredUnclean sends every free text of every route, as somebody
// who may, with characters that nobody can see: each is refused or stored
// without them.
func TestNoTextIsStoredUnclean(t *testing.T) {
	w := startWithFixture(t, nil)
	snapshot := takeSnapshot(w.Env)
	sent, taken := 0, map[string]bool{}
	w.eachFreeText(t, func(c cell, fields map[string]bool, plain map[string]any) {
		spoiled, n := spoil(plain, fields, "")
		sent += n
		got := w.sends(c, spoiled)
		if got.Status >= 500 {
			t.Errorf("%s: %s", c.route.ID, got)
		}
		if got.Status < 300 {
			taken[c.route.ID] = true
			if strings.ContainsAny(string(got.Body), poison) {
				t.Errorf("%s answers with what cannot be seen: %q", c.route.ID, got.Body)
			}
		}
		if strings.ContainsAny(snapshot.texts(), poison) {
			t.Errorf("%s stores what cannot be seen", c.route.ID)
		}
		snapshot.restore()
	})
	t.Logf("%d texts, taken by %v", sent, slices.Sorted(maps.Keys(taken)))
	if sent < 25 || len(taken) < 12 {
		t.Errorf("only %d texts were sent, and only %d routes took them", sent, len(taken))
	}
}

// Characters beyond the first plane are told apart and come back as they were.
func TestRareCharactersComeBack(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		one, other := env.Verified("one"), env.Verified("other")
		one.Put("/me", map[string]any{"nickname": "𬱖👍🏽"}).Want(http.StatusOK).Contains("𬱖👍🏽")
		one.Get("/me").Want(http.StatusOK).Contains("𬱖👍🏽")
		one.Post("/organizations", scene.Draft("𬱖村联谊会")).Want(http.StatusCreated).Contains("𬱖村联谊会")
		other.Post("/organizations", scene.Draft("𬸪村联谊会")).Want(http.StatusCreated).Contains("𬸪村联谊会")
		other.Post("/organizations", scene.Draft("\u200b𬱖村\ufeff联谊会")).Reason(http.StatusConflict,
			"organization.name_taken")
		other.Do(http.MethodPut, "/me",
			json.RawMessage(`{"nickname":"\ud87b\udc56"}`)).Want(http.StatusOK).Contains("𮱖")
		other.Do(http.MethodPut, "/me", json.RawMessage(`{"nickname":"\ud87b"}`)).Want(http.StatusBadRequest)
		other.Do(http.MethodPut, "/me", json.RawMessage(`{"nickname":"a\u0000b"}`)).Want(http.StatusBadRequest)
		other.Put("/me", map[string]any{"nickname": "官·方аdmin"}).Want(http.StatusUnprocessableEntity).Contains("昵称不能冒充")
	})
}
