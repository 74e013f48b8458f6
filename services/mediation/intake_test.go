package mediation_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// intake is a case as a committee takes it in.
func intake(applicants, respondents int, change ...func(map[string]any)) map[string]any {
	list := func(n int, kind, name, contact string) []any {
		all := make([]any, n)
		for i := range all {
			all[i] = map[string]any{"kind": kind, "name": name + string(rune('甲'+i)), "contact": contact}
		}
		return all
	}
	body := map[string]any{"source": "application", "category": "labour", "region_code": village,
		"statement": canaryStatement, "applicants": list(applicants, "person", "工人", canaryTheirs),
		"respondents": list(respondents, "contractor", "某某建设公司", canaryMine)}
	for _, f := range change {
		f(body)
	}
	return body
}

func (c *committeeFixture) intakePath() string {
	return "/mediation-committees/" + c.committee.String() + "/disputes"
}

// takeIn takes a case in by the head and brings it to where its consents are asked for.
func (c *committeeFixture) takeIn(body map[string]any) models.ID {
	c.Helper()
	id := c.head.Anew().Post(c.intakePath(), body).Want(201).ID()
	c.head.Post(at(id, "accept"), nil).Want(200)
	return id
}

// side gives the addresses of the parties on a side.
func (c *committeeFixture) side(id models.ID, side string) (all []string) {
	c.Helper()
	for _, p := range c.read(c.head, id).Parties {
		if p.Side == side {
			all = append(all, "/dispute-parties/"+p.ID.String())
		}
	}
	return all
}

// Several respondents: each answers, and whoever refuses leaves the others to it.
func TestFile_severalRespondents(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		others := func(all ...any) func(map[string]any) {
			return func(b map[string]any) { b["others"] = all }
		}
		firm := func(kind, name string) any { return map[string]any{"kind": kind, "name": name} }
		c.applicant.Post("/disputes", filing(others(firm("contractor", "总包"), firm("subcontractor", "分包"),
			firm("affiliated_firm", "")))).Want(422).Contains(`"field":"/others/2/name"`)
		c.applicant.Post("/disputes", filing(others(firm("contractor", "总包"), firm("king", "国王")))).Want(422).
			Contains(`"field":"/others/1/kind"`)
		ten := make([]any, 10)
		for i := range ten {
			ten[i] = firm("contractor", fmt.Sprintf("总包%d", i))
		}
		c.applicant.Post("/disputes", filing(others(ten...))).Want(422).Contains(`"field":"/others"`)

		id := c.applicant.Post("/disputes", filing(others(firm("contractor", "总包"), firm("subcontractor", "分包")))).
			Want(201).ID()
		c.head.Post(at(id, "accept"), nil).Want(200)
		sides := c.side(id, "respondent")
		c.head.Post(sides[0]+"/consent", said("given")).Want(200).Contains(`"consent_pending"`)
		c.head.Post(sides[1]+"/consent", said("refused")).Want(200).Contains(`"consent_pending"`)
		c.applicant.Post(sides[2]+"/leave", nil).Reason(403, "dispute.committee_only")
		c.second.Post(sides[2]+"/leave", nil).Reason(404, "request.not_found")
		c.head.Post(sides[0]+"/leave", nil).Reason(409, "dispute.answered")
		c.head.Post(sides[2]+"/leave", nil).Want(200).Contains(`"state":"accepted"`)
		c.head.Post(sides[2]+"/leave", nil).Reason(409, "dispute.answered")

		// The last respondent who takes part ends it.
		c.head.Post(sides[0]+"/consent", said("refused")).Want(200).Contains(`"terminated"`)
	})
}

// Whoever leaves while an agreement waits for signatures makes it void: it names them.
func TestStop_ofOneOfSeveral(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.takeIn(intake(2, 2))
		scene.Consents(c.head, id)
		worker := env.Verified("worker")
		env.Exec("UPDATE dispute_parties SET person_id = ? WHERE id = ?", worker.PersonID, c.read(c.head, id).Parties[1].ID)
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200)
		c.first.Post(at(id, "take"), scene.NoTie).Want(200)
		for _, p := range append(c.side(id, "applicant"), c.side(id, "respondent")...) {
			c.first.Post(p+"/notice", map[string]any{"way": "oral"}).Want(200)
		}
		v := c.read(c.first, id)
		s := scene.Settled{Case: id, Applicant: v.Parties[0].ID, Respondent: v.Parties[2].ID}
		c.first.Post(at(id, "propose"), s.Proposal("2026-12-10")).Want(200).Contains(`"signing"`)
		worker.Get(at(id, "")).Want(200).Contains(`"agreement":{`).Lacks(canaryMine)
		c.first.Post(at(id, "parties"), map[string]any{"side": "applicant", "kind": "person", "name": "王五"}).
			Reason(409, "dispute.wrong_state")

		worker.Post(at(id, "withdraw"), nil).Want(200).Contains(`"state":"assigned"`)
		worker.Get(at(id, "")).Want(200).Contains(`"agreement":null`)
		worker.Post(at(id, "withdraw"), nil).Reason(409, "dispute.left")
		if n := env.Count("SELECT COUNT(*) FROM dispute_agreements WHERE dispute_id = ? AND state = 'void'", id); n != 1 {
			t.Errorf("%d agreements are void", n)
		}
		c.first.Post(at(id, "propose"), s.Proposal("2026-12-10")).Want(200)
		if n := c.notices(dispute.NoticeProposed, worker); n != 1 {
			t.Errorf("who has left was told %d times of an agreement", n)
		}
		worker.Get(at(id, "")).Want(200).Contains(`"agreement":null`)
		// Back again, which needs the agreement anew.
		worker.Post(at(id, "consent"), nil).Want(200).Contains(`"state":"assigned"`)
	})
}

// A walk-in: its parties have no account, and whoever took it in is neither.
func TestTakeIn_walkIn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		var v view
		c.first.Post(c.intakePath(), intake(3, 2)).Want(201).JSON(&v)
		if v.State != "applied" || v.Number == "" || len(v.Acts) != 0 || len(v.Mediators) != 0 ||
			c.notices(dispute.NoticeNew, c.head) != 1 || c.notices(dispute.NoticeFiled, c.first) != 0 {
			t.Errorf("the receipt: %+v", v)
		}
		c.first.Get(at(v.ID, "")).Reason(404, "request.not_found") // it is not theirs yet
		got := c.read(c.head, v.ID)
		if len(got.Parties) != 5 || got.Parties[0].Consent != "pending" || *got.Parties[0].Contact != canaryTheirs ||
			*got.Statement != canaryStatement || got.MyPart != "head" {
			t.Errorf("the head reads %+v", got)
		}
		c.head.Post(at(v.ID, "assign"), assign(c.first, true)).Reason(409, "dispute.wrong_state")
		c.head.Post(at(v.ID, "accept"), nil).Want(200)
		scene.Consents(c.head, v.ID)
		if got := c.read(c.head, v.ID); got.State != "accepted" || got.FileNo == nil {
			t.Errorf("after the consents: %+v", got)
		}
		c.head.Post(at(v.ID, "assign"), assign(c.first, true)).Want(200)
		if apptest.Holds(env.Dump(), "canary") || apptest.Holds(env.Dump(), "工人甲") {
			t.Error("something of the case lies in clear")
		}
		if n := c.audits("dispute.take_in", "done", v.ID); n != 1 {
			t.Errorf("%d audit rows", n)
		}
	})
}

// Heads and mediators take cases in; what is refused.
func TestTakeIn_refusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		for _, who := range []*apptest.Client{c.applicant, c.admin} {
			who.Post(c.intakePath(), intake(1, 1)).Reason(403, "dispute.takes_in_only")
		}
		c.head.Post("/mediation-committees/"+scene.NewID().String()+"/disputes", intake(1, 1)).Want(404)
		letter := func(change ...func(map[string]any)) func(map[string]any) {
			return func(b map[string]any) {
				r := map[string]any{"organ": "court", "name": "越城区人民法院", "written_on": "2026-11-20"}
				for _, f := range change {
					f(r)
				}
				b["source"], b["referral"] = "referral", r
			}
		}
		set := func(key string, value any) func(map[string]any) { return func(b map[string]any) { b[key] = value } }
		for field, change := range map[string]func(map[string]any){
			"/source":              set("source", "rumour"),
			"/statement":           set("statement", " "),
			"/applicants":          set("applicants", []any{}),
			"/respondents/0/name":  set("respondents", []any{map[string]any{"kind": "person", "name": " "}}),
			"/region_code":         set("region_code", otherVillage),
			"/referral":            set("source", "referral"),
			"/referral/organ":      letter(set("organ", "king")),
			"/referral/written_on": letter(set("written_on", "2026-12-31")),
			"/referral/reply_by":   letter(set("reply_by", "2026-11-22")),
		} {
			c.head.Post(c.intakePath(), intake(1, 1, change)).Want(422).Contains(`"field":"` + field + `"`)
		}
		c.head.Post(c.intakePath(), intake(1, 1, letter(), set("source", "proactive"))).Want(422).
			Contains(`"field":"/referral"`)
		c.head.Post(c.intakePath(), intake(51, 1)).Want(422).Contains(`"field":"/applicants"`)
		c.head.Post(c.intakePath(), intake(1, 11)).Want(422).Contains(`"field":"/respondents"`)
		if n := env.Count("SELECT COUNT(*) FROM disputes"); n != 0 {
			t.Errorf("%d cases", n)
		}
		c.head.Anew().Post(c.intakePath(), intake(50, 10)).Want(201)
	})
}

// What an organ sends has its letter, for the committee alone, and a day for the answer;
// it is never taken already.
func TestTakeIn_referral(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.head.Post(c.intakePath(), intake(1, 1, func(b map[string]any) {
			b["source"] = "referral"
			b["referral"] = map[string]any{"organ": "letters", "name": "越城区信访局", "number": "越信转12号",
				"written_on": "2026-11-20", "reply_by": "2026-12-04"}
		})).Want(201).ID()
		c.head.Get(at(id, "")).Want(200).Contains(`"reply_by":"2026-12-04"`).Contains(`"source_text":"移送"`).
			Contains("越信转12号")
		if n := env.Count(`SELECT COUNT(*) FROM dispute_deadlines WHERE dispute_id = ? AND kind = 'reply_to_sender'
			AND due_on = '2026-12-04' AND ended_at IS NULL`, id); n != 1 {
			t.Errorf("%d days for the answer", n)
		}
		jobs := env.Count(`SELECT COUNT(*) FROM jobs j JOIN dispute_deadlines d ON d.id = j.subject_id
			WHERE d.dispute_id = ? AND d.kind = 'reply_to_sender'`, id)
		if jobs != 3 {
			t.Errorf("%d reminders", jobs)
		}
		c.head.Post(at(id, "decline"), map[string]any{"reason": "already_taken"}).Reason(409, "dispute.sent_by_organ")
		party := env.Verified("party")
		c.Exec("UPDATE dispute_parties SET person_id = ? WHERE dispute_id = ? AND side = 'respondent'", party.PersonID, id)
		party.Get(at(id, "")).Want(200).Contains(`"referral":null`).Lacks("越信转").Lacks(canaryTheirs)
		own := c.head.Post(c.intakePath(), intake(1, 1, func(b map[string]any) { b["source"] = "proactive" })).Want(201).ID()
		c.head.Post(at(own, "documents"), map[string]any{"kind": "application"}).Reason(409, "document.no_application")
		c.head.Post(at(own, "documents"), map[string]any{"kind": "acceptance"}).Want(201)
		c.head.Post(at(own, "decline"), map[string]any{"reason": "already_taken"}).Want(200)
	})
}

// A party who is added later answers before an agreement is written.
func TestAddParty(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		c.later(time.Minute) // what is written down later is not what was filed
		firm := map[string]any{"side": "respondent", "kind": "contractor", "name": "总包单位", "contact": canaryTheirs}
		c.applicant.Post(at(s.Case, "parties"), firm).Reason(403, "dispute.committee_only")
		c.second.Post(at(s.Case, "parties"), firm).Reason(404, "request.not_found")
		for field, body := range map[string]map[string]any{
			"/name": {"side": "respondent", "kind": "contractor", "name": " "},
			"/kind": {"side": "respondent", "kind": "king", "name": "国王"},
			"/side": {"side": "judge", "kind": "contractor", "name": "总包"},
		} {
			c.first.Post(at(s.Case, "parties"), body).Want(422).Contains(`"field":"` + field + `"`)
		}
		c.first.Post(at(s.Case, "parties"), firm).Want(200).Contains(`"state":"assigned"`)
		c.first.Post(at(s.Case, "propose"), s.Proposal("2026-12-10")).Reason(409, "dispute.consents_first")
		// What the committee wrote down later is not for the applicant.
		if v := c.read(c.applicant, s.Case); len(v.Parties) != 3 || v.Parties[2].Contact != nil ||
			v.Parties[1].Contact == nil {
			t.Errorf("the applicant reads %+v", v.Parties)
		}
		c.first.Anew().Post(at(s.Case, "parties"), firm).Want(200) // nobody is there twice
		if n := len(c.side(s.Case, "respondent")); n != 2 {
			t.Errorf("%d respondents", n)
		}
		added := c.side(s.Case, "respondent")[1]
		c.first.Post(added+"/consent", said("given")).Want(200)
		c.first.Post(at(s.Case, "propose"), s.Proposal("2026-12-10")).Reason(409, "agreement.rights_first")
		c.first.Post(added+"/notice", map[string]any{"way": "oral"}).Want(200)
		c.first.Post(at(s.Case, "propose"), s.Proposal("2026-12-10")).Want(200)

		full := c.takeIn(intake(1, 10))
		c.head.Post(at(full, "parties"), firm).Reason(409, "dispute.side_full")
		firm["side"], firm["name"] = "applicant", "另一位"
		c.head.Post(at(full, "parties"), firm).Want(200)
		got := apptest.Race(6, func(i int) *apptest.Response {
			return c.head.Anew().Post(at(full, "parties"), map[string]any{"side": "applicant", "kind": "person",
				"name": strings.Repeat("工", i+2)})
		})
		if n := apptest.Statuses(got); n[200] != 6 {
			t.Errorf("six at once: %v", n)
		}
	})
}

// Representatives who may settle sign for the others.
func TestRepresentatives(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		few := c.takeIn(intake(9, 1))
		id := c.takeIn(intake(10, 1))
		scene.Consents(c.head, id)
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200)
		c.first.Post(at(id, "take"), scene.NoTie).Want(200)
		v := c.read(c.first, id)
		one := func(party models.ID, settle bool, scans ...models.ID) map[string]any {
			r := map[string]any{"party_id": party, "may_settle": settle}
			if len(scans) > 0 {
				r["scan_ids"] = scans
			}
			return r
		}
		put := func(who *apptest.Client, id models.ID, all ...any) *apptest.Response {
			if all == nil {
				all = []any{}
			}
			return who.Put(at(id, "representatives"), map[string]any{"representatives": all})
		}
		paper := func() models.ID { return upload(c.first, "document", scene.Photo(9, 9)) }
		var six []any
		for i := range 6 {
			six = append(six, one(v.Parties[i].ID, false))
		}
		put(c.first, id, six...).Want(422).Contains(`"field":"/representatives"`)
		put(c.first, id, one(v.Parties[0].ID, true), one(v.Parties[0].ID, false)).Want(422)
		put(c.first, id, one(v.Parties[10].ID, true, paper())).Want(422).Contains(`"field":"/representatives/0/party_id"`)
		put(c.first, id, one(v.Parties[0].ID, true)).Want(422).Contains(`"field":"/representatives/0/scan_ids"`)
		put(c.first, id, one(v.Parties[0].ID, true, scene.NewID())).Want(422).
			Contains(`"field":"/representatives/0/scan_ids/0"`)
		put(c.second, id, one(v.Parties[0].ID, true)).Reason(404, "request.not_found")
		put(c.head, few, one(c.read(c.head, few).Parties[0].ID, true,
			upload(c.head, "document", scene.Photo(9, 9)))).Reason(409, "dispute.few_applicants")

		put(c.first, id, one(v.Parties[0].ID, false, paper()), one(v.Parties[1].ID, false, paper())).Want(200)
		put(c.first, id, one(v.Parties[0].ID, true)).Want(422) // it goes further than its paper
		put(c.first, id, one(v.Parties[0].ID, true, paper()), one(v.Parties[1].ID, false)).Want(200)
		for _, p := range append(c.side(id, "applicant"), c.side(id, "respondent")...) {
			c.first.Post(p+"/notice", map[string]any{"way": "oral"}).Want(200)
		}
		s := scene.Settled{Case: id, Applicant: v.Parties[0].ID, Respondent: v.Parties[10].ID}
		c.first.Post(at(id, "propose"), s.Proposal("2026-12-10")).Want(200)
		a := c.agreement(c.first, id).Agreement
		sign := func(parties ...models.ID) *apptest.Response {
			all := make([]any, len(parties))
			for i, p := range parties {
				all[i] = map[string]any{"party_id": p, "on": "2026-11-23"}
			}
			return c.first.Anew().Post("/dispute-agreements/"+a.ID.String()+"/sign", map[string]any{"sha256": a.SHA256,
				"signatures": all, "page_ids": []models.ID{paper()}, "original_seen": true})
		}
		c.head.Post("/dispute-agreements/"+a.ID.String()+"/seal", map[string]any{"sha256": a.SHA256,
			"on": "2026-11-23"}).Want(200)
		c.first.Post("/dispute-agreements/"+a.ID.String()+"/sign", map[string]any{"sha256": a.SHA256,
			"signatures": []any{}, "mediator_signed_on": "2026-11-23", "page_ids": []models.ID{paper()},
			"original_seen": true}).Want(200)
		sign(v.Parties[10].ID).Want(200).Contains(`"signing"`)
		sign(v.Parties[0].ID).Want(200).Contains(`"signing"`)
		sign(v.Parties[1].ID).Want(200).Contains(`"effective"`) // eight others need not
	})
}

// A committee's short name stands in the numbers of what it accepts from now on.
func TestShortName(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		path := "/mediation-committees/" + c.committee.String() + "/short-name"
		if v := c.read(c.head, c.to(dispute.Accepted)); *v.FileNo != "（2026）外山人调字第1号" {
			t.Error(*v.FileNo)
		}
		c.head.Put(path, map[string]any{"short_name": "外山村"}).Want(403)
		c.admin.Put(path, map[string]any{"short_name": "外"}).Want(422).Contains(`"field":"/short_name"`)
		c.admin.Put(path, map[string]any{"short_name": " 越外山 "}).Want(200).Contains(`"short_name":"越外山"`)
		c.admin.Put(path, map[string]any{"short_name": "越外山"}).Want(200)
		if v := c.read(c.head, c.to(dispute.Accepted)); *v.FileNo != "（2026）越外山人调字第2号" {
			t.Error(*v.FileNo)
		}
		c.later(time.Minute)
		c.admin.Put(path, map[string]any{"short_name": ""}).Want(200)
		if v := c.read(c.head, c.to(dispute.Accepted)); *v.FileNo != "（2026）外山人调字第3号" {
			t.Error(*v.FileNo)
		}
	})
}
