package desk_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Without a phone: two officers register her and confirm the session; a dispute
// is filed for her. Later she has a phone, claims the account at the desk, finds
// what was done, and objects.
func TestDesk_withoutAPhone(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		third := env.Verified("third")
		env.GrantRegion(third, models.RoleOfficer, town)
		env.GrantRegion(third, models.RoleRegionAdmin, village)
		committee(env, c.admin)

		registration := byCard("王秀英", card(21))
		c.officer.Post("/desk/persons", byCard("王秀英", card(21)[:17]+"Y")).Reason(422, "request.invalid")
		c.officer.Post("/desk/persons", object{"region_code": abroad, "name": "王秀英", "id_number": card(21)}).
			Reason(403, "auth.forbidden")
		c.admin.Post("/desk/persons", registration).Reason(403, "auth.forbidden")
		var got struct {
			PersonID models.ID `json:"person_id"`
		}
		c.officer.Post("/desk/persons", registration).Want(http.StatusCreated).Contains(`"verification":"pending"`).
			Contains("王**").JSON(&got)
		her := got.PersonID
		c.officer.Post("/desk/persons", registration).Want(http.StatusCreated).Contains(her.String()) // a lost answer
		c.second.Post("/desk/persons", registration).Reason(409, "identity.taken")
		review := "/identity-reviews/" + her.String()
		c.officer.Post(review+"/approve", object{}).Reason(403, "desk.second_officer")
		c.second.Get("/identity-reviews").Want(http.StatusOK).Contains(her.String())
		c.second.Post(review+"/approve", object{}).Want(http.StatusOK)

		id := c.officer.Post("/desk/sessions", registration).Want(http.StatusCreated).Contains(`"way":"officers"`).ID()
		c.officer.Post(side(id, "confirm"), object{}).Reason(403, "desk.second_officer")
		c.officer.Post(side(id, "confirm"), object{"code": "123456"}).Reason(403, "desk.code_dead")
		far := env.Verified("far")
		env.GrantRegion(far, models.RoleOfficer, abroad)
		far.Post(side(id, "confirm"), object{}).Reason(404, "request.not_found")
		env.GrantRegion(far, models.RolePlatformAdmin, "000000000000")
		far.Post(side(id, "confirm"), object{}).Reason(403, "auth.forbidden") // sees it, and is no officer of the place
		c.second.Get("/desk/sessions").Want(http.StatusOK).Contains(id.String())
		at(c.officer, id).Get("/me").Reason(403, "desk.ended")
		c.second.Post(side(id, "confirm"), object{}).Want(http.StatusOK)
		c.second.Post(side(id, "confirm"), object{}).Want(http.StatusOK) // a lost answer
		third.Post(side(id, "confirm"), object{}).Reason(409, "desk.wrong_state")

		acting := at(c.officer, id)
		// Her papers are photographed at the desk, and become hers.
		paper := scene.Upload(acting, "evidence", "工资条", scene.Photo(9, 9)).Want(http.StatusCreated).ID()
		dispute := acting.Post("/disputes",
			object{"evidence_ids": []models.ID{paper}, "statement": "老板三个月没有发工资", "category": "labour",
				"region_code": village,
				"respondent":  object{"kind": "employer", "name": "某某制衣厂"}}).Want(http.StatusCreated).ID()
		acting.Get("/disputes/" + dispute.String()).Want(http.StatusOK).Contains("没有发工资").Contains(paper.String())
		c.officer.Get("/disputes/"+dispute.String()).Reason(404, "request.not_found")
		keyed := c.officer.With("Idempotency-Key", "end-1")
		first := keyed.Post(side(id, "end"), nil).Want(http.StatusOK)
		if again := keyed.Post(side(id, "end"), nil).Want(http.StatusOK); string(again.Body) != string(first.Body) {
			t.Error("the replay differs")
		}
		acting.Get("/disputes/"+dispute.String()).Reason(403, "desk.ended")

		// A phone at last. Her new account claims the number, the desk merges.
		fresh := env.SignIn("xiuying")
		fresh.Put("/me", object{"region_code": village}).Want(http.StatusOK)
		mine := c.officer.Post("/desk/sessions", byID(fresh.PersonID)).Want(http.StatusCreated).
			Contains(`"way":"own"`).ID()
		fresh.Post(own(mine, "confirm"), nil).Want(http.StatusOK)
		at(c.officer, mine).Post("/me/identity", object{"name": "王秀英", "id_number": card(21)}).
			Reason(409, "identity.taken")
		c.officer.Post("/identity-reviews/"+fresh.PersonID.String()+"/merge", object{}).Want(http.StatusOK).
			Contains(her.String())
		at(c.officer, mine).Get("/me").Reason(403, "desk.ended")
		she := env.SignIn("xiuying")
		if she.PersonID != her {
			t.Fatalf("she is %s", she.PersonID)
		}
		she.Get("/notifications").Want(http.StatusOK).Contains("desk.ended").Contains("申请调解")
		she.Get("/me/desk-sessions").Want(http.StatusOK).Contains(id.String()).Contains(mine.String()).
			Contains(`"end_reason":"merged"`)
		she.Get("/me/desk-sessions/" + id.String()).Want(http.StatusOK).Contains("dispute.file").Contains("readDispute")
		she.Get("/me/audit-events").Want(http.StatusOK).Contains("dispute.file").Contains("identity.submit")
		she.Get("/disputes/" + dispute.String()).Want(http.StatusOK)

		objects(t, c, she, third, id)
	})
}

// objects: she objects once and in time, those above answer, and nobody who had
// a part.
func objects(t *testing.T, c *counter, she, third *apptest.Client, id models.ID) {
	t.Helper()
	env := c.Env
	c.officer.Post(own(id, "object"), object{"reason": "没有"}).Reason(404, "request.not_found")
	she.Post(own(id, "object"), object{"reason": "\u2002"}).Reason(422, "request.invalid")
	objection := she.Post(own(id, "object"), object{"reason": "金额写错了"}).Want(http.StatusCreated).
		Contains(`"state":"open"`).ID()
	she.Post(own(id, "object"), object{"reason": "再说一次"}).Reason(409, "desk.objected")
	for _, above := range []*apptest.Client{c.admin, third} {
		above.Get("/notifications").Want(http.StatusOK).Contains("desk.objected")
		above.Get("/desk/objections?state=open").Want(http.StatusOK).Contains(objection.String()).Contains("金额写错了")
	}
	c.officer.Get("/notifications").Want(http.StatusOK).Lacks("desk.objected")
	answer := fmt.Sprintf("/desk/objections/%s/resolve", objection)
	verdict := object{"outcome": "upheld", "answer": "已核实，请调解员更正"}
	c.second.Post(answer, verdict).Reason(403, "auth.forbidden")
	env.GrantRegion(c.second, models.RoleRegionAdmin, town) // promoted, and had a part in it
	c.second.Post(answer, verdict).Reason(403, "desk.objection_own")
	abroadAdmin := env.Verified("abroad")
	env.GrantRegion(abroadAdmin, models.RoleRegionAdmin, abroad)
	abroadAdmin.Post(answer, verdict).Reason(404, "request.not_found")
	got := apptest.Race(4, func(i int) *apptest.Response {
		return []*apptest.Client{c.admin, third}[i%2].Post(answer, verdict)
	})
	if n := apptest.Statuses(got); n[200] != 1 || n[409] != 3 {
		t.Errorf("answers: %v", n)
	}
	she.Get("/notifications").Want(http.StatusOK).Contains("desk.resolved").Contains("异议成立")
	she.Get("/me/desk-sessions/" + id.String()).Want(http.StatusOK).Contains("请调解员更正")
}

// For who has no account another officer writes the objection down; and the
// time for it ends.
func TestDesk_objectionAtAnotherDesk(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		third := env.Verified("third")
		env.GrantRegion(third, models.RoleOfficer, town)
		person := c.phoneless("赵一", card(31))
		id := c.begin(person)
		at(c.officer, id).Post(own(id, "object"), object{"reason": "不是这样"}).Reason(403, "desk.objection_own")
		waits := c.second.Post("/desk/sessions", byID(c.phoneless("钱二", card(32)))).Want(http.StatusCreated).ID()
		offered(c.officer, "/desk/sessions", waits, "confirm")
		offered(c.admin, "/desk/sessions", waits, "confirm end")
		offered(c.second, "/desk/sessions", waits, "end")
		c.second.Post(side(waits, "end"), nil).Want(http.StatusOK)
		c.officer.Post(side(id, "end"), nil).Want(http.StatusOK)

		open := func(officer, confirmer *apptest.Client) models.ID {
			t.Helper()
			d := officer.Post("/desk/sessions", byID(person)).Want(http.StatusCreated).ID()
			confirmer.Post(side(d, "confirm"), object{}).Want(http.StatusOK)
			return d
		}
		bySecond := open(c.second, third)
		at(c.second, bySecond).Post(own(id, "object"), object{"reason": "不是这样"}).Reason(403, "desk.objection_own")
		c.second.Post(side(bySecond, "end"), nil).Want(http.StatusOK)
		byThird := open(third, c.second)
		at(third, byThird).Post(own(id, "object"), object{"reason": "不是这样"}).Want(http.StatusCreated).
			Contains(`"recorded_by":"` + third.PersonID.String())
		third.Post(side(byThird, "end"), nil).Want(http.StatusOK)

		env.Clock.Add(31*24*time.Hour + time.Hour)
		c.officer, c.second = env.SignIn("officer"), env.SignIn("second")
		late := open(c.officer, c.second)
		at(c.officer, late).Post(own(bySecond, "object"), object{"reason": "不是这样"}).Reason(409, "desk.objection_late")
	})
}

func committee(env *apptest.Env, admin *apptest.Client) {
	env.Helper()
	head, mediator, other := env.Verified("head"), env.Verified("mediator"), env.Verified("mediator2")
	scene.Committee(admin, "外山调解委员会", village, head, mediator, other)
}
