package scene

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// BranchReport is what a floating Party member reports to a branch with, from a
// home branch of that name.
func BranchReport(branch models.ID, home string) map[string]any {
	return map[string]any{"organization_id": branch, "home_branch": home, "home_contact": "李书记",
		"since": "2026-10-01", "certificate_no": "活动证0007"}
}

// ReportToBranch consents, reports c to a branch, and gives the registration.
func ReportToBranch(c *apptest.Client, branch models.ID, home string) models.ID {
	Consent(c, models.PurposePartyLife).Want(http.StatusOK)
	return c.Post("/me/party-registration", BranchReport(branch, home)).Want(http.StatusCreated).ID()
}

// JoinBranch makes c a member of a branch with the formal tie and gives the
// membership; standing may be empty.
func JoinBranch(c, secretary *apptest.Client, branch models.ID, standing string) models.ID {
	id := Join(c, secretary, branch)
	if standing != "" {
		secretary.Put(fmt.Sprintf("/memberships/%s/party-standing", id),
			map[string]any{"standing": standing, "since": "2026-01-01"}).Want(http.StatusOK)
	}
	return id
}

// FullMembers makes n people members of a branch, and full ones behind the
// application's back.
func FullMembers(env *apptest.Env, branch models.ID, secretary *apptest.Client, n int) {
	for i := range n {
		c := env.Verified(fmt.Sprint("comrade ", i))
		env.Exec("UPDATE memberships SET standing = 'full' WHERE id = ?", Join(c, secretary, branch))
	}
}
