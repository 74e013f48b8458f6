package mediation_test

import (
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func TestCommittee(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		body := func(change func(map[string]any)) map[string]any {
			b := map[string]any{"name": "城南街道调委会", "region_code": town, "head_id": c.head.PersonID,
				"mediators": []models.ID{c.first.PersonID, c.second.PersonID}}
			change(b)
			return b
		}
		set := func(key string, v any) map[string]any { return body(func(b map[string]any) { b[key] = v }) }
		const path = "/mediation-committees"
		child, unverified := env.SignIn("child"), env.SignIn("unverified")
		env.Verify(child, "2010-01-01")
		c.admin.Post(path, set("head_id", unverified.PersonID)).Reason(422, "request.invalid").Contains("/head_id")
		c.admin.Post(path, set("mediators", []models.ID{unverified.PersonID, c.second.PersonID})).
			Reason(422, "request.invalid").Contains("/mediators/0").Contains("未完成实名认证")
		c.admin.Post(path, set("mediators", []models.ID{c.admin.PersonID, c.second.PersonID})).
			Reason(422, "request.invalid").Contains("不能任命自己")
		for field, bad := range map[string]map[string]any{
			"/name":        set("name", " "),
			"/region_code": set("region_code", "330602005999"),
			"/head_id":     set("head_id", models.ID{5}),
			"/mediators":   set("mediators", []models.ID{c.first.PersonID, c.head.PersonID}),
			"/mediators/1": set("mediators", []models.ID{c.first.PersonID, child.PersonID}),
		} {
			if res := c.admin.Post(path, bad).
				Reason(422, "request.invalid"); !strings.Contains(string(res.Body), `"field":"`+field+`"`) {
				t.Errorf("%s: %s", field, res)
			}
		}
		c.admin.Post(path, set("region_code", "330600000000")).Reason(422, "request.invalid")
		c.admin.Post(path, set("mediators", []models.ID{c.first.PersonID})).Reason(422, "request.invalid")
		c.head.Post(path, set("name", "不行")).Want(403)
		c.admin.Post(path, set("region_code", otherVillage)).Reason(403, "auth.forbidden")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'committee.create' AND outcome = 'refused' AND region_code = ?`, otherVillage); n != 1 {
			t.Errorf("%d refusals in the trail", n)
		}

		var made struct {
			ID         models.ID `json:"id"`
			TermEndsOn string    `json:"term_ends_on"`
		}
		c.admin.Post(path, set("name", "城南街道调委会")).Want(201).JSON(&made)
		if made.TermEndsOn != "2029-11-23" {
			t.Errorf("term ends on %s", made.TermEndsOn)
		}
		c.admin.Post(path, set("head_id", c.second.PersonID)).Want(422) // twice in the list
		again := body(func(b map[string]any) {
			b["mediators"] = []models.ID{c.second.PersonID,
				env.Verified("more").PersonID}
		})
		c.admin.Post(path, again).Reason(409, "committee.exists")
		grants := env.Count("SELECT COUNT(*) FROM role_grants WHERE committee_id = ?", made.ID)
		heads := env.Count(`SELECT COUNT(*) FROM role_grants
			WHERE committee_id = ? AND role = 'committee_head' AND ends_at = ?`, made.ID,
			int64(models.Day("2030-11-24").Start()))
		if grants != 4 || heads != 1 || c.notices(models.NoticeSeatOffered, c.first) != 2 {
			t.Errorf("%d grants, %d heads", grants, heads)
		}
		scene.AcceptSeats(made.ID, c.head, c.first, c.second)
		if c.notices(models.NoticeCommitteeRole, c.first) != 2 {
			t.Error("who serves is not told that the committee takes cases")
		}

		has := func(query string, want ...bool) {
			t.Helper()
			res := env.Visitor().Get(path + query).Want(200)
			for i, id := range []models.ID{c.committee, made.ID} {
				if res.Holds(id.String()) != want[i] {
					t.Errorf("%s: committee %d listed: %v", query, i, !want[i])
				}
			}
		}
		has("", true, true)
		has("?region="+village, true, true)
		has("?region="+town, true, true)
		has("?region="+county, true, true)
		has("?region=330602005001", false, true)
		has("?region="+otherVillage, false, false)
		env.Exec("UPDATE mediation_committees SET state = 'ended' WHERE id = ?", made.ID)
		has("", true, false)
	})
}
