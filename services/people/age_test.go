package people_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// turns gives the birthday of somebody who is n full years old from midnight in
// Shanghai on, between the 23rd and the 24th.
func turns(n int) string { return fmt.Sprintf("%04d1124", 2026-n) }

// verifiedAt goes the whole way, by submission and desk.
func verifiedAt(env *apptest.Env, officer *apptest.Client, name, birth string, n int) *apptest.Client {
	env.Helper()
	c := env.SignIn(name)
	c.Put("/me", map[string]any{"region_code": scene.Waishan}).Want(http.StatusOK)
	submitAge(c, birth, n).Want(http.StatusOK)
	officer.Post("/identity-reviews/"+c.PersonID.String()+"/approve", map[string]any{}).Want(http.StatusOK)
	return c
}

func submitAge(c *apptest.Client, birth string, n int) *apptest.Response {
	return c.Post("/me/identity",
		map[string]any{"name": "方小年", "id_number": models.WithIDCheck("330099" + birth + fmt.Sprintf("%03d", n))})
}

// The last millisecond before a birthday, and the first of it.
func TestWhatAnAgeAllows(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		officer, admin := env.SignIn("officer"), env.SignIn("admin")
		env.GrantRegion(officer, models.RoleOfficer, scene.Chengnan)
		env.GrantRegion(admin, models.RoleRegionAdmin, scene.Chengnan)
		h := scene.NewAssociation(env, 1)
		h.Exec("UPDATE organizations SET kind = 'union', name = '城南工会', next_queue_no = 100 WHERE id = ?", h.Org[:])
		env.GrantOrganization(h.Chair, models.RoleUnionChair, h.Org)
		head, second := env.Verified("head"), env.Verified("second")

		child := env.SignIn("child")
		child.Put("/me", map[string]any{"region_code": scene.Waishan}).Want(http.StatusOK)
		worker := verifiedAt(env, officer, "worker", turns(16), 2)
		grown := verifiedAt(env, officer, "grown", turns(18), 3)
		early := env.SignIn("early") // applies before anybody knows the age
		applications := "/organizations/" + h.Org.String() + "/applications"
		waiting := early.Post(applications, map[string]any{"message": ""}).Want(http.StatusCreated).ID()
		h.SetBirthday(early, "2010-11-24")
		committee := map[string]any{"name": "外山村调委会", "region_code": scene.Waishan, "head_id": head.PersonID,
			"mediators": []models.ID{second.PersonID, grown.PersonID}}

		env.Clock.Set(models.Day("2026-11-24").Start().Add(-time.Millisecond))
		again := func() {
			officer, admin, h.Chair = env.SignIn("officer"), env.SignIn("admin"), env.SignIn(h.Chair.Name)
			child, worker = env.SignIn("child"), env.SignIn("worker")
		}
		again()
		submitAge(child, turns(14), 1).Reason(403, "identity.too_young")
		child.Get("/me").Want(http.StatusOK).Contains(`"verification":"none"`)
		worker.Post(applications, map[string]any{"message": ""}).Reason(403, "membership.too_young")
		h.Chair.Post("/applications/"+waiting.String()+"/approve", nil).Reason(403, "membership.too_young")
		admin.Post("/mediation-committees", committee).Reason(422, "request.invalid").Contains("/mediators/1")

		env.Clock.Add(time.Millisecond)
		submitAge(child, turns(14), 1).Want(http.StatusOK)
		worker.Post(applications, map[string]any{"message": ""}).Want(http.StatusCreated)
		h.Chair.Post("/applications/"+waiting.String()+"/approve", nil).Want(http.StatusOK)
		admin.Post("/mediation-committees", committee).Want(http.StatusCreated)
	})
}
