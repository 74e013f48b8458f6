package governance_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// crowd gives the path of an open poll of two options in which so many people
// besides the members of the association, and all of these, have voted in turn
// for the one and the other. They are made behind the application's back.
func crowd(h *scene.Association, people int) string {
	h.Helper()
	path := h.PublishRoll("甲案", "乙案")
	poll := pollID(h.TB.(*testing.T), path)
	fill := func(table string, rows int, row func(i int) []any) {
		for from := 0; from < rows; from += 500 {
			part, args := min(500, rows-from), []any{}
			for i := range part {
				args = append(args, row(from+i)...)
			}
			h.Exec("INSERT INTO "+table+" VALUES (?, ?, ?)"+strings.Repeat(", (?, ?, ?)", part-1), args...)
		}
	}
	all := people + len(h.Members)
	fill("poll_roll_entries (poll_id, person_id, voted)", people, func(int) []any {
		id := scene.NewID()
		return []any{poll[:], id[:], 0}
	})
	h.Exec("UPDATE polls SET roll_count = ? WHERE id = ?", all, poll[:])
	h.Clock.Add(scene.UntilOpen)
	h.Chair.Post(path+"/open", nil).Want(200)
	h.Exec("UPDATE poll_roll_entries SET voted = 1 WHERE poll_id = ?", poll[:])
	ids := apptest.IDs()
	fill("ballots (id, poll_id, choice)", all, func(i int) []any {
		id := ids.NewSecret()
		return []any{id[:], poll[:], 1 + i%2}
	})
	return path
}

// readsResult demands the count of a closed poll of two options.
func readsResult(t *testing.T, h *scene.Association, path string, first, second int) {
	t.Helper()
	var got resultAnswer
	h.Members[1].Get(path + "/result").Want(200).JSON(&got)
	if len(got.Options) != 2 || got.Options[0].Votes != first || got.Options[1].Votes != second ||
		got.CastCount != first+second {
		t.Fatalf("the result: %+v", got)
	}
}

// kill makes the database refuse the statement of a table once so many ballots
// are written anew, until the returned function is called.
func kill(h *scene.Association, statement, table string, at int) (heal func()) {
	h.Helper()
	full := fmt.Sprintf("(SELECT COUNT(*) FROM ballots_counted) >= %d", at)
	head := "CREATE TRIGGER killed BEFORE " + statement + " ON " + table
	if h.Engine == apptest.MariaDB {
		h.Exec(head + " FOR EACH ROW BEGIN IF " + full +
			" THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'killed'; END IF; END")
	} else {
		h.Exec(head + " WHEN " + full + " BEGIN SELECT RAISE(ABORT, 'killed'); END")
	}
	return func() { h.Exec("DROP TRIGGER killed") }
}

// shuffled runs what is due and tells whether the ballots of all closed polls are
// written anew.
func shuffled(h *scene.Association) bool {
	h.Helper()
	h.RunJobs()
	return h.Count("SELECT COUNT(*) FROM jobs WHERE kind = 'poll.shuffle' AND done_at IS NULL") == 0
}

// pile reads the ballots of a poll in one of the tables, by id.
func pile(h *scene.Association, table string, poll models.ID) map[string]string {
	h.Helper()
	out := map[string]string{}
	for _, row := range h.RowsOf("SELECT id, choice FROM "+table+" WHERE poll_id = ?", poll[:]) {
		out[row[0]] = row[1]
	}
	return out
}

// Whatever ends the rewriting at whatever point, each ballot is in one of the two
// tables, the result stands, and the next try goes on.
func TestShuffle_killedAtAnyPoint(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		path := crowd(h, 2500) // 1255 for each: two slices
		poll := pollID(t, path)
		cast := pile(h, "ballots", poll)
		h.Chair.Post(path+"/close", nil).Want(200)
		for i, dies := range []struct {
			statement, table  string
			at, rewritten, ok int
		}{
			{"INSERT", "ballots_counted", 0, 0, 0},       // the very first
			{"INSERT", "ballots_counted", 500, 0, 0},     // in the middle of a slice
			{"DELETE", "ballots", 900, 0, 0},             // written, but not taken out
			{"INSERT", "ballots_counted", 1000, 1000, 0}, // between two slices
			{"DELETE", "ballots", 2000, 1255, 0},         // in the other option
			{"INSERT", "ballots_counted", 2400, 2255, 0},
			{"DELETE", "ballots", 2510, 2255, 0}, // in the last
		} {
			heal := kill(h, dies.statement, dies.table, dies.at)
			if shuffled(h) {
				t.Fatalf("%d: the work ended in spite of a fault", i)
			}
			heal()
			if n := h.Count("SELECT COUNT(*) FROM ballots_counted"); n != dies.rewritten {
				t.Fatalf("%d: %d ballots are written anew, want %d", i, n, dies.rewritten)
			}
			if n := inTheBox(h, path); n != len(cast) {
				t.Fatalf("%d: %d marks", i, n)
			}
			readsResult(t, h, path, 1255, 1255)
			h.Exec("UPDATE jobs SET attempts = 0, run_at = 0 WHERE kind = 'poll.shuffle'")
		}
		if !shuffled(h) {
			t.Fatalf("the work did not end: %s", h.Logs())
		}
		checkAnew(t, h, path, cast)
		readsResult(t, h, path, 1255, 1255)
	})
}

// checkAnew: the box is empty, and as many ballots as were cast for each option
// lie in the other table, none under the id it was cast under.
func checkAnew(t *testing.T, h *scene.Association, path string, cast map[string]string) {
	t.Helper()
	poll := pollID(t, path)
	if left := pile(h, "ballots", poll); len(left) != 0 || inTheBox(h, path) != len(cast) {
		t.Fatalf("%d ballots lie where they were cast", len(left))
	}
	was, is := map[string]int{}, map[string]int{}
	for _, choice := range cast {
		was[choice]++
	}
	for id, choice := range pile(h, "ballots_counted", poll) {
		is[choice]++
		if _, same := cast[id]; same || id[6]>>4 != 4 {
			t.Fatal("a ballot kept its id, or its id tells the time")
		}
	}
	if fmt.Sprint(was) != fmt.Sprint(is) {
		t.Fatalf("%v were cast, %v are kept", was, is)
	}
}

// Two processes whose leases end in the middle of the work lose and double
// nothing.
func TestShuffle_twoProcesses(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		path := crowd(h, 4500)
		cast := pile(h, "ballots", pollID(t, path))
		h.Chair.Post(path+"/close", nil).Want(200)
		twin := h.Second()
		var work sync.WaitGroup
		for _, env := range []*apptest.Env{h.Env, twin} {
			work.Go(func() {
				for range 6 {
					if _, err := env.Server.Services.RunDueJobs(context.Background()); err != nil {
						t.Error(err)
					}
					env.Clock.Add(61 * time.Second) // a lease is a minute
				}
			})
		}
		work.Wait()
		for range 8 { // a try that met the other is made again after a pause
			h.Clock.Add(11 * time.Minute)
			h.RunJobs()
		}
		if !shuffled(h) {
			t.Fatalf("the work did not end: %s", h.Logs())
		}
		checkAnew(t, h, path, cast)
	})
}

// While one poll is written anew its result is read and people vote in another,
// whose ballots stay in the box.
func TestShuffle_besideOtherPolls(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 20)
		path := crowd(h, 2500)
		cast := pile(h, "ballots", pollID(t, path))
		other := h.OpenPoll("早", "晚")
		h.Chair.Post(path+"/close", nil).Want(200)
		var work sync.WaitGroup
		work.Go(func() { shuffled(h) })
		for i, c := range h.Members {
			c.Post(other+"/ballots", scene.Ballot(1+i%2)).Want(201)
			readsResult(t, h, path, 1260, 1260)
		}
		work.Wait()
		checkAnew(t, h, path, cast)
		if n := h.Count("SELECT COUNT(*) FROM ballots"); n != 20 || inTheBox(h, other) != 20 {
			t.Fatalf("%d ballots of the other poll", n)
		}
		h.Chair.Post(other+"/close", nil).Want(200)
		readsResult(t, h, other, 10, 10)
	})
}

// Ballots that are not those that were counted are reported, and the work does
// not end.
func TestShuffle_countsThatDisagree(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		path := crowd(h, 20)
		h.Chair.Post(path+"/close", nil).Want(200)
		poll, forged := pollID(t, path), scene.NewID()
		h.Exec("INSERT INTO ballots (id, poll_id, choice) VALUES (?, ?, 2)", forged[:], poll[:])
		if shuffled(h) || !strings.Contains(h.Logs(), "POLL NOT COUNTED") {
			t.Fatal("a ballot that was not counted is passed over")
		}
		readsResult(t, h, path, 15, 15)
	})
}
