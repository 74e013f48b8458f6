package organizations_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// A change of the charter is a version of its own until it is approved.
func TestCharterIsChangedByVersions(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		at := k.active(scene.Draft("外山村联谊会"))
		k.one.Put(at+"/charter", map[string]any{"heads": "会长由理事会选举"}).
			Reason(http.StatusUnprocessableEntity, "charter.resolved_on_missing")
		k.two.Put(at+"/charter", map[string]any{"heads": "我说了算"}).Reason(http.StatusForbidden, "auth.forbidden")
		k.one.Put(at+"/charter", map[string]any{"resolved_on": "2099-01-01"}).Want(http.StatusUnprocessableEntity).
			Contains("/resolved_on")
		k.town.Post(at+"/charter/approve", nil).Reason(http.StatusConflict, "charter.not_proposed")
		change := map[string]any{"heads": "会长由理事会选举", "resolved_on": "2026-11-20"}
		k.one.Put(at+"/charter", change).Want(http.StatusOK).Contains(`"proposed"`).Contains(`"due_on":"2026-12-20"`)
		k.one.Put(at+"/charter", map[string]any{"assets": "账目每月公布"}).Want(http.StatusOK).Contains(`"number":2`)
		k.town.Get("/notifications").Want(http.StatusOK).Contains("要修改章程")
		env.Visitor().Get(at + "/charter").Want(http.StatusOK).Contains(`"number":1`).Lacks("理事会选举")
		env.Visitor().Get(at+"/charter?number=2").Reason(http.StatusNotFound, "request.not_found")
		k.one.Get(at + "/charter?number=2").Want(http.StatusOK).Contains("理事会选举").Contains("每月公布")
		k.village.Post(at+"/charter/approve", nil).Reason(http.StatusForbidden, "organization.higher_authority")
		k.town.Post(at+"/charter/reject", scene.Reason("没有会议记录")).Want(http.StatusOK).Contains(`"rejected"`)
		k.one.Get("/notifications").Want(http.StatusOK).Contains("没有会议记录")
		k.one.Put(at+"/charter", change).Want(http.StatusOK).Contains(`"number":3`).Lacks("每月公布")
		k.one.Put(at+"/charter", map[string]any{"organs": ""}).Want(http.StatusOK)
		k.town.Post(at+"/charter/approve", nil).
			Reason(http.StatusUnprocessableEntity, "organization.charter_incomplete")
		k.one.Put(at+"/charter", map[string]any{"organs": "会员大会"}).Want(http.StatusOK)
		k.town.Post(at+"/charter/approve", nil).Want(http.StatusOK).Contains(`"in_force"`)
		env.Visitor().Get(at + "/charter").Want(http.StatusOK).Contains("理事会选举").Contains(`"number":3`)
		env.Visitor().Get(at + "/charter?number=1").Want(http.StatusOK).Contains(`"replaced"`)
	})
}
