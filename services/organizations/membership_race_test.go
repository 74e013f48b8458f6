package organizations_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func TestRaceTwentyApplicationsOfOnePerson(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li := env.Verified("chair"), env.SignIn("li")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		twin := li.On(env.Second())
		got := apptest.Race(20, func(i int) *apptest.Response {
			c := li
			if i%2 == 1 {
				c = twin
			}
			return c.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{})
		})
		if n := apptest.Statuses(got); n[http.StatusCreated] != 1 || n[http.StatusConflict] != 19 {
			t.Errorf("statuses %v", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ?", li.PersonID); n != 1 {
			t.Errorf("%d memberships", n)
		}
		if n := env.Count("SELECT next_queue_no FROM organizations WHERE id = ?", org); n != 3 {
			t.Errorf("the queue goes on at %d, want 3", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM notices WHERE kind = 'membership.applied'"); n != 1 {
			t.Errorf("the chair was told %d times", n)
		}
	})
}

func TestRaceSameKeyIsOneApplication(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li := env.Verified("chair"), env.SignIn("li")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		keyed := li.With("Idempotency-Key", "apply-once")
		got := apptest.Race(10, func(int) *apptest.Response {
			return keyed.Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{"message": "您好"})
		})
		for _, r := range got {
			if r.Status != http.StatusCreated || string(r.Body) != string(got[0].Body) {
				t.Errorf("%s, first %s", r, got[0])
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ?", li.PersonID); n != 1 {
			t.Errorf("%d memberships", n)
		}
	})
}

func TestRaceTwoReviewersDecideOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, deputy := env.Verified("chair"), env.Verified("deputy")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		scene.Join(deputy, chair, org)
		scene.Appoint(chair, org, deputy.PersonID, "secretary_general").Want(http.StatusCreated)
		second := deputy.On(env.Second())
		for round := range 5 {
			li := env.SignIn(fmt.Sprint("li ", round))
			id := scene.Apply(li, org)
			got := apptest.Race(3, func(i int) *apptest.Response {
				switch i {
				case 0:
					return chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil)
				case 1:
					return second.Post(fmt.Sprintf("/applications/%s/reject", id), map[string]any{"reason": "不符合条件"})
				}
				return li.Post(fmt.Sprintf("/applications/%s/withdraw", id), nil)
			})
			if n := apptest.Statuses(got); n[http.StatusOK] != 1 || n[http.StatusConflict] != 2 {
				t.Errorf("statuses %v: %v", n, got)
			}
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE object_id = ? AND action <> 'membership.apply' AND outcome = 'done'`, id); n != 1 {
				t.Errorf("%d decisions in the trail", n)
			}
		}
		scene.CheckCounts(env, org)
	})
}

func TestRaceOfTheLastTwoHeads(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		for round := range 5 {
			first, deputy := env.Verified(fmt.Sprint("first ", round)), env.Verified(fmt.Sprint("deputy ", round))
			org := scene.Found(env, first, scene.Draft(fmt.Sprint("外山村联谊会", round)))
			scene.Join(deputy, first, org)
			scene.Appoint(env.SignIn("admin of "+scene.Waishan), org, deputy.PersonID, "chair").Want(http.StatusCreated)
			heads := []*apptest.Client{first, deputy.On(env.Second())}
			memberships := make([]models.ID, 2)
			for i, c := range heads {
				var mine scene.List[scene.Membership]
				c.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
				memberships[i] = mine.Items[0].ID
			}
			got := apptest.Race(2, func(i int) *apptest.Response {
				return heads[i].Delete(fmt.Sprintf("/memberships/%s", memberships[i]))
			})
			if n := apptest.Statuses(got); n[http.StatusNoContent] != 1 || n[http.StatusConflict] != 1 {
				t.Errorf("statuses %v: %v", n, got)
			}
			if n := env.Count(`SELECT COUNT(*) FROM role_grants
				WHERE organization_id = ? AND role = 'chair' AND ended_at IS NULL`, org); n != 1 {
				t.Errorf("%d heads left", n)
			}
			scene.CheckCounts(env, org)
		}
	})
}
