package governance_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// Two options that read alike are one to who votes; and a deadline is a time as
// the standard writes it.
func TestPollOptionsThatReadAlike(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 2)
		for _, twin := range []string{"Ａ方案", "a方案", "A 方案", "A\u200b方案", "A　方案"} {
			h.Chair.Post("/polls", h.PollDraft("A方案", "B方案", twin)).
				Reason(http.StatusUnprocessableEntity, "request.invalid").Contains(`"/options/2"`)
			var said struct {
				Detail string
				Errors []struct{ Message string }
			}
			h.Chair.Post("/polls", h.PollDraft("A方案", "B方案", twin)).JSON(&said)
			if said.Detail != said.Errors[0].Message { // a whole sentence says what to do
				t.Errorf("%+v", said)
			}
		}
		draft := h.PollDraft("A方案", "B方案")
		id := h.Chair.Post("/polls", draft).Want(http.StatusCreated).ID().String()
		h.Chair.Put("/polls/"+id, map[string]any{"options": []string{"A方案", "Ａ方案"}}).
			Want(http.StatusUnprocessableEntity).Contains(`"/options/1"`)
		for _, at := range []string{"2026-12-01T19:00:00,5+08:00", "2026-12-01T9:00:00+08:00"} {
			draft["closes_at"] = at
			h.Chair.Post("/polls", draft).Reason(http.StatusUnprocessableEntity, "request.invalid").
				Contains(`"/closes_at"`).Contains(`"date_time"`)
		}
	})
}
