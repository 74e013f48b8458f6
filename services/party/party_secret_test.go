package party_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Nobody outside a branch learns who is in it: every route that reads is asked,
// by a stranger, the administrators over it and the platform, and no answer has
// a person of the branch in it, by id or by name. The trail of what happened
// there, and their inboxes, say nothing either. The conditions are the same text
// on both engines, so that the walk, which is long, takes one of them.
func TestPartyNobodyOutsideLearnsWhoIsIn(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	{
		head, tied, guest := env.Verified("head"), env.Verified("tied"), env.Verified("guest")
		people := []*apptest.Client{head, tied, guest}
		for i, c := range people {
			c.Put("/me", map[string]any{"nickname": fmt.Sprint("同志", i)}).Want(http.StatusOK)
		}
		branch := scene.Found(env, head, scene.Draft("外山村党支部", "kind", "party_branch"))
		membership := scene.JoinBranch(tied, head, branch, "full")
		registration := scene.ReportToBranch(guest, branch, "老家党支部")
		head.Post(fmt.Sprintf("/party-registrations/%s/confirm", registration), nil).Want(http.StatusOK)
		scene.Appoint(head, branch, tied.PersonID, "director").Want(http.StatusCreated)
		transfer := tied.Post(fmt.Sprintf("/memberships/%s/transfers", membership), map[string]any{"to_name": "外地"}).
			Want(http.StatusCreated).ID()
		meeting := head.Post(fmt.Sprintf("/organizations/%s/meetings", branch),
			meetingOf(env, "general_meeting", head, tied)).Want(http.StatusCreated).ID()
		poll := head.Post("/polls", pollOf(env, branch, "consultation")).Want(http.StatusCreated).ID()
		tied.Post(fmt.Sprintf("/memberships/%s/transfers", membership), map[string]any{"to_name": "外地"}).
			Reason(http.StatusConflict, "party_transfer.open")
		tied.Post(fmt.Sprintf("/organizations/%s/meetings", branch), meetingOf(env, "theme_day", head, tied)).
			Want(http.StatusForbidden)

		outside := map[string]*apptest.Client{
			"stranger": env.Verified("stranger"),
			"approver": env.SignIn("admin of " + scene.Waishan),
			"visitor":  env.Visitor(),
		}
		for name, grant := range map[string]struct {
			role models.Role
			code models.RegionCode
		}{"county": {models.RoleRegionAdmin, "330602000000"}, "auditor": {models.RoleAuditor, "330602000000"},
			"officer":  {models.RoleOfficer, scene.Chengnan},
			"platform": {models.RolePlatformAdmin, scene.Country}} {
			outside[name] = env.Verified(name)
			env.GrantRegion(outside[name], grant.role, grant.code)
		}
		calls, readable := 0, 0
		for _, r := range env.Server.API.Routes() {
			if r.Class != "api" || r.Method != http.MethodGet {
				continue
			}
			for _, id := range []models.ID{branch, registration, transfer, meeting, poll, membership, tied.PersonID} {
				path := scene.Parameter.ReplaceAllString(strings.TrimPrefix(r.Path, "/api/v1"), id.String())
				for _, query := range []string{"", "?organization_id=" + branch.String(), "?region=" + scene.Waishan,
					"?actor_id=" + tied.PersonID.String()} {
					for name, c := range outside {
						got := c.Get(path + query)
						calls++
						if got.Status == http.StatusOK {
							readable++
						}
						if tells(got, r.Path, path, people) {
							t.Errorf("%s learns of somebody in the branch by %s: %s", name, path+query, got)
						}
					}
				}
				if !strings.Contains(r.Path, "{") {
					break
				}
			}
		}
		if readable == 0 {
			t.Error("nothing was readable")
		}
		t.Logf("%d calls, %d answered", calls, readable)
		for i, p := range people {
			for what, query := range map[string]string{
				"notices":       "SELECT COUNT(*) FROM notices WHERE params LIKE ? OR params LIKE ?",
				"audit details": "SELECT COUNT(*) FROM audit_events WHERE detail LIKE ? OR detail LIKE ?",
			} {
				if n := env.Count(query, "%"+p.PersonID.String()+"%", fmt.Sprint("%同志", i, "%")); n != 0 {
					t.Errorf("%d %s tell of somebody", n, what)
				}
			}
		}
		// What was decided about the branch as an organization stays in the administrators' trail.
		outside["county"].Get("/audit-events?organization_id=" + branch.String()).Want(http.StatusOK).
			Contains("organization.approve").Lacks("membership.")
		head.Get("/audit-events?organization_id=" + branch.String()).Want(http.StatusOK).Contains("meeting.call").
			Contains(tied.PersonID.String())
	}
}

// tells reports whether an answer says who is in the branch. The whole trail, as
// the platform sees it, has everybody's sign-ins, but no act of a branch and no
// consent to take part in one.
func tells(got *apptest.Response, route, path string, people []*apptest.Client) bool {
	if strings.HasSuffix(route, "/audit-events") {
		for _, act := range []string{"party", "meeting.", "membership.", "office.", "poll.", "consent.",
			"organization.create", "organization.submit"} {
			if got.Holds(act) {
				return true
			}
		}
		return false
	}
	for i, p := range people {
		if got.Holds(fmt.Sprint("同志", i)) || got.Holds(p.PersonID.String()) &&
			!strings.Contains(path, p.PersonID.String()) {
			return true
		}
	}
	return false
}
