package people_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

type imported struct {
	Verified, Differing, Unmatched int
	Invalid                        []int
}

// An authority's list verifies who waits in the administrator's subtree under
// the same name and number, and tells nothing about anybody else.
func TestIdentitiesAreVerifiedByAList(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin, away := env.Verified("admin"), env.Verified("away")
		env.GrantRegion(admin, models.RoleRegionAdmin, county)
		env.GrantRegion(away, models.RoleRegionAdmin, "330603000000")
		number := func(n int) string { return idOf("19900307", n) }
		alice, bob, carol, dave := settled(env, "alice", village), settled(env, "bob", village),
			settled(env, "carol", village), settled(env, "dave", "330603001030")
		submit(alice, "张丽", number(1)).Want(http.StatusOK)
		submit(bob, "李波", number(2)).Want(http.StatusOK)
		submit(dave, "王大", number(4)).Want(http.StatusOK)
		submit(carol, "张丽", number(1)).Reason(409, "identity.taken") // a claim is for the desk
		list := object{"source": "居住登记 2026年11月", "rows": []object{
			{"name": "张丽", "id_number": number(1)},
			{"name": "李博", "id_number": number(2)}, // another name
			{"name": "赵四", "id_number": number(3)}, // nobody
			{"name": "王大", "id_number": number(4)}, // elsewhere
			{"name": "张丽", "id_number": "330099199003070018"},
			{"name": "儿童", "id_number": idOf("20200307", 5)},
		}}
		send := func(c *apptest.Client, want imported) {
			t.Helper()
			var got imported
			r := c.Post("/identity-imports", list).Want(http.StatusOK).Lacks(number(3)).Lacks("赵四")
			r.JSON(&got)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%+v, want %+v", got, want)
			}
		}
		alice.Post("/identity-imports", list).Want(http.StatusForbidden)
		send(away, imported{1, 0, 3, []int{5, 6}})
		send(admin, imported{1, 1, 2, []int{5, 6}})
		send(admin, imported{0, 1, 3, []int{5, 6}}) // again
		alice.Get("/me").Want(http.StatusOK).Contains(`"verification":"verified"`)
		bob.Get("/me").Want(http.StatusOK).Contains(`"verification":"pending"`)
		carol.Get("/me").Want(http.StatusOK).Contains(`"verification":"pending"`)
		dave.Get("/me").Want(http.StatusOK).Contains(`"verification":"verified"`)
		alice.Get("/notifications").Want(http.StatusOK).Contains("identity.verified")
		// Nobody verifies by a list whom they have written down themselves.
		env.GrantRegion(admin, models.RoleOfficer, county)
		admin.Post("/desk/persons", object{"name": "孙七", "id_number": number(7), "region_code": village}).
			Want(http.StatusCreated)
		own := object{"source": "居住登记", "rows": []object{{"name": "孙七", "id_number": number(7)}}}
		admin.Post("/identity-imports", own).Want(http.StatusOK).Contains(`"verified":0`).Contains(`"unmatched":1`)
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'identity.import'"); n != 4 {
			t.Errorf("%d imports in the trail", n)
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'identity.approve' AND outcome = 'done'`); n != 2 {
			t.Errorf("%d approvals in the trail", n)
		}
	})
}
