package routes_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services"
)

// pollID gives the id of a poll's path.
func pollID(t *testing.T, path string) models.ID {
	t.Helper()
	id, err := models.ParseID(strings.TrimPrefix(path, "/polls/"))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// inTheBox counts marks and ballots of a poll; they must always agree.
func (h *house) inTheBox(path string) int {
	h.Helper()
	id := pollID(h.TB.(*testing.T), path)
	marks := h.Count("SELECT COUNT(*) FROM poll_roll_entries WHERE poll_id = ? AND voted = 1", id[:])
	if ballots := h.Count("SELECT COUNT(*) FROM ballots WHERE poll_id = ?", id[:]); ballots != marks {
		h.Fatalf("%d ballots for %d marks", ballots, marks)
	}
	return marks
}

func TestWhoMayVote(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := newHouse(env, 10)
		last := models.DayOf(h.Clock.Now().Add(untilClose)) // the day of the close
		eighteen := func(days int) string {
			return fmt.Sprintf("%04d%s", 2026-18, string(last.AddDays(days))[4:])
		}
		if last != "2026-11-23" {
			t.Fatalf("the clock begins on another day: %s", last)
		}
		grown, minor := h.join("grown-up-today"), h.join("grown-up-tomorrow")
		h.born(grown, eighteen(0))
		h.born(minor, eighteen(1))
		unverified, pending, left, closed := h.join("unverified"), h.join("pending"), h.join("left"), h.join("closed")
		h.exec("UPDATE persons SET verification = 'none', birth_day = NULL WHERE id = ?", unverified.PersonID[:])
		h.exec("UPDATE persons SET verification = 'pending' WHERE id = ?", pending.PersonID[:])
		h.exec("UPDATE memberships SET state = 'applied' WHERE person_id = ?", left.PersonID[:])
		h.exec("UPDATE persons SET state = 'closed' WHERE id = ?", closed.PersonID[:])
		path := h.poll()
		if got := read(h.chair.Get(path)).RollCount; got != 11 {
			t.Fatalf("%d people on the roll, want ten and the one who comes of age", got)
		}

		between := h.join("joined-before-the-seal")
		h.Clock.Add(untilOpen)
		h.chair.Post(path+"/open", nil).Want(200)
		after := h.join("joined-after-the-seal")
		sealed := *read(h.chair.Get(path)).RollHash

		grown.Post(path+"/ballots", ballot(1)).Want(201)
		for _, c := range []*apptest.Client{minor, between, after} {
			c.Get(path).Want(200)
			c.Post(path+"/ballots", ballot(1)).Reason(403, "ballot.not_on_roll")
		}
		unverified.Post(path+"/ballots", ballot(1)).Reason(403, "auth.verification_required")
		pending.Post(path+"/ballots", ballot(1)).Reason(403, "auth.verification_required")
		left.Post(path+"/ballots", ballot(1)).Reason(404, "request.not_found")
		env.Visitor().Post(path+"/ballots", ballot(1)).Want(401)

		// A sealed roll stands: who leaves afterwards keeps the vote.
		gone := h.members[4]
		h.exec("UPDATE memberships SET state = 'ended', live_key = NULL WHERE person_id = ?", gone.PersonID[:])
		gone.Post(path+"/ballots", ballot(1)).Want(201)
		for name, body := range map[string]any{
			"no such option": ballot(4), "zero": ballot(0), "many": ballot(21), "text": map[string]any{"choice": "1"},
			"none": map[string]any{}, "two": map[string]any{"choice": []int{1, 2}}, "for another": map[string]any{"choice": 1, "person_id": gone.PersonID},
		} {
			if r := h.members[5].Post(path+"/ballots", body); r.Status != 422 {
				t.Errorf("%s: %s", name, r)
			}
		}
		h.members[5].Post(path+"/ballots", ballot(4)).Reason(422, "ballot.unknown_choice")
		if n := h.inTheBox(path); n != 2 {
			t.Fatalf("%d ballots, want 2", n)
		}
		if now := *read(h.chair.Get(path)).RollHash; now != sealed || h.Count("SELECT COUNT(*) FROM poll_roll_entries") != 11 {
			t.Error("the sealed roll changed")
		}
	})
}

func TestAPersonVotesOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := newHouse(env, 10)
		second := env.Second()
		path := h.open()
		voter := h.members[3].With("Idempotency-Key", "the-same-key-each-time")
		answers := apptest.Race(50, func(i int) *apptest.Response {
			c := voter
			if i%2 == 1 {
				c = c.On(second) // another process
			}
			return c.Post(path+"/ballots", ballot(1+i%3))
		})
		if n := apptest.Statuses(answers); n[201] != 1 || n[409] != 49 {
			t.Fatalf("statuses %v", n)
		}
		for _, r := range answers {
			if r.Status == 409 && r.Code() != "ballot.already_cast" {
				t.Fatalf("%s", r)
			}
		}
		if n := h.inTheBox(path); n != 1 {
			t.Fatalf("%d ballots of one person", n)
		}
	}, apptest.Alone())
}

func TestBallotsAtTheEdgesOfTheWindow(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := newHouse(env, 10)
		path := h.poll()
		p := read(h.chair.Get(path))
		h.Clock.Set(p.OpensAt - 1)
		h.chair.Post(path+"/open", nil).Reason(409, "poll.too_early")
		h.Clock.Set(p.OpensAt)
		h.chair.Post(path+"/open", nil).Want(200)
		h.members[0].Post(path+"/ballots", ballot(1)).Want(201)
		h.Clock.Set(p.ClosesAt - 1)
		h.members[1].Post(path+"/ballots", ballot(1)).Want(201)
		h.chair.Post(path+"/close", nil).Reason(409, "poll.still_running")
		for i, at := range []models.Instant{p.ClosesAt, p.ClosesAt + 1} {
			h.Clock.Set(at)
			h.members[2+i].Post(path+"/ballots", ballot(1)).Reason(409, "poll.closed")
		}
		h.chair.Post(path+"/close", nil).Want(200)
		if n := h.inTheBox(path); n != 2 {
			t.Fatalf("%d ballots, want 2", n)
		}
	})
}

func TestEverybodyHasVotedSoTheChairMayClose(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := newHouse(env, 10)
		path := h.open("是", "否")
		for i, c := range h.members {
			if i == 9 {
				h.chair.Post(path+"/close", nil).Reason(409, "poll.still_running")
			}
			c.Post(path+"/ballots", ballot(1+i%2)).Want(201)
		}
		h.chair.Post(path+"/close", nil).Want(200)
		var got resultAnswer
		h.chair.Get(path + "/result").Want(200).JSON(&got)
		if got.CastCount != 10 || !got.Tie || len(got.Leaders) != 2 {
			t.Fatalf("%+v", got)
		}
		h.Clock.Add(untilClose)
		if h.RunJobs() != 2 || read(h.chair.Get(path)).Version != 4 { // the jobs find their work done
			t.Error("a job touched a closed poll")
		}
	})
}

// A late ballot and the close race, in two processes: whatever each was told
// must be true, and marks, ballots and count must agree.
func TestLateBallotsAgainstTheClose(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := newHouse(env, 24)
		second := env.Second()
		taken, refused := 0, 0
		for round := range 4 {
			path := h.open()
			closes := read(h.chair.Get(path)).ClosesAt
			h.Clock.Set(closes - 1)
			var cast sync.WaitGroup
			results := make(chan *apptest.Response, len(h.members))
			for i, c := range h.members {
				if i%2 == 1 {
					c = c.On(second)
				}
				cast.Go(func() {
					results <- c.Post(path+"/ballots", ballot(1+i%3))
				})
			}
			accepted := 0
			for range 1 + 5*round { // these are in; the others are somewhere on their way
				if r := <-results; r.Want(201) != nil {
					accepted++
				}
			}
			h.Clock.Set(closes)
			if round%2 == 0 {
				h.RunJobs()
			} else {
				h.chair.On(second).Post(path+"/close", nil).Want(200)
			}
			cast.Wait()
			close(results)
			for r := range results {
				switch {
				case r.Status == 201:
					accepted++
				case r.Status != 409 || r.Code() != "poll.closed":
					t.Fatalf("%s", r)
				default:
					refused++
				}
			}
			taken += accepted
			p := read(h.chair.Get(path))
			if p.State != "closed" || p.CastCount == nil || *p.CastCount != accepted || h.inTheBox(path) != accepted {
				t.Fatalf("round %d: %d people were told they voted, box %d, poll %+v", round, accepted, h.inTheBox(path), p)
			}
			wake(h)
		}
		t.Logf("%d in time, %d late", taken, refused)
	})
}

// wake signs everybody in again, because the clock has moved on.
func wake(h *house) {
	h.Helper()
	for _, c := range h.members {
		c.Token = h.SignIn(c.Name).Token
	}
}

// Ballots wait for each other, one bad call does not fail its neighbours, and a
// person who sends twice into the same commit has one ballot.
func TestBallotsShareACommit(t *testing.T) {
	gathered := apptest.WithBallotBatch(services.Batch{Min: 8, MinWait: time.Hour}) // longer than a request may take
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := newHouse(env, 10)
		path := h.open()
		answers := apptest.Race(8, func(i int) *apptest.Response {
			return h.members[min(i, 6)].Post(path+"/ballots", ballot(1+i%3)) // the seventh twice
		})
		n := apptest.Statuses(answers)
		if n[201] != 7 || n[409] != 1 || h.inTheBox(path) != 7 {
			t.Fatalf("statuses %v", n)
		}
	}, gathered)
}

func TestACountThatCannotBeRightIsWithheld(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		for name, harm := range map[string]func(h *house, poll models.ID){
			"a ballot stuffed": func(h *house, poll models.ID) {
				id := newID()
				h.exec("INSERT INTO ballots (id, poll_id, choice) VALUES (?, ?, 1)", id[:], poll[:])
			},
			"a ballot lost":   func(h *house, poll models.ID) { h.exec("DELETE FROM ballots WHERE poll_id = ?", poll[:]) },
			"a ballot for 99": func(h *house, poll models.ID) { h.exec("UPDATE ballots SET choice = 99 WHERE poll_id = ?", poll[:]) },
			"a voter added": func(h *house, poll models.ID) {
				id := newID()
				h.exec("INSERT INTO poll_roll_entries (poll_id, person_id, voted) VALUES (?, ?, 0)", poll[:], id[:])
			},
			"a voter exchanged": func(h *house, poll models.ID) {
				id := newID()
				h.exec("UPDATE poll_roll_entries SET person_id = ? WHERE poll_id = ? AND person_id = ?", id[:], poll[:], h.members[7].PersonID[:])
			},
		} {
			h := newHouse(env, 10)
			path := h.open()
			h.members[2].Post(path+"/ballots", ballot(1)).Want(201)
			harm(h, pollID(t, path))
			h.Clock.Add(untilClose)
			h.RunJobs()
			h.chair.Post(path+"/close", nil).Reason(409, "poll.count_mismatch")
			h.chair.Get(path+"/result").Reason(409, "poll.not_closed")
			if !strings.Contains(env.Logs(), "POLL NOT COUNTED") {
				t.Errorf("%s: nobody was told", name)
			}
			if p := read(h.chair.Get(path)); p.State != "open" || p.CastCount != nil {
				t.Errorf("%s: %+v", name, p)
			}
		}
	})
}
