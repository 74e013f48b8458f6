package keyring

import (
	"crypto/rand"
	"strings"
	"testing"
)

func TestRotateAndPromoteChangeTheRootsOnly(t *testing.T) {
	text := "# ours\n" + generate(t)
	before := parse(t, text)
	rotated, err := Rotate(text, rand.Reader, "2026-12-01")
	if err != nil {
		t.Fatal(err)
	}
	r := parse(t, rotated)
	if len(r.roots) != 2 || r.active.id == before.active.id || r.roots[1].id != before.active.id ||
		!strings.HasPrefix(rotated, "# ours\n") {
		t.Fatal("not rotated")
	}
	back, err := Promote(rotated, before.active.id.String())
	if err != nil || parse(t, back).active.id != before.active.id {
		t.Fatal("not promoted", err)
	}
	if _, err := Promote(text, "00000000"); err == nil {
		t.Error("promoted nothing")
	}
}

func TestIndexKeysTakeTurnsInTheSlots(t *testing.T) {
	text := generate(t)
	both, err := AddIndex(text, rand.Reader, "2026-12-01")
	if err != nil {
		t.Fatal(err)
	}
	old, _ := parse(t, text).BlindIndexes(idNumber, "v")
	main, alt := parse(t, both).BlindIndexes(idNumber, "v")
	if string(main) != string(old) || len(alt) != 32 || string(alt) == string(main) {
		t.Fatal("the slots are wrong")
	}
	if _, err := AddIndex(both, rand.Reader, "2026-12-01"); err == nil {
		t.Error("a third index key")
	}
	l := lines(both)
	onlyAlt := l[0] + "\n" + l[2]
	if m, a := parse(t, onlyAlt).BlindIndexes(idNumber, "v"); m != nil || string(a) != string(alt) {
		t.Error("the key changed its slot")
	}
	again, err := AddIndex(onlyAlt, rand.Reader, "2026-12-01")
	if err != nil {
		t.Fatal(err)
	}
	if m, _ := parse(t, again).BlindIndexes(idNumber, "v"); len(m) != 32 || string(m) == string(main) {
		t.Error("the free slot is not used again")
	}
}

func TestMarksTellRingsApart(t *testing.T) {
	text := generate(t)
	marks, err := parse(t, text).Marks()
	if err != nil || len(marks) != 2 {
		t.Fatal(marks, err)
	}
	faults := func(text string) string {
		var all []string
		for _, m := range marks {
			if err := parse(t, text).Check(m); err != nil {
				all = append(all, err.Error())
			}
		}
		return strings.Join(all, "\n")
	}
	rotated, err := Rotate(text, rand.Reader, "2026-12-01")
	if err != nil {
		t.Fatal(err)
	}
	if f := faults(text) + faults(rotated); f != "" {
		t.Error(f)
	}
	other, mine := lines(generate(t)), lines(text)
	secret := func(line string) string { return line[strings.LastIndex(line, ":"):] }
	swap := func(i int) string { return strings.Replace(mine[i], secret(mine[i]), secret(other[i]), 1) }
	for name, c := range map[string]struct{ text, want string }{
		"other root":   {other[0] + "\n" + mine[1], "lacks the root key " + mine[0][:8]},
		"other index":  {mine[0] + "\n" + other[1], "was indexed with " + mine[1][:8]},
		"root secret":  {swap(0) + "\n" + mine[1], "the secret of the root key"},
		"index secret": {mine[0] + "\n" + swap(1), "the secret of the index key"},
	} {
		if f := faults(c.text); !strings.Contains(f, c.want) {
			t.Errorf("%s: %q", name, f)
		}
	}
}
