package mediation_test

import (
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

type terms struct {
	Deadlines []struct {
		Kind       string  `json:"kind"`
		DueOn      string  `json:"due_on"`
		FirstDueOn string  `json:"first_due_on"`
		MetAt      *string `json:"met_at"`
	} `json:"deadlines"`
	Parties []struct {
		ExtendsTo *string `json:"extends_to"`
	} `json:"parties"`
}

func (c *committeeFixture) terms(who *apptest.Client, id models.ID) terms {
	c.Helper()
	var v terms
	who.Get(at(id, "")).Want(200).JSON(&v)
	return v
}

// The term moves once each side has agreed to one day, and a session may be later then.
func TestExtension_both(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		until := func(day string) map[string]any { return map[string]any{"until_on": day} }
		theirs := "/dispute-parties/" + s.Respondent.String() + "/extension"
		say := func(day string) map[string]any {
			return map[string]any{"until_on": day, "way": "oral", "witness": canaryWitness}
		}
		c.applicant.Post(at(s.Case, "extend"), until("2026-12-08")).Reason(409, "deadline.not_later")
		c.applicant.Post(at(s.Case, "extend"), until("2027-01-09")).Reason(409, "deadline.too_far")
		c.first.Post(at(s.Case, "extend"), until("2026-12-21")).Reason(403, "dispute.party_only")
		c.applicant.Post(theirs, say("2026-12-21")).Reason(403, "dispute.committee_only")
		c.first.Post(theirs, map[string]any{"until_on": "2026-12-21", "way": "oral"}).Want(422).Contains(`"/witness"`)
		c.applicant.Post(at(s.Case, "extend"), until("2026-12-19")).Want(200) // a Saturday: until Monday
		c.applicant.Post(at(s.Case, "extend"), until("2026-12-21")).Reason(409, "deadline.agreed")
		c.first.Post(theirs, say("2026-12-20")).Want(200)
		v := c.terms(c.applicant, s.Case)
		if d := v.Deadlines; len(d) != 1 || d[0].Kind != "labour" || d[0].DueOn != "2026-12-21" ||
			d[0].FirstDueOn != "2026-12-08" || v.Parties[0].ExtendsTo != nil {
			t.Fatalf("the applicant reads %+v", v)
		}
		if all := c.terms(c.head, s.Case).Deadlines; len(all) != 2 ||
			all[1].Kind != "acceptance" && all[0].Kind != "acceptance" {
			t.Errorf("the head reads %+v", all)
		}
		if n := env.Count("SELECT COUNT(*) FROM dispute_deadline_moves WHERE why = 'extension'"); n != 1 ||
			c.notices(dispute.NoticeExtended, c.applicant) != 1 || *c.read(c.head, s.Case).DueOn != "2026-12-21" {
			t.Errorf("%d moves", n)
		}
		c.applicant.Get(at(s.Case, "timeline")).Want(200).Contains(`"extended"`)
		c.first.Post(at(s.Case, "sessions"), c.meets(20*24*time.Hour)).Want(200)
		if apptest.Holds(env.Dump(), "canarywitness") {
			t.Error("the witness is in a row")
		}
	})
}

// One side alone, or each another day, moves nothing.
func TestExtension_oneSide(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		respondent := env.SignIn("respondent")
		c.respondent(s.Case, respondent)
		c.applicant.Post(at(s.Case, "extend"), map[string]any{"until_on": "2026-12-21"}).Want(200)
		respondent.Post(at(s.Case, "extend"), map[string]any{"until_on": "2026-12-15"}).Want(200)
		v := c.terms(respondent, s.Case)
		if v.Deadlines[0].DueOn != "2026-12-08" || *v.Parties[0].ExtendsTo != "2026-12-21" ||
			*v.Parties[1].ExtendsTo != "2026-12-15" {
			t.Fatalf("the respondent reads %+v", v)
		}
		c.first.Post(at(s.Case, "sessions"), c.meets(16*24*time.Hour)).Reason(409, "session.after_due")
		got := apptest.Race(4, func(i int) *apptest.Response {
			if i%2 == 0 {
				return respondent.Anew().Post(at(s.Case, "extend"), map[string]any{"until_on": "2026-12-21"})
			}
			return c.applicant.Anew().Post(at(s.Case, "extend"), map[string]any{"until_on": "2026-12-15"})
		})
		if n := apptest.Statuses(got); n[200] < 1 || n[200] > 2 {
			t.Errorf("%v\n%v", n, got)
		}
		if due := c.terms(c.head, s.Case).Deadlines; due[0].DueOn != "2026-12-21" && due[1].DueOn != "2026-12-21" {
			t.Errorf("%+v", due)
		}
	})
}
