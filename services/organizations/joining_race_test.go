package organizations_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
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

// 200 people race through two processes for the last 20 places of an organization that is
// open: exactly 20 are members, those who came first by the numbers of the queue;
// the others wait behind them, and the next place goes to the first of them.
func TestRaceForTwentyPlacesOfAnOpenOrganization(t *testing.T) {
	const people, places = 200, 20
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会", "capacity", places+1))
		chair.Put(scene.OrganizationPath(org, "join-form"), map[string]any{"admission": "open"}).Want(http.StatusOK)
		everybody, second := crowd(env, people), env.Second()
		got := apptest.Race(people, func(i int) *apptest.Response {
			c := everybody[i]
			if i%2 == 1 {
				c = c.On(second)
			}
			return c.Post(scene.OrganizationPath(org, "applications"), map[string]any{})
		})
		if n := apptest.Statuses(got); n[http.StatusCreated] != people {
			t.Fatalf("statuses %v", n)
		}
		inOrder := func() {
			t.Helper()
			if n := env.Count(`SELECT COUNT(*) FROM memberships
				WHERE organization_id = ? AND state = 'active' AND source = 'application'`, org); n != places {
				t.Errorf("%d members of %d", n, places)
			}
			if n := env.Count(`SELECT COUNT(*) FROM memberships a
				JOIN memberships w ON w.organization_id = a.organization_id
				WHERE a.organization_id = ? AND a.state = 'active' AND w.state = 'applied'
				AND w.queue_no < a.queue_no`, org); n != 0 {
				t.Errorf("%d times somebody was overtaken", n)
			}
			scene.CheckCounts(env, org)
		}
		inOrder()
		if n := env.Count("SELECT COUNT(DISTINCT queue_no) FROM memberships WHERE organization_id = ?",
			org); n != people+1 {
			t.Errorf("%d numbers for %d people", n, people+1)
		}
		// Five leave at once; the five who waited longest follow.
		const leaving = 5
		var members [leaving]*apptest.Client
		var memberships [leaving]models.ID
		found := 0
		for i, c := range everybody {
			if r := got[i]; found < leaving && r.Holds(`"active"`) {
				members[found], memberships[found] = c, r.ID()
				found++
			}
		}
		left := apptest.Race(found, func(i int) *apptest.Response {
			return members[i].Delete(fmt.Sprintf("/memberships/%s", memberships[i]))
		})
		if n := apptest.Statuses(left); n[http.StatusNoContent] != leaving {
			t.Fatalf("statuses %v", n)
		}
		env.RunJobs()
		inOrder()
	}, apptest.Alone())
}

// 200 applications of an organization that decides, approved by two reviewers at once in
// two processes: exactly 20 are members.
func TestRaceOfTwoReviewersForTwentyPlaces(t *testing.T) {
	const people, places = 200, 20
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, deputy := env.Verified("chair"), env.Verified("deputy")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会", "capacity", places+2))
		scene.Join(deputy, chair, org)
		scene.Appoint(chair, org, deputy.PersonID, "secretary_general").Want(http.StatusCreated)
		ids := make([]models.ID, people)
		for i, c := range crowd(env, people) {
			ids[i] = scene.Apply(c, org)
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
		if n := env.Count(`SELECT COUNT(*) FROM notices
			WHERE kind = 'membership.approved' AND person_id <> ?`, deputy.PersonID); n != places {
			t.Errorf("%d people were told of a place", n)
		}
		scene.CheckCounts(env, org)
	}, apptest.Alone())
}

// An invitation that is accepted, declined and withdrawn at once has one outcome.
func TestRaceOfAnInvitation(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, second := env.Verified("chair"), env.Second()
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		for round := range 5 {
			li := env.SignIn(fmt.Sprint("li ", round))
			scene.Consent(li, models.PurposeBeFound).Want(http.StatusOK)
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
			if n := apptest.Statuses(got); n[http.StatusOK]+n[http.StatusNoContent] != 1 ||
				n[http.StatusConflict] != 3 {
				t.Errorf("statuses %v: %v", n, got)
			}
			scene.CheckCounts(env, org)
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
		if n := apptest.Statuses(got); n[http.StatusCreated] != models.InvitationsPerDay ||
			n[http.StatusTooManyRequests] != 10 {
			t.Errorf("statuses %v", n)
		}
	})
}

// A person who leaves an organization while coming into its group is in neither.
func TestRaceOfAParentAndItsGroup(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, founder, second := env.Verified("chair"), env.Verified("founder"), env.Second()
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		scene.Join(founder, chair, org)
		group := founder.Post("/organizations",
			scene.Draft("安徽老乡小组", "kind", "hometown_group", "origin_code", anhui, "parent_id", org)).
			Want(http.StatusCreated).ID()
		signInside(env, chair, org, founder, group)
		founder.Post(fmt.Sprintf("/organizations/%s/submit", group), nil).Want(http.StatusOK)
		chair.Post(fmt.Sprintf("/organizations/%s/approve", group), nil).Want(http.StatusOK)
		for round := range 6 {
			li := env.SignIn(fmt.Sprint("li ", round))
			lis := scene.Join(li, chair, org)
			got := apptest.Race(2, func(i int) *apptest.Response {
				if i == 0 {
					return li.Delete(fmt.Sprintf("/memberships/%s", lis))
				}
				return li.On(second).Post(scene.OrganizationPath(group, "applications"), map[string]any{})
			})
			if got[0].Status != http.StatusNoContent || got[1].Status >= 500 {
				t.Errorf("%v", got)
			}
			if n := env.Count(`SELECT COUNT(*) FROM memberships
				WHERE person_id = ? AND live_key IS NOT NULL`, li.PersonID); n != 0 {
				t.Errorf("%d live memberships: %v", n, got)
			}
		}
		scene.CheckCounts(env, org)
		scene.CheckCounts(env, group)
	})
}
