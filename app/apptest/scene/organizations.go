package scene

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// OrganizationPath is the path of something of an organization.
func OrganizationPath(org models.ID, rest string) string {
	return fmt.Sprintf("/organizations/%s/%s", org, rest)
}

// Draft is what drafts a fellowship in Waishan; more are names and values that
// go in besides, or instead.
func Draft(name string, more ...any) map[string]any {
	draft := map[string]any{"kind": "fellowship", "name": name, "region_code": Waishan}
	for i := 0; i+1 < len(more); i += 2 {
		draft[more[i].(string)] = more[i+1]
	}
	return draft
}

// Found founds an organization, which the administrator of Chengnan approves. Its
// founder is the head, and alone.
func Found(env *apptest.Env, founder *apptest.Client, draft map[string]any) models.ID {
	env.Helper()
	admin := env.SignIn("admin of " + Waishan)
	if env.Count("SELECT COUNT(*) FROM role_grants WHERE person_id = ?", admin.PersonID) == 0 {
		env.GrantRegion(admin, models.RoleRegionAdmin, Chengnan)
	}
	return env.Found(founder, admin, draft)
}

// Apply files an application of c and gives its id.
func Apply(c *apptest.Client, org models.ID) models.ID {
	asked := c.Post(OrganizationPath(org, "applications"), map[string]any{"message": "我想加入"})
	return asked.Want(http.StatusCreated).ID()
}

// Join makes c a member, whom the chair approves, and gives the membership.
func Join(c, chair *apptest.Client, org models.ID) models.ID {
	id := Apply(c, org)
	chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Want(http.StatusOK)
	return id
}

// Appoint gives a person an office for a year and lets them accept it behind the
// application's back; the answer is that of the offer.
func Appoint(c *apptest.Client, org, person models.ID, role string) *apptest.Response {
	res := OfferOffice(c, org, person, role)
	if res.Status == http.StatusCreated {
		c.Env().Exec("UPDATE role_grants SET starts_at = created_at WHERE id = ?", res.ID())
	}
	return res
}

// OfferOffice offers a person an office for a year.
func OfferOffice(c *apptest.Client, org, person models.ID, role string) *apptest.Response {
	return c.Post(OrganizationPath(org, "offices"),
		map[string]any{"person_id": person, "role": role, "ends_on": "2027-11-22"})
}

// CheckCounts compares the counters of an organization with its rows.
func CheckCounts(env *apptest.Env, org models.ID) {
	env.Helper()
	counted := env.Count("SELECT member_count FROM organizations WHERE id = ?", org)
	rows := env.Count("SELECT COUNT(*) FROM memberships WHERE organization_id = ? AND state = 'active'", org)
	keys := env.Count(`SELECT COUNT(*) FROM memberships WHERE organization_id = ? AND live_key IS NOT NULL
		AND state NOT IN ('invited','applied','returned','active')`, org)
	if counted != rows || keys != 0 {
		env.Errorf("counted %d members, %d rows, %d ended memberships with a key", counted, rows, keys)
	}
}
