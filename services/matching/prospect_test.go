package matching_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// another community of the town

type prospectJSON struct {
	PersonID   models.ID `json:"person_id"`
	Nickname   string    `json:"nickname"`
	AgeBand    string    `json:"age_band"`
	TownName   string    `json:"town_name"`
	OriginName string    `json:"origin_name"`
	Reasons    []struct{ Code, Text string }
}

// look reads all prospects of an organization in pages of two and gives them by nickname,
// with the reasons.
func look(t *testing.T, c *apptest.Client, org models.ID) string {
	t.Helper()
	var out []string
	cursor := ""
	for range 50 {
		var page scene.List[prospectJSON]
		c.Get(fmt.Sprintf("/organizations/%s/prospects?limit=2&cursor=%s", org, cursor)).Want(http.StatusOK).JSON(&page)
		for _, p := range page.Items {
			var why []string
			for _, r := range p.Reasons {
				why = append(why, r.Code)
			}
			out = append(out, p.Nickname+":"+strings.Join(why, "+"))
		}
		if page.NextCursor == nil {
			return strings.Join(out, " ")
		}
		cursor = *page.NextCursor
	}
	t.Fatal("the list never ends")
	return ""
}

// Leaders find who consented to be found, the nearest first and each once, by
// nothing that was not consented to, and nobody else.
func TestProspects(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山村新居民联谊会", "employer_name", "某某 纺织厂", "employer_code",
			models.WithUSCCChecks("91330602MA000001")))
		named := func(name, village string) *apptest.Client {
			c := scene.Findable(env, env.Verified(name), village)
			c.Put("/me", map[string]any{"nickname": name}).Want(http.StatusOK)
			return c
		}
		village, town := named("同村", scene.Waishan), named("同镇", scene.NextVillage)
		named("同县", "330602001004")
		named("外县", "330603001030")
		hidden := env.Verified("hidden")
		hidden.Put("/me", map[string]any{"region_code": scene.Waishan, "nickname": "没同意"}).Want(http.StatusOK)
		unverified := env.SignIn("unverified")
		unverified.Put("/me", map[string]any{"region_code": scene.Waishan, "nickname": "没实名"}).Want(http.StatusOK)
		unverified.Put("/me/consents/be_found", map[string]any{"version": 1}).Want(http.StatusOK)
		young := named("未成年", scene.Waishan)
		env.Exec("UPDATE persons SET birth_day = '2010-01-01' WHERE id = ?", young.PersonID)
		colleague, worker := named("同事", "330602001004"), named("工友", scene.NextVillage)
		for c, told := range map[*apptest.Client]map[string]any{
			colleague: {
				"employer_code":     models.WithUSCCChecks("91330602MA000001"),
				"employer_name":     "纺织厂",
				"employment_status": "employed",
			},
			worker: {"employer_name": "某某　纺织厂", "employment_status": "employed"},
		} {
			c.Put("/me/consents/employment", map[string]any{"version": 1}).Want(http.StatusOK)
			c.Put("/me/profile", told).Want(http.StatusOK)
		}
		town.Put("/me", map[string]any{"origin_code": "340104000000"}).Want(http.StatusOK)
		if got, want := look(t, chair, org),
			"同事:same_employer 工友:same_employer 同村:same_village 同镇:same_town 同县:same_county"; got != want {
			t.Errorf("found %s\nwant  %s", got, want)
		}
		var page scene.List[prospectJSON]
		all := chair.Get(fmt.Sprintf("/organizations/%s/prospects", org)).Want(http.StatusOK)
		all.Lacks("外山").Lacks("1990").Lacks("address").Lacks("phone").JSON(&page)
		if p := page.Items[3]; p.AgeBand != "35-44" || p.TownName != "浙江省绍兴市越城区城南街道" || p.OriginName != "安徽省合肥市" ||
			p.PersonID != town.PersonID {
			t.Errorf("shown: %+v", p)
		}
		// The trail names the person who looked, the list, and the people on it.
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'prospect.list' AND outcome = 'done' AND organization_id = ? AND actor_id = ?`, org,
			chair.PersonID); n < 2 {
			t.Errorf("%d looks are in the trail", n)
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'prospect.show' AND object_id = ?`, town.PersonID); n != 2 {
			t.Errorf("shown twice, %d times in the trail", n)
		}

		// A person who has to do with the organization, or withdraws, is gone at once.
		scene.Apply(village, org)
		town.Delete("/me/consents/be_found").Want(http.StatusOK)
		worker.Delete("/me/consents/employment").Want(http.StatusOK)
		if got, want := look(t, chair, org), "同事:same_employer 工友:same_town 同县:same_county"; got != want {
			t.Errorf("after withdrawing found %s\nwant  %s", got, want)
		}
		if n := env.Count("SELECT COUNT(*) FROM findable_people WHERE person_id = ? OR employer_folded = '某某 纺织厂'",
			town.PersonID); n != 0 {
			t.Errorf("%d rows stay of what was withdrawn", n)
		}
		var mine scene.List[scene.Membership]
		village.Get("/me/memberships").Want(http.StatusOK).JSON(&mine)
		chair.Post("/applications/"+mine.Items[0].ID.String()+"/reject", scene.Reason("下次再来")).Want(http.StatusOK)
		if got := look(t, chair, org); strings.Contains(got, "同村") {
			t.Errorf("who was refused just now is shown: %s", got)
		}
		env.Clock.Add(181 * 24 * 3600 * 1e9)
		chair = env.SignIn("chair")
		county := env.SignIn("同县")
		if got := look(t, chair, org); !strings.Contains(got, "同村:same_village") {
			t.Errorf("after half a year: %s", got)
		}
		county.Delete("/me?confirm=close").Want(http.StatusOK)
		if got := look(t, chair, org); strings.Contains(got, "县") || env.Count(`SELECT COUNT(*) FROM findable_people
			WHERE person_id = ?`, county.PersonID) != 0 {
			t.Errorf("a closed account is shown: %s", got)
		}
		env.Exec("UPDATE findable_people SET terms = 1")
		if got := look(t, chair, org); got != "" {
			t.Errorf("consents to another text show %s", got)
		}
	})
}

// Each kind looks only where it may: a League by age, a hometown group by home, a
// union of a unit at the unit; Party branches and women's federations not at all.
func TestProspectsByKind(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		grown, young, owner := scene.Findable(env, env.Verified("grown"), scene.Waishan),
			scene.Findable(env, env.Verified("young"), scene.Waishan),
			scene.Findable(env, env.Verified("owner"), scene.Waishan)
		for c, name := range map[*apptest.Client]string{grown: "大人", young: "青年", owner: "店主"} {
			c.Put("/me", map[string]any{"nickname": name}).Want(http.StatusOK)
		}
		env.Exec("UPDATE persons SET birth_day = '2010-01-01' WHERE id = ?", young.PersonID)
		grown.Put("/me", map[string]any{"origin_code": "340104000000"}).Want(http.StatusOK)
		owner.Put("/me", map[string]any{"origin_code": "510104000000"}).Want(http.StatusOK)
		owner.Put("/me/consents/employment", map[string]any{"version": 1}).Want(http.StatusOK)
		owner.Put("/me/profile", map[string]any{"employment_status": "self_employed", "employer_name": "小店"}).
			Want(http.StatusOK)
		for i, c := range []struct {
			draft map[string]any
			want  string
		}{
			{scene.Draft("外山村团支部", "kind", "youth_league"), "青年"},
			{scene.Draft("外山村联合工会", "kind", "union", "subtype", "joint"), "大人"},
			{scene.Draft("小店工会", "kind", "union", "subtype", "own", "employer_name", "小店"), ""},
			{scene.Draft("安徽同乡", "kind", "hometown_group", "origin_code", "340000000000"), "大人"},
			{scene.Draft("合肥同乡", "kind", "hometown_group", "origin_code", "340100000000"), "大人"},
			{scene.Draft("庐阳同乡", "kind", "hometown_group", "origin_code", "340103000000"), ""},
			{scene.Draft("外山村和谐促进会", "kind", "harmony_association"), "大人 店主"},
		} {
			head := env.Verified(fmt.Sprint("head ", i))
			org := scene.Found(env, head, c.draft)
			got := map[string]bool{}
			for _, p := range strings.Fields(look(t, head, org)) {
				name, _, _ := strings.Cut(p, ":")
				got[name] = true
			}
			for _, name := range []string{"大人", "青年", "店主"} {
				if got[name] != strings.Contains(c.want, name) {
					t.Errorf("%s: %s found: %v", c.draft["name"], name, got[name])
				}
			}
		}
		for i, kind := range []string{"party_branch", "womens_federation"} {
			head := env.Verified(fmt.Sprint("other head ", i))
			org := scene.Found(env, head, scene.Draft("外山村组织"+kind, "kind", kind))
			head.Get(fmt.Sprintf("/organizations/%s/prospects", org)).
				Reason(http.StatusConflict, "prospect.not_this_kind")
		}
		head := env.Verified("head of a small one")
		org := scene.Found(env, head, scene.Draft("小小联谊会", "capacity", 1))
		at := fmt.Sprintf("/organizations/%s/prospects", org)
		head.Get(at).Reason(http.StatusConflict, "organization.full")
		env.Exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", org)
		head.Get(at).Reason(http.StatusConflict, "organization.not_active")
		env.Verified("head 0").Get(at).Reason(http.StatusForbidden, "auth.forbidden")
		grown.Get(at).Reason(http.StatusForbidden, "auth.forbidden")
		head.Get("/organizations/"+models.ID{1}.String()+"/prospects").Reason(http.StatusNotFound, "request.not_found")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'prospect.list' AND outcome = 'refused'`); n != 1 {
			t.Errorf("%d refused looks in the trail", n)
		}
	})
}
