package mediation_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// suggested gives whom a reader is told of, with the first reason of each.
func (c *committeeFixture) suggested(who *apptest.Client, id models.ID) string {
	c.Helper()
	var page struct {
		Items []struct {
			Name    string   `json:"name"`
			Cases   *int     `json:"open_cases"`
			Reasons []string `json:"reasons"`
		} `json:"items"`
	}
	who.Get(at(id, "mediator-suggestions")).Want(http.StatusOK).JSON(&page)
	out := ""
	for _, i := range page.Items {
		out += i.Name
		if len(i.Reasons) > 0 {
			out += ":" + i.Reasons[0]
		}
		if (i.Cases == nil) != (len(i.Reasons) == 0) {
			c.Errorf("%+v", i)
		}
		out += " "
	}
	return out
}

func (c *committeeFixture) nicknames() {
	c.Helper()
	for name, who := range map[string]*apptest.Client{"主任": c.head, "甲": c.first, "乙": c.second} {
		who.Put("/me", map[string]any{"nickname": name}).Want(200)
	}
}

// The head is told whom the parties wish, whom the case fits and who is free; the parties
// names alone.
func TestSuggestions(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		c.nicknames()
		c.to(dispute.Assigned) // the first mediator has one
		voice := upload(c.applicant, "voice", scene.Recording(1))
		id := c.applicant.Post("/disputes", filing(setting("voice_id", voice, "transcript", "老板欠钱", "transcript_lang", "wuu"))).
			Want(201).ID()
		if got := c.suggested(c.head, id); got != "主任:手上没有在办的纠纷 乙:手上没有在办的纠纷 甲:手上有1件在办的纠纷 " {
			t.Error(got)
		}
		profile := func(who *apptest.Client) string {
			return "/mediation-committees/" + c.committee.String() + "/mediators/" + who.PersonID.String() + "/profile"
		}
		knows := map[string]any{"specialties": []string{"labour", "contract"}, "languages": []string{"wuu"}}
		c.first.Put(profile(c.first), knows).Want(200).Contains("labour")
		c.first.Put(profile(c.second), knows).Reason(403, "dispute.head_only")
		c.head.Put(profile(c.second), map[string]any{"specialties": []string{}, "languages": []string{"wuu"}}).Want(200)
		for field, bad := range map[string]map[string]any{
			"/specialties/0": {"specialties": []string{"x"}, "languages": []string{}},
			"/specialties/1": {"specialties": []string{"labour", "labour"}, "languages": []string{}},
			"/languages/0":   {"specialties": []string{}, "languages": []string{"吴语"}},
		} {
			c.first.Put(profile(c.first), bad).Want(422).Contains(`"field":"` + field)
		}
		for _, who := range []*apptest.Client{c.admin, c.applicant} {
			who.Put(profile(c.first), knows).Want(404)
		}
		c.head.Put(profile(c.applicant), knows).Reason(409, "dispute.not_mediator")
		c.head.Get("/mediation-committees/" + c.committee.String() + "/mediators").Want(200).
			Contains(`"specialties":["labour","contract"]`)
		if got := c.suggested(c.head, id); got != "甲:擅长这一类纠纷 乙:会说当事人说的话 主任:手上没有在办的纠纷 " {
			t.Error(got)
		}

		// A party wishes, and only the committee and they themselves read it.
		wish := func(who *apptest.Client, whom any) *apptest.Response {
			return who.Anew().Put(at(id, "choice"), map[string]any{"person_id": whom})
		}
		respondent := env.SignIn("the other side")
		c.respondent(id, respondent)
		if got := c.suggested(c.applicant, id); got != "主任 甲 乙 " {
			t.Error(got)
		}
		wish(c.applicant, c.head.PersonID).Want(200)
		c.applicant.Get(at(id, "")).Want(200).Contains(`"wished_mediator_name":"主任"`)
		c.head.Get(at(id, "")).Want(200).Contains(`"wished_mediator_name":"主任"`)
		respondent.Get(at(id, "")).Want(200).Lacks(`"wished_mediator_name":"主任"`)
		if got := c.suggested(c.head, id); got != "主任:申请人希望由这位调解员调解 甲:擅长这一类纠纷 乙:会说当事人说的话 " {
			t.Error(got)
		}
		wish(c.applicant, c.admin.PersonID).Reason(409, "dispute.not_mediator")
		wish(c.applicant, respondent.PersonID).Reason(409, "dispute.mediator_is_party")
		wish(c.head, c.first.PersonID).Reason(403, "dispute.party_only")
		wish(c.applicant, nil).Want(200)
		c.applicant.Get(at(id, "")).Want(200).Contains(`"wished_mediator_name":null`)

		// Left out is whoever is in the case, has left it, or is a party.
		c.head.Post(at(id, "accept"), nil).Want(200)
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200)
		c.first.Get(at(id, "mediator-suggestions")).Reason(403, "dispute.head_only")
		c.first.Post(at(id, "recuse"), nil).Want(200)
		c.head.Anew().Post(at(id, "assign"), assign(c.second, true)).Want(200)
		if got := c.suggested(c.head, id); got != "主任:手上没有在办的纠纷 " {
			t.Error(got)
		}
		c.respondent(id, c.second)
		c.head.Post(at(id, "release"), map[string]any{"mediator_id": c.second.PersonID}).Want(200)
		if got := c.suggested(c.head, id); got != "主任:手上没有在办的纠纷 " {
			t.Error(got)
		}
		env.SignIn("a stranger").Get(at(id, "mediator-suggestions")).Want(404)

		// A mediator who serves no more leaves nothing behind.
		c.first.Post("/mediation-committees/"+c.committee.String()+"/leave", nil).Want(200)
		if n := env.Count("SELECT COUNT(*) FROM mediator_profiles WHERE person_id = ?", c.first.PersonID); n != 0 {
			t.Errorf("%d profiles are left", n)
		}
	})
}

// A lead who has not taken a case within two working days loses it; it stands in the queue
// where it stood, and the heads are told, once.
func TestNotTaken(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned) // on Monday 23 November
		c.later(time.Hour)
		taken := c.to(dispute.Assigned)
		c.first.Post(at(taken, "take"), scene.NoTie).Want(200)
		other := c.to(dispute.Assigned)
		c.applicant.Post(at(other, "withdraw"), nil).Want(200)
		c.day("2026-11-25")
		c.later(0)
		if v := c.read(c.head, id); v.State != "assigned" {
			t.Errorf("on the last day it is %s", v.State)
		}
		for range 2 { // a job that runs twice, and one that is late
			c.Exec("UPDATE jobs SET done_at = NULL WHERE kind = 'dispute.not_taken'")
			c.day("2026-11-26")
		}
		c.later(0)
		if v := c.read(c.head, id); v.State != "accepted" || len(v.Mediators) != 0 || v.TakenAt != nil {
			t.Errorf("after two working days it is %+v", v)
		}
		c.first.Get(at(id, "")).Want(404)
		if v := c.read(c.head, taken); v.State != "assigned" {
			t.Errorf("what was taken is %s", v.State)
		}
		for who, kind := range map[*apptest.Client]models.NoticeKind{c.head: dispute.NoticeNotTaken,
			c.first: dispute.NoticeTakenBack} {
			if n := c.notices(kind, who); n != 1 {
				t.Errorf("%s is told %d times", who.Name, n)
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM dispute_mediators WHERE end_reason = 'not_taken'"); n != 1 {
			t.Errorf("%d have left", n)
		}
		if n := c.audits("dispute.release", "done", id); n != 1 {
			t.Errorf("%d audit rows", n)
		}
		// The queue is oldest first: what came back stands before what came later.
		later := c.to(dispute.Accepted)
		var page struct{ Items []view }
		c.head.Get("/disputes?as=committee&sort=due&state=accepted").Want(200).JSON(&page)
		if got := fmt.Sprint(len(page.Items)); got != "2" || page.Items[0].ID != id || page.Items[1].ID != later {
			t.Errorf("the queue is %+v", page.Items)
		}
		// Somebody else has two days of their own.
		c.head.Anew().Post(at(id, "assign"), assign(c.second, true)).Want(200)
		c.day("2026-11-27")
		c.later(0)
		if v := c.read(c.head, id); v.State != "assigned" {
			t.Errorf("the next one has lost it: %s", v.State)
		}
		c.day("2026-12-01")
		c.later(0)
		if v := c.read(c.head, id); v.State != "accepted" {
			t.Errorf("the next one has it still: %s", v.State)
		}
	})
}
