package mediation_test

import (
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models/dispute"
)

const (
	canaryFacts = "楼上漏水泡坏墙纸canaryfacts"
	canaryTerms = "当场赔三百元canaryterms"
)

func oralCase(change ...any) map[string]any {
	body := map[string]any{"category": "neighbour",
		"applicant":  map[string]any{"name": canaryName, "contact": canaryMine},
		"respondent": map[string]any{"name": "李四canaryother"},
		"facts":      canaryFacts, "terms": canaryTerms, "amount_fen": 30000, "happened_on": "2026-11-20",
		"performed_on_spot": true, "both_agreed": true, "no_conflict": true}
	setting(change...)(body)
	return body
}

// A quarrel that was settled by word of mouth comes into the books in one request, and
// asks nobody for a signature.
func TestOral(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		path := "/mediation-committees/" + c.committee.String() + "/oral-cases"
		id := c.first.Post(path, oralCase()).Want(http.StatusCreated).Lacks("canary").ID()
		if again := c.first.Post(path, oralCase()).Want(http.StatusCreated).ID(); again != id {
			t.Error("two taps made two cases")
		}
		v := c.read(c.first, id)
		if v.State != "performed" || v.Number != "调330602-2026-000001" || *v.FileNo != "（2026）外山人调字第1号" ||
			v.EndedAt == nil || v.DueOn != nil || len(v.Mediators) != 1 || v.Mediators[0].PersonID != c.first.PersonID ||
			v.Mediators[0].TakenAt == nil {
			t.Errorf("%+v", v)
		}
		for _, p := range v.Parties {
			if p.Consent != "given" || *p.ConsentWay != "oral" {
				t.Errorf("party %+v", p)
			}
		}
		c.head.Get(at(id, "")).Want(200).Contains(`"kind":"oral"`).Contains(`"state":"effective"`).
			Contains(`"effective_on":"2026-11-20"`).Contains(`"signatures":[]`).Contains(`"copies":0`).Contains(canaryTerms)
		c.head.Get(at(id, "timeline")).Want(200).Contains("performed")
		words := strings.ReplaceAll(c.words(c.first, c.print(c.first, id, dispute.DocumentOralAgreement)), "\n", "")
		for _, said := range []string{"人民调解口头协议登记表", canaryFacts, canaryTerms, "当场履行", "2026年11月20日",
			"（2026）外山人调字第1号"} {
			if !strings.Contains(words, said) {
				t.Errorf("the paper does not say %s: %s", said, words)
			}
		}
		next := c.read(c.head, c.head.Post(path, oralCase("facts", "又一件")).Want(http.StatusCreated).ID())
		if next.Number != "调330602-2026-000002" || *next.FileNo != "（2026）外山人调字第2号" {
			t.Errorf("the next is %s, %s", next.Number, *next.FileNo)
		}
		// The books go on where they are.
		if v := c.read(c.head, c.to(dispute.Accepted)); *v.FileNo != "（2026）外山人调字第3号" {
			t.Errorf("the one after is %s", *v.FileNo)
		}
		if n := c.audits("dispute.register_oral", "done", id); n != 1 {
			t.Errorf("%d audit rows", n)
		}
		for _, who := range []*apptest.Client{c.admin, c.applicant} {
			who.Post(path, oralCase()).Want(http.StatusNotFound)
			who.Get(at(id, "")).Want(http.StatusNotFound)
		}
		c.second.Get(at(id, "")).Want(http.StatusNotFound)
		apptest.Lacks(t, "rows", env.Dump(), "canary")
	})
}

// What needs a paper is refused with its field and the written way, and nothing is kept.
func TestOral_refused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		path := "/mediation-committees/" + c.committee.String() + "/oral-cases"
		for _, bad := range []struct {
			field, reason string
			change        []any
		}{
			{"/category", "oral.labour", []any{"category", "labour"}},
			{"/category", "oral.family", []any{"category", "marriage_family"}},
			{"/performed_on_spot", "oral.not_performed", []any{"performed_on_spot", false}},
			{"/needs_paper", "oral.paper", []any{"needs_paper", "paper_asked"}},
			{"/needs_paper", "oral.major", []any{"needs_paper", "danger"}},
			{"/amount_fen", "oral.major", []any{"amount_fen", dispute.OralMaxFen + 1}},
			{"/both_agreed", "request.invalid", []any{"both_agreed", false}},
			{"/no_conflict", "request.invalid", []any{"no_conflict", false}},
			{"/happened_on", "request.invalid", []any{"happened_on", "2026-11-15"}},
			{"/happened_on", "request.invalid", []any{"happened_on", "2026-11-24"}},
			{"/region_code", "request.invalid", []any{"region_code", otherVillage}},
			{"/region_code", "request.invalid", []any{"region_code", town}},
			{"/applicant/name", "request.invalid", []any{"applicant", map[string]any{"name": "　"}}},
			{"/facts", "request.invalid", []any{"facts", " "}},
		} {
			res := c.first.Post(path, oralCase(bad.change...)).Reason(http.StatusUnprocessableEntity, bad.reason).
				Contains(`"field":"` + bad.field + `"`)
			if strings.HasPrefix(bad.reason, "oral.") {
				res.Contains("书面协议")
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM disputes") + env.Count("SELECT COUNT(*) FROM counters"); n != 0 {
			t.Errorf("refused cases left %d rows", n)
		}
		// A committee of a town is told the village.
		head := c.Verified("above")
		above := c.create("城南街道人民调解委员会", town, head, c.Verified("third"), c.Verified("fourth"))
		path = "/mediation-committees/" + above.String() + "/oral-cases"
		head.Post(path, oralCase()).Want(http.StatusUnprocessableEntity).Contains(`"field":"/region_code"`)
		head.Post(path, oralCase("region_code", village)).Want(http.StatusCreated)
	})
}

// Numbers have no gaps, whoever registers at once.
func TestOral_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		twin := env.Second()
		path := "/mediation-committees/" + c.committee.String() + "/oral-cases"
		got := apptest.Race(8, func(i int) *apptest.Response {
			who := []*apptest.Client{c.head, c.first, c.second.On(twin), c.head.On(twin)}[i%4]
			if i%4 == 3 {
				return who.Anew().Post(path, oralCase("happened_on", "2026-11-01")) // refused
			}
			return who.Anew().Post(path, oralCase())
		})
		if n := apptest.Statuses(got); n[201] != 6 || n[422] != 2 {
			t.Fatalf("%v\n%v", n, got)
		}
		if n := env.Count("SELECT COUNT(DISTINCT file_no) FROM disputes WHERE file_no LIKE '%第6号' OR file_no LIKE '%第1号'"); n != 2 {
			t.Errorf("the numbers have gaps: %d", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM disputes WHERE number = '调330602-2026-000006'"); n != 1 {
			t.Error("the receipts have gaps")
		}
	})
}
