package walks_test

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// The contract to the letter: what the document forbids is refused, and what an
// answer says about the API is true.

// everyMethod is every method that a client may think of, and one that nobody knows.
var everyMethod = []string{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"}

// A method that a path does not have is 405, and Allow names the ones it has: all of
// them and no other.
func TestContract_allow(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		if env.Engine != apptest.SQLite {
			t.Skip("no database is asked")
		}
		has := map[string][]string{}
		for _, r := range env.Server.API.Routes() {
			if r.Class == "lost" || r.Method == "" {
				continue
			}
			has[r.Path] = append(has[r.Path], r.Method)
			if r.Method == http.MethodGet {
				has[r.Path] = append(has[r.Path], http.MethodHead)
			}
		}
		for _, template := range slices.Sorted(maps.Keys(has)) {
			path := scene.Parameter.ReplaceAllString(template, scene.NewID().String())
			methods := slices.Clone(has[template])
			for other := range has { // a path may fit two templates
				if other != template && fits(other, path) {
					methods = append(methods, has[other]...)
				}
			}
			slices.Sort(methods)
			methods = slices.Compact(methods)
			for _, m := range everyMethod {
				if slices.Contains(methods, m) {
					continue
				}
				got := env.Visitor().Do(m, "/"+path, nil)
				if want := strings.Join(methods, ", "); got.Status != 405 || got.Header.Get("Allow") != want {
					t.Errorf("%s %s: %d, Allow %q, want 405 and %q", m, template, got.Status,
						got.Header.Get("Allow"), want)
				}
			}
		}
		got := env.Visitor().Do("BREW", "//api/v1/nowhere", nil)
		if got.Status != 404 || got.Header.Get("Allow") != "" {
			t.Errorf("what is nowhere: %d, Allow %q", got.Status, got.Header.Get("Allow"))
		}
	})
}

func fits(template, path string) bool {
	pattern := scene.Parameter.ReplaceAllString(regexp.QuoteMeta(template), `[^/]+`)
	pattern = regexp.MustCompile(`\\\{[a-z_]+\\\}`).ReplaceAllString(pattern, `[^/]+`)
	return regexp.MustCompile("^" + pattern + "$").MatchString(path)
}
