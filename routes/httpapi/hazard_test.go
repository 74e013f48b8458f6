package httpapi_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"xinjumin/routes/httpapi"
)

// What a service keeps must not change when the server reuses its buffers.
func TestKeptStringsStay(t *testing.T) {
	s := serve(t)
	for i := range 60 {
		got := s.do(t, "POST", fmt.Sprintf("/api/v1/keep/id%06d%%2F%%E4%%B8%%AD?q=query%06d", i, i),
			fmt.Sprintf(`{"text":"n%06d"}`, i),
			append(bearer("resident"), "X-Trace", fmt.Sprintf("trace%06d", i))...)
		if got.status != 204 {
			t.Fatal(got)
		}
	}
	if len(s.kept) != 240 || s.kept[0] != "id000000/中" {
		t.Fatalf("kept %d strings, first %q", len(s.kept), s.kept[0])
	}
	for i := range s.kept {
		if s.kept[i] != s.orig[i] {
			t.Errorf("kept %q became %q", s.orig[i], s.kept[i])
		}
	}
}

// For the race detector: good and bad requests, documents and refusals at once.
func TestManyAtOnce(t *testing.T) {
	s := serve(t, func(o *httpapi.Options) { o.Limiter = &bucket{} })
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 30 {
				body := strings.Replace(good, "张三", fmt.Sprintf("n%d-%d", g, i), 1)
				if i%3 == 0 {
					body = `{"name":"","x":1}`
				}
				s.do(t, "POST", fmt.Sprintf("/api/v1/events/%d/signups", i+1), body,
					append(bearer("resident"), "Idempotency-Key", fmt.Sprint("k", i%5))...)
				s.do(t, "GET", "/api/v1/events?limit=3", "", "Accept-Language", "en")
				s.do(t, "GET", "/openapi.json", "")
				s.do(t, "GET", "/nope", "")
			}
		})
	}
	wg.Wait()
	if len(s.breach) > 0 {
		t.Error(s.breach)
	}
}

func TestDeadlineBecomesUnavailable(t *testing.T) {
	s := serve(t, func(o *httpapi.Options) { o.Deadline = 50 * time.Millisecond })
	got := s.do(t, "POST", "/api/v1/events/503/signups", good, bearer("resident")...)
	if got.status != 503 || got.header.Get("Retry-After") == "" {
		t.Fatal(got)
	}
	checkProblem(t, got, "")
}

// A fault is logged once with its id, and neither log nor answer repeats data.
func TestFaultsDoNotLeak(t *testing.T) {
	for event, cause := range map[string]string{"500": "boom", "501": "Duplicate entry"} {
		s := serve(t)
		got := s.do(t, "POST", "/api/v1/events/"+event+"/signups", good, bearer("resident")...)
		p := parseProblem(t, got)
		if got.status != 500 || p.Code != "service.internal" {
			t.Fatal(got)
		}
		if n := strings.Count(s.log.String(), cause); n == 0 || strings.Count(s.log.String(), `"level":"ERROR"`) != 1 {
			t.Errorf("logged %d times: %s", n, s.log)
		}
		if !strings.Contains(s.log.String(), p.RequestID) {
			t.Errorf("log without request id: %s", s.log)
		}
		for _, secret := range []string{"张三", "13800138000"} {
			if strings.Contains(got.body, secret) || strings.Contains(s.log.String(), secret) {
				t.Errorf("%s leaks", secret)
			}
		}
		if strings.Contains(got.body, cause) {
			t.Errorf("answer tells the cause: %s", got.body)
		}
	}
}

// The access log holds the template, not what the caller put into the address.
func TestAccessLogHasNoPersonalData(t *testing.T) {
	s := serve(t)
	s.do(t, "GET", "/api/v1/events?q=zhangsan&limit=1", "")
	s.do(t, "GET", "/api/v1/things/"+id(77).String(), "", bearer("resident")...)
	s.do(t, "GET", "/lost/zhangsan?q=zhangsan", "")
	log := s.log.String()
	for _, secret := range []string{"zhangsan", id(77).String(), resident.PersonID.String(), "127.0.0.1", "Bearer"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q: %s", secret, log)
		}
	}
	if !strings.Contains(log, `"route":"/api/v1/things/{id}"`) || strings.Count(log, `"msg":"request"`) != 3 {
		t.Error(log)
	}
}

func TestRequestIDIsOurs(t *testing.T) {
	s := serve(t)
	got := s.do(t, "GET", "/api/v1/events", "", "X-Request-Id", "mine")
	if have := got.header.Get("X-Request-Id"); have == "mine" || have == "" {
		t.Errorf("request id %q", have)
	}
}

// Running requests finish, new ones are not taken, readiness says so.
func TestGracefulStop(t *testing.T) {
	s := serve(t)
	slow := make(chan int, 1)
	go func() {
		res, err := s.client.Get(s.url + "/api/v1/slow")
		if err != nil {
			slow <- 0
			return
		}
		_ = res.Body.Close()
		slow <- res.StatusCode
	}()
	<-s.started
	stopped := make(chan error, 1)
	go func() { stopped <- s.stop() }()
	for {
		res, err := s.api.Test(mustRequest(t, "GET", "/readyz"))
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode == 503 {
			break
		}
	}
	select {
	case <-stopped:
		t.Fatal("stopped before the running request was done")
	default:
	}
	close(s.block)
	if status := <-slow; status != 204 {
		t.Errorf("running request ended with %d", status)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if _, err := s.client.Get(s.url + "/healthz"); err == nil {
		t.Error("still listening")
	}
}

func mustRequest(t *testing.T, method, path string) *http.Request {
	t.Helper()
	req, err := http.NewRequest(method, "http://test"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

// Every status of a fault is the one of its class.
func TestServerFaultsAreProblems(t *testing.T) {
	s := serve(t, func(o *httpapi.Options) { o.BodyLimit = 64 << 10 })
	hasty := serve(t, func(o *httpapi.Options) { o.ReadTimeout = 300 * time.Millisecond })
	for range 5 { // the client must be able to read a 413
		if got := s.do(t, "POST", "/api/v1/events/1/signups", `{"name":"`+strings.Repeat("a", 4<<20)+`"}`,
			bearer("resident")...); got.status != 413 {
			t.Fatal(got)
		}
	}
	req, err := http.NewRequest("POST", s.url+"/api/v1/events/1/signups",
		io.MultiReader(strings.NewReader(strings.Repeat("a", 4<<20)))) // in chunks
	if err != nil {
		t.Fatal(err)
	}
	if res, err := s.client.Do(req); err != nil || res.StatusCode != 413 {
		t.Errorf("%v %v", res, err)
	}
	for name, raw := range map[string]string{
		"400": "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"408": "POST /api/v1/events/1/signups HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
		"431": "GET / HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("a", 20<<10) + "\r\n\r\n",
	} {
		to := s
		if name == "408" {
			to = hasty
		}
		answer := to.raw(t, raw)
		if !strings.HasPrefix(answer, "HTTP/1.1 "+name) || !strings.Contains(answer, "application/problem+json") {
			t.Errorf("%s: %.300s", name, answer)
		}
	}
}

// What no honest client sends: one answer, in the fours, or the way that any
// other request goes; and the process serves the next caller.
func TestRawProtocol(t *testing.T) {
	s := serve(t)
	long := strings.Repeat("/x", 200)
	for name, c := range map[string]struct{ raw, want string }{
		"length and chunks": {"POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: " +
			"5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "4"},
		"two lengths": {"POST /api/v1/boxes HTTP/1.1\r\nHost: x\r\nContent-Length: " +
			"2\r\nContent-Length: 3\r\n\r\n{}", "4"},
		"length is negative":  {"POST /api/v1/boxes HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "4"},
		"length is no number": {"POST /api/v1/boxes HTTP/1.1\r\nHost: x\r\nContent-Length: 0x10\r\n\r\n", "4"},
		"unknown coding":      {"POST /api/v1/boxes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", "4"},
		"bad chunk": {"POST /api/v1/boxes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
			"4"},
		"a name with a blank": {"GET /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\n", "4"},
		"nested parameter": {"GET /api/v1/events?a[999999999]=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
			"422"},
		"many segments": {"GET /api/v1" + long + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404"},
		"method override": {"GET /api/v1/events HTTP/1.1\r\nHost: x\r\nX-HTTP-Method-Override: " +
			"DELETE\r\nConnection: close\r\n\r\n", "200"},
		"override in query": {"GET /api/v1/events?_method=DELETE HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
			"422"},
		"ranges": {"GET /api/v1/events HTTP/1.1\r\nHost: x\r\nRange: bytes=" +
			strings.Repeat("0-,", 1000) + "0-\r\nConnection: close\r\n\r\n", "200"},
		"absolute address": {"GET http://evil.test/api/v1/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
			"200"},
		"host of somebody":     {"GET /api/v1/events HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n", "200"},
		"an encoded traversal": {"GET /docs/..%2f..%2fgo.mod HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "4"},
		"a traversal":          {"GET /docs/../../go.mod HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "4"},
		"twice encoded":        {"GET /docs/%252e%252e/go.mod HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "4"},
	} {
		answer := s.raw(t, c.raw)
		if !strings.HasPrefix(answer, "HTTP/1.1 "+c.want) || strings.Contains(answer, "evil.test") ||
			strings.Count(answer, "HTTP/1.1 ") != 1 {
			t.Errorf("%s: %.300s", name, answer)
		}
		if got := s.do(t, "GET", "/healthz", ""); got.status != 200 {
			t.Fatalf("after %s: %v", name, got)
		}
	}
}

// Whatever callers send, the log is one JSON object a line, and no long one.
func TestLogsCannotBeForged(t *testing.T) {
	s := serve(t)
	for _, text := range []string{"a\"}\r\n{\"level\":\"ERROR\"", "%0d%0a{\"msg\":\"forged\"}", "\x1b[31m", "%s%n%d",
		strings.Repeat("x", 12<<10), "\u2028\u202e"} {
		q := url.QueryEscape(text)
		s.do(t, "GET", "/api/v1/events?q="+q, "")
		s.do(t, "GET", "/lost/"+q, "")
		s.do(t, "GET", "/api/v1/events", "", "User-Agent", printable(text), "X-Request-Id", printable(text),
			"Accept-Language", printable(text))
		s.do(t, "POST", "/api/v1/events/501/signups",
			strings.Replace(good, "hi", strings.ReplaceAll(printable(text[:min(len(text), 100)]), `"`, ""), 1),
			bearer("resident")...)
	}
	lines := strings.Split(strings.TrimSpace(s.log.String()), "\n")
	for _, line := range lines {
		if !json.Valid([]byte(line)) || len(line) > 8<<10 || strings.Contains(line, "forged") ||
			strings.Contains(line, "\x1b") {
			t.Errorf("%d bytes: %.300s", len(line), line)
		}
	}
	if len(lines) < 24 {
		t.Errorf("only %d lines", len(lines))
	}
}
