package governance_test

import (
	"sync"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// A draft is gone with its options; what was published is not deleted.
func TestDraftsAreDeleted(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		path := "/polls/" + h.Chair.Post("/polls", h.PollDraft()).Want(201).ID().String()
		h.Members[3].Delete(path).Want(403)
		h.Chair.Get(path).Want(200).Contains(`"delete"`)
		h.Chair.Delete(path).Want(204)
		h.Chair.Delete(path).Reason(404, "request.not_found")
		h.Chair.Get(path).Reason(404, "request.not_found")
		if n := h.Count(`SELECT (SELECT COUNT(*) FROM polls) + (SELECT COUNT(*) FROM poll_options)`); n != 0 {
			t.Errorf("%d rows of a deleted draft", n)
		}
		if n := h.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'poll.delete'"); n != 1 {
			t.Errorf("%d rows of the trail", n)
		}
		published := h.PublishRoll()
		h.Chair.Delete(published).Reason(409, "poll.wrong_state")
		h.Chair.Get(published).Want(200).Lacks(`"delete"`)
	})
}

// Whoever announced a vote can stop it until its window is over: with a reason that
// everybody reads, and without a result for anybody. No ballot is left.
func TestPollsAreCancelled(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 12)
		before := h.PublishRoll("甲案", "乙案")
		h.Chair.Get(before).Want(200).Contains(`"cancel"`)
		h.Chair.Post(before+"/cancel", scene.Reason("\u200b")).Want(422).Contains("/reason")
		h.Members[2].Post(before+"/cancel", scene.Reason("不想投")).Want(403)
		h.Chair.Post(before+"/cancel", scene.Reason("名册有误")).Want(200).Contains(`"annulled"`).Contains("名册有误")
		told(t, h, "poll.cancelled", 12)
		h.Members[4].Get(before).Want(200).Contains(`"state_text":"已取消"`).Contains(`"cancel_reason":"名册有误"`)
		h.Members[4].Get("/notifications").Want(200).Contains("名册有误")
		h.Chair.Post(before+"/cancel", scene.Reason("再来一次")).Reason(409, "poll.wrong_state")

		other := h.OpenPoll("甲案", "乙案")
		h.Members[1].Post(other+"/ballots", scene.Ballot(1)).Want(201)
		path := h.OpenPoll("甲案", "乙案")
		for i, c := range h.Members[:7] {
			c.Post(path+"/ballots", scene.Ballot(1+i%2)).Want(201)
		}
		h.Chair.Post(path+"/cancel", scene.Reason("选项写错了")).Want(200)
		h.Members[8].Post(path+"/ballots", scene.Ballot(1)).Reason(409, "poll.annulled")
		h.Chair.Post(path+"/open", nil).Reason(409, "poll.wrong_state")
		h.Chair.Post(path+"/close", nil).Reason(409, "poll.wrong_state")
		h.RunJobs()
		id := pollID(t, path)
		if n := h.Count("SELECT COUNT(*) FROM ballots WHERE poll_id = ?", id[:]); n != 0 {
			t.Errorf("%d ballots of a stopped poll", n)
		}
		if n := inTheBox(h, other); n != 1 {
			t.Errorf("%d ballots of the poll beside it", n)
		}
		p := read(h.Chair.Get(path))
		h.Clock.Set(p.ClosesAt)
		wake(h)
		h.RunJobs() // what was due of it finds nothing to do
		for _, c := range []*apptest.Client{h.Chair, h.Members[0], h.Members[8]} {
			c.Token = h.SignIn(c.Name).Token
			c.Get(path+"/result").Reason(409, "poll.annulled")
			c.Get(path).Want(200).Contains(`"annulled"`)
		}
		if n := h.Count(`SELECT COUNT(*) FROM poll_options WHERE poll_id = ? AND votes IS NOT NULL`, id[:]); n != 0 {
			t.Error("a stopped poll was counted")
		}
		if n := h.Count(`SELECT COUNT(*) FROM ballots_counted WHERE poll_id = ?`, id[:]); n != 0 {
			t.Error("ballots of a stopped poll were written anew")
		}
		if n := h.Count("SELECT COUNT(*) FROM jobs WHERE attempts > 0 AND done_at IS NULL"); n != 0 {
			t.Errorf("%d jobs failed", n)
		}
		ruled := h.OpenPoll()
		ruledID := pollID(t, ruled)
		h.Exec("UPDATE polls SET convened = 1 WHERE id = ?", ruledID[:]) // as the appraisal of a union
		h.Chair.Post(ruled+"/cancel", scene.Reason("不评了")).Reason(409, "poll.convened")
		h.Chair.Get(ruled).Want(200).Lacks(`"cancel"`).Lacks("poll.convened")
		late := h.OpenPoll()
		h.Clock.Set(read(h.Chair.Get(late)).ClosesAt)
		wake(h)
		h.Chair.Token = h.SignIn(h.Chair.Name).Token
		h.Chair.Post(late+"/cancel", scene.Reason("结果不好")).Reason(409, "poll.closed")
	})
}

// Ballots, the close and the cancelling of one poll at once, in two processes: a ballot is
// taken or refused, the poll is closed or annulled and never both, and of a stopped one no
// ballot is left.
func TestCancelAgainstBallotsAndTheClose(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 12)
		second := env.Second()
		ends := map[string]int{}
		for round := range 4 {
			path := h.OpenPoll("甲案", "乙案")
			for _, c := range h.Members[:11] { // all but the last, so that the close comes with the last ballot
				c.Post(path+"/ballots", scene.Ballot(1)).Want(201)
			}
			var all sync.WaitGroup
			var cast, closed, stopped *apptest.Response
			all.Go(func() { cast = h.Members[11].Post(path+"/ballots", scene.Ballot(2)) })
			all.Go(func() {
				for closed = h.Chair.Post(path+"/close", nil); closed.Status == 409 &&
					closed.Code() == "poll.still_running"; {
					closed = h.Chair.Post(path+"/close", nil)
				}
			})
			all.Go(func() { stopped = h.Chair.On(second).Post(path+"/cancel", scene.Reason("写错了")) })
			all.Wait()
			p := read(h.Chair.Get(path))
			ends[p.State]++
			switch {
			case closed.Status == 200 && stopped.Status == 409 && p.State == "closed" && cast.Status == 201:
			case stopped.Status == 200 && closed.Status == 409 && p.State == "annulled" &&
				(cast.Status == 201 || cast.Code() == "poll.annulled"):
			default:
				t.Fatalf("round %d: cast %s, close %s, cancel %s, poll %s", round, cast, closed, stopped, p.State)
			}
			h.RunJobs()
			id := pollID(t, path)
			left := h.Count("SELECT COUNT(*) FROM ballots WHERE poll_id = ?", id[:])
			counted := h.Count("SELECT COUNT(*) FROM ballots_counted WHERE poll_id = ?", id[:])
			if left != 0 || (p.State == "closed") != (counted == 12) || p.State == "annulled" && counted != 0 {
				t.Fatalf("round %d: %s with %d ballots in the box and %d counted", round, p.State, left, counted)
			}
			h.Clock.Add(scene.UntilClose)
			wake(h)
			h.Chair.Token = h.SignIn(h.Chair.Name).Token
		}
		t.Log(ends)
	}, apptest.Alone())
}
