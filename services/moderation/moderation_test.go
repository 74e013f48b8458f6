package moderation_test

import (
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// From a complaint to the decision, the appeal, and back.
func TestModerationFromComplaintToAppeal(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		b := newCourseCase(env)
		anna, bob := env.SignIn("anna"), env.SignIn("bob")
		anna.Put("/me", map[string]any{"nickname": "安娜"}).Want(http.StatusOK)
		sketch := b.Chair.Post("/activities", b.lesson()).Want(http.StatusCreated).ID()
		env.Visitor().Post("/reports", scene.Complaint("activity", b.course)).
			Reason(http.StatusUnauthorized, "auth.required")
		anna.Post("/reports", scene.Complaint("activity", sketch)).Reason(http.StatusNotFound, "request.not_found")
		anna.Post("/reports", scene.Complaint("person", b.Chair.PersonID)).
			Reason(http.StatusNotFound, "request.not_found")
		b.Chair.Post("/reports", scene.Complaint("activity", b.course)).Reason(http.StatusConflict, "report.own")
		anna.Post("/reports", scene.Complaint("activity", b.course)).Want(http.StatusCreated).Contains("待处理").
			Lacks("押金")
		anna.Post("/reports", scene.Complaint("activity", b.course)).Reason(http.StatusConflict, "report.already_open")
		bob.Post("/reports", scene.Complaint("activity", b.course)).Want(http.StatusCreated)
		if n := env.Count("SELECT COUNT(*) FROM moderation_cases WHERE report_count = 2"); n != 1 {
			t.Fatalf("%d cases of two complaints", n)
		}
		if apptest.Holds(env.Dump(), "联系不上") {
			t.Error("the words of a complaint lie in the clear")
		}
		path := b.caseOf(b.course)

		// The nearest administrators are told; the person concerned sees nothing.
		if b.told(b.town, "moderation.opened") != 1 || b.told(b.county, "moderation.opened") != 0 {
			t.Error("not the nearest administrator was told")
		}
		b.town.Get("/moderation/queue").Want(http.StatusOK).Contains(path[len("/moderation/"):]).
			Contains(`"report_count":2`)
		b.town.Get(path).Want(http.StatusOK).Contains("收了钱就联系不上人了").Contains("先交押金").Contains("安*").Lacks("安娜")
		b.Chair.Get(path).Reason(http.StatusNotFound, "request.not_found")
		anna.Get(path).Reason(http.StatusNotFound, "request.not_found")
		env.GrantRegion(b.Chair, models.RoleRegionAdmin, scene.Waishan)
		b.Chair.Get("/moderation/queue").Want(http.StatusOK).Lacks(path[len("/moderation/"):])
		b.Chair.Post(path+"/pass", scene.Reason("没有问题")).Reason(http.StatusNotFound, "request.not_found")
		b.Exec("DELETE FROM role_grants WHERE person_id = ? AND scope_kind = 'region'", b.Chair.PersonID[:])
		env.GrantRegion(bob, models.RoleRegionAdmin, scene.Waishan)
		bob.Post(path+"/pass", scene.Reason("没有问题")).Reason(http.StatusForbidden, "moderation.own_report")

		// The decision: gone for everybody but those who are answerable.
		b.county.Post(path+"/remove", banning("posting", 7)).Want(http.StatusOK).Contains(`"removed"`)
		b.town.Post(path+"/pass", scene.Reason("没有问题")).Reason(http.StatusConflict, "moderation.decided")
		course := "/activities/" + b.course.String()
		for _, c := range []*apptest.Client{env.Visitor(), anna, b.Members[1]} {
			c.Get(course).Reason(http.StatusNotFound, "request.not_found")
			c.Get("/activities").Want(http.StatusOK).Lacks(b.course.String())
		}
		anna.Post(course+"/signups", map[string]any{}).Want(http.StatusNotFound)
		b.Chair.Get(course).Want(http.StatusOK).Contains(`"moderation":"blocked"`).Contains(`"blocked_reason":"虚假招生`)
		if b.told(b.Chair, "moderation.banned") != 1 || b.told(anna, "report.sustained") != 1 ||
			b.told(bob, "report.sustained") != 1 {
			t.Error("not everybody concerned was told")
		}
		b.Chair.Get("/notifications").Want(http.StatusOK).Contains("禁言7天").Contains("虚假招生")
		b.Chair.Get(path).Want(http.StatusOK).Contains("虚假招生").Contains(`"report_count":0`).
			Contains(`"complaints":[]`).Lacks("联系不上")
		b.Chair.Get("/me/moderation").Want(http.StatusOK).Contains("虚假招生")
		b.Chair.Post("/activities", b.lesson()).Reason(http.StatusForbidden, "person.banned").Contains("期限至2026年").
			Contains("虚假招生")
		b.Chair.Put("/me", map[string]any{"nickname": "新名字"}).Reason(http.StatusForbidden, "person.banned")
		b.Chair.Put("/me", map[string]any{"insured": true}).Want(http.StatusOK)

		// The appeal: once, by somebody else, of the same level or above.
		anna.Post(path+"/appeal", map[string]any{"words": "我也不服"}).Reason(http.StatusNotFound, "request.not_found")
		b.Chair.Post(path+"/appeal", map[string]any{"words": "押金当天就退"}).Want(http.StatusOK).Contains("申诉中")
		b.Chair.Post(path+"/appeal", map[string]any{"words": "再说一次"}).Reason(http.StatusConflict, "moderation.appealed")
		b.county.Post(path+"/uphold", scene.Reason("维持")).Reason(http.StatusForbidden, "moderation.same_person")
		b.town.Post(path+"/uphold", scene.Reason("维持")).Reason(http.StatusForbidden, "moderation.same_person")
		b.city.Get(path).Want(http.StatusOK).Contains("押金当天就退")
		b.city.Post(path+"/overturn", scene.Reason("押金确已退还")).Want(http.StatusOK).Contains(`"overturned"`)
		b.platform.Post(path+"/uphold", scene.Reason("维持")).Reason(http.StatusConflict, "moderation.no_appeal")
		env.Visitor().Get(course).Want(http.StatusOK).Contains(`"moderation":"passed"`).Contains(`"blocked_reason":""`)
		b.Chair.Post("/activities", b.lesson()).Want(http.StatusCreated)
		for c, kind := range map[*apptest.Client]string{
			b.Chair:  "moderation.overturned",
			b.county: "moderation.overturned",
			anna:     "report.reversed",
			bob:      "report.reversed",
		} {
			if b.told(c, kind) != 1 {
				t.Errorf("%s was not told once", kind)
			}
		}
		anna.Get("/me/reports").Want(http.StatusOK).Contains("overturned")
	})
}

// Every kind of target: what is hidden, from whom, and what is not taken away.
func TestModerationHidesEveryKind(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		b := newCourseCase(env)
		mate := b.Members[1]
		b.Members[2].Put("/me", map[string]any{"nickname": "官府假冒"}).Want(http.StatusOK)
		poll := scene.NewID()
		now := env.Clock.Now()
		b.Exec(
			`INSERT INTO polls (id, organization_id, title, question, mode, state, opens_at, closes_at,
				roll_count, created_by, version, created_at, updated_at)
			VALUES (?, ?, '谣言标题', '谣言内容', 'detached', 'open', ?, ?, 1, ?, 1, ?, ?)`, poll[:], b.Org[:], int64(now),
			int64(now.Add(time.Hour)), b.Chair.PersonID[:], int64(now), int64(now))
		b.Exec("INSERT INTO poll_options (poll_id, no, label) VALUES (?, 1, '谣言选项')", poll[:])
		b.Exec("INSERT INTO poll_roll_entries (poll_id, person_id, voted) VALUES (?, ?, 0)", poll[:], mate.PersonID[:])
		for _, c := range []struct {
			kind   string
			target models.ID
		}{{"organization", b.Org}, {"poll", poll}, {"person", b.Members[2].PersonID}} {
			mate.Post("/reports", scene.Complaint(c.kind, c.target)).Want(http.StatusCreated)
			b.platform.Post(b.caseOf(c.target)+"/remove", scene.Reason("核查属实")).Want(http.StatusOK)
		}
		env.Visitor().Get("/organizations/" + b.Org.String()).Want(http.StatusNotFound)
		env.Visitor().Get("/organizations").Want(http.StatusOK).Lacks(b.Org.String())
		b.town.Get("/organizations/" + b.Org.String()).Want(http.StatusOK).Contains(`"blocked"`)
		b.Chair.Get("/organizations/" + b.Org.String()).Want(http.StatusOK).Contains(`"blocked_reason":"核查属实"`)
		// A person on the roll still votes; anybody else sees nothing of it.
		mate.Get("/polls/" + poll.String()).Want(http.StatusOK).Contains(models.WithheldText).
			Lacks("谣言").Lacks("核查属实")
		mate.Get("/polls").Want(http.StatusOK).Contains(poll.String()).Lacks("谣言")
		mate.Get("/me/polls").Want(http.StatusOK).Contains(poll.String()).Lacks("谣言")
		b.Members[2].Get("/polls/" + poll.String()).Want(http.StatusNotFound)
		b.Chair.Get("/polls/" + poll.String()).Want(http.StatusOK).Contains("谣言选项").
			Contains(`"blocked_reason":"核查属实"`)
		if n := env.Count("SELECT COUNT(*) FROM persons WHERE id = ? AND nickname = ''",
			b.Members[2].PersonID); n != 1 {
			t.Error("the nickname is still there")
		}
		path := b.caseOf(b.Members[2].PersonID)
		b.Members[2].Post(path+"/appeal", map[string]any{"words": "这是我的绰号"}).Want(http.StatusOK)
		env.GrantRegion(b.city, models.RolePlatformAdmin, scene.Country)
		b.city.Post(path+"/overturn", scene.Reason("确是绰号")).Want(http.StatusOK)
		b.Members[2].Get("/me").Want(http.StatusOK).Contains("官府假冒")
	})
}

// Nobody decides in time: the next level is told, and the next.
func TestModerationEscalates(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		b := newCourseCase(env)
		env.SignIn("anna").
			Post("/reports", map[string]any{"target_kind": "activity", "target_id": b.course, "reason": "vulgar"}).
			Want(http.StatusCreated)
		// Monday morning: three working days end with Thursday.
		env.Clock.Set(models.Day("2026-11-27").Start() - 1)
		env.RunJobs()
		if b.told(b.county, "moderation.escalated") != 0 {
			t.Error("the next level was told before the time was over")
		}
		for _, next := range []struct {
			desk *apptest.Client
			day  models.Day
		}{{b.county, "2026-11-27"}, {b.city, "2026-12-03"}, {b.platform, "2026-12-09"}} {
			env.Clock.Set(next.day.Start())
			env.RunJobs()
			if n := b.told(next.desk, "moderation.escalated"); n != 1 {
				t.Errorf("on %s the next desk was told %d times", next.day, n)
			}
		}
		env.Clock.Set(models.Day("2026-12-30").Start())
		env.RunJobs()
		if n := b.told(b.platform, "moderation.escalated"); n != 1 {
			t.Errorf("the last desk was told %d times", n)
		}
	})
}
