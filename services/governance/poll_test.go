package governance_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Short, so that the access tokens outlive a whole poll.

// with gives the draft with one member changed; nil takes it out.
func with(body map[string]any, key string, value any) map[string]any {
	if value == nil {
		delete(body, key)
		return body
	}
	body[key] = value
	return body
}

type pollAnswer struct {
	ID           models.ID       `json:"id"`
	State        string          `json:"state"`
	StateText    string          `json:"state_text"`
	Title        string          `json:"title"`
	RollCount    int             `json:"roll_count"`
	RollHash     *string         `json:"roll_hash"`
	RollSealedAt *models.Instant `json:"roll_sealed_at"`
	CastCount    *int            `json:"cast_count"`
	OpensAt      models.Instant  `json:"opens_at"`
	ClosesAt     models.Instant  `json:"closes_at"`
	Version      int             `json:"version"`
	Voted        bool            `json:"voted"`
	Options      []struct {
		No    int    `json:"no"`
		Label string `json:"label"`
	} `json:"options"`
}

func read(r *apptest.Response) (p pollAnswer) {
	r.Want(r.Status).JSON(&p)
	return p
}

type resultAnswer struct {
	RollCount int  `json:"roll_count"`
	CastCount int  `json:"cast_count"`
	Tie       bool `json:"tie"`
	Leaders   []int
	Options   []struct{ No, Votes int }
}

func TestPollFromDraftToResult(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 12)
		stranger := env.Verified("stranger")

		created := h.Chair.Post("/polls", h.PollDraft()).Want(201)
		poll := read(created)
		path := "/polls/" + poll.ID.String()
		if poll.State != "draft" || len(poll.Options) != 3 || poll.Options[2].No != 3 || poll.CastCount != nil {
			t.Fatalf("draft: %s", created.Body)
		}
		for _, c := range []*apptest.Client{h.Members[3], stranger} {
			c.Get(path).Reason(404, "request.not_found") // a draft is the office's
		}
		edit := map[string]any{"title": " 活动室  选址 ", "options": []string{"礼堂", "中心", "园区", "不设"}}
		h.Chair.With("If-Match", `"9"`).Put(path, edit).Reason(412, "request.stale")
		changed := h.Chair.With("If-Match", created.Header.Get("ETag")).Put(path, edit).Want(200)
		if p := read(changed); p.Title != "活动室 选址" || p.Version != 2 || len(p.Options) != 4 ||
			p.OpensAt != poll.OpensAt {
			t.Fatalf("edited: %s", changed.Body)
		}

		publish := h.Chair.With("Idempotency-Key", "publish-the-roll-1")
		first := publish.Post(path+"/publish-roll", nil).Want(200)
		again := publish.Post(path+"/publish-roll", nil).Want(200)
		if string(first.Body) != string(again.Body) || read(first).RollCount != 12 ||
			read(first).State != "roll_published" {
			t.Fatalf("roll: %s then %s", first.Body, again.Body)
		}
		told(t, h, "poll.roll_published", 12)
		h.Members[4].Get(path).Want(200)
		stranger.Get(path).Reason(404, "request.not_found")
		checkRoll(t, h, path)

		h.Chair.Post(path+"/open", nil).Reason(409, "poll.too_early")
		h.Members[1].Post(path+"/ballots", scene.Ballot(1)).Reason(409, "poll.not_open")
		h.Clock.Set(poll.OpensAt - 1)
		if h.RunJobs() != 0 {
			t.Fatal("something was due before the poll opens")
		}
		h.Clock.Set(poll.OpensAt)
		if h.RunJobs() != 1 {
			t.Fatal("the poll did not open by itself")
		}
		opened := read(h.Members[5].Get(path).Want(200))
		if opened.State != "open" || opened.RollHash == nil || len(*opened.RollHash) != 64 ||
			opened.RollSealedAt == nil {
			t.Fatalf("opened: %+v", opened)
		}
		told(t, h, "poll.opened", 12)

		for i, choice := range []int{2, 2, 1, 2, 4} {
			got := h.Members[i].Post(path+"/ballots", scene.Ballot(choice)).Want(201)
			if want := fmt.Sprintf(`{"poll_id":"%s","voted":true}`,
				poll.ID); strings.TrimSpace(string(got.Body)) != want {
				t.Fatalf("the answer to a ballot says %s", got.Body)
			}
		}
		checkRunning(t, h, path, stranger)

		h.Clock.Set(poll.ClosesAt)
		if h.RunJobs() != 2 {
			t.Fatal("the poll did not close by itself")
		}
		var got resultAnswer
		h.Members[9].Get(path + "/result").Want(200).JSON(&got)
		votes := []int{}
		for _, o := range got.Options {
			votes = append(votes, o.Votes)
		}
		if !slices.Equal(votes, []int{1, 3, 0, 1}) || got.CastCount != 5 || got.RollCount != 12 ||
			!slices.Equal(got.Leaders, []int{2}) || got.Tie {
			t.Fatalf("result: %+v", got)
		}
		stranger.Get(path+"/result").Reason(404, "request.not_found")
		told(t, h, "poll.closed", 12)
		if p := read(h.Members[9].Get(path)); p.CastCount == nil || *p.CastCount != 5 || p.State != "closed" ||
			p.StateText != "已结束" {
			t.Fatalf("closed: %+v", p)
		}
		for _, action := range []string{"poll.draft", "poll.update", "poll.publish_roll", "poll.open", "poll.close"} {
			if n := h.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = ? AND outcome = 'done' AND object_id = ?`, action, poll.ID[:]); n != 1 {
				t.Errorf("%d audit rows %s", n, action)
			}
		}
		h.Chair.Post(path+"/close", nil).Reason(409, "poll.wrong_state")
		h.Members[11].Post(path+"/ballots", scene.Ballot(1)).Reason(409, "poll.closed")
		h.Members[0].Post(path+"/ballots", scene.Ballot(1)).Reason(409, "ballot.already_cast")
	})
}

// told checks that each person of the roll has one notice of the kind, with
// words, and the others none.
func told(t *testing.T, h *scene.Association, kind string, people int) {
	t.Helper()
	if n := h.Count("SELECT COUNT(*) FROM notices WHERE kind = ?", kind); n != people {
		t.Fatalf("%d notices %s, want %d", n, kind, people)
	}
	if n := h.Count("SELECT COUNT(DISTINCT person_id) FROM notices WHERE kind = ?", kind); n != people {
		t.Fatalf("%s was told to %d people, want %d", kind, n, people)
	}
}

func checkRoll(t *testing.T, h *scene.Association, path string) {
	t.Helper()
	h.Exec("UPDATE persons SET nickname = '阿明' WHERE id = ?", h.Members[2].PersonID[:])
	var roll struct {
		Items []struct {
			Nickname string `json:"nickname"`
			IsMe     bool   `json:"is_me"`
		}
		NextCursor *string `json:"next_cursor"`
		Own        struct {
			OnRoll bool `json:"on_roll"`
			Voted  bool `json:"voted"`
		}
	}
	seen, mine, query := 0, 0, "?limit=5"
	for range 3 {
		res := h.Members[2].Get(path + "/roll" + query).Want(200)
		roll.Items, roll.NextCursor = nil, nil
		res.JSON(&roll)
		for _, p := range roll.Items {
			seen++
			if p.IsMe {
				mine++
				if p.Nickname != "阿明" {
					t.Errorf("own line: %+v", p)
				}
			}
		}
		for _, member := range h.Members {
			res.Lacks(member.PersonID.String())
		}
		if roll.NextCursor == nil {
			break
		}
		query = "?limit=5&cursor=" + *roll.NextCursor
	}
	if seen != 12 || mine != 1 || !roll.Own.OnRoll || roll.Own.Voted || roll.NextCursor != nil {
		t.Fatalf("roll: %d lines, %d mine, own %+v", seen, mine, roll.Own)
	}
}

// checkRunning looks at an open poll with five ballots in it.
func checkRunning(t *testing.T, h *scene.Association, path string, stranger *apptest.Client) {
	t.Helper()
	for _, c := range h.Members[:6] {
		c.Get(path+"/result").Reason(409, "poll.not_closed")
		c.Get(path).Want(200).Contains(`"cast_count":null`).Lacks("votes")
	}
	var turnout struct{ Voted, RollCount int }
	h.Members[7].Get(path + "/turnout").Want(200).JSON(&turnout)
	if turnout.Voted != 5 {
		t.Fatalf("turnout %d", turnout.Voted)
	}
	for _, sub := range []string{"", "/roll", "/turnout", "/result"} {
		stranger.Get(path+sub).Reason(404, "request.not_found")
	}
	h.Chair.Post(path+"/close", nil).Reason(409, "poll.still_running")
	for i, voted := range map[int]bool{0: true, 11: false} {
		var mine struct{ Items []pollAnswer }
		h.Members[i].Get("/me/polls").Want(200).JSON(&mine)
		h.Members[i].Get(path).Want(200).Contains(fmt.Sprintf(`"mine":{"on_roll":true,"voted":%v}`, voted))
		if len(mine.Items) != 1 || mine.Items[0].Voted != voted {
			t.Fatalf("/me/polls of %d: %+v", i, mine)
		}
	}
	h.Chair.Get(path).Want(200).Contains(`"mine":{"on_roll":`)
	var none struct{ Items []json.RawMessage }
	stranger.Get("/me/polls").Want(200).JSON(&none)
	if len(none.Items) != 0 {
		t.Fatal("a stranger has polls")
	}
}
