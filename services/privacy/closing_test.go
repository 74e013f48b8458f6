package privacy_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/activity"
)

// Everything that a person is and has ends with the account; others feel what
// concerns them, and the human may begin anew.
func TestClosingEndsEverything(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		p := newSettledVillage(env)
		there := env.Second()
		officer := scene.Officer(env)
		fang, next := env.SignIn("fang"), env.Verified("next")
		scene.VerifyAtTheDesk(officer, fang, "王芳", scene.IDNumber(1))
		fang.Put("/me", map[string]any{
			"nickname":    "小芳芳",
			"education":   "71",
			"origin_code": "520000000000",
			"insured":     true,
		}).Want(http.StatusOK)
		fang.Post("/me/phone", map[string]any{"code": "phone:fang:1"}).Want(http.StatusOK)
		membership := scene.Join(fang, p.chair, p.org)
		scene.Appoint(p.chair, p.org, fang.PersonID, "director").Want(http.StatusCreated)
		apply := fang.Post("/organizations", scene.Draft("芳芳同乡会")).Want(http.StatusCreated).ID()
		tiny := scene.Course(env, p.org, scene.Waishan)
		tiny["capacity"] = 1
		lesson := p.chair.Post("/activities", tiny).Want(http.StatusCreated).ID()
		p.chair.Post(fmt.Sprintf("/activities/%s/publish", lesson), nil).Want(http.StatusOK)
		for _, c := range []*apptest.Client{fang, next} {
			c.Post(fmt.Sprintf("/activities/%s/signups", lesson), map[string]any{"note": "素食"}).Want(http.StatusCreated)
		}
		role := p.admin.Post("/roles", scene.RoleOffer(fang, "auditor", scene.Chengnan)).Want(http.StatusCreated).ID()
		fang.Post(fmt.Sprintf("/roles/%s/accept", role), nil).Want(http.StatusOK)
		p.admin.Post("/roles", scene.RoleOffer(fang, "officer", scene.Waishan)).Want(http.StatusCreated)
		members := env.Count("SELECT member_count FROM organizations WHERE id = ?", p.org)

		fang.Get("/me/closing").Want(http.StatusOK).Contains(`"may_close":true`).Contains(`"hindrances":[]`).
			Contains(`"memberships":1`).
			Contains(`"signups":1`).Contains(`"roles":2`).Contains("网络安全法").Contains(`"closed_at":null`)
		fang.With("Accept-Language", "en").Get("/me/closing").Contains(`"six months"`).Contains("Deleted.")
		fang.Delete("/me").Want(http.StatusUnprocessableEntity)
		fang.Delete("/me?confirm=yes").Want(http.StatusUnprocessableEntity)
		fang.Get("/me").Want(http.StatusOK)
		fang.Delete(scene.ClosePath).Want(http.StatusOK).Lacks(`"closed_at":null`).Contains(`"may_close":false`)

		for _, e := range []*apptest.Env{there, env} {
			fang.On(e).Get("/me").Reason(http.StatusUnauthorized, "auth.session_ended")
			fang.On(e).Delete(scene.ClosePath).Reason(http.StatusUnauthorized, "auth.session_ended")
			e.Visitor().Post("/auth/refresh", map[string]any{"refresh_token": fang.Refresh}).
				Want(http.StatusUnauthorized)
		}
		p.chair.Get("/notifications").Contains("一名会员已退出").Lacks("小芳芳")
		next.Get("/notifications").Contains("有空位")
		p.admin.Get("/notifications").Want(http.StatusOK).Lacks("小芳芳")
		p.chair.Get(fmt.Sprintf("/organizations/%s/members", p.org)).Want(http.StatusOK).Lacks(membership.String())
		p.chair.Get(fmt.Sprintf("/organizations/%s/offices", p.org)).Want(http.StatusOK).Lacks(fang.PersonID.String())
		if n := env.Count("SELECT member_count FROM organizations WHERE id = ?", p.org); n != members-1 {
			t.Errorf("%d members of %d", n, members)
		}
		nothing := map[string]string{
			"a live role": `SELECT COUNT(*) FROM role_grants
				WHERE person_id = ? AND (ended_at IS NULL OR live_key IS NOT NULL)`,
			"an offer": "SELECT COUNT(*) FROM role_offers WHERE person_id = ? AND live_key IS NOT NULL",
			"a membership": `SELECT COUNT(*) FROM memberships
				WHERE person_id = ? AND (live_key IS NOT NULL OR message <> '')`,
			"a place": `SELECT COUNT(*) FROM signups
				WHERE person_id = ? AND (live_key IS NOT NULL OR note <> '')`,
			"a session": `SELECT COUNT(*) FROM sessions
				WHERE person_id = ? AND (revoked_at IS NULL OR device <> '' OR identity_id IS NOT NULL)`,
			"a token": `SELECT COUNT(*) FROM refresh_tokens r JOIN sessions s ON s.id = r.session_id
				WHERE s.person_id = ?`,
			"an identity":     "SELECT COUNT(*) FROM wechat_identities WHERE person_id = ?",
			"a notice":        "SELECT COUNT(*) FROM notices WHERE person_id = ?",
			"a stored answer": "SELECT COUNT(*) FROM idempotency_keys WHERE person_id = ?",
			"a draft":         "SELECT COUNT(*) FROM organizations WHERE created_by = ?",
			"a row with facts": `SELECT COUNT(*) FROM persons
				WHERE id = ? AND NOT (state = 'closed' AND nickname = '' AND name_sealed IS NULL
				AND id_number_index IS NULL AND phone_index IS NULL AND birth_day IS NULL AND region_code IS NULL
				AND origin_code IS NULL AND education = '' AND insured IS NULL)`,
		}
		settled := func(when string) {
			for what, query := range nothing {
				if n := env.Count(query, fang.PersonID); n != 0 {
					t.Errorf("%s, %s is left (%d)", when, what, n)
				}
			}
		}
		settled("after closing")

		// What was under way while it was closed is ended by what is due later.
		env.Exec(`UPDATE signups
			SET state = 'registered', live_key = ?, note = 'x', ended_at = NULL
			WHERE person_id = ?`,
			activity.SignupLiveKey(lesson, fang.PersonID), fang.PersonID)
		env.Exec("UPDATE activities SET capacity = 3, seats_taken = seats_taken + 1 WHERE id = ?", lesson)
		env.GrantOrganization(fang, models.RoleOrganizer, p.org)
		env.Clock.Add(models.ClosingSettle)
		if env.RunJobs() == 0 || env.Count(`SELECT COUNT(*) FROM account_closings
			WHERE person_id = ? AND settled_at IS NOT NULL`, fang.PersonID) != 1 {
			t.Error("nothing settled the closing")
		}
		settled("later")

		// A new account, without a history; the number is verified like any other.
		again := env.SignIn("fang")
		if again.PersonID == fang.PersonID {
			t.Fatal("the closed account came back")
		}
		again.Get("/me").Want(http.StatusOK).Contains(`"verification":"none"`)
		again.Get("/me/memberships").Want(http.StatusOK).Contains(`"items":[]`)
		scene.VerifyAtTheDesk(officer, again, "王芳", scene.IDNumber(1))
		again.Post("/me/phone", map[string]any{"code": "phone:fang:2"}).Want(http.StatusOK)
		_ = apply
	})
}

// What hinders is told before, refuses in the act, and changes nothing.
func TestClosingThatIsHindered(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		p := newSettledVillage(env)
		platform := env.Verified("platform")
		env.GrantRegion(platform, models.RolePlatformAdmin, scene.Country)
		for code, c := range map[string]*apptest.Client{
			"role.last_platform_admin": platform, "office.last_head": p.chair, "closing.dispute_open": p.party,
			"closing.committee_head": p.head,
		} {
			before := env.Count("SELECT COUNT(*) FROM role_grants WHERE ended_at IS NULL") + env.Count(`SELECT COUNT(*)
				FROM memberships WHERE live_key IS NOT NULL`)
			c.Get("/me/closing").Want(http.StatusOK).Contains(`"may_close":false`).Contains(code)
			c.Delete(scene.ClosePath).Reason(http.StatusConflict, code)
			after := env.Count("SELECT COUNT(*) FROM role_grants WHERE ended_at IS NULL") + env.Count(`SELECT COUNT(*)
				FROM memberships WHERE live_key IS NOT NULL`)
			if c.Get("/me").Want(http.StatusOK); before != after {
				t.Errorf("%s: a refused closing changed something", code)
			}
		}
		// The ways out: withdraw, let a mediator's case go back to the head.
		for _, id := range []models.ID{p.fresh, p.dispute} {
			if id == p.dispute {
				p.mediator.Delete(scene.ClosePath).Want(http.StatusOK)
				p.head.Get("/notifications").Want(http.StatusOK).Contains("需要另派调解员")
				p.head.Post(fmt.Sprintf("/disputes/%s/assign", id),
					map[string]any{"mediator_id": p.head.PersonID, "lead": true}).Want(http.StatusOK)
			}
			p.party.Post(fmt.Sprintf("/disputes/%s/withdraw", id), nil).Want(http.StatusOK)
		}
		p.party.Delete(scene.ClosePath).Want(http.StatusOK)
		p.head.Delete(scene.ClosePath).Want(http.StatusOK) // no case runs any longer

		// A sign-in of long ago is not enough.
		old := env.SignIn("old")
		env.Clock.Add(models.FreshLife)
		old.Get("/me/closing").Want(http.StatusOK).Contains(`"sign_in_again":true`).Contains(`"may_close":false`)
		old.Delete(scene.ClosePath).Reason(http.StatusForbidden, "session.not_fresh")
		env.SignIn("old").Delete(scene.ClosePath).Want(http.StatusOK)
	})
}

func TestTwoPlatformAdminsCloseAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		for round := range 3 {
			a, b := env.Verified(fmt.Sprint("a", round)), env.Verified(fmt.Sprint("b", round))
			env.Exec("UPDATE role_grants SET ended_at = created_at, live_key = NULL WHERE role = 'platform_admin'")
			env.GrantRegion(a, models.RolePlatformAdmin, scene.Country)
			env.GrantRegion(b, models.RolePlatformAdmin, scene.Country)
			answers := apptest.Race(2, func(i int) *apptest.Response {
				return []*apptest.Client{a, b.On(second)}[i].Delete(scene.ClosePath)
			})
			if n := apptest.Statuses(answers); n[http.StatusOK] != 1 || n[http.StatusConflict] != 1 {
				t.Fatal(n, answers)
			}
			if n := env.Count(`SELECT COUNT(*) FROM role_grants g JOIN persons p ON p.id = g.person_id
				WHERE g.role = 'platform_admin' AND g.ended_at IS NULL AND p.state = 'active'`); n != 1 {
				t.Fatalf("%d administrators are left", n)
			}
		}
	})
}

// Whatever runs beside a closing: it is refused, or ended by the closing, or by
// what is due later. Never does a closed account keep anything.
func TestClosingAgainstOthers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second, chair := env.Second(), env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("联谊会"))
		lesson := chair.Post("/activities", scene.Course(env, org, scene.Waishan)).Want(http.StatusCreated).ID()
		chair.Post(fmt.Sprintf("/activities/%s/publish", lesson), nil).Want(http.StatusOK)
		admin := env.SignIn("admin of " + scene.Waishan)
		for round := range 4 {
			name := fmt.Sprint("fang", round)
			fang := env.Verified(name)
			scene.Join(fang, chair, org)
			offer := admin.Post("/roles", scene.RoleOffer(fang, "officer", scene.Waishan)).Want(http.StatusCreated).ID()
			var closed *apptest.Response
			apptest.Race(8, func(i int) *apptest.Response {
				switch i {
				case 0:
					return fang.On(second).Post(fmt.Sprintf("/activities/%s/signups", lesson), map[string]any{})
				case 1:
					return scene.Appoint(chair, org, fang.PersonID, "director")
				case 2:
					return fang.Post(fmt.Sprintf("/roles/%s/accept", offer), nil)
				case 3:
					return env.Visitor().Post("/auth/refresh", map[string]any{"refresh_token": fang.Refresh})
				case 4:
					return second.Visitor().Post("/auth/wechat", map[string]any{"code": apptest.Code(name)})
				case 5, 6:
					r := fang.Delete(scene.ClosePath)
					if r.Status == http.StatusOK {
						closed = r
					}
					return r
				}
				return fang.Put("/me", map[string]any{"nickname": "小芳芳"})
			})
			if closed == nil {
				t.Fatal("no closing went through")
			}
			env.Clock.Add(models.ClosingSettle + time.Second)
			env.RunJobs()
			for what, query := range map[string]string{
				"role":       "SELECT COUNT(*) FROM role_grants WHERE person_id = ? AND ended_at IS NULL",
				"membership": "SELECT COUNT(*) FROM memberships WHERE person_id = ? AND live_key IS NOT NULL",
				"place":      "SELECT COUNT(*) FROM signups WHERE person_id = ? AND live_key IS NOT NULL",
				"token": `SELECT COUNT(*) FROM refresh_tokens r JOIN sessions s ON s.id = r.session_id
					WHERE s.person_id = ?`,
				"name": "SELECT COUNT(*) FROM persons WHERE id = ? AND (state = 'active' OR nickname <> '')",
			} {
				if n := env.Count(query, fang.PersonID); n != 0 {
					t.Errorf("a %s of the closed account is left", what)
				}
			}
			if env.SignIn(name).PersonID == fang.PersonID {
				t.Error("the closed account signs in")
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM signups WHERE live_key IS NOT NULL"); n != env.Count(
			"SELECT seats_taken FROM activities WHERE id = ?", lesson) {
			t.Error("seats and lists disagree")
		}
	})
}
