package activities_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
)

// What stands beside the ids of an activity: the names of its organization and its
// place, for whoever may read these, in every answer alike, and at a price that does
// not grow with the page.
func TestNamesBesideIDs(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		type named struct {
			OrganizationName string `json:"organization_name"`
			RegionName       string `json:"region_name"`
		}
		want := named{"外山村新居民联谊会 " + f.org.String()[24:], "浙江省绍兴市越城区城南街道外山村"}
		demand := func(what string, got, want named) {
			t.Helper()
			if got != want {
				t.Errorf("%s: %+v, want %+v", what, got, want)
			}
		}
		var got named
		once := f.organizer.With("Idempotency-Key", "named-"+f.org.String())
		first := once.Post("/activities", f.draft(2)).Want(http.StatusCreated).JSON(&got)
		demand("the kept answer", got, want)
		if again := once.Post("/activities",
			f.draft(2)).Want(http.StatusCreated); string(again.Body) != string(first.Body) {
			t.Errorf("repeated: %s, want %s", again.Body, first.Body)
		}
		path := "/activities/" + first.ID().String()
		got = named{}
		f.organizer.Post(path+"/publish", nil).Want(http.StatusOK).JSON(&got)
		demand("the answer of an act", got, want)
		got = named{}
		env.Visitor().Get(path).Want(http.StatusOK).JSON(&got)
		demand("the read", got, want)

		list := func() (page struct{ Items []named }, sent int64) {
			before := env.Server.Services.Statements()
			env.Visitor().Get("/activities?organization_id=" + f.org.String()).Want(http.StatusOK).JSON(&page)
			return page, env.Server.Services.Statements() - before
		}
		one, sentForOne := list()
		demand("the list", one.Items[0], want)
		for range 5 {
			f.open(3)
		}
		if more, sent := list(); len(more.Items) != 6 || sent != sentForOne {
			t.Errorf("%d rows took %d statements, one took %d", len(more.Items), sent, sentForOne)
		}

		f.exec("UPDATE organizations SET moderation = 'blocked' WHERE id = ?", f.org[:])
		f.organizer.Get("/activities?organization_id=" +
			f.org.String()).Want(http.StatusOK).Contains(want.OrganizationName)
		env.Visitor().Get(path).Want(http.StatusOK).Lacks("联谊会") // whoever may not read the organization
	})
}
