package organizations_test

import (
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

type cardView struct {
	Version int64
	Card    struct {
		Heads []struct {
			RoleText string `json:"role_text"`
			Name     string
		}
		Address      string
		ServicePhone string `json:"service_phone"`
		Picture      *struct {
			URL string
		}
	}
}

// Everybody reads where an organization is and how to call it; who leads it only as that
// person agreed, and no longer than they lead.
func TestCard(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, number := scene.WithCard(env, "chair", scene.Waishan)
		chair.Put("/me", map[string]any{"nickname": "老王"}).Want(http.StatusOK)
		li := env.Verified("li")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		scene.Join(li, chair, org)
		page := "/organizations/" + org.String()
		card := func() (v cardView) {
			t.Helper()
			env.Visitor().Get(page).Want(http.StatusOK).Lacks(number).JSON(&v)
			return v
		}
		if v := card(); len(v.Card.Heads) != 0 || v.Card.Address != "" || v.Card.Picture != nil {
			t.Errorf("before: %+v", v.Card)
		}

		li.Put(page+"/card", map[string]any{"address": "别处"}).Reason(http.StatusForbidden, "auth.forbidden")
		chair.Put(page+"/card", map[string]any{"service_phone": "找老王"}).Want(http.StatusUnprocessableEntity).
			Contains("/service_phone")
		picture := scene.Upload(chair, "avatar", "logo.png", scene.Drawing(40, 40)).Want(http.StatusCreated).ID()
		li.Put(page+"/card", map[string]any{"picture_id": picture}).Want(http.StatusForbidden)
		chair.Put(page+"/card", map[string]any{"address": " 文化礼堂二楼 ", "service_phone": "0575-85110000",
			"picture_id": picture}).Want(http.StatusOK)
		chair.Put(page+"/card", map[string]any{"picture_id": picture}).Want(http.StatusUnprocessableEntity).
			Contains("/picture_id") // it is in use
		before := card()
		if before.Card.Address != "文化礼堂二楼" || before.Card.ServicePhone != "0575-85110000" ||
			before.Card.Picture == nil {
			t.Fatalf("the card: %+v", before.Card)
		}
		_, link, _ := strings.Cut(before.Card.Picture.URL, "/api/v1")
		env.Visitor().Get(link).Want(http.StatusOK)
		second := scene.Upload(chair, "avatar", "new.png", scene.Drawing(50, 50)).Want(http.StatusCreated).ID()
		chair.Put(page+"/card", map[string]any{"picture_id": second}).Want(http.StatusOK)
		env.Visitor().Get(link).Want(http.StatusNotFound)
		chair.Put(page+"/card", map[string]any{"picture_id": nil}).Want(http.StatusOK)
		if v := card(); v.Card.Picture != nil || v.Card.Address != "文化礼堂二楼" {
			t.Errorf("without the picture: %+v", v.Card)
		}
		heads(t, env, chair, li, page, card)
	})
}

func heads(t *testing.T, env *apptest.Env, chair, li *apptest.Client, page string, card func() cardView) {
	t.Helper()
	var offices struct {
		Items []struct {
			ID      string
			ShownAs string `json:"shown_as"`
		}
	}
	chair.Get(page + "/offices").Want(http.StatusOK).JSON(&offices)
	office := "/offices/" + offices.Items[0].ID
	if offices.Items[0].ShownAs != "nobody" {
		t.Errorf("shown without having agreed: %+v", offices)
	}
	tag := env.Visitor().Get(page).Header.Get("ETag")
	li.Put(office+"/shown", map[string]any{"as": "name"}).Want(http.StatusForbidden)
	chair.Put(office+"/shown", map[string]any{"as": "nickname"}).Want(http.StatusOK)
	if v := card(); len(v.Card.Heads) != 1 || v.Card.Heads[0].Name != "老王" || v.Card.Heads[0].RoleText != "会长" {
		t.Errorf("by nickname: %+v", v.Card)
	}
	if env.Visitor().Get(page).Header.Get("ETag") == tag {
		t.Error("the page changed, and its tag did not")
	}
	chair.Put(office+"/shown", map[string]any{"as": "name"}).Want(http.StatusOK)
	if v := card(); len(v.Card.Heads) != 1 || v.Card.Heads[0].Name != "王小芳" {
		t.Errorf("by name: %+v", v.Card)
	}
	chair.Put(office+"/shown", map[string]any{"as": "nobody"}).Want(http.StatusOK)
	if v := card(); len(v.Card.Heads) != 0 {
		t.Errorf("taken back: %+v", v.Card)
	}
	chair.Put(office+"/shown", map[string]any{"as": "name"}).Want(http.StatusOK)
	env.Exec("UPDATE role_grants SET ended_at = ? WHERE person_id = ?", int64(env.Clock.Now()), chair.PersonID)
	if v := card(); len(v.Card.Heads) != 0 {
		t.Errorf("after the office ended: %+v", v.Card)
	}
}

// Nobody outside learns who is in a Party branch, whatever somebody there agrees to.
func TestCardOfABranch(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		secretary := env.Verified("secretary")
		org := scene.Found(env, secretary, scene.Draft("外山村党支部", "kind", "party_branch"))
		office := scene.GrantOf(env, secretary)
		secretary.Put("/offices/"+office+"/shown", map[string]any{"as": "name"}).
			Reason(http.StatusConflict, "office.not_shown")
		env.Exec("UPDATE role_grants SET shown_as = 'name' WHERE person_id = ?", secretary.PersonID)
		env.Visitor().Get("/organizations/" + org.String()).Want(http.StatusOK).Contains(`"heads":[]`)
	})
}
