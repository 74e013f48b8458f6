package httpapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

const notes = "/api/v1/notes/7"

// registerNote adds what is once by its body to the toy product.
func (s *toy) registerNote(a *httpapi.API) {
	httpapi.Post(a, httpapi.Route{
		ID:      "note",
		Path:    "/notes/{event}",
		Tag:     "toys",
		Summary: "Note",
		ZH:      httpapi.InChinese("玩具", ""),
		Status:  201,
		Once:    httpapi.OnceBySameBody("deleteThing"),
		Policy:  httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeSelf},
	}, s.signUp, present)
}

// The same body by the same person on the same path is one act, whatever its spacing;
// everything else is an act of its own.
func TestOnceBySameBody(t *testing.T) {
	s := serve(t)
	var wg sync.WaitGroup
	answers := make([]answer, 8)
	for i := range answers {
		wg.Go(func() { answers[i] = s.do(t, "POST", notes, good, bearer("resident")...) })
	}
	wg.Wait()
	first := 0
	for _, a := range answers {
		if a.status != 201 || a.body != answers[0].body {
			t.Error(a)
		}
		if a.header.Get("Idempotency-Replayed") == "" {
			first++
		}
	}
	if n := s.effects.Load(); first != 1 || n != 1 {
		t.Errorf("%d say that they are the first, %d effects", first, n)
	}
	if again := s.do(t, "POST", notes, " "+good+" ", bearer("resident")...); again.body != answers[0].body {
		t.Errorf("spacing makes another act: %v", again)
	}
	other := strings.Replace(good, "张三", "李四", 1)
	for name, got := range map[string]answer{
		"other words":    s.do(t, "POST", notes, other, bearer("resident")...),
		"another person": s.do(t, "POST", notes, good, bearer("verified")...),
		"another path":   s.do(t, "POST", "/api/v1/notes/8", good, bearer("resident")...),
		"a key":          s.do(t, "POST", notes, good, keyed("resident", "k")...),
		"nobody":         s.do(t, "POST", notes, good),
		"nobody again":   s.do(t, "POST", notes, good),
		"by a key alone": s.do(t, "POST", signups, good, bearer("resident")...),
	} {
		if got.status != 201 || got.header.Get("Idempotency-Replayed") != "" {
			t.Errorf("%s: %v", name, got)
		}
	}
	for name := range s.answers {
		if _, key, reserved := strings.Cut(name, "same body "); reserved {
			got := s.do(t, "POST", notes, other, keyed("resident", "same body "+key)...)
			checkProblem(t, got, "header:Idempotency-Key:key") // no client can send a reserved key
		}
	}
}

// The rule is in the document, for programs and for people of both languages.
func TestOnceIsInTheDocument(t *testing.T) {
	s := build()
	english := s.api.Document()
	type operation struct {
		Description string
		Once        map[string]any `json:"x-once"`
	}
	read := func(doc []byte, path string) operation {
		var spec struct {
			Paths map[string]struct{ Post operation }
		}
		if err := json.Unmarshal(doc, &spec); err != nil {
			t.Fatal(err)
		}
		return spec.Paths[path].Post
	}
	const path = "/api/v1/notes/{event}"
	en, zh := read(english, path), read(s.api.ChineseDocument(), path)
	if en.Once["by"] != "same_body" || en.Once["seconds"] != models.SameBodyLife.Seconds() ||
		!strings.Contains(en.Description, "deleteThing") || !strings.Contains(en.Description, "5 minutes") {
		t.Errorf("%+v", en)
	}
	if !strings.Contains(zh.Description, "5 分钟") || !strings.Contains(zh.Description, "deleteThing") {
		t.Error(zh.Description)
	}
	if key := read(english, "/api/v1/events/{event}/signups"); key.Once["by"] != "key" ||
		!strings.Contains(key.Description, "Sent twice: One sign-up.") {
		t.Errorf("%+v", key)
	}
	if state := read(english, "/api/v1/keep/{name}"); state.Once["by"] != "state" ||
		strings.Contains(state.Description, "Sent twice") {
		t.Errorf("%+v", state)
	}
}

// What a route may not declare stops the start, or the table of routes.
func TestOnceIsCheckedAtRegistration(t *testing.T) {
	type idless struct {
		Body struct {
			Name string `json:"name" maxLength:"5" doc:"Name"`
		}
	}
	for name, c := range map[string]struct {
		route httpapi.Route
		seal  bool
		says  string
	}{
		"creates and says nothing": {route: httpapi.Route{Status: http.StatusCreated}, says: "(Once)"},
		"keeps no answer": {
			route: httpapi.Route{Once: httpapi.OnceBySameBody(), NoIdempotency: true}, says: "keeps no answer"},
		"answers without an id": {route: httpapi.Route{Once: httpapi.OnceBySameBody()}, says: "no id"},
		"says it in one language": {route: httpapi.Route{Once: httpapi.OnceByKey("One.", "One.")},
			says: "in Chinese"},
		"is once until nobody does so": {route: httpapi.Route{Once: httpapi.NotOnce("Why.", "原因。")}, seal: true,
			says: "nobodyDoesThis"},
	} {
		t.Run(name, func(t *testing.T) {
			s := build()
			r := c.route
			r.ID, r.Path, r.Tag, r.Summary = "more", "/more", "toys", "More"
			r.ZH = httpapi.InChinese("玩具", "")
			r.Policy = httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}
			defer func() {
				if why, _ := recover().(string); !strings.Contains(why, c.says) || why == "" {
					t.Errorf("taken, or refused for another reason: %q", why)
				}
			}()
			if c.seal {
				httpapi.Post(s.api, httpapi.Route{
					ID:      "late",
					Path:    "/late",
					Tag:     "toys",
					Summary: "Late",
					ZH:      r.ZH,
					Policy:  r.Policy,
					Once:    httpapi.OnceBySameBody("nobodyDoesThis"),
				}, s.signUp, present)
				s.api.Document()
				return
			}
			httpapi.Post(s.api, r, s.keep, func(httpapi.None) *idless { return &idless{} })
			s.api.Routes()
		})
	}
}

// While the first request runs, the second waits for its turn and not in the database;
// when its time is over first, it is told that the first is still running.
func TestOnceTakesTurns(t *testing.T) {
	s := serve(t, func(o *httpapi.Options) { o.Deadline = 100 * time.Millisecond })
	const slow = "/api/v1/notes/601" // its effect lasts until the test lets it go on
	var wg sync.WaitGroup
	var first answer
	wg.Go(func() { first = s.do(t, "POST", slow, good, bearer("resident")...) })
	<-s.started
	second := s.do(t, "POST", slow, good, bearer("resident")...)
	if second.status != 409 || parseProblem(t, second).Code != "idempotency.in_progress" {
		t.Error(second)
	}
	close(s.block)
	wg.Wait()
	third := s.do(t, "POST", slow, good, bearer("resident")...)
	if first.status != 201 || third.body != first.body || third.header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("%v\n%v", first, third)
	}
	if n := s.effects.Load(); n != 1 {
		t.Errorf("%d effects", n)
	}
}
