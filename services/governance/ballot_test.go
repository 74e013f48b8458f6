package governance_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
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
func inTheBox(h *scene.Association, path string) int {
	h.Helper()
	id := pollID(h.TB.(*testing.T), path)
	marks := h.Count("SELECT COUNT(*) FROM poll_roll_entries WHERE poll_id = ? AND voted = 1", id[:])
	if ballots := h.Count(`SELECT (SELECT COUNT(*) FROM ballots WHERE poll_id = ?)
		+ (SELECT COUNT(*) FROM ballots_counted WHERE poll_id = ?)`, id[:], id[:]); ballots != marks {
		h.Fatalf("%d ballots for %d marks", ballots, marks)
	}
	return marks
}

func TestWhoMayVote(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		last := models.DayOf(h.Clock.Now().Add(scene.UntilClose)) // the day of the close
		eighteen := func(days int) string {
			return fmt.Sprintf("%04d%s", 2026-18, string(last.AddDays(days))[4:])
		}
		if last != "2026-11-23" {
			t.Fatalf("the clock begins on another day: %s", last)
		}
		grown, minor := h.AddMember("grown-up-today"), h.AddMember("grown-up-tomorrow")
		h.SetBirthday(grown, eighteen(0))
		h.SetBirthday(minor, eighteen(1))
		unverified, pending, left, closed := h.AddMember("unverified"), h.AddMember("pending"), h.AddMember("left"),
			h.AddMember("closed")
		h.Exec("UPDATE persons SET verification = 'none', birth_day = NULL WHERE id = ?", unverified.PersonID[:])
		h.Exec("UPDATE persons SET verification = 'pending' WHERE id = ?", pending.PersonID[:])
		h.Exec("UPDATE memberships SET state = 'applied' WHERE person_id = ?", left.PersonID[:])
		h.Exec("UPDATE persons SET state = 'closed' WHERE id = ?", closed.PersonID[:])
		path := h.PublishRoll()
		if got := read(h.Chair.Get(path)).RollCount; got != 11 {
			t.Fatalf("%d people on the roll, want ten and the one who comes of age", got)
		}

		between := h.AddMember("joined-before-the-seal")
		h.Clock.Add(scene.UntilOpen)
		h.Chair.Post(path+"/open", nil).Want(200)
		after := h.AddMember("joined-after-the-seal")
		sealed := *read(h.Chair.Get(path)).RollHash

		grown.Post(path+"/ballots", scene.Ballot(1)).Want(201)
		for _, c := range []*apptest.Client{minor, between, after} {
			c.Get(path).Want(200)
			c.Post(path+"/ballots", scene.Ballot(1)).Reason(403, "ballot.not_on_roll")
		}
		unverified.Post(path+"/ballots", scene.Ballot(1)).Reason(403, "auth.verification_required")
		pending.Post(path+"/ballots", scene.Ballot(1)).Reason(403, "auth.verification_required")
		left.Post(path+"/ballots", scene.Ballot(1)).Reason(404, "request.not_found")
		env.Visitor().Post(path+"/ballots", scene.Ballot(1)).Want(401)

		// A sealed roll stands: a person who leaves afterwards keeps the vote.
		gone := h.Members[4]
		h.Exec("UPDATE memberships SET state = 'ended', live_key = NULL WHERE person_id = ?", gone.PersonID[:])
		gone.Post(path+"/ballots", scene.Ballot(1)).Want(201)
		for name, body := range map[string]any{
			"no such option": scene.Ballot(4), "zero": scene.Ballot(0), "many": scene.Ballot(21),
			"text": map[string]any{"choice": "1"},
			"none": map[string]any{}, "two": map[string]any{"choice": []int{1, 2}},
			"for another": map[string]any{"choice": 1, "person_id": gone.PersonID},
		} {
			if r := h.Members[5].Post(path+"/ballots", body); r.Status != 422 {
				t.Errorf("%s: %s", name, r)
			}
		}
		h.Members[5].Post(path+"/ballots", scene.Ballot(4)).Reason(422, "ballot.unknown_choice")
		if n := inTheBox(h, path); n != 2 {
			t.Fatalf("%d ballots, want 2", n)
		}
		if now := *read(h.Chair.Get(path)).RollHash; now != sealed ||
			h.Count("SELECT COUNT(*) FROM poll_roll_entries") != 11 {
			t.Error("the sealed roll changed")
		}
	})
}

func TestAPersonVotesOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		second := env.Second()
		path := h.OpenPoll()
		voter := h.Members[3].With("Idempotency-Key", "the-same-key-each-time")
		answers := apptest.Race(50, func(i int) *apptest.Response {
			c := voter
			if i%2 == 1 {
				c = c.On(second) // another process
			}
			return c.Post(path+"/ballots", scene.Ballot(1+i%3))
		})
		if n := apptest.Statuses(answers); n[201] != 1 || n[409] != 49 {
			t.Fatalf("statuses %v", n)
		}
		for _, r := range answers {
			if r.Status == 409 && r.Code() != "ballot.already_cast" {
				t.Fatalf("%s", r)
			}
		}
		if n := inTheBox(h, path); n != 1 {
			t.Fatalf("%d ballots of one person", n)
		}
	}, apptest.Alone())
}

func TestBallotsAtTheEdgesOfTheWindow(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		path := h.PublishRoll()
		p := read(h.Chair.Get(path))
		h.Clock.Set(p.OpensAt - 1)
		h.Chair.Post(path+"/open", nil).Reason(409, "poll.too_early")
		h.Clock.Set(p.OpensAt)
		h.Chair.Post(path+"/open", nil).Want(200)
		h.Members[0].Post(path+"/ballots", scene.Ballot(1)).Want(201)
		h.Clock.Set(p.ClosesAt - 1)
		h.Members[1].Post(path+"/ballots", scene.Ballot(1)).Want(201)
		h.Chair.Post(path+"/close", nil).Reason(409, "poll.still_running")
		for i, at := range []models.Instant{p.ClosesAt, p.ClosesAt + 1} {
			h.Clock.Set(at)
			h.Members[2+i].Post(path+"/ballots", scene.Ballot(1)).Reason(409, "poll.closed")
		}
		h.Chair.Post(path+"/close", nil).Want(200)
		if n := inTheBox(h, path); n != 2 {
			t.Fatalf("%d ballots, want 2", n)
		}
	})
}

func TestEverybodyHasVotedSoTheChairMayClose(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		path := h.OpenPoll("是", "否")
		for i, c := range h.Members {
			if i == 9 {
				h.Chair.Post(path+"/close", nil).Reason(409, "poll.still_running")
			}
			c.Post(path+"/ballots", scene.Ballot(1+i%2)).Want(201)
		}
		h.Chair.Post(path+"/close", nil).Want(200)
		var got resultAnswer
		h.Chair.Get(path + "/result").Want(200).JSON(&got)
		if got.CastCount != 10 || !got.Tie || len(got.Leaders) != 2 {
			t.Fatalf("%+v", got)
		}
		h.Clock.Add(scene.UntilClose)
		if h.RunJobs() != 3 || read(h.Chair.Get(path)).Version != 4 { // two jobs find their work done
			t.Error("a job touched a closed poll")
		}
	})
}

// A late ballot and the close race, in two processes: whatever each was told
// must be true, and marks, ballots and count must agree.
func TestLateBallotsAgainstTheClose(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 24)
		second := env.Second()
		taken, refused := 0, 0
		for round := range 4 {
			path := h.OpenPoll()
			closes := read(h.Chair.Get(path)).ClosesAt
			h.Clock.Set(closes - 1)
			var cast sync.WaitGroup
			results := make(chan *apptest.Response, len(h.Members))
			for i, c := range h.Members {
				if i%2 == 1 {
					c = c.On(second)
				}
				cast.Go(func() {
					results <- c.Post(path+"/ballots", scene.Ballot(1+i%3))
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
				h.Chair.On(second).Post(path+"/close", nil).Want(200)
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
			p := read(h.Chair.Get(path))
			if p.State != "closed" || p.CastCount == nil || *p.CastCount != accepted || inTheBox(h, path) != accepted {
				t.Fatalf("round %d: %d people were told they voted, box %d, poll %+v", round, accepted,
					inTheBox(h, path), p)
			}
			wake(h)
		}
		t.Logf("%d in time, %d late", taken, refused)
	})
}

// wake signs everybody in again, because the clock has moved on.
func wake(h *scene.Association) {
	h.Helper()
	for _, c := range h.Members {
		c.Token = h.SignIn(c.Name).Token
	}
}

// Ballots wait for each other, one bad call does not fail its neighbours, and a
// person who sends twice into the same commit has one ballot.
func TestBallotsShareACommit(t *testing.T) {
	gathered := apptest.WithBallotBatch(services.Batch{Min: 8, MinWait: time.Hour}) // longer than a request may take
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		path := h.OpenPoll()
		answers := apptest.Race(8, func(i int) *apptest.Response {
			return h.Members[min(i, 6)].Post(path+"/ballots", scene.Ballot(1+i%3)) // the seventh twice
		})
		n := apptest.Statuses(answers)
		if n[201] != 7 || n[409] != 1 || inTheBox(h, path) != 7 {
			t.Fatalf("statuses %v", n)
		}
	}, gathered)
}

func TestACountThatCannotBeRightIsWithheld(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		for name, harm := range map[string]func(h *scene.Association, poll models.ID){
			"a ballot stuffed": func(h *scene.Association, poll models.ID) {
				id := scene.NewID()
				h.Exec("INSERT INTO ballots (id, poll_id, choice) VALUES (?, ?, 1)", id[:], poll[:])
			},
			"a ballot lost": func(h *scene.Association, poll models.ID) {
				h.Exec("DELETE FROM ballots WHERE poll_id = ?", poll[:])
			},
			"a ballot for 99": func(h *scene.Association, poll models.ID) {
				h.Exec("UPDATE ballots SET choice = 99 WHERE poll_id = ?", poll[:])
			},
			"a voter added": func(h *scene.Association, poll models.ID) {
				id := scene.NewID()
				h.Exec("INSERT INTO poll_roll_entries (poll_id, person_id, voted) VALUES (?, ?, 0)", poll[:], id[:])
			},
			"a voter exchanged": func(h *scene.Association, poll models.ID) {
				id := scene.NewID()
				h.Exec(`UPDATE poll_roll_entries SET person_id = ?
					WHERE poll_id = ? AND person_id = ?`, id[:], poll[:], h.Members[7].PersonID[:])
			},
		} {
			h := scene.NewAssociation(env, 10)
			path := h.OpenPoll()
			h.Members[2].Post(path+"/ballots", scene.Ballot(1)).Want(201)
			harm(h, pollID(t, path))
			h.Clock.Add(scene.UntilClose)
			h.RunJobs()
			h.Chair.Post(path+"/close", nil).Reason(409, "poll.count_mismatch")
			h.Chair.Get(path+"/result").Reason(409, "poll.not_closed")
			if !strings.Contains(env.Logs(), "POLL NOT COUNTED") {
				t.Errorf("%s: nobody was told", name)
			}
			if p := read(h.Chair.Get(path)); p.State != "open" || p.CastCount != nil {
				t.Errorf("%s: %+v", name, p)
			}
		}
	})
}
