package mediation_test

import (
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// code makes a code for a party and gives it.
func (c *committeeFixture) code(id models.ID, party string) string {
	c.Helper()
	c.head.Anew().Post(party+"/code", nil).Want(200).Lacks("canary")
	var v struct {
		Parties []struct {
			ID         models.ID `json:"id"`
			Invitation *struct {
				State string  `json:"state"`
				Code  *string `json:"code"`
			} `json:"invitation"`
		} `json:"parties"`
	}
	c.head.Get(at(id, "")).Want(200).JSON(&v)
	for _, p := range v.Parties {
		if "/dispute-parties/"+p.ID.String() == party && p.Invitation != nil && p.Invitation.Code != nil {
			return *p.Invitation.Code
		}
	}
	c.Fatal("no code")
	return ""
}

func join(who *apptest.Client, code string) *apptest.Response {
	return who.Anew().Post("/dispute-joins", map[string]any{"code": code})
}

// A respondent comes to the case with their own account.
func TestJoin(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.ConsentPending)
		party := c.party(id, "respondent")
		boss := env.Verified("boss")
		env.Exec("UPDATE persons SET nickname = ? WHERE id = ?", "赵总", boss.PersonID)
		c.applicant.Post(party+"/code", nil).Reason(403, "dispute.committee_only")
		c.second.Post(party+"/code", nil).Reason(404, "request.not_found")
		old := c.code(id, party)
		if c.code(id, party) != old {
			t.Error("a second tap made another code")
		}
		c.later(time.Minute)
		boss, stranger := env.SignIn("boss"), env.SignIn("stranger")
		code := c.code(id, party)
		if old == code || apptest.Holds(env.Dump(), code) {
			t.Error("a new code is another one, and lies nowhere")
		}
		// It tells the committee's name, and nothing of the case.
		stranger.Get("/scenes/" + code).Want(200).Contains(`"kind":"case"`).Contains("外山村人民调解委员会").
			Contains(`"subject_id":null`).
			Lacks("canary").Lacks(id.String())
		stranger.Get("/scenes/" + old).Want(404)
		c.head.Get("/qr-codes/case/" + party[len("/dispute-parties/"):]).Want(200)
		c.applicant.Get("/qr-codes/case/"+party[len("/dispute-parties/"):]).Reason(403, "dispute.committee_only")
		c.second.Get("/qr-codes/case/" + party[len("/dispute-parties/"):]).Want(404)

		join(stranger, code).Reason(403, "auth.verification_required")
		join(boss, old).Reason(409, "invitation.over")
		join(boss, "nonsense").Reason(409, "invitation.over")
		join(boss, code).Want(200).Contains("外山村人民调解委员会").Lacks("canary").Lacks(id.String())
		join(boss, code).Want(200)
		stranger.Get("/scenes/" + code).Want(404)
		boss.Get(at(id, "")).Reason(404, "request.not_found")
		if c.notices(dispute.NoticeJoinAsked, c.head) != 1 || c.notices(dispute.NoticeJoinAsked, c.applicant) != 0 {
			t.Error("the committee is told, and nobody else")
		}
		c.head.Get(at(id, "")).Want(200).Contains(`"state":"asked"`).Contains(`"asked_by_name":"赵总"`)
		c.applicant.Get(at(id, "")).Want(200).Lacks("赵总")

		// Refused once: nothing is told of the case, and another code can be made.
		c.head.Post(party+"/join/refuse", nil).Want(200)
		c.head.Post(party+"/join", nil).Reason(409, "dispute.join_nobody")
		boss.Get("/notifications").Want(200).Contains("外山村人民调解委员会").Lacks(c.read(c.head, id).Number)
		code = c.code(id, party)
		join(boss, code).Want(200)
		c.applicant.Post(party+"/join", nil).Reason(403, "dispute.committee_only")
		c.head.Post(party+"/join", nil).Want(200)
		c.head.Post(party+"/join", nil).Reason(409, "dispute.join_nobody")
		c.head.Post(party+"/code", nil).Reason(409, "dispute.party_joined")
		if v := c.read(boss, id); v.MyPart != "respondent" || v.Statement != nil {
			t.Errorf("the respondent reads %+v", v)
		}
		if c.notices(dispute.NoticeJoined, boss) != 1 || c.notices(dispute.NoticeConsentAsked, boss) != 1 {
			t.Error("who has joined is told, and asked whether they consent")
		}
		boss.Post(at(id, "consent"), nil).Want(200).Contains(`"accepted"`)
		// The other side of the same case is not for them.
		more := map[string]any{"side": "applicant", "kind": "person", "name": "王五"}
		c.head.Post(at(id, "parties"), more).Want(200)
		join(boss, c.code(id, c.side(id, "applicant")[1])).Reason(409, "dispute.party_twice")
		join(c.applicant, "x").Reason(403, "auth.verification_required")
	})
}

// Codes end after fourteen days and with the case; who took it in is no party of it.
func TestJoin_over(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.takeIn(intake(1, 1))
		party := c.party(id, "respondent")
		env.Verified("boss")
		code := c.code(id, party)
		join(c.head, code).Reason(409, "dispute.party_twice")
		c.later(dispute.InvitationLife)
		boss := env.SignIn("boss")
		join(boss, code).Reason(409, "invitation.over")
		boss.Get("/scenes/" + code).Want(404)
		c.head.Get("/qr-codes/case/"+party[len("/dispute-parties/"):]).Reason(409, "invitation.over")
		code = c.code(id, party)
		c.head.Post(at(id, "terminate"), map[string]any{"reason": "unreachable", "goes_to": "court"}).Want(200)
		join(boss, code).Reason(409, "invitation.over")
		c.head.Post(party+"/code", nil).Reason(409, "dispute.wrong_state")

		// Whoever has closed their account asks for nothing any more.
		other := c.takeIn(intake(1, 1))
		party = c.party(other, "respondent")
		join(boss, c.code(other, party)).Want(200)
		boss.Delete(scene.ClosePath).Want(200)
		c.head.Post(party+"/join", nil).Reason(409, "dispute.join_nobody")
	})
}

// A mediator who becomes a party is nothing else in the case from that commit on.
func TestJoin_ofTheMediator(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		c.first.Post(at(id, "take"), scene.NoTie).Want(200)
		c.head.Post(at(id, "assign"), assign(c.second, false)).Want(200)
		party := c.party(id, "respondent")
		join(c.first, c.code(id, party)).Want(200)
		c.first.Post(party+"/join", nil).Reason(403, "dispute.own_case") // nobody confirms themselves
		c.second.Post(party+"/join", nil).Want(200).Contains(`"state":"accepted"`)
		v := c.read(c.first, id)
		if v.MyPart != "respondent" || v.Statement != nil || len(v.Mediators) != 1 {
			t.Errorf("the former mediator reads %+v", v)
		}
		c.first.Get("/disputes?as=mediator").Want(200).Lacks(id.String())
		c.first.Get("/disputes?as=committee").Want(200).Lacks(id.String())
		c.first.Get("/disputes").Want(200).Contains(id.String())
		c.first.Post(at(id, "terminate"), map[string]any{"reason": "unfit", "goes_to": "court"}).
			Reason(403, "dispute.committee_only")
		c.head.Post(at(id, "assign"), assign(c.first, true)).Reason(409, "dispute.mediator_is_party")
	})
}

// A head who becomes a party sees the case no longer as the committee does.
func TestJoin_ofTheHead(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		party := c.party(id, "respondent")
		join(c.head, c.code(id, party)).Want(200)
		c.head.Post(party+"/join", nil).Reason(403, "dispute.own_case")
		c.first.Post(party+"/join", nil).Want(200)
		c.head.Get(at(id, "")).Want(200).Contains(`"my_part":"respondent"`).Lacks("canarystatement").Lacks("canarymine")
		c.head.Get("/disputes?as=committee").Want(200).Lacks(id.String()).Contains(`"counts":[]`)
		c.head.Get("/disputes?as=committee&q=调").Want(200).Lacks(id.String())
		c.head.Get("/disputes?as=party").Want(200).Contains(id.String())
		c.head.Get(at(id, "timeline")).Want(200).Lacks(canaryNote)
		c.head.Get(at(id, "documents")).Want(200).Contains(`"items":[]`)
		c.head.Post(at(id, "documents"), map[string]any{"kind": "inquiry"}).Reason(403, "dispute.own_case")
		c.head.Post(at(id, "release"), map[string]any{"mediator_id": c.first.PersonID}).Reason(403, "dispute.own_case")
		before := c.notices(dispute.NoticeConsented, c.head)
		c.first.Post(party+"/consent", said("refused")).Want(200)
		if c.notices(dispute.NoticeRefused, c.head) != 0 || c.notices(dispute.NoticeConsented, c.head) != before {
			t.Error("a head who is a party is told what the committee is")
		}
	})
}

// Two who use one code: one of them asks. Two who confirm: one person joins, once.
func TestJoin_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		people := []*apptest.Client{env.Verified("boss"), env.Verified("cousin")}
		for range 4 {
			id := c.takeIn(intake(2, 2))
			party, other := c.side(id, "respondent")[0], c.side(id, "respondent")[1]
			code := c.code(id, party)
			got := apptest.Race(2, func(i int) *apptest.Response { return join(people[i], code) })
			if n := apptest.Statuses(got); n[200] != 1 || n[409] != 1 {
				t.Fatalf("two use one code: %v", n)
			}
			asked := people[0]
			if got[1].Status == 200 {
				asked = people[1]
			}
			// They ask to be another party, too: one of the two is confirmed.
			join(asked, c.code(id, other)).Want(200)
			parties := []string{party, party, other, other}
			got = apptest.Race(4, func(i int) *apptest.Response { return c.head.Anew().Post(parties[i]+"/join", nil) })
			if n := apptest.Statuses(got); n[200] != 1 || n[409] != 3 {
				t.Fatalf("confirmed at once: %v", n)
			}
			if n := env.Count("SELECT COUNT(*) FROM dispute_parties WHERE dispute_id = ? AND person_id = ?", id,
				asked.PersonID); n != 1 {
				t.Fatalf("%d parties are one person", n)
			}
			env.Clock.Add(10 * time.Minute) // people try codes slowly
			c.later(0)
			people[0], people[1] = env.SignIn("boss"), env.SignIn("cousin")
		}
	})
}
