package mediation_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// notesFor lists the messages that somebody reads in a case, with who wrote them.
func (c *committeeFixture) notesFor(who *apptest.Client, id models.ID) []string {
	c.Helper()
	var page struct {
		Items []struct {
			Kind     string  `json:"kind"`
			Audience string  `json:"audience"`
			By       string  `json:"by"`
			ByName   *string `json:"by_name"`
			IsMe     bool    `json:"is_me"`
			Note     *string `json:"note"`
		} `json:"items"`
	}
	who.Get(at(id, "timeline?limit=100")).Want(http.StatusOK).JSON(&page)
	var out []string
	for _, l := range page.Items {
		if l.Kind == "message" {
			out = append(out, l.Audience+" "+l.By+": "+*l.Note)
		}
	}
	return out
}

func says(text, audience string) map[string]any {
	return map[string]any{"text": text, "audience": audience}
}

// A message is read by its audience and by nobody else; a talk is one notice an hour.
func TestMessages(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		boss := env.SignIn("boss")
		id := c.to(dispute.Assigned)
		c.respondent(id, boss)
		version := c.read(c.head, id).Version
		var mine, theirs models.ID
		for _, p := range c.read(c.head, id).Parties {
			if p.Side == "applicant" {
				mine = p.ID
			} else {
				theirs = p.ID
			}
		}
		c.applicant.Post(at(id, "message"), says("周六下午我有空", "parties")).Want(http.StatusOK)
		c.applicant.Post(at(id, "message"), map[string]any{"text": "我最低要八千"}).Want(http.StatusOK)
		boss.Post(at(id, "message"), says("我只能出五千", "committee")).Want(http.StatusOK)
		c.first.Post(at(id, "message"), map[string]any{"text": "您看分两次行不行", "audience": "party",
			"party_id": theirs}).Want(http.StatusOK)
		c.first.Post(at(id, "message"), says("差距三千，先单独谈", "committee")).Want(http.StatusOK)
		for name, want := range map[string]struct {
			who   *apptest.Client
			reads []string
		}{
			"applicant": {c.applicant, []string{"parties party: 周六下午我有空", "party party: 我最低要八千"}},
			"respondent": {boss, []string{"parties party: 周六下午我有空", "party party: 我只能出五千",
				"party committee: 您看分两次行不行"}},
			"mediator": {c.first, []string{"parties party: 周六下午我有空", "party party: 我最低要八千", "party party: 我只能出五千",
				"party committee: 您看分两次行不行", "committee committee: 差距三千，先单独谈"}},
		} {
			if got := c.notesFor(want.who, id); !slices.Equal(got, want.reads) {
				t.Errorf("%s reads %q, want %q", name, got, want.reads)
			}
		}
		c.second.Get(at(id, "timeline")).Want(http.StatusNotFound)
		c.second.Post(at(id, "message"), says("x", "parties")).Want(http.StatusNotFound)
		if v := c.read(c.head, id).Version; v != version {
			t.Errorf("messages raised the version from %d to %d", version, v)
		}
		// Four messages have come to the mediator within an hour, and one notice.
		if n := c.notices(dispute.NoticeMessage, c.first); n != 1 {
			t.Errorf("the mediator has %d notices", n)
		}
		env.Clock.Add(time.Hour)
		*c.applicant = *env.SignIn("applicant")
		c.applicant.Post(at(id, "message"), says("还在吗？", "parties")).Want(http.StatusOK)
		if n := c.notices(dispute.NoticeMessage, c.first); n != 2 {
			t.Errorf("after an hour the mediator has %d notices", n)
		}
		for name, bad := range map[string]map[string]any{
			"/text":     {"text": " \n "},
			"/party_id": {"text": "x", "audience": "party", "party_id": mine},
		} {
			c.applicant.Post(at(id, "message"), bad).Want(http.StatusUnprocessableEntity).Contains(name)
		}
		*c.first = *env.SignIn("first")
		for _, bad := range []map[string]any{
			{"text": "x", "audience": "party"}, {"text": "x", "party_id": mine},
			{"text": "x", "audience": "party", "party_id": id},
		} {
			c.first.Post(at(id, "message"), bad).Want(http.StatusUnprocessableEntity).Contains("/party_id")
		}
		apptest.Lacks(t, "rows", env.Dump(), "最低要")
	})
}

// Nobody writes to the other side before consenting, or in a case that has ended.
func TestMessages_when(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		boss := env.SignIn("boss")
		id := c.to(dispute.ConsentPending)
		c.respondent(id, boss)
		boss.Post(at(id, "message"), says("不是我欠的", "parties")).Reason(http.StatusConflict, "dispute.consent_first")
		boss.Post(at(id, "message"), says("不是我欠的", "committee")).Want(http.StatusOK)
		c.applicant.Post(at(id, "withdraw"), nil).Want(http.StatusOK)
		boss.Post(at(id, "message"), says("晚了", "committee")).Reason(http.StatusConflict, "dispute.wrong_state")
	})
}

// Many who write at once are all heard, each in a line of its own.
func TestMessages_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		twin := env.Second()
		id := c.to(dispute.Assigned)
		before := env.Count("SELECT COUNT(*) FROM dispute_events WHERE dispute_id = ?", id)
		got := apptest.Race(8, func(i int) *apptest.Response {
			who := []*apptest.Client{c.applicant, c.head.On(twin)}[i%2]
			return who.Anew().Post(at(id, "message"), says("一起说", "parties"))
		})
		if n := apptest.Statuses(got); n[200] != 8 {
			t.Fatalf("%v\n%v", n, got)
		}
		lines := env.Count("SELECT COUNT(DISTINCT seq) FROM dispute_events WHERE dispute_id = ?", id)
		if lines != before+8 {
			t.Errorf("%d lines, %d before", lines, before)
		}
	})
}
