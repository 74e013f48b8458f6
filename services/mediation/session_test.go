package mediation_test

import (
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

const (
	canaryPlace   = "外山村文化礼堂canaryplace"
	canaryMinutes = "老板说月底付清canaryminutes"
	canaryGuest   = "王师傅canaryguest"
)

type sitting struct {
	ID       models.ID `json:"id"`
	Kind     string    `json:"kind"`
	State    string    `json:"state"`
	StartsAt string    `json:"starts_at"`
	Place    string    `json:"place"`
	Record   *struct {
		Minutes *string `json:"minutes"`
		Parties []struct {
			Name string `json:"party_name"`
		} `json:"parties"`
		Guests []any `json:"guests"`
		Pages  []struct {
			URL string `json:"url"`
		} `json:"pages"`
	} `json:"record"`
}

func (c *committeeFixture) sessions(who *apptest.Client, id models.ID) []sitting {
	c.Helper()
	var v struct {
		Items []sitting `json:"items"`
	}
	who.Get(at(id, "sessions")).Want(200).JSON(&v)
	return v.Items
}

// meets is a mediation of an hour that begins on the next whole hour and this much later.
func (c *committeeFixture) meets(in time.Duration, change ...func(map[string]any)) map[string]any {
	hour := models.Instant(time.Hour.Milliseconds())
	starts := (c.Clock.Now()/hour + 1) * hour
	body := map[string]any{"kind": "mediation", "starts_at": starts.Add(in), "ends_at": starts.Add(in + time.Hour),
		"place": canaryPlace}
	for _, f := range change {
		f(body)
	}
	return body
}

func session(id models.ID, verb string) string {
	return strings.TrimSuffix("/dispute-sessions/"+id.String()+"/"+verb, "/")
}

// held is the record of a session to which both sides came.
func (c *committeeFixture) held(s scene.Settled, change ...func(map[string]any)) map[string]any {
	body := map[string]any{"minutes": canaryMinutes, "outcome": "下周再谈", "party_ids": []models.ID{s.Applicant,
		s.Respondent}, "mediator_ids": []models.ID{c.first.PersonID}}
	for _, f := range change {
		f(body)
	}
	return body
}

// A mediation is arranged, moved, held and put down; the case is in session then, and all
// that was possible before still is.
func TestSession_held(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		c.first.Post(at(s.Case, "sessions"), c.meets(24*time.Hour)).Want(200).Contains(`"assigned"`).Lacks("canaryplace")
		if n := c.notices(dispute.NoticeSessionPlanned, c.applicant); n != 1 ||
			c.notices(dispute.NoticeSessionPlanned, c.first) != 0 {
			t.Errorf("told: %d", n)
		}
		one := c.sessions(c.applicant, s.Case)[0]
		if one.Kind != "mediation" || one.State != "planned" || one.Place != canaryPlace || one.Record != nil {
			t.Fatalf("the applicant reads %+v", one)
		}
		c.applicant.Get(at(s.Case, "timeline")).Want(200).Contains(`"session_planned"`)
		c.applicant.Get(at(s.Case, "")).Want(200).Contains(`"next_session":{`).Contains(canaryPlace)
		moved := c.meets(48 * time.Hour)
		delete(moved, "kind")
		c.applicant.Put(session(one.ID, ""), moved).Reason(403, "dispute.committee_only")
		c.first.Put(session(one.ID, ""), moved).Want(200)
		if now := c.sessions(c.applicant, s.Case)[0]; now.StartsAt == one.StartsAt ||
			c.notices(dispute.NoticeSessionMoved, c.applicant) != 1 {
			t.Errorf("moved: %+v", now)
		}
		c.first.Post(session(one.ID, "hold"), c.held(s)).Reason(409, "session.not_yet")
		c.later(50 * time.Hour)
		page := upload(c.first, "document", scene.Photo(9, 9))
		c.first.Post(session(one.ID, "hold"), c.held(s, setting("page_ids", []models.ID{page}))).Want(200).
			Contains(`"in_session"`).Lacks("canaryminutes")
		c.first.Post(session(one.ID, "hold"), c.held(s)).Reason(409, "session.not_planned")
		c.first.Post(session(one.ID, "cancel"), map[string]any{"reason": "改期"}).Reason(409, "session.not_planned")
		c.first.Put(session(one.ID, ""), moved).Reason(409, "session.not_planned")
		if r := c.sessions(c.applicant, s.Case)[0]; r.State != "held" || r.Record != nil {
			t.Errorf("the applicant reads %+v", r)
		}
		r := c.sessions(c.head, s.Case)[0].Record
		if r == nil || *r.Minutes != canaryMinutes || len(r.Parties) != 2 || r.Parties[1].Name != canaryName ||
			len(r.Pages) != 1 {
			t.Fatalf("the head reads %+v", r)
		}
		follow(c.head, r.Pages[0].URL).Want(200)
		if apptest.Holds(env.Dump(), "canaryminutes") || apptest.Holds(env.Dump(), "canaryplace") {
			t.Error("it is in a row")
		}
		c.second.Post(at(s.Case, "sessions"), c.meets(0)).Want(404)
		c.head.Post(at(s.Case, "assign"), assign(c.second, false)).Want(200)
		c.second.Post(at(s.Case, "sessions"), c.meets(0)).Reason(403, "agreement.taker_only")
		c.first.Post(at(s.Case, "propose"), s.Proposal("2026-12-10")).Want(200).Contains(`"signing"`)
		c.first.Post(at(s.Case, "sessions"), c.meets(0)).Want(200).Contains(`"signing"`)
	})
}

// An inquiry is the committee's own: no party learns of it, and it may come early.
func TestSession_inquiry(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.ConsentPending)
		inquiry := setting("kind", "inquiry")
		c.head.Post(at(id, "sessions"), c.meets(time.Hour, inquiry)).Reason(409, "dispute.lead_first")
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200)
		c.head.Post(at(id, "sessions"), c.meets(time.Hour)).Reason(409, "session.consent_first")
		c.head.Post(at(id, "sessions"), c.meets(time.Hour, inquiry)).Want(200)
		one := c.sessions(c.head, id)[0]
		if n := c.notices(dispute.NoticeSessionPlanned, c.first); one.Kind != "inquiry" || n != 1 {
			t.Errorf("%+v, told %d", one, n)
		}
		if all := c.sessions(c.applicant, id); len(all) != 0 || c.notices(dispute.NoticeSessionPlanned, c.applicant) != 0 {
			t.Errorf("the applicant reads %+v", all)
		}
		c.applicant.Get(at(id, "timeline")).Want(200).Lacks("session_planned")
		c.applicant.Get(at(id, "")).Want(200).Contains(`"next_session":null`)
		c.first.Get(at(id, "")).Want(200).Contains(`"next_session":{`)
		c.applicant.Post(session(one.ID, "cancel"), map[string]any{"reason": "改期"}).Want(404)
		c.later(3 * time.Hour)
		guest := setting("party_ids", []models.ID{}, "guests", []any{map[string]any{"name": canaryGuest, "role": "工友"}})
		c.head.Post(session(one.ID, "hold"), c.held(scene.Settled{}, guest)).Want(200).Contains(`"consent_pending"`)
		if r := c.sessions(c.first, id)[0].Record; r == nil || len(r.Guests) != 1 {
			t.Errorf("the mediator reads %+v", r)
		}
		if apptest.Holds(env.Dump(), "canaryguest") {
			t.Error("the guest is in a row")
		}
	})
}

// Each thing that is wrong has its answer, and changes nothing.
func TestSession_refused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		early := c.to(dispute.Assigned)
		c.head.Post(at(early, "sessions"), c.meets(time.Hour)).Reason(409, "session.notice_first")
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		plan := at(s.Case, "sessions")
		for field, change := range map[string]func(map[string]any){
			"/starts_at":    setting("starts_at", "2026-11-24T09:10:00Z", "ends_at", "2026-11-24T10:00:00Z"),
			"/ends_at":      setting("starts_at", "2026-11-24T09:00:00Z", "ends_at", "2026-11-24T09:00:00Z"),
			"/place":        setting("place", "视频", "video", true, "video_agreed", true),
			"/video_agreed": setting("place", "https://meeting.example.cn/1", "video", true),
			"/kind":         setting("kind", "party"),
			"/room":         setting("room", strings.Repeat("长", 51)),
		} {
			c.first.Post(plan, c.meets(time.Hour, change)).Want(422).Contains(`"` + field + `"`)
		}
		c.first.Post(plan, c.meets(16*24*time.Hour)).Reason(409, "session.after_due")
		c.first.Post(plan, c.meets(16*24*time.Hour, setting("kind", "inquiry"))).Want(200)
		if n := c.Count("SELECT COUNT(*) FROM dispute_sessions"); n != 1 {
			t.Errorf("%d sessions", n)
		}
		c.first.Post(plan, c.meets(-48*time.Hour)).Want(200) // that has taken place
		if n := c.notices(dispute.NoticeSessionPlanned, c.applicant); n != 0 {
			t.Errorf("told of what has been: %d", n)
		}
		one := session(c.sessions(c.first, s.Case)[1].ID, "hold")
		for field, change := range map[string]func(map[string]any){
			"/minutes":        setting("minutes", " "),
			"/party_ids/0":    setting("party_ids", []models.ID{scene.NewID()}),
			"/mediator_ids/0": setting("mediator_ids", []models.ID{c.head.PersonID}),
			"/page_ids/0":     setting("page_ids", []models.ID{scene.NewID()}),
			"/guests/0/name":  setting("guests", []any{map[string]any{"name": " ", "role": "工友"}}),
			"/guests_agreed":  setting("guests", []any{map[string]any{"name": "王师傅", "role": "工友"}}),
		} {
			c.first.Post(one, c.held(s, change)).Want(422).Contains(`"` + field + `"`)
		}
		c.later(6 * 24 * time.Hour)
		c.first.Post(one, c.held(s)).Reason(409, "session.too_late")
		if v := c.read(c.first, s.Case); v.State != "assigned" {
			t.Errorf("the case is %s", v.State)
		}
	})
}

// Nobody is asked to two places at once, nor two meetings to one room; the answer tells
// the time alone.
func TestSession_clash(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		one := scene.Mediated(c.applicant, c.head, c.first, filing())
		two := scene.Mediated(env.SignIn("other"), c.head, c.first, filing())
		mine := scene.Mediated(c.applicant, c.head, c.second, filing())
		room := scene.Mediated(env.SignIn("third"), c.head, c.second, filing())
		c.first.Post(at(one.Case, "sessions"), c.meets(24*time.Hour, setting("room", "一号 调解室"))).Want(200)
		refused := func(who *apptest.Client, s scene.Settled, in time.Duration, change ...func(map[string]any)) {
			t.Helper()
			who.Post(at(s.Case, "sessions"), c.meets(in, change...)).Reason(409, "session.clash").
				Contains(`"/starts_at"`).Lacks("canary").Lacks(one.Case.String())
		}
		refused(c.first, two, 24*time.Hour)                              // the mediator
		refused(c.first, two, 24*time.Hour+45*time.Minute)               // the last quarter alone
		refused(c.second, mine, 24*time.Hour)                            // the applicant
		refused(c.second, room, 24*time.Hour, setting("room", "一号　调解室")) // the room
		c.first.Post(at(two.Case, "sessions"), c.meets(25*time.Hour)).Want(200)
		c.second.Post(at(room.Case, "sessions"), c.meets(24*time.Hour)).Want(200)
		next := session(c.sessions(c.first, two.Case)[0].ID, "")
		moved := c.meets(24 * time.Hour)
		delete(moved, "kind")
		c.first.Put(next, moved).Reason(409, "session.clash")
		if n := c.Count("SELECT COUNT(*) FROM dispute_session_slots"); n != 4*3+4*2+4*2 {
			t.Errorf("%d slots", n)
		}
		c.first.Post(session(c.sessions(c.first, one.Case)[0].ID, "cancel"), map[string]any{"reason": "厂方出差"}).Want(200)
		c.first.Put(next, moved).Want(200)
		c.applicant.Get(at(one.Case, "timeline")).Want(200).Contains("厂方出差")
		if c.notices(dispute.NoticeSessionCancelled, c.applicant) != 1 {
			t.Error("nobody was told")
		}
	})
}

// What is planned is off when the case ends, or its lead leaves.
func TestSession_calledOff(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		slots := func(want int) {
			t.Helper()
			if n := c.Count("SELECT COUNT(*) FROM dispute_session_slots"); n != want {
				t.Errorf("%d slots, want %d", n, want)
			}
		}
		planned := func() scene.Settled {
			t.Helper()
			s := scene.Mediated(c.applicant, c.head, c.first, filing())
			c.first.Anew().Post(at(s.Case, "sessions"), c.meets(24*time.Hour)).Want(200)
			slots(8)
			return s
		}
		s := planned()
		c.applicant.Anew().Post(at(s.Case, "stop"), nil).Want(200)
		slots(0)
		if one := c.sessions(c.applicant, s.Case)[0]; one.State != "cancelled" {
			t.Errorf("after the end: %+v", one)
		}
		s = planned()
		c.first.Anew().Post(at(s.Case, "recuse"), nil).Want(200)
		slots(0)
		if n := c.notices(dispute.NoticeSessionCancelled, c.applicant); n != 1 {
			t.Errorf("the applicant was told %d times", n)
		}
		s = scene.Mediated(c.applicant, c.head, c.first, filing())
		c.head.Post(at(s.Case, "assign"), assign(c.second, false)).Want(200)
		c.first.Anew().Post(at(s.Case, "sessions"), c.meets(24*time.Hour)).Want(200)
		slots(12)
		c.second.Post(at(s.Case, "recuse"), nil).Want(200)
		slots(8)
		c.later(26 * time.Hour)
		c.first.Post(session(c.sessions(c.first, s.Case)[0].ID, "hold"), c.held(s)).Want(200).Contains(`"in_session"`)
		c.first.Post(at(s.Case, "recuse"), nil).Want(200)
		if v := c.read(c.head, s.Case); v.State != "accepted" {
			t.Errorf("without its lead the case is %s", v.State)
		}
	})
}
