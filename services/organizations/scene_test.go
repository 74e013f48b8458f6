package organizations_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// noun is something to which a code leads, who makes the code, and who may see it.
type noun struct {
	kind           string
	id             models.ID
	text           string
	holder, reader *apptest.Client
	refused        int // what a person without the right is told
}

// sceneNouns makes one of every kind.
func sceneNouns(env *apptest.Env) []noun {
	env.Helper()
	a := scene.NewAssociation(env, 10)
	admin, head, officer := env.Verified("admin"), env.Verified("head"), scene.Officer(env)
	env.GrantRegion(admin, models.RoleRegionAdmin, scene.Yuecheng)
	committee := scene.Committee(admin, "外山村调解委员会", scene.Waishan, head, env.Verified("one"), env.Verified("two"))
	course := a.Chair.Post("/activities", scene.Course(env, a.Org, scene.Waishan)).Want(http.StatusCreated).ID()
	a.Chair.Post(fmt.Sprintf("/activities/%s/publish", course), nil).Want(http.StatusOK)
	_, id, _ := strings.Cut(a.PublishRoll(), "/polls/")
	poll, err := models.ParseID(id)
	if err != nil {
		env.Fatal(err)
	}
	fang := env.Verified("fang")
	fang.Put("/me", map[string]any{"region_code": scene.Waishan}).Want(http.StatusOK)
	desk := officer.Post("/desk/sessions", map[string]any{"region_code": scene.Waishan,
		"person_id": fang.PersonID}).Want(http.StatusCreated).ID()
	return []noun{
		{"check_in", course, "电工技能培训班", a.Chair, env.Visitor(), 403},
		{"poll", poll, "", a.Chair, a.Members[3], 404},
		{"organization_board", a.Org, "外山村新居民联谊会", a.Chair, env.Visitor(), 403},
		{"committee_board", committee, "外山村调解委员会", head, env.Visitor(), 403},
		{"desk", desk, "", officer, fang, 404},
	}
}

// A code of each kind leads where it says, for those who may see that, is made and ended
// by whoever holds the noun, and opens nothing.
func TestScene_ofEveryKind(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		stranger := env.SignIn("stranger")
		for _, n := range sceneNouns(env) {
			body := map[string]any{"kind": n.kind, "subject_id": n.id, "note": "工地东门",
				"expires_at": env.Clock.Now().Add(20 * time.Minute)}
			stranger.Post("/scene-codes", body).Want(n.refused)
			var code struct {
				ID   models.ID `json:"id"`
				Code string    `json:"code"`
			}
			n.holder.Post("/scene-codes", body).Want(http.StatusCreated).JSON(&code)
			list := fmt.Sprintf("/scene-codes?kind=%s&subject_id=%s", n.kind, n.id)
			n.holder.Get(list).Want(http.StatusOK).Contains("工地东门").Contains(code.Code)
			stranger.Get(list).Want(n.refused)
			printed := "/scenes/" + strings.ToUpper(code.Code)
			n.reader.Get(printed).Want(http.StatusOK).Contains(`"kind":"` + n.kind + `"`).Contains(n.id.String()).
				Contains(n.text).Lacks("工地东门")
			if n.refused == http.StatusNotFound {
				stranger.Get(printed).Reason(404, "request.not_found")
				env.Visitor().Get(printed).Reason(404, "request.not_found")
			}
			n.holder.Get(fmt.Sprintf("/qr-codes/scene/%s", code.ID)).Want(http.StatusOK)
			stranger.Get(fmt.Sprintf("/qr-codes/scene/%s", code.ID)).Want(http.StatusNotFound)
			end := fmt.Sprintf("/scene-codes/%s", code.ID)
			stranger.Delete(end).Want(http.StatusNotFound)
			n.reader.Get(printed).Want(http.StatusOK)
			n.holder.Delete(end).Want(http.StatusNoContent)
			n.holder.Delete(end).Want(http.StatusNoContent)
			n.reader.Get(printed).Reason(409, "code.ended")
			n.holder.Get(fmt.Sprintf("/qr-codes/scene/%s", code.ID)).Reason(409, "code.ended")
			if got := env.Count("SELECT COUNT(*) FROM audit_events WHERE object_id = ? AND outcome = 'done'",
				code.ID); got != 2 {
				t.Errorf("%s: %d rows of the trail", n.kind, got)
			}
		}
	})
}

// A code ends in time, that of a desk soon and with its session.
func TestScene_endsInTime(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		for _, n := range sceneNouns(env) {
			body := func(life time.Duration) map[string]any {
				return map[string]any{"kind": n.kind, "subject_id": n.id, "expires_at": env.Clock.Now().Add(life)}
			}
			longest := models.JoinCodeLife
			if n.kind == "desk" {
				longest = models.DeskCodeLife
			}
			for _, wrong := range []time.Duration{0, longest + time.Millisecond} {
				n.holder.Post("/scene-codes", body(wrong)).Want(http.StatusUnprocessableEntity).Contains("/expires_at")
			}
			var code struct {
				Code string `json:"code"`
			}
			n.holder.Post("/scene-codes", body(time.Minute)).Want(http.StatusCreated).JSON(&code)
			env.Clock.Add(time.Minute - time.Millisecond)
			n.reader.Get("/scenes/" + code.Code).Want(http.StatusOK)
			env.Clock.Add(time.Millisecond)
			n.reader.Get("/scenes/"+code.Code).Reason(409, "code.ended")
			if n.kind == "desk" {
				n.holder.Post("/scene-codes", body(2*time.Minute)).Want(http.StatusCreated).JSON(&code)
				n.reader.Get("/scenes/" + code.Code).Want(http.StatusOK)
				n.holder.Post(fmt.Sprintf("/desk/sessions/%s/end", n.id), nil).Want(http.StatusOK)
				n.reader.Get("/scenes/"+code.Code).Reason(409, "code.ended")
				n.holder.Post("/scene-codes", body(time.Minute)).Reason(409, "code.ended")
			}
		}
	})
}

// The code of a browser that waits leads to the page that confirms, and tells nothing of
// the browser; once it waits no longer it looks like a code that never was.
func TestScene_ofASignIn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		var b struct {
			ID   models.ID `json:"id"`
			Code string    `json:"code"`
		}
		env.Visitor().Post("/auth/pairings", map[string]any{"device": "Windows 电脑"}).Want(http.StatusCreated).JSON(&b)
		env.Visitor().Get("/scenes/" + b.Code).Want(http.StatusOK).Contains(`"kind":"sign_in"`).
			Contains(models.PairingPage).Lacks("Windows").Lacks(b.ID.String()).Lacks("digits")
		env.SignIn("mei").Post("/auth/pairings/"+b.Code+"/refuse", nil).Want(http.StatusNoContent)
		env.Visitor().Get("/scenes/"+b.Code).Reason(404, "request.not_found")
	})
}
