package journeys_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// world is one installation with the people who travel through it.
type world struct {
	*apptest.Env
	operations map[string]operation // by operationId
	numbers    map[string]string    // of identity cards, by the name of a person
}

type operation struct {
	method, path string
	filters      map[string]bool // words that the document has for the query: the program's, not the person's
}

// person is somebody with a phone, and all that its screen ever showed.
type person struct {
	world  *world
	name   string
	client *apptest.Client
	seen   map[string]bool
}

// given are the values in the path and the query of a request, words its body.
type (
	given map[string]any
	words map[string]any
)

// newWorld reads the document of an installation, as the developer of a
// mini-program does.
func newWorld(env *apptest.Env) *world {
	env.Helper()
	var document struct {
		Paths map[string]map[string]struct {
			OperationID string
			Parameters  []struct{ Schema struct{ Enum []any } }
		}
	}
	env.Visitor().Get("//openapi.json").Want(http.StatusOK).JSON(&document)
	w := &world{Env: env, operations: map[string]operation{}, numbers: map[string]string{}}
	for path, methods := range document.Paths {
		for method, o := range methods {
			filters := map[string]bool{}
			for _, parameter := range o.Parameters {
				for _, word := range parameter.Schema.Enum {
					filters[fmt.Sprint(word)] = true
				}
			}
			w.operations[o.OperationID] = operation{strings.ToUpper(method), path, filters}
		}
	}
	return w
}

// each runs a journey on both engines.
func each(t *testing.T, journey func(w *world)) {
	apptest.Each(t, func(_ *testing.T, env *apptest.Env) { journey(newWorld(env)) })
}

// arrives opens the mini-program on a person's phone for the first time. The codes
// of wx.login and of the button for a phone number come from WeChat, not from the API.
func (w *world) arrives(name string) *person {
	w.Helper()
	p := &person{world: w, name: name, client: w.Visitor(), seen: map[string]bool{}}
	p.signIn()
	p.does("listCodes", nil, nil)
	return p
}

// signIn takes a fresh token: access tokens last for minutes, journeys for weeks.
func (p *person) signIn() {
	p.world.Helper()
	p.client.Token = ""
	got := p.does("signInWithWeChat", nil, words{"code": apptest.Code(p.name)})
	p.client.Token = got.text("access_token")
	p.client.PersonID, _ = models.ParseID(got.text("person.id")) // for the operator's command alone
}

// later lets time pass, for everybody.
func (w *world) later(d time.Duration, everybody ...*person) {
	w.Helper()
	w.Clock.Add(d)
	w.RunJobs()
	for _, p := range everybody {
		p.signIn()
	}
}

// does sends a request that must succeed.
func (p *person) does(name string, where given, body words) answer {
	p.world.Helper()
	got := p.sends(name, where, body)
	if got.status/100 != 2 {
		p.world.Fatalf("%s, %s: %d %s", p.name, name, got.status, got.raw)
	}
	return got
}

// cannot sends a request that must be refused with a reason key.
func (p *person) cannot(reason, name string, where given, body words) answer {
	p.world.Helper()
	got := p.sends(name, where, body)
	if got.status/100 != 4 || got.text("code") != reason {
		p.world.Fatalf("%s, %s: %d %s, want the refusal %s", p.name, name, got.status, got.raw, reason)
	}
	return got
}

func (p *person) sends(name string, where given, body words) answer {
	p.world.Helper()
	op, ok := p.world.operations[name]
	if !ok {
		p.world.Fatalf("the document has no operation %s", name)
	}
	path, query := strings.TrimPrefix(op.path, "/api/v1"), url.Values{}
	for field, value := range where {
		if !op.filters[fmt.Sprint(value)] {
			p.mustKnow(name, field, value)
		}
		if text := fmt.Sprint(value); strings.Contains(path, "{"+field+"}") {
			path = strings.ReplaceAll(path, "{"+field+"}", text)
		} else {
			query.Set(field, text)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	var content any
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			p.world.Fatal(err)
		}
		var plain any
		_ = json.Unmarshal(text, &plain)
		p.mustKnow(name, "", plain)
		content = text
	}
	return p.reads(name, p.client.Do(op.method, path, content))
}

// reads remembers what an answer shows.
func (p *person) reads(name string, got *apptest.Response) answer {
	p.world.Helper()
	a := answer{t: p.world, of: p.name + ", " + name, status: got.Status, raw: string(got.Body)}
	if len(got.Body) > 0 && strings.Contains(got.Header.Get("Content-Type"), "json") {
		if err := json.Unmarshal(got.Body, &a.value); err != nil {
			p.world.Fatalf("%s: %v", a.of, err)
		}
	}
	p.remember(a.value)
	return a
}

func (p *person) remember(value any) {
	switch v := value.(type) {
	case map[string]any:
		for _, inner := range v {
			p.remember(inner)
		}
	case []any:
		for _, inner := range v {
			p.remember(inner)
		}
	case string:
		p.seen[v] = true
	}
}

// programWord is what no person types: an id, the code of a division, or a word of
// an enumeration.
var programWord = regexp.MustCompile(`^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9]{12}|[a-z]+(_[a-z]+)*)$`)

// mustKnow fails the test when a request sends what the person was never shown.
func (p *person) mustKnow(name, field string, value any) {
	p.world.Helper()
	switch v := value.(type) {
	case map[string]any:
		for inner, x := range v {
			p.mustKnow(name, field+"/"+inner, x)
		}
	case []any:
		for _, x := range v {
			p.mustKnow(name, field, x)
		}
	case string:
		if programWord.MatchString(v) && !p.seen[v] {
			p.world.Fatalf("%s, %s: %s sends %q, which no answer has shown", p.name, name, field, v)
		}
	}
}

// hears lets a person know what another one says or shows: a code, a name or a
// number that people can exchange, never an id.
func (p *person) hears(said string) string {
	p.world.Helper()
	if len([]rune(said)) > 16 || regexp.MustCompile(`^[0-9a-f]{8}-`).MatchString(said) {
		p.world.Fatalf("nobody says %q aloud", said)
	}
	p.seen[said] = true
	return said
}

// in gives an instant from now on, as somebody types it into a form.
func (w *world) in(d time.Duration) string { return w.Clock.Now().Add(d).Time().Format(time.RFC3339) }

// day gives the day so many days from today.
func (w *world) day(days int) string {
	return string(models.DayOf(w.Clock.Now().Add(time.Duration(days) * 24 * time.Hour)))
}
