package unions_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// An application to a union is sent back and corrected with its form, which replaces the one
// before.
func TestUnionFormsAreCorrected(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		li := env.Verified("li")
		id := li.Post(scene.OrganizationPath(l.own, "union-applications"),
			scene.UnionForm("employment", "contract", "employer_name", "某某制衣厂", "statement", "我自愿加入。")).
			Want(http.StatusCreated).ID().String()
		corrected := scene.UnionForm("employment", "contract", "employer_name", "某某印染厂", "statement", "我自愿加入工会。")
		li.Put("/union-applications/"+id, corrected).Reason(http.StatusConflict, "membership.decided")
		l.ownChair.Post("/applications/"+id+"/return", scene.Reason("单位名称不对")).Want(http.StatusOK).
			Contains(`"returned"`)
		l.ownChair.Put("/union-applications/"+id, corrected).Reason(http.StatusForbidden, "auth.forbidden")
		li.Put("/union-applications/"+id, scene.UnionForm("employment", "contract")).
			Want(http.StatusUnprocessableEntity).Contains("/employer_name")
		li.Put("/union-applications/"+id, corrected).Want(http.StatusOK).Contains("某某印染厂").Contains(`"applied"`)
		l.ownChair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("已更正")
		l.ownChair.Get("/union-applications/" + id).Want(http.StatusOK).Contains("某某印染厂").Contains("我自愿加入工会。").
			Lacks(`"employer_name":"某某制衣厂"`)
		if n := env.Count("SELECT COUNT(*) FROM union_forms"); n != 1 {
			t.Errorf("%d forms of one application", n)
		}
		l.ownChair.Post("/applications/"+id+"/approve", nil).Want(http.StatusOK).Contains(`"active"`)
	})
}
