package governance_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

const engineColumns = 6 + 7 // of InnoDB: transaction, roll pointer

// found is a ballot in a file.
type found struct {
	page, place int
	trx, choice string
}

// copyOf reads the file under a table as somebody does who copies it.
func copyOf(t *testing.T, h *scene.Association, table string) []byte {
	t.Helper()
	path, ctx := h.DSN, context.Background()
	conn, err := h.SQL.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if h.Engine == apptest.SQLite {
		if _, err := conn.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
			t.Fatal(err)
		}
	} else {
		var dir, schema string
		if err := conn.QueryRowContext(ctx, "SELECT @@datadir, DATABASE()").Scan(&dir, &schema); err != nil {
			t.Fatal(err)
		}
		path = filepath.Join(dir, schema, table+".ibd")
		if _, err := os.Stat(path); err != nil {
			t.Skipf("the files of the server are not here: %v", err)
		}
		if _, err := conn.ExecContext(ctx, "FLUSH TABLES "+table+" FOR EXPORT"); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if _, err := conn.ExecContext(ctx, "UNLOCK TABLES"); err != nil {
				t.Error(err)
			}
		}()
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// dig finds the rows of a poll's ballots in a file, by what the columns say.
func dig(t *testing.T, h *scene.Association, table string, poll models.ID) []found {
	t.Helper()
	file, size, gap := copyOf(t, h, table), 4096, 0
	if h.Engine == apptest.MariaDB {
		size, gap = 16384, engineColumns
	}
	var all []found
	for id, choice := range pile(h, table, poll) {
		for at := 0; ; at++ {
			next := bytes.Index(file[at:], []byte(id))
			if next < 0 {
				t.Fatalf("a row of %s is not in the file", table)
			}
			at += next
			behind, here := file[at+len(id):], found{page: at / size, place: at % size, choice: choice}
			if table == "ballots" { // id, poll, choice
				here.trx = string(behind[:6])
				if !bytes.HasPrefix(behind[gap:], poll[:]) {
					continue
				}
			} else { // poll, id, choice
				here.trx = string(behind[:6])
				if !bytes.HasSuffix(file[:at], poll[:]) {
					continue
				}
			}
			if h.Engine == apptest.SQLite { // cells grow from the end of a page
				here.place, here.trx = -here.place, ""
			}
			all = append(all, here)
			break
		}
	}
	return all
}

// matched tells how many of those who are known to have voted one after another
// an attacker gets right who takes the rows in this order.
func matched(rows []found, chosen []string, order func(a, b found) int) int {
	slices.SortFunc(rows, order)
	right := 0
	for k, row := range rows {
		if row.choice == chosen[k] {
			right++
		}
	}
	return right
}

var orders = map[string]func(a, b found) int{
	"by page and place": func(a, b found) int { return cmp.Or(a.page-b.page, a.place-b.place) },
	"by transaction": func(a, b found) int {
		return cmp.Or(cmp.Compare(a.trx, b.trx), a.page-b.page, a.place-b.place)
	},
}

// Somebody knows the order in which sixty people have voted and has a copy of the
// very files. As long as the poll runs that tells nearly all; once the ballots are
// written anew it tells no more than chance, one in twenty, and nothing in the
// files is left of where they lay.
func TestShuffle_copiesOfTheFilesTellNothing(t *testing.T) {
	const voters, options = 60, 20
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		dice := apptest.Dice(t)
		h := scene.NewAssociation(env, voters)
		labels := make([]string, options)
		for i := range labels {
			labels[i] = fmt.Sprintf("第%d号", i+1)
		}
		path := h.OpenPoll(labels...)
		poll := pollID(t, path)
		var chosen []string // in the order of casting
		for _, i := range dice.Perm(voters) {
			choice := 1 + dice.IntN(options)
			h.Members[i].Post(path+"/ballots", scene.Ballot(choice)).Want(201)
			chosen = append(chosen, fmt.Sprint(choice))
		}
		h.Chair.Post(path+"/close", nil).Want(200)
		for name, order := range orders {
			if right := matched(dig(t, h, "ballots", poll), chosen, order); right < 50 {
				t.Fatalf("%s: %d of %d are matched in the box: the attack is not what it was", name, right, voters)
			}
		}
		old := pile(h, "ballots", poll)
		if !shuffled(h) {
			t.Fatal("the ballots were not written anew")
		}
		for name, order := range orders {
			right := matched(dig(t, h, "ballots_counted", poll), chosen, order)
			t.Logf("%s: %d of %d", name, right, voters)
			if right > 15 { // seven sigma above 3
				t.Errorf("%s: %d of %d are matched, chance is 3", name, right, voters)
			}
		}
		checkTraces(t, h, old)
		if h.Engine == apptest.SQLite {
			if wal, err := os.ReadFile(h.DSN + "-wal"); err == nil && len(wal) > 0 {
				t.Errorf("the write-ahead log has %d bytes", len(wal))
			}
		}
	})
}

// checkTraces: no file holds a ballot under the id it was cast under.
func checkTraces(t *testing.T, h *scene.Association, cast map[string]string) {
	t.Helper()
	for _, table := range []string{"ballots", "ballots_counted"} {
		file := copyOf(t, h, table)
		for id := range cast {
			if bytes.Contains(file, []byte(id)) {
				t.Fatalf("the file of %s still holds a ballot as it was cast", table)
			}
		}
	}
}

// Many pages, among them those that ballots of a poll in progress share, have been
// split and filled again: none keeps what was removed.
func TestShuffle_leavesNoTrace(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 20)
		path := crowd(h, 1500)
		other := h.OpenPoll("早", "晚")
		for i, c := range h.Members {
			c.Post(other+"/ballots", scene.Ballot(1+i%2)).Want(201)
		}
		cast, left := pile(h, "ballots", pollID(t, path)), pile(h, "ballots", pollID(t, other))
		h.Chair.Post(path+"/close", nil).Want(200)
		if !shuffled(h) {
			t.Fatal("the ballots were not written anew")
		}
		checkTraces(t, h, cast)
		if now := pile(h, "ballots", pollID(t, other)); !maps.Equal(now, left) {
			t.Errorf("%d ballots of the poll in progress, there were %d", len(now), len(left))
		}
	})
}
