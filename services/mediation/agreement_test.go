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

type agreed struct {
	Agreement *struct {
		ID           models.ID `json:"id"`
		Version      int       `json:"version"`
		State        string    `json:"state"`
		SHA256       string    `json:"sha256"`
		TotalFen     int64     `json:"total_fen"`
		Copies       int       `json:"copies"`
		EffectiveOn  *string   `json:"effective_on"`
		ConfirmUntil *string   `json:"confirm_until"`
		Signatures   []any     `json:"signatures"`
		Items        []struct {
			ID          *models.ID `json:"id"`
			PerformedOn *string    `json:"performed_on"`
			Mine        bool       `json:"mine"`
		} `json:"items"`
		Pages []struct {
			URL string `json:"url"`
		} `json:"pages"`
	} `json:"agreement"`
}

func (c *committeeFixture) agreement(who *apptest.Client, id models.ID) agreed {
	c.Helper()
	var v agreed
	who.Get(at(id, "")).Want(200).JSON(&v)
	return v
}

// A wage case from its words to the last payment.
func TestAgreement_signedSealedPerformed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		c.first.Post(at(s.Case, "propose"), s.Proposal("2026-12-10", "2027-01-10")).Want(200).Lacks("欠两个月").
			Contains(`"signing"`)
		s = s.Read(c.first)
		v := c.agreement(c.applicant, s.Case)
		if a := v.Agreement; a == nil || a.State != "signing" || a.TotalFen != 1000001 || a.Copies != 3 ||
			a.Items[0].ID != nil || !a.Items[0].Mine || c.notices(dispute.NoticeProposed, c.applicant) != 1 {
			t.Fatalf("the applicant reads %+v", a)
		}
		path := "/dispute-agreements/" + s.Agreement.String()
		c.first.Post(path+"/sign", s.Signed("2026-11-23")).Reason(409, "agreement.pages_first")
		page := upload(c.first, "document", scene.Photo(9, 9))
		c.first.Post(path+"/sign", s.Signed("2026-11-23", page)).Want(200).Contains(`"signing"`)
		c.first.Post(path+"/sign", s.Signed("2026-11-23")).Reason(409, "agreement.signed")
		c.later(26 * time.Hour)
		seal := map[string]any{"sha256": s.SHA256, "on": "2026-11-24"}
		c.first.Post(path+"/seal", seal).Reason(403, "dispute.head_only")
		c.head.Post(path+"/seal", seal).Want(200).Contains(`"effective"`)
		v = c.agreement(c.applicant, s.Case)
		if a := v.Agreement; *a.EffectiveOn != "2026-11-24" || *a.ConfirmUntil != "2026-12-24" ||
			len(a.Signatures) != 4 ||
			len(a.Pages) != 1 || a.Items[0].ID == nil {
			t.Fatalf("in effect: %+v", a)
		}
		follow(c.applicant, v.Agreement.Pages[0].URL).Want(200)
		c.first.Post(at(s.Case, "propose"), s.Proposal("2026-12-10")).Reason(409, "dispute.wrong_state")
		c.applicant.Post(at(s.Case, "withdraw"), nil).Reason(409, "dispute.wrong_state")

		item := func(n int) string { return "/dispute-items/" + v.Agreement.Items[n].ID.String() + "/perform" }
		for _, day := range []string{"2026-11-23", "2026-11-25"} {
			c.first.Post(item(0), map[string]any{"on": day}).Want(422).Contains(`"/on"`)
		}
		c.applicant.Post(item(0), map[string]any{"on": "2026-11-24"}).Want(200).Contains(`"effective"`)
		c.first.Post(item(0), map[string]any{"on": "2026-11-24"}).Reason(409, "agreement.item_done")
		if d := c.read(c.head, s.Case); *d.DueOn != "2027-01-10" {
			t.Errorf("what is due next: %s", *d.DueOn)
		}
		c.first.Post(at(s.Case, "finish"), nil).Reason(409, "agreement.items_first")
		c.first.Post(item(1), map[string]any{"on": "2026-11-24"}).Want(200).Contains(`"performed"`)
		if d := c.read(c.applicant, s.Case); d.State != "performed" || d.EndedAt == nil || len(d.Acts) != 0 ||
			c.notices(dispute.NoticePerformed, c.applicant) != 1 {
			t.Errorf("performed: %+v", d)
		}
		if apptest.Holds(env.Dump(), "欠两个月工资") {
			t.Error("the agreement is in a row")
		}
	})
}

// Bad papers get their key and their field, and change nothing.
func TestAgreement_refused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		early := c.to(dispute.Assigned)
		s := scene.Settled{Case: early}.Read(c.head)
		c.first.Post(at(early, "propose"), s.Proposal("2026-12-10")).Reason(403, "agreement.taker_only")
		c.first.Post(at(early, "take"), scene.NoTie).Want(200)
		c.first.Post(at(early, "propose"), s.Proposal("2026-12-10")).Reason(409, "agreement.rights_first")

		s = scene.Mediated(c.applicant, c.head, c.first, filing())
		bad := func(field string, change func(p, item map[string]any)) {
			t.Helper()
			p := s.Proposal("2026-12-10", "2027-01-10")
			change(p, p["items"].([]any)[0].(map[string]any))
			c.first.Post(at(s.Case, "propose"), p).Want(422).Contains(`"field":"` + field + `"`)
		}
		bad("/total_fen", func(p, _ map[string]any) { p["total_fen"] = 1000000 }) // off by a fen
		bad("/items/0/payee_id", func(_, i map[string]any) { i["payee_id"] = s.Respondent })
		bad("/items/0/payer_id", func(_, i map[string]any) { i["payer_id"] = scene.NewID() })
		bad("/items/0/due_on", func(_, i map[string]any) { i["due_on"] = "2027-02-01" })
		bad("/items/0/due_on", func(_, i map[string]any) { i["due_on"] = "2026-11-22" })
		bad("/due_on", func(p, _ map[string]any) { p["due_on"], p["items"], p["total_fen"] = "2026-11-22", []any{}, 0 })
		bad("/items/0/amount_fen", func(_, i map[string]any) { i["amount_fen"] = 0 })
		bad("/facts", func(p, _ map[string]any) { p["facts"] = " " })
		bad("/terms", func(p, _ map[string]any) { p["terms"] = strings.Repeat("长", 5001) })
		if v := c.agreement(c.head, s.Case); v.Agreement != nil {
			t.Fatalf("something was kept: %+v", v.Agreement)
		}
		c.first.Post(at(s.Case, "propose"), s.Proposal("2026-12-10")).Want(200)
		first := s.Read(c.first)
		page := upload(c.first, "document", scene.Photo(9, 9))
		sign := "/dispute-agreements/" + first.Agreement.String() + "/sign"
		for field, change := range map[string]func(b map[string]any){
			"/signatures/0/on":       func(b map[string]any) { b["signatures"].([]any)[0].(map[string]any)["on"] = "2026-11-24" },
			"/signatures/1/on":       func(b map[string]any) { b["signatures"].([]any)[1].(map[string]any)["on"] = "2026-11-22" },
			"/signatures/0/party_id": func(b map[string]any) { b["signatures"].([]any)[0].(map[string]any)["party_id"] = scene.NewID() },
			"/mediator_signed_on":    func(b map[string]any) { b["mediator_signed_on"] = "2026-11-24" },
			"/signatures": func(b map[string]any) {
				b["signatures"] = []any{}
				delete(b,
					"mediator_signed_on")
			},
			"/page_ids/0":    func(b map[string]any) { b["page_ids"] = []models.ID{scene.NewID()} },
			"/original_seen": func(b map[string]any) { b["original_seen"] = false },
		} {
			b := first.Signed("2026-11-23", page)
			change(b)
			c.first.Post(sign, b).Want(422).Contains(`"field":"` + field + `"`)
		}
		// A changed comma is another agreement, and voids what was signed.
		c.first.Post(sign, first.Signed("2026-11-23", page)).Want(200)
		changed := s.Proposal("2026-12-10")
		changed["facts"] = "欠两个月，工资"
		c.first.Post(at(s.Case, "propose"), changed).Want(200)
		second := s.Read(c.first)
		c.first.Post(sign, first.Signed("2026-11-23")).Reason(409, "agreement.changed")
		again := "/dispute-agreements/" + second.Agreement.String()
		c.first.Post(again+"/sign", first.Signed("2026-11-23")).Reason(409, "agreement.changed")
		c.head.Post(again+"/seal", map[string]any{"sha256": first.SHA256, "on": "2026-11-23"}).Reason(409,
			"agreement.changed")
		if v := c.agreement(c.head, s.Case).Agreement; v.Version != 2 || len(v.Signatures) != 0 ||
			v.SHA256 == first.SHA256 {
			t.Errorf("the second version: %+v", v)
		}
		c.head.Post(again+"/seal", map[string]any{"sha256": second.SHA256,
			"on": "2026-11-23"}).Want(200).Contains(`"signing"`)
		c.Clock.Add(6 * time.Minute)
		c.head.Post(again+"/seal", map[string]any{"sha256": second.SHA256, "on": "2026-11-23"}).Reason(403,
			"session.not_fresh")
		// Whoever stops makes it void.
		c.applicant.Post(at(s.Case, "stop"), nil).Want(200)
		if v := c.agreement(c.head, s.Case); v.Agreement != nil {
			t.Errorf("after the end: %+v", v.Agreement)
		}
	})
}

// What is not performed in time ends the case, and can be performed still.
func TestAgreement_breached(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.InEffect(c.applicant, c.head, c.first, filing(), "2026-11-23", "2026-12-10", "2027-01-10")
		respondent := env.SignIn("respondent")
		c.respondent(s.Case, respondent)
		c.first.Post(at(s.Case, "breach"), nil).Reason(409, "agreement.not_overdue")
		respondent.Post("/dispute-items/"+s.Items[0].String()+"/perform", map[string]any{"on": "2026-11-23"}).
			Reason(403, "agreement.payee_only")
		c.later(18 * 24 * time.Hour)
		c.applicant.Post(at(s.Case, "breach"), nil).Reason(403, "dispute.committee_only")
		c.first.Post(at(s.Case, "breach"), nil).Want(200).Contains(`"breached"`)
		if v := c.read(c.applicant, s.Case); v.EndedAt == nil || len(v.Routes) != 3 ||
			c.notices(dispute.NoticeBreached, c.applicant) != 1 {
			t.Errorf("breached: %+v", v)
		}
		for _, item := range s.Items {
			c.head.Post("/dispute-items/"+item.String()+"/perform", map[string]any{"on": "2026-12-11"}).Want(200)
		}
		if v := c.read(c.applicant, s.Case); v.State != "performed" {
			t.Errorf("performed late: %+v", v)
		}
	})
}

// An agreement without items is performed as a whole.
func TestAgreement_finished(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		apology := s.Proposal("2026-12-10")
		apology["items"], apology["total_fen"] = []any{}, 0
		c.first.Post(at(s.Case, "propose"), apology).Want(200)
		s = s.Read(c.first)
		path, page := "/dispute-agreements/"+s.Agreement.String(), upload(c.first, "document", scene.Photo(9, 9))
		c.first.Post(path+"/sign", s.Signed("2026-11-23", page)).Want(200)
		c.head.Post(path+"/seal", map[string]any{"sha256": s.SHA256, "on": "2026-11-23"}).Want(200)
		c.applicant.Post(at(s.Case, "finish"), nil).Reason(403, "dispute.committee_only")
		c.first.Post(at(s.Case, "finish"), nil).Want(200).Contains(`"performed"`)
		if n := env.Count("SELECT COUNT(*) FROM dispute_deadlines WHERE dispute_id = ? AND kind = 'performance' AND "+
			"met_at IS NOT NULL", s.Case); n != 1 {
			t.Errorf("%d terms to perform it are met", n)
		}
	})
}
