package party_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

type registrationJSON struct {
	ID            models.ID  `json:"id"`
	State         string     `json:"state"`
	Branch        string     `json:"branch"`
	Contact       string     `json:"home_contact"`
	MembershipID  *models.ID `json:"membership_id"`
	TransferDueOn string     `json:"transfer_due_on"`
}

// A floating member finds a branch, reports, takes part, votes nowhere there, is
// reminded after half a year, and moves the formal tie.
func TestPartyFloatingMember(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		host, home, li := env.Verified("host secretary"), env.Verified("home secretary"), env.Verified("li")
		branch := scene.Found(env, host, scene.Draft("外山村流动党支部", "kind", "party_branch", "subtype", "floating"))
		old := scene.Found(env, home, scene.Draft("老家党支部", "kind", "party_branch"))
		membership := scene.JoinBranch(li, home, old, "full")

		var found scene.List[scene.Organization]
		li.Get("/organizations?kind=party_branch&region=" + scene.Waishan).Want(http.StatusOK).
			Contains(`"member_count":null`).JSON(&found)
		if len(found.Items) != 2 {
			t.Fatalf("branches by place: %+v", found)
		}
		li.Get("/me/party-registration").Reason(http.StatusNotFound, "request.not_found")
		li.Post("/me/party-registration", scene.BranchReport(branch, "")).
			Reason(http.StatusConflict, "consent.required").Contains("参加党组织生活")
		var r registrationJSON
		consentTo(li, "party_life")
		li.Post("/me/party-registration", scene.BranchReport(branch, "被忽略的名字")).Want(http.StatusCreated).JSON(&r)
		if r.State != "submitted" || r.Branch != "老家党支部" || r.Contact != "李书记" || r.TransferDueOn != "2027-03-30" {
			t.Errorf("reported: %+v", r)
		}
		at := "/party-registrations/" + r.ID.String()
		host.Get("/notifications?limit=1").Want(http.StatusOK).Contains("有党员向外山村流动党支部报到")
		host.Get("/organizations/" + branch.String() + "/party-registrations?state=submitted").Want(http.StatusOK).
			Contains(r.ID.String()).Lacks("李书记")
		host.Get(at).Want(http.StatusOK).Contains("活动证0007")
		host.Post(at+"/return", map[string]any{"reason": "请补充联系电话"}).Want(http.StatusOK)
		li.Get("/me/party-registration").Want(http.StatusOK).Contains("请补充联系电话")
		host.Post(at+"/confirm", nil).Reason(http.StatusConflict, "party_registration.decided")
		env.Clock.Add(time.Second)
		r.ID = scene.ReportToBranch(li, branch, "")
		at = "/party-registrations/" + r.ID.String()
		home.Post(at+"/confirm", nil).Reason(http.StatusNotFound, "request.not_found")
		host.Post(at+"/confirm", nil).Want(http.StatusOK).JSON(&r)
		if r.State != "active" || r.MembershipID == nil {
			t.Errorf("confirmed: %+v", r)
		}
		li.Get("/organizations/" + branch.String() + "/members").Want(http.StatusOK).Contains(host.PersonID.String())
		li.Get(fmt.Sprintf("/organizations/%s/party-status", branch)).Want(http.StatusOK).
			Contains(`"participating":1`).Contains("fewer_than_three")
		host.Put(fmt.Sprintf("/memberships/%s/dues", r.MembershipID), map[string]any{"paid_until": "2026-12-31"}).
			Want(http.StatusOK).Contains(`"votes":false`)
		host.Put(fmt.Sprintf("/memberships/%s/party-standing", r.MembershipID),
			map[string]any{"standing": "full", "since": "2026-01-01"}).
			Reason(http.StatusConflict, "party_transfer.not_formal")
		li.Post(fmt.Sprintf("/memberships/%s/transfers", r.MembershipID), map[string]any{"to_name": "外地"}).
			Reason(http.StatusConflict, "party_transfer.not_formal")

		// Nobody may put her on a roll that binds; where all are asked she is.
		scene.FullMembers(env, branch, host, 12)
		for purpose, n := range map[string]int{"consultation": 14, "decision": 13, "election": 13} {
			poll := host.Post("/polls", pollOf(env, branch, purpose)).Want(http.StatusCreated).ID()
			host.Post(fmt.Sprintf("/polls/%s/publish-roll", poll), nil).Want(http.StatusOK)
			on := env.Count("SELECT COUNT(*) FROM poll_roll_entries WHERE poll_id = ?", poll)
			her := env.Count("SELECT COUNT(*) FROM poll_roll_entries WHERE poll_id = ? AND person_id = ?", poll,
				li.PersonID)
			if on != n || (her == 1) != (purpose == "consultation") {
				t.Errorf("%s: %d on the roll, her %d times", purpose, on, her)
			}
		}

		// Half a year away.
		env.Clock.Set(models.Day("2027-03-30").Start() - 1)
		env.RunJobs()
		scene.Again(env, li).Get("/notifications?limit=1").Want(http.StatusOK).Lacks("满六个月")
		env.Clock.Add(time.Second)
		env.RunJobs()
		env.RunJobs()
		if n := env.Count("SELECT COUNT(*) FROM notices WHERE kind LIKE 'party_registration.transfer_due%'"); n != 2 {
			t.Errorf("%d were told of the transfer", n)
		}

		// The tie follows, in the membership that she has.
		li, host, home = scene.Again(env, li), scene.Again(env, host), scene.Again(env, home)
		transfer := li.Post(fmt.Sprintf("/memberships/%s/transfers", membership),
			map[string]any{"to_organization_id": branch, "note": "住了半年"}).Want(http.StatusCreated).ID()
		li.Post(fmt.Sprintf("/memberships/%s/transfers", membership), map[string]any{"to_name": "外地"}).
			Reason(http.StatusConflict, "party_transfer.open")
		to := fmt.Sprintf("/transfers/%s", transfer)
		home.Post(to+"/accept", letter()).Reason(http.StatusForbidden, "auth.forbidden")
		host.Post(to+"/accept", map[string]any{"letter_no": "1", "letter_on": "2026-11-20"}).
			Reason(http.StatusConflict, "party_transfer.letter_expired")
		host.Post(to+"/accept", map[string]any{"letter_no": "越组介15", "letter_on": "2027-03-20"}).Want(http.StatusOK).
			Contains("越组介15")
		host.Post(to+"/accept", map[string]any{"letter_no": "1", "letter_on": "2027-03-20"}).
			Reason(http.StatusConflict, "party_transfer.decided")
		if _, state := membershipOf(li, old); state != "ended" {
			t.Errorf("the old membership is %s", state)
		}
		if now, state := membershipOf(li, branch); now != *r.MembershipID || state != "active" {
			t.Errorf("the new membership %s is %s", now, state)
		}
		li.Get("/me/party-registration").Want(http.StatusOK).Contains(`"ended"`)
		if n := env.Count(`SELECT COUNT(*) FROM memberships
			WHERE exclusive_key = ? AND organization_id = ? AND standing = 'full' AND tie = 'formal'`,
			"party:"+li.PersonID.String(), branch); n != 1 {
			t.Errorf("%d formal ties", n)
		}
		scene.CheckCounts(env, branch)
		scene.CheckCounts(env, old)
	})
}

// A temporary branch refuses what is not its business, each time with its reason.
func TestPartyTemporaryBranch(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		head, li, outsider := env.Verified("head"), env.Verified("li"), env.Verified("outsider")
		branch := scene.Found(env, head,
			scene.Draft("工地临时党支部", "kind", "party_branch", "subtype", "temporary", "ends_on", "2027-06-30"))
		other := scene.Found(env, env.Verified("other head"), scene.Draft("外山村党支部", "kind", "party_branch"))
		registration := scene.ReportToBranch(li, branch, "老家党支部")
		head.Post(fmt.Sprintf("/party-registrations/%s/confirm", registration), nil).Want(http.StatusOK)
		membership, _ := membershipOf(li, branch)

		for purpose, reason := range map[string]string{"election": "party_branch.temporary_no_elections",
			"decision": "party_branch.temporary_no_elections"} {
			head.Post("/polls", pollOf(env, branch, purpose)).Reason(http.StatusConflict, reason)
		}
		poll := head.Post("/polls", pollOf(env, branch, "consultation")).Want(http.StatusCreated).Contains("征求意见").ID()
		head.Put(fmt.Sprintf("/polls/%s", poll), map[string]any{"purpose": "election"}).
			Reason(http.StatusConflict, "party_branch.temporary_no_elections")
		head.Put(fmt.Sprintf("/memberships/%s/dues", membership), map[string]any{"paid_until": "2026-12-31"}).
			Reason(http.StatusConflict, "party_branch.temporary_no_dues")
		head.Get(fmt.Sprintf("/organizations/%s/dues", branch)).
			Reason(http.StatusConflict, "party_branch.temporary_no_dues")
		head.Put(fmt.Sprintf("/memberships/%s/party-standing", membership),
			map[string]any{"standing": "full", "since": "2026-01-01"}).
			Reason(http.StatusConflict, "party_branch.temporary_no_admissions")
		li.Post(fmt.Sprintf("/memberships/%s/transfers", membership), map[string]any{"to_organization_id": other}).
			Reason(http.StatusConflict, "party_branch.temporary_no_ties")
		tied := scene.JoinBranch(outsider, env.SignIn("other head"), other, "full")
		outsider.Post(fmt.Sprintf("/memberships/%s/transfers", tied), map[string]any{"to_organization_id": branch}).
			Reason(http.StatusConflict, "party_branch.temporary_no_ties")
		// The founder's own tie stays where it is, too.
		if n := env.Count(`SELECT COUNT(*) FROM memberships
			WHERE organization_id = ? AND exclusive_key IS NOT NULL`, branch); n != 0 {
			t.Errorf("%d formal ties in a temporary branch", n)
		}

		scene.Appoint(head, branch, li.PersonID, "director").
			Reason(http.StatusForbidden, "party_branch.temporary_appointed")
		low := env.SignIn("village admin")
		env.GrantRegion(low, models.RoleRegionAdmin, scene.Waishan)
		scene.Appoint(low, branch, li.PersonID, "director").
			Reason(http.StatusForbidden, "party_branch.temporary_appointed")
		approver := env.SignIn("admin of " + scene.Waishan)
		scene.Appoint(approver, branch, outsider.PersonID, "director").
			Reason(http.StatusForbidden, "office.not_in_branch")
		scene.Appoint(approver, branch, li.PersonID, "director").Want(http.StatusCreated)
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE outcome = 'refused' AND reason = 'office.not_in_branch' AND organization_id = ?`, branch); n != 1 {
			t.Errorf("a guess left %d traces", n)
		}
		head.Get("/audit-events?organization_id=" + branch.String()).Want(http.StatusOK).
			Contains("office.not_in_branch")

		// A person who withdraws the consent is out again, and what was told is gone.
		li.Delete("/me/consents/party_life").Want(http.StatusOK)
		env.RunJobs()
		if _, state := membershipOf(li, branch); state != "ended" {
			t.Errorf("takes part without consent: %s", state)
		}
		li.Get("/me/party-registration").Want(http.StatusOK).Contains(`"ended"`).Lacks("李书记").Lacks("老家党支部")
		head.Get(fmt.Sprintf("/party-registrations/%s", registration)).Want(http.StatusOK).Lacks("李书记")
	})
}

func TestPartyRefusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		head, li, young := env.Verified("head"), env.Verified("li"), env.SignIn("young")
		branch := scene.Found(env, head, scene.Draft("外山村党支部", "kind", "party_branch"))
		second := scene.Found(env, env.Verified("second head"), scene.Draft("城南党支部", "kind", "party_branch"))
		club := scene.Found(env, env.Verified("club head"), scene.Draft("外山村联谊会"))
		post := func(c *apptest.Client, body map[string]any) *apptest.Response {
			return c.Post("/me/party-registration", body)
		}
		young.Post("/me/party-registration", scene.BranchReport(branch, "某村党支部")).
			Reason(http.StatusForbidden, "auth.verification_required")
		env.Verify(young, "2010-01-01")
		consentTo(young, "party_life")
		post(young, scene.BranchReport(branch, "某村党支部")).Reason(http.StatusForbidden, "membership.age")
		consentTo(li, "party_life")
		post(li, scene.BranchReport(models.ID{7}, "某村党支部")).Reason(http.StatusNotFound, "request.not_found")
		post(li, scene.BranchReport(club, "某村党支部")).Reason(http.StatusConflict, "party_branch.not_a_branch")
		post(li, scene.BranchReport(branch, " ")).Want(http.StatusUnprocessableEntity).Contains("/home_branch")
		post(li, but(scene.BranchReport(branch, "某村党支部"), "since", "2026-11-24")).Want(http.StatusUnprocessableEntity).
			Contains("/since")
		post(li, but(scene.BranchReport(branch, ""), "home_organization_id", club)).
			Reason(http.StatusConflict, "party_branch.not_a_branch")
		post(li, but(scene.BranchReport(branch, ""), "flow", "out")).Want(http.StatusUnprocessableEntity).
			Contains("/host_branch")
		post(li, but(but(scene.BranchReport(branch, ""), "flow", "out"), "host_branch", "杭州")).
			Reason(http.StatusConflict, "party_registration.not_of_branch")
		membership := scene.JoinBranch(li, head, branch, "")
		post(li, scene.BranchReport(branch, "某村党支部")).Reason(http.StatusConflict, "party_registration.belongs_here")
		post(li, but(scene.BranchReport(second, ""), "home_organization_id", second)).
			Reason(http.StatusConflict, "party_registration.home_differs")
		out := post(li, but(but(scene.BranchReport(branch, ""), "flow", "out"), "host_branch", "杭州某街道党支部")).
			Want(http.StatusCreated).ID()
		post(li, scene.BranchReport(second, "")).Reason(http.StatusConflict, "party_registration.live")
		head.Post(fmt.Sprintf("/party-registrations/%s/confirm", out), nil).Want(http.StatusOK).Contains("杭州某街道党支部").
			Contains(`"membership_id":null`)
		li.Post(fmt.Sprintf("/party-registrations/%s/end", out), nil).Want(http.StatusOK).Contains(`"ended"`)
		li.Post(fmt.Sprintf("/party-registrations/%s/end", out), nil).
			Reason(http.StatusConflict, "party_registration.decided")

		// Standing: a year on probation, never one's own, resolved by a meeting of the branch.
		at := fmt.Sprintf("/memberships/%s/party-standing", membership)
		stand := func(c *apptest.Client, standing, since string, more ...any) *apptest.Response {
			body := map[string]any{"standing": standing, "since": since}
			for i := 0; i+1 < len(more); i += 2 {
				body[more[i].(string)] = more[i+1]
			}
			return c.Put(at, body)
		}
		stand(li, "full", "2026-01-01").Reason(http.StatusForbidden, "auth.forbidden")
		stand(head, "probationary", "2026-12-01").Want(http.StatusUnprocessableEntity).Contains("/since")
		stand(head, "full", "2026-01-01", "meeting_id", models.ID{9}).
			Reason(http.StatusConflict, "party_branch.no_such_meeting")
		stand(head, "probationary", "2026-01-01").Want(http.StatusOK).Contains("预备党员").Contains(`"votes":false`)
		stand(head, "full", "2026-11-01").Reason(http.StatusConflict, "party_branch.probation")
		own, _ := membershipOf(head, branch)
		head.Put(fmt.Sprintf("/memberships/%s/party-standing", own),
			map[string]any{"standing": "full", "since": "2026-01-01"}).
			Reason(http.StatusForbidden, "party_branch.own_case")

		// Dues: behind after half a year, and nothing happens by itself.
		dues := fmt.Sprintf("/organizations/%s/dues", branch)
		head.Put(fmt.Sprintf("/memberships/%s/dues", membership), map[string]any{"paid_until": "2026-05-22"}).
			Want(http.StatusOK).Contains(`"behind":true`)
		head.Get(dues + "?state=behind").Want(http.StatusOK).Contains(membership.String()).Lacks(own.String())
		head.Put(fmt.Sprintf("/memberships/%s/dues", membership), map[string]any{"paid_until": "2026-05-23"}).
			Want(http.StatusOK).Contains(`"behind":false`)
		head.Get(dues + "?state=behind").Want(http.StatusOK).Lacks(membership.String())
		head.Put(fmt.Sprintf("/memberships/%s/dues", membership), map[string]any{"paid_until": "2066-05-23"}).
			Want(http.StatusUnprocessableEntity).Contains("/paid_until")

		// Transfers.
		move := fmt.Sprintf("/memberships/%s/transfers", membership)
		head.Post(move, map[string]any{}).Want(http.StatusUnprocessableEntity).Contains("/to_name")
		head.Post(move, map[string]any{"to_organization_id": branch}).
			Reason(http.StatusConflict, "party_transfer.same_branch")
		head.Post(move, map[string]any{"to_organization_id": club}).
			Reason(http.StatusConflict, "party_branch.not_a_branch")
		away := head.Post(move, map[string]any{"to_name": "上海某党支部"}).Want(http.StatusCreated).ID()
		li.Post(fmt.Sprintf("/transfers/%s/withdraw", away), nil).Want(http.StatusOK).Contains(`"withdrawn"`)
		head.Post(fmt.Sprintf("/transfers/%s/refuse", away), map[string]any{"reason": "不"}).
			Reason(http.StatusConflict, "party_transfer.decided")
		away = head.Post(move, map[string]any{"to_name": "上海某党支部"}).Want(http.StatusCreated).ID()
		head.Post(fmt.Sprintf("/transfers/%s/refuse", away), map[string]any{"reason": "介绍信有误"}).Want(http.StatusOK)
		li.Get(fmt.Sprintf("/transfers/%s", away)).Want(http.StatusOK).Contains("介绍信有误")
		away = head.Post(move, map[string]any{"to_name": "上海某党支部"}).Want(http.StatusCreated).ID()
		head.Post(fmt.Sprintf("/transfers/%s/accept", away), letter()).Want(http.StatusOK).Contains("上海某党支部")
		if _, state := membershipOf(li, branch); state != "ended" {
			t.Errorf("gone outside, but %s", state)
		}
		leaving := head.Post(fmt.Sprintf("/memberships/%s/transfers", own),
			map[string]any{"to_organization_id": second}).Want(http.StatusCreated).ID()
		head.Post(fmt.Sprintf("/transfers/%s/refuse", leaving), map[string]any{"reason": "不"}).
			Reason(http.StatusForbidden, "auth.forbidden")
		env.SignIn("second head").Post(fmt.Sprintf("/transfers/%s/accept", leaving), letter()).
			Reason(http.StatusConflict, "office.last_head")

		// Closing the account ends what waits, and clears what was told.
		leaver := env.Verified("leaver")
		scene.ReportToBranch(leaver, branch, "某村党支部")
		leaver.Delete("/me?confirm=close").Want(http.StatusOK)
		if n := env.Count(`SELECT COUNT(*) FROM party_registrations
			WHERE person_id = ? AND state = 'ended' AND live_key IS NULL AND branch_sealed IS NULL
			AND certificate_sealed IS NULL`, leaver.PersonID); n != 1 {
			t.Error("the registration of a closed account is still there")
		}
	})
}

func pollOf(env *apptest.Env, organization models.ID, purpose string) map[string]any {
	now := env.Clock.Now()
	return map[string]any{"organization_id": organization, "title": "支部事项", "question": "同意吗？",
		"options": []string{"同意", "不同意"}, "purpose": purpose,
		"opens_at": now.Add(time.Hour), "closes_at": now.Add(2 * time.Hour), "mode": "detached"}
}

func but(body map[string]any, key string, value any) map[string]any { body[key] = value; return body }
