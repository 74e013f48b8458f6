package mediation_test

import (
	"fmt"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

const canaryRisk = "昨晚动手了canaryrisk"

type riskView struct {
	Acts []string `json:"acts"`
	Risk *struct {
		Level    *string `json:"level"`
		Violence bool    `json:"violence"`
		Waits    bool    `json:"waits_for_report"`
		Note     *string `json:"note"`
		Organ    *string `json:"organ"`
		Reason   *string `json:"reason"`
	} `json:"risk"`
}

func (c *committeeFixture) risk(who *apptest.Client, id models.ID) (v riskView) {
	c.Helper()
	who.Get(at(id, "")).Want(200).JSON(&v)
	return v
}

func violent(level string) map[string]any {
	return map[string]any{"level": level, "violence": true, "note": canaryRisk}
}

var reported = map[string]any{"organ": "police", "on": "2026-11-23"}

// The committee marks a case, and the parties see nothing of it: not a field, not another
// version, not another line, not another act.
func TestRisk_theCommitteeAlone(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		id := s.Case
		respondent := env.SignIn("the other side")
		c.respondent(id, respondent)
		before := map[*apptest.Client][]string{}
		look := func(who *apptest.Client) []string {
			var out []string
			for _, path := range []string{at(id, ""), at(id, "timeline"), "/disputes", "/me/disputes", "/notifications",
				at(id, "mediator-suggestions")} {
				res := who.Get(path).Want(200)
				out = append(out, string(res.Body)+res.Header.Get("ETag"))
			}
			return out
		}
		for _, party := range []*apptest.Client{c.applicant, respondent} {
			before[party] = look(party)
		}
		tag := c.head.Get(at(id, "")).Want(200).Header.Get("ETag")
		c.first.Put(at(id, "risk"), violent("red")).Want(200)
		c.head.With("If-None-Match", tag).Get(at(id, "")).Want(200)
		for _, worker := range []*apptest.Client{c.head, c.first} {
			v := c.risk(worker, id)
			if v.Risk == nil || *v.Risk.Level != "red" || !v.Risk.Violence || !v.Risk.Waits || *v.Risk.Note != canaryRisk {
				t.Errorf("%s reads %+v", worker.Name, v.Risk)
			}
			worker.Get("/disputes?as=committee").Want(200)
			worker.Get("/disputes").Want(200).Contains(`"risk_level":"red"`).Contains(`"violence":true`)
		}
		for party, was := range before {
			for i, now := range look(party) {
				if now != was[i] {
					t.Errorf("%s notices the mark:\n%s\n%s", party.Name, was[i], now)
				}
			}
			party.Get("/disputes").Want(200).Contains(`"risk_level":null`).Contains(`"violence":null`)
			party.Put(at(id, "risk"), violent("red")).Reason(403, "dispute.assess_only")
			party.Post(at(id, "risk/report"), reported).Reason(403, "dispute.assess_only")
			party.Post(at(id, "risk/no-report"), excuse()).Reason(403, "dispute.head_only")
		}
		// A head who is a party is no committee in their own case.
		c.Exec("UPDATE dispute_parties SET person_id = ? WHERE dispute_id = ? AND side = 'respondent'", c.head.PersonID, id)
		if v := c.risk(c.head, id); v.Risk != nil {
			t.Errorf("the head reads of their own case: %+v", v.Risk)
		}
		c.head.Put(at(id, "risk"), violent("red")).Reason(403, "dispute.own_case")
		c.second.Put(at(id, "risk"), violent("red")).Want(404)
		apptest.Lacks(t, "rows", env.Dump(), "canary")
	})
}

func excuse(change ...any) map[string]any {
	body := map[string]any{"reason": "只是推搡" + canaryRisk, "adult": true, "capable": true, "no_present_danger": true}
	setting(change...)(body)
	return body
}

// Violence closes the agreement until it is reported, or a head says why not; each
// judgement stays in the history.
func TestRisk_blocksTheAgreement(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		id := s.Case
		propose := func() *apptest.Response { return c.first.Anew().Post(at(id, "propose"), s.Proposal("2026-12-10")) }
		c.first.Put(at(id, "risk"), map[string]any{"level": "yellow", "violence": false}).Want(200)
		c.first.Post(at(id, "risk/report"), reported).Reason(409, "dispute.no_violence")
		c.head.Post(at(id, "risk/no-report"), excuse()).Reason(409, "dispute.no_violence")
		propose().Want(200)
		s = s.Read(c.first)
		c.first.Put(at(id, "risk"), violent("orange")).Want(200)
		if acts := fmt.Sprint(c.risk(c.first, id).Acts); strings.Contains(acts, "propose") || strings.Contains(acts, "sign") ||
			!strings.Contains(acts, "report") {
			t.Errorf("the mediator may %s", acts)
		}
		propose().Reason(409, "dispute.violence")
		page := upload(c.first, "document", scene.Photo(9, 9))
		sign := func() *apptest.Response {
			return c.first.Anew().Post("/dispute-agreements/"+s.Agreement.String()+"/sign", s.Signed("2026-11-23", page))
		}
		sign().Reason(409, "dispute.violence")
		c.head.Post("/dispute-agreements/"+s.Agreement.String()+"/seal", map[string]any{"sha256": s.SHA256,
			"on": "2026-11-23"}).Reason(409, "dispute.violence")

		// Only a head, and only when all three hold.
		c.first.Post(at(id, "risk/no-report"), excuse()).Reason(403, "dispute.head_only")
		for _, field := range []string{"adult", "capable", "no_present_danger"} {
			c.head.Post(at(id, "risk/no-report"), excuse(field, false)).Want(422).Contains(`"field":"/` + field + `"`)
		}
		c.head.Post(at(id, "risk/no-report"), excuse("reason", "　")).Want(422).Contains(`"field":"/reason"`)
		c.head.Post(at(id, "risk/no-report"), excuse()).Want(200)
		if v := c.risk(c.head, id); v.Risk.Waits || *v.Risk.Reason != "只是推搡"+canaryRisk || *v.Risk.Note != canaryRisk {
			t.Errorf("after the reason: %+v", v.Risk)
		}
		propose().Want(200)
		s = s.Read(c.first)
		// Another judgement needs another answer; a report stays.
		c.head.Put(at(id, "risk"), violent("red")).Want(200)
		sign().Reason(409, "dispute.violence")
		for field, bad := range map[string]map[string]any{"/organ": {"organ": "legal_aid", "on": "2026-11-23"},
			"/on": {"organ": "police", "on": "2026-11-24"}} {
			c.first.Post(at(id, "risk/report"), bad).Want(422).Contains(`"field":"` + field + `"`)
		}
		c.first.Post(at(id, "risk/report"), reported).Want(200)
		c.head.Put(at(id, "risk"), violent("orange")).Want(200)
		if v := c.risk(c.head, id); v.Risk.Waits || *v.Risk.Organ != "police" {
			t.Errorf("after the report: %+v", v.Risk)
		}
		sign().Want(200)
		if n := env.Count("SELECT COUNT(*) FROM dispute_risks WHERE dispute_id = ?", id); n != 6 {
			t.Errorf("%d judgements are kept", n)
		}
		for action, want := range map[string]int{"dispute.assess": 4, "dispute.report": 1, "dispute.no_report": 1} {
			if n := c.audits(action, "done", id); n != want {
				t.Errorf("%s: %d audit rows, want %d", action, n, want)
			}
		}
		c.head.Put(at(id, "risk"), map[string]any{"level": "purple", "violence": false}).Want(422)
		apptest.Lacks(t, "rows", env.Dump(), "canary")
	})
}

// One judgement holds at a time, whoever makes them at once.
func TestRisk_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		twin := env.Second()
		got := apptest.Race(6, func(i int) *apptest.Response {
			who := []*apptest.Client{c.head, c.first, c.head.On(twin)}[i%3]
			return who.Anew().Put(at(s.Case, "risk"), violent([]string{"red", "orange", "yellow"}[i%3]))
		})
		if n := apptest.Statuses(got); n[200] != 6 {
			t.Fatalf("%v\n%v", n, got)
		}
		if n := env.Count("SELECT COUNT(*) FROM dispute_risks WHERE live_key IS NOT NULL AND seq = 6"); n != 1 {
			t.Errorf("%d hold", n)
		}
	})
}

// Where to go from violence stands in every case of a home, whatever is marked.
func TestRisk_waysForEverybody(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.applicant.Post("/disputes", filing(setting("category", "marriage_family"))).Want(201).
			Contains("12338").Contains("110").Contains("人身安全保护令").ID()
		c.applicant.Get(at(id, "")).Want(200).Contains("12338")
		c.applicant.Get(at(c.file(), "")).Want(200).Lacks("12338")
	})
}
