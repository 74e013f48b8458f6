package organizations_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The organs serve a term; before its end people are told, after it it shows.
func TestTermEndsAndIsRenewed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := k.active(scene.Draft("外山村联谊会", "term_years", 1)) // to 2027-11-23
		told := func(c *apptest.Client) int {
			return env.Count("SELECT COUNT(*) FROM notices WHERE kind = 'term.ending' AND person_id = ?", c.PersonID)
		}
		k.until("2027-08-24")
		if told(k.one) != 0 {
			t.Error("told 91 days before")
		}
		k.until("2027-08-25")
		if told(k.one) != 1 || told(k.town) != 1 || told(k.two) != 0 {
			t.Errorf("90 days before: head %d, approver %d, member %d", told(k.one), told(k.town), told(k.two))
		}
		k.until("2027-10-24")
		if told(k.one) != 2 {
			t.Errorf("30 days before: %d", told(k.one))
		}
		env.Visitor().Get(at).Want(http.StatusOK).Contains(`"term_expired":false`)
		env.Exec("UPDATE role_grants SET ends_at = ? WHERE role = 'region_admin'",
			int64(models.Day("2030-01-01").Start()))
		k.until("2027-11-24")
		env.Visitor().Get(at).Want(http.StatusOK).Contains(`"term_expired":true`)
		env.Visitor().Get("/organizations").Want(http.StatusOK).Contains(`"term_expired":true`)
		election := func(c *apptest.Client, on string) *apptest.Response {
			return c.Post(at+"/term", map[string]any{"elected_on": on, "note": "会员大会到会52人"})
		}
		election(k.one, "2027-11-20").Reason(http.StatusForbidden, "auth.forbidden")
		election(k.village, "2027-11-20").Reason(http.StatusForbidden, "organization.higher_authority")
		election(k.town, "2027-11-25").Want(http.StatusUnprocessableEntity).Contains("/elected_on")
		election(k.town, "2026-11-23").Reason(http.StatusConflict, "term.not_later")
		election(k.town, "2027-11-20").Want(http.StatusOK).Contains(`"term_ends_on":"2028-11-20"`).
			Contains(`"term_expired":false`)
		env.Visitor().Get(at + "/terms").Want(http.StatusOK).Contains(`"number":2`).Contains("到会52人")
		k.until("2028-10-21")
		if told(k.one) != 4 {
			t.Errorf("the next term: told %d times", told(k.one))
		}
		group := k.active(scene.Draft("防汛临时党支部", "kind", "party_branch", "subtype", "temporary", "ends_on",
			"2029-05-31"))
		k.county.Post(group+"/term", map[string]any{"elected_on": "2028-10-21", "note": "选举"}).
			Reason(http.StatusConflict, "party_branch.temporary_no_elections")
	})
}
