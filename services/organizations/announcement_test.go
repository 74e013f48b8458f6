package organizations_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// caseOf gives the first case in an administrator's queue.
func caseOf(admin *apptest.Client) models.ID {
	var list scene.List[struct {
		ID models.ID `json:"id"`
	}]
	admin.Get("/moderation/queue").Want(http.StatusOK).JSON(&list)
	return list.Items[0].ID
}

func TestAnnouncementsToMembers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, li, late, outsider := env.Verified("chair"), env.SignIn("li"), env.SignIn("late"), env.SignIn("outsider")
		org := scene.Found(env, chair, scene.Draft("外山村联谊会"))
		lis := scene.Join(li, chair, org)
		at := scene.OrganizationPath(org, "announcements")
		news := map[string]any{"title": "周六大扫除", "text": "请带手套。\n九点集合。"}
		li.Post(at, news).Reason(http.StatusForbidden, "auth.forbidden")
		outsider.Get(at).Reason(http.StatusForbidden, "membership.members_only")
		chair.Post(at, map[string]any{"title": "", "text": ""}).Want(http.StatusUnprocessableEntity).Contains("/title")
		keyed := chair.With("Idempotency-Key", "news")
		id := keyed.Post(at, news).Want(http.StatusCreated).Contains(`"told_count":1`).ID()
		if again := keyed.Post(at, news).Want(http.StatusCreated).ID(); again != id {
			t.Error("a repeated request has announced twice")
		}
		li.Get("/notifications?limit=1").Want(http.StatusOK).Contains("外山村联谊会发布了一条通知").Lacks("大扫除")
		li.Get(at).Want(http.StatusOK).Contains("大扫除").Contains(`"told_count":null`).Contains(`"read_at":null`)
		one := fmt.Sprintf("/announcements/%s", id)
		outsider.Get(one).Reason(http.StatusNotFound, "request.not_found")
		outsider.Post(one+"/read", nil).Reason(http.StatusNotFound, "request.not_found")
		li.Post(one+"/read", nil).Want(http.StatusOK).Lacks(`"read_at":null`).Contains(`"read_count":null`)
		li.Post(one+"/read", nil).Want(http.StatusOK)
		scene.Join(late, chair, org)
		late.Get(at).Want(http.StatusOK).Contains("九点集合")
		late.Post(one+"/read", nil).Want(http.StatusOK)
		chair.Get(one).Want(http.StatusOK).Contains(`"read_count":2`)
		chair.Get(at).Want(http.StatusOK).Contains(`"read_count":2`).Contains(`"told_count":1`)
		li.Get(at).Want(http.StatusOK).Contains(`"read_count":null`).Contains(`"told_count":null`)

		li.Post(one+"/retract", scene.Reason("时间有变")).Reason(http.StatusForbidden, "auth.forbidden")
		chair.Post(one+"/retract", scene.Reason("时间有变")).Want(http.StatusOK).Contains(`"retracted"`)
		chair.Post(one+"/retract", scene.Reason("时间有变")).Reason(http.StatusConflict, "announcement.retracted")
		li.Get(one).Want(http.StatusOK).Contains("时间有变").Contains("周六大扫除").Lacks("九点集合")
		for range models.AnnouncementsPerDay - 1 {
			chair.Anew().Post(at, news).Want(http.StatusCreated)
		}
		chair.Anew().Post(at, news).Reason(http.StatusTooManyRequests, "announcement.daily_limit")
		later(env, 1, chair, li, outsider)
		last := chair.Anew().Post(at, news).Want(http.StatusCreated).Contains(`"told_count":2`).ID()

		// What is blocked shows to those who announce; a member who has left sees nothing.
		outsider.Post("/reports", scene.Complaint("announcement", last)).
			Reason(http.StatusNotFound, "request.not_found")
		li.Post("/reports", scene.Complaint("announcement", last)).Want(http.StatusCreated)
		admin := env.SignIn("admin of " + scene.Waishan)
		admin.Get("/moderation/queue").Want(http.StatusOK).Contains(`"announcement"`).Contains("九点集合")
		admin.Post(fmt.Sprintf("/moderation/%s/remove", caseOf(admin)), scene.Reason("不实信息")).Want(http.StatusOK)
		li.Get(fmt.Sprintf("/announcements/%s", last)).Reason(http.StatusNotFound, "request.not_found")
		chair.Get(fmt.Sprintf("/announcements/%s", last)).Want(http.StatusOK).Contains(`"blocked"`)
		li.Delete(fmt.Sprintf("/memberships/%s", lis)).Want(http.StatusNoContent)
		li.Get(at).Reason(http.StatusForbidden, "membership.members_only")
		li.Get(one).Reason(http.StatusNotFound, "request.not_found")

		// An office that has run out announces nothing; nor does an organization that rests.
		env.Exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", org)
		chair.Post(at, news).Reason(http.StatusConflict, "organization.inactive")
		env.Exec("UPDATE organizations SET state = 'active' WHERE id = ?", org)
		env.Exec("UPDATE role_grants SET ends_at = ? WHERE person_id = ?", int64(env.Clock.Now()), chair.PersonID)
		chair.Post(at, news).Reason(http.StatusForbidden, "auth.forbidden")
		chair.Get(scene.OrganizationPath(org, "applications")).Want(http.StatusForbidden)

		// Of a Party branch members only.
		head := env.Verified("head")
		branch := scene.Found(env, head, scene.Draft("外山村党支部", "kind", "party_branch"))
		secret := head.Post(scene.OrganizationPath(branch, "announcements"), news).Want(http.StatusCreated).ID()
		admin.Get(scene.OrganizationPath(branch, "announcements")).
			Reason(http.StatusForbidden, "membership.members_only")
		admin.Get(fmt.Sprintf("/announcements/%s", secret)).Reason(http.StatusNotFound, "request.not_found")
		comrade := env.SignIn("comrade")
		scene.Join(comrade, head, branch)
		comrade.Post("/reports", scene.Complaint("announcement", secret)).Want(http.StatusCreated)
		admin.Get("/moderation/queue").Want(http.StatusOK).Contains("九点集合").Lacks(head.PersonID.String())
		admin.Get(fmt.Sprintf("/moderation/%s", caseOf(admin))).Want(http.StatusOK).Lacks(head.PersonID.String())
	})
}
