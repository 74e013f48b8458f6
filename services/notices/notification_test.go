package notices_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

type noticeJSON struct {
	ID     string  `json:"id"`
	Kind   string  `json:"kind"`
	Title  string  `json:"title"`
	Text   string  `json:"text"`
	ReadAt *string `json:"read_at"`
}

func TestInbox(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		for i := range 5 {
			env.Clock.Add(1)
			env.SignIn(fmt.Sprint("applicant ", i)).
				Post(fmt.Sprintf("/organizations/%s/applications", org), map[string]any{}).Want(http.StatusCreated)
		}
		unread := func(c *apptest.Client) int {
			t.Helper()
			var got struct{ Count int }
			c.Get("/notifications/unread-count").Want(http.StatusOK).JSON(&got)
			return got.Count
		}
		if n := unread(chair); n != 6 { // approved, and five applications
			t.Fatalf("%d unread, want 6", n)
		}
		var all []noticeJSON
		cursor := ""
		for range 10 {
			var page scene.List[noticeJSON]
			chair.Get("/notifications?limit=2&cursor=" + cursor).Want(http.StatusOK).JSON(&page)
			all = append(all, page.Items...)
			if page.NextCursor == nil {
				break
			}
			cursor = *page.NextCursor
		}
		if len(all) != 6 || all[5].Kind != "organization.approved" || all[0].Title != "有人申请加入外山村联谊会" {
			t.Fatalf("inbox: %+v", all)
		}
		chair.With("Accept-Language", "en").Get("/notifications?limit=1").Want(http.StatusOK).
			Contains("A new application to join")

		other := env.SignIn("applicant 0")
		other.Post("/notifications/read", map[string]any{"ids": []string{all[0].ID}}).Want(http.StatusOK)
		if n := unread(chair); n != 6 {
			t.Errorf("somebody else has read it: %d unread", n)
		}
		chair.Post("/notifications/read", map[string]any{"ids": []string{all[0].ID, all[1].ID}}).Want(http.StatusOK).
			Contains(`"count":4`)
		var page scene.List[noticeJSON]
		chair.Get("/notifications?unread=true").Want(http.StatusOK).JSON(&page)
		if len(page.Items) != 4 {
			t.Errorf("%d unread on the list", len(page.Items))
		}
		chair.Post("/notifications/read", map[string]any{}).Want(http.StatusOK).Contains(`"count":0`)
		if n := unread(other); n != 1 {
			t.Errorf("the receipt of the applicant: %d unread", n)
		}
		env.Visitor().Get("/notifications").Want(http.StatusUnauthorized)
	})
}
