package routes_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// crowd signs many people in.
func crowd(env *apptest.Env, n int) []*apptest.Client {
	people := make([]*apptest.Client, n)
	for i := range people {
		people[i] = env.SignIn(fmt.Sprint("person ", i))
	}
	return people
}

// 200 people race through two processes for the last 20 places of a body that is
// open: exactly 20 are members, those who came first by the numbers of the queue;
// the others wait behind them, and the next place goes to the first of them.
func TestRaceForTwentyPlacesOfAnOpenBody(t *testing.T) {
	const people, places = 200, 20
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := foundBody(t, env, chair, draftOf("外山村联谊会", "capacity", places+1))
		chair.Put(bodyPath(org, "join-form"), map[string]any{"admission": "open"}).Want(http.StatusOK)
		everybody, second := crowd(env, people), env.Second()
		got := apptest.Race(people, func(i int) *apptest.Response {
			c := everybody[i]
			if i%2 == 1 {
				c = c.On(second)
			}
			return c.Post(bodyPath(org, "applications"), map[string]any{})
		})
		if n := apptest.Statuses(got); n[http.StatusCreated] != people {
			t.Fatalf("statuses %v", n)
		}
		inOrder := func() {
			t.Helper()
			if n := env.Count("SELECT COUNT(*) FROM memberships WHERE organization_id = ? AND state = 'active' AND source = 'application'", org); n != places {
				t.Errorf("%d members of %d", n, places)
			}
			if n := env.Count(`SELECT COUNT(*) FROM memberships a JOIN memberships w ON w.organization_id = a.organization_id
				WHERE a.organization_id = ? AND a.state = 'active' AND w.state = 'applied' AND w.queue_no < a.queue_no`, org); n != 0 {
				t.Errorf("%d times somebody was overtaken", n)
			}
			checkCounts(t, env, org)
		}
		inOrder()
		if n := env.Count("SELECT COUNT(DISTINCT queue_no) FROM memberships WHERE organization_id = ?", org); n != people+1 {
			t.Errorf("%d numbers for %d people", n, people+1)
		}
		// Five leave at once; the five who waited longest follow.
		const leaving = 5
		var members [leaving]*apptest.Client
		var spells [leaving]models.ID
		found := 0
		for i, c := range everybody {
			if r := got[i]; found < leaving && r.Holds(`"active"`) {
				members[found], spells[found] = c, r.ID()
				found++
			}
		}
		left := apptest.Race(found, func(i int) *apptest.Response { return members[i].Delete(fmt.Sprintf("/memberships/%s", spells[i])) })
		if n := apptest.Statuses(left); n[http.StatusNoContent] != leaving {
			t.Fatalf("statuses %v", n)
		}
		env.RunJobs()
		inOrder()
	}, apptest.Alone())
}

// 200 applications of a body that decides, approved by two reviewers at once in
// two processes: exactly 20 are members.
func TestRaceOfTwoReviewersForTwentyPlaces(t *testing.T) {
	const people, places = 200, 20
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, deputy := env.Verified("chair"), env.SignIn("deputy")
		org := foundBody(t, env, chair, draftOf("外山村联谊会", "capacity", places+2))
		join(deputy, chair, org)
		appoint(chair, org, deputy.PersonID, "secretary_general").Want(http.StatusCreated)
		ids := make([]models.ID, people)
		for i, c := range crowd(env, people) {
			ids[i] = apply(c, org)
		}
		other := deputy.On(env.Second())
		got := apptest.Race(2*people, func(i int) *apptest.Response {
			if i%2 == 1 {
				return other.Post(fmt.Sprintf("/applications/%s/approve", ids[i/2]), map[string]any{"side": "migrant"})
			}
			return chair.Post(fmt.Sprintf("/applications/%s/approve", ids[i/2]), nil)
		})
		full, decided := 0, 0
		for _, r := range got {
			switch r.Code() {
			case "organization.full":
				full++
			case "membership.decided":
				decided++
			}
		}
		if n := apptest.Statuses(got); n[http.StatusOK] != places || full+decided != 2*people-places {
			t.Errorf("statuses %v, %d times full, %d times decided", n, full, decided)
		}
		if n := env.Count("SELECT COUNT(*) FROM notices WHERE kind = 'membership.approved' AND person_id <> ?", deputy.PersonID); n != places {
			t.Errorf("%d people were told of a place", n)
		}
		checkCounts(t, env, org)
	}, apptest.Alone())
}

// An invitation that is accepted, declined and withdrawn at once has one outcome.
func TestRaceOfAnInvitation(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, second := env.Verified("chair"), env.Second()
		org := foundBody(t, env, chair, draftOf("外山村联谊会"))
		for round := range 5 {
			li := env.SignIn(fmt.Sprint("li ", round))
			give(li, models.PurposeBeFound).Want(http.StatusOK)
			at := fmt.Sprintf("/invitations/%s", invite(chair, org, li.PersonID).Want(http.StatusCreated).ID())
			twin := li.On(second)
			got := apptest.Race(4, func(i int) *apptest.Response {
				switch i {
				case 0:
					return li.Post(at+"/accept", nil)
				case 1:
					return chair.Delete(at)
				case 2:
					return twin.Post(at+"/decline", nil)
				}
				return twin.Post(at+"/accept", nil)
			})
			if n := apptest.Statuses(got); n[http.StatusOK]+n[http.StatusNoContent] != 1 || n[http.StatusConflict] != 3 {
				t.Errorf("statuses %v: %v", n, got)
			}
			checkCounts(t, env, org)
		}
		// Fifty a day, however many are sent at once.
		env.Exec("UPDATE memberships SET created_at = 1 WHERE organization_id = ?", org)
		people := crowd(env, models.InvitationsPerDay+10)
		got := apptest.Race(len(people), func(i int) *apptest.Response {
			c := chair
			if i%2 == 1 {
				c = chair.On(second)
			}
			return invite(c, org, people[i].PersonID)
		})
		if n := apptest.Statuses(got); n[http.StatusCreated] != models.InvitationsPerDay || n[http.StatusTooManyRequests] != 10 {
			t.Errorf("statuses %v", n)
		}
	})
}

// A removal that is objected to while it falls due, and confirmed, dropped and
// left from at once, has one outcome.
func TestRaceOfARemoval(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, deputy := env.Verified("chair"), env.SignIn("deputy")
		org := foundBody(t, env, chair, draftOf("外山村联谊会"))
		join(deputy, chair, org)
		appoint(chair, org, deputy.PersonID, "vice_chair").Want(http.StatusCreated)
		second := env.Second()
		outcome := func(removal models.ID, person models.ID) {
			t.Helper()
			ended := env.Count("SELECT COUNT(*) FROM removals WHERE id = ? AND state IN ('executed','dropped')", removal)
			executed := env.Count("SELECT COUNT(*) FROM removals WHERE id = ? AND state = 'executed'", removal)
			removed := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ? AND end_reason = 'removed'", person)
			told := env.Count("SELECT COUNT(*) FROM notices WHERE person_id = ? AND kind = 'removal.executed'", person)
			if executed != removed || told != executed || ended > 1 {
				t.Errorf("ended %d times, executed %d times, removed %d times, told %d times", ended, executed, removed, told)
			}
			checkCounts(t, env, org)
		}
		for round := range 5 {
			li := env.SignIn(fmt.Sprint("li ", round))
			lis := join(li, chair, org)
			removal := propose(chair, lis).Want(http.StatusCreated).ID()
			// Due for the job, not yet for the member: as when the clocks of two
			// processes differ.
			env.Exec("UPDATE jobs SET run_at = 0 WHERE subject_id = ?", removal)
			env.Exec("UPDATE removals SET object_by = ? WHERE id = ?", []string{"2026-11-22", "2026-11-23"}[round%2], removal)
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
			var mine listJSON[spellJSON]
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
			first, li, deputy := env.Verified(fmt.Sprint("first ", round)), env.SignIn(fmt.Sprint("li ", round)), env.SignIn(fmt.Sprint("deputy ", round))
			org := foundBody(t, env, first, draftOf(fmt.Sprint("外山村联谊会", round)))
			admin := env.SignIn("admin of " + waishan)
			lis := join(li, first, org)
			join(deputy, first, org)
			appoint(first, org, deputy.PersonID, "vice_chair").Want(http.StatusCreated)
			removal := propose(first, lis).Want(http.StatusCreated).ID()
			removing(li, removal, "object").Want(http.StatusOK)
			appoint(admin, org, li.PersonID, "chair").Want(http.StatusCreated)
			var mine listJSON[spellJSON]
			first.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
			var offices listJSON[struct {
				ID models.ID `json:"id"`
			}]
			first.Get(bodyPath(org, "offices")).Want(http.StatusOK).JSON(&offices)
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
			if n := env.Count("SELECT COUNT(*) FROM role_grants WHERE organization_id = ? AND role = 'chair' AND ended_at IS NULL", org); n != 1 {
				t.Errorf("%d chairs left: %v", n, got)
			}
			if n := env.Count(`SELECT COUNT(*) FROM role_grants g JOIN memberships m ON m.organization_id = g.organization_id AND m.person_id = g.person_id AND m.state = 'active'
				WHERE g.organization_id = ? AND g.role = 'chair' AND g.ended_at IS NULL`, org); n != 1 {
				t.Errorf("the chair that is left is no member: %v", got)
			}
			checkCounts(t, env, org)
		}
	})
}

// Who leaves a body while coming into its group is in neither.
func TestRaceOfAParentAndItsGroup(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, founder, second := env.Verified("chair"), env.Verified("founder"), env.Second()
		org := foundBody(t, env, chair, draftOf("外山村联谊会"))
		join(founder, chair, org)
		group := founder.Post("/organizations", draftOf("安徽老乡小组", "kind", "hometown_group", "origin_code", anhui, "parent_id", org)).Want(http.StatusCreated).ID()
		signInside(env, chair, org, founder, group)
		founder.Post(fmt.Sprintf("/organizations/%s/submit", group), nil).Want(http.StatusOK)
		chair.Post(fmt.Sprintf("/organizations/%s/approve", group), nil).Want(http.StatusOK)
		for round := range 6 {
			li := env.SignIn(fmt.Sprint("li ", round))
			lis := join(li, chair, org)
			got := apptest.Race(2, func(i int) *apptest.Response {
				if i == 0 {
					return li.Delete(fmt.Sprintf("/memberships/%s", lis))
				}
				return li.On(second).Post(bodyPath(group, "applications"), map[string]any{})
			})
			if got[0].Status != http.StatusNoContent || got[1].Status >= 500 {
				t.Errorf("%v", got)
			}
			if n := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ? AND live_key IS NOT NULL", li.PersonID); n != 0 {
				t.Errorf("%d live spells: %v", n, got)
			}
		}
		checkCounts(t, env, org)
		checkCounts(t, env, group)
	})
}
