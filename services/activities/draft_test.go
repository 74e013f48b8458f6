package activities_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
)

// A draft is gone with its pictures; what was published is called off instead.
func TestDraftsAreDeleted(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		guest := f.people(1)[0]
		path := "/activities/" + f.organizer.Post("/activities", f.draft(5)).Want(http.StatusCreated).ID().String()
		guest.Delete(path).Want(http.StatusForbidden)
		f.organizer.Delete(path).Want(http.StatusNoContent)
		f.organizer.Delete(path).Reason(http.StatusNotFound, "request.not_found")
		f.organizer.Get(path).Reason(http.StatusNotFound, "request.not_found")
		if n := f.count("SELECT COUNT(*) FROM activities"); n != 0 {
			t.Errorf("%d rows of a deleted draft", n)
		}
		open := "/activities/" + f.open(1).String()
		f.organizer.Delete(open).Reason(http.StatusConflict, "activity.wrong_state")
		f.organizer.Get(open).Want(http.StatusOK).Lacks(`"delete"`)
	})
}
