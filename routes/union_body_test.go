package routes_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// The tree from the city to the enterprise, with what is below in sum.
func TestUnionTree(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newLabour(t, env)
		env.Exec("UPDATE role_grants SET region_code = ? WHERE person_id = ?", string(models.CountryCode), env.SignIn("admin of "+waishan).PersonID)
		county, town := env.Verified("county chair"), env.Verified("town chair")
		above := foundBody(t, env, county, draftOf("越城区总工会", "kind", "union", "subtype", "federation", "region_code", yuecheng))
		next := foundBody(t, env, town, draftOf("北海街道工会联合会", "kind", "union", "subtype", "federation", "region_code", "330602001000"))
		for i := range 3 {
			unite(env.SignIn(fmt.Sprint("own worker ", i)), l.ownChair, l.own)
		}
		ask := func(c *apptest.Client, union, parent models.ID) *apptest.Response {
			return c.Post(unionAt(union, "parent"), map[string]any{"parent_id": parent})
		}
		ask(l.ownChair, l.own, models.ID{1}).Reason(http.StatusNotFound, "request.not_found")
		ask(l.otherChair, l.own, l.federation).Reason(http.StatusForbidden, "auth.forbidden")
		ask(l.ownChair, l.own, l.joint).Reason(http.StatusConflict, "union.not_above")
		ask(l.ownChair, l.own, next).Reason(http.StatusConflict, "union.not_above")
		ask(l.above, l.federation, next).Reason(http.StatusConflict, "union.not_above")
		ask(county, above, l.federation).Reason(http.StatusConflict, "union.not_above")
		ask(l.above, l.federation, l.federation).Reason(http.StatusConflict, "union.not_above")

		ask(l.ownChair, l.own, above).Want(http.StatusOK)
		ask(l.ownChair, l.own, l.federation).Want(http.StatusOK) // the last word counts
		county.Post(unionAt(l.own, "parent/accept"), nil).Reason(http.StatusForbidden, "auth.forbidden")
		l.above.Get(unionAt(l.federation, "union-affiliations")).Want(http.StatusOK).Contains("某某制衣厂工会")
		county.Get(unionAt(above, "union-affiliations")).Want(http.StatusOK).Lacks("某某制衣厂工会")
		l.above.Post(unionAt(l.own, "parent/refuse"), reason("请先完成换届")).Want(http.StatusOK).Contains(`"parent_id":null`)
		l.ownChair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("请先完成换届")
		for _, u := range []struct {
			chair *apptest.Client
			id    models.ID
		}{{l.ownChair, l.own}, {l.otherChair, l.other}, {l.jointChair, l.joint}} {
			l.affiliate(u.chair, u.id)
		}
		ask(l.above, l.federation, above).Want(http.StatusOK)
		county.Post(unionAt(l.federation, "parent/accept"), nil).Want(http.StatusOK)
		ask(l.above, l.federation, above).Reason(http.StatusConflict, "union.affiliated")
		county.Post(unionAt(l.federation, "parent/accept"), nil).Reason(http.StatusConflict, "union.not_asked")

		type branch struct {
			ID              models.ID
			MemberCount     int `json:"member_count"`
			Unions, Members int
			SubtypeText     string `json:"subtype_text"`
			UnionNo         string `json:"union_no"`
		}
		var tree struct {
			Union branch
			listJSON[branch]
		}
		env.Visitor().Get(unionAt(above, "union-tree")).Want(http.StatusOK).JSON(&tree)
		if tree.Union.Unions != 5 || tree.Union.Members != 8 || tree.Union.MemberCount != 1 || len(tree.Items) != 1 || tree.Items[0].Unions != 4 || tree.Items[0].Members != 7 {
			t.Errorf("from the county: %+v", tree)
		}
		seen := map[models.ID]branch{}
		path := unionAt(l.federation, "union-tree?limit=2")
		for cursor := ""; ; {
			tree.Items, tree.NextCursor = nil, nil
			env.Visitor().Get(path + cursor).Want(http.StatusOK).JSON(&tree)
			for _, b := range tree.Items {
				seen[b.ID] = b
			}
			if tree.NextCursor == nil {
				break
			}
			cursor = "&cursor=" + *tree.NextCursor
		}
		if len(seen) != 3 || seen[l.own].Members != 4 || seen[l.own].SubtypeText != "单位工会" || seen[l.joint].Members != 1 || seen[l.own].UnionNo == "" {
			t.Errorf("from the town: %+v", seen)
		}
		fellowship := foundBody(t, env, env.Verified("fellow"), draftOf("外山村联谊会"))
		env.Visitor().Get(unionAt(fellowship, "union-tree")).Reason(http.StatusConflict, "union.unions_only")
	})
}

// The yearly appraisal is two secret polls; who is inside reads what came out.
func TestUnionAppraisal(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newLabour(t, env)
		begin := func(c *apptest.Client, union models.ID) *apptest.Response {
			return c.Post(unionAt(union, "appraisals"), appraisalWindow(env))
		}
		begin(l.ownChair, l.own).Reason(http.StatusConflict, "poll.roll_too_small")
		var members []*apptest.Client
		for i := range 10 {
			members = append(members, env.Verified(fmt.Sprint("worker ", i)))
			unite(members[i], l.ownChair, l.own)
		}
		l.affiliate(l.ownChair, l.own)
		begin(l.otherChair, l.own).Reason(http.StatusForbidden, "auth.forbidden")
		begin(l.above, l.federation).Reason(http.StatusConflict, "organization.not_of_its_kind")
		opens := env.Clock.Now().Add(time.Hour)
		l.above.Post(unionAt(l.own, "appraisals"), map[string]any{"opens_at": opens, "closes_at": opens.Add(time.Hour)}).Want(http.StatusUnprocessableEntity).Contains("/closes_at")
		var a struct {
			Year        int
			Home, Chair struct {
				PollID    models.ID `json:"poll_id"`
				State     string
				CastCount *int `json:"cast_count"`
				QuorumMet bool `json:"quorum_met"`
				Satisfied *int
				Not       *int `json:"not_satisfied"`
			}
		}
		begin(l.above, l.own).Want(http.StatusCreated).JSON(&a)
		begin(l.ownChair, l.own).Reason(http.StatusConflict, "union_appraisal.held")
		if n := env.Count("SELECT COUNT(*) FROM polls"); n != 2 {
			t.Errorf("%d polls", n)
		}
		// The chair who is appraised does not open, close or change it.
		l.ownChair.Post(fmt.Sprintf("/polls/%s/close", a.Chair.PollID), nil).Reason(http.StatusForbidden, "auth.forbidden")
		env.Clock.Add(time.Hour)
		env.RunJobs()
		got := apptest.Race(20, func(i int) *apptest.Response {
			return env.SignIn(fmt.Sprint("worker ", i/2)).Post(fmt.Sprintf("/polls/%s/ballots", a.Home.PollID), ballot(1+i/2%3))
		})
		if n := apptest.Statuses(got); n[http.StatusConflict] != 10 || n[http.StatusCreated] != 10 {
			t.Errorf("each answered twice at once: %v", n)
		}
		first := env.SignIn("worker 0")
		first.Post(fmt.Sprintf("/polls/%s/ballots", a.Chair.PollID), ballot(3)).Want(http.StatusCreated)
		first.Get(unionAt(l.own, "appraisals")).Want(http.StatusOK).Contains(`"satisfied":null`).Contains(`"cast_count":null`)
		env.SignIn("stranger").Get(unionAt(l.own, "appraisals")).Reason(http.StatusForbidden, "union.inside")
		env.Clock.Add(7 * 24 * time.Hour)
		env.RunJobs()
		for _, name := range []string{"worker 3", "federation chair", "admin of " + waishan} {
			var list struct{ Items []any }
			r := env.SignIn(name).Get(unionAt(l.own, "appraisals")).Want(http.StatusOK)
			r.JSON(&list)
			if body := string(r.Body); len(list.Items) != 1 || !strings.Contains(body, `"satisfied":4`) || !strings.Contains(body, `"not_satisfied":1`) || !strings.Contains(body, `"quorum_met":false`) {
				t.Errorf("%s reads %s", name, body)
			}
		}
	})
}

// A third of the members call a meeting; the committee names the day.
func TestUnionMeetingIsCalled(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newLabour(t, env)
		l.affiliate(l.ownChair, l.own)
		var members []*apptest.Client
		for i := range 6 {
			members = append(members, env.SignIn(fmt.Sprint("worker ", i)))
			unite(members[i], l.ownChair, l.own)
		}
		call := func(c *apptest.Client) *apptest.Response {
			return c.Post(unionAt(l.own, "meeting-calls"), map[string]any{"purpose": "讨论加班费"})
		}
		call(l.otherChair).Reason(http.StatusConflict, "membership.not_active")
		id := call(members[0]).Want(http.StatusCreated).Contains(`"signatures":1`).Contains(`"needed":3`).ID()
		call(members[1]).Reason(http.StatusConflict, "meeting_call.open")
		sign := fmt.Sprintf("/meeting-calls/%s/sign", id)
		answer := fmt.Sprintf("/meeting-calls/%s/answer", id)
		meets := map[string]any{"meets_on": models.DayOf(env.Clock.Now().Add(10 * 24 * time.Hour)), "answer": "晚上7点，食堂二楼"}
		members[0].Post(sign, nil).Reason(http.StatusConflict, "meeting_call.signed")
		l.otherChair.Post(sign, nil).Reason(http.StatusNotFound, "request.not_found")
		l.ownChair.Post(answer, meets).Reason(http.StatusConflict, "meeting_call.not_reached")
		members[1].Post(sign, nil).Want(http.StatusOK)
		l.ownChair.Get("/notifications?limit=1").Want(http.StatusOK).Lacks("三分之一")
		got := apptest.Race(4, func(i int) *apptest.Response { return members[2+i].Post(sign, nil) })
		closed := 0
		for _, r := range got {
			if r.Code() == "meeting_call.closed" {
				closed++
			}
		}
		if n := apptest.Statuses(got); n[http.StatusOK] != 1 || closed != 3 {
			t.Errorf("for the third that counts: %v, %d closed", n, closed)
		}
		l.ownChair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("三分之一会员要求开会")
		members[5].Get(unionAt(l.own, "meeting-calls")).Want(http.StatusOK).Contains(`"state":"reached"`).Contains(`"signatures":3`)
		members[5].Post(answer, meets).Reason(http.StatusForbidden, "auth.forbidden")
		env.Clock.Add(models.UnionCallTerm)
		env.RunJobs()
		chair := env.SignIn("own chair")
		for _, c := range []*apptest.Client{chair, env.SignIn("federation chair")} {
			c.Get("/notifications?limit=1").Want(http.StatusOK).Contains("还没有答复会员的开会要求")
		}
		chair.Post(answer, map[string]any{"meets_on": "2026-01-01"}).Want(http.StatusUnprocessableEntity).Contains("/meets_on")
		meets["meets_on"] = models.DayOf(env.Clock.Now())
		chair.Post(answer, meets).Want(http.StatusOK).Contains(`"answered"`)
		chair.Post(answer, meets).Reason(http.StatusConflict, "meeting_call.not_reached")
		first := env.SignIn("worker 0")
		first.Get("/notifications?limit=1").Want(http.StatusOK).Contains("某某制衣厂工会定于")
		call(first).Want(http.StatusCreated)
	})
}

// What the law says about a union as it grows, and who sits on its committee.
func TestUnionStatusAndKin(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newLabour(t, env)
		deputy := env.SignIn("deputy")
		unite(deputy, l.ownChair, l.own)
		status := func() *apptest.Response {
			return deputy.Get(unionAt(l.own, "union-status")).Want(http.StatusOK)
		}
		status().Contains("不足25人").Contains("还没有归属上级工会").Contains("本届任期至").Contains("今年还没有开展会员评家")
		l.otherChair.Get(unionAt(l.own, "union-status")).Reason(http.StatusForbidden, "union.inside")
		env.Exec("UPDATE organizations SET member_count = 200, term_ends_on = '2026-01-31' WHERE id = ?", l.own)
		status().Contains("应当建立工会委员会，现有委员1人").Contains("专职工会主席").Contains("已于2026-01-31届满")
		l.jointChair.Get(unionAt(l.joint, "union-status")).Want(http.StatusOK).Contains("两个以上单位的会员")

		office := map[string]any{"person_id": deputy.PersonID, "role": "vice_chair", "ends_on": "2027-11-22"}
		l.ownChair.Post(unionAt(l.own, "offices"), office).Reason(http.StatusForbidden, "union.kin_declaration")
		office["role"] = "organizer" // not of the committee
		l.ownChair.Post(unionAt(l.own, "offices"), office).Want(http.StatusCreated)
		office["role"], office["declares_not_kin"] = "vice_chair", true
		l.ownChair.Post(unionAt(l.own, "offices"), office).Want(http.StatusCreated)
		env.Verified("founder").Post("/organizations", draftOf("四年工会", "kind", "union", "employer_name", "厂", "term_years", 4)).
			Want(http.StatusUnprocessableEntity).Contains("/term_years")
	})
}

// The League keeps a list of who has reached 28 and removes nobody; the women's
// federation takes registrations.
func TestLeagueAndWomen(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		secretary, old, young := env.Verified("secretary"), env.Verified("old"), env.Verified("young")
		for c, day := range map[*apptest.Client]string{secretary: "2000-05-01", old: "1999-05-01", young: "2005-05-01"} {
			env.Exec("UPDATE persons SET birth_day = ? WHERE id = ?", day, c.PersonID)
		}
		league := foundBody(t, env, secretary, draftOf("外山村团支部", "kind", "youth_league"))
		leavers := func() *apptest.Response { return env.SignIn("secretary").Get(unionAt(league, "league-status")) }
		leavers().Want(http.StatusOK).Contains(`"below_least":true`).Contains(`"items":[]`)
		join(old, secretary, league)
		join(young, secretary, league)
		leavers().Contains(`"below_least":false`).Contains(`"items":[]`)
		old.Get(unionAt(league, "league-status")).Reason(http.StatusForbidden, "auth.forbidden")
		env.Verified("grown").Post(unionAt(league, "applications"), map[string]any{}).Reason(http.StatusForbidden, "youth_league.age")
		reader := env.Verified("reader")
		second := foundBody(t, env, reader, draftOf("外山村读书会"))
		reader.Get(unionAt(second, "league-status")).Reason(http.StatusConflict, "youth_league.only")

		chair, wang, man := env.Verified("chair"), env.Verified("wang"), env.Verified("man")
		env.Exec("UPDATE persons SET sex = 2 WHERE id IN (?, ?)", chair.PersonID, wang.PersonID)
		env.Exec("UPDATE persons SET sex = 1 WHERE id = ?", man.PersonID)
		women := foundBody(t, env, chair, draftOf("外山村妇联", "kind", "womens_federation"))
		register := unionAt(women, "registrations")
		wang.Post(unionAt(women, "applications"), map[string]any{}).Reason(http.StatusConflict, "womens_federation.register")
		man.Post(register, nil).Reason(http.StatusForbidden, "womens_federation.women_only")
		env.SignIn("unverified").Post(register, nil).Reason(http.StatusForbidden, "auth.verification_required")
		wang.Post(unionAt(second, "registrations"), nil).Reason(http.StatusConflict, "organization.no_registration")
		spell := wang.Post(register, nil).Want(http.StatusCreated).Contains(`"active"`).ID()
		wang.Post(register, nil).Reason(http.StatusConflict, "membership.exists")
		chair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("有姐妹在外山村妇联登记")
		wang.Get("/notifications?limit=1").Want(http.StatusOK).Contains("您已在外山村妇联登记")
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE id = ? AND source = 'registration'", spell); n != 1 {
			t.Error("not by registration")
		}
		wang.Delete(fmt.Sprintf("/memberships/%s", spell)).Want(http.StatusNoContent)
		wang.Post(register, nil).Want(http.StatusCreated)
		checkCounts(t, env, women)

		env.Clock.Set(models.Day("2027-05-01").Start())
		leavers().Want(http.StatusOK).Contains(old.PersonID.String()).Contains(`"holds_office":false`).Lacks(young.PersonID.String())
		if n := env.Count("SELECT member_count FROM organizations WHERE id = ?", league); n != 3 {
			t.Errorf("%d members: somebody was removed", n)
		}
	})
}
