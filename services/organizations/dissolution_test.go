package organizations_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// What ends with an organization: everything that lives by it, and nobody learns it from
// an empty list.
func TestOrganizationIsSuspendedResumedAndDissolved(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := k.active(scene.Draft("外山村联谊会"))
		organization := organizationOf(t, at)
		applicant, guest := env.SignIn("applicant"), env.SignIn("guest")
		pending := scene.Apply(applicant, organization)
		now := env.Clock.Now()
		lesson := map[string]any{"organization_id": organization, "kind": "skill", "title": "电工培训", "description": "",
			"region_code": scene.Waishan, "place": "礼堂",
			"starts_at": now.Add(72 * time.Hour), "ends_at": now.Add(75 * time.Hour), "signup_opens_at": now,
			"signup_closes_at": now.Add(48 * time.Hour), "capacity": 30}
		course := k.one.Post("/activities", lesson).Want(http.StatusCreated).ID().String()
		sketch := k.one.Anew().Post("/activities", lesson).Want(http.StatusCreated).ID().String()
		k.one.Post("/activities/"+course+"/publish", nil).Want(http.StatusOK)
		guest.Post("/activities/"+course+"/signups", map[string]any{}).Want(http.StatusCreated)
		poll := k.one.Post("/polls",
			map[string]any{"organization_id": organization, "title": "活动室选址", "question": "设在哪里？",
				"options":  []string{"礼堂", "园区"},
				"opens_at": now.Add(time.Hour), "closes_at": now.Add(2 * time.Hour), "mode": "detached"}).
			Want(http.StatusCreated).ID()
		// Somebody has voted by the end; the roll of ten is of no matter here.
		env.Exec("UPDATE polls SET state = 'open' WHERE id = ?", poll)
		env.Exec("INSERT INTO ballots (id, poll_id, choice) VALUES (?, ?, 1)", scene.NewID(), poll)
		k.one.Post(at+"/units", map[string]any{"name": "某某制衣厂", "representative_id": k.two.PersonID}).
			Want(http.StatusCreated)

		k.one.Post(at+"/suspend", scene.Reason("查账")).Reason(http.StatusForbidden, "auth.forbidden")
		k.village.Post(at+"/suspend", scene.Reason("查账")).Reason(http.StatusForbidden, "organization.higher_authority")
		k.town.Post(at+"/resume", scene.Reason("没事")).Reason(http.StatusConflict, "organization.wrong_state")
		k.town.Post(at+"/suspend", scene.Reason("　")).Want(http.StatusUnprocessableEntity).Contains("/reason")
		k.town.Post(at+"/suspend", scene.Reason("查账")).Want(http.StatusOK).Contains(`"suspended"`)
		k.one.Get("/notifications").Want(http.StatusOK).Contains("查账")
		guest.Post(at+"/applications", map[string]any{}).Reason(http.StatusConflict, "organization.not_active")
		k.one.Post("/activities/"+sketch+"/publish", nil).Reason(http.StatusConflict, "activity.organization_inactive")
		k.one.Put(at, map[string]any{"introduction": "照常"}).Reason(http.StatusConflict, "organization.wrong_state")
		k.one.Post(at+"/dissolve", farewell()).Reason(http.StatusForbidden, "organization.suspended")
		k.town.Post(at+"/resume", scene.Reason("账目清楚")).Want(http.StatusOK).Contains(`"active"`)

		env.Visitor().Get(at+"/end-record").Reason(http.StatusConflict, "organization.not_dissolved")
		k.one.Post(at+"/dissolve", farewell("assets", "　")).Want(http.StatusUnprocessableEntity).Contains("/assets")
		k.one.Post(at+"/dissolve", farewell("archive", "会议记录交城南街道")).Want(http.StatusOK).Contains(`"dissolved"`).
			Contains(`"member_count":0`)
		k.town.Post(at+"/dissolve", farewell()).Reason(http.StatusConflict, "organization.wrong_state")
		env.Visitor().Get(at + "/end-record").Want(http.StatusOK).Contains(`"cause":"members"`).
			Contains(`"unit_count":1`).Contains("城南街道").Lacks(k.one.PersonID.String())
		env.Visitor().Get("/organizations").Want(http.StatusOK).Lacks("外山村联谊会")
		for _, c := range []*apptest.Client{k.one, k.two, k.three, applicant} {
			if n := env.Count(`SELECT COUNT(*) FROM notices
				WHERE kind = 'organization.dissolved' AND person_id = ?`, c.PersonID); n != 1 {
				t.Errorf("%s was told %d times", c.Name, n)
			}
		}
		applicant.Get("/me/memberships").Want(http.StatusOK).Contains(pending.String()).Contains(`"rejected"`).
			Contains("会员都搬走了")
		guest.Get("/notifications").Want(http.StatusOK).Contains("电工培训")
		guest.Get("/me/signups").Want(http.StatusOK).Contains(`"cancelled"`)
		guest.Get("/activities/" + course).Want(http.StatusOK).Contains(`"cancelled"`)
		k.one.Post("/activities/"+sketch+"/publish", nil).Want(http.StatusForbidden)
		if n := env.Count("SELECT COUNT(*) FROM polls WHERE id = ? AND state = 'annulled'", poll); n != 1 {
			t.Error("a vote outlives its organization")
		}
		guest.Get("/activities/" + course).Want(http.StatusOK).Contains(`"cancel_reason":"组织已解散"`)
		if n := env.Count("SELECT COUNT(*) FROM organization_units WHERE live_key IS NOT NULL"); n != 0 {
			t.Error("a unit outlives its organization")
		}
		if n := env.Count(`SELECT COUNT(*) FROM role_grants
			WHERE organization_id = ? AND (live_key IS NOT NULL OR ended_at IS NULL)`, organization); n != 0 {
			t.Error("an office outlives its organization")
		}
		applicant.Post(at+"/applications", map[string]any{}).Reason(http.StatusConflict, "organization.not_active")
		// What was due of them finds nothing left to do.
		env.Clock.Add(100 * time.Hour)
		env.RunJobs()
		if n := env.Count("SELECT COUNT(*) FROM jobs WHERE attempts > 0 AND done_at IS NULL"); n != 0 {
			t.Errorf("%d jobs failed", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM ballots"); n != 0 {
			t.Errorf("%d ballots of a vote that was stopped", n)
		}
	})
}

// However many are in an organization, its end is the same few statements.
func TestDissolutionCostsTheSameForMany(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		sent := map[int]int64{}
		for _, more := range []int{0, 2000} {
			at := k.active(scene.Draft(fmt.Sprint("外山村联谊会", more)))
			organization := organizationOf(t, at)
			db := env.DB()
			tx, err := db.Begin()
			if err != nil {
				t.Fatal(err)
			}
			for i := range more {
				membership := models.ID{9, byte(i >> 8), byte(i)}
				if _, err := tx.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no,
					live_key, message, decision_reason, end_reason, version, created_at, updated_at)
					VALUES (?, ?, ?, 'active', 'migrant', ?, ?, '', '', '', 1, 0, 0)`, membership, organization,
					k.two.PersonID,
					i+10, append(organization[:], membership[:]...)); err != nil {
					t.Fatal(err)
				}
			}
			if err := tx.Commit(); err != nil {
				t.Fatal(err)
			}
			env.Exec(`UPDATE organizations
				SET member_count = member_count + ?, migrant_count = migrant_count + ?
				WHERE id = ?`, more, more, organization)
			before := env.Server.Services.Statements()
			k.town.Post(at+"/dissolve", farewell()).Want(http.StatusOK)
			sent[more] = env.Server.Services.Statements() - before
			env.Visitor().Get(at + "/end-record").Want(http.StatusOK).Contains(fmt.Sprintf(`"member_count":%d`, 3+more))
			if n := env.Count(`SELECT COUNT(*) FROM notices
				WHERE kind = 'organization.dissolved' AND subject_id = ?`, organization); n != 3+more {
				t.Errorf("%d of %d were told", n, 3+more)
			}
		}
		if sent[0] != sent[2000] || sent[0] == 0 {
			t.Errorf("statements: %v", sent)
		}
	})
}

// A temporary organization ends by itself the day after its last; the authority that approved it may
// let it last longer before.
func TestTemporaryOrganizationEndsByItsDate(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := k.active(scene.Draft("防汛临时党支部", "kind", "party_branch", "subtype", "temporary", "ends_on", "2027-05-31"))
		lasting := k.active(scene.Draft("外山村联谊会"))
		extend := func(c *apptest.Client, at, day string) *apptest.Response {
			return c.Post(at+"/extend", map[string]any{"ends_on": day})
		}
		extend(k.one, at, "2027-06-30").Reason(http.StatusForbidden, "auth.forbidden")
		extend(k.village, at, "2027-06-30").Reason(http.StatusForbidden, "organization.higher_authority")
		extend(k.town, at, "2027-05-31").Want(http.StatusUnprocessableEntity).Contains("/ends_on")
		extend(k.town, lasting, "2027-06-30").Reason(http.StatusConflict, "organization.not_temporary")
		extend(k.town, at, "2027-06-30").Want(http.StatusOK).Contains(`"ends_on":"2027-06-30"`)
		k.until("2027-06-30")
		env.Visitor().Get(at).Want(http.StatusOK).Contains(`"active"`)
		env.Clock.Set(models.Day("2027-07-01").Start() - 1)
		if n := env.RunJobs(); n != 0 {
			t.Errorf("%d jobs a millisecond early", n)
		}
		k.until("2027-07-01")
		env.Visitor().Get(at).Want(http.StatusOK).Contains(`"dissolved"`).Contains(`"term_ends_on":null`)
		env.Visitor().Get(at + "/end-record").Want(http.StatusOK).Contains(`"cause":"date"`).Contains("到期").
			Contains(`"member_count":3`)
		k.two.Get("/notifications").Want(http.StatusOK).Contains("防汛临时党支部已解散")
		extend(k.town, at, "2027-12-31").Reason(http.StatusConflict, "organization.wrong_state")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'organization.dissolve' AND actor_id IS NULL AND outcome = 'done'`); n != 1 {
			t.Errorf("%d lines in the trail", n)
		}
	})
}
