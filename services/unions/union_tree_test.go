package unions_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The tree from the city to the enterprise, with what is below in sum.
func TestUnionTree(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		env.Exec("UPDATE role_grants SET region_code = ? WHERE person_id = ?", string(models.CountryCode),
			env.SignIn("admin of "+scene.Waishan).PersonID)
		county, town := env.Verified("county chair"), env.Verified("town chair")
		above := scene.Found(env, county,
			scene.Draft("越城区总工会", "kind", "union", "subtype", "federation", "region_code", scene.Yuecheng))
		next := scene.Found(env, town,
			scene.Draft("北海街道工会联合会", "kind", "union", "subtype", "federation", "region_code", "330602001000"))
		for i := range 3 {
			scene.JoinUnion(env.SignIn(fmt.Sprint("own worker ", i)), l.ownChair, l.own)
		}
		ask := func(c *apptest.Client, union, parent models.ID) *apptest.Response {
			return c.Post(scene.OrganizationPath(union, "parent"), map[string]any{"parent_id": parent})
		}
		ask(l.ownChair, l.own, models.ID{1}).Reason(http.StatusNotFound, "request.not_found")
		ask(l.otherChair, l.own, l.federation).Reason(http.StatusForbidden, "auth.forbidden")
		ask(l.ownChair, l.own, l.joint).Reason(http.StatusConflict, "union.not_above")
		ask(l.ownChair, l.own, next).Reason(http.StatusConflict, "union.not_above")
		ask(l.above, l.federation, next).Reason(http.StatusConflict, "union.not_above")
		ask(county, above, l.federation).Reason(http.StatusConflict, "union.not_above")
		ask(l.above, l.federation, l.federation).Reason(http.StatusConflict, "union.not_above")

		ask(l.ownChair, l.own, above).Want(http.StatusOK)
		ask(l.ownChair, l.own, l.federation).Want(http.StatusOK) // the last word counts
		county.Post(scene.OrganizationPath(l.own, "parent/accept"), nil).Reason(http.StatusForbidden, "auth.forbidden")
		l.above.Get(scene.OrganizationPath(l.federation, "union-affiliations")).Want(http.StatusOK).Contains("某某制衣厂工会")
		county.Get(scene.OrganizationPath(above, "union-affiliations")).Want(http.StatusOK).Lacks("某某制衣厂工会")
		l.above.Post(scene.OrganizationPath(l.own, "parent/refuse"), scene.Reason("请先完成换届")).Want(http.StatusOK).
			Contains(`"parent_id":null`)
		l.ownChair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("请先完成换届")
		for _, u := range []struct {
			chair *apptest.Client
			id    models.ID
		}{{l.ownChair, l.own}, {l.otherChair, l.other}, {l.jointChair, l.joint}} {
			l.affiliate(u.chair, u.id)
		}
		ask(l.above, l.federation, above).Want(http.StatusOK)
		county.Post(scene.OrganizationPath(l.federation, "parent/accept"), nil).Want(http.StatusOK)
		ask(l.above, l.federation, above).Reason(http.StatusConflict, "union.affiliated")
		county.Post(scene.OrganizationPath(l.federation, "parent/accept"), nil).
			Reason(http.StatusConflict, "union.not_asked")

		type branch struct {
			ID              models.ID
			MemberCount     int `json:"member_count"`
			Unions, Members int
			SubtypeText     string `json:"subtype_text"`
			UnionNo         string `json:"union_no"`
		}
		var tree struct {
			Union branch
			scene.List[branch]
		}
		env.Visitor().Get(scene.OrganizationPath(above, "union-tree")).Want(http.StatusOK).JSON(&tree)
		if tree.Union.Unions != 5 || tree.Union.Members != 8 || tree.Union.MemberCount != 1 || len(tree.Items) != 1 ||
			tree.Items[0].Unions != 4 || tree.Items[0].Members != 7 {
			t.Errorf("from the county: %+v", tree)
		}
		seen := map[models.ID]branch{}
		path := scene.OrganizationPath(l.federation, "union-tree?limit=2")
		for cursor := ""; ; {
			tree.Items, tree.NextCursor = nil, nil
			env.Visitor().Get(path + cursor).Want(http.StatusOK).JSON(&tree)
			for _, b := range tree.Items {
				seen[b.ID] = b
			}
			if tree.NextCursor == nil {
				break
			}
			cursor = "&cursor=" + *tree.NextCursor
		}
		if len(seen) != 3 || seen[l.own].Members != 4 || seen[l.own].SubtypeText != "单位工会" ||
			seen[l.joint].Members != 1 || seen[l.own].UnionNo == "" {
			t.Errorf("from the town: %+v", seen)
		}
		fellowship := scene.Found(env, env.Verified("fellow"), scene.Draft("外山村联谊会"))
		env.Visitor().Get(scene.OrganizationPath(fellowship, "union-tree")).
			Reason(http.StatusConflict, "union.unions_only")
	})
}

// What the law says about a union as it grows, and about the people who sit on its committee.
func TestUnionStatusAndKin(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		deputy := env.Verified("deputy")
		scene.JoinUnion(deputy, l.ownChair, l.own)
		status := func() *apptest.Response {
			return deputy.Get(scene.OrganizationPath(l.own, "union-status")).Want(http.StatusOK)
		}
		status().Contains("不足25人").Contains("还没有归属上级工会").Contains("本届任期至").Contains("今年还没有开展会员评家")
		l.otherChair.Get(scene.OrganizationPath(l.own, "union-status")).Reason(http.StatusForbidden, "union.inside")
		env.Exec("UPDATE organizations SET member_count = 200, term_ends_on = '2026-01-31' WHERE id = ?", l.own)
		status().Contains("应当建立工会委员会，现有委员1人").Contains("专职工会主席").Contains("已于2026-01-31届满")
		l.jointChair.Get(scene.OrganizationPath(l.joint, "union-status")).Want(http.StatusOK).Contains("两个以上单位的会员")

		office := map[string]any{"person_id": deputy.PersonID, "role": "vice_chair", "ends_on": "2027-11-22"}
		l.ownChair.Post(scene.OrganizationPath(l.own, "offices"), office).
			Reason(http.StatusForbidden, "union.kin_declaration")
		office["role"] = "organizer" // not of the committee
		l.ownChair.Post(scene.OrganizationPath(l.own, "offices"), office).Want(http.StatusCreated)
		office["role"], office["declares_not_kin"] = "vice_chair", true
		l.ownChair.Post(scene.OrganizationPath(l.own, "offices"), office).Want(http.StatusCreated)
		env.Verified("founder").Post("/organizations",
			scene.Draft("四年工会", "kind", "union", "employer_name", "厂", "term_years", 4)).
			Want(http.StatusUnprocessableEntity).Contains("/term_years")
	})
}
