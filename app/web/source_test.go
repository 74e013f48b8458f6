package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/web"
)

var update = flag.Bool("update", false, "write SOURCE; the build of the clients does")

// The builds are committed, so that the demonstration needs Go alone. Whoever
// changes a source and forgets to build hears it here; that the builds are what
// the sources make is compared byte by byte where Node.js is at hand (.ci/run).
func TestBuildsBelongToTheirSources(t *testing.T) {
	got := sourceHash(t, os.DirFS("../clients"))
	if *update {
		if err := os.WriteFile("SOURCE", []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("SOURCE")
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != got {
		t.Error("the sources in app/clients have changed since the clients were built: run `make web`, look at them, " +
			"and commit app/web")
	}
}

// Each kind of change of a source changes the hash, and nothing else does.
func TestSourceHash_sees(t *testing.T) {
	base := map[string]string{"package.json": "{}", "desk/src/a.ts": "a", "desk/src/b.vue": "b"}
	want := sourceHash(t, folder(base))
	for name, change := range map[string]map[string]string{
		"a changed byte":   {"desk/src/a.ts": "A"},
		"a new file":       {"desk/src/c.ts": ""},
		"a moved border":   {"desk/src/a.ts": "ab", "desk/src/b.vue": ""},
		"another lock":     {"package-lock.json": "1"},
		"a changed option": {"package.json": "{ }"},
	} {
		if sourceHash(t, folder(base, change)) == want {
			t.Errorf("%s is not seen", name)
		}
	}
	for _, file := range []string{"node_modules/vue/index.js", "desk/dist/index.html", "sdk/src/schema.gen.ts",
		"e2e/desk.test.mjs", "sdk/test/client.test.mjs", "sdk/README.md"} {
		if sourceHash(t, folder(base, map[string]string{file: "x"})) != want {
			t.Errorf("%s changes the hash though no build reads it", file)
		}
	}
}

// The pages name their own files only; a browser loads nothing from elsewhere.
func TestNothingIsLoadedFromElsewhere(t *testing.T) {
	for _, client := range []string{web.MiniProgram, web.Desk, web.Home} {
		page, err := fs.ReadFile(web.Files(client), "index.html")
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"http:", "https:", "//cdn", "<style", " style=", "<script>", " onclick"} {
			if strings.Contains(string(page), bad) {
				t.Errorf("%s/index.html holds %q", client, bad)
			}
		}
	}
}

// Nothing that a build left is missing in the program.
func TestEveryFileIsEmbedded(t *testing.T) {
	for _, client := range []string{web.MiniProgram, web.Desk, web.Home} {
		err := fs.WalkDir(os.DirFS(client), ".", func(name string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			_, err = fs.Stat(web.Files(client), name)
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// sourceHash is SHA-256 over the sorted names and contents of what the builds read.
func sourceHash(t *testing.T, root fs.FS) string {
	t.Helper()
	var names []string
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist" || name == "e2e" || name == "sdk/test"):
			return fs.SkipDir
		case !d.IsDir() && !strings.HasSuffix(name, ".gen.ts") && path.Ext(name) != ".md":
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	sum := sha256.New()
	for _, name := range names {
		content, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		one := sha256.Sum256(content)
		sum.Write([]byte(name + "\x00" + hex.EncodeToString(one[:]) + "\n"))
	}
	return hex.EncodeToString(sum.Sum(nil))
}
