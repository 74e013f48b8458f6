package unions_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Fifty approvals at once, in two processes: fifty numbers, one after the other.
func TestRaceForMemberNumbers(t *testing.T) {
	const people = 50
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		union := scene.Found(env, chair, scene.Draft("外山村联合工会", "kind", "union", "subtype", "joint"))
		ids := make([]models.ID, people)
		for i := range ids {
			ids[i] = scene.Apply(env.SignIn(fmt.Sprint("person ", i)), union)
		}
		second := chair.On(env.Second())
		got := apptest.Race(people, func(i int) *apptest.Response {
			c := chair
			if i%2 == 1 {
				c = second
			}
			return c.Post(fmt.Sprintf("/applications/%s/approve", ids[i]), nil)
		})
		if n := apptest.Statuses(got); n[http.StatusOK] != people {
			t.Errorf("statuses %v", n)
		}
		numbers := env.Count("SELECT COUNT(DISTINCT member_no) FROM memberships WHERE organization_id = ?", union)
		first := env.Count(`SELECT COUNT(*) FROM memberships
			WHERE organization_id = ? AND member_no = '330602-0001-000001'`, union)
		last := env.Count(`SELECT COUNT(*) FROM memberships
			WHERE organization_id = ? AND member_no = '330602-0001-000051'`, union)
		if numbers != people+1 || first != 1 || last != 1 {
			t.Errorf("%d numbers, first %d, last %d", numbers, first, last)
		}
		if n := env.Count("SELECT last_member_no FROM organizations WHERE id = ?", union); n != people+1 {
			t.Errorf("the last number is %d", n)
		}
		scene.CheckCounts(env, union)
	}, apptest.Alone())
}

// Two unions take one person at once: one membership.
func TestRaceOfTwoUnionsForOnePerson(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		second := l.otherChair.On(env.Second())
		for round := range 4 {
			li := env.SignIn(fmt.Sprint("li ", round))
			a, b := scene.Apply(li, l.own), scene.Apply(li, l.other)
			got := apptest.Race(2, func(i int) *apptest.Response {
				if i == 0 {
					return l.ownChair.Post(fmt.Sprintf("/applications/%s/approve", a), nil)
				}
				return second.Post(fmt.Sprintf("/applications/%s/approve", b), nil)
			})
			if n := apptest.Statuses(got); n[http.StatusOK] != 1 || n[http.StatusConflict] != 1 {
				t.Errorf("approved at once: %v", got)
			}
			for _, r := range got {
				if r.Status == http.StatusConflict && r.Code() != "union.elsewhere" {
					t.Errorf("%s", r)
				}
			}
		}
		// A transfer is taken, withdrawn, and its membership left, all at once.
		for round := range 4 {
			wang := env.SignIn(fmt.Sprint("wang ", round))
			membership := scene.JoinUnion(wang, l.ownChair, l.own)
			asked := transfer(wang, l.other)
			got := apptest.Race(4, func(i int) *apptest.Response {
				switch i {
				case 0:
					return l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil)
				case 1:
					return second.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil)
				case 2:
					return wang.Post(fmt.Sprintf("/union-transfers/%s/withdraw", asked), nil)
				}
				return wang.Delete(fmt.Sprintf("/memberships/%s", membership))
			})
			if n := apptest.Statuses(got); n[http.StatusOK]+n[http.StatusNoContent] == 0 ||
				n[http.StatusInternalServerError] != 0 {
				t.Errorf("statuses %v: %v", n, got)
			}
			accepted := env.Count("SELECT COUNT(*) FROM union_transfers WHERE id = ? AND state = 'accepted'", asked)
			active := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ? AND state = 'active'",
				wang.PersonID)
			there := env.Count(`SELECT COUNT(*) FROM memberships
				WHERE person_id = ? AND state = 'active' AND organization_id = ?`, wang.PersonID, l.other)
			if active > 1 || there != accepted {
				t.Errorf("%d active, %d of them there, %d transfers accepted", active, there, accepted)
			}
		}
		for _, org := range []models.ID{l.own, l.other} {
			scene.CheckCounts(env, org)
		}
	})
}

// All members are handed over while one of them is taken and one leaves.
func TestRaceOfRetainingAndLeaving(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		l.affiliate(l.ownChair, l.own)
		a, b := env.SignIn("a"), env.SignIn("b")
		scene.JoinUnion(a, l.ownChair, l.own)
		membership := scene.JoinUnion(b, l.ownChair, l.own)
		asked := transfer(a, l.other)
		late := scene.Apply(env.SignIn("late"), l.own)
		second := l.above.On(env.Second())
		got := apptest.Race(5, func(i int) *apptest.Response {
			switch i {
			case 0:
				return l.above.Post(scene.OrganizationPath(l.own, "retain-members"), scene.Reason("unit_closed"))
			case 1:
				return second.Post(scene.OrganizationPath(l.own, "retain-members"), scene.Reason("unit_closed"))
			case 2:
				return l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil)
			case 3:
				return l.ownChair.Post(fmt.Sprintf("/applications/%s/approve", late), nil)
			}
			return b.Delete(fmt.Sprintf("/memberships/%s", membership))
		})
		if n := apptest.Statuses(got); n[http.StatusInternalServerError] != 0 || n[http.StatusServiceUnavailable] != 0 {
			t.Errorf("statuses %v: %v", n, got)
		}
		if n := env.Count("SELECT member_count FROM organizations WHERE id = ?", l.own); n != 0 {
			t.Errorf("%d members are left behind", n)
		}
		for _, org := range []models.ID{l.own, l.other, l.federation} {
			scene.CheckCounts(env, org)
		}
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ? AND state = 'active'",
			a.PersonID); n != 1 {
			t.Errorf("%d memberships of one person", n)
		}
	})
}

// One name a member, one appraisal a year, one request of a membership.
func TestRaceOfWhatAUnionHasOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		var members []*apptest.Client
		for i := range 9 {
			members = append(members, env.Verified(fmt.Sprint("worker ", i)))
			scene.JoinUnion(members[i], l.ownChair, l.own)
		}
		second := env.Second()
		once := func(what string, do func(i int, c *apptest.Client) *apptest.Response,
			who func(i int) *apptest.Client) *apptest.Response {
			t.Helper()
			got := apptest.Race(6, func(i int) *apptest.Response {
				c := who(i)
				if i%2 == 1 {
					c = c.On(second)
				}
				return do(i, c)
			})
			n := apptest.Statuses(got)
			if n[http.StatusCreated]+n[http.StatusOK] != 1 || n[http.StatusConflict] != 5 {
				t.Errorf("%s: %v", what, got)
			}
			for _, r := range got {
				if r.Status < 300 {
					return r
				}
			}
			return got[0]
		}
		chair := func(int) *apptest.Client { return l.ownChair }
		one := func(int) *apptest.Client { return members[0] }
		window := scene.AppraisalWindow(env)
		once("appraisals", func(_ int, c *apptest.Client) *apptest.Response {
			return c.Post(scene.OrganizationPath(l.own, "appraisals"), window)
		}, chair)
		if n := env.Count("SELECT COUNT(*) FROM polls"); n != 2 {
			t.Errorf("%d polls", n)
		}
		call := once("calls", func(_ int, c *apptest.Client) *apptest.Response {
			return c.Post(scene.OrganizationPath(l.own, "meeting-calls"), map[string]any{"purpose": "讨论加班费"})
		}, func(i int) *apptest.Client { return members[i] }).ID()
		signer := members[8]
		once("names", func(_ int, c *apptest.Client) *apptest.Response {
			return c.Post(fmt.Sprintf("/meeting-calls/%s/sign", call), nil)
		}, func(int) *apptest.Client { return signer })
		if n := env.Count("SELECT signature_count FROM union_meeting_calls WHERE id = ?", call); n != 2 {
			t.Errorf("%d names", n)
		}
		membership := cardOf(members[0]).MembershipID
		once("transfers", func(_ int, c *apptest.Client) *apptest.Response {
			return c.Post(fmt.Sprintf("/memberships/%s/union-transfers", membership),
				map[string]any{"to_organization_id": l.other})
		}, one)
	})
}
