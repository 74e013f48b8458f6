package organizations_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Every kind of organization from its draft to its end record, founded again and again by
// the same three people: what one may be in only once is free after each.
func TestEveryKindIsFoundedAndDissolved(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		for i, c := range []struct {
			draft   map[string]any
			approve *apptest.Client // the lowest who may
			below   *apptest.Client // who may not yet; nil: nobody there
			byHead  bool            // its head may dissolve it
		}{
			{scene.Draft("", "kind", "harmony_association"), k.town, k.village, true},
			{scene.Draft("", "kind", "fellowship"), k.town, k.village, true},
			{scene.Draft("", "kind", "council"), k.town, k.village, true},
			{scene.Draft("", "kind", "hometown_group", "origin_code", "340000000000"), k.village, nil, true},
			{scene.Draft("", "kind", "villager_group"), k.village, nil, false},
			{scene.Draft("", "kind", "party_branch"), k.town, k.village, false},
			{scene.Draft("", "kind", "party_branch", "subtype", "temporary", "ends_on", "2027-05-31"), k.town,
				k.village, false},
			{scene.Draft("", "kind", "party_branch", "subtype", "floating", "display_name", "红色党支部"), k.town,
				k.village, false},
			{scene.Draft("", "kind", "party_branch", "subtype", "joint"), k.town, k.village, false},
			{scene.Draft("", "kind", "union", "employer_name", "某某制衣厂"), k.town, k.village, false},
			{scene.Draft("", "kind", "union", "subtype", "joint"), k.town, k.village, false},
			{scene.Draft("", "kind", "union", "subtype", "federation", "region_code", scene.Chengnan), k.county,
				k.town, false},
			{scene.Draft("", "kind", "youth_league"), k.town, k.village, false},
			{scene.Draft("", "kind", "womens_federation"), k.town, k.village, false},
		} {
			name := fmt.Sprintf("第%d个组织", i)
			c.draft["name"] = name
			at := k.signed(c.draft)
			k.two.Get(at + "/charter").Want(http.StatusOK).Contains("会员大会")
			k.one.Post(at+"/submit", nil).Want(http.StatusOK)
			if c.below != nil {
				c.below.Post(at+"/approve", nil).Reason(http.StatusForbidden, "organization.higher_authority")
				if c.below == k.village { // who could not decide is not told
					c.below.Get("/notifications?limit=100").Lacks(name)
				}
			}
			c.approve.Get("/notifications?limit=100").Want(http.StatusOK).Contains(name)
			var got scene.Organization
			c.approve.Post(at+"/approve", nil).Want(http.StatusOK).JSON(&got)
			if n := env.Count("SELECT member_count FROM organizations WHERE id = ?", got.ID); got.State != "active" ||
				n != 3 {
				t.Errorf("%v: approved %+v", c.draft, got)
			}
			k.one.Get(at + "/members").Want(http.StatusOK).Contains(k.two.PersonID.String()).
				Contains(k.three.PersonID.String())
			if c.byHead {
				k.one.Post(at+"/dissolve", farewell()).Want(http.StatusOK).Contains(`"dissolved"`)
			} else {
				k.one.Post(at+"/dissolve", farewell()).Reason(http.StatusForbidden, "organization.higher_authority")
				k.two.Post(at+"/dissolve", farewell()).Reason(http.StatusForbidden, "auth.forbidden")
				c.approve.Post(at+"/dissolve", farewell()).Want(http.StatusOK).Contains(`"dissolved"`)
			}
			env.Visitor().Get(at + "/end-record").Want(http.StatusOK).Contains(`"member_count":3`).Contains("没有财产")
			k.two.Get("/notifications?limit=100").Want(http.StatusOK).Contains(name + "已解散")
			k.two.Get("/me/memberships?limit=1").Want(http.StatusOK).Contains(`"end_reason":"dissolved"`)
			k.one.Get("/me/roles").Want(http.StatusOK).Lacks(got.ID.String())
		}
		if n := env.Count(`SELECT COUNT(*) FROM memberships
			WHERE state = 'active' OR live_key IS NOT NULL OR exclusive_key IS NOT NULL`); n != 0 {
			t.Errorf("%d memberships outlive their organizations", n)
		}
		if n := env.Count(`SELECT COUNT(*) FROM organizations
			WHERE member_count + migrant_count + unit_count <> 0`); n != 0 {
			t.Errorf("%d dissolved organizations count members", n)
		}
	})
}

// People who may found together, and what a draft must have before anybody decides.
func TestFoundersSign(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := "/organizations/" + k.one.Post("/organizations", scene.Draft("外山村联谊会")).Want(http.StatusCreated).ID().
			String()
		name := func(c *apptest.Client) map[string]any { return map[string]any{"person_id": c.PersonID} }

		// A model in plain words to begin with, then section by section.
		k.one.Get(at + "/charter").Want(http.StatusOK).Contains(`"written":false`).Contains("外山村联谊会").
			Contains("会长由会员大会选举产生")
		k.one.Post(at+"/submit", nil).Reason(http.StatusUnprocessableEntity, "organization.charter_incomplete").
			Contains("/name_and_seat").Contains("/other_matters")
		k.one.With("If-Match", `"0"`).Put(at+"/charter", map[string]any{"purpose": " 互相帮助 "}).Want(http.StatusOK).
			Contains(`"互相帮助"`).Contains(`"version":1`)
		k.one.With("If-Match", `"0"`).Put(at+"/charter", map[string]any{"purpose": "别的"}).
			Reason(http.StatusPreconditionFailed, "request.stale")
		k.one.Post(at+"/submit", nil).Reason(http.StatusUnprocessableEntity, "organization.charter_incomplete").
			Lacks("/purpose").Contains("/heads")
		k.one.Put(at+"/charter", apptest.Charter()).Want(http.StatusOK)
		k.one.Post(at+"/submit", nil).Reason(http.StatusConflict, "organization.founders_missing")

		// A person who is not asked sees nothing; one who is asked signs with a verified name.
		unproven := env.SignIn("unproven")
		k.two.Post(at+"/founders/sign", nil).Reason(http.StatusNotFound, "request.not_found")
		k.one.Post(at+"/founders", map[string]any{"person_id": scene.NewID()}).Want(http.StatusUnprocessableEntity).
			Contains("/person_id")
		for _, c := range []*apptest.Client{k.two, k.three, unproven, k.town} {
			k.one.Post(at+"/founders", name(c)).Want(http.StatusCreated).Contains(c.PersonID.String())
		}
		k.one.Post(at+"/founders", name(k.two)).Reason(http.StatusConflict, "founder.exists")
		k.two.Post(at+"/founders", name(k.village)).Reason(http.StatusForbidden, "auth.forbidden")
		k.county.Post(at+"/founders/sign", nil).Reason(http.StatusForbidden, "auth.forbidden")
		unproven.Post(at+"/founders/sign", nil).Reason(http.StatusForbidden, "organization.founder_unverified")
		k.two.Get("/notifications").Want(http.StatusOK).Contains("一起发起")
		k.two.Put(at, map[string]any{"introduction": "我也写"}).Reason(http.StatusForbidden, "auth.forbidden")
		for range 2 {
			k.two.Post(at+"/founders/sign", nil).Want(http.StatusOK).Contains(`"signed"`)
		}
		k.one.Post(at+"/founders/withdraw", nil).Reason(http.StatusConflict, "founder.initiator")
		k.one.Post(at+"/submit", nil).Reason(http.StatusConflict, "organization.founders_missing")
		k.three.Post(at+"/founders/sign", nil).Want(http.StatusOK)
		k.town.Post(at+"/founders/sign", nil).Want(http.StatusOK)
		k.one.Post(at+"/submit", nil).Want(http.StatusOK)
		k.one.Put(at+"/charter", map[string]any{"purpose": "改"}).Reason(http.StatusConflict, "charter.frozen")
		// The right comes before the version, and the version before the state.
		k.one.With("If-Match", `"0"`).Put(at+"/charter", map[string]any{"purpose": "改"}).
			Reason(http.StatusPreconditionFailed, "request.stale")
		k.two.With("If-Match", `"0"`).Put(at+"/charter", map[string]any{"purpose": "改"}).
			Reason(http.StatusForbidden, "auth.forbidden")
		unproven.Post(at+"/founders/withdraw", nil).Want(http.StatusOK)
		unproven.Get(at).Reason(http.StatusNotFound, "request.not_found")

		// A founder who has signed decides nothing; one who withdraws is missed.
		k.town.Post(at+"/approve", nil).Reason(http.StatusForbidden, "organization.own_review")
		k.town.Post(at+"/reject", scene.Reason("不行")).Reason(http.StatusForbidden, "organization.own_review")
		k.county.Get(at + "/founders").Want(http.StatusOK).Contains(k.three.PersonID.String())
		k.town.Post(at+"/founders/withdraw", nil).Want(http.StatusOK)
		k.three.Post(at+"/founders/withdraw", nil).Want(http.StatusOK)
		k.county.Post(at+"/approve", nil).Reason(http.StatusConflict, "organization.founders_missing")
		k.county.Post(at+"/reject", scene.Reason("请再找一个人")).Want(http.StatusOK)
		four := env.Verified("four")
		k.one.Post(at+"/founders", name(four)).Want(http.StatusCreated)
		env.Clock.Add(1000)
		four.Post(at+"/founders/sign", nil).Want(http.StatusOK)
		k.one.Put(at, map[string]any{"introduction": "又找到一个人"}).Want(http.StatusOK)
		k.one.Post(at+"/submit", nil).Want(http.StatusOK)
		k.county.Post(at+"/approve", nil).Want(http.StatusOK)
		four.Post(at+"/founders/withdraw", nil).Reason(http.StatusConflict, "organization.wrong_state")
		four.Post(at+"/founders/sign", nil).Reason(http.StatusConflict, "organization.wrong_state")
		if n := env.Count("SELECT queue_no FROM memberships WHERE person_id = ?", four.PersonID); n != 3 {
			t.Errorf("the last to sign is number %d", n)
		}
	})
}

// A founder who belongs elsewhere by the day of the approval stays out and is
// told; the others are not held up. Of a Party branch nobody outside learns who
// founded it.
func TestFounderWhoBelongsElsewhereStaysOut(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		first := k.signed(scene.Draft("外山村党支部", "kind", "party_branch"))
		second := k.signed(scene.Draft("外山村第二党支部", "kind", "party_branch"))
		env.Exec("UPDATE organizations SET created_by = ? WHERE id = ?", k.two.PersonID, organizationOf(t, first))
		k.town.Get(first+"/founders").Reason(http.StatusForbidden, "auth.forbidden")
		k.two.Post(first+"/submit", nil).Want(http.StatusOK)
		k.town.Get(first + "/founders").Want(http.StatusOK).Contains(k.three.PersonID.String())
		k.town.Post(first+"/approve", nil).Want(http.StatusOK)
		k.town.Get(first+"/founders").Reason(http.StatusForbidden, "auth.forbidden")
		k.three.Get(first + "/founders").Want(http.StatusOK)

		k.one.Post(second+"/submit", nil).Want(http.StatusOK)
		// the founder is in the first
		k.town.Post(second+"/approve", nil).Reason(http.StatusConflict, "party_branch.tie_elsewhere")
		if n := env.Count("SELECT COUNT(*) FROM memberships WHERE organization_id = ?",
			organizationOf(t, second)); n != 0 {
			t.Errorf("a refused approval left %d members", n)
		}
		env.Exec(`UPDATE memberships
			SET exclusive_key = NULL, live_key = NULL, state = 'ended'
			WHERE person_id = ?`, k.one.PersonID)
		var got scene.Organization
		k.town.Post(second+"/approve", nil).Want(http.StatusOK).JSON(&got)
		if n := env.Count("SELECT member_count FROM organizations WHERE id = ?", got.ID); n != 1 {
			t.Errorf("%+v: two of three founders are elsewhere", got)
		}
		k.three.Get("/notifications?limit=1").Want(http.StatusOK).Contains("没有成为会员")
		if n := env.Count("SELECT next_queue_no FROM organizations WHERE id = ?", got.ID); n != 2 {
			t.Errorf("the queue goes on at %d", n)
		}
		// The clock of a temporary organization: nobody's tie is transferred, so all come in.
		third := k.active(scene.Draft("防汛临时党支部", "kind", "party_branch", "subtype", "temporary", "ends_on",
			"2027-05-31"))
		if n := env.Count(`SELECT COUNT(*) FROM memberships
			WHERE organization_id = ? AND state = 'active' AND tie = 'participating' AND exclusive_key IS NULL`,
			organizationOf(t, third)); n != 3 {
			t.Errorf("%d take part", n)
		}
		// A person who could not belong to it does not sign; one who leads the League may be older.
		league := "/organizations/" + k.town.Post("/organizations", scene.Draft("外山村团支部", "kind", "youth_league")).
			Want(http.StatusCreated).ID().String()
		for _, c := range []*apptest.Client{k.one, k.two, k.village} {
			k.town.Post(league+"/founders", map[string]any{"person_id": c.PersonID}).Want(http.StatusCreated)
		}
		k.village.Post(league+"/founders/sign", nil).Reason(http.StatusForbidden, "youth_league.age")
		k.one.Post(league+"/founders/sign", nil).Want(http.StatusOK)
		k.two.Post(league+"/founders/sign", nil).Want(http.StatusOK)
		k.town.Post(league+"/submit", nil).Want(http.StatusOK)
		env.Verify(k.two, "1990-05-01")
		k.county.Post(league+"/approve", nil).Want(http.StatusOK).Contains(`"member_count":2`)
		k.two.Get("/notifications?limit=1").Want(http.StatusOK).Contains("没有成为会员")

		// One draft is no way to write to everybody.
		fourth := k.signed(scene.Draft("外山村联谊会"))
		for i := range models.FoundersMax - 2 {
			c := models.ID{7, byte(i)}
			env.Exec(`INSERT INTO persons (id, state, nickname, verification, verification_reason, sex, education,
				employment, epoch, version, created_at, updated_at)
				VALUES (?, 'active', '', 'none', '', 0, '', '', 1, 1, 0, 0)`, c)
			env.Exec(`INSERT INTO organization_founders (organization_id, person_id, state, created_at, updated_at)
				VALUES (?, ?, 'invited', 0, 0)`, organizationOf(t, fourth), c)
		}
		k.one.Post(fourth+"/founders", map[string]any{"person_id": k.town.PersonID}).
			Reason(http.StatusConflict, "founder.too_many")
		// Nobody approves what is over already.
		late := k.signed(scene.Draft("抢收临时党支部", "kind", "party_branch", "subtype", "temporary", "ends_on",
			"2020-01-01"))
		k.one.Post(late+"/submit", nil).Reason(http.StatusConflict, "organization.ends_in_past")
	})
}
