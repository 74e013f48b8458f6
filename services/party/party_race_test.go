package party_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Whatever two branches do at once, a person has one formal tie.
func TestRacePartyOneFormalTie(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		home, a, b := env.Verified("home"), env.Verified("a"), env.Verified("b")
		old := scene.Found(env, home, scene.Draft("老家党支部", "kind", "party_branch"))
		first := scene.Found(env, a, scene.Draft("外山村党支部", "kind", "party_branch"))
		second := scene.Found(env, b, scene.Draft("城南党支部", "kind", "party_branch"))
		twin := b.On(env.Second())
		for round := range 3 {
			li := env.Verified(fmt.Sprint("li ", round))
			membership := scene.JoinBranch(li, home, old, "full")
			move := fmt.Sprintf("/memberships/%s/transfers", membership)
			asked := apptest.Race(4, func(i int) *apptest.Response {
				return []*apptest.Client{li, home}[i%2].Post(move, map[string]any{"to_organization_id": first})
			})
			if n := apptest.Statuses(asked); n[http.StatusCreated] != 1 || n[http.StatusConflict] != 3 {
				t.Fatalf("asked at once: %v", asked)
			}
			// One open transfer is all there can be; make a second behind the
			// application's back, and both branches accept at once.
			var ids []models.ID
			ids = append(ids, idOf(env, "SELECT id FROM party_transfers WHERE membership_id = ?", membership))
			env.Exec("UPDATE party_transfers SET live_key = NULL WHERE id = ?", ids[0])
			ids = append(ids, li.Post(move, map[string]any{"to_organization_id": second}).Want(http.StatusCreated).ID())
			got := apptest.Race(4, func(i int) *apptest.Response {
				return []*apptest.Client{a, twin}[i%2].Post(fmt.Sprintf("/transfers/%s/accept", ids[i%2]), letter())
			})
			if n := apptest.Statuses(got); n[http.StatusOK] != 1 || n[http.StatusConflict] != 3 {
				t.Errorf("accepted at once: %v", got)
			}
			if n := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ? AND state = 'active'",
				li.PersonID); n != 1 {
				t.Errorf("%d active memberships", n)
			}
			if n := env.Count("SELECT COUNT(*) FROM memberships WHERE exclusive_key = ?",
				"party:"+li.PersonID.String()); n != 1 {
				t.Errorf("%d formal ties", n)
			}
		}
		for _, o := range []models.ID{old, first, second} {
			scene.CheckCounts(env, o)
		}
	})
}

func TestRacePartyOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		head, deputy, li := env.Verified("head"), env.Verified("deputy"), env.Verified("li")
		branch := scene.Found(env, head, scene.Draft("外山村流动党支部", "kind", "party_branch"))
		other := scene.Found(env, env.Verified("other head"), scene.Draft("城南流动党支部", "kind", "party_branch"))
		scene.JoinBranch(deputy, head, branch, "full")
		scene.Appoint(head, branch, deputy.PersonID, "secretary_general").Want(http.StatusCreated)
		second := env.Second()
		consentTo(li, "party_life")
		reported := apptest.Race(6, func(i int) *apptest.Response {
			return li.Post("/me/party-registration", scene.BranchReport([]models.ID{branch, other}[i%2], "老家党支部"))
		})
		if n := apptest.Statuses(reported); n[http.StatusCreated] != 1 || n[http.StatusConflict] != 5 {
			t.Fatalf("reported at once: %v", reported)
		}
		id := registrationOf(li)
		env.Exec("UPDATE party_registrations SET organization_id = ? WHERE id = ?", branch, id)
		at := fmt.Sprintf("/party-registrations/%s", id)
		deputyElsewhere := deputy.On(second)
		got := apptest.Race(4, func(i int) *apptest.Response {
			if i == 3 {
				return deputyElsewhere.Post(at+"/return", map[string]any{"reason": "请补充联系人"})
			}
			return []*apptest.Client{head, deputyElsewhere}[i%2].Post(at+"/confirm", nil)
		})
		if n := apptest.Statuses(got); n[http.StatusOK] != 1 || n[http.StatusConflict] != 3 {
			t.Errorf("decided at once: %v", got)
		}
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ?", li.PersonID); n > 1 {
			t.Errorf("%d memberships", n)
		}
		scene.CheckCounts(env, branch)

		meeting := head.Post(fmt.Sprintf("/organizations/%s/meetings", branch),
			meetingOf(env, "general_meeting", head, deputy, "starts_at", env.Clock.Now(), "ends_at",
				env.Clock.Now().Add(3600e9))).Want(http.StatusCreated).ID()
		in := apptest.Race(4, func(i int) *apptest.Response {
			return []*apptest.Client{deputy, deputyElsewhere}[i%2].Post(fmt.Sprintf("/meetings/%s/check-in", meeting),
				nil)
		})
		if n := apptest.Statuses(in); n[http.StatusOK] != 4 {
			t.Errorf("checked in at once: %v", in)
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'meeting.check_in' AND object_id = ?`, meeting); n != 1 {
			t.Errorf("%d check-ins in the trail", n)
		}
		held := apptest.Race(2, func(i int) *apptest.Response {
			return []*apptest.Client{head, deputyElsewhere}[i].Post(fmt.Sprintf("/meetings/%s/hold", meeting), nil)
		})
		final := apptest.Race(2, func(i int) *apptest.Response {
			return []*apptest.Client{head, deputyElsewhere}[i].Post(fmt.Sprintf("/meetings/%s/minutes", meeting),
				map[string]any{"minutes": fmt.Sprint("记录", i)})
		})
		for what, answers := range map[string][]*apptest.Response{"held": held, "final": final} {
			if n := apptest.Statuses(answers); n[http.StatusOK] != 1 || n[http.StatusConflict] != 1 {
				t.Errorf("%s twice: %v", what, answers)
			}
		}
	})
}
