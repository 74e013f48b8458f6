package routes_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// house is an active body with a chair and members, all of them verified.
type house struct {
	*apptest.Env
	db      *sql.DB
	org     models.ID
	chair   *apptest.Client
	members []*apptest.Client // the chair is the first
}

func newHouse(env *apptest.Env, members int) *house {
	env.Helper()
	h := &house{Env: env, db: env.DB(), org: newID()}
	now := int64(env.Clock.Now())
	h.exec(`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state, introduction, capacity, member_count,
		next_queue_no, created_by, version, created_at, updated_at) VALUES (?, 'fellowship', ?, '', '', '', '330602005206', 'active', '', NULL, 0, 1, NULL, 1, ?, ?)`,
		h.org[:], "外山村新居民联谊会 "+h.org.String(), now, now)
	for i := range members {
		h.join(fmt.Sprintf("member-%s-%d", h.org, i))
	}
	h.chair = h.members[0]
	env.GrantOrganization(h.chair, models.RoleChair, h.org)
	return h
}

func newID() models.ID { return models.ID(uuid.Must(uuid.NewV7())) }

func (h *house) exec(query string, args ...any) {
	h.Helper()
	if _, err := h.db.Exec(query, args...); err != nil {
		h.Fatalf("%s: %v", query, err)
	}
}

// join makes a verified grown-up a member behind the application's back.
func (h *house) join(name string) *apptest.Client {
	h.Helper()
	c := h.SignIn(name)
	h.born(c, "1990-05-01")
	now := int64(h.Clock.Now())
	id := newID()
	h.exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, live_key, message, decided_by, decided_at, decision_reason,
		joined_at, ended_at, end_reason, version, created_at, updated_at) VALUES (?, ?, ?, 'active', 'migrant', ?, ?, '', NULL, NULL, '', ?, NULL, '', 1, ?, ?)`,
		id[:], h.org[:], c.PersonID[:], len(h.members)+1, models.SpellKey(h.org, c.PersonID), now, now, now)
	h.members = append(h.members, c)
	return c
}

func (h *house) born(c *apptest.Client, day string) {
	h.Helper()
	h.exec("UPDATE persons SET verification = 'verified', birth_day = ? WHERE id = ?", day, c.PersonID[:])
}

// Short, so that the access tokens outlive a whole poll.
const (
	untilOpen  = time.Minute
	untilClose = 4 * time.Minute
)

// draft is the body of a poll that opens in a minute and runs for three.
func (h *house) draft(options ...string) map[string]any {
	if len(options) == 0 {
		options = []string{"村文化礼堂", "社区服务中心", "工业园区"}
	}
	now := h.Clock.Now()
	return map[string]any{
		"organization_id": h.org, "title": "活动室选址", "question": "活动室设在哪里？", "options": options,
		"opens_at": now.Add(untilOpen), "closes_at": now.Add(untilClose), "mode": "detached",
	}
}

// with gives the draft with one member changed; nil takes it out.
func with(body map[string]any, key string, value any) map[string]any {
	if value == nil {
		delete(body, key)
		return body
	}
	body[key] = value
	return body
}

// poll drafts one and publishes its roll.
func (h *house) poll(options ...string) string {
	h.Helper()
	path := "/polls/" + h.chair.Post("/polls", h.draft(options...)).Want(201).ID().String()
	h.chair.Post(path+"/publish-roll", nil).Want(200)
	return path
}

// open gives a poll that is open at the clock's new time.
func (h *house) open(options ...string) string {
	h.Helper()
	path := h.poll(options...)
	h.Clock.Add(untilOpen)
	h.chair.Post(path+"/open", nil).Want(200)
	return path
}

func ballot(choice int) map[string]any { return map[string]any{"choice": choice} }

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
		h := newHouse(env, 12)
		stranger := env.Verified("stranger")

		created := h.chair.Post("/polls", h.draft()).Want(201)
		poll := read(created)
		path := "/polls/" + poll.ID.String()
		if poll.State != "draft" || len(poll.Options) != 3 || poll.Options[2].No != 3 || poll.CastCount != nil {
			t.Fatalf("draft: %s", created.Body)
		}
		for _, c := range []*apptest.Client{h.members[3], stranger} {
			c.Get(path).Reason(404, "request.not_found") // a draft is the office's
		}
		edit := map[string]any{"title": " 活动室  选址 ", "options": []string{"礼堂", "中心", "园区", "不设"}}
		h.chair.With("If-Match", `"9"`).Put(path, edit).Reason(412, "request.stale")
		changed := h.chair.With("If-Match", created.Header.Get("ETag")).Put(path, edit).Want(200)
		if p := read(changed); p.Title != "活动室 选址" || p.Version != 2 || len(p.Options) != 4 || p.OpensAt != poll.OpensAt {
			t.Fatalf("edited: %s", changed.Body)
		}

		publish := h.chair.With("Idempotency-Key", "publish-the-roll-1")
		first := publish.Post(path+"/publish-roll", nil).Want(200)
		again := publish.Post(path+"/publish-roll", nil).Want(200)
		if string(first.Body) != string(again.Body) || read(first).RollCount != 12 || read(first).State != "roll_published" {
			t.Fatalf("roll: %s then %s", first.Body, again.Body)
		}
		told(t, h, "poll.roll_published", 12)
		h.members[4].Get(path).Want(200)
		stranger.Get(path).Reason(404, "request.not_found")
		checkRoll(t, h, path)

		h.chair.Post(path+"/open", nil).Reason(409, "poll.too_early")
		h.members[1].Post(path+"/ballots", ballot(1)).Reason(409, "poll.not_open")
		h.Clock.Set(poll.OpensAt - 1)
		if h.RunJobs() != 0 {
			t.Fatal("something was due before the poll opens")
		}
		h.Clock.Set(poll.OpensAt)
		if h.RunJobs() != 1 {
			t.Fatal("the poll did not open by itself")
		}
		opened := read(h.members[5].Get(path).Want(200))
		if opened.State != "open" || opened.RollHash == nil || len(*opened.RollHash) != 64 || opened.RollSealedAt == nil {
			t.Fatalf("opened: %+v", opened)
		}
		told(t, h, "poll.opened", 12)

		for i, choice := range []int{2, 2, 1, 2, 4} {
			got := h.members[i].Post(path+"/ballots", ballot(choice)).Want(201)
			if want := fmt.Sprintf(`{"poll_id":"%s","voted":true}`, poll.ID); strings.TrimSpace(string(got.Body)) != want {
				t.Fatalf("the answer to a ballot says %s", got.Body)
			}
		}
		checkRunning(t, h, path, stranger)

		h.Clock.Set(poll.ClosesAt)
		if h.RunJobs() != 1 {
			t.Fatal("the poll did not close by itself")
		}
		var got resultAnswer
		h.members[9].Get(path + "/result").Want(200).JSON(&got)
		votes := []int{}
		for _, o := range got.Options {
			votes = append(votes, o.Votes)
		}
		if !slices.Equal(votes, []int{1, 3, 0, 1}) || got.CastCount != 5 || got.RollCount != 12 || !slices.Equal(got.Leaders, []int{2}) || got.Tie {
			t.Fatalf("result: %+v", got)
		}
		stranger.Get(path+"/result").Reason(404, "request.not_found")
		told(t, h, "poll.closed", 12)
		if p := read(h.members[9].Get(path)); p.CastCount == nil || *p.CastCount != 5 || p.State != "closed" || p.StateText != "已结束" {
			t.Fatalf("closed: %+v", p)
		}
		for _, action := range []string{"poll.draft", "poll.update", "poll.publish_roll", "poll.open", "poll.close"} {
			if n := h.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'done' AND object_id = ?", action, poll.ID[:]); n != 1 {
				t.Errorf("%d audit rows %s", n, action)
			}
		}
		h.chair.Post(path+"/close", nil).Reason(409, "poll.wrong_state")
		h.members[11].Post(path+"/ballots", ballot(1)).Reason(409, "poll.closed")
		h.members[0].Post(path+"/ballots", ballot(1)).Reason(409, "ballot.already_cast")
	})
}

// told checks that each person of the roll has one notice of the kind, with
// words, and the others none.
func told(t *testing.T, h *house, kind string, people int) {
	t.Helper()
	if n := h.Count("SELECT COUNT(*) FROM notices WHERE kind = ?", kind); n != people {
		t.Fatalf("%d notices %s, want %d", n, kind, people)
	}
	if n := h.Count("SELECT COUNT(DISTINCT person_id) FROM notices WHERE kind = ?", kind); n != people {
		t.Fatalf("%s was told to %d people, want %d", kind, n, people)
	}
}

func checkRoll(t *testing.T, h *house, path string) {
	t.Helper()
	h.exec("UPDATE persons SET nickname = '阿明' WHERE id = ?", h.members[2].PersonID[:])
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
		res := h.members[2].Get(path + "/roll" + query).Want(200)
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
		for _, member := range h.members {
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
func checkRunning(t *testing.T, h *house, path string, stranger *apptest.Client) {
	t.Helper()
	for _, c := range h.members[:6] {
		c.Get(path+"/result").Reason(409, "poll.not_closed")
		c.Get(path).Want(200).Contains(`"cast_count":null`).Lacks("votes")
	}
	var turnout struct{ Voted, RollCount int }
	h.members[7].Get(path + "/turnout").Want(200).JSON(&turnout)
	if turnout.Voted != 5 {
		t.Fatalf("turnout %d", turnout.Voted)
	}
	for _, sub := range []string{"", "/roll", "/turnout", "/result"} {
		stranger.Get(path+sub).Reason(404, "request.not_found")
	}
	h.chair.Post(path+"/close", nil).Reason(409, "poll.still_running")
	for i, voted := range map[int]bool{0: true, 11: false} {
		var mine struct{ Items []pollAnswer }
		h.members[i].Get("/me/polls").Want(200).JSON(&mine)
		if len(mine.Items) != 1 || mine.Items[0].Voted != voted {
			t.Fatalf("/me/polls of %d: %+v", i, mine)
		}
	}
	var none struct{ Items []json.RawMessage }
	stranger.Get("/me/polls").Want(200).JSON(&none)
	if len(none.Items) != 0 {
		t.Fatal("a stranger has polls")
	}
}

func TestPollRefusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := newHouse(env, 10)
		member, visitor := h.members[5], env.Visitor()
		other := newHouse(env, 1)

		visitor.Post("/polls", h.draft()).Want(401)
		member.Post("/polls", h.draft()).Reason(403, "auth.forbidden")
		other.chair.Post("/polls", h.draft()).Reason(403, "auth.forbidden")
		if n := h.Count("SELECT COUNT(*) FROM audit_events WHERE outcome = 'refused' AND action = 'poll.draft' AND actor_id = ?", other.chair.PersonID[:]); n != 1 {
			t.Errorf("%d refused drafts in the trail", n)
		}
		for name, c := range map[string]struct {
			body   map[string]any
			status int
			code   string
		}{
			"blind":          {with(h.draft(), "mode", "blind"), 422, "poll.mode_unsupported"},
			"named":          {with(h.draft(), "mode", "named"), 422, "poll.mode_unsupported"},
			"no such mode":   {with(h.draft(), "mode", "loud"), 422, "request.invalid"},
			"no such body":   {with(h.draft(), "organization_id", newID()), 404, "request.not_found"},
			"one option":     {h.draft("是"), 422, "request.invalid"},
			"twins":          {h.draft("是", " 是 "), 422, "request.invalid"},
			"ends first":     {with(h.draft(), "closes_at", h.Clock.Now()), 422, "request.invalid"},
			"unknown member": {with(h.draft(), "state", "open"), 422, "request.invalid"},
			"no title":       {with(h.draft(), "title", nil), 422, "request.invalid"},
		} {
			if r := h.chair.Post("/polls", c.body); r.Status != c.status || r.Code() != c.code {
				t.Errorf("%s: %s", name, r)
			}
		}

		path := "/polls/" + h.chair.Post("/polls", h.draft()).Want(201).ID().String()
		h.chair.Get(path + "/turnout").Want(200)
		h.chair.Post(path+"/open", nil).Reason(409, "poll.wrong_state")
		h.chair.Post(path+"/close", nil).Reason(409, "poll.wrong_state")
		h.chair.Post(path+"/ballots", ballot(1)).Reason(409, "poll.not_open")
		h.exec("UPDATE persons SET verification = 'none' WHERE id = ?", member.PersonID[:])
		h.chair.Post(path+"/publish-roll", nil).Reason(409, "poll.roll_too_small")
		if p := read(h.chair.Get(path).Want(200)); p.State != "draft" || h.Count("SELECT COUNT(*) FROM poll_roll_entries") != 0 {
			t.Fatalf("a refused roll left something: %+v", p)
		}
		h.born(member, "1990-05-01")
		h.chair.Post(path+"/publish-roll", nil).Want(200)
		h.chair.Post(path+"/publish-roll", nil).Reason(409, "poll.wrong_state")
		h.chair.Put(path, map[string]any{"title": "换个题目"}).Reason(409, "poll.wrong_state")
		for _, verb := range []string{"/publish-roll", "/open", "/close"} {
			member.Post(path+verb, nil).Reason(403, "auth.forbidden")
			other.chair.Post(path+verb, nil).Reason(404, "request.not_found")
		}
		other.chair.Get(path).Reason(404, "request.not_found")
		h.Clock.Add(untilClose)
		h.chair.Post(path+"/open", nil).Reason(409, "poll.window_over")
		if h.RunJobs() != 1 || read(h.chair.Get(path)).State != "roll_published" {
			t.Error("a poll whose window was missed must stay shut")
		}

		late := h.chair.Post("/polls", h.draft()).Want(201).ID().String()
		h.Clock.Add(untilClose)
		h.chair.Post("/polls/"+late+"/publish-roll", nil).Reason(409, "poll.window_over")
		h.exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", h.org[:])
		h.chair.Post("/polls", h.draft()).Reason(409, "poll.organization_inactive")
		other.chair.Post("/polls", h.draft()).Reason(404, "request.not_found")
	})
}

func TestPollListsShowOnlyWhatOneMaySee(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h, other := newHouse(env, 10), newHouse(env, 1)
		var published []string
		for range 5 {
			published = append(published, strings.TrimPrefix(h.poll(), "/polls/"))
			h.Clock.Add(time.Second)
		}
		draft := h.chair.Post("/polls", h.draft()).Want(201).ID().String()
		foreign := other.chair.Post("/polls", other.draft()).Want(201).ID().String()
		h.exec("UPDATE memberships SET state = 'ended', live_key = NULL WHERE person_id = ?", h.members[9].PersonID[:])

		slices.Reverse(published)
		for name, c := range map[string]struct {
			who  *apptest.Client
			path string
			want []string
		}{
			"chair":       {h.chair, "/polls?limit=2", append([]string{draft}, published...)},
			"member":      {h.members[3], "/polls?limit=2", published},
			"of one body": {h.members[3], "/polls?limit=4&organization_id=" + h.org.String(), published},
			"of another":  {h.members[3], "/polls?organization_id=" + other.org.String(), nil},
			"left, voter": {h.members[9], "/polls", published},
			"my polls":    {h.members[3], "/me/polls?limit=2", published},
			"other chair": {other.chair, "/polls", []string{foreign}},
			"nobody's":    {other.chair, "/me/polls", nil},
		} {
			if got := ids(c.who, c.path); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		}
		h.members[3].Get("/polls?cursor=forged").Reason(422, "request.invalid")
		first := h.members[3].Get("/polls?limit=1").Want(200)
		var page struct {
			NextCursor string `json:"next_cursor"`
		}
		first.JSON(&page)
		h.members[3].Get("/me/polls?cursor="+page.NextCursor).Reason(422, "request.invalid")
		env.Visitor().Get("/polls").Want(http.StatusUnauthorized)
		one := h.members[3].Get("/polls/" + published[0]).Want(200)
		h.members[3].With("If-None-Match", one.Header.Get("ETag")).Get("/polls/" + published[0]).Want(http.StatusNotModified)
	})
}

// ids walks a list to its end.
func ids(c *apptest.Client, path string) []string {
	var all []string
	next := path
	for range 20 {
		var page struct {
			Items      []struct{ ID string }
			NextCursor *string `json:"next_cursor"`
		}
		c.Get(next).Want(200).JSON(&page)
		for _, p := range page.Items {
			all = append(all, p.ID)
		}
		if page.NextCursor == nil {
			break
		}
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		next = path + sep + "cursor=" + *page.NextCursor
	}
	return all
}
