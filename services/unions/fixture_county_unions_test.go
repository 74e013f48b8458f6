package unions_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// countyUnions is a county with unions: two of units, a joint one of the village, and
// the federation of the town.
type countyUnions struct {
	*apptest.Env
	own, other, joint, federation           models.ID
	ownChair, otherChair, jointChair, above *apptest.Client
}

func newCountyUnions(t *testing.T, env *apptest.Env) *countyUnions {
	t.Helper()
	// A federation is approved from above its own level.
	env.GrantRegion(env.SignIn("admin of "+scene.Waishan), models.RoleRegionAdmin, scene.Shaoxing)
	l := &countyUnions{Env: env, ownChair: env.Verified("own chair"), otherChair: env.Verified("other chair"),
		jointChair: env.Verified("joint chair"), above: env.Verified("federation chair")}
	found := func(c *apptest.Client, name, subtype string, more ...any) models.ID {
		return scene.Found(env, c, scene.Draft(name, append(more, "kind", "union", "subtype", subtype)...))
	}
	l.own = found(l.ownChair, "某某制衣厂工会", "own", "employer_name", "绍兴某某制衣厂（普通合伙）", "term_years", 3)
	l.other = found(l.otherChair, "轻纺公司工会", "own", "employer_name", "轻纺公司", "employer_code", "91350100M000100Y43")
	l.joint = found(l.jointChair, "外山村联合工会", "joint")
	l.federation = found(l.above, "城南街道工会联合会", "federation", "region_code", scene.Chengnan)
	return l
}

// affiliate puts a union under the federation.
func (l *countyUnions) affiliate(chair *apptest.Client, union models.ID) {
	l.Helper()
	chair.Post(scene.OrganizationPath(union, "parent"), map[string]any{"parent_id": l.federation}).Want(http.StatusOK)
	accepted := l.above.Post(scene.OrganizationPath(union, "parent/accept"), nil)
	accepted.Want(http.StatusOK).Contains(l.federation.String())
}
