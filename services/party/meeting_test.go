package party_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func meetingOf(env *apptest.Env, kind string, chair, recorder *apptest.Client, more ...any) map[string]any {
	at := env.Clock.Now().Add(2 * time.Hour)
	body := map[string]any{"kind": kind, "starts_at": at, "ends_at": at.Add(2 * time.Hour), "place": "文化礼堂",
		"agenda":   "讨论下半年计划",
		"chair_id": chair.PersonID, "recorder_id": recorder.PersonID}
	for i := 0; i+1 < len(more); i += 2 {
		body[more[i].(string)] = more[i+1]
	}
	return body
}

// From the call to final minutes and a correction.
func TestMeetingToFinalMinutes(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		head, li, guest, outsider := env.Verified("head"), env.Verified("li"), env.Verified("guest"),
			env.Verified("outsider")
		branch := scene.Found(env, head, scene.Draft("外山村党支部", "kind", "party_branch"))
		scene.JoinBranch(li, head, branch, "full")
		head.Post(fmt.Sprintf("/party-registrations/%s/confirm", scene.ReportToBranch(guest, branch, "老家党支部")), nil).
			Want(http.StatusOK)
		organization := fmt.Sprintf("/organizations/%s/meetings", branch)

		outsider.Get(organization).Reason(http.StatusForbidden, "membership.members_only")
		li.Post(organization, meetingOf(env, "general_meeting", head, li)).
			Reason(http.StatusForbidden, "auth.forbidden")
		head.Post(organization, meetingOf(env, "general_meeting", head, outsider)).
			Reason(http.StatusConflict, "meeting.not_of_branch")
		head.Post(organization, meetingOf(env, "general_meeting", head, li, "expected_ids", []models.ID{li.PersonID})).
			Want(http.StatusUnprocessableEntity).Contains("/expected_ids")
		head.Post(organization, meetingOf(env, "general_meeting", head, li, "ends_at", env.Clock.Now())).
			Want(http.StatusUnprocessableEntity).Contains("/ends_at")
		head.Post(organization, meetingOf(env, "group_meeting", head, li, "expected_ids",
			[]models.ID{li.PersonID, outsider.PersonID})).Reason(http.StatusConflict, "meeting.not_of_branch")
		head.Post(organization, meetingOf(env, "group_meeting", head, li, "expected_ids", []models.ID{li.PersonID})).
			Want(http.StatusCreated).Contains(`"expected":1`)
		head.Post(organization, meetingOf(env, "committee_meeting", head, li)).Want(http.StatusCreated).
			Contains(`"expected":1`).Contains(`"own":"expected"`)
		club := scene.Found(env, env.Verified("club head"), scene.Draft("外山村联谊会"))
		env.SignIn("club head").Get(fmt.Sprintf("/organizations/%s/meetings", club)).
			Reason(http.StatusConflict, "party_branch.not_a_branch")

		env.Clock.Add(time.Second)
		meeting := head.Post(organization, meetingOf(env, "general_meeting", head, li)).Want(http.StatusCreated).
			Contains(`"expected":3`).Contains(`"voters":2`).Contains(`"quorum_need":2`).Contains(`"quorum":false`).ID()
		at := "/meetings/" + meeting.String()
		for _, c := range []*apptest.Client{head, li, guest} {
			c.Get("/notifications?limit=1").Want(http.StatusOK).Contains("外山村党支部通知：党员大会").Contains("2026-11-23 11:00")
		}
		outsider.Get(at).Reason(http.StatusNotFound, "request.not_found")
		guest.Get(at).Want(http.StatusOK).Contains("讨论下半年计划")
		guest.Put(at, map[string]any{"place": "别处"}).Reason(http.StatusForbidden, "auth.forbidden")
		li.Put(at, map[string]any{"minutes": "太早"}).Reason(http.StatusConflict, "meeting.wrong_state")
		li.With("If-Match", `"7"`).Put(at, map[string]any{"place": "村委会"}).
			Reason(http.StatusPreconditionFailed, "request.stale")
		env.Clock.Add(time.Second) // the inbox is sorted by time
		li.Put(at, map[string]any{"place": "村委会会议室"}).Want(http.StatusOK)
		guest.Get("/notifications?limit=1").Want(http.StatusOK).Contains("党员大会有变动")
		li.Post(at+"/hold", nil).Reason(http.StatusConflict, "meeting.too_early")
		guest.Post(at+"/check-in", nil).Reason(http.StatusConflict, "meeting.check_in_time")
		mark := func(state string, people ...*apptest.Client) map[string]any {
			items := []any{}
			for _, c := range people {
				items = append(items, map[string]any{"person_id": c.PersonID, "state": state})
			}
			return map[string]any{"items": items}
		}
		li.Put(at+"/attendance", mark("present", head)).Reason(http.StatusConflict, "meeting.check_in_time")
		li.Put(at+"/attendance", mark("leave", guest)).Want(http.StatusOK).Contains(`"on_leave":1`)

		env.Clock.Add(90 * time.Minute)
		li, head, guest = scene.Again(env, li), scene.Again(env, head), scene.Again(env, guest)
		guest.Post(at+"/check-in", nil).Want(http.StatusOK).Contains(`"present":1`).Contains(`"own":"present"`)
		guest.Post(at+"/check-in", nil).Want(http.StatusOK).Contains(`"present":1`)
		li.Put(at+"/attendance", mark("present", outsider)).Reason(http.StatusConflict, "meeting.not_expected")
		guest.Put(at+"/attendance", mark("present", li)).Reason(http.StatusForbidden, "auth.forbidden")
		li.Put(at+"/attendance", mark("present", head)).Want(http.StatusOK).Contains(`"quorum":false`)
		env.Clock.Add(30 * time.Minute)
		li, head, guest = scene.Again(env, li), scene.Again(env, head), scene.Again(env, guest)
		li.Post(at+"/minutes", map[string]any{"minutes": "一"}).Reason(http.StatusConflict, "meeting.wrong_state")
		li.Post(at+"/hold", nil).Want(http.StatusOK).Contains(`"held"`)
		li.Post(at+"/cancel", nil).Reason(http.StatusConflict, "meeting.wrong_state")
		li.Put(at, map[string]any{"place": "别处"}).Reason(http.StatusConflict, "meeting.wrong_state")
		li.Put(at, map[string]any{"minutes": "一、学习文件（草稿）"}).Want(http.StatusOK).Contains("草稿")
		guest.Post(at+"/minutes", map[string]any{"minutes": "一"}).Reason(http.StatusForbidden, "auth.forbidden")
		li.Post(at+"/minutes", map[string]any{"minutes": " "}).Want(http.StatusUnprocessableEntity).Contains("/minutes")
		li.Post(at+"/minutes", map[string]any{"minutes": "一、学习文件。", "resolution": "同意计划。"}).Want(http.StatusOK).
			Contains(`"minutes_final"`).Contains(`"absent":1`)
		li.Put(at, map[string]any{"minutes": "改掉"}).Reason(http.StatusConflict, "meeting.wrong_state")
		li.Put(at+"/attendance", mark("present", li)).Reason(http.StatusConflict, "meeting.wrong_state")
		guest.Post(at+"/check-in", nil).Reason(http.StatusConflict, "meeting.wrong_state")
		li.Post(at+"/corrections", map[string]any{"minutes": "一、学习文件。二、讨论。", "resolution": "同意。", "reason": " "}).
			Want(http.StatusUnprocessableEntity).Contains("/reason")
		li.Post(at+"/corrections", map[string]any{"minutes": "一、学习文件。二、讨论。", "resolution": "同意。", "reason": "漏记一项"}).
			Want(http.StatusOK).Contains("二、讨论。").Contains(`"corrections":1`)
		guest.Get(at + "/corrections").Want(http.StatusOK).Contains("一、学习文件。").Contains("同意计划。").Contains("漏记一项")
		guest.Get(at + "/attendance").Want(http.StatusOK).Contains("缺席").Contains("到会")
		guest.Get(organization + "?kind=general_meeting").Want(http.StatusOK).Contains(meeting.String()).Lacks("学习文件")

		// The minutes are sealed, and stand in no row of another kind.
		for _, table := range []string{"meetings", "meeting_corrections"} {
			if n := env.Count("SELECT COUNT(*) FROM "+table+" WHERE minutes_sealed LIKE ?", "%学习文件%"); n != 0 {
				t.Errorf("%s can be read", table)
			}
		}
		// The meeting resolves a standing, another kind of meeting does not.
		membership, _ := membershipOf(li, branch)
		standing := map[string]any{"standing": "full", "since": "2026-11-23", "meeting_id": meeting}
		head.Put(fmt.Sprintf("/memberships/%s/party-standing", membership), standing).Want(http.StatusOK)

		off := head.Post(organization, meetingOf(env, "theme_day", head, li)).Want(http.StatusCreated).ID()
		env.Clock.Add(time.Second)
		head.Post(fmt.Sprintf("/meetings/%s/cancel", off), nil).Want(http.StatusOK).Contains("已取消")
		guest.Get("/notifications?limit=1").Want(http.StatusOK).Contains("主题党日取消")
		// A person who has left the branch sees nothing of it any longer.
		guest.Post(fmt.Sprintf("/party-registrations/%s/end", registrationOf(guest)), nil).Want(http.StatusOK)
		guest.Get(at).Reason(http.StatusNotFound, "request.not_found")
	})
}

func registrationOf(c *apptest.Client) models.ID {
	return c.Get("/me/party-registration").Want(http.StatusOK).ID()
}

// The branch and whoever approves branches see what it is behind with; a day
// later it has caught up. The overview has no people in it.
func TestMeetingMonitor(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		head := env.Verified("head")
		branch := scene.Found(env, head, scene.Draft("外山村党支部", "kind", "party_branch"))
		far := scene.Found(env, env.Verified("far head"), scene.Draft("柯桥党支部", "kind", "party_branch"))
		env.Exec("UPDATE organizations SET region_code = '330603001030' WHERE id = ?", far)
		scene.FullMembers(env, branch, head, 7)
		monitor := fmt.Sprintf("/organizations/%s/meeting-monitor", branch)
		type monitorJSON struct {
			Behind bool `json:"behind"`
			Kinds  []struct {
				Kind   string  `json:"kind"`
				LastOn *string `json:"last_on"`
				Behind bool    `json:"behind"`
			} `json:"kinds"`
		}
		behind := func(c *apptest.Client) string {
			t.Helper()
			var m monitorJSON
			c.Get(monitor).Want(http.StatusOK).JSON(&m)
			var kinds []string
			for _, k := range m.Kinds {
				if k.Behind {
					kinds = append(kinds, k.Kind)
				}
			}
			return strings.Join(kinds, " ")
		}
		if got := behind(head); got != "" {
			t.Errorf("founded today and behind with %s", got)
		}
		hold := func(c *apptest.Client, kind string) {
			t.Helper()
			m := c.Post(fmt.Sprintf("/organizations/%s/meetings", branch),
				meetingOf(env, kind, head, head, "starts_at", env.Clock.Now().Add(-time.Hour), "ends_at",
					env.Clock.Now())).Want(http.StatusCreated).ID()
			c.Post(fmt.Sprintf("/meetings/%s/hold", m), nil).Want(http.StatusOK)
		}
		env.Clock.Set(models.Day("2027-01-04").Start())
		head = scene.Again(env, head)
		hold(head, "theme_day")
		// December is over, the quarter began before the branch did
		if got := behind(head); got != "committee_meeting" {
			t.Errorf("in January behind with %q", got)
		}
		env.Clock.Set(models.Day("2027-04-01").Start())
		head = scene.Again(env, head)
		if got := behind(head); got != "general_meeting committee_meeting theme_day" {
			t.Errorf("in April behind with %q", got)
		}
		admin := scene.Again(env, env.SignIn("admin of "+scene.Waishan))
		env.GrantRegion(env.SignIn("village admin"), models.RoleRegionAdmin, scene.Waishan)
		over := "/party-monitor?region=330600000000"
		admin.Get(over).Want(http.StatusOK).Contains("外山村党支部").Lacks("柯桥党支部").Contains(`"behind":true`).
			Lacks("committee_meeting").Lacks(head.PersonID.String())
		env.SignIn("village admin").Get(over).Reason(http.StatusForbidden, "auth.forbidden")
		head.Get(over).Reason(http.StatusForbidden, "auth.forbidden")
		for _, kind := range []string{"general_meeting", "committee_meeting", "theme_day", "group_meeting"} {
			if kind != "group_meeting" {
				hold(head, kind)
			}
		}
		if got := behind(head); got != "" {
			t.Errorf("caught up, and behind with %q", got)
		}

		// Numbers: the approver gets a coarse one, and none while it is small.
		status := fmt.Sprintf("/organizations/%s/party-status", branch)
		head.Get(status).Want(http.StatusOK).Contains(`"full":8`).Contains(`"inside":true`).Contains("支部委员会")
		admin.Get(status).Want(http.StatusOK).Contains(`"full":null`).Contains(`"at_least":null`).Contains(`"hints":[]`)
		more := env.Verified("more")
		scene.JoinBranch(more, head, branch, "")
		env.Exec("UPDATE memberships SET tie = 'participating' WHERE person_id = ?", more.PersonID)
		for i := range 3 {
			scene.Join(env.Verified(fmt.Sprint("another ", i)), head, branch)
		}
		admin.Get(status).Want(http.StatusOK).Contains(`"at_least":10`)
		env.SignIn("village admin").Get(status).Reason(http.StatusForbidden, "membership.members_only")
	})
}
