package httpapi_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"xinjumin/routes/httpapi"
)

func webClients() []httpapi.WebClient {
	files := fstest.MapFS{
		"index.html":        {Data: []byte("<!DOCTYPE html><title>a page</title>")},
		"assets/index.js":   {Data: []byte("export default 1" + strings.Repeat(" ", 2000))},
		"assets/index.css":  {Data: []byte("body { margin: 0 }")},
		"static/mark.svg":   {Data: []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")},
		"static/words.json": {Data: []byte("{}")},
	}
	return []httpapi.WebClient{
		{Path: "/desk/", Files: files},
		{Path: "/m/", Files: files, Framed: true},
		{Path: "/", Files: fstest.MapFS{"index.html": files["index.html"]}},
	}
}

// Each file of a client has its type, a policy that lets nothing in from other
// hosts, and a tag by which it is not sent again.
func TestWebClients(t *testing.T) {
	s := serve(t, func(o *httpapi.Options) { o.WebClients = webClients() })
	for address, kind := range map[string]string{
		"/": "text/html; charset=utf-8", "/desk/": "text/html; charset=utf-8", "/m/": "text/html; charset=utf-8",
		"/desk/assets/index.js": "text/javascript; charset=utf-8", "/m/assets/index.css": "text/css; charset=utf-8",
		"/desk/static/mark.svg": "image/svg+xml", "/desk/static/words.json": "application/json",
	} {
		got := s.do(t, "GET", address, "")
		policy := got.header.Get("Content-Security-Policy")
		switch {
		case got.status != 200 || got.header.Get("Content-Type") != kind:
			t.Errorf("%s: %d %s", address, got.status, got.header.Get("Content-Type"))
		case !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") ||
			strings.Contains(policy, "http") || strings.Contains(policy, "*"):
			t.Errorf("%s: %s", address, policy)
		case got.header.Get("X-Content-Type-Options") != "nosniff" || got.header.Get("Referrer-Policy") != "no-referrer" ||
			got.header.Get("Cross-Origin-Opener-Policy") != "same-origin":
			t.Errorf("%s: %v", address, got.header)
		}
		again := s.do(t, "GET", address, "", "If-None-Match", got.header.Get("ETag"))
		if again.status != 304 || again.body != "" || again.header.Get("Content-Security-Policy") != policy {
			t.Errorf("%s again: %d %q", address, again.status, again.body)
		}
	}
	if packed := s.do(t, "GET", "/desk/assets/index.js", "", "Accept-Encoding", "gzip"); packed.header.Get(
		"Content-Encoding") != "gzip" || len(packed.body) > 200 {
		t.Error(packed.header, len(packed.body))
	}
	for _, bare := range []string{"/desk", "/m"} {
		// Followed, as browsers do; the relative addresses of the page need the slash.
		if moved := s.do(t, "GET", bare, ""); moved.status != 200 || !strings.Contains(moved.body, "a page") {
			t.Errorf("%s: %d %s", bare, moved.status, moved.body)
		}
	}
	if missing := s.do(t, "GET", "/desk/assets/other.js", ""); missing.status != 404 {
		t.Error(missing)
	}
}

// The phone's pages may stand in a frame of this host; the desk nowhere.
func TestWebClientsFramed(t *testing.T) {
	s := serve(t, func(o *httpapi.Options) { o.WebClients = webClients() })
	for address, want := range map[string]string{
		"/desk/": "frame-ancestors 'none'", "/m/": "frame-ancestors 'self'", "/": "frame-src 'self'",
	} {
		if policy := s.do(t, "GET", address, "").header.Get("Content-Security-Policy"); !strings.Contains(policy, want) {
			t.Errorf("%s: %s", address, policy)
		}
	}
}

// Nothing of a client or of a demonstration's cast is there unless it is asked for.
func TestWebClients_areOffByDefault(t *testing.T) {
	s := serve(t)
	for _, address := range []string{"/", "/m/", "/desk/", "/demo/cast.json"} {
		if got := s.do(t, "GET", address, ""); got.status != 404 {
			t.Errorf("%s: %d", address, got.status)
		}
	}
	demo := serve(t, func(o *httpapi.Options) {
		o.DemoPeople = []httpapi.DemoPerson{{Name: "lijie", Nickname: "李姐", About: "会员"}}
	})
	if cast := demo.do(t, "GET", "/demo/cast.json", ""); cast.status != 200 || !strings.Contains(cast.body, `"李姐"`) {
		t.Error(cast)
	}
}

// A file of a kind that has no type is a fault of the build, found at the start.
func TestWebClients_refuseUnknownFiles(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a file without a type was taken")
		}
	}()
	serve(t, func(o *httpapi.Options) {
		o.WebClients = []httpapi.WebClient{{Path: "/x/", Files: fstest.MapFS{"a.wasm": {Data: []byte("x")}}}}
	})
}
