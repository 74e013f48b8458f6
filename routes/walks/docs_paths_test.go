package walks_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/routes/httpapi"
)

var quotedCall = regexp.MustCompile("`(?:GET|POST|PUT|DELETE) (/[^`\\s?]*)[^`]*`")

// TestDocs_nameOperationsThatExist reads every `METHOD /path` in the pages that tell
// people what to call.
func TestDocs_nameOperationsThatExist(t *testing.T) {
	w := apptest.New(t, apptest.SQLite)
	has := map[string]bool{}
	for _, r := range w.Server.API.Routes() {
		has[r.Method+" "+strings.TrimPrefix(r.Path, httpapi.Prefix)] = true
	}
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, page := range append(pages, "../../README.md", "../../README.zh-CN.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range quotedCall.FindAllStringSubmatch(string(text), -1) {
			found++
			method, _, _ := strings.Cut(strings.Trim(m[0], "`"), " ")
			if path := strings.TrimPrefix(m[1], httpapi.Prefix); !has[method+" "+path] {
				t.Errorf("%s: %s %s does not exist", page, method, path)
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d calls were found", found)
	}
}
