package routes_test

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// report consents, reports c to a branch from a home of that name, and gives the
// registration.
func report(c *apptest.Client, branch models.ID, home string) models.ID {
	consentTo(c, "party_life")
	return c.Post("/me/party-registration", reportTo(branch, home)).Want(http.StatusCreated).ID()
}

func reportTo(branch models.ID, home string) map[string]any {
	return map[string]any{"organization_id": branch, "home_branch": home, "home_contact": "李书记", "since": "2026-10-01", "certificate_no": "活动证0007"}
}

func consentTo(c *apptest.Client, purpose string) {
	c.Put("/me/consents/"+purpose, map[string]any{"version": 1}).Want(http.StatusOK)
}

// spellOf gives the newest membership of c in a body.
func spellOf(c *apptest.Client, org models.ID) (id models.ID, state string) {
	var mine listJSON[spellJSON]
	c.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
	for _, s := range mine.Items {
		if s.OrganizationID == org {
			return s.ID, s.State
		}
	}
	return models.ID{}, ""
}

// comrade joins a branch with the formal tie; standing may be empty.
func comrade(c, secretary *apptest.Client, branch models.ID, standing string) models.ID {
	id := join(c, secretary, branch)
	if standing != "" {
		secretary.Put(fmt.Sprintf("/memberships/%s/party-standing", id), map[string]any{"standing": standing, "since": "2026-01-01"}).Want(http.StatusOK)
	}
	return id
}

func letter() map[string]any {
	return map[string]any{"letter_no": "越组介2026第015号", "letter_on": "2026-11-20", "letter_valid_days": 60}
}

// again signs a person in anew, once the token has run out.
func again(env *apptest.Env, c *apptest.Client) *apptest.Client { return env.SignIn(c.Name) }

// idOf reads one id from the database.
func idOf(env *apptest.Env, query string, args ...any) models.ID {
	env.Helper()
	db := env.DB()
	defer db.Close()
	var id models.ID
	if err := db.QueryRow(query, args...).Scan(&id); err != nil {
		env.Fatal(err)
	}
	return id
}
