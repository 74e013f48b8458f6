package httpapi_test

import (
	"fmt"
	"io"
	"net/http"
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
		got := s.do(t, "POST", fmt.Sprintf("/api/v1/keep/id%06d%%2F%%E4%%B8%%AD?q=query%06d", i, i), fmt.Sprintf(`{"text":"n%06d"}`, i),
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
				s.do(t, "POST", fmt.Sprintf("/api/v1/events/%d/signups", i+1), body, append(bearer("resident"), "Idempotency-Key", fmt.Sprint("k", i%5))...)
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
		if got := s.do(t, "POST", "/api/v1/events/1/signups", `{"name":"`+strings.Repeat("a", 4<<20)+`"}`, bearer("resident")...); got.status != 413 {
			t.Fatal(got)
		}
	}
	req, err := http.NewRequest("POST", s.url+"/api/v1/events/1/signups", io.MultiReader(strings.NewReader(strings.Repeat("a", 4<<20)))) // in chunks
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
