package unions_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The League keeps a list of everybody who has reached 28 and removes nobody; the women's
// federation takes registrations.
func TestLeagueAndWomen(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		secretary, old, young := env.Verified("secretary"), env.Verified("old"), env.Verified("young")
		for c, day := range map[*apptest.Client]string{secretary: "2000-05-01", old: "1999-05-01",
			young: "2005-05-01"} {
			env.Exec("UPDATE persons SET birth_day = ? WHERE id = ?", day, c.PersonID)
		}
		league := scene.Found(env, secretary, scene.Draft("外山村团支部", "kind", "youth_league"))
		leavers := func() *apptest.Response {
			return env.SignIn("secretary").Get(scene.OrganizationPath(league, "league-status"))
		}
		leavers().Want(http.StatusOK).Contains(`"below_least":true`).Contains(`"items":[]`)
		scene.Join(old, secretary, league)
		scene.Join(young, secretary, league)
		leavers().Contains(`"below_least":false`).Contains(`"items":[]`)
		old.Get(scene.OrganizationPath(league, "league-status")).Reason(http.StatusForbidden, "auth.forbidden")
		env.Verified("grown").Post(scene.OrganizationPath(league, "applications"), map[string]any{}).
			Reason(http.StatusForbidden, "youth_league.age")
		reader := env.Verified("reader")
		second := scene.Found(env, reader, scene.Draft("外山村读书会"))
		reader.Get(scene.OrganizationPath(second, "league-status")).Reason(http.StatusConflict, "youth_league.only")

		chair, wang, man := env.Verified("chair"), env.Verified("wang"), env.Verified("man")
		env.Exec("UPDATE persons SET sex = 2 WHERE id IN (?, ?)", chair.PersonID, wang.PersonID)
		env.Exec("UPDATE persons SET sex = 1 WHERE id = ?", man.PersonID)
		women := scene.Found(env, chair, scene.Draft("外山村妇联", "kind", "womens_federation"))
		register := scene.OrganizationPath(women, "registrations")
		wang.Post(scene.OrganizationPath(women, "applications"), map[string]any{}).
			Reason(http.StatusConflict, "womens_federation.register")
		man.Post(register, nil).Reason(http.StatusForbidden, "womens_federation.women_only")
		env.SignIn("unverified").Post(register, nil).Reason(http.StatusForbidden, "auth.verification_required")
		wang.Post(scene.OrganizationPath(second, "registrations"), nil).
			Reason(http.StatusConflict, "organization.no_registration")
		membership := wang.Post(register, nil).Want(http.StatusCreated).Contains(`"active"`).ID()
		wang.Post(register, nil).Reason(http.StatusConflict, "membership.exists")
		chair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("有姐妹在外山村妇联登记")
		wang.Get("/notifications?limit=1").Want(http.StatusOK).Contains("您已在外山村妇联登记")
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE id = ? AND source = 'registration'",
			membership); n != 1 {
			t.Error("not by registration")
		}
		wang.Delete(fmt.Sprintf("/memberships/%s", membership)).Want(http.StatusNoContent)
		wang.Post(register, nil).Want(http.StatusCreated)
		scene.CheckCounts(env, women)

		env.Clock.Set(models.Day("2027-05-01").Start())
		leavers().Want(http.StatusOK).Contains(old.PersonID.String()).Contains(`"holds_office":false`).
			Lacks(young.PersonID.String())
		if n := env.Count("SELECT member_count FROM organizations WHERE id = ?", league); n != 3 {
			t.Errorf("%d members: somebody was removed", n)
		}
	})
}
