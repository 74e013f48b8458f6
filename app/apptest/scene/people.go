package scene

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// Again signs a person in anew, once the token has run out.
func Again(env *apptest.Env, c *apptest.Client) *apptest.Client { return env.SignIn(c.Name) }

// ClosePath is what a person deletes to close the account.
const ClosePath = "/me?confirm=close"

// Officer gives an officer of Chengnan, who looks at cards.
func Officer(env *apptest.Env) *apptest.Client {
	officer := env.Verified("officer")
	env.GrantRegion(officer, models.RoleOfficer, Chengnan)
	return officer
}

// IDNumber makes up a number of an unallocated area code, so that it is nobody's.
func IDNumber(n int) string { return models.WithIDCheck("33009919900307" + fmt.Sprintf("%03d", n)) }

// VerifyAtTheDesk lets c, who lives in Waishan, hand in an identity that the
// officer approves.
func VerifyAtTheDesk(officer, c *apptest.Client, name, number string) {
	c.Put("/me", map[string]any{"region_code": Waishan}).Want(http.StatusOK)
	c.Post("/me/identity", map[string]any{"name": name, "id_number": number}).Want(http.StatusOK)
	officer.Post(fmt.Sprintf("/identity-reviews/%s/approve", c.PersonID), map[string]any{}).Want(http.StatusOK)
}

// WithCard gives a person of a place with name, number and phone, who is verified
// behind the application's back.
func WithCard(env *apptest.Env, name string, place models.RegionCode) (c *apptest.Client, number string) {
	env.Helper()
	c = env.SignIn(name)
	number = models.WithIDCheck("330099" + "19900307" + fmt.Sprintf("%03d", 21+len(name)))
	c.Put("/me", map[string]any{"region_code": place}).Want(http.StatusOK)
	c.Post("/me/identity", map[string]any{"name": "王小芳", "id_number": number}).Want(http.StatusOK)
	c.Post("/me/phone", map[string]any{"code": "phone:" + name + ":1"}).Want(http.StatusOK)
	env.Verify(c, "1990-03-07")
	return c, number
}

// Findable gives c a birthday behind the application's back, lets them live in a
// village, and consent to be found.
func Findable(env *apptest.Env, c *apptest.Client, village string) *apptest.Client {
	env.Helper()
	env.Exec("UPDATE persons SET birth_day = '1990-05-01', sex = 2 WHERE id = ?", c.PersonID)
	c.Put("/me", map[string]any{"region_code": village}).Want(http.StatusOK)
	c.Put("/me/consents/be_found", map[string]any{"version": 1}).Want(http.StatusOK)
	return c
}

// Consent asks to consent to a purpose.
func Consent(c *apptest.Client, purpose models.Purpose) *apptest.Response {
	return c.Put("/me/consents/"+string(purpose), map[string]any{"version": 1})
}

// ConsentToAll consents to each purpose that publishes nothing.
func ConsentToAll(c *apptest.Client) {
	for _, p := range models.Purposes() {
		if !p.Publishes {
			Consent(c, p.Key).Want(http.StatusOK)
		}
	}
}

// Profile is what a person tells about themselves, as the request has it.
type Profile map[string]any

// FullProfile is a profile with each field filled.
func FullProfile() Profile {
	return Profile{"address": "望海路12号3幢501室", "employment_status": "employed", "work_kind": "601",
		"employer_code": "91330602MA0000015K", "employer_name": "外山村望海纺织厂",
		"skills": []string{"welding", "cooking"}, "political_status": "03", "ethnicity": "15",
		"residence_permit": "none", "residence_registered_on": "2026-05-23"}
}
