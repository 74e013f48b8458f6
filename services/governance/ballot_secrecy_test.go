package governance_test

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

var choiceWord = regexp.MustCompile(`(?i)choice|option|label`)

// After an evening of votes, everything that the product has written is read by
// an attacker: no row and no line holds a person with a choice.
func TestNothingStoredJoinsPersonAndChoice(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 20)
		path := h.OpenPoll("甲案", "乙案", "丙案")
		poll := pollID(t, path)
		keys := h.Count("SELECT COUNT(*) FROM idempotency_keys")
		for i, c := range h.Members {
			c.With("Idempotency-Key", fmt.Sprintf("ballot-of-%d", i)).With("X-Request-ID", fmt.Sprintf("own-%d", i)).
				Post(path+"/ballots", scene.Ballot(1+i%3)).Want(201)
			c.With("Idempotency-Key", fmt.Sprintf("ballot-of-%d", i)).Post(path+"/ballots", scene.Ballot(1+i%3)).
				Reason(409, "ballot.already_cast")
		}
		if n := h.Count("SELECT COUNT(*) FROM idempotency_keys"); n != keys {
			t.Errorf("%d answers to ballots were kept", n-keys)
		}
		checkBallotTable(t, h, poll)
		checkCastTrail(t, h, poll)

		dump, ballots := h.Dump(), h.RowsOf("SELECT id FROM ballots")
		for _, line := range strings.Split(dump, "\n") {
			table, _, _ := strings.Cut(line, ":")
			if table != "ballots" && table != "poll_options" && table != "polls" && choiceWord.MatchString(line) {
				t.Errorf("a row of %s speaks of choices: %s", table, line)
			}
		}
		logs := h.Logs()
		for _, line := range strings.Split(logs, "\n") {
			if choiceWord.MatchString(line) || strings.ContainsAny(line, "甲乙丙") {
				t.Errorf("the log speaks of choices: %s", line)
			}
			if apptest.Holds(line, "/ballots") {
				for _, c := range h.Members {
					if apptest.Holds(line, c.PersonID.String()) {
						t.Errorf("the log names a voter: %s", line)
					}
				}
			}
		}
		for _, row := range ballots {
			id := models.ID([]byte(row[0]))
			if n := strings.Count(dump, fmt.Sprintf("%q", row[0])); n != 1 {
				t.Errorf("the id of a ballot stands in %d places", n)
			}
			if apptest.Holds(dump+logs, id.String()) {
				t.Errorf("the id of a ballot stands in a text")
			}
		}
		for _, action := range []string{"/turnout", "/roll", "", "/result"} {
			h.Members[0].Get(path + action).Lacks(`"choice"`)
		}
	})
}

// checkBallotTable: three columns, a random id, nothing else.
func checkBallotTable(t *testing.T, h *scene.Association, poll models.ID) {
	t.Helper()
	rows, err := h.SQL.Query("SELECT * FROM ballots")
	if err != nil {
		t.Fatal(err)
	}
	columns, err := rows.Columns()
	rows.Close()
	if err != nil || !slices.Equal(columns, []string{"id", "poll_id", "choice"}) {
		t.Fatalf("columns of ballots: %v %v", columns, err)
	}
	if columns := fmt.Sprint(columnsOf(t, h, "poll_roll_entries")); columns != "[poll_id person_id voted]" {
		t.Fatalf("columns of the roll: %s", columns)
	}
	if _, err := h.SQL.Exec("SELECT rowid FROM ballots"); h.Engine == apptest.SQLite && err == nil {
		t.Error("ballots have a rowid, which keeps the order of casting")
	}
	for _, row := range h.RowsOf("SELECT id FROM ballots WHERE poll_id = ?", poll[:]) {
		if id := []byte(row[0]); id[6]>>4 != 4 {
			t.Errorf("the id of a ballot is of version %d, which may tell the time", id[6]>>4)
		}
	}
}

func columnsOf(t *testing.T, h *scene.Association, table string) []string {
	t.Helper()
	rows, err := h.SQL.Query("SELECT * FROM " + table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	return columns
}

// checkCastTrail: the trail knows who voted and in which hour, not more.
func checkCastTrail(t *testing.T, h *scene.Association, poll models.ID) {
	t.Helper()
	rows := h.RowsOf(`SELECT id, at, actor_id, session_id, request_id, detail, reason, region_code
		FROM audit_events WHERE action = 'ballot.cast' AND object_id = ?`, poll[:])
	if len(rows) != len(h.Members) {
		t.Fatalf("%d rows of the trail for %d votes", len(rows), len(h.Members))
	}
	hour := fmt.Sprint(h.Clock.Now().Time().Truncate(time.Hour).UnixMilli())
	same := rows[0]
	for _, row := range rows {
		if row[0][6]>>4 != 4 || row[1] != hour || row[3] != "<null>" || row[4] != "" || row[5] != "{}" {
			t.Errorf("the trail of a ballot: %q", row)
		}
		if !slices.Equal(append(row[1:2:2], row[3:]...), append(same[1:2:2], same[3:]...)) {
			t.Errorf("rows of the trail differ in more than the person: %q and %q", row, same)
		}
	}
}

// asStored gives the beginning of a query that walks a table in the order in
// which the engine keeps its rows, not through an index.
func asStored(h *scene.Association, columns, table string) string {
	if h.Engine == apptest.SQLite && table == "ballots" { // NOT INDEXED would still walk a covering index
		return "SELECT " + columns + " FROM ballots WHERE id >= x''"
	}
	if h.Engine == apptest.SQLite {
		return "SELECT " + columns + " FROM " + table + " NOT INDEXED WHERE 1 = 1"
	}
	return "SELECT " + columns + " FROM " + table + " FORCE INDEX (PRIMARY) WHERE 1 = 1"
}

// The attacker knows in which order people voted, and reads every table in every
// order that the database offers, to pair the k-th person with the k-th ballot.
// With twenty people and twenty options a guess is right once in twenty.
func TestTheOrderOfBallotsTellsNothing(t *testing.T) {
	const voters, polls = 20, 10
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		dice := apptest.Dice(t)
		h := scene.NewAssociation(env, voters)
		labels := make([]string, voters)
		for i := range labels {
			labels[i] = fmt.Sprintf("第%d号", i+1)
		}
		right := map[string]int{}
		for range polls {
			path := h.OpenPoll(labels...)
			poll := pollID(t, path)
			people, choices := dice.Perm(voters), dice.Perm(voters)
			chosen := map[string]string{} // by whom
			for k, i := range people {
				c := h.Members[i]
				c.Post(path+"/ballots", scene.Ballot(choices[k]+1)).Want(201)
				chosen[string(c.PersonID[:])] = fmt.Sprint(choices[k] + 1)
			}
			for name, order := range map[string]string{
				"as stored":        "",
				"by id":            " ORDER BY id",
				"by id, backwards": " ORDER BY id DESC",
				"by time":          "time",
			} {
				// it has none; what else there is
				boxOrder := strings.Replace(order, "time", " ORDER BY poll_id, choice", 1)
				trailOrder := strings.Replace(order, "time", " ORDER BY at, id", 1)
				boxes := h.RowsOf(asStored(h, "choice", "ballots")+" AND poll_id = ?"+boxOrder, poll[:])
				trail := h.RowsOf(asStored(h, "actor_id", "audit_events")+
					" AND action = 'ballot.cast' AND object_id = ?"+trailOrder, poll[:])
				if len(boxes) != voters || len(trail) != voters {
					t.Fatalf("%d ballots, %d rows of the trail", len(boxes), len(trail))
				}
				for k := range voters {
					person := h.Members[people[k]].PersonID
					if boxes[k][0] == chosen[string(person[:])] {
						right["ballots "+name]++
					}
					if trail[k][0] == string(person[:]) {
						right["trail "+name]++
					}
					if boxes[k][0] == chosen[trail[k][0]] {
						right["trail beside ballots "+name]++
					}
				}
			}
			h.Clock.Add(scene.UntilClose)
			wake(h)
		}
		n, p := float64(voters*polls), 1/float64(voters)
		// a dozen questions on two engines: five sigma failed once in some thousand runs
		bound := p + 7*math.Sqrt(p*(1-p)/n)
		for name, hits := range right {
			if rate := float64(hits) / n; rate > bound {
				t.Errorf("%s: %.3f of the guesses are right, chance is %.3f", name, rate, p)
			}
		}
	})
}

// A hundred people vote one after another, the first half one way, the second
// the other: where their ballots lie must not show it.
func TestEarlyAndLateBallotsLieTogether(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		const voters = 100
		h := scene.NewAssociation(env, voters)
		path := h.OpenPoll("早", "晚")
		for i, c := range h.Members {
			c.Post(path+"/ballots", scene.Ballot(1+i/(voters/2))).Want(201)
		}
		for _, order := range []string{"", " ORDER BY id"} {
			rows := h.RowsOf(asStored(h, "choice", "ballots") + order)
			ranks := 0.0 // of the late ballots: the Wilcoxon rank sum
			for k, row := range rows {
				if row[0] == "2" {
					ranks += float64(k + 1)
				}
			}
			m := float64(voters / 2)
			z := (ranks - m*(voters+1)/2) / math.Sqrt(m*m*(voters+1)/12)
			if len(rows) != voters || math.Abs(z) > 4.5 {
				t.Errorf("%d ballots%s: early and late lie apart, z = %.1f", len(rows), order, z)
			}
		}
		h.Chair.Post(path+"/close", nil).Want(200)
		var result resultAnswer
		h.Chair.Get(path + "/result").Want(200).JSON(&result)
		if result.CastCount != voters || !result.Tie {
			t.Fatalf("%+v", result)
		}
	})
}
