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

// Whoever is a party with an account answers in person; the last consent accepts the case.
func TestConsent_byTheParties(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		respondent := env.SignIn("respondent")
		id := c.to(dispute.Applied)
		c.respondent(id, respondent)
		c.head.Post(at(id, "accept"), nil).Want(200)
		if c.notices(dispute.NoticeConsentAsked, respondent) != 1 ||
			c.notices(dispute.NoticeConsentAsked, c.applicant) != 0 {
			t.Error("who has not answered is asked, and nobody else")
		}
		// Somebody may lead it before, who asks the other side.
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200).Contains(`"state":"consent_pending"`)
		var v view
		respondent.Post(at(id, "consent"), nil).Want(200).JSON(&v)
		if v.State != "assigned" || v.AcceptedAt == nil || v.FileNo == nil ||
			c.notices(dispute.NoticeConsented, c.head) != 1 ||
			c.notices(dispute.NoticeConsented, c.first) != 1 || c.notices(dispute.NoticeAccepted, respondent) != 1 {
			t.Errorf("after the last consent: %+v", v)
		}
		respondent.Post(at(id, "consent"), nil).Reason(409, "dispute.answered")
		c.head.Post(c.party(id, "respondent")+"/consent", said("refused")).Reason(409, "dispute.answered_self")
		c.head.Post(at(id, "consent"), nil).Reason(403, "dispute.party_only")

		respondent.Post(at(id, "acknowledge"), nil).Want(200)
		respondent.Post(at(id, "acknowledge"), nil).Reason(409, "dispute.answered")
		c.first.Post(c.party(id, "applicant")+"/notice", map[string]any{"way": "oral"}).Want(200)
		if v := c.read(c.applicant, id); v.Parties[0].InformedAt == nil || v.Parties[1].InformedAt == nil {
			t.Errorf("told their rights: %+v", v.Parties)
		}

		respondent.Post(at(id, "stop"), nil).Want(200).JSON(&v)
		if v.State != "terminated" || *v.Reason != "party_stopped" || len(v.Routes) != 3 || len(v.Acts) != 0 ||
			c.notices(dispute.NoticeStopped, c.applicant) != 1 || c.notices(dispute.NoticeStopped, c.first) != 1 {
			t.Errorf("stopped: %+v", v)
		}
	})
}

// A respondent with an account refuses in person; whoever has consented stops instead.
func TestConsent_refusedInPerson(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		respondent := env.SignIn("respondent")
		id := c.to(dispute.ConsentPending)
		c.respondent(id, respondent)
		c.applicant.Post(at(id, "refuse"), nil).Reason(409, "dispute.stop_instead")
		respondent.Post(at(id, "stop"), nil).Reason(409, "dispute.consent_first")
		respondent.Post(at(id, "refuse"), nil).Want(200).Contains(`"party_refuses"`)
		if c.notices(dispute.NoticeRefused, c.head) != 1 || c.notices(dispute.NoticeDeclined, c.applicant) != 1 {
			t.Error("the head and the applicant are told")
		}
	})
}

// A side that refuses as a whole ends the case, whoever writes it down.
func TestConsent_refused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.ConsentPending)
		var v view
		c.head.Post(c.party(id, "respondent")+"/consent", said("refused")).Want(200).Lacks("canary").JSON(&v)
		if v.State != "not_accepted" || *v.Reason != "party_refuses" || v.FileNo != nil ||
			c.notices(dispute.NoticeDeclined, c.applicant) != 1 {
			t.Errorf("refused: %+v", v)
		}
		if v := c.read(c.applicant, id); len(v.Acts) != 0 || v.Parties[1].Consent != "refused" ||
			v.Parties[1].Witness != nil {
			t.Errorf("the applicant reads %+v", v)
		}
		if v := c.read(c.head, id); *v.Parties[1].Witness != canaryWitness || *v.Parties[1].ConsentWay != "oral" {
			t.Errorf("the head reads %+v", v.Parties[1])
		}
		// What was recorded can be recorded anew while the case runs: they think better of it.
		other := c.to(dispute.Accepted)
		c.head.Post(c.party(other, "respondent")+"/consent", said("refused")).Want(200).JSON(&v)
		if v.State != "terminated" || *v.Reason != "party_stopped" {
			t.Errorf("after acceptance: %+v", v)
		}
	})
}

// Bad papers get their field, and change nothing.
func TestConsent_badInput(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.ConsentPending)
		path, scan := c.party(id, "respondent")+"/consent", upload(c.first, "document", scene.Photo(9, 9))
		for name, b := range map[string]struct {
			body  map[string]any
			field string
		}{
			"no witness": {map[string]any{"consent": "given", "way": "oral"}, "/witness"},
			"no paper":   {map[string]any{"consent": "given", "way": "paper"}, "/scan_ids"},
			"somebody else's paper": {map[string]any{"consent": "given", "way": "paper",
				"scan_ids": []models.ID{scan}}, "/scan_ids/0"},
			"a paper that is absent": {map[string]any{"consent": "given", "way": "paper", "scan_ids": []models.ID{{9}}},
				"/scan_ids/0"},
			"by one's own account": {map[string]any{"consent": "given", "way": "self"}, "/way"},
			"no answer":            {map[string]any{"consent": "pending", "way": "oral", "witness": "某"}, "/consent"},
			"a long name": {map[string]any{"consent": "given", "way": "oral",
				"witness": strings.Repeat("长", 101)}, "/witness"},
		} {
			c.head.Post(path, b.body).Want(422).Contains(`"field":"` + b.field + `"`)
			if v := c.read(c.head, id); v.Parties[1].Consent != "pending" || v.Version != 2 {
				t.Errorf("%s: %+v", name, v)
			}
		}
		c.head.Post("/dispute-parties/"+scene.NewID().String()+"/consent", said("given")).Reason(404,
			"request.not_found")
		c.applicant.Post(path, said("given")).Reason(403, "dispute.committee_only")
		c.second.Post(path, said("given")).Reason(404, "request.not_found")
		c.head.With("If-Match", `"1"`).Post(path, said("given")).Reason(412, "request.stale")

		own := upload(c.head, "document", scene.Photo(9, 9))
		c.head.Post(path, map[string]any{"consent": "given", "way": "paper", "scan_ids": []models.ID{own}}).Want(200)
		if v := c.read(c.head, id); len(v.Parties[1].Scans) != 1 || len(c.read(c.applicant, id).Parties[1].Scans) != 0 {
			t.Error("the committee keeps the paper, and shows it to nobody else")
		}
		// The paper stays with the case, and so does what a closed account handed in.
		follow(c.head, c.read(c.head, id).Parties[1].Scans[0].URL).Want(200)
	})
}

// A case without an agreement: the reason, where to go, and the proof that each knows.
func TestTerminate(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		for field, body := range map[string]map[string]any{
			"/reason":  {"reason": "by_applicant", "goes_to": "court"},
			"/goes_to": {"reason": "no_agreement", "goes_to": "home"},
		} {
			c.first.Post(at(id, "terminate"), body).Want(422).Contains(`"field":"` + field + `"`)
		}
		c.applicant.Post(at(id, "terminate"), map[string]any{"reason": "no_agreement", "goes_to": "court"}).
			Reason(403, "dispute.committee_only")
		c.first.Post(c.party(id, "applicant")+"/told", map[string]any{"way": "phone", "on": "2026-11-23"}).
			Reason(409, "dispute.wrong_state")
		var v view
		c.first.Post(at(id, "terminate"), map[string]any{"reason": "no_agreement", "goes_to": "arbitration",
			"note": canaryNote}).Want(200).Lacks("canary").JSON(&v)
		if v.State != "terminated" || *v.GoesTo != "arbitration" || len(v.Routes) != 3 ||
			c.notices(dispute.NoticeTerminated, c.applicant) != 1 {
			t.Errorf("terminated: %+v", v)
		}
		c.later(24 * time.Hour)
		told := c.party(id, "respondent") + "/told"
		for _, day := range []string{"2026-11-22", "2026-11-25"} {
			c.first.Post(told, map[string]any{"way": "phone", "on": day}).Want(422).Contains(`"/on"`)
		}
		c.first.Post(told, map[string]any{"way": "phone", "on": "2026-11-24"}).Want(200)
		c.head.Post(told, map[string]any{"way": "post", "on": "2026-11-24"}).Reason(409, "dispute.told")
		if v := c.read(c.head, id); *v.Parties[1].ToldOn != "2026-11-24" ||
			c.read(c.applicant, id).Parties[1].ToldOn != nil {
			t.Error("the committee keeps the proof for itself")
		}
	})
}

// A mediator leaves: the case waits for another one, and they can come back.
func TestMediators_leaveAndReturn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		c.first.Post(at(id, "take"), map[string]any{"no_conflict": false}).Want(422).Contains(`"/no_conflict"`)
		c.first.Post(at(id, "take"), scene.NoTie).Want(200)
		c.first.Post(at(id, "recuse"), nil).Want(200).Contains(`"acts":[]`)
		if v := c.read(c.head, id); v.State != "accepted" || v.TakenAt != nil || len(v.Mediators) != 0 {
			t.Errorf("without its lead: %+v", v)
		}
		c.first.Get(at(id, "")).Reason(404, "request.not_found")
		c.later(time.Minute)
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200).Contains(`"assigned"`)
		if v := c.read(c.first, id); v.Acts[0] != "take" {
			t.Errorf("who came back takes it anew: %+v", v.Acts)
		}
		c.head.Post(at(id, "release"), map[string]any{"mediator_id": c.second.PersonID}).Reason(409,
			"dispute.not_in_case")
		c.first.Post(at(id, "release"), map[string]any{"mediator_id": c.first.PersonID}).Reason(403,
			"dispute.head_only")
		c.head.Post(at(id, "release"), map[string]any{"mediator_id": c.first.PersonID}).Want(200).Contains(`"accepted"`)
		c.head.Post(at(id, "assign"), assign(c.second, true)).Want(200)
		if n := env.Count("SELECT COUNT(*) FROM dispute_mediators WHERE dispute_id = ?", id); n != 3 {
			t.Errorf("%d times in the case are kept", n)
		}
		if c.notices(dispute.NoticeReleased, c.first) != 1 || c.notices(dispute.NoticeRecused, c.head) != 1 {
			t.Error("the mediator and the head are told")
		}
	})
}
