package mediation_test

import (
	"fmt"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

type seatView struct {
	Acts   []string
	NotYet []struct{ Act, Reason string } `json:"not_yet"`
	Seats  []struct {
		PersonID models.ID `json:"person_id"`
		Name     string
		Head     bool
		State    string
	}
}

func (c *committeeFixture) seatsAs(who *apptest.Client) string {
	c.Helper()
	var v seatView
	who.Get("/mediation-committees/" + c.committee.String()).Want(200).JSON(&v)
	names := map[models.ID]string{c.head.PersonID: "head", c.first.PersonID: "first", c.second.PersonID: "second"}
	out := fmt.Sprint(v.Acts)
	for _, n := range v.NotYet {
		out += " not yet " + n.Act + " " + n.Reason
	}
	for _, s := range v.Seats {
		out += " " + names[s.PersonID] + ":" + s.State
		if s.Head {
			out += ":head"
		}
	}
	return out
}

// The people of a committee are shown to each other and to the administrator; others see the
// committee alone. A seat ends by the person or the administrator, and its cases go
// back to the head.
func TestSeat_ends(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		seats := "/mediation-committees/" + c.committee.String()
		for who, want := range map[*apptest.Client]string{
			c.admin: "[name replace_seats end_seats record_filings] head:active:head first:active second:active",
			c.head:  "[leave] head:active:head first:active second:active", c.applicant: "[]",
		} {
			if got := c.seatsAs(who); got != want {
				t.Errorf("%s reads %s, want %s", who.Name, got, want)
			}
		}
		held := c.to(dispute.Assigned) // by first
		c.applicant.Post(seats+"/leave", nil).Reason(403, "auth.forbidden")
		c.first.Post(seats+"/leave", nil).Want(200)
		c.first.Post(seats+"/leave", nil).Reason(409, "role.wrong_state")
		c.first.Get(at(held, "")).Reason(404, "request.not_found")
		if v := c.read(c.head, held); len(v.Mediators) != 0 || c.notices("dispute.mediator_left", c.head) != 1 ||
			c.notices("committee.seat_left", c.head) != 1 || c.notices("committee.seat_left", c.admin) != 1 {
			t.Errorf("after leaving: %+v, and the head was not told once", v.Mediators)
		}
		c.head.Post(at(held, "assign"), assign(c.first, true)).Reason(409, "dispute.not_mediator")
		c.head.Post(at(held, "assign"), assign(c.second, true)).Want(200)

		end := func(who, whom *apptest.Client) *apptest.Response {
			return who.Post(seats+"/seats/"+whom.PersonID.String()+"/end", scene.Reason("工作调动"))
		}
		end(c.head, c.second).Reason(403, "auth.forbidden")
		c.admin.Post(seats+"/seats/"+c.second.PersonID.String()+"/end", scene.Reason("")).Want(422)
		end(c.admin, c.head).Reason(409, "committee.last_head")
		c.head.Post(seats+"/leave", nil).Reason(409, "committee.last_head")
		if got := c.seatsAs(c.head); got != "[] not yet leave committee.last_head head:active:head second:active" {
			t.Errorf("the last head reads %s", got)
		}
		late := env.Verified("late")
		c.admin.Post(seats+"/mediators", map[string]any{"person_id": late.PersonID, "head": true}).Want(201)
		end(c.admin, c.head).Reason(409, "committee.last_head") // an offer is no head yet
		scene.AcceptSeats(c.committee, late)
		end(c.admin, c.head).Want(200)
		c.head.Get(at(held, "")).Reason(404, "request.not_found")
		c.head.Get("/notifications").Want(200).Contains("工作调动")

		c.admin.Post(seats+"/mediators", map[string]any{"person_id": c.first.PersonID}).Want(201)
		end(c.admin, c.first).Want(200) // takes the offer back
		c.first.Post(seats+"/accept", nil).Reason(409, "role.wrong_state")
	})
}

// A case is never given to somebody whose seat has ended: whichever comes first.
func TestRaceOfAssigningAndLeaving(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		seats := "/mediation-committees/" + c.committee.String()
		for round := range 6 {
			id := c.to(dispute.Accepted)
			got := apptest.Race(2, func(i int) *apptest.Response {
				if i == 0 {
					return c.head.Post(at(id, "assign"), assign(c.first, true))
				}
				return c.first.Post(seats+"/leave", nil)
			})
			if got[1].Status != 200 {
				t.Fatalf("round %d: %v", round, got)
			}
			if n := env.Count(`SELECT COUNT(*) FROM dispute_mediators m WHERE m.dispute_id = ? AND m.ended_at IS NULL`,
				id); n != 0 {
				t.Fatalf("round %d: a case is with somebody who does not serve: %v", round, got)
			}
			c.applicant.Post(at(id, "withdraw"), nil).Want(200)
			c.admin.Post(seats+"/mediators", map[string]any{"person_id": c.first.PersonID}).Want(201)
			scene.AcceptSeats(c.committee, c.first)
		}
	})
}
