package httpapi_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// asked sends a request without a socket and checks what holds for every
// answer: no fault, and refusals as problems that say which they are.
func asked(t *testing.T, s *server, req *http.Request) {
	t.Helper()
	req.Host = "api.xinjumin.cn"
	res, err := s.api.Test(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	var p problem
	switch {
	case res.StatusCode >= 500:
		t.Fatalf("%d: %s", res.StatusCode, body)
	case res.StatusCode >= 400 && (json.Unmarshal(body, &p) != nil || p.Status != res.StatusCode || p.Code == ""):
		t.Fatalf("no problem: %d %s", res.StatusCode, body)
	}
	if len(s.breach) > 0 {
		t.Fatalf("breaks the document: %v", s.breach)
	}
}

// FuzzBody: whatever the body, it is taken or refused.
func FuzzBody(f *testing.F) {
	for _, c := range badInput() {
		if c.method == http.MethodPost && len(c.body) < 4096 {
			f.Add([]byte(c.body))
		}
	}
	s := build()
	f.Fuzz(func(t *testing.T, body []byte) {
		req, err := http.NewRequest(http.MethodPost, "/api/v1/events/1001/signups", strings.NewReader(string(body)))
		if err != nil {
			t.Skip()
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Authorization", "Bearer resident")
		asked(t, s, req)
	})
}

// FuzzQuery: cursors, limits, times, search words, and what nobody asked for.
func FuzzQuery(f *testing.F) {
	for _, q := range []string{"limit=5", "cursor=AAAA", "since=2026-05-01T09:00:00Z", "day=2026-13-01", "q=%25_",
		"a[999999999]=1", "limit=1&limit=2", "%ff=%00", "&&&==", "q=" + strings.Repeat("a", 300), "cursor=%E2%80%AE",
		"limit=1e400", "since=9999-12-31T23:59:60Z", "day=0000-00-00", ";q=1"} {
		f.Add(q)
	}
	s := build()
	f.Fuzz(func(t *testing.T, query string) {
		asked(t, s, &http.Request{Method: http.MethodGet,
			URL: &url.URL{Path: "/api/v1/events", RawQuery: strings.ReplaceAll(printable(query), " ", "+")}, Host: "x",
			Header: http.Header{}})
	})
}

// FuzzHeaders: those that we read.
func FuzzHeaders(f *testing.F) {
	for _, h := range []string{"", "Bearer", "Bearer  resident", "en;q=0.1,zh;q=2,*;q=x", `W/"3"`, `"1", *`, "a-key",
		strings.Repeat("k", 300), "1.2.3.4, ::1, x", "gzip"} {
		f.Add(h, h)
	}
	s := build()
	names := []string{"Accept-Language", "If-Match", "If-None-Match", "Idempotency-Key", "X-Forwarded-For",
		"Content-Encoding", "Accept", "Range", "X-Acting-For"}
	f.Fuzz(func(t *testing.T, a, b string) {
		req, err := http.NewRequest(http.MethodPost, "/api/v1/events/1001/signups", strings.NewReader(good))
		if err != nil {
			t.Skip()
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Authorization", "Bearer resident")
		for i, name := range names {
			req.Header.Set(name, printable([]string{a, b}[i%2]))
		}
		asked(t, s, req)
		req, _ = http.NewRequest(http.MethodGet, "/api/v1/events", http.NoBody)
		req.Header.Set("Authorization", printable(a))
		req.Header.Set("Content-Type", printable(b))
		asked(t, s, req)
	})
}

// printable leaves what a client can put into a line of a request.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '.'
		}
		return r
	}, s)
}
