package httpapi_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
)

const good = `{"name":"张三","phone":"13800138000","gender":"female","note":"hi"}`

type badCase struct {
	name, method, path, body string
	headers                  []string
	want                     int
	fields                   string // "in:field:code" of the errors, in order; "" is not looked at
}

func gzipped() string {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	_, _ = w.Write(bytes.Repeat([]byte("a"), 20<<20))
	_ = w.Close()
	return z.String()
}

func manyKeys(n int) string {
	var b strings.Builder
	b.WriteString("{")
	for i := range n {
		fmt.Fprintf(&b, `"unknownfield%05d":"%s",`, i, strings.Repeat("x", 20))
	}
	return b.String() + `"z":1}`
}

// badInput is every way in which a request can be wrong, with the one status
// that it deserves.
func badInput() []badCase {
	const path = "/api/v1/events/1001/signups"
	rep := strings.Repeat
	as := func(name string, more ...string) []string { return append(bearer(name), more...) }
	post := func(name, body string, want int, fields string) badCase {
		return badCase{name, "POST", path, body, as("resident"), want, fields}
	}
	with := func(member string) string { return strings.TrimSuffix(good, "}") + "," + member + "}" }
	get := func(name, path string, want int, fields string) badCase {
		return badCase{name, "GET", path, "", nil, want, fields}
	}
	return []badCase{
		post("valid", good, 201, ""),
		post("wrong type", `{"name":123,"phone":"13800138000","gender":"female"}`, 422, "body:/name:type"),
		post("missing two", `{"name":"张三"}`, 422, "body:/gender:required body:/phone:required"),
		post("extra field", with(`"admin":true`), 422, "body:/admin:unknown_field"),
		post("four errors at once", `{"name":"","phone":"1","gender":"x","note":"`+rep("长", 201)+`"}`, 422,
			"body:/gender:enum body:/name:min_length body:/note:max_length body:/phone:pattern"),
		post("note of 200", `{"name":"张三","phone":"13800138000","gender":"female","note":"`+rep("长", 200)+`"}`, 201,
			""),
		post("note of 201", `{"name":"张三","phone":"13800138000","gender":"female","note":"`+rep("长", 201)+`"}`, 422,
			"body:/note:max_length"),
		post("empty name", `{"name":"","phone":"13800138000","gender":"female"}`, 422, "body:/name:min_length"),
		post("enum", `{"name":"张三","phone":"13800138000","gender":"robot"}`, 422, "body:/gender:enum"),
		post("pattern with newline", `{"name":"张三","phone":"13800138000\n","gender":"female"}`, 422,
			"body:/phone:pattern"),
		post("required null", `{"name":null,"phone":"13800138000","gender":"female"}`, 422, "body:/name:null"),
		post("optional null", `{"name":"张三","phone":"13800138000","gender":"female","note":null}`, 422,
			"body:/note:null"),
		post("broken UTF-8", "{\"name\":\"a\xff\xfe\",\"phone\":\"13800138000\",\"gender\":\"female\"}", 400,
			"body::encoding"),
		post("lone surrogate", `{"name":"a\ud800","phone":"13800138000","gender":"female"}`, 400, "body::syntax"),
		post("NUL", `{"name":"a\u0000b","phone":"13800138000","gender":"female"}`, 400, "body::nul"),
		post("NUL in a name", with(`"a\u0000":1`), 400, "body::nul"),
		post("raw NUL", "{\"name\":\"a\x00\"}", 400, "body::syntax"),
		post("escaped backslash before u0000", `{"name":"a\\u0000b","phone":"13800138000","gender":"female"}`, 201, ""),
		post("duplicate name", `{"name":"张三","name":"`+rep("长", 100)+`","phone":"13800138000","gender":"female"}`, 400,
			"body:/name:duplicate_name"),
		post("duplicate object", with(`"addr":{"city":"way-too-long"},"addr":{"zip":"1"}`), 400,
			"body:/addr:duplicate_name"),
		post("escaped duplicate", `{"name":"ok","n\u0061me":"`+rep("长", 100)+
			`","phone":"13800138000","gender":"female"}`, 400, ""),
		post("case bypass", with(`"NAME":"`+rep("长", 100)+`"`), 422, "body:/NAME:unknown_field"),
		post("upper case", `{"NAME":"张三","PHONE":"13800138000","GENDER":"female"}`, 422, ""),
		post("nested unknown", with(`"addr":{"city":"x","CITY":"way-too-long"}`), 422, "body:/addr/CITY:unknown_field"),
		post("trailing garbage", good+" xyz", 400, "body::syntax"),
		post("two values", good+good, 400, "body::syntax"),
		post("empty body", "", 400, "body::required"),
		post("null body", "null", 422, "body::null"),
		post("array body", "[]", 422, "body::type"),
		post("string body", `"x"`, 422, "body::type"),
		post("syntax error", `{"name":`, 400, "body::syntax"),
		post("BOM", "\ufeff"+good, 400, "body::syntax"),
		post("deep 100k", `{"x":`+rep("[", 100000)+rep("]", 100000)+`}`, 400, "body::depth"),
		post("30,000 values", `{"x":[`+rep("{},", 30_000)+`1]}`, 400, "body::values"),
		post("private character", strings.Replace(good, "张三", "张\ue8633", 1), 422, "body:/name:character"),
		post("private character, escaped", strings.Replace(good, "张三", `张\uE8633`, 1), 422, "body:/name:character"),
		post("beyond the first plane", strings.Replace(good, "张三", `张\udb80\udc003`, 1), 422, "body:/name:character"),
		post("characters and more", `{"name":"张\ue8633","phone":"1","gender":"female","note":"\ufffe"}`, 422,
			"body:/name:character body:/note:character body:/phone:pattern"),
		post("deep 400k", `{"x":`+rep("[", 400000)+rep("]", 400000)+`}`, 400, "body::depth"),
		post("depth 33", `{"x":`+rep("[", 32)+rep("]", 32)+`}`, 400, "body::depth"),
		post("depth 32", `{"x":`+rep("[", 31)+rep("]", 31)+`}`, 422, ""),
		post("20k unknown keys", manyKeys(20000), 422, ""),
		post("body of 5 MB", `{"name":"`+rep("a", 5<<20)+`"}`, 413, ""),
		post("number too large", with(`"seats":1e400`), 422, ""),
		post("integer too large", with(`"seats":99999999999999999999`), 422, "body:/seats:maximum"),
		post("fraction", with(`"seats":1.5`), 422, "body:/seats:type"),
		post("below minimum", with(`"seats":0`), 422, "body:/seats:minimum"),
		post("number as text", with(`"seats":"1"`), 422, "body:/seats:type"),
		post("bad id", with(`"friend":"nobody"`), 422, "body:/friend:id"),
		post("upper-case id", with(`"friend":"00000000-0000-7000-8000-00000000000A"`), 422, "body:/friend:id"),
		post("no such day", with(`"from":"2026-02-30"`), 422, "body:/from:date"),
		post("day out of range", with(`"from":"0001-01-01"`), 422, "body:/from:date"),
		post("list too long", with(`"tags":["a","b","c","d"]`), 422, "body:/tags:max_items"),
		post("item too long", with(`"tags":["a","toolong"]`), 422, "body:/tags/1:max_length"),
		post("two wrong types and a pattern", `{"name":1,"phone":"1","gender":"female","note":2}`, 422,
			"body:/name:type body:/note:type body:/phone:pattern"),
		post("odd names", with(`"a.b[0]":1,"c/d":2,"e~f":3`), 422,
			"body:/a.b[0]:unknown_field body:/c~1d:unknown_field body:/e~0f:unknown_field"),
		{"text/plain", "POST", path, good, as("resident", "Content-Type", "text/plain"), 415, ""},
		{"no content type", "POST", path, good, as("resident", "Content-Type", ""), 415, ""},
		{"suffix type", "POST", path, good, as("resident", "Content-Type", "application/x+json"), 415, ""},
		{"other charset", "POST", path, good, as("resident", "Content-Type", "application/json; charset=gbk"), 415, ""},
		{"multipart", "POST", path, good, as("resident", "Content-Type", "multipart/form-data; boundary=x"), 415, ""},
		{"charset utf-8", "POST", path, good, as("resident", "Content-Type", "application/json; charset=UTF-8"), 201,
			""},
		{"gzip bomb", "POST", path, gzipped(), as("resident", "Content-Encoding", "gzip"), 415, ""},
		{"identity encoding", "POST", path, good, as("resident", "Content-Encoding", "identity"), 415, ""},
		{"id not a number", "POST", "/api/v1/events/abc/signups", good, as("resident"), 422, "path:event:type"},
		{"id overflow", "POST", "/api/v1/events/99999999999999999999/signups", good, as("resident"), 422,
			"path:event:type"},
		{"id beyond 32 bits", "POST", "/api/v1/events/4294967297/signups", good, as("resident"), 422,
			"path:event:maximum"},
		{"id 0", "POST", "/api/v1/events/0/signups", good, as("resident"), 422, "path:event:minimum"},
		{"absent", "POST", "/api/v1/events/404/signups", good, as("resident"), 404, ""},
		{"refused", "POST", "/api/v1/events/409/signups", good, as("resident"), 409, ""},
		{"panic", "POST", "/api/v1/events/500/signups", good, as("resident"), 500, ""},
		{"no token", "POST", path, good, nil, 401, ""},
		{"bad token", "POST", path, good, as("nobody"), 401, ""},
		{"other scheme", "POST", path, good, []string{"Authorization", "Basic cmVzaWRlbnQ="}, 401, ""},
		{"bad token and bad body", "POST", path, "{", as("nobody"), 401, ""},
		{"bad token on a public route", "GET", "/api/v1/events", "", as("nobody"), 401, ""},
		{"not verified", "PUT", "/api/v1/things/" + id(1).String(), "{}", as("resident"), 403, ""},
		{"not staff", "DELETE", "/api/v1/things/" + id(1).String(), "", as("verified"), 403, ""},
		{"staff", "DELETE", "/api/v1/things/" + id(1).String(), "", as("officer"), 204, ""},
		{"no body wanted, none sent", "POST", "/api/v1/things/" + id(1).String() + "/accept", "", as("resident"), 204,
			""},
		{"no body wanted, {} sent", "POST", "/api/v1/things/" + id(1).String() + "/accept", " { } ", as("resident"),
			204, ""},
		{"no body wanted, one sent", "POST", "/api/v1/things/" + id(1).String() + "/accept", `{"a":1}`, as("resident"),
			422, "body::unknown_field"},
		{"no body wanted, garbage sent", "POST", "/api/v1/things/" + id(1).String() + "/accept", `{`, as("resident"),
			400, ""},
		{"beyond the route's own limit", "POST", "/api/v1/things/" + id(1).String() + "/accept",
			`{"a":"` + rep("a", 33) + `"}`, as("resident"), 413, ""},
		get("list", "/api/v1/events?limit=5", 200, ""),
		get("limit=abc", "/api/v1/events?limit=abc", 422, "query:limit:type"),
		get("limit=1000", "/api/v1/events?limit=1000", 422, "query:limit:maximum"),
		get("limit=0", "/api/v1/events?limit=0", 422, "query:limit:minimum"),
		get("limit=-1", "/api/v1/events?limit=-1", 422, "query:limit:minimum"),
		get("limit=1.0", "/api/v1/events?limit=1.0", 422, "query:limit:type"),
		get("limit overflow", "/api/v1/events?limit=9999999999999999999", 422, "query:limit:type"),
		get("limit twice", "/api/v1/events?limit=1&limit=2", 422, "query:limit:repeated"),
		get("unknown query", "/api/v1/events?foo=1", 422, "query:foo:unknown_field"),
		get("unknown and wrong at once", "/api/v1/events?foo=1&limit=1000", 422,
			"query:foo:unknown_field query:limit:maximum"),
		get("query in other case", "/api/v1/events?Limit=1", 422, "query:Limit:unknown_field"),
		get("cursor broken UTF-8", "/api/v1/events?cursor=%ff%fe", 400, ""),
		get("cursor NUL", "/api/v1/events?cursor=%00", 400, ""),
		get("cursor made up", "/api/v1/events?cursor=AAAA", 422, "query:cursor:cursor"),
		get("instant", "/api/v1/events?since=2026-05-01T09:00:00%2B08:00", 200, ""),
		get("bad instant", "/api/v1/events?since=yesterday", 422, "query:since:date_time"),
		get("instant as number", "/api/v1/events?since=1777600000000", 422, "query:since:date_time"),
		get("bad day", "/api/v1/events?day=2026-13-01", 422, "query:day:date"),
		get("id in a path", "/api/v1/things/"+id(1).String(), 200, ""),
		get("bad id in a path", "/api/v1/things/1", 422, "path:id:id"),
		get("path broken UTF-8", "/api/v1/things/%ff", 400, ""),
		get("path NUL", "/api/v1/things/%00", 400, ""),
		get("other case", "/api/v1/EVENTS", 404, ""),
		get("trailing slash", "/api/v1/events/", 404, ""),
		get("double slash", "/api/v1//events", 404, ""),
		get("no route", "/nope", 404, ""),
		{"Accept: text/html", "GET", "/api/v1/events?limit=1", "", []string{"Accept", "text/html"}, 200, ""},
		{"wrong method", "DELETE", "/api/v1/events", "", nil, 405, ""},
		{"PATCH", "PATCH", "/api/v1/events", "", nil, 405, ""},
		{"unknown method", "BREW", "/api/v1/events", "", nil, 405, ""},
		{"OPTIONS without CORS", "OPTIONS", "/api/v1/events", "", nil, 405, ""},
		{"HEAD", "HEAD", "/api/v1/events", "", nil, 200, ""},
		{"header of 20 kB", "GET", "/api/v1/events", "", []string{"X-Long", rep("a", 20<<10)}, 431, ""},
	}
}

func TestBadInput(t *testing.T) {
	s := serve(t)
	for _, c := range badInput() {
		t.Run(c.name, func(t *testing.T) {
			got := s.do(t, c.method, c.path, c.body, c.headers...)
			if got.status != c.want {
				t.Fatalf("status %d, want %d: %.400s", got.status, c.want, got.body)
			}
			if len(got.body) > 20000 {
				t.Errorf("answer of %d bytes", len(got.body))
			}
			if c.want >= 400 {
				checkProblem(t, got, c.fields)
			}
		})
	}
	if len(s.breach) > 0 {
		t.Errorf("answers that break the document: %v", s.breach)
	}
}

type problem struct {
	Type, Title, Detail, Instance, Code string
	Status                              int
	RequestID                           string `json:"request_id"`
	Errors                              []struct{ Field, In, Code, Message string }
}

func parseProblem(t *testing.T, got answer) problem {
	t.Helper()
	var p problem
	if err := json.Unmarshal([]byte(got.body), &p); err != nil {
		t.Fatalf("%v: %q", err, got.body)
	}
	return p
}

func checkProblem(t *testing.T, got answer, fields string) {
	t.Helper()
	if ct := got.header.Get("Content-Type"); ct != "application/problem+json" {
		t.Fatalf("content type %q", ct)
	}
	p := parseProblem(t, got)
	if p.Status != got.status || p.Code == "" || p.Title == "" || p.Detail == "" || p.RequestID == "" ||
		p.RequestID != got.header.Get("X-Request-Id") || len(p.Errors) > 20 {
		t.Errorf("incomplete problem: %+v", p)
	}
	var have []string
	for _, e := range p.Errors {
		if e.Message == "" {
			t.Errorf("no message for %+v", e)
		}
		have = append(have, e.In+":"+e.Field+":"+e.Code)
	}
	if list := strings.Join(have, " "); fields != "" && list != fields {
		t.Errorf("fields %q, want %q", list, fields)
	}
}

// A body of a mebibyte of empty values is refused before it becomes sixty in
// memory: what is allocated is the body a few times, on its way here.
func TestABodyOfManyValuesAllocatesLittle(t *testing.T) {
	s := serve(t, quiet)
	send := func(value string) uint64 {
		body := `{"x":[` + strings.Repeat(value+",", (1<<20-100)/(len(value)+1)) + value + `]}`
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := s.do(t, "POST", "/api/v1/events/1001/signups", body, bearer("resident")...)
		runtime.ReadMemStats(&after)
		if got.status != 400 {
			t.Errorf("%s: %d", value, got.status)
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	send("{}") // what is made once
	for _, value := range []string{"{}", "[]", "0", `""`, "null"} {
		if n := send(value); n > 8<<20 { // buffers that grow by doubling make it two to four
			t.Errorf("%s: %d kB", value, n>>10)
		} else {
			t.Logf("%s: %d kB", value, n>>10)
		}
	}
}
