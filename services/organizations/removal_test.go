package organizations_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func propose(c *apptest.Client, membership models.ID) *apptest.Response {
	return c.Post(fmt.Sprintf("/memberships/%s/removal", membership), scene.Reason("长期联系不上"))
}

// removing calls an act on a removal.
func removing(c *apptest.Client, removal models.ID, act string) *apptest.Response {
	body := scene.Reason("经核实")
	if act == "object" {
		body = map[string]any{"words": "我在外地上班，下月回来"}
	}
	return c.Post(fmt.Sprintf("/removals/%s/%s", removal, act), body)
}

func TestRemovalWithNoticeAndObjection(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, deputy, li, wang := env.Verified("chair"), env.Verified("deputy"), env.Verified("li"), env.Verified("wang")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		admin := env.SignIn("admin of " + scene.Waishan)
		deputys, lis, wangs := scene.Join(deputy, chair, org), scene.Join(li, chair, org), scene.Join(wang, chair, org)
		var mine scene.List[scene.Membership]
		chair.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)

		propose(li, wangs).Reason(http.StatusNotFound, "request.not_found")
		propose(li, lis).Reason(http.StatusForbidden, "auth.forbidden")
		propose(chair, mine.Items[0].ID).Reason(http.StatusForbidden, "removal.own")
		removal := propose(chair, lis).Want(http.StatusCreated).Contains(`"object_by":"2026-12-03"`).ID()
		propose(chair, lis).Reason(http.StatusConflict, "removal.open")
		members := scene.OrganizationPath(org, "members")
		scene.Offers(chair, members, "id", lis, "change_side propose_removal(removal.open)")
		scene.Offers(chair, members, "id", wangs, "change_side propose_removal")
		scene.Offers(chair, members, "id", mine.Items[0].ID, "change_side")
		scene.Offers(li, members, "id", wangs, "")
		li.Get("/notifications?limit=1").Want(http.StatusOK).Contains("提议将您移出").Contains("2026年12月3日").Lacks("联系不上")
		li.Get("/me/removals").Want(http.StatusOK).Contains("长期联系不上")
		wang.Get(fmt.Sprintf("/removals/%s", removal)).Reason(http.StatusNotFound, "request.not_found")
		wang.Get(scene.OrganizationPath(org, "removals")).Want(http.StatusOK).Lacks(removal.String())
		removing(admin, removal, "confirm").Reason(http.StatusNotFound, "request.not_found")

		removing(chair, removal, "object").Reason(http.StatusForbidden, "auth.forbidden")
		removing(li, removal, "object").Want(http.StatusOK).Contains(`"objected"`).Contains("下月回来")
		removing(li, removal, "object").Reason(http.StatusConflict, "removal.objected")
		if n := env.Count("SELECT COUNT(*) FROM removals WHERE objection_sealed LIKE '%下月回来%'"); n != 0 {
			t.Error("the member's words can be read in the database")
		}
		removing(chair, removal, "confirm").Reason(http.StatusForbidden, "removal.another_decides")
		removing(li, removal, "drop").Reason(http.StatusForbidden, "removal.another_decides")
		// nobody else in the organization decides
		admin.Get("/notifications?limit=1").Want(http.StatusOK).Contains("移出异议待决定")
		scene.Appoint(chair, org, deputy.PersonID, "vice_chair").Want(http.StatusCreated)
		removing(admin, removal, "confirm").Reason(http.StatusForbidden, "auth.forbidden") // now somebody does
		deputy.Get(fmt.Sprintf("/removals/%s", removal)).Want(http.StatusOK).Contains("下月回来")
		deputy.Get("/home").Want(http.StatusOK).Contains(`"decide_removals"`)
		chair.Get("/home").Want(http.StatusOK).Lacks("decide_removals") // proposed it
		li.Get("/home").Want(http.StatusOK).Lacks("decide_removals")
		removing(deputy, removal, "confirm").Want(http.StatusOK).Contains(`"executed"`)
		deputy.Get("/home").Want(http.StatusOK).Lacks("decide_removals")
		removing(deputy, removal, "drop").Reason(http.StatusConflict, "removal.decided")
		li.Get("/notifications?limit=1").Want(http.StatusOK).Contains("移出外山村联谊会已办理")
		li.Get("/me/memberships").Want(http.StatusOK).Contains(`"removed"`)
		li.Post(scene.OrganizationPath(org, "applications"), map[string]any{}).
			Reason(http.StatusConflict, "membership.cooling_off").Contains("2027年5月22日")

		// Nobody objects: it takes its course when the days are over, not before,
		// and ends the offices.
		scene.Appoint(chair, org, wang.PersonID, "director").Want(http.StatusCreated)
		quiet := propose(chair, wangs).Want(http.StatusCreated).ID()
		removing(deputy, quiet, "confirm").Reason(http.StatusConflict, "removal.not_objected")
		later(env, 10, chair, deputy, wang, admin)
		env.RunJobs()
		wang.Get(fmt.Sprintf("/removals/%s", quiet)).Want(http.StatusOK).Contains(`"open"`)
		later(env, 1, chair, deputy, wang, admin)
		removing(wang, quiet, "object").Reason(http.StatusConflict, "removal.late")
		env.RunJobs()
		wang.Get(fmt.Sprintf("/removals/%s", quiet)).Want(http.StatusOK).Contains(`"executed"`).
			Contains(`"decided_by":null`)
		if n := env.Count("SELECT COUNT(*) FROM role_grants WHERE person_id = ? AND ended_at IS NULL",
			wang.PersonID); n != 0 {
			t.Errorf("%d offices of who was removed", n)
		}
		propose(chair, wangs).Reason(http.StatusConflict, "membership.not_active")

		// Nobody decides about an objection: the member stays.
		third := propose(chair, deputys).Want(http.StatusCreated).ID()
		removing(deputy, third, "object").Want(http.StatusOK)
		later(env, 40, chair, deputy, admin)
		env.RunJobs()
		deputy.Get(fmt.Sprintf("/removals/%s", third)).Want(http.StatusOK).Contains(`"dropped"`).Contains("期限内无人")
		// The place decides where nobody else can, and the proposer may think again.
		third = propose(chair, deputys).Want(http.StatusCreated).ID()
		removing(chair, third, "drop").Want(http.StatusOK).Contains(`"dropped"`)
		third = propose(chair, deputys).Want(http.StatusCreated).ID()
		removing(deputy, third, "object").Want(http.StatusOK)
		removing(admin, third, "drop").Want(http.StatusOK)
		// A member who leaves by themselves is not removed any more.
		third = propose(chair, deputys).Want(http.StatusCreated).ID()
		deputy.Delete(fmt.Sprintf("/memberships/%s", deputys)).Want(http.StatusNoContent)
		deputy.Get(fmt.Sprintf("/removals/%s", third)).Want(http.StatusOK).Contains(`"dropped"`)
		scene.CheckCounts(env, org)
	})
}

// Heads stay; a temporary branch removes nobody; and of a Party branch nobody
// outside decides or learns anything.
func TestRemovalOfHeadsAndInPartyBranches(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li := env.Verified("chair"), env.Verified("li")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		admin := env.SignIn("admin of " + scene.Waishan)
		lis := scene.Join(li, chair, org)
		removal := propose(chair, lis).Want(http.StatusCreated).ID()
		scene.Appoint(admin, org, li.PersonID, "chair").Want(http.StatusCreated)
		propose(chair, lis).Reason(http.StatusForbidden, "removal.head")
		var mine scene.List[scene.Membership]
		chair.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
		chair.Delete(fmt.Sprintf("/memberships/%s", mine.Items[0].ID)).Want(http.StatusNoContent)
		later(env, 11, li, admin)
		env.RunJobs() // the member is the last head by now
		li.Get(fmt.Sprintf("/removals/%s", removal)).Want(http.StatusOK).Contains(`"dropped"`).Contains("唯一的负责人")
		li.Get(scene.OrganizationPath(org, "members")).Want(http.StatusOK).Contains(li.PersonID.String())

		head, comrade := env.Verified("head"), env.Verified("comrade")
		branch := scene.Found(env, head, scene.Draft("外山村党支部", "kind", "party_branch"))
		comrades := scene.Join(comrade, head, branch)
		inside := propose(head, comrades).Want(http.StatusCreated).ID()
		removing(comrade, inside, "object").Want(http.StatusOK)
		removing(admin, inside, "confirm").Reason(http.StatusNotFound, "request.not_found")
		admin.Get(scene.OrganizationPath(branch, "removals")).Want(http.StatusOK).Lacks(inside.String())
		if n := env.Count(`SELECT COUNT(*) FROM notices
			WHERE person_id = ? AND kind = 'removal.objected'`, admin.PersonID); n != 0 {
			t.Error("an administrator learns of the branch")
		}
		temporary := env.Verified("temporary")
		camp := scene.Found(env, temporary,
			scene.Draft("工地临时党支部", "kind", "party_branch", "subtype", "temporary", "ends_on", "2027-05-01"))
		propose(temporary, scene.Join(env.SignIn("worker"), temporary, camp)).
			Reason(http.StatusConflict, "party_branch.temporary_no_discipline")
	})
}
