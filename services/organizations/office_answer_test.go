package organizations_test

import (
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// An office is an offer until the person accepts: it opens nothing, runs out after
// 14 days, and can be declined and taken back.
func TestOfficesAreOffers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li, wang := env.Verified("chair"), env.Verified("li"), env.SignIn("wang")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		scene.Join(li, chair, org)
		scene.Join(wang, chair, org)
		applications := scene.OrganizationPath(org, "applications")
		offer := func() string {
			return "/offices/" + scene.OfferOffice(chair, org, li.PersonID,
				"secretary_general").Want(http.StatusCreated).
				Contains(`"state":"offered"`).Contains(`"starts_at":null`).ID().String()
		}
		scene.OfferOffice(chair, org, wang.PersonID, "secretary_general").Reason(http.StatusConflict,
			"office.not_verified")

		first := offer()
		li.Get(applications).Want(http.StatusForbidden)
		offices := scene.OrganizationPath(org, "offices")
		li.Get(offices).Want(http.StatusOK).Contains(`"state":"offered"`)
		chair.Get(offices).Want(http.StatusOK).Contains(`"state":"offered"`)
		wang.Get(offices).Want(http.StatusOK).Lacks("秘书长") // no other member learns what waits
		li.Get("/roles/"+first[len("/offices/"):]+"/hand-over").Reason(http.StatusNotFound, "request.not_found")
		scene.OfferOffice(chair, org, li.PersonID, "secretary_general").Reason(http.StatusConflict, "office.held")
		chair.Post(first+"/accept", nil).Reason(http.StatusForbidden, "auth.forbidden")
		wang.Post(first+"/accept", nil).Reason(http.StatusForbidden, "auth.verification_required")
		li.Post(first+"/decline", nil).Want(http.StatusOK).Contains(`"state":"declined"`)
		li.Post(first+"/accept", nil).Reason(http.StatusConflict, "role.wrong_state")
		li.Get(offices).Want(http.StatusOK).Lacks("秘书长")
		chair.Get("/notifications").Want(http.StatusOK).Contains("任命未被接受")

		second := offer()
		chair.Post(second+"/end", nil).Want(http.StatusOK).Contains(`"state":"withdrawn"`)
		li.Post(second+"/accept", nil).Reason(http.StatusConflict, "role.wrong_state")

		late := offer()
		env.Clock.Add(14 * 24 * time.Hour)
		chair, li = env.SignIn("chair"), env.SignIn("li")
		li.Post(late+"/accept", nil).Reason(http.StatusConflict, "role.wrong_state")
		third := offer()
		li.Post(third+"/accept", nil).Want(http.StatusOK).Contains(`"state":"active"`)
		li.Get(applications).Want(http.StatusOK)
		li.Get(scene.OrganizationPath(org, "offices")).Want(http.StatusOK).Contains("秘书长")
	})
}
