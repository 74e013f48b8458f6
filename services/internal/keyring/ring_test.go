package keyring

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var idNumber = Column{Table: "persons", Name: "id_number"}

func generate(t testing.TB) (text string) {
	t.Helper()
	text, err := Generate(rand.Reader, "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func parse(t testing.TB, text string) *Ring {
	t.Helper()
	r, err := Parse(text, true)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func seal(t testing.TB, r *Ring, row, plain string) []byte {
	t.Helper()
	sealed, err := r.Seal(idNumber, []byte(row), []byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func TestSealOpensOnlyWhereItWasSealed(t *testing.T) {
	r, other := parse(t, generate(t)), parse(t, generate(t))
	sealed := seal(t, r, "row-1", "11010519491231002X")
	if bytes.Contains(sealed, []byte("1949")) {
		t.Fatal("plaintext shows")
	}
	if again := seal(t, r, "row-1", "11010519491231002X"); bytes.Equal(sealed, again) {
		t.Fatal("two seals are equal")
	}
	cases := []struct {
		name string
		ring *Ring
		col  Column
		row  string
		want error
	}{
		{"in place", r, idNumber, "row-1", nil},
		{"another row", r, idNumber, "row-2", ErrSealed},
		{"another column", r, Column{"persons", "phone"}, "row-1", ErrSealed},
		{"another table", r, Column{"orgs", "id_number"}, "row-1", ErrSealed},
		{"another ring", other, idNumber, "row-1", ErrUnknownKey},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			plain, err := c.ring.Open(c.col, []byte(c.row), sealed)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if c.want == nil && string(plain) != "11010519491231002X" {
				t.Fatalf("opened %q", plain)
			}
		})
	}
}

func TestEveryFlippedBitAndEveryCutIsRefused(t *testing.T) {
	r := parse(t, generate(t))
	sealed := seal(t, r, "row", "secret")
	for i := range len(sealed) * 8 {
		bad := bytes.Clone(sealed)
		bad[i/8] ^= 1 << (i % 8)
		if _, err := r.Open(idNumber, []byte("row"), bad); err == nil {
			t.Fatalf("bit %d flipped and opened", i)
		}
	}
	for n := range sealed {
		if _, err := r.Open(idNumber, []byte("row"), sealed[:n]); err == nil {
			t.Fatalf("cut to %d and opened", n)
		}
	}
}

func TestSealRoundTrip(t *testing.T) {
	r := parse(t, generate(t))
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		row := rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "row")
		col := Column{rapid.StringMatching(`[a-z]{1,8}`).Draw(t, "table"),
			rapid.StringMatching(`[a-z]{1,8}`).Draw(t, "column")}
		sealed, err := r.Seal(col, row, plain)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Open(col, row, sealed)
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("got %x, %v", got, err)
		}
	})
}

func TestRotation(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(generate(t)), "\n")
	oldRoot, index := lines[0], lines[1]
	newRoot, err := GenerateRoot(rand.Reader, "2026-12-01")
	if err != nil {
		t.Fatal(err)
	}
	newRoot = strings.TrimSpace(newRoot)
	before := parse(t, oldRoot+"\n"+index)
	announced := parse(t, strings.Join([]string{oldRoot, index, newRoot}, ",")) // commas do as well as lines
	swapped := parse(t, strings.Join([]string{
		strings.Replace(oldRoot, ":active:", ":retiring:", 1), index,
		strings.Replace(newRoot, ":retiring:", ":active:", 1),
	}, "\n"))
	after := parse(t, strings.Replace(newRoot, ":retiring:", ":active:", 1)+"\n"+index)

	old, fresh := seal(t, before, "row", "x"), seal(t, swapped, "row", "x")
	if before.Stale(old) || !swapped.Stale(old) || swapped.Stale(fresh) {
		t.Fatal("Stale is wrong")
	}
	for name, c := range map[string]struct {
		ring   *Ring
		sealed []byte
		want   error
	}{
		"announced opens old":     {announced, old, nil},
		"announced opens new":     {announced, fresh, nil},
		"swapped opens old":       {swapped, old, nil},
		"after opens new":         {after, fresh, nil},
		"after knows no old":      {after, old, ErrUnknownKey},
		"before knows no new yet": {before, fresh, ErrUnknownKey},
	} {
		if _, err := c.ring.Open(idNumber, []byte("row"), c.sealed); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}

	kidOld, keyOld := before.SignKey()
	kidNew, keyNew := swapped.SignKey()
	if kid, _ := announced.SignKey(); kid != kidOld {
		t.Error("an announced key signs")
	}
	sigOld := ed25519.Sign(keyOld, []byte("m"))
	for name, r := range map[string]*Ring{"announced": announced, "swapped": swapped} {
		pub, ok := r.VerifyKey(kidOld)
		if !ok || !ed25519.Verify(pub, []byte("m"), sigOld) {
			t.Errorf("%s does not verify the old signature", name)
		}
		if pub, ok = r.VerifyKey(kidNew); !ok || !ed25519.Verify(pub, []byte("m"), ed25519.Sign(keyNew, []byte("m"))) {
			t.Errorf("%s does not verify the new signature", name)
		}
		if len(r.VerifyKeys()) != 2 {
			t.Errorf("%s: want two verify keys", name)
		}
	}
	if _, ok := after.VerifyKey(kidOld); ok {
		t.Error("a retired kid is still accepted")
	}
	if !bytes.Equal(before.blindIndex(SlotMain, idNumber, "v"), after.blindIndex(SlotMain, idNumber, "v")) {
		t.Error("the blind index changed with the root")
	}
	if !bytes.Equal(swapped.DeriveAll(PurposeRefresh)[1], before.Derive(PurposeRefresh)) {
		t.Error("the refresh key of the old root is lost")
	}
}

func TestDerivedKeysDiffer(t *testing.T) {
	r := parse(t, generate(t))
	seen := map[string]string{}
	for name, k := range map[string][]byte{
		"refresh": r.Derive(PurposeRefresh), "cursor": r.Derive(PurposeCursor),
		"index a": r.blindIndex(SlotMain, idNumber, ""),
		"index b": r.blindIndex(SlotMain, Column{"persons", "phone"}, ""),
		"root":    r.active.secret, "index root": r.indexes[SlotMain].secret, "seed": r.sign.Seed(),
	} {
		if len(k) != 32 {
			t.Errorf("%s has %d bytes", name, len(k))
		}
		if o, dup := seen[string(k)]; dup {
			t.Errorf("%s equals %s", name, o)
		}
		seen[string(k)] = name
	}
}

func TestParseReportsAllFaults(t *testing.T) {
	good := strings.Split(strings.TrimSpace(generate(t)), "\n")
	rootLine, index := good[0], good[1]
	secretOf := func(line string) string { return line[strings.LastIndex(line, ":")+1:] }
	short := base64.RawURLEncoding.EncodeToString([]byte("short"))
	flat := base64.RawURLEncoding.EncodeToString(bytes.Repeat([]byte("ab"), 16))
	cases := map[string]struct {
		text string
		want []string
	}{
		"empty":        {"", []string{"0 active root", "0 index"}},
		"comment only": {"# nothing", []string{"0 active root", "0 index"}},
		"shape":        {"abc\n" + rootLine + "\n" + index, []string{"key 1: want id:purpose"}},
		"everything at once": {"XX:foo:bar:yesterday:***\n" + rootLine + "\n" + index,
			[]string{"8 lower-case hex", "neither root nor index", "neither active nor retiring", "YYYY-MM-DD",
				"not base64url"}},
		"short":      {"0a0a0a0a:root:active:2026-01-01:" + short + "\n" + index, []string{"has 5 bytes"}},
		"not random": {"0a0a0a0a:root:active:2026-01-01:" + flat + "\n" + index, []string{"does not look random"}},
		"same id":    {rootLine + "\n" + index[:0] + rootLine[:8] + index[8:], []string{"the id is that of key 1"}},
		"same secret": {rootLine + "\n0a0a0a0a:index:active:2026-01-01:" + secretOf(rootLine),
			[]string{"the secret is that of key 1"}},
		"two active": {rootLine + "\n" + index + "\n" + strings.Split(generate(t), "\n")[0],
			[]string{"2 active root"}},
		"two index": {rootLine + "\n" + index + "\n" + strings.Split(generate(t), "\n")[1],
			[]string{"two keys of purpose index"}},
		"retiring index": {rootLine + "\n" + strings.Replace(index, "active", "retiring", 1),
			[]string{"is always active"}},
		"demo keys": {DemoText(), []string{"key 1: this is a demonstration key", "key 2: this is a demonstration key"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(c.text, true)
			if err == nil {
				t.Fatal("accepted")
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q is not in %q", w, err)
				}
			}
			for _, s := range []string{secretOf(rootLine), secretOf(index), short, flat} {
				if strings.Contains(err.Error(), s) {
					t.Error("the fault shows a secret")
				}
			}
		})
	}
	if _, err := Parse(DemoText(), false); err != nil {
		t.Errorf("demonstration ring outside production: %v", err)
	}
}

func TestRingNeverPrints(t *testing.T) {
	text := generate(t)
	r := parse(t, text)
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "ring", r, "any", slog.AnyValue(r))
	js, _ := json.Marshal(map[string]any{"ring": r})
	out := fmt.Sprintf("%v %+v %#v %s %x %q %d", r, r, r, r, r, r, struct{ R *Ring }{r}.R) + log.String() + string(js)
	for _, secret := range [][]byte{r.active.secret, r.indexes[SlotMain].secret, r.sign.Seed()} {
		for _, form := range []string{string(secret), base64.RawURLEncoding.EncodeToString(secret),
			base64.StdEncoding.EncodeToString(secret), fmt.Sprintf("%x", secret), fmt.Sprintf("%v", secret)} {
			if strings.Contains(out, form) {
				t.Fatalf("a secret is printed: %s", out)
			}
		}
	}
	if !strings.Contains(out, "redacted") {
		t.Fatalf("nothing printed: %s", out)
	}
}

func FuzzParseAndOpen(f *testing.F) {
	f.Add(DemoText(), []byte{1, 1, 0, 0, 0xde, 1})
	f.Add("a:b:c:d:e", []byte{})
	ring, err := Parse(DemoText(), false)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, sealed []byte) {
		if r, err := Parse(text, true); err == nil && (r.active == nil || r.indexes == [2]*indexKey{}) {
			t.Fatal("an incomplete ring")
		}
		if _, err := ring.Open(idNumber, nil, sealed); err == nil && len(sealed) < headSize+28 {
			t.Fatal("opened what nobody sealed")
		}
	})
}
