package matching_test

import (
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

type recommendationsJSON struct {
	Personal bool `json:"personal"`
	Items    []struct {
		ID      models.ID                     `json:"id"`
		Name    string                        `json:"name"`
		Reasons []struct{ Code, Text string } `json:"reasons"`
	}
}

// suggested gives what is suggested, in its order: name and codes of the reasons.
func suggested(c *apptest.Client, query string) string {
	var got recommendationsJSON
	c.Get("/me/recommendations" + query).Want(http.StatusOK).JSON(&got)
	var out []string
	for _, o := range got.Items {
		var why []string
		for _, r := range o.Reasons {
			why = append(why, r.Code)
		}
		out = append(out, o.Name+":"+strings.Join(why, "+"))
	}
	return strings.Join(out, " ")
}

// From knowing nothing to all that fits: each suggestion says why, rests on what
// was told, and goes with the consent; and all of it can be switched off.
func TestRecommendations(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		founder := env.Verified("founder")
		scene.Found(env, founder, scene.Draft("纺织厂工会", "kind", "union", "subtype", "own", "employer_name", "某某纺织厂",
			"employer_code", models.WithUSCCChecks("91330602MA000001")))
		for _, d := range []map[string]any{
			scene.Draft("外山联谊会"), scene.Draft("城南理事会", "kind", "council", "region_code", scene.Chengnan),
			scene.Draft("外山党支部", "kind", "party_branch"),
			scene.Draft("外山团支部", "kind", "youth_league"), scene.Draft("外山妇联", "kind", "womens_federation"),
			scene.Draft("安徽同乡", "kind", "hometown_group", "origin_code", "340000000000"),
			scene.Draft("四川同乡", "kind", "hometown_group", "origin_code", "510000000000"),
			scene.Draft("别厂工会", "kind", "union", "subtype", "own", "employer_name", "别的厂"),
			scene.Draft("满员会", "capacity", 1),
		} {
			scene.Found(env, env.Verified("founder of "+d["name"].(string)), d)
		}
		wang := env.Verified("wang")
		env.Exec("UPDATE persons SET birth_day = '1990-05-01', sex = 2 WHERE id = ?", wang.PersonID)
		if got := suggested(wang, ""); got != "" {
			t.Errorf("nothing told: %s", got)
		}
		wang.Get("/me/recommendations").Want(http.StatusOK).Contains(`"missing":[{"field":"region_code"`).
			Contains("填写住在哪个村")
		wang.Put("/me", map[string]any{"region_code": scene.Waishan, "origin_code": "340104000000"}).Want(http.StatusOK)
		wang.Get("/me/recommendations").Want(http.StatusOK).Contains(`"missing":[]`)
		want := "安徽同乡:same_origin+same_village 外山妇联:women+same_village 外山联谊会:same_village 城南理事会:same_town"
		if got := suggested(wang, ""); got != want {
			t.Errorf("place and home:\n%s\n%s", got, want)
		}
		wang.Put("/me/consents/employment", map[string]any{"version": 1}).Want(http.StatusOK)
		wang.Put("/me/profile", map[string]any{"employment_status": "employed", "employer_name": "某某纺织厂"}).
			Want(http.StatusOK)
		wang.Put("/me/consents/political_status", map[string]any{"version": 1}).Want(http.StatusOK)
		wang.Put("/me/profile", map[string]any{"political_status": "01"}).Want(http.StatusOK)
		all := "纺织厂工会:wage_worker+same_employer+same_village 外山党支部:party_member+same_village " + want
		if got := suggested(wang, ""); got != all {
			t.Errorf("work and status:\n%s\n%s", got, all)
		}
		if got := suggested(wang, "?limit=1"); got != "纺织厂工会:wage_worker+same_employer+same_village" {
			t.Errorf("one: %s", got)
		}
		place := "外山联谊会:same_village 城南理事会:same_town"
		if got := suggested(wang, "?by=place"); got != place {
			t.Errorf("by place:\n%s\n%s", got, place)
		}
		wang.Put("/me/recommendations", map[string]any{"personal": false}).Want(http.StatusOK).
			Contains(`"personal":false`)
		wang.Put("/me/recommendations", map[string]any{"personal": false}).Want(http.StatusOK)
		if got := suggested(wang, ""); got != place {
			t.Errorf("switched off:\n%s\n%s", got, place)
		}
		wang.Put("/me/recommendations", map[string]any{"personal": true}).Want(http.StatusOK)
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'recommendation.switch' AND actor_id = ?`, wang.PersonID); n != 2 {
			t.Errorf("%d switches are in the trail", n)
		}
		wang.Delete("/me/consents/political_status").Want(http.StatusOK)
		wang.Delete("/me/consents/employment").Want(http.StatusOK)
		if got := suggested(wang, ""); got != want {
			t.Errorf("consents withdrawn:\n%s\n%s", got, want)
		}
		// What one is in, has asked for, or may be in once only.
		var council scene.List[scene.Organization]
		wang.Get("/organizations?kind=council").Want(http.StatusOK).JSON(&council)
		scene.Apply(wang, council.Items[0].ID)
		if got := suggested(wang, ""); strings.Contains(got, "理事会") {
			t.Errorf("has asked there: %s", got)
		}
		env.Exec("UPDATE organizations SET moderation = 'blocked' WHERE name = '外山联谊会'")
		if got := suggested(wang, ""); strings.Contains(got, "联谊会") {
			t.Errorf("what is blocked is suggested: %s", got)
		}
		env.Visitor().Get("/me/recommendations").Want(http.StatusUnauthorized)
		wang.Get("/me/recommendations?limit=51").Want(http.StatusUnprocessableEntity)
		wang.Get("/me/recommendations?by=ethnicity").Want(http.StatusUnprocessableEntity)
	})
}

// The router: each answer with its law, what is missing, and what is near.
func TestEligibility(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		branch := scene.Found(env, env.Verified("secretary"), scene.Draft("外山党支部", "kind", "party_branch"))
		scene.Found(env, env.Verified("union"), scene.Draft("外山联合工会", "kind", "union", "subtype", "joint"))
		scene.Found(env, env.Verified("other union"),
			scene.Draft("别厂工会", "kind", "union", "subtype", "own", "employer_name", "别的厂"))
		type line struct {
			Kind, Answer, Law string
			Missing           []struct{ Field, Purpose string }
			Organizations     []struct{ Name string } `json:"bodies"`
		}
		ask := func(c *apptest.Client) map[string]line {
			var got struct {
				Items    []line
				Children string
			}
			c.Get("/me/eligibility").Want(http.StatusOK).JSON(&got)
			if !strings.Contains(got.Children, "监护人") {
				t.Errorf("children: %s", got.Children)
			}
			by := map[string]line{}
			for _, l := range got.Items {
				by[l.Kind] = l
			}
			return by
		}
		li := env.SignIn("li")
		for kind, l := range ask(li) {
			if want := map[string]string{
				"party_branch":      "unknown",
				"youth_league":      "unknown",
				"union":             "unknown",
				"womens_federation": "unknown",
				"hometown_group":    "unknown",
			}[kind]; want != "" && l.Answer != want || len(l.Organizations) != 0 {
				t.Errorf("nothing told: %+v", l)
			}
		}
		li.Put("/me", map[string]any{"region_code": scene.NextVillage}).Want(http.StatusOK)
		by := ask(li)
		if u := by["union"]; u.Answer != "unknown" || u.Missing[0].Purpose != "employment" ||
			len(u.Organizations) != 1 ||
			u.Organizations[0].Name != "外山联合工会" || !strings.Contains(u.Law, "工会法") {
			t.Errorf("union: %+v", u)
		}
		if p := by["party_branch"]; p.Answer != "unknown" || len(p.Organizations) != 1 ||
			p.Missing[0].Field != "political_status" {
			t.Errorf("party: %+v of %s", p, branch)
		}
		li.Put("/me/consents/employment", map[string]any{"version": 1}).Want(http.StatusOK)
		li.Put("/me/profile", map[string]any{"employment_status": "self_employed"}).Want(http.StatusOK)
		env.Exec("UPDATE persons SET birth_day = '1980-05-01', sex = 1 WHERE id = ?", li.PersonID)
		by = ask(li)
		for kind, want := range map[string]string{
			"union":             "no",
			"youth_league":      "no",
			"womens_federation": "no",
			"fellowship":        "yes",
			"villager_group":    "yes",
		} {
			if by[kind].Answer != want || want == "no" && len(by[kind].Organizations) > 0 {
				t.Errorf("%s: %+v, want %s", kind, by[kind], want)
			}
		}
	})
}
