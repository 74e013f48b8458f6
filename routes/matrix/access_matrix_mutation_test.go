package matrix_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/server"
	"xinjumin/routes/httpapi"
)

// With the gate of a route taken away, the matrix turns red: each that has one.
func TestMatrix_seesAMissingGate(t *testing.T) {
	// Behind an open gate a handler may answer what no document promises.
	w := startWithFixture(t, func(o *server.Options) { o.HTTP.OnBreach = func(error) {} })
	snapshot := takeSnapshot(w.Env)
	gates := 0
	for _, r := range w.Server.API.Routes() {
		if r.Class != "api" || r.Policy.Audience.Kind() == "public" {
			continue
		}
		gates++
		w.Server.API.OpenGate(r.ID)
		red := false
		for _, row := range rowsOf(r.ID, matrix) {
			for _, c := range w.cells(r, row) {
				if c.who.kind == "visitor" && c.near == "own" && c.wrong(w.call(c)) != "" {
					red = true
				}
			}
		}
		if !red {
			t.Errorf("%s: nobody notices that its gate is gone", r.ID)
		}
		snapshot.restore()
	}
	if gates < 30 {
		t.Errorf("only %d routes have a gate", gates)
	}
}

// What a service decides hangs on the rows about the person and on nothing
// else: when all that the database says about somebody who may is said about a
// stranger instead, the stranger may and the other may not any longer. Each
// cell that the two change is one that the matrix would report.
func TestMatrix_followsTheRows(t *testing.T) {
	w := startWithFixture(t, nil)
	snapshot := takeSnapshot(w.Env)
	red := 0
	for _, r := range w.Server.API.Routes() {
		if r.ID == "revokeSession" { // which hangs on the session itself
			continue
		}
		for _, row := range rowsOf(r.ID, matrix) {
			one, other, found := w.unequal(r, row)
			if !found {
				continue
			}
			red++
			snapshot.swap(one.who.client, other.who.client)
			if w.forgot(one) && one.wrong(w.call(one)) == "" {
				t.Errorf("%s: still may with nothing left", one)
			}
			if other.wrong(w.call(other)) == "" {
				t.Errorf("%s: still may not with everything that %s had", other, one.who)
			}
			snapshot.restore()
		}
	}
	t.Logf("%d routes and rows turned red", red)
	if red < 30 {
		t.Errorf("only %d routes and rows turned red", red)
	}
}

// unequal finds somebody of the place who may do something there and the
// stranger, who may not.
func (w *accessFixture) unequal(r httpapi.Registered, row row) (one, other cell, found bool) {
	cells := w.cells(r, row)
	at := func(match func(c cell) bool) int {
		return slices.IndexFunc(cells, func(c cell) bool { return c.near == "own" && c.target == w.here && match(c) })
	}
	a := at(func(c cell) bool { return c.status == 0 && c.who.place == w.here && c.who.like == "" && c.who.verified })
	b := at(func(c cell) bool {
		return c.who.kind == "stranger" && c.status != 0 && c.status != http.StatusUnauthorized
	})
	if a < 0 || b < 0 {
		return cell{}, cell{}, false
	}
	return cells[a], cells[b], true
}

// forgot reports whether the swap takes everything from the one who had it: a
// organization whose name is a person's in the call goes on naming them.
func (w *accessFixture) forgot(c cell) bool { return c.row.body == nil }

// swap says of b whatever was said of a. Which person has signed in, and in whose name, stays.
func (s *snapshot) swap(a, b *apptest.Client) {
	s.Helper()
	for name, was := range s.tables {
		if name == "persons" || name == "sessions" || strings.HasPrefix(name, "wechat") ||
			strings.Contains(name, "token") {
			continue
		}
		after, changed := was, false
		after.rows = nil
		for _, row := range was.rows {
			said := slices.Clone(row)
			for i, v := range row {
				switch text := v.(type) {
				case []byte:
					said[i] = bytes.ReplaceAll(bytes.ReplaceAll(text, a.PersonID[:], b.PersonID[:]),
						[]byte(a.PersonID.String()), []byte(b.PersonID.String()))
					changed = changed || !bytes.Equal(text, said[i].([]byte))
				case string:
					said[i] = strings.ReplaceAll(text, a.PersonID.String(), b.PersonID.String())
					changed = changed || said[i] != v
				}
			}
			after.rows = append(after.rows, said)
		}
		if changed {
			s.put(name, after)
		}
	}
}
