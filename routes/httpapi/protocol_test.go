package httpapi_test

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

// raw speaks to the socket and reads until the server closes.
func (s *server) raw(t *testing.T, request string) string {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
	if _, err := conn.Write([]byte(request)); err != nil {
		t.Fatal(err)
	}
	b, _ := io.ReadAll(conn)
	return string(b)
}

func TestLanguage(t *testing.T) {
	s := serve(t)
	for header, want := range map[string]string{
		"": "没有这个地址", "zh-CN": "没有这个地址", "fr": "没有这个地址", "en;q=0.1,zh": "没有这个地址", "zh,en": "没有这个地址",
		"en": "There is no such address", "en-GB,zh;q=0.8": "There is no such address",
		"en,zh": "There is no such address",
	} {
		p := parseProblem(t, s.do(t, "GET", "/nope", "", "Accept-Language", header))
		if p.Detail != want || p.Title != "There is no such address" {
			t.Errorf("%q: %q, %q", header, p.Detail, p.Title)
		}
	}
	p := parseProblem(t, s.do(t, "POST", "/api/v1/events/1/signups", `{"name":"`+strings.Repeat("a", 33)+
		`","phone":"1","gender":"x"}`,
		append(bearer("resident"), "Accept-Language", "en")...))
	var messages []string
	for _, e := range p.Errors {
		messages = append(messages, e.Message)
	}
	want := []string{"must be one of male, female, undisclosed", "may have at most 32 characters",
		"must be an 11-digit mobile number"}
	if !slices.Equal(messages, want) {
		t.Errorf("%q", messages)
	}
}

func TestETags(t *testing.T) {
	s := serve(t)
	path := "/api/v1/things/" + id(1).String()
	got := s.do(t, "GET", path, "")
	if got.status != 200 || got.header.Get("ETag") != `"3"` {
		t.Fatal(got)
	}
	for tag, want := range map[string]int{`"3"`: 304, `W/"3"`: 304, `"1", "3"`: 304, `*`: 304, `"4"`: 200, `3`: 200} {
		got := s.do(t, "GET", path, "", "If-None-Match", tag)
		if got.status != want || (want == 304 && (got.body != "" || got.header.Get("ETag") != `"3"`)) {
			t.Errorf("If-None-Match %s: %v", tag, got)
		}
	}
	for tag, want := range map[string]int{"": 200, `"3"`: 200, `*`: 200, `"2"`: 412, `W/"3"`: 412, `"x"`: 412, `3`: 422,
		`"1","3"`: 422} {
		if got := s.do(t, "PUT", path, `{}`, append(bearer("verified"), "If-Match", tag)...); got.status != want {
			t.Errorf("If-Match %s: %v", tag, got)
		}
	}
}

func TestOptionalFields(t *testing.T) {
	s := serve(t)
	path := "/api/v1/things/" + id(1).String()
	for body, want := range map[string]string{
		`{}`: "", `{"title":"a"}`: "title", `{"note":null}`: "note=null", `{"note":"x"}`: "note",
		`{"ends":"2026-05-01"}`: "ends", `{"ends":null}`: "ends=null",
	} {
		got := s.do(t, "PUT", path, body, bearer("verified")...)
		var out struct{ Set string }
		if err := json.Unmarshal([]byte(got.body), &out); err != nil || got.status != 200 || out.Set != want {
			t.Errorf("%s: %v", body, got)
		}
	}
	for body, want := range map[string]string{
		`{"title":null}`: "body:/title:null", `{"title":""}`: "body:/title:min_length",
		`{"note":"toolong"}`: "body:/note:max_length",
		`{"note":1}`:         "body:/note:type", `{"ends":"2026-02-30"}`: "body:/ends:date",
		`{"ends":"0001-01-01"}`: "body:/ends:date",
	} {
		got := s.do(t, "PUT", path, body, bearer("verified")...)
		if got.status != 422 {
			t.Errorf("%s: %v", body, got)
		}
		checkProblem(t, got, want)
	}
}

func TestCursors(t *testing.T) {
	s := serve(t)
	var page struct {
		NextCursor string `json:"next_cursor"`
	}
	if err := json.Unmarshal([]byte(s.do(t, "GET", "/api/v1/events", "").body), &page); err != nil {
		t.Fatal(err)
	}
	if got := s.do(t, "GET", "/api/v1/events?cursor="+page.NextCursor, ""); got.status != 200 {
		t.Fatal(got)
	}
	cursor, err := s.api.OpenCursor("events", page.NextCursor)
	if err != nil || *cursor != (models.Cursor{Key: 7, ID: id(7)}) {
		t.Fatal(cursor, err)
	}
	if _, err := s.api.OpenCursor("other", page.NextCursor); err == nil {
		t.Error("a cursor of another list is taken")
	}
	for i := range page.NextCursor {
		bent := []byte(page.NextCursor)
		bent[i] = "AB"[btoi(bent[i] == 'A')]
		if got := s.do(t, "GET", "/api/v1/events?cursor="+string(bent), ""); got.status != 422 {
			t.Errorf("byte %d bent: %v", i, got)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bucket is a limiter that never refills.
type bucket struct {
	mu   sync.Mutex
	used map[string]int
}

func (b *bucket) Allow(_ context.Context, key string, _, burst int) (bool, int, time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.used == nil {
		b.used = map[string]int{}
	}
	b.used[key]++
	return b.used[key] <= burst, burst - b.used[key], 1500 * time.Millisecond
}

func limited(burst int) func(*httpapi.Options) {
	return func(o *httpapi.Options) {
		o.Limiter = &bucket{}
		o.Limits = map[httpapi.LimitClass]httpapi.Rate{httpapi.LimitRead: {PerMinute: 60, Burst: burst},
			httpapi.LimitWrite: {PerMinute: 60, Burst: burst}}
		o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}
	}
}

func TestRateLimit(t *testing.T) {
	s := serve(t, limited(2))
	for i, want := range []int{200, 200, 429} {
		got := s.do(t, "GET", "/api/v1/events", "")
		h := got.header
		if got.status != want || h.Get("RateLimit-Limit") != "2" ||
			h.Get("RateLimit-Remaining") != strconv.Itoa(max(0, 1-i)) {
			t.Errorf("request %d: %v", i, got)
		}
		if want == 429 {
			checkProblem(t, got, "")
			if h.Get("Retry-After") != "2" || h.Get("RateLimit-Reset") != "2" {
				t.Error(h)
			}
		}
	}
	if got := s.do(t, "GET", "/api/v1/events", "", bearer("resident")...); got.status != 200 {
		t.Errorf("a person shares the bucket of the address: %v", got)
	}
	if got := s.do(t, "GET", "/healthz", ""); got.status != 200 {
		t.Error(got)
	}
	for _, want := range []int{401, 401, 429} { // guessing tokens counts, too
		if got := s.do(t, "DELETE", "/api/v1/things/"+id(1).String(), "", bearer("guess")...); got.status != want {
			t.Error(got)
		}
	}
	if len(s.breach) > 0 {
		t.Error(s.breach)
	}
}

// Whatever a client writes into headers, it stays in its bucket.
func TestForwardedForVariants(t *testing.T) {
	for name, variant := range map[string]func(i int) []string{
		"plain":         func(int) []string { return nil },
		"left forged":   func(i int) []string { return []string{"X-Forwarded-For", ip(i) + ", 9.9.9.9"} },
		"spaces":        func(i int) []string { return []string{"X-Forwarded-For", ip(i) + "  ,   9.9.9.9  "} },
		"proxies right": func(i int) []string { return []string{"X-Forwarded-For", ip(i) + ", 9.9.9.9, 10.1.1.1"} },
		"v6 of one net": func(i int) []string {
			return []string{"X-Forwarded-For",
				"2001:db8:1:2::" + strconv.Itoa(i+1)}
		},
		"mapped": func(i int) []string {
			return []string{"X-Forwarded-For", []string{"::ffff:9.9.9.9", "9.9.9.9", "9.9.9.9:4"}[i]}
		},
		"garbage":     func(i int) []string { return []string{"X-Forwarded-For", ip(i) + ", garbage"} },
		"X-Real-IP":   func(i int) []string { return []string{"X-Real-IP", ip(i)} },
		"Forwarded":   func(i int) []string { return []string{"Forwarded", "for=" + ip(i)} },
		"X-Client-IP": func(i int) []string { return []string{"X-Client-IP", ip(i)} },
		"lower case":  func(i int) []string { return []string{"x-forwarded-for", ip(i) + ",9.9.9.9"} },
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, limited(2))
			for i, want := range []int{200, 200, 429} {
				path := []string{"/api/v1/events", "/api/v1/events?limit=1", "/api/v1/events?q=x"}[i]
				if got := s.do(t, "GET", path, "", variant(i)...); got.status != want {
					t.Errorf("request %d: %d", i, got.status)
				}
			}
		})
	}
	s := serve(t, limited(1))
	for i := range 3 { // distinct callers behind the proxy have their own buckets
		if got := s.do(t, "GET", "/api/v1/events", "", "X-Forwarded-For", ip(i)); got.status != 200 {
			t.Error(got)
		}
	}
	s = serve(t, limited(1), func(o *httpapi.Options) { o.TrustedProxies = nil })
	for i, want := range []int{200, 429} { // nobody is trusted: the header counts for nothing
		if got := s.do(t, "GET", "/api/v1/events", "", "X-Forwarded-For", ip(i)); got.status != want {
			t.Error(got)
		}
	}
}

// However a request is spelled, it reaches no route or it counts.
func TestSpellingsShareABucket(t *testing.T) {
	for _, spelled := range [][2]string{
		{"HEAD", "/api/v1/events"}, {"GET", "/api/v1/ev%65nts"}, {"GET", "/api/v1/events?"},
		{"GET", "/api/v1/events?limit=%31"},
		{"GET", "/api/v1/events#x"}, {"GET", "/api/v1/events/"}, {"GET", "/api/v1//events"}, {"GET", "/api/v1/EVENTS"},
		{"GET", "/api/v1%2fevents"},
		{"GET", "/api/v1/x/../events"}, {"GET", "/api/v1/events;x=1"}, {"GET", "//api/v1/events"},
	} {
		t.Run(spelled[0]+spelled[1], func(t *testing.T) {
			s := serve(t, limited(1))
			if got := s.do(t, "GET", "/api/v1/events", ""); got.status != 200 {
				t.Fatal(got)
			}
			for range 3 {
				if got := s.do(t, spelled[0], spelled[1], ""); got.status != 429 && got.status != 404 {
					t.Errorf("%d: %s", got.status, got.body)
				}
			}
		})
	}
}

func ip(i int) string { return "6.6.6." + strconv.Itoa(i+1) }

func TestCORS(t *testing.T) {
	s := serve(t, func(o *httpapi.Options) { o.CORSOrigins = []string{"https://admin.xinjumin.cn"} })
	ask := func(method, origin string) answer {
		return s.do(t, method, "/api/v1/events", "", "Origin", origin, "Access-Control-Request-Method", "GET")
	}
	got := ask("OPTIONS", "https://admin.xinjumin.cn")
	if got.status != 204 || got.header.Get("Access-Control-Allow-Origin") != "https://admin.xinjumin.cn" ||
		!strings.Contains(got.header.Get("Access-Control-Allow-Headers"), "Idempotency-Key") {
		t.Error(got)
	}
	if got := ask("GET", "https://admin.xinjumin.cn"); got.header.Get("Access-Control-Allow-Origin") == "" ||
		got.header.Get("Access-Control-Allow-Credentials") != "" {
		t.Error(got)
	}
	for _, origin := range []string{"https://evil.cn", "null", "https://admin.xinjumin.cn.evil.cn",
		"http://admin.xinjumin.cn"} {
		if got := ask("OPTIONS", origin); got.status != 405 || got.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %v", origin, got)
		}
		if got := ask("GET", origin); got.status != 200 || got.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %v", origin, got)
		}
	}
}

func TestHeaders(t *testing.T) {
	s := serve(t)
	for path, caching := range map[string]string{"/api/v1/events": "no-cache", "/nope": "no-store"} {
		h := s.do(t, "GET", path, "").header
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != caching || h.Get("Server") != "" {
			t.Errorf("%s: %v", path, h)
		}
	}
	if h := s.do(t, "GET", "/api/v1/events", "", bearer("resident")...).header; h.Get("Cache-Control") != "no-store" {
		t.Error(h)
	}
	if h := s.do(t, "GET", "/api/v1/slow2", "").header; h.Get("Set-Cookie") != "" {
		t.Error(h)
	}
	if h := s.do(t, "DELETE", "/api/v1/events", "").header; h.Get("Allow") != "GET, HEAD" {
		t.Error(h)
	}
	if h := s.do(t, "POST", "/api/v1/events/1/signups", good).header; h.Get("WWW-Authenticate") != "Bearer" {
		t.Error(h)
	}
	head, get := s.do(t, "HEAD", "/api/v1/events", ""), s.do(t, "GET", "/api/v1/events", "")
	if head.body != "" || head.header.Get("Content-Length") != get.header.Get("Content-Length") {
		t.Error(head)
	}
}

func TestSystemRoutes(t *testing.T) {
	checks := map[string]string{"database": "ok", "redis": "degraded"}
	s := serve(t, func(o *httpapi.Options) {
		o.Metrics, o.MetricsToken = prometheus.NewRegistry(), "metrics-token"
		o.Ready = func(context.Context) map[string]string { return checks }
	})
	if got := s.do(t, "GET", "/healthz", ""); got.status != 200 || got.body != `{"status":"ok"}` {
		t.Error(got)
	}
	if got := s.do(t, "GET", "/readyz", ""); got.status != 200 ||
		got.body != `{"status":"degraded","checks":{"database":"ok","redis":"degraded"}}` {
		t.Error(got)
	}
	checks["database"] = "down"
	if got := s.do(t, "GET", "/readyz", ""); got.status != 503 || !strings.Contains(got.body, `"status":"down"`) {
		t.Error(got)
	}
	if got := s.do(t, "GET", "/metrics", ""); got.status != 401 {
		t.Error(got)
	}
	s.do(t, "GET", "/api/v1/things/"+id(5).String(), "")
	got := s.do(t, "GET", "/metrics", "", bearer("metrics-token")...)
	if got.status != 200 || !strings.Contains(got.body,
		`http_request_duration_seconds_count{method="GET",route="/api/v1/things/{id}",status="200"} 1`) {
		t.Error(got)
	}
}
