package organizations_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func TestOfficesAreGivenAndTaken(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, deputy, outsider := env.Verified("chair"), env.Verified("deputy"), env.SignIn("outsider")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		admin := env.SignIn("admin of " + scene.Waishan)
		scene.Join(deputy, chair, org)
		scene.Appoint(chair, org, outsider.PersonID, "director").Reason(http.StatusConflict, "office.not_member")
		scene.Appoint(chair, org, deputy.PersonID, "chair").Reason(http.StatusForbidden, "auth.forbidden")
		scene.Appoint(chair, org, deputy.PersonID, "union_chair").Reason(http.StatusForbidden, "auth.forbidden")
		scene.Appoint(deputy, org, deputy.PersonID, "director").Reason(http.StatusForbidden, "auth.forbidden")
		scene.Appoint(admin, org, deputy.PersonID, "union_chair").Want(http.StatusUnprocessableEntity).Contains("/role")
		chair.Post(fmt.Sprintf("/organizations/%s/offices", org),
			map[string]any{"person_id": deputy.PersonID, "role": "director", "ends_on": "2026-11-22"}).
			Want(http.StatusUnprocessableEntity).Contains("/ends_on")
		office := scene.Appoint(chair, org, deputy.PersonID, "secretary_general").Want(http.StatusCreated).ID()
		scene.Appoint(chair, org, deputy.PersonID, "secretary_general").Reason(http.StatusConflict, "office.held")
		deputy.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusOK)
		outsider.Post(fmt.Sprintf("/offices/%s/end", office), nil).Reason(http.StatusNotFound, "request.not_found")
		chair.Post(fmt.Sprintf("/offices/%s/end", office), nil).Want(http.StatusOK)
		chair.Post(fmt.Sprintf("/offices/%s/end", office), nil).Reason(http.StatusConflict, "office.ended")
		deputy.Get(fmt.Sprintf("/organizations/%s/applications", org)).Want(http.StatusForbidden) // at once
		deputy.Get("/notifications").Want(http.StatusOK).Contains("不再担任外山村联谊会的秘书长")

		// A term ends by itself, and the office can be given again.
		scene.Appoint(chair, org, deputy.PersonID, "director").Want(http.StatusCreated)
		env.Exec("UPDATE role_grants SET ends_at = ? WHERE person_id = ? AND role = 'director'",
			int64(env.Clock.Now()), deputy.PersonID)
		scene.Appoint(chair, org, deputy.PersonID, "director").Want(http.StatusCreated)

		var offices scene.List[struct {
			ID   models.ID `json:"id"`
			Role string    `json:"role"`
		}]
		deputy.Get(fmt.Sprintf("/organizations/%s/offices", org)).Want(http.StatusOK).JSON(&offices)
		if len(offices.Items) != 2 || offices.Items[0].Role != "chair" {
			t.Fatalf("offices: %+v", offices)
		}
		end := fmt.Sprintf("/offices/%s/end", offices.Items[0].ID)
		deputy.Post(end, nil).Reason(http.StatusForbidden, "auth.forbidden")
		admin.Post(end, nil).Reason(http.StatusConflict, "office.last_head")
		chair.Post(end, nil).Reason(http.StatusConflict, "office.last_head")
		var mine scene.List[scene.Membership]
		chair.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
		chair.Delete(fmt.Sprintf("/memberships/%s", mine.Items[0].ID)).Reason(http.StatusConflict, "office.last_head")
		scene.Appoint(admin, org, deputy.PersonID, "chair").Want(http.StatusCreated)
		chair.Post(end, nil).Want(http.StatusOK)
		chair.Delete(fmt.Sprintf("/memberships/%s", mine.Items[0].ID)).Want(http.StatusNoContent)
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action LIKE 'office.%' AND outcome = 'refused'`); n != 4 {
			t.Errorf("%d refused acts on offices in the trail", n)
		}
	})
}

// The secretary of the village leads the association by that post: appointed from
// outside, within the share that belongs to new residents.
func TestHeadByAnotherPost(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := k.active(scene.Draft("外山村和谐促进会", "kind", "harmony_association", "min_migrant_percent", 76))
		secretary := env.Verified("village secretary")
		exOfficio := func(c *apptest.Client, at string, person models.ID, role string) *apptest.Response {
			return c.Post(at+"/offices", map[string]any{
				"person_id": person,
				"role":      role,
				"ends_on":   scene.NextYear,
				"post":      "村党组织书记",
			})
		}
		exOfficio(k.one, at, secretary.PersonID, "chair").Reason(http.StatusForbidden, "auth.forbidden")
		exOfficio(k.one, at, secretary.PersonID, "vice_chair").Reason(http.StatusForbidden, "auth.forbidden")
		exOfficio(k.town, at, k.town.PersonID, "chair").Reason(http.StatusForbidden, "auth.forbidden")
		exOfficio(k.town, at, secretary.PersonID, "director").Reason(http.StatusConflict, "office.not_ex_officio")
		exOfficio(k.town, at, scene.NewID(), "chair").Want(http.StatusUnprocessableEntity).Contains("/person_id")
		exOfficio(k.town, at, env.SignIn("unverified").PersonID, "chair").Want(http.StatusUnprocessableEntity).
			Contains("/person_id")
		office := exOfficio(k.town, at, secretary.PersonID, "chair").Want(http.StatusCreated).
			Contains(`"ex_officio":true`).Contains("村党组织书记").Contains(`"state":"offered"`).ID()
		accept := "/offices/" + office.String() + "/accept"
		// three of four are 75
		secretary.Post(accept, nil).Reason(http.StatusConflict, "organization.migrant_share")
		k.one.Put(at, map[string]any{"min_migrant_percent": 75}).Want(http.StatusOK)
		scene.Apply(secretary, organizationOf(t, at))
		secretary.Post(accept, nil).Want(http.StatusOK).Contains(`"state":"active"`)
		k.town.Get("/notifications").Want(http.StatusOK).Contains("任命已被接受")
		k.two.Get(at + "/members").Want(http.StatusOK).Contains(`"local_cadre"`)
		k.two.Get(at + "/offices").Want(http.StatusOK).Contains(`"post":"村党组织书记"`)
		if n := env.Count("SELECT member_count * 10 + migrant_count FROM organizations WHERE id = ?",
			organizationOf(t, at)); n != 43 {
			t.Errorf("members and new residents: %d", n)
		}
		another := env.Verified("another cadre")
		offered := exOfficio(k.town, at, another.PersonID, "chair").Want(http.StatusCreated).ID()
		again := "/offices/" + offered.String() + "/accept"
		another.Post(again, nil).Reason(http.StatusConflict, "organization.migrant_share")
		first := env.Count("SELECT COUNT(*) FROM role_grants WHERE role = 'chair' AND ended_at IS NULL " +
			"AND starts_at < ends_at")
		k.town.Post("/offices/"+office.String()+"/end", nil).Want(http.StatusOK)
		if first != 2 {
			t.Errorf("%d heads", first)
		}
		own := appointmentOf(env, k.one)
		k.one.Post("/offices/"+own.String()+"/end", nil).Reason(http.StatusConflict, "office.last_head")

		branch := k.active(scene.Draft("外山村党支部", "kind", "party_branch"))
		exOfficio(k.town, branch, secretary.PersonID, "secretary").Reason(http.StatusConflict, "office.not_ex_officio")
		k.one.Put(at, map[string]any{"capacity": 4}).Want(http.StatusOK)
		k.one.Put(at, map[string]any{"min_migrant_percent": 0}).Want(http.StatusOK)
		another.Post(again, nil).Reason(http.StatusConflict, "organization.full")
		another.Post("/offices/"+offered.String()+"/decline", nil).Want(http.StatusOK).Contains(`"state":"declined"`)
		another.Post(again, nil).Reason(http.StatusConflict, "role.wrong_state")
		exOfficio(k.town, at, another.PersonID, "chair").Want(http.StatusCreated)
	})
}

// appointmentOf gives the office that a person holds.
func appointmentOf(env *apptest.Env, c *apptest.Client) models.ID {
	env.Helper()
	db := env.DB()
	defer db.Close()
	var id models.ID
	if err := db.QueryRow(`SELECT id FROM role_grants
		WHERE person_id = ? AND scope_kind = 'organization' AND ended_at IS NULL
		ORDER BY created_at LIMIT 1`, c.PersonID).Scan(&id); err != nil {
		env.Fatal(err)
	}
	return id
}
