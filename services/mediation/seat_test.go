package mediation_test

import (
	"fmt"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Whoever is named in a committee sees nothing before they accept, and a committee
// takes no case before its head and two more have.
func TestSeat(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin, applicant := env.SignIn("admin"), env.SignIn("applicant")
		env.GrantRegion(admin, models.RoleRegionAdmin, county)
		head, first, second, third := env.Verified("head"), env.Verified("first"), env.Verified("second"), env.Verified("third")
		id := admin.Post("/mediation-committees", map[string]any{"name": "外山村调委会", "region_code": village,
			"head_id": head.PersonID, "mediators": []models.ID{first.PersonID, second.PersonID}}).Want(201).
			Contains(`"state":"forming"`).ID()
		at := func(verb string) string { return fmt.Sprintf("/mediation-committees/%s/%s", id, verb) }
		name := func(who *apptest.Client, person models.ID) *apptest.Response {
			return who.Post(at("mediators"), map[string]any{"person_id": person})
		}
		waits := func() {
			t.Helper()
			applicant.Post("/disputes", filing()).Reason(409, "dispute.no_committee")
			env.Visitor().Get("/mediation-committees").Want(200).Lacks(id.String())
		}
		waits()
		admin.Post(at("accept"), nil).Reason(403, "auth.verification_required")
		third.Post(at("accept"), nil).Reason(403, "auth.forbidden")
		scene.AcceptSeats(id, head, first)
		head.Post(at("accept"), nil).Reason(409, "role.wrong_state")
		waits()
		second.Post(at("decline"), nil).Want(200)
		second.Post(at("accept"), nil).Reason(409, "role.wrong_state")
		admin.Get("/notifications").Want(200).Contains("对方没有接受外山村调委会调解员的任命")

		name(head, third.PersonID).Want(403)
		name(admin, admin.PersonID).Reason(422, "request.invalid").Contains("不能任命自己")
		name(admin, applicant.PersonID).Reason(422, "request.invalid").Contains("未完成实名认证")
		name(admin, first.PersonID).Reason(409, "committee.held")
		name(admin, third.PersonID).Want(201)
		name(admin, third.PersonID).Reason(409, "committee.held")
		env.Clock.Add(14 * 24 * time.Hour)
		admin, third, head = env.SignIn("admin"), env.SignIn("third"), env.SignIn("head")
		applicant = env.SignIn("applicant")
		third.Post(at("accept"), nil).Reason(409, "role.wrong_state")
		waits()
		name(admin, third.PersonID).Want(201)
		third.Post(at("accept"), nil).Want(200).Contains(`"state":"active"`)
		head.Get("/notifications").Want(200).Contains("调解委员会开始受理")

		filed := applicant.Post("/disputes", filing()).Want(201).ID()
		head.Get(atCase(filed)).Want(200).Contains(canaryStatement)
		late := env.Verified("late")
		admin.Post(at("mediators"), map[string]any{"person_id": late.PersonID, "head": true}).Want(201)
		late.Get(atCase(filed)).Reason(404, "request.not_found")
		head.Post(atCase(filed)+"/accept", nil).Want(200)
		head.Post(atCase(filed)+"/assign", assign(late, true)).Reason(409, "dispute.not_mediator")
		late.Post(at("accept"), nil).Want(200)
		late.Get(atCase(filed)).Want(200).Contains(canaryStatement)
	})
}

func atCase(id models.ID) string { return "/disputes/" + id.String() }

// Two who accept at once count each other: the committee is formed, once.
func TestRaceOfTheLastSeats(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin := env.SignIn("admin")
		env.GrantRegion(admin, models.RoleRegionAdmin, county)
		for round := range 5 {
			people := []*apptest.Client{env.Verified("head"), env.Verified("first"), env.Verified("second")}
			scene.Woman(people[1])
			id := admin.Post("/mediation-committees", map[string]any{"name": fmt.Sprint("调委会", round),
				"region_code": village, "head_id": people[0].PersonID,
				"mediators": []models.ID{people[1].PersonID, people[2].PersonID}}).Want(201).ID()
			answers := apptest.Race(len(people), func(i int) *apptest.Response {
				return people[i].Post(fmt.Sprintf("/mediation-committees/%s/accept", id), nil)
			})
			for _, a := range answers {
				a.Want(200)
			}
			if n := env.Count("SELECT COUNT(*) FROM mediation_committees WHERE id = ? AND formed_at IS NOT NULL",
				id); n != 1 {
				t.Errorf("round %d: the committee is not formed", round)
			}
		}
	})
}
