package mediation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// From the words of a resident to a mediator who has the case in hand.
func TestDispute_filedToTaken(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		var got view
		receipt := c.applicant.Post("/disputes", filing()).Want(201).JSON(&got)
		if got.Number != "调330602-2026-000001" || got.State != "applied" || got.MyPart != "applicant" ||
			got.AppliedAt != "2026-11-23T01:00:00.000Z" || got.Committee.ID != c.committee || len(got.Routes) != 3 {
			t.Fatalf("receipt: %s", receipt)
		}
		receipt.Lacks("canary").Lacks("price").Lacks("fee")
		id := got.ID
		if c.notices(dispute.NoticeFiled, c.applicant) != 1 || c.notices(dispute.NoticeNew, c.head) != 1 ||
			c.notices(dispute.NoticeNew, c.first) != 0 {
			t.Fatal("receipt to the applicant, word to the head, and to nobody else")
		}

		c.later(48 * time.Hour)
		answer := c.head.Post(at(id, "accept"), map[string]any{"note": canaryNote}).Want(200).Lacks("canary").JSON(&got)
		if got.State != "consent_pending" || got.AcceptedAt != nil || got.FileNo != nil ||
			*got.DueOn != "2026-12-08" { // the fifteen days of a labour dispute run from its receipt
			t.Fatalf("taken on: %s", answer)
		}
		answer = c.head.Post(c.party(id, "respondent")+"/consent", said("given")).Want(200).Lacks("canary").JSON(&got)
		if got.State != "accepted" || *got.AcceptedAt != "2026-11-25T01:00:00.000Z" ||
			got.AppliedAt != "2026-11-23T01:00:00.000Z" || *got.DueOn != "2026-12-08" ||
			*got.FileNo != "（2026）外山人调字第1号" {
			t.Fatalf("accepted: %s", answer)
		}
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200).JSON(&got)
		if got.State != "assigned" || c.notices(dispute.NoticeAssigned, c.first) != 1 ||
			c.notices(dispute.NoticeAccepted, c.applicant) != 1 {
			t.Fatalf("assigned: %+v", got)
		}
		c.first.Post(at(id, "take"), scene.NoTie).Want(200).JSON(&got)
		if got.State != "assigned" || got.TakenAt == nil || slices.Contains(got.Acts, "take") ||
			c.notices(dispute.NoticeTaken, c.applicant) != 1 {
			t.Fatalf("taken: %+v", got)
		}
		v := c.read(c.applicant, id)
		if *v.Statement != canaryStatement || *v.AmountFen != 1234500 || len(v.Mediators) != 1 ||
			!v.Mediators[0].Lead ||
			v.Due.StartsOn != "2026-11-24" || v.Due.DueOn != "2026-12-08" || v.Version != 5 || v.Category != "labour" {
			t.Fatalf("the applicant reads %+v", v)
		}
		checkTimeline(t, c, id)
		for _, action := range []string{"dispute.file", "dispute.accept", "dispute.assign", "dispute.take"} {
			if n := c.audits(action, "done", id); n != 1 {
				t.Errorf("%s: %d audit rows", action, n)
			}
		}
		c.first.Get("/notifications").Want(200).Contains("有一件纠纷指派给您").Contains("调330602-2026-000001").Lacks("canary")
	})
}

func checkTimeline(t *testing.T, c *committeeFixture, id models.ID) {
	t.Helper()
	kinds := func(who *apptest.Client) string {
		var page struct {
			Items []struct {
				Seq  int     `json:"seq"`
				Kind string  `json:"kind"`
				Note *string `json:"note"`
			} `json:"items"`
		}
		res := who.Get(at(id, "timeline")).Want(200).Contains(`"legal_aid"`).JSON(&page)
		var out []string
		for i, l := range page.Items {
			out = append(out, l.Kind)
			if l.Kind == "note" && *l.Note != canaryNote {
				t.Errorf("note %q", *l.Note)
			}
			if i > 0 && l.Seq <= page.Items[i-1].Seq {
				t.Errorf("out of order: %s", res)
			}
		}
		return strings.Join(out, " ")
	}
	if got := kinds(c.head); got != "filed accepted note consented registered assigned taken" {
		t.Errorf("the head reads %s", got)
	}
	if got := kinds(c.applicant); got != "filed accepted consented registered assigned taken" {
		t.Errorf("the applicant reads %s", got)
	}
	seq := c.Count("SELECT MAX(seq) FROM dispute_events WHERE dispute_id = ?", id)
	next := c.Count("SELECT next_event_seq FROM disputes WHERE id = ?", id)
	if seq != 7 || next != 8 {
		t.Errorf("last line %d, next %d", seq, next)
	}
	var first, second struct {
		Items []struct {
			Seq int `json:"seq"`
		} `json:"items"`
		NextCursor *string `json:"next_cursor"`
	}
	c.head.Get(at(id, "timeline") + "?limit=3").Want(200).JSON(&first)
	c.head.Get(at(id, "timeline") + "?limit=3&cursor=" + *first.NextCursor).Want(200).JSON(&second)
	if len(first.Items) != 3 || len(second.Items) != 3 || second.Items[0].Seq != 4 || second.NextCursor == nil {
		t.Errorf("pages: %+v %+v", first, second)
	}
}

// The nearest active committee gets the case; the number counts per county and
// year.
func TestDispute_route(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		townCommittee := c.create("街道调委会", town, c.second, c.head, c.first)
		countyCommittee := c.create("区调委会", county, c.second, c.head, c.first)
		where := func(who *apptest.Client) models.ID {
			var v view
			who.Anew().Post("/disputes", filing()).Want(201).JSON(&v)
			return v.Committee.ID
		}
		if got := where(c.applicant); got != c.committee {
			t.Error("not the village's")
		}
		if got := where(c.head); got != townCommittee {
			t.Error("a head's own case stays with the head")
		}
		env.Exec("UPDATE mediation_committees SET state = 'ended' WHERE id = ?", c.committee)
		if got := where(c.applicant); got != townCommittee {
			t.Error("not the town's")
		}
		env.Exec(`UPDATE role_grants SET ends_at = ?
			WHERE committee_id = ? AND role = 'committee_head'`, int64(env.Clock.Now()), townCommittee)
		if got := where(c.applicant); got != countyCommittee {
			t.Error("a committee without a head took the case")
		}
		env.Exec("UPDATE mediation_committees SET term_ends_on = '2026-11-22' WHERE id = ?", countyCommittee)
		c.applicant.Anew().Post("/disputes", filing()).Reason(409, "dispute.no_committee")
		env.Exec("UPDATE mediation_committees SET term_ends_on = '2026-11-23' WHERE id = ?", countyCommittee)
		var v view
		c.applicant.Anew().Post("/disputes", filing()).Want(201).JSON(&v)
		if v.Number != "调330602-2026-000005" {
			t.Errorf("a refused filing left a gap: %s", v.Number)
		}
		env.Exec(`UPDATE mediation_committees
			SET state = 'active', term_ends_on = '2029-11-23' WHERE id = ?`, countyCommittee)
		env.Clock.Set(models.Day("2027-01-01").Start()) // still 2026 in UTC
		fresh := env.SignIn("applicant")
		fresh.Anew().Post("/disputes", filing()).Want(201).JSON(&v)
		if v.Number != "调330602-2027-000001" {
			t.Errorf("the new year begins with %s", v.Number)
		}
	})
}

// The first answer is kept and given again; the case exists once.
func TestDispute_repeated(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		again := c.applicant.With("Idempotency-Key", "key-1")
		first := again.Post("/disputes", filing()).Want(201)
		second := again.Post("/disputes", filing()).Want(201)
		if string(first.Body) != string(second.Body) || env.Count("SELECT COUNT(*) FROM disputes") != 1 {
			t.Fatalf("%s\n%s", first, second)
		}
		other := filing(func(b map[string]any) { b["amount_fen"] = 1 })
		again.Post("/disputes", other).Reason(422, "idempotency.mismatch")
		id := first.ID()
		head := c.head.With("Idempotency-Key", "key-2")
		one := head.Post(at(id, "accept"), nil).Want(200)
		two := head.Post(at(id, "accept"), nil).Want(200)
		if string(one.Body) != string(two.Body) || c.audits("dispute.accept", "done", id) != 1 {
			t.Fatalf("%s\n%s", one, two)
		}
		c.head.Post(at(id, "accept"), nil).Reason(409, "dispute.wrong_state")
	})
}
