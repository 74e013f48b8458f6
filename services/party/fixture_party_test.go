package party_test

import (
	"net/http"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func consentTo(c *apptest.Client, purpose string) {
	c.Put("/me/consents/"+purpose, map[string]any{"version": 1}).Want(http.StatusOK)
}

// membershipOf gives the newest membership of c in an organization.
func membershipOf(c *apptest.Client, org models.ID) (id models.ID, state string) {
	var mine scene.List[scene.Membership]
	c.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
	for _, s := range mine.Items {
		if s.OrganizationID == org {
			return s.ID, s.State
		}
	}
	return models.ID{}, ""
}

func letter() map[string]any {
	return map[string]any{"letter_no": "越组介2026第015号", "letter_on": "2026-11-20", "letter_valid_days": 60}
}

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
