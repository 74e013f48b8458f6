package activities_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Pictures come with the draft and are read by who may read the activity; a
// picture is of one activity.
func TestActivity_images(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		f := newCourseFixture(env)
		picture := func(who *apptest.Client) models.ID {
			return scene.Upload(who, "activity_image", "x", scene.Photo(12, 9)).Want(http.StatusCreated).ID()
		}
		first, theirs := picture(f.organizer), picture(env.SignIn("lan"))
		body := f.draft(5)
		body["image_ids"] = []models.ID{first, theirs}
		f.organizer.Post("/activities", body).Want(http.StatusUnprocessableEntity).Contains(`"field":"/image_ids/1"`)
		body["image_ids"] = []models.ID{first}
		id := f.organizer.Post("/activities", body).Want(http.StatusCreated).ID()
		f.organizer.Anew().Post("/activities",
			body).Want(http.StatusUnprocessableEntity).Contains(`"field":"/image_ids/0"`)
		if n := f.count("SELECT COUNT(*) FROM activities"); n != 1 {
			t.Errorf("%d activities", n)
		}
		at := "/activities/" + id.String()
		env.Visitor().Get(at).Want(http.StatusNotFound)
		f.organizer.Post(at+"/publish", nil).Want(http.StatusOK)
		var got struct {
			Images []struct {
				ID       models.ID `json:"id"`
				URL      string    `json:"url"`
				ThumbURL string    `json:"thumb_url"`
			} `json:"images"`
		}
		read := env.Visitor().Get(at).Want(http.StatusOK)
		read.JSON(&got)
		if len(got.Images) != 1 || got.Images[0].ID != first {
			t.Fatalf("%+v", got)
		}
		for _, link := range []string{got.Images[0].URL, got.Images[0].ThumbURL} {
			env.Visitor().Get(link[strings.Index(link, "/files/"):]).Want(http.StatusOK)
		}
		tag := read.Header.Get("ETag")
		env.Visitor().With("If-None-Match", tag).Get(at).Want(http.StatusNotModified)
		env.Clock.Add(6 * time.Minute)
		env.Visitor().With("If-None-Match", tag).Get(at).Want(http.StatusOK)
	})
}
