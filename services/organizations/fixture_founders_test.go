package organizations_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// founders is three people of an age that any kind of organization takes, who found
// organizations together, with the administrators of village, town and county.
type founders struct {
	*apptest.Env
	one, two, three       *apptest.Client
	village, town, county *apptest.Client
}

func newFounders(t *testing.T, env *apptest.Env) *founders {
	t.Helper()
	k := &founders{Env: env, one: env.Verified("one"), two: env.Verified("two"), three: env.Verified("three"),
		village: env.Verified("village admin"), town: env.Verified("town admin"), county: env.Verified("county admin")}
	for _, c := range []*apptest.Client{k.one, k.two, k.three} {
		env.Verify(c, "2003-05-01")
	}
	env.GrantRegion(k.village, models.RoleRegionAdmin, scene.Waishan)
	env.GrantRegion(k.town, models.RoleRegionAdmin, scene.Chengnan)
	env.GrantRegion(k.county, models.RoleRegionAdmin, scene.Yuecheng)
	return k
}

// again signs everybody in anew, after the clock was moved.
func (k *founders) again() {
	for _, c := range []**apptest.Client{&k.one, &k.two, &k.three, &k.village, &k.town, &k.county} {
		*c = k.SignIn((*c).Name)
	}
}

// signed drafts an organization that two others have signed.
func (k *founders) signed(draft map[string]any) string {
	k.Helper()
	at := "/organizations/" + k.one.Post("/organizations", draft).Want(http.StatusCreated).ID().String()
	k.one.Put(at+"/charter", apptest.Charter()).Want(http.StatusOK)
	for _, c := range []*apptest.Client{k.two, k.three} {
		k.one.Post(at+"/founders", map[string]any{"person_id": c.PersonID}).Want(http.StatusCreated)
		c.Post(at+"/founders/sign", nil).Want(http.StatusOK)
	}
	return at
}

// active founds an organization with three members.
func (k *founders) active(draft map[string]any) string {
	k.Helper()
	at := k.signed(draft)
	k.one.Post(at+"/submit", nil).Want(http.StatusOK)
	k.county.Post(at+"/approve", nil).Want(http.StatusOK)
	return at
}

func farewell(more ...any) map[string]any {
	body := map[string]any{"reason": "会员都搬走了", "assets": "没有财产"}
	for i := 0; i+1 < len(more); i += 2 {
		body[more[i].(string)] = more[i+1]
	}
	return body
}

// organizationOf reads the id out of a path.
func organizationOf(t *testing.T, at string) models.ID {
	t.Helper()
	id, err := models.ParseID(at[len("/organizations/"):])
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// until moves the clock to the begin of a day and signs everybody in anew.
func (k *founders) until(day models.Day) {
	k.Helper()
	k.Clock.Set(day.Start())
	k.RunJobs()
	k.again()
}
