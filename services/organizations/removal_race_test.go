package organizations_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// A removal that is objected to while it falls due, and confirmed, dropped and
// left from at once, has one outcome.
func TestRaceOfARemoval(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, deputy := env.Verified("chair"), env.Verified("deputy")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		scene.Join(deputy, chair, org)
		scene.Appoint(chair, org, deputy.PersonID, "vice_chair").Want(http.StatusCreated)
		second := env.Second()
		outcome := func(removal models.ID, person models.ID) {
			t.Helper()
			ended := env.Count(`SELECT COUNT(*) FROM removals
				WHERE id = ? AND state IN ('executed','dropped')`, removal)
			executed := env.Count("SELECT COUNT(*) FROM removals WHERE id = ? AND state = 'executed'", removal)
			removed := env.Count(`SELECT COUNT(*) FROM memberships
				WHERE person_id = ? AND end_reason = 'removed'`, person)
			told := env.Count("SELECT COUNT(*) FROM notices WHERE person_id = ? AND kind = 'removal.executed'", person)
			if executed != removed || told != executed || ended > 1 {
				t.Errorf("ended %d times, executed %d times, removed %d times, told %d times", ended, executed,
					removed, told)
			}
			scene.CheckCounts(env, org)
		}
		for round := range 5 {
			li := env.SignIn(fmt.Sprint("li ", round))
			lis := scene.Join(li, chair, org)
			removal := propose(chair, lis).Want(http.StatusCreated).ID()
			// Due for the job, not yet for the member: as when the clocks of two
			// processes differ.
			env.Exec("UPDATE jobs SET run_at = 0 WHERE subject_id = ?", removal)
			env.Exec("UPDATE removals SET object_by = ? WHERE id = ?", []string{"2026-11-22", "2026-11-23"}[round%2],
				removal)
			got := apptest.Race(2, func(i int) *apptest.Response {
				if i == 0 {
					second.RunJobs()
					return nil
				}
				return removing(li, removal, "object")
			})
			state := env.Count("SELECT COUNT(*) FROM removals WHERE id = ? AND state = 'objected'", removal)
			if (got[1].Status == http.StatusOK) != (state == 1) {
				t.Errorf("objected: %s, and the state says %d", got[1], state)
			}
			outcome(removal, li.PersonID)
			if state == 0 {
				continue
			}
			decided := apptest.Race(4, func(i int) *apptest.Response {
				switch i {
				case 0:
					return removing(deputy, removal, "confirm")
				case 1:
					return removing(deputy.On(second), removal, "drop")
				case 2:
					return removing(deputy, removal, "confirm")
				}
				return li.On(second).Delete(fmt.Sprintf("/memberships/%s", lis))
			})
			done := 0
			for _, r := range decided[:3] {
				if r.Status == http.StatusOK {
					done++
				}
			}
			if left := decided[3].Status == http.StatusNoContent; done > 1 || done == 0 && !left {
				t.Errorf("%d decisions: %v", done, decided)
			}
			outcome(removal, li.PersonID)
		}
		got := apptest.Race(6, func(i int) *apptest.Response {
			var mine scene.List[scene.Membership]
			deputy.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
			c := chair
			if i%2 == 1 {
				c = chair.On(second)
			}
			return propose(c, mine.Items[0].ID)
		})
		if n := apptest.Statuses(got); n[http.StatusCreated] != 1 || n[http.StatusConflict] != 5 {
			t.Errorf("proposed at once: %v", n)
		}
	})
}

// Two heads: one is removed, the other leaves and has the office taken, all at
// once. One chair is left.
func TestRaceForTheLastChair(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		for round := range 4 {
			first, li, deputy := env.Verified(fmt.Sprint("first ", round)), env.Verified(fmt.Sprint("li ", round)),
				env.Verified(fmt.Sprint("deputy ", round))
			org := scene.Found(env, first, scene.Draft(fmt.Sprint("外山村联谊会", round)))
			admin := env.SignIn("admin of " + scene.Waishan)
			lis := scene.Join(li, first, org)
			scene.Join(deputy, first, org)
			scene.Appoint(first, org, deputy.PersonID, "vice_chair").Want(http.StatusCreated)
			removal := propose(first, lis).Want(http.StatusCreated).ID()
			removing(li, removal, "object").Want(http.StatusOK)
			scene.Appoint(admin, org, li.PersonID, "chair").Want(http.StatusCreated)
			var mine scene.List[scene.Membership]
			first.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
			var offices scene.List[struct {
				ID models.ID `json:"id"`
			}]
			first.Get(scene.OrganizationPath(org, "offices")).Want(http.StatusOK).JSON(&offices)
			got := apptest.Race(4, func(i int) *apptest.Response {
				switch i {
				case 0:
					return removing(deputy, removal, "confirm")
				case 1:
					return first.On(second).Delete(fmt.Sprintf("/memberships/%s", mine.Items[0].ID))
				case 2:
					return admin.Post(fmt.Sprintf("/offices/%s/end", offices.Items[0].ID), nil)
				}
				return li.On(second).Delete(fmt.Sprintf("/memberships/%s", lis))
			})
			if n := env.Count(`SELECT COUNT(*) FROM role_grants
				WHERE organization_id = ? AND role = 'chair' AND ended_at IS NULL`, org); n != 1 {
				t.Errorf("%d chairs left: %v", n, got)
			}
			if n := env.Count(`SELECT COUNT(*) FROM role_grants g
				JOIN memberships m ON m.organization_id = g.organization_id AND m.person_id = g.person_id
				AND m.state = 'active'
				WHERE g.organization_id = ? AND g.role = 'chair' AND g.ended_at IS NULL`, org); n != 1 {
				t.Errorf("the chair that is left is no member: %v", got)
			}
			scene.CheckCounts(env, org)
		}
	})
}
