package audits_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"xinjumin/services/audits"
)

// A head that somebody has kept tells an honest log from one that was cut off, and
// both from one in which something was changed.
func TestKnownHead(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		ctx, dir := context.Background(), t.TempDir()
		keep := func(name string) string {
			c, err := w.log().Latest(ctx)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, []byte(c.Note), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
		check := func(head string) (kinds []bool) {
			r, err := w.log().Verify(ctx, audits.Check{Head: head, File: filepath.Join(dir, "none")})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.Faults {
				kinds = append(kinds, f.Diverged)
			}
			return kinds
		}
		w.act(5)
		w.sequence()
		early, old := keep("early"), w.copied("audit_events", "audit_leaves", "audit_hashes", "audit_checkpoints")
		w.act(3)
		w.Clock.Add(time.Second)
		w.sequence()
		late := keep("late")
		if got := append(check(early), check(late)...); len(got) != 0 {
			t.Fatalf("an honest log: %v", got)
		}
		text, err := os.ReadFile(late)
		if err != nil {
			t.Fatal(err)
		}
		unsigned := filepath.Join(dir, "unsigned")
		for name, content := range map[string]string{
			"a changed number": strings.Replace(string(text), "\n8\n", "\n9\n", 1),
			"nothing":          "hello",
		} {
			if err := os.WriteFile(unsigned, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			if got := check(unsigned); !slices.Equal(got, []bool{false}) {
				t.Errorf("%s: %v", name, got)
			}
		}
		w.Exec("UPDATE audit_events SET reason = 'x' WHERE id = ?", w.lines()[6].id)
		if got := check(late); !slices.Contains(got, false) || slices.Contains(got, true) {
			t.Errorf("a changed row: %v", got)
		}
		old() // a backup from before is put back
		if got := append(check(early), check(late)...); !slices.Equal(got, []bool{true}) {
			t.Errorf("an end that was cut off: %v", got)
		}
		w.act(3) // and the server goes on: all is signed, by the same keys
		w.Clock.Add(time.Second)
		w.sequence()
		if got := append(check(early), check(late)...); !slices.Equal(got, []bool{true}) {
			t.Errorf("two histories: %v", got)
		}
		if _, err := w.log().Verify(ctx, audits.Check{Head: filepath.Join(dir, "nowhere")}); err == nil {
			t.Error("a head that is not there")
		}
	})
}

// copied keeps tables as they are and gives the function that puts them back.
func (w *trailFixture) copied(names ...string) (back func()) {
	w.Helper()
	keys := map[string]string{"audit_events": "id", "audit_leaves": "seq", "audit_hashes": "position",
		"audit_checkpoints": "number"}
	var kept []*table
	for _, name := range names {
		kept = append(kept, w.table(name, keys[name]))
	}
	return func() {
		w.Helper()
		for _, t := range kept {
			w.Exec("DELETE FROM " + t.name)
			for _, row := range t.rows {
				if err := t.insert(w, row); err != nil {
					w.Fatal(err)
				}
			}
		}
	}
}
