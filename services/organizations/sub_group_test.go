package organizations_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

const anhui = "340000000000"

// A group inside an organization: its head approves it, its people come in at once, and
// a member who leaves the organization leaves the group.
func TestSubGroupFromDraftToLeaving(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, founder, li, outsider := env.Verified("chair"), env.Verified("founder"), env.SignIn("li"),
			env.Verified("outsider")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		group := func(name string, more ...any) map[string]any {
			return scene.Draft(name,
				append([]any{"kind", "hometown_group", "origin_code", anhui, "parent_id", org}, more...)...)
		}
		outsider.Post("/organizations", group("外人小组")).Reason(http.StatusForbidden, "organization.parent_first")
		lis := scene.Join(li, chair, org)
		scene.Join(founder, chair, org)
		founder.Post("/organizations", group("别处小组", "region_code", "330602005001")).
			Want(http.StatusUnprocessableEntity).Contains("/region_code")
		founder.Post("/organizations", group("无上级", "parent_id", models.ID{9})).Want(http.StatusUnprocessableEntity).
			Contains("/parent_id")
		founder.Post("/organizations", scene.Draft("理事会", "kind", "council", "parent_id", org)).
			Want(http.StatusUnprocessableEntity).Contains("/parent_id")
		id := founder.Post("/organizations", group("安徽老乡小组")).Want(http.StatusCreated).ID()
		at := fmt.Sprintf("/organizations/%s", id)
		li.Get(at).Reason(http.StatusNotFound, "request.not_found")
		stranger := env.Verified("stranger")
		founder.Post(at+"/founders", map[string]any{"person_id": stranger.PersonID}).Want(http.StatusCreated)
		stranger.Post(at+"/founders/sign", nil).Reason(http.StatusForbidden, "organization.parent_first")
		signInside(env, chair, org, founder, id)
		founder.Post(at+"/submit", nil).Want(http.StatusOK)
		chair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("有组织申请成立：安徽老乡小组")
		founder.Post(at+"/approve", nil).Reason(http.StatusForbidden, "auth.forbidden")
		chair.Post(at+"/approve", nil).Want(http.StatusOK).Contains(`"active"`).Contains(org.String())
		env.Visitor().Get(scene.OrganizationPath(org, "sub-groups")).Want(http.StatusOK).Contains("安徽老乡小组")

		outsider.Post(at+"/applications", map[string]any{}).Reason(http.StatusForbidden, "organization.parent_first")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'membership.apply' AND outcome = 'refused'`); n != 0 {
			t.Errorf("officers read why %d people were refused who applied", n)
		}
		second := li.Post(at+"/applications", map[string]any{}).Want(http.StatusCreated).Contains(`"active"`).ID()
		li.Delete(fmt.Sprintf("/memberships/%s", second)).Want(http.StatusNoContent)
		li.Post(at+"/applications", map[string]any{}).Want(http.StatusCreated).Contains(`"active"`)
		li.Delete(fmt.Sprintf("/memberships/%s", lis)).Want(http.StatusNoContent)
		if n := env.Count(`SELECT COUNT(*) FROM memberships
			WHERE person_id = ? AND live_key IS NOT NULL`, li.PersonID); n != 0 {
			t.Errorf("%d live memberships of who has left the parent", n)
		}
		// The last head of a group does not leave it by leaving the organization above.
		founders := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ? AND state = 'active'",
			founder.PersonID)
		var mine scene.List[scene.Membership]
		founder.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
		for _, m := range mine.Items {
			founder.Delete(fmt.Sprintf("/memberships/%s", m.ID)).Reason(http.StatusConflict, "office.last_head")
		}
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ? AND state = 'active'",
			founder.PersonID); n != founders || n != 2 {
			t.Errorf("%d active memberships of the founder", n)
		}
		// A person who has founded a group and left the organization leads nothing.
		scene.Join(li, chair, org)
		env.Verify(li, "1990-05-01")
		draft := li.Post("/organizations", group("阜阳小组")).Want(http.StatusCreated).ID()
		signInside(env, chair, org, li, draft)
		li.Post(fmt.Sprintf("/organizations/%s/submit", draft), nil).Want(http.StatusOK)
		li.Get("/me/memberships?limit=1").Want(http.StatusOK).JSON(&mine)
		li.Delete(fmt.Sprintf("/memberships/%s", mine.Items[0].ID)).Want(http.StatusNoContent)
		chair.Post(fmt.Sprintf("/organizations/%s/approve", draft), nil).
			Reason(http.StatusForbidden, "organization.parent_first")
		// What the head founds the place approves.
		own := chair.Post("/organizations", group("六安小组")).Want(http.StatusCreated).ID()
		signInside(env, chair, org, chair, own)
		chair.Post(fmt.Sprintf("/organizations/%s/submit", own), nil).Want(http.StatusOK)
		chair.Post(fmt.Sprintf("/organizations/%s/approve", own), nil).
			Reason(http.StatusForbidden, "organization.own_review")
		env.SignIn("admin of "+scene.Waishan).Post(fmt.Sprintf("/organizations/%s/approve", own), nil).
			Want(http.StatusOK)
		scene.CheckCounts(env, org)
		scene.CheckCounts(env, id)
	})
}

// A registered social group sets up no regional branches.
func TestSubGroupOfARegisteredOrganization(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("城南联谊会", "region_code", scene.Chengnan))
		below := scene.Draft("外山村联谊会", "parent_id", org)
		env.Exec("UPDATE organizations SET legal_form = 'registered' WHERE id = ?", org)
		chair.Post("/organizations", below).Reason(http.StatusConflict, "organization.no_regional_branches")
		env.Exec("UPDATE organizations SET legal_form = 'preparing' WHERE id = ?", org)
		chair.Post("/organizations", below).Reason(http.StatusConflict, "organization.preparing")
		env.Exec("UPDATE organizations SET legal_form = 'filed' WHERE id = ?", org)
		chair.Post("/organizations", below).Want(http.StatusCreated)
		env.Exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", org)
		chair.Post("/organizations", scene.Draft("另一联谊会", "parent_id", org)).
			Reason(http.StatusConflict, "organization.inactive")
	})
}

// signInside has two members of the organization above sign the founding of a group.
func signInside(env *apptest.Env, chair *apptest.Client, parent models.ID, founder *apptest.Client, group models.ID) {
	env.Helper()
	for i := range 2 {
		c := env.Verified(fmt.Sprintf("insider %d of %s", i, group))
		scene.Join(c, chair, parent)
		founder.Post(scene.OrganizationPath(group, "founders"), map[string]any{"person_id": c.PersonID}).
			Want(http.StatusCreated)
		c.Post(scene.OrganizationPath(group, "founders/sign"), nil).Want(http.StatusOK)
	}
}
