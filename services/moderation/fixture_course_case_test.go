package moderation_test

import (
	"fmt"
	"net/http"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// courseCase is an organization with a published activity, administrators of three levels,
// and the case about the activity once somebody has complained.
type courseCase struct {
	*scene.Association
	town, county, city, platform *apptest.Client
	course                       models.ID
}

func newCourseCase(env *apptest.Env) *courseCase {
	env.Helper()
	b := &courseCase{Association: scene.NewAssociation(env, 4)}
	b.Exec("UPDATE organizations SET name = '外山村联谊会' WHERE id = ?", b.Org[:])
	admin := func(name string, role models.Role, code models.RegionCode) *apptest.Client {
		c := env.Verified(name)
		env.GrantRegion(c, role, code)
		return c
	}
	b.town = admin("town", models.RoleRegionAdmin, scene.Chengnan)
	b.county = admin("county", models.RoleRegionAdmin, scene.Yuecheng)
	b.city = admin("city", models.RoleRegionAdmin, scene.Shaoxing)
	b.platform = admin("platform", models.RolePlatformAdmin, scene.Country)
	b.course = b.publish(b.Chair)
	return b
}

// publish makes an activity of the organization that everybody sees.
func (b *courseCase) publish(organizer *apptest.Client) models.ID {
	b.Helper()
	id := organizer.Post("/activities", b.lesson()).Want(http.StatusCreated).ID()
	organizer.Post(fmt.Sprintf("/activities/%s/publish", id), nil).Want(http.StatusOK)
	return id
}

func (b *courseCase) lesson() map[string]any {
	now := b.Clock.Now()
	return map[string]any{"organization_id": b.Org, "kind": "skill", "title": "电工技能培训班",
		"description": "先交押金。\n名额有限。", "region_code": scene.Waishan, "place": "文化礼堂",
		"starts_at": now.Add(72 * time.Hour), "ends_at": now.Add(75 * time.Hour),
		"signup_opens_at": now, "signup_closes_at": now.Add(48 * time.Hour), "capacity": 30}
}

// caseOf finds the newest case about a target, and gives its address.
func (b *courseCase) caseOf(target models.ID) string {
	b.Helper()
	var id models.ID
	const query = "SELECT id FROM moderation_cases WHERE target_id = ? ORDER BY id DESC LIMIT 1"
	if err := b.SQL.QueryRow(query, target[:]).Scan(&id); err != nil {
		b.Fatal(err)
	}
	return "/moderation/" + id.String()
}

func (b *courseCase) told(c *apptest.Client, kind string) int {
	return b.Count("SELECT COUNT(*) FROM notices WHERE person_id = ? AND kind = ?", c.PersonID, kind)
}

func banning(scope string, days int) map[string]any {
	return map[string]any{"reason": "虚假招生，收取押金", "ban": map[string]any{"scope": scope, "days": days}}
}
