package unions_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/union"
)

// The yearly appraisal is two secret polls; a member reads what came out.
func TestUnionAppraisal(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		begin := func(c *apptest.Client, union models.ID) *apptest.Response {
			return c.Post(scene.OrganizationPath(union, "appraisals"), scene.AppraisalWindow(env))
		}
		begin(l.ownChair, l.own).Reason(http.StatusConflict, "poll.roll_too_small")
		var members []*apptest.Client
		for i := range 10 {
			members = append(members, env.Verified(fmt.Sprint("worker ", i)))
			scene.JoinUnion(members[i], l.ownChair, l.own)
		}
		l.affiliate(l.ownChair, l.own)
		begin(l.otherChair, l.own).Reason(http.StatusForbidden, "auth.forbidden")
		begin(l.above, l.federation).Reason(http.StatusConflict, "organization.not_of_its_kind")
		opens := env.Clock.Now().Add(time.Hour)
		l.above.Post(scene.OrganizationPath(l.own, "appraisals"),
			map[string]any{"opens_at": opens, "closes_at": opens.Add(time.Hour)}).Want(http.StatusUnprocessableEntity).
			Contains("/closes_at")
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
		if n := env.Count("SELECT COUNT(*) FROM polls WHERE convened = 1"); n != 2 {
			t.Errorf("%d polls", n)
		}
		// The chair who is appraised does not open, close, change or stop it.
		l.ownChair.Post(fmt.Sprintf("/polls/%s/cancel", a.Chair.PollID), scene.Reason("不评了")).
			Reason(http.StatusForbidden, "auth.forbidden")
		l.ownChair.Post(fmt.Sprintf("/polls/%s/close", a.Chair.PollID), nil).
			Reason(http.StatusForbidden, "auth.forbidden")
		env.Clock.Add(time.Hour)
		env.RunJobs()
		got := apptest.Race(20, func(i int) *apptest.Response {
			return env.SignIn(fmt.Sprint("worker ", i/2)).
				Post(fmt.Sprintf("/polls/%s/ballots", a.Home.PollID), scene.Ballot(1+i/2%3))
		})
		if n := apptest.Statuses(got); n[http.StatusConflict] != 10 || n[http.StatusCreated] != 10 {
			t.Errorf("each answered twice at once: %v", n)
		}
		first := env.SignIn("worker 0")
		first.Post(fmt.Sprintf("/polls/%s/ballots", a.Chair.PollID), scene.Ballot(3)).Want(http.StatusCreated)
		first.Get(scene.OrganizationPath(l.own, "appraisals")).Want(http.StatusOK).Contains(`"satisfied":null`).
			Contains(`"cast_count":null`)
		env.SignIn("stranger").Get(scene.OrganizationPath(l.own, "appraisals")).
			Reason(http.StatusForbidden, "union.inside")
		env.Clock.Add(7 * 24 * time.Hour)
		env.RunJobs()
		for _, name := range []string{"worker 3", "federation chair", "admin of " + scene.Waishan} {
			var list struct{ Items []any }
			r := env.SignIn(name).Get(scene.OrganizationPath(l.own, "appraisals")).Want(http.StatusOK)
			r.JSON(&list)
			if body := string(r.Body); len(list.Items) != 1 || !strings.Contains(body, `"satisfied":4`) ||
				!strings.Contains(body, `"not_satisfied":1`) || !strings.Contains(body, `"quorum_met":false`) {
				t.Errorf("%s reads %s", name, body)
			}
		}
	})
}

// A third of the members call a meeting; the committee names the day.
func TestUnionMeetingIsCalled(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		l.affiliate(l.ownChair, l.own)
		var members []*apptest.Client
		for i := range 6 {
			members = append(members, env.SignIn(fmt.Sprint("worker ", i)))
			scene.JoinUnion(members[i], l.ownChair, l.own)
		}
		call := func(c *apptest.Client) *apptest.Response {
			return c.Post(scene.OrganizationPath(l.own, "meeting-calls"), map[string]any{"purpose": "讨论加班费"})
		}
		call(l.otherChair).Reason(http.StatusConflict, "membership.not_active")
		id := call(members[0]).Want(http.StatusCreated).Contains(`"signatures":1`).Contains(`"needed":3`).ID()
		call(members[1]).Reason(http.StatusConflict, "meeting_call.open")
		sign := fmt.Sprintf("/meeting-calls/%s/sign", id)
		answer := fmt.Sprintf("/meeting-calls/%s/answer", id)
		meets := map[string]any{"meets_on": models.DayOf(env.Clock.Now().Add(10 * 24 * time.Hour)),
			"answer": "晚上7点，食堂二楼"}
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
		members[5].Get(scene.OrganizationPath(l.own, "meeting-calls")).Want(http.StatusOK).
			Contains(`"state":"reached"`).Contains(`"signatures":3`)
		members[5].Post(answer, meets).Reason(http.StatusForbidden, "auth.forbidden")
		env.Clock.Add(union.CallTerm)
		env.RunJobs()
		chair := env.SignIn("own chair")
		for _, c := range []*apptest.Client{chair, env.SignIn("federation chair")} {
			c.Get("/notifications?limit=1").Want(http.StatusOK).Contains("还没有答复会员的开会要求")
		}
		chair.Post(answer, map[string]any{"meets_on": "2026-01-01"}).Want(http.StatusUnprocessableEntity).
			Contains("/meets_on")
		meets["meets_on"] = models.DayOf(env.Clock.Now())
		chair.Post(answer, meets).Want(http.StatusOK).Contains(`"answered"`)
		chair.Post(answer, meets).Reason(http.StatusConflict, "meeting_call.not_reached")
		first := env.SignIn("worker 0")
		first.Get("/notifications?limit=1").Want(http.StatusOK).Contains("某某制衣厂工会定于")
		call(first).Want(http.StatusCreated)
	})
}
