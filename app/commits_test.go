package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// checkout is a repository of its own with the check of subjects in it.
type checkout struct {
	t   *testing.T
	dir string
}

// newCheckout holds the files of the check and no history yet.
func newCheckout(t *testing.T) checkout {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("TEST_REQUIRE_ENGINES") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	c := checkout{t, t.TempDir()}
	for _, name := range []string{".ci/commits", ".ci/hooks/commit-msg"} {
		text, err := os.ReadFile(filepath.Join("..", name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(c.dir, name)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(c.dir, name), text, 0o755)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// run gives what a command prints, and whether it succeeded.
func (c checkout) run(command ...string) (string, bool) {
	c.t.Helper()
	cmd := exec.CommandContext(c.t.Context(), command[0], command[1:]...)
	cmd.Dir = c.dir
	// Nothing of the person who runs the tests colours the repository.
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + c.dir,
		"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_CEILING_DIRECTORIES=" + filepath.Dir(c.dir),
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com",
		"GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
	}
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		c.t.Fatal(err)
	}
	return strings.TrimSpace(string(out)), err == nil
}

// must runs what has to succeed.
func (c checkout) must(command ...string) string {
	c.t.Helper()
	out, ok := c.run(command...)
	if !ok {
		c.t.Fatalf("%v: %s", command, out)
	}
	return out
}

// commit writes an empty commit.
func (c checkout) commit(subject string) {
	c.t.Helper()
	c.must("git", "commit", "-q", "--allow-empty", "-m", subject)
}

func TestCommitSubjects(t *testing.T) {
	c := newCheckout(t)
	message := filepath.Join(c.dir, "message")
	try := func(text string) bool {
		t.Helper()
		if err := os.WriteFile(message, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		out, ok := c.run("sh", ".ci/commits", "--message", message)
		if ok != (out == "") {
			t.Errorf("%q: it says %q", text, out)
		}
		return ok
	}
	c.must("git", "init", "-q")
	for _, good := range []string{
		"ci: check the subjects of commits",
		"routes/httpapi: refuse what nobody asked for\n\nBecause it was asked.",
		"people, desk: pass the officer's name on",
		"docs: 把导览移到单独的一页",
		"seed: embed the divisions",
		"models: add " + strings.Repeat("字", 60), // 72 characters, 192 bytes
		"# a comment\n\nstore: address a row by its id\n# another",
		"fixup! Anything.",
	} {
		if !try(good) {
			t.Errorf("refused: %q", good)
		}
	}
	for _, bad := range []string{
		"check the subjects of commits",
		"CI: check the subjects of commits",
		"ci:check the subjects of commits",
		"ci, : check the subjects of commits",
		"ci: Check the subjects of commits",
		"ci: check the subjects of commits.",
		"docs: 把导览移到单独的一页。",
		"ci: checked the subjects of commits",
		"ci: made a script that checks the subjects",
		"ci: checks the subjects of commits",
		"ci: checking the subjects of commits",
		"ci: the subjects of commits are checked",
		"models: add " + strings.Repeat("字", 61),
		"ci: check the subjects of commits in a first line\nthat goes on in the second one",
	} {
		if try(bad) {
			t.Errorf("not refused: %q", bad)
		}
	}
}

// Everything since the named commit is checked, merges are not, and without the
// history the check says so and passes.
func TestCommitSubjectsOfTheHistory(t *testing.T) {
	c := newCheckout(t)
	unchecked := func(want string, command ...string) {
		t.Helper()
		if out, ok := c.run(command...); !ok || !strings.HasPrefix(out, "NOT CHECKED") || !strings.Contains(out, want) {
			t.Errorf("%v: %v, %s", command, ok, out)
		}
	}
	unchecked("no repository", "sh", ".ci/commits")
	c.must("git", "init", "-q", "-b", "main")
	c.commit("Written before the rule.")
	base := c.must("git", "rev-parse", "HEAD")
	unchecked("shallow", "sh", ".ci/commits") // the commit that the script names is not here
	c.must("git", "checkout", "-q", "-b", "side")
	c.commit("ci: add a check")
	c.must("git", "checkout", "-q", "main")
	c.commit("docs: describe the check")
	c.must("git", "merge", "-q", "--no-ff", "-m", "Merged as Git says it.", "side")
	if out := c.must("sh", ".ci/commits", base); out != "2 subjects checked" {
		t.Errorf("it says %q", out)
	}
	c.commit("Fixed it")
	out, ok := c.run("sh", ".ci/commits", base)
	if ok || !strings.Contains(out, "Fixed it") || !strings.Contains(out, "1 of 3 subjects") {
		t.Errorf("%v, it says %q", ok, out)
	}
	c.must("git", "checkout", "-q", "--orphan", "other")
	c.commit("Another history.")
	unchecked("does not go back", "sh", ".ci/commits", base)
}

// The hook refuses a commit while it is written, and lets merges through.
func TestCommitHook(t *testing.T) {
	c := newCheckout(t)
	c.must("git", "init", "-q", "-b", "main")
	c.must("git", "config", "core.hooksPath", ".ci/hooks")
	c.commit("ci: add a check")
	out, ok := c.run("git", "commit", "-q", "--allow-empty", "-m", "Fixed it")
	if ok || !strings.Contains(out, "refused") {
		t.Errorf("%v, it says %q", ok, out)
	}
	c.must("git", "checkout", "-q", "-b", "side")
	c.commit("ci: add another check")
	c.must("git", "checkout", "-q", "main")
	c.commit("docs: describe the check")
	c.must("git", "merge", "-q", "--no-ff", "-m", "Merged as Git says it.", "side")
	if count := c.must("git", "rev-list", "--count", "HEAD"); count != "4" {
		t.Errorf("%s commits are there", count)
	}
}
