package organizations_test

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func invite(c *apptest.Client, org, person models.ID) *apptest.Response {
	return c.Post(scene.OrganizationPath(org, "invitations"), map[string]any{"person_id": person, "message": "欢迎来看看"})
}

func TestInvitationFromSendingToAnswer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li, wang, zhao := env.Verified("chair"), env.SignIn("li"), env.SignIn("wang"), env.SignIn("zhao")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会", "capacity", 3))
		for _, c := range []*apptest.Client{li, wang, zhao} {
			scene.Consent(c, models.PurposeBeFound).Want(http.StatusOK)
		}
		invite(li, org, wang.PersonID).Reason(http.StatusForbidden, "auth.forbidden")
		invite(chair, org, chair.PersonID).Reason(http.StatusConflict, "invitation.own")
		invite(chair, org, models.ID{9}).Reason(http.StatusNotFound, "request.not_found")
		id := invite(chair, org, li.PersonID).Want(http.StatusCreated).Contains(`"invited"`).ID()
		invite(chair, org, li.PersonID).Reason(http.StatusConflict, "invitation.open")
		li.Get("/notifications?limit=1").Want(http.StatusOK).Contains("外山村联谊会邀请您加入").Lacks("欢迎来看看")
		li.Get("/me/invitations").Want(http.StatusOK).Contains("欢迎来看看").Contains(id.String())
		at := fmt.Sprintf("/invitations/%s", id)
		wang.Post(at+"/accept", nil).Reason(http.StatusNotFound, "request.not_found")
		chair.Post(at+"/accept", nil).Reason(http.StatusForbidden, "auth.forbidden")
		li.Post(at+"/accept", nil).Want(http.StatusOK).Contains(`"active"`).Contains(`"source":"invitation"`)
		li.Post(at+"/decline", nil).Reason(http.StatusConflict, "invitation.answered")
		invite(chair, org, li.PersonID).Reason(http.StatusConflict, "invitation.member")
		chair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("有人接受邀请")

		// A person who declined is left alone for a month.
		wangs := invite(chair, org, wang.PersonID).Want(http.StatusCreated).ID()
		wang.Post(fmt.Sprintf("/invitations/%s/decline", wangs), nil).Want(http.StatusOK).Contains(`"declined"`)
		invite(chair, org, wang.PersonID).Reason(http.StatusConflict, "invitation.too_soon")
		scene.Apply(wang, org) // but may come
		invite(chair, org, wang.PersonID).Reason(http.StatusConflict, "invitation.has_applied")

		zhaos := invite(chair, org, zhao.PersonID).Want(http.StatusCreated).ID()
		chair.Delete(fmt.Sprintf("/invitations/%s", zhaos)).Want(http.StatusNoContent)
		chair.Delete(fmt.Sprintf("/invitations/%s", zhaos)).Want(http.StatusNoContent)
		chair.Delete(at).Reason(http.StatusConflict, "invitation.answered")
		zhao.Post(fmt.Sprintf("/invitations/%s/accept", zhaos), nil).Reason(http.StatusConflict, "invitation.answered")
		zhao.Get("/me/invitations").Want(http.StatusOK).Lacks(zhaos.String())

		// An invitation ends after 14 days, by its hour and by its job.
		later(env, 31, chair, zhao)
		zhaos = invite(chair, org, zhao.PersonID).Want(http.StatusCreated).ID()
		later(env, 14, chair, zhao)
		zhao.Post(fmt.Sprintf("/invitations/%s/accept", zhaos), nil).Reason(http.StatusConflict, "invitation.expired")
		env.RunJobs()
		chair.Get(scene.OrganizationPath(org, "invitations") + "?limit=1").Want(http.StatusOK).Contains(`"expired"`).
			Contains(zhaos.String())
		// Room and belonging are judged when somebody accepts; applying is accepting.
		later(env, 31, chair, zhao, wang)
		invite(chair, org, zhao.PersonID).Want(http.StatusCreated)
		zhao.Post(scene.OrganizationPath(org, "applications"), map[string]any{}).Want(http.StatusCreated).
			Contains(`"active"`)
		qian := env.SignIn("qian")
		scene.Consent(qian, models.PurposeBeFound).Want(http.StatusOK)
		last := invite(chair, org, qian.PersonID).Want(http.StatusCreated).ID()
		qian.Post(fmt.Sprintf("/invitations/%s/accept", last), nil).Reason(http.StatusConflict, "organization.full")
		scene.CheckCounts(env, org)
	})
}

// To who sends it, an invitation looks the same whether it reaches somebody or
// not: nobody learns who is here.
func TestInvitationTellsNothingAboutThePerson(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, findable, hidden, known, gone := env.Verified("chair"), env.SignIn("findable"), env.SignIn("hidden"),
			env.SignIn("known"), env.SignIn("gone")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		other := env.Verified("other")
		second := scene.Found(env, other, scene.Draft("外山村促进会"))
		scene.Join(known, other, second)
		scene.Join(chair, other, second)
		scene.Consent(findable, models.PurposeBeFound).Want(http.StatusOK)
		env.Exec("UPDATE persons SET state = 'closed', nickname = '旧名' WHERE id = ?", gone.PersonID)
		var first string
		ids := map[*apptest.Client]models.ID{}
		for _, c := range []*apptest.Client{findable, hidden, known, gone} {
			got := invite(chair, org, c.PersonID).Want(http.StatusCreated)
			ids[c] = got.ID()
			if bare := scene.AnyID.ReplaceAllString(string(got.Body), "id"); first == "" {
				first = bare
			} else if bare != first {
				t.Errorf("%s:\n%s\n%s", c.Name, bare, first)
			}
		}
		chair.Get(scene.OrganizationPath(org, "invitations")).Want(http.StatusOK).Lacks("旧名").Lacks("nickname")
		for c, reached := range map[*apptest.Client]bool{findable: true, hidden: false, known: true} {
			list := c.Get("/me/invitations").Want(http.StatusOK)
			if got := list.Holds(ids[c].String()); got != reached {
				t.Errorf("%s sees the invitation: %v", c.Name, got)
			}
			if n := env.Count(`SELECT COUNT(*) FROM notices
				WHERE person_id = ? AND kind = 'invitation.received'`, c.PersonID); (n == 1) != reached {
				t.Errorf("%s was told %d times", c.Name, n)
			}
		}
		for _, path := range []string{"/invitations/%s/accept", "/invitations/%s/decline",
			"/applications/%s/withdraw"} {
			hidden.Post(fmt.Sprintf(path, ids[hidden]), nil).Reason(http.StatusNotFound, "request.not_found")
		}
		hidden.Get("/me/memberships").Want(http.StatusOK).Lacks(ids[hidden].String())
		hidden.Get(fmt.Sprintf("/applications/%s", ids[hidden])).Reason(http.StatusNotFound, "request.not_found")
		// Both have said yes, though neither knew of the other.
		hidden.Post(scene.OrganizationPath(org, "applications"), map[string]any{}).Want(http.StatusCreated).
			Contains(`"active"`)

		env.Exec(`UPDATE memberships SET source = 'invitation', created_at = ?
			WHERE organization_id = ?`, int64(env.Clock.Now()), second)
		for i := range models.InvitationsPerDay - 3 {
			env.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, source, message,
				decision_reason, end_reason, version, created_at, updated_at)
				VALUES (?, ?, ?, 'expired', 'migrant', ?, 'invitation', '', '', '', 1, ?, 1)`, models.ID{200, byte(i)},
				second, other.PersonID, 1000+i, int64(env.Clock.Now()))
		}
		invite(other, second, hidden.PersonID).Reason(http.StatusTooManyRequests, "invitation.daily_limit")

		// Of a Party branch nobody else learns whom it invites, nor the branch
		// whether the person would fit.
		head := env.Verified("head")
		branch := scene.Found(env, head, scene.Draft("外山村党支部", "kind", "party_branch"))
		invite(head, branch, findable.PersonID).Want(http.StatusCreated)
		admin := env.SignIn("admin of " + scene.Waishan)
		for _, path := range []string{"invitations", "applications", "members"} {
			admin.Get(scene.OrganizationPath(branch, path)).Want(http.StatusForbidden).Lacks(findable.PersonID.String())
		}
		scene.CheckCounts(env, org)
	})
}

// A code on a board leads to the organization and says how somebody came.
func TestJoinCodes(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li := env.Verified("chair"), env.SignIn("li")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		codes, day := scene.OrganizationPath(org, "join-codes"), 24*time.Hour
		li.Post(codes, map[string]any{"expires_at": env.Clock.Now().Add(day)}).Want(http.StatusForbidden)
		for _, wrong := range []time.Duration{0, 366 * day} {
			chair.Post(codes, map[string]any{"expires_at": env.Clock.Now().Add(wrong)}).
				Want(http.StatusUnprocessableEntity).Contains("/expires_at")
		}
		var code struct {
			ID   models.ID `json:"id"`
			Code string    `json:"code"`
		}
		chair.Post(codes, map[string]any{"note": "礼堂门口", "expires_at": env.Clock.Now().Add(300 * day)}).
			Want(http.StatusCreated).JSON(&code)
		chair.Get(codes).Want(http.StatusOK).Contains("礼堂门口").Contains(code.Code)
		printed := "/scenes/" + code.Code
		env.Visitor().Get(printed).Want(http.StatusOK).Contains(`"kind":"join"`).Contains(org.String()).
			Contains("外山村联谊会").Lacks("礼堂门口")
		env.Visitor().Get("/scenes/" + strings.ToUpper(code.Code)).Want(http.StatusOK)
		env.Visitor().Get("/scenes/nowhere").Reason(http.StatusNotFound, "request.not_found")

		picture := chair.Get(fmt.Sprintf("/qr-codes/join/%s", code.ID)).Want(http.StatusOK)
		if drawn, err := png.Decode(bytes.NewReader(picture.Body)); err != nil || drawn.Bounds().Dx() != 1024 {
			t.Errorf("no picture: %v", err)
		}
		li.Get(fmt.Sprintf("/qr-codes/join/%s", code.ID)).Want(http.StatusForbidden)

		// It grants nothing: somebody still decides.
		at := scene.OrganizationPath(org, "applications")
		li.Post(at, map[string]any{"code": strings.ToUpper(code.Code)}).Want(http.StatusCreated).Contains(`"applied"`).
			Contains(`"source":"code"`).Contains("扫码申请")
		env.SignIn("wang").Post(at, map[string]any{"code": "made-up"}).Want(http.StatusCreated).
			Contains(`"source":"application"`)
		elsewhere := scene.Found(env, env.Verified("other"), scene.Draft("外山村促进会"))
		env.SignIn("zhao").Post(scene.OrganizationPath(elsewhere, "applications"), map[string]any{"code": code.Code}).
			Want(http.StatusCreated).Contains(`"source":"application"`)

		revoke, other := fmt.Sprintf("/join-codes/%s", code.ID), chair.On(env.Second())
		for _, r := range apptest.Race(4, func(i int) *apptest.Response {
			if i%2 == 1 {
				return other.Delete(revoke)
			}
			return chair.Delete(revoke)
		}) {
			r.Want(http.StatusNoContent)
		}
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'code.revoke'"); n != 1 {
			t.Errorf("a code was revoked %d times", n)
		}
		env.Visitor().Get(printed).Reason(http.StatusConflict, "code.ended")
		chair.Get(fmt.Sprintf("/qr-codes/join/%s", code.ID)).Reason(http.StatusConflict, "code.ended")
		env.SignIn("qian").Post(at, map[string]any{"code": code.Code}).Want(http.StatusCreated).
			Contains(`"source":"application"`)
	})
}
