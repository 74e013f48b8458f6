package audits_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/services/audits"
)

// table is what somebody with a raw connection may change.
type table struct {
	name, key string
	rows      [][]any
	columns   []string
}

func (w *trailFixture) table(name, key string) *table {
	w.Helper()
	rows, err := w.db.Query("SELECT * FROM " + name + " ORDER BY " + key)
	if err != nil {
		w.Fatal(err)
	}
	defer rows.Close()
	t := &table{name: name, key: key}
	if t.columns, err = rows.Columns(); err != nil {
		w.Fatal(err)
	}
	kinds, err := rows.ColumnTypes()
	if err != nil {
		w.Fatal(err)
	}
	for rows.Next() {
		values, into := make([]any, len(t.columns)), make([]any, len(t.columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			w.Fatal(err)
		}
		for i, v := range values { // the MySQL driver gives text as bytes
			if b, ok := v.([]byte); ok && strings.Contains(kinds[i].DatabaseTypeName(), "CHAR") {
				values[i] = string(b)
			}
		}
		t.rows = append(t.rows, values)
	}
	if rows.Err() != nil || len(t.rows) == 0 {
		w.Fatalf("%s: %v", name, rows.Err())
	}
	return t
}

func (t *table) keyAt() int {
	for i, c := range t.columns {
		if c == t.key {
			return i
		}
	}
	return -1
}

func (t *table) insert(w *trailFixture, row []any) error {
	_, err := w.db.Exec("INSERT INTO "+t.name+" ("+strings.Join(t.columns, ", ")+") VALUES (?"+
		strings.Repeat(", ?", len(row)-1)+")", row...)
	return err
}

func (t *table) remove(w *trailFixture, key any) {
	w.Helper()
	if _, err := w.db.Exec("DELETE FROM "+t.name+" WHERE "+t.key+" = ?", key); err != nil {
		w.Fatal(err)
	}
}

// tampered gives another value of the same kind: a bit, a letter, a number.
func tampered(r *rand.Rand, column string, v any) any {
	switch x := v.(type) {
	case nil:
		if column == "region_code" {
			return "330602005207"
		}
		return []byte("sixteen bytes ..")
	case int64:
		return x + 1 + r.Int64N(1e6)
	case string:
		switch {
		case column == "outcome":
			return map[string]string{"done": "refused", "refused": "done"}[x]
		case x == "":
			return "x"
		}
		letters := []rune(x)
		i := r.IntN(len(letters))
		if letters[i]++; letters[i] >= 0x7f { // what every column takes
			letters[i] = 'a'
		}
		return string(letters)
	case []byte:
		b := append([]byte(nil), x...)
		b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		return b
	}
	panic(fmt.Sprintf("%s is a %T", column, v))
}

// edit is one change and how to take it back; seq is the leaf that must be
// named, or -1 when any will do.
type edit struct {
	what string
	seq  int64
	undo func()
}

func (w *trailFixture) edit(r *rand.Rand, tables []*table, seqOf map[string]int64) edit {
	w.Helper()
	t := tables[r.IntN(len(tables))]
	k := t.keyAt()
	row := t.rows[r.IntN(len(t.rows))]
	e := edit{seq: -1, undo: func() {
		t.remove(w, row[k])
		if err := t.insert(w, row); err != nil {
			w.Fatal(err)
		}
	}}
	switch t.name {
	case "audit_events":
		e.seq = seqOf[string(row[k].([]byte))]
	case "audit_leaves":
		e.seq = row[k].(int64)
	}
	switch kind := r.IntN(8); kind {
	case 0:
		e.what = fmt.Sprintf("remove from %s %v", t.name, row[k])
		t.remove(w, row[k])
	case 1: // insert a copy under another key
		fresh := append([]any(nil), row...)
		fresh[k] = tampered(r, t.key, int64(1e6))
		if t.name == "audit_events" {
			id := w.ids.New()
			fresh[k] = id[:]
		}
		if t.name == "audit_leaves" {
			id := w.ids.New()
			fresh[1] = id[:]
		}
		e.what, e.seq = fmt.Sprintf("insert into %s %v", t.name, fresh[k]), -1
		e.undo = func() { t.remove(w, fresh[k]) }
		if err := t.insert(w, fresh); err != nil {
			w.Fatal(err)
		}
	case 2: // let two rows change places
		other := t.rows[r.IntN(len(t.rows))]
		if &other[0] == &row[0] {
			return w.edit(r, tables, seqOf)
		}
		a, b := append([]any(nil), row...), append([]any(nil), other...)
		a[k], b[k] = b[k], a[k]
		put := func(one, two []any) {
			t.remove(w, row[k])
			t.remove(w, other[k])
			for _, x := range [][]any{one, two} {
				if err := t.insert(w, x); err != nil {
					w.Fatal(err)
				}
			}
		}
		put(a, b)
		e.what, e.undo = fmt.Sprintf("swap in %s %v and %v", t.name, row[k], other[k]), func() { put(row, other) }
		switch t.name {
		case "audit_events":
			e.seq = min(e.seq, seqOf[string(other[k].([]byte))])
		case "audit_leaves":
			e.seq = min(e.seq, other[k].(int64))
		}
	default:
		c := r.IntN(len(row))
		fresh := append([]any(nil), row...)
		fresh[c] = tampered(r, t.columns[c], row[c])
		e.what = fmt.Sprintf("change %s.%s of %v from %v to %v", t.name, t.columns[c], row[k], row[c], fresh[c])
		t.remove(w, row[k])
		if err := t.insert(w, fresh); err != nil {
			w.Fatalf("%s: %v", e.what, err)
		}
		restore := e.undo
		e.undo = func() { t.remove(w, fresh[k]); restore() }
	}
	return e
}

// Anybody who changes, removes, adds or moves any row, or flips any bit, through
// the database is found out, each time, and the row is named.
func TestEveryEditIsNamed(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		size := w.grown()
		w.holds(size)
		edits := 400
		if w.Engine == apptest.MariaDB {
			edits = 120 // each waits for the disk several times
		}
		tables := []*table{w.table("audit_events", "id"), w.table("audit_events", "id"), w.table("audit_leaves", "seq"),
			w.table("audit_hashes", "position"), w.table("audit_checkpoints", "number")}
		seqOf := map[string]int64{}
		for _, l := range w.lines() {
			seqOf[string(l.id)] = l.seq
		}
		r := apptest.Dice(t)
		for i := range edits {
			e := w.edit(r, tables, seqOf)
			faults := w.verify().Faults
			switch {
			case len(faults) == 0:
				t.Fatalf("edit %d is not found: %s", i, e.what)
			case e.seq >= 0 && faults[0].Seq != e.seq:
				t.Fatalf("edit %d names seq %d instead of %d: %s: %v", i, faults[0].Seq, e.seq, e.what, faults)
			}
			e.undo()
		}
		w.holds(size)
	})
}

// A person who may write every table, but has no key, cannot write the log anew: hashes
// that fit the changed rows do not fit what was signed.
func TestRewrittenHashesDoNotHold(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		w.act(8)
		w.sequence()
		w.act(5)
		w.Clock.Add(1)
		w.sequence()
		l := w.lines()[9]
		l.action, l.mac = "membership.forged", nil // as if it were from before there were codes
		w.Exec("UPDATE audit_events SET action = ?, mac = NULL WHERE id = ?", l.action, l.id)
		commitments := l.commit()
		forged := l.leafHash(commitments)
		w.Exec("UPDATE audit_leaves SET leaf_hash = ?, commitments = ? WHERE seq = 9", forged[:], commitments)
		w.Exec("DELETE FROM audit_hashes") // whoever believes no stored node needs none
		faults := w.verify().Faults
		named := false
		for _, f := range faults {
			named = named || f.Seq == 8 && strings.Contains(f.What, "8 to 12") // between the two checkpoints
		}
		if !named {
			t.Errorf("%v", faults)
		}
	})
}

// Not even the bits of a signature that a reader of base64 passes over.
func TestBitsThatMeanNothingAreNamed(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		w.act(3)
		w.sequence()
		var text string
		if err := w.db.QueryRow("SELECT note FROM audit_checkpoints").Scan(&text); err != nil {
			t.Fatal(err)
		}
		changed := []rune(text)
		changed[len(changed)-3]++ // 68 bytes: before the one sign of padding are two bits too many
		if !strings.HasSuffix(text, "=\n") || strings.HasSuffix(text, "==\n") {
			t.Fatalf("the end is %q", text[len(text)-4:])
		}
		w.Exec("UPDATE audit_checkpoints SET note = ?", string(changed))
		if faults := w.verify().Faults; len(faults) == 0 {
			t.Error("passed over")
		}
	})
}

// A key that has left the ring is handed in; without it its checkpoints count
// as forged, and a file of another log as a contradiction.
func TestVerifyWithOtherWitnesses(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		w.act(3)
		w.sequence()
		ctx := context.Background()
		if _, err := w.log().Verify(ctx, audits.Check{Keys: []string{"no key"}}); err == nil {
			t.Error("takes anything for a key")
		}
		other := t.TempDir() + "/other"
		text, err := os.ReadFile(w.file)
		if err != nil {
			t.Fatal(err)
		}
		for name, content := range map[string]string{
			"a forged root": strings.Replace(string(text), `\n3\n`, `\n2\n`, 1),
			"no JSON":       "hello\n" + string(text),
			"another log":   strings.Replace(string(text), "xinjumin/audit", "xinjumin/other", 1),
		} {
			if err := os.WriteFile(other, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := w.log().Verify(ctx, audits.Check{File: other})
			if err != nil || len(r.Faults) == 0 {
				t.Errorf("%s: %v %v", name, r.Faults, err)
			}
		}
	})
}
