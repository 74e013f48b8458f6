package organizations_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Until it is registered an organization that will be may only prepare itself; what a
// registered organization must do, and the people who act on it from then on.
func TestOrganizationIsRegistered(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		draft := scene.Draft("外山村和谐促进会", "kind", "harmony_association", "intended_form", "registered")
		at := k.signed(draft)
		k.one.Post(at+"/submit", nil).Want(http.StatusOK)
		k.town.Post(at+"/approve", nil).Reason(http.StatusForbidden, "organization.higher_authority")
		k.county.Post(at+"/approve", nil).Want(http.StatusOK).Contains(`"legal_form":"preparing"`)
		organization := organizationOf(t, at)
		now := env.Clock.Now()
		lesson := map[string]any{"organization_id": organization, "kind": "skill", "title": "电工培训", "description": "",
			"region_code": scene.Waishan, "place": "礼堂",
			"starts_at": now.Add(72 * time.Hour), "ends_at": now.Add(75 * time.Hour), "signup_opens_at": now,
			"signup_closes_at": now.Add(48 * time.Hour), "capacity": 30}
		k.one.Post("/activities", lesson).Reason(http.StatusConflict, "organization.preparing")

		code := models.WithUSCCChecks("51330602MJ000001")
		paper := func(code, on string) map[string]any {
			return map[string]any{"credit_code": code, "registered_on": on}
		}
		register := func(body any) *apptest.Response { return k.county.Post(at+"/register", body) }
		k.town.Post(at+"/register", paper(code, "2026-11-20")).
			Reason(http.StatusForbidden, "organization.higher_authority")
		register(paper(code, "2026-11-20")).Reason(http.StatusConflict, "organization.too_few_members")
		unit := func(name, code string, who *apptest.Client) *apptest.Response {
			return k.one.Post(at+"/units",
				map[string]any{"name": name, "credit_code": code, "representative_id": who.PersonID})
		}
		unit("某某制衣厂", "", k.town).Reason(http.StatusConflict, "unit.representative_not_member")
		unit("某某制衣厂", "91350100M000100Y44", k.two).Want(http.StatusUnprocessableEntity).Contains("/credit_code")
		first := unit("某某制衣厂", "91350100M000100Y43", k.two).Want(http.StatusCreated).ID()
		unit("换了个名字", "91350100M000100Y43", k.two).Reason(http.StatusConflict, "unit.exists")
		unit("河山 五金厂", "", k.two).Want(http.StatusCreated)
		unit("河山　五金厂", "", k.two).Reason(http.StatusConflict, "unit.exists")
		k.one.Post("/units/"+first.String()+"/end", scene.Reason("搬走了")).Want(http.StatusOK)
		k.one.Post("/units/"+first.String()+"/end", scene.Reason("搬走了")).Reason(http.StatusConflict, "unit.ended")
		k.two.Get(at + "/units").Want(http.StatusOK).Contains("河山 五金厂").Lacks("制衣厂")
		k.village.Get(at + "/units").Want(http.StatusOK)
		env.Verified("stranger").Get(at+"/units").Reason(http.StatusForbidden, "membership.members_only")
		if n := env.Count("SELECT unit_count FROM organizations WHERE id = ?", organization); n != 1 {
			t.Errorf("%d units", n)
		}

		env.Exec("UPDATE organizations SET member_count = 49 WHERE id = ?", organization) // with the unit fifty
		register(paper("51330602MJ0000010X", "2026-11-20")).Want(http.StatusUnprocessableEntity).
			Contains("/credit_code")
		register(paper(models.WithUSCCChecks("81330602MJ000001"), "2026-11-20")).Want(http.StatusUnprocessableEntity).
			Contains("/credit_code")
		register(paper(code, "2099-01-01")).Want(http.StatusUnprocessableEntity).Contains("/registered_on")
		register(paper(code, "2026-11-20")).Want(http.StatusOK).Contains(`"legal_form":"registered"`).Contains(code)
		register(paper(code, "2026-11-20")).Reason(http.StatusConflict, "organization.registered")
		k.one.Post("/activities", lesson).Want(http.StatusCreated)
		other := k.active(scene.Draft("外山村第二促进会", "kind", "harmony_association"))
		env.Exec("UPDATE organizations SET member_count = 50 WHERE id = ?", organizationOf(t, other))
		k.county.Post(other+"/register", paper(code, "2026-11-20")).
			Reason(http.StatusConflict, "organization.credit_code_taken")
		group := k.active(scene.Draft("外山村新村民小组", "kind", "villager_group"))
		k.county.Post(group+"/register", paper(code, "2026-11-20")).
			Reason(http.StatusConflict, "organization.not_of_its_kind")
		k.one.Post(group+"/units", map[string]any{"name": "某某厂", "representative_id": k.two.PersonID}).
			Reason(http.StatusConflict, "organization.not_of_its_kind")

		// Its name and its end are matters of the registration.
		k.one.Post(at+"/rename", map[string]any{"name": "新促进会", "reason": "好听"}).
			Reason(http.StatusForbidden, "organization.higher_authority")
		k.town.Post(at+"/rename", map[string]any{"name": "新促进会", "reason": "好听"}).
			Reason(http.StatusForbidden, "organization.higher_authority")
		k.one.Post(at+"/dissolve", farewell()).Reason(http.StatusForbidden, "organization.higher_authority")

		// It reports every spring.
		report := func(year int) *apptest.Response {
			return k.one.Post(at+"/yearly-reports", map[string]any{"year": year, "summary": "组织活动12次"})
		}
		report(2026).Reason(http.StatusConflict, "report.not_owed")
		k.until("2027-03-01")
		k.one.Get("/notifications").Want(http.StatusOK).Contains("该交年度报告了")
		k.town.Get(at + "/yearly-reports").Want(http.StatusOK).Contains(`"due_on":"2027-03-31"`).
			Contains(`"final_on":"2027-05-31"`).Lacks(`"overdue":true`)
		k.until("2027-04-01")
		k.town.Get(at + "/yearly-reports").Want(http.StatusOK).Contains(`"overdue":true`)
		k.two.Get(at+"/yearly-reports").Reason(http.StatusForbidden, "auth.forbidden")
		report(2025).Reason(http.StatusConflict, "report.not_owed")
		report(2027).Reason(http.StatusConflict, "report.not_owed")
		report(2026).Want(http.StatusCreated)
		report(2026).Reason(http.StatusConflict, "report.filed")
		k.town.Get(at + "/yearly-reports").Want(http.StatusOK).Contains("组织活动12次").Lacks(`"overdue":true`).
			Contains(`"year":2027`)
	})
}

// An organization is found by the name it had; what its head may change of it.
func TestOrganizationIsRenamed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := k.active(scene.Draft("外山村新市民联谊会"))
		k.active(scene.Draft("外山村理事会", "kind", "council"))
		rename := func(c *apptest.Client, name string) *apptest.Response {
			return c.Post(at+"/rename", map[string]any{"name": name, "reason": "与全市名称统一"})
		}
		rename(k.two, "外山村新居民之家").Reason(http.StatusForbidden, "auth.forbidden")
		rename(k.one, "外山村理事会").Reason(http.StatusConflict, "organization.name_taken")
		rename(k.one, "外山村新市民联谊会").Want(http.StatusUnprocessableEntity).Contains("/name")
		env.Clock.Add(time.Minute)
		rename(k.one, "外山村新居民之家").Want(http.StatusOK).Contains("外山村新居民之家")
		k.town.Get("/notifications").Want(http.StatusOK).Contains("外山村新市民联谊会改名了")
		k.until("2026-12-24")
		rename(k.town, "外山村同心会").Want(http.StatusOK)
		env.Visitor().Get(at).Want(http.StatusOK).
			Contains(`"former_names":[{"name":"外山村新居民之家","used_from":"2026-11-23",` +
				`"used_until":"2026-12-24","reason":"与全市名称统一"},` +
				`{"name":"外山村新市民联谊会","used_from":"2026-11-23","used_until":"2026-11-23"`)
		for q, found := range map[string]bool{
			"新市民联谊":              true,
			"xsmlyh":             false,
			"wscxsm":             true,
			"waishancunxinjumin": true,
			"同心会":                true,
			"wsctxh":             true,
			"没有":                 false,
		} {
			got := env.Visitor().Get("/organizations?q=" + url.QueryEscape(q)).Want(http.StatusOK)
			if found {
				got.Contains("外山村同心会")
			} else {
				got.Lacks("外山村同心会")
			}
		}

		k.one.Put(at, map[string]any{
			"introduction":        "一起过节",
			"capacity":            3,
			"display_name":        "同心会",
			"min_migrant_percent": 60,
		}).Want(http.StatusOK).
			Contains("一起过节").Contains(`"kind_text":"同心会"`)
		k.one.Put(at, map[string]any{"capacity": 2}).Reason(http.StatusConflict, "organization.capacity_taken")
		k.one.Put(at, map[string]any{"term_years": 2}).Reason(http.StatusConflict, "organization.fixed_once_active")
		k.two.Put(at, map[string]any{"introduction": "我来写"}).Reason(http.StatusForbidden, "auth.forbidden")
	})
}
