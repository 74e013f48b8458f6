package activities_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// What a reader may do stands in the answer, and why something is not possible yet.
func TestActsOfAnActivity(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		guest := f.people(1)[0]
		body := f.draft(5)
		body["signup_opens_at"] = f.Clock.Now().Add(time.Hour)
		path := "/activities/" + f.organizer.Post("/activities", body).Want(http.StatusCreated).ID().String()
		expect := func(when string, c *apptest.Client, acts string, notYet ...string) {
			t.Helper()
			var got struct {
				Acts   []string
				NotYet []struct{ Act, Reason, Text string } `json:"not_yet"`
			}
			c.Get(path).Want(http.StatusOK).JSON(&got)
			why := []string{}
			for _, n := range got.NotYet {
				if why = append(why, n.Act+" "+n.Reason); n.Text == "" {
					t.Errorf("%s: %s has no words", when, n.Reason)
				}
			}
			if strings.Join(got.Acts, " ") != acts || strings.Join(why, ", ") != strings.Join(notYet, ", ") {
				t.Errorf("%s: %v, not yet %v; want %s, not yet %v", when, got.Acts, why, acts, notYet)
			}
		}
		expect("a draft", f.organizer, "edit publish delete")
		f.Clock.Add(49 * time.Hour)
		f.fresh(&f.organizer)
		expect("a draft whose time is over", f.organizer, "edit delete", "publish activity.past")
		f.organizer.Post(path+"/publish", nil).Reason(http.StatusConflict, "activity.past")
		now := f.Clock.Now()
		f.organizer.Put(path, map[string]any{"signup_opens_at": now.Add(time.Hour),
			"starts_at":        now.Add(72 * time.Hour),
			"signup_closes_at": now.Add(2 * time.Hour), "ends_at": now.Add(75 * time.Hour)}).Want(http.StatusOK)
		f.organizer.Post(path+"/publish", nil).Want(http.StatusOK)
		f.fresh(&guest)
		expect("a visitor", env.Visitor(), "")
		expect("before sign-up opens", guest, "", "sign_up activity.not_open")
		before := guest.Get(path).Header.Get("ETag")
		f.Clock.Add(time.Hour)
		f.fresh(&guest)
		if after := guest.Get(path).Header.Get("ETag"); after == before {
			t.Errorf("sign-up has opened, and the tag is still %s", after)
		}
		expect("sign-up", guest, "sign_up")
		guest.Post(path+"/signups", map[string]any{}).Want(http.StatusCreated)
		expect("on the list", guest, "")
		f.fresh(&f.organizer)
		expect("published", f.organizer, "edit close_signup cancel sign_up")
		f.organizer.Post(path+"/close", nil).Want(http.StatusOK)
		expect("closed", f.organizer, "cancel", "sign_up activity.signup_closed")
		f.organizer.Post(path+"/cancel", scene.Reason("下雨")).Want(http.StatusOK)
		expect("called off", f.organizer, "")
	})
}
