package privacy_test

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// settledVillage is a village where a person has something of everything to lose:
// an organization with its officers, the administrator of the county, and a
// mediation committee with a new case and one that a mediator has.
type settledVillage struct {
	org, fresh, dispute                 models.ID
	admin, chair, head, mediator, party *apptest.Client
}

func newSettledVillage(env *apptest.Env) *settledVillage {
	env.Helper()
	p := &settledVillage{
		admin:    env.Verified("admin of here"),
		chair:    env.Verified("chair of here"),
		head:     env.Verified("head of here"),
		mediator: env.Verified("mediator of here"),
		party:    env.Verified("party of here"),
	}
	env.GrantRegion(p.admin, models.RoleRegionAdmin, scene.Yuecheng)
	p.org = env.Found(p.chair, p.admin, scene.Draft("联谊会 here"))
	offices := map[string]string{"secretary of here": "secretary_general", "organizer of here": "organizer"}
	for name, office := range offices {
		officer := env.Verified(name)
		scene.Join(officer, p.chair, p.org)
		scene.Appoint(p.chair, p.org, officer.PersonID, office).Want(http.StatusCreated)
	}
	idle := env.Verified("idle of here")
	scene.Committee(p.admin, "调解委员会 here", scene.Waishan, p.head, p.mediator, idle)
	p.fresh = p.party.Post("/disputes", scene.Filing(scene.Waishan)).Want(http.StatusCreated).ID()
	p.dispute = p.party.Anew().Post("/disputes", scene.Filing(scene.Waishan)).Want(http.StatusCreated).ID()
	p.head.Post(fmt.Sprintf("/disputes/%s/accept", p.dispute), nil).Want(http.StatusOK)
	lead := map[string]any{"mediator_id": p.mediator.PersonID, "lead": true}
	p.head.Post(fmt.Sprintf("/disputes/%s/assign", p.dispute), lead).Want(http.StatusOK)
	return p
}
