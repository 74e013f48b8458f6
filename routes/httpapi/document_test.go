package httpapi_test

import (
	"encoding/json"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/valyala/fasthttp"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

func TestDocument(t *testing.T) {
	s, again := serve(t), build()
	doc, yaml := s.api.Document(), s.api.DocumentYAML()
	if other := again.api.Document(); string(other) != string(doc) {
		t.Error("two builds of the same routes give two documents")
	}
	if got := s.do(t, "GET", "/openapi.json", ""); got.body != string(doc) || got.status != 200 {
		t.Error(got.status)
	}
	if got := s.do(t, "GET", "/openapi.yaml", ""); got.body != string(yaml) ||
		!strings.HasPrefix(got.body, "components:") && !strings.Contains(got.body, "openapi: 3.1.0") {
		t.Errorf("%.200s", got.body)
	}
	if path := os.Getenv("TOY_OPENAPI"); path != "" { // for a linter
		if err := os.WriteFile(path, doc, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, banned := range []string{"$schema", "patternDescription", "application/cbor"} {
		if strings.Contains(string(doc), banned) {
			t.Errorf("the document holds %s", banned)
		}
	}
	checkOperations(t, doc)
}

func checkOperations(t *testing.T, doc []byte) {
	t.Helper()
	var spec struct {
		Openapi    string
		Security   []map[string][]string
		Components struct {
			Schemas    map[string]map[string]any
			Responses  map[string]struct{ Content map[string]any }
			Parameters map[string]struct{ Name, In string }
		}
		Paths map[string]map[string]struct {
			OperationID string         `json:"operationId"`
			Policy      map[string]any `json:"x-policy"`
			Security    []map[string][]string
			Problems    []string `json:"x-problems"`
			Responses   map[string]struct {
				Ref     string `json:"$ref"`
				Content map[string]any
			}
			Parameters []struct {
				Ref      string `json:"$ref"`
				Name, In string
			}
		}
	}
	if err := json.Unmarshal(doc, &spec); err != nil {
		t.Fatal(err)
	}
	if spec.Openapi != "3.1.0" || len(spec.Security) != 1 {
		t.Error(spec.Openapi, spec.Security)
	}
	for name, schema := range spec.Components.Schemas {
		if schema["type"] == "object" && schema["additionalProperties"] != false {
			t.Errorf("%s takes additional properties", name)
		}
	}
	for place, item := range spec.Paths {
		for method, op := range item {
			if op.OperationID == "" || op.Policy["audience"] == nil ||
				(op.Policy["audience"] == "public") != (len(op.Security) == 2) {
				t.Errorf("%s %s: %+v", method, place, op)
			}
			for status, res := range op.Responses {
				behind := spec.Components.Responses[path.Base(res.Ref)]
				if status[0] >= '4' && behind.Content["application/problem+json"] == nil {
					t.Errorf("%s %s %s is no problem+json", method, place, status)
				}
			}
		}
	}
	put := spec.Paths["/api/v1/things/{id}"]["put"]
	if put.Responses["412"].Ref == "" || put.Responses["403"].Ref == "" ||
		!slices.Contains(put.Problems, "request.stale") {
		t.Errorf("%+v", put)
	}
	if get := spec.Paths["/api/v1/things/{id}"]["get"]; len(get.Parameters) != 2 ||
		get.Parameters[0].Name != "If-None-Match" && get.Parameters[1].Name != "If-None-Match" {
		t.Errorf("%+v", get)
	}
	friend := spec.Components.Schemas["SignupBody"]["properties"].(map[string]any)["friend"].(map[string]any)
	if friend["format"] != "uuid" {
		t.Error(friend)
	}
}

func TestRouteTable(t *testing.T) {
	s := serve(t)
	if drift := s.api.RouteDrift(); drift != nil {
		t.Error(drift)
	}
	classes := map[string]int{}
	for _, r := range s.api.Routes() {
		classes[r.Class]++
		if r.Method == "" || r.Path == "" || r.ID == "" || r.Policy.Audience.Kind() == "" || r.Status == 0 {
			t.Errorf("%+v", r)
		}
	}
	if classes["api"] != 16 || classes["system"] != 10 {
		t.Error(classes)
	}
}

// The page and all it loads come from this host. What it loads is kept by the
// browser: its address changes with its content.
func TestDocsPage(t *testing.T) {
	s := serve(t)
	page := s.do(t, "GET", "/docs", "")
	if page.status != 200 || strings.Contains(page.body, "//") && strings.Contains(page.body, "http") {
		t.Error(page)
	}
	if csp := page.header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") ||
		strings.Contains(csp, "http") || strings.Contains(csp, "unsafe") {
		t.Error(csp)
	}
	for _, file := range []string{"page.css", "page.js", "operation.js", "try.js"} {
		ext := path.Ext(file)
		address := regexp.MustCompile(`"(/docs/` + strings.TrimSuffix(file, ext) + `\.[0-9a-f]{12}\` + ext + `)"`).
			FindStringSubmatch(page.body)
		if address == nil {
			t.Errorf("the page does not load %s", file)
			continue
		}
		got := s.do(t, "GET", address[1], "")
		if got.status != 200 || len(got.body) < 100 || !strings.Contains(got.header.Get("Cache-Control"), "immutable") {
			t.Error(file, got.status, got.header)
		}
	}
}

// The page names people to sign in as in a demonstration only, and a name
// cannot leave its block of data.
func TestDocsPageOfADemonstration(t *testing.T) {
	const block = `<script type="application/json" id="people">`
	if page := serve(t).do(t, "GET", "/docs", ""); !strings.Contains(page.body, block+"[]</script>") {
		t.Error(page.body)
	}
	s := serve(t, func(o *httpapi.Options) {
		o.DemoPeople = []httpapi.DemoPerson{{Name: "lijie", Nickname: "李姐", About: "</script><script>alert(1)"}}
	})
	page := s.do(t, "GET", "/docs", "")
	if strings.Contains(page.body, "<script>alert") ||
		!strings.Contains(page.body, block+`[{"name":"lijie","nickname":"李姐","about":"\u003c/script`) {
		t.Error(page.body)
	}
}

// What is large is sent compressed to clients that take it, and not at all to
// those that have it.
func TestCompressedOnce(t *testing.T) {
	s := serve(t)
	plain := s.api.Document()
	tags := map[string]string{}
	for _, c := range []struct{ accept, encoding string }{
		{"", ""}, {"identity", ""}, {"gzip, deflate, br", "br"}, {"gzip", "gzip"}, {"br;q=0, gzip;q=0.5", "gzip"},
		{"BR", "br"}, {"gzip;q=0, br;q=0.0", ""}, {"zstd", ""},
	} {
		got := s.do(t, "GET", "/openapi.json", "", "Accept-Encoding", c.accept)
		if got.header.Get("Content-Encoding") != c.encoding || unpacked(t, c.encoding, got.body) != string(plain) ||
			got.header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: %v", c.accept, got.header)
		}
		tag := got.header.Get("ETag")
		if of, ok := tags[tag]; ok && of != c.encoding {
			t.Errorf("%q and %q share the tag %s", of, c.encoding, tag)
		}
		tags[tag] = c.encoding
		again := s.do(t, "GET", "/openapi.json", "", "Accept-Encoding", c.accept, "If-None-Match", tag)
		if again.status != 304 || again.body != "" || again.header.Get("ETag") != tag {
			t.Errorf("%q: %d %v", c.accept, again.status, again.header)
		}
	}
	if len(tags) != 3 {
		t.Error("three encodings have these tags:", tags)
	}
}

func unpacked(t *testing.T, encoding, body string) string {
	t.Helper()
	var out []byte
	var err error
	switch encoding {
	case "br":
		out, err = fasthttp.AppendUnbrotliBytes(nil, []byte(body))
	case "gzip":
		out, err = fasthttp.AppendGunzipBytes(nil, []byte(body))
	default:
		return body
	}
	if err != nil {
		t.Error(err)
	}
	return string(out)
}

// An answer outside the document is found out in tests.
func TestConformance(t *testing.T) {
	s := serve(t)
	for path, cause := range map[string]string{"/api/v1/lies": "status 200",
		"/api/v1/undocumented": "status 409 is not documented",
		"/api/v1/unnamed":      "is not among the Errors of the route"} {
		s.breach = nil
		if got := s.do(t, "GET", path, ""); got.status != 500 {
			t.Error(got)
		}
		if len(s.breach) != 1 || !strings.Contains(s.breach[0], cause) {
			t.Error(s.breach)
		}
	}
	if !strings.Contains(s.log.String(), "answer breaks the document") {
		t.Error(s.log)
	}
}

// What a route may not declare stops the start, or the table of routes, which every test of it asks for.
func TestRegistrationRefusesMistakes(t *testing.T) {
	policy := httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}
	route := func(id, path string) httpapi.Route {
		return httpapi.Route{
			ID:      id,
			Path:    path,
			Tag:     "t",
			Summary: "s",
			ZH:      httpapi.InChinese("做", ""),
			Policy:  policy,
		}
	}
	type narrow struct {
		N int32 `query:"n"`
	}
	type instant struct {
		At models.Instant `query:"at"`
	}
	for name, register := range map[string]func(*httpapi.API){
		"no policy": func(a *httpapi.API) {
			httpapi.Get[httpapi.None, httpapi.None](a, httpapi.Route{
				ID:      "x",
				Path:    "/x",
				Tag:     "t",
				Summary: "s",
				ZH:      httpapi.InChinese("做", ""),
			}, nil)
		},
		"twice": func(a *httpapi.API) {
			httpapi.Get[httpapi.None, httpapi.None](a,
				route("listEvents", "/x"), nil)
		},
		"path twice": func(a *httpapi.API) {
			httpapi.Get[httpapi.None, httpapi.None](a, route("x", "/events"),
				nil)
		},
		"no Chinese summary": func(a *httpapi.API) {
			r := route("x", "/x")
			r.ZH = httpapi.InChinese("Do", "")
			httpapi.Get[httpapi.None, httpapi.None](a, r, nil)
		},
		"no Chinese description": func(a *httpapi.API) {
			r := route("x", "/x")
			r.Description = "It does."
			httpapi.Get[httpapi.None, httpapi.None](a, r, nil)
		},
		"a tag without Chinese": func(a *httpapi.API) { a.Tag("t", "T", "T") },
		"two Chinese words for one": func(a *httpapi.API) {
			a.Words([][2]string{{"Name", "名称"}, {"Name", "姓名"}})
		},
		"narrow integer": func(a *httpapi.API) {
			httpapi.Get[narrow, httpapi.None](a, route("x", "/x"), nil)
			a.Routes()
		},
		"instant parameter": func(a *httpapi.API) {
			httpapi.Get[instant, httpapi.None](a, route("x", "/x"), nil)
			a.Routes()
		},
		"after the start": func(a *httpapi.API) {
			a.Document()
			httpapi.Get[httpapi.None, httpapi.None](a, route("x", "/x"), nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := build()
			defer func() {
				if recover() == nil {
					t.Error("taken")
				}
			}()
			register(s.api)
		})
	}
}
