package httpapi_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

type longOut struct {
	Body struct {
		Text string `json:"text" maxLength:"9000" doc:"Text"`
	}
}

// registerLong adds reads with long answers: one of a secret, one with a version.
func registerLong(a *httpapi.API) {
	long := func(context.Context, models.Actor, *httpapi.None) (*longOut, error) {
		out := &longOut{}
		out.Body.Text = strings.Repeat("secret ", 1000)
		return out, nil
	}
	policy := httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}
	for id, secret := range map[string]bool{"readLong": false, "readKey": true} {
		httpapi.Get(a, httpapi.Route{ID: id, Path: "/" + id, Tag: "toys", Summary: "Long",
			ZH: httpapi.InChinese("玩具", ""), Secret: secret, Policy: policy}, long)
	}
	httpapi.Get(a, httpapi.Route{ID: "readBook", Path: "/book", Tag: "toys", Summary: "Book",
		ZH: httpapi.InChinese("玩具", ""), Policy: policy},
		func(context.Context, models.Actor, *httpapi.None) (*bookOut, error) {
			out := &bookOut{Versioned: httpapi.VersionTag(3)}
			out.Body.Text = strings.Repeat("page ", 1000)
			return out, nil
		})
}

type bookOut struct {
	httpapi.Versioned
	Body struct {
		Text string `json:"text" maxLength:"9000" doc:"Text"`
	}
}

const page = "/api/v1/events?limit=20&q=" // some two kilobytes

func unpack(t testing.TB, got answer) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatalf("%v: %v", err, got)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPublicListsHaveTags(t *testing.T) {
	s := serve(t)
	first := s.do(t, "GET", page+"a", "")
	tag := first.header.Get("ETag")
	if first.status != 200 || len(tag) != 26 || first.header.Get("Cache-Control") != "no-cache" {
		t.Fatal(first)
	}
	if again := s.do(t, "GET", page+"a", ""); again.body != first.body || again.header.Get("ETag") != tag {
		t.Errorf("the same page is another answer: %v", again)
	}
	if other := s.do(t, "GET", page+"b", ""); other.header.Get("ETag") == tag {
		t.Error("another page has the same tag")
	}
	packed := strings.TrimSuffix(tag, `"`) + `-gz"`
	for _, c := range []struct {
		method, held, encodings string
		want                    int
		tag                     string
	}{
		{"GET", tag, "", 304, tag},
		{"HEAD", tag, "", 304, tag},
		{"GET", "W/" + tag, "", 304, tag},
		{"GET", `"x", ` + packed, "", 304, packed},
		{"GET", tag, "gzip", 304, tag},
		{"GET", packed, "gzip", 304, packed},
		{"GET", "*", "", 304, tag},
		{"GET", `"x"`, "", 200, tag},
		{"GET", `"x"`, "gzip", 200, packed},
		{"HEAD", "", "gzip", 200, packed},
	} {
		got := s.do(t, c.method, page+"a", "", "If-None-Match", c.held, "Accept-Encoding", c.encodings)
		if got.status != c.want || got.header.Get("ETag") != c.tag ||
			!slices.Contains(got.header.Values("Vary"), "Accept-Encoding") ||
			c.want == 304 && (got.body != "" || got.header.Get("Content-Encoding") != "") {
			t.Errorf("%+v: %v", c, got)
		}
	}
	if got := s.do(t, "GET", page+"a", "", bearer("resident")...); got.header.Get("ETag") != tag ||
		got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("signed in: %v", got)
	}
	for _, path := range []string{"/api/v1/events?limit=0", "/api/v1/undocumented", "/api/v1/readKey"} {
		if got := s.do(t, "GET", path, "", "If-None-Match", "*"); got.header.Get("ETag") != "" || got.status == 304 {
			t.Errorf("%s: %v", path, got)
		}
	}
}

func TestLongAnswersArePacked(t *testing.T) {
	s := serve(t)
	for _, c := range []struct {
		method, path, accept string
		packed               bool
	}{
		{"GET", page, "gzip", true},
		{"GET", page, "deflate, gzip;q=0.5, br", true},
		{"GET", "/api/v1/book", "gzip", true},
		{"GET", "/api/v1/readLong", "gzip", true},
		{"GET", "/api/v1/readKey", "gzip", false},
		{"GET", page, "", false},
		{"GET", page, "br", false},
		{"GET", page, "gzip;q=0", false},
		{"GET", "/api/v1/events?limit=1", "gzip", false},
		{"POST", "/api/v1/events/1/signups", "gzip", false},
	} {
		body, who := "", []string(nil)
		if c.method == "POST" {
			body, who = good, bearer("resident")
		}
		plain := s.do(t, c.method, c.path, body, who...)
		got := s.do(t, c.method, c.path, body, append(who, "Accept-Encoding", c.accept)...)
		if (got.header.Get("Content-Encoding") == "gzip") != c.packed {
			t.Errorf("%+v: %v", c, got)
			continue
		}
		if c.packed && (unpack(t, got) != plain.body || 2*len(got.body) > len(plain.body)) {
			t.Errorf("%+v: %d bytes packed into %d others", c, len(plain.body), len(got.body))
		}
	}
	full, head := s.do(t, "GET", page, "", "Accept-Encoding", "gzip"), s.do(t, "HEAD", page, "", "Accept-Encoding", "gzip")
	if head.body != "" || head.header.Get("Content-Length") != strconv.Itoa(len(full.body)) ||
		head.header.Get("Content-Encoding") != "gzip" || head.header.Get("ETag") != full.header.Get("ETag") {
		t.Errorf("HEAD: %v", head)
	}
}

// The tag of a packed answer is of the same version: it is good for a change, too.
func TestTagsOfPackedVersions(t *testing.T) {
	s := serve(t)
	got := s.do(t, "GET", "/api/v1/book", "", "Accept-Encoding", "gzip")
	tag := got.header.Get("ETag")
	if tag != `"3-gz"` {
		t.Fatal(got)
	}
	for held, want := range map[string]int{tag: 304, `"3"`: 304, `"4-gz"`: 200, `"3-br"`: 200} {
		if got := s.do(t, "GET", "/api/v1/book", "", "If-None-Match", held, "Accept-Encoding", "gzip"); got.status != want {
			t.Errorf("If-None-Match %s: %v", held, got)
		}
	}
	for held, want := range map[string]int{tag: 200, `"4-gz"`: 412, `"3-br"`: 412} {
		got := s.do(t, "PUT", "/api/v1/things/"+id(7).String(), `{}`, append(bearer("verified"), "If-Match", held)...)
		if got.status != want {
			t.Errorf("If-Match %s: %v", held, got)
		}
	}
}

// Buffers are used again by the next request, so each answer must be its own.
func TestPackedAnswersAtOnce(t *testing.T) {
	s := serve(t)
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 50 {
				q := fmt.Sprintf("g%di%d", g, i)
				got := s.do(t, "GET", fmt.Sprintf("/api/v1/events?limit=%d&q=%s", 20+i, q), "", "Accept-Encoding", "gzip")
				if got.header.Get("Content-Encoding") != "gzip" {
					t.Errorf("%s is not packed", q)
					return
				}
				if n := strings.Count(unpack(t, got), `"`+q+`"`); n != 20+i {
					t.Errorf("%s stands %d times in its own answer, want %d", q, n, 20+i)
				}
			}
		})
	}
	wg.Wait()
}
