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

const canaryWhy = "两个村都有份canarywhy"

type elsewhereView struct {
	view
	StateText  string     `json:"state_text"`
	ReasonText *string    `json:"reason_text"`
	LetterOn   *string    `json:"letter_on"`
	HandedFrom *handedRef `json:"handed_from"`
	HandedTo   *handedRef `json:"handed_to"`
}

type handedRef struct {
	ID     models.ID `json:"id"`
	Number string    `json:"number"`
}

func (c *committeeFixture) elsewhere(who *apptest.Client, id models.ID) (v elsewhereView) {
	c.Helper()
	who.Get(at(id, "")).Want(200).JSON(&v)
	return v
}

// above sets up a committee of the town.
func (c *committeeFixture) above() (*apptest.Client, models.ID) {
	c.Helper()
	head := c.Verified("above")
	return head, c.create("城南街道人民调解委员会", town, head, c.Verified("third"), c.Verified("fourth"))
}

// A case that is handed up ends here and goes on above with its parties, words, evidence,
// day of application and clock, and with consents anew.
func TestHandUp(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		_, committee := c.above()
		photo := upload(c.applicant, "evidence", scene.Photo(40, 30))
		id := c.applicant.Post("/disputes", filing(setting("evidence_ids", []models.ID{photo}))).Want(201).ID()
		respondent := env.SignIn("the other side")
		c.respondent(id, respondent)
		c.head.Post(at(id, "accept"), nil).Want(200)
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200)
		respondent.Post(at(id, "consent"), nil).Want(200)
		was := c.read(c.applicant, id)
		c.later(48 * time.Hour)
		respondent = c.SignIn("the other side")
		above := c.SignIn("above")
		c.head.Put(at(id, "risk"), violent("red")).Want(200)
		c.head.Post(at(id, "risk/no-report"), excuse()).Want(200)
		c.first.Post(at(id, "hand-up"), map[string]any{"reason": canaryWhy}).Reason(403, "dispute.head_only")
		c.head.Post(at(id, "hand-up"), map[string]any{"reason": " "}).Want(422).Contains(`"field":"/reason"`)
		c.head.Post(at(id, "hand-up"), map[string]any{"reason": canaryWhy}).Want(200)
		c.head.Anew().Post(at(id, "hand-up"), map[string]any{"reason": canaryWhy}).Reason(409, "dispute.wrong_state")

		old := c.elsewhere(c.applicant, id)
		if old.State != "handed_up" || old.StateText != "已移交上级调解委员会" || *old.ReasonText != "已移交上级调解委员会" ||
			old.HandedTo == nil || *old.GoesTo != "higher_committee" || old.HandedFrom != nil || old.EndedAt == nil {
			t.Fatalf("the applicant reads %+v", old)
		}
		c.applicant.Post(at(id, "withdraw"), nil).Reason(409, "dispute.wrong_state")
		next := old.HandedTo.ID
		now := c.elsewhere(c.applicant, next)
		if now.State != "applied" || now.Committee.ID != committee || now.Number != "调330602-2026-000002" ||
			now.AppliedAt != was.AppliedAt || now.HandedFrom.ID != id || now.HandedFrom.Number != was.Number ||
			*now.Statement != canaryStatement || *now.AmountFen != 1234500 || now.FileNo != nil {
			t.Errorf("the applicant reads %+v above", now)
		}
		for _, p := range now.Parties {
			if p.Consent != "pending" || p.InformedAt != nil || p.Side == "respondent" && *p.Name != canaryName {
				t.Errorf("party %+v", p)
			}
		}
		if v := c.elsewhere(respondent, next); v.MyPart != "respondent" || v.Statement != nil {
			t.Errorf("the respondent reads %+v", v)
		}
		if v := c.handed(above, next); len(v.Evidence) != 1 || v.Evidence[0].ID != photo {
			t.Errorf("the head above reads %+v", v)
		} else {
			follow(above, v.Evidence[0].URL).Want(200)
		}
		if v := c.handed(c.head, id); len(v.Evidence) != 0 {
			t.Errorf("the evidence is here, too: %+v", v.Evidence)
		}
		if v := c.risk(above, next); v.Risk == nil || *v.Risk.Level != "red" || !v.Risk.Waits || *v.Risk.Note != canaryRisk {
			t.Errorf("the head above is warned of %+v", v.Risk)
		}
		if v := c.risk(c.applicant, next); v.Risk != nil {
			t.Errorf("the applicant reads %+v", v.Risk)
		}
		above.Get(at(id, "")).Want(404)
		c.head.Get(at(next, "")).Want(404)
		c.first.Get(at(next, "")).Want(404)
		above.Get(at(next, "timeline")).Want(200).Contains(canaryWhy).Contains("moved_in")
		c.applicant.Get(at(next, "timeline")).Want(200).Lacks(canaryWhy).Contains("moved_in")
		c.applicant.Get(at(id, "timeline")).Want(200).Lacks(canaryWhy).Contains("moved_up")
		// The labour clock runs from the receipt; the committee decides from today.
		if due, _, open, _ := c.term(next, dispute.DeadlineLabour); due != "2026-12-08" || open != 1 {
			t.Errorf("the fifteen days end on %s, open %d", due, open)
		}
		if due, _, open, _ := c.term(next, dispute.DeadlineAcceptance); due != "2026-11-30" || open != 1 {
			t.Errorf("to accept until %s, open %d", due, open)
		}
		if _, _, open, _ := c.term(id, dispute.DeadlineLabour); open != 0 {
			t.Error("the clock below runs on")
		}
		for who, kind := range map[*apptest.Client]models.NoticeKind{c.applicant: dispute.NoticeMovedUp,
			respondent: dispute.NoticeMovedUp, c.first: dispute.NoticeMovedUp, above: dispute.NoticeNew} {
			if n := c.notices(kind, who); n != 1 {
				t.Errorf("%s is told %s %d times", who.Name, kind, n)
			}
		}
		if n := c.audits("dispute.hand_up", "done", id); n != 1 {
			t.Errorf("%d audit rows", n)
		}
		// It goes on like any other.
		above.Post(at(next, "accept"), nil).Want(200)
		c.applicant.Post(at(next, "consent"), nil).Want(200)
		respondent.Post(at(next, "consent"), nil).Want(200)
		if v := c.read(above, next); v.State != "accepted" || v.FileNo == nil || !strings.Contains(*v.FileNo, "城南") {
			t.Errorf("above it is %+v", v)
		}
		apptest.Lacks(t, "rows", env.Dump(), "canary")
	})
}

// Nobody above: nothing happens.
func TestHandUp_nobodyAbove(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.file()
		c.head.Post(at(id, "hand-up"), map[string]any{"reason": "x"}).Reason(409, "dispute.nobody_above")
		// A head above who is a party takes no case of theirs.
		above, _ := c.above()
		c.respondent(id, above)
		c.head.Post(at(id, "hand-up"), map[string]any{"reason": "x"}).Reason(409, "dispute.nobody_above")
		if v := c.read(c.head, id); v.State != "applied" || v.Version != 1 {
			t.Errorf("it is %+v", v)
		}
		// Once an agreement waits for its signatures it is too late.
		c.respondent(id, env.SignIn("the other side"))
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		c.first.Post(at(s.Case, "propose"), s.Proposal("2026-12-10")).Want(200)
		c.head.Post(at(s.Case, "hand-up"), map[string]any{"reason": "x"}).Reason(409, "dispute.wrong_state")
	})
}

// Of several who hand up at once one does, and one case goes on.
func TestHandUp_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		c.above()
		id, twin := c.file(), env.Second()
		got := apptest.Race(6, func(i int) *apptest.Response {
			who := c.head
			if i%2 == 1 {
				who = who.On(twin)
			}
			if i == 5 {
				return c.applicant.Anew().Post(at(id, "withdraw"), nil)
			}
			return who.Anew().Post(at(id, "hand-up"), map[string]any{"reason": "x"})
		})
		if n := apptest.Statuses(got); n[200] != 1 || n[409] != 5 {
			t.Fatalf("%v\n%v", n, got)
		}
		handed := env.Count("SELECT COUNT(*) FROM disputes WHERE state = 'handed_up'")
		if n := env.Count("SELECT COUNT(*) FROM disputes WHERE handed_from IS NOT NULL"); n != handed {
			t.Errorf("%d cases go on for %d that were handed up", n, handed)
		}
	})
}

// A case that is referred ends with its letter, and the parties learn where it went.
func TestRefer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		to := func(place, day string) map[string]any { return map[string]any{"goes_to": place, "letter_on": day} }
		c.first.Post(at(id, "refer"), to("police", "2026-11-23")).Reason(403, "dispute.head_only")
		c.applicant.Post(at(id, "refer"), to("police", "2026-11-23")).Reason(403, "dispute.head_only")
		for field, bad := range map[string]map[string]any{"/goes_to": to("legal_aid", "2026-11-23"),
			"/letter_on": to("police", "2026-11-24")} {
			c.head.Post(at(id, "refer"), bad).Want(422).Contains(`"field":"` + field + `"`)
		}
		c.head.Post(at(id, "refer"), to("police", "2026-11-22")).Want(422).Contains(`"field":"/letter_on"`)
		c.head.Post(at(id, "refer"), to("labour_inspection", "2026-11-23")).Want(200)
		v := c.elsewhere(c.applicant, id)
		if v.State != "referred" || v.StateText != "已转交有关部门" || *v.GoesTo != "labour_inspection" ||
			*v.LetterOn != "2026-11-23" || v.EndedAt == nil || len(v.Routes) != 3 {
			t.Errorf("the applicant reads %+v", v)
		}
		for who, want := range map[*apptest.Client]int{c.applicant: 1, c.first: 1, c.head: 0} {
			if n := c.notices(dispute.NoticeSentOn, who); n != want {
				t.Errorf("%s is told %d times", who.Name, n)
			}
		}
		c.applicant.Get(at(id, "timeline")).Want(200).Contains("sent_on")
		c.head.Post(c.party(id, "respondent")+"/told", map[string]any{"way": "phone", "on": "2026-11-23"}).Want(200)
		if n := c.Count("SELECT COUNT(*) FROM dispute_deadlines WHERE dispute_id = ? AND ended_at IS NULL", id); n != 0 {
			t.Errorf("%d terms run on", n)
		}
	})
}
