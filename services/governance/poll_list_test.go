package governance_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

func TestPollListsShowOnlyWhatOneMaySee(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h, other := scene.NewAssociation(env, 10), scene.NewAssociation(env, 1)
		var published []string
		for range 5 {
			published = append(published, strings.TrimPrefix(h.PublishRoll(), "/polls/"))
			h.Clock.Add(time.Second)
		}
		draft := h.Chair.Post("/polls", h.PollDraft()).Want(201).ID().String()
		foreign := other.Chair.Post("/polls", other.PollDraft()).Want(201).ID().String()
		h.Exec("UPDATE memberships SET state = 'ended', live_key = NULL WHERE person_id = ?", h.Members[9].PersonID[:])

		slices.Reverse(published)
		for name, c := range map[string]struct {
			who  *apptest.Client
			path string
			want []string
		}{
			"chair":       {h.Chair, "/polls?limit=2", append([]string{draft}, published...)},
			"member":      {h.Members[3], "/polls?limit=2", published},
			"of one body": {h.Members[3], "/polls?limit=4&organization_id=" + h.Org.String(), published},
			"of another":  {h.Members[3], "/polls?organization_id=" + other.Org.String(), nil},
			"left, voter": {h.Members[9], "/polls", published},
			"my polls":    {h.Members[3], "/me/polls?limit=2", published},
			"other chair": {other.Chair, "/polls", []string{foreign}},
			"nobody's":    {other.Chair, "/me/polls", nil},
		} {
			if got := scene.AllIDs(c.who, c.path); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		}
		h.Members[3].Get("/polls?cursor=forged").Reason(422, "request.invalid")
		first := h.Members[3].Get("/polls?limit=1").Want(200)
		var page struct {
			NextCursor string `json:"next_cursor"`
		}
		first.JSON(&page)
		h.Members[3].Get("/me/polls?cursor="+page.NextCursor).Reason(422, "request.invalid")
		env.Visitor().Get("/polls").Want(http.StatusUnauthorized)
		one := h.Members[3].Get("/polls/" + published[0]).Want(200)
		h.Members[3].With("If-None-Match", one.Header.Get("ETag")).Get("/polls/" + published[0]).
			Want(http.StatusNotModified)
	})
}
