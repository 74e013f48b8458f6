package desk_test

import (
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/wechat/standin"
)

// An officer finds who is present by the whole number, of the own place only; what
// fits nobody there is one refusal, and a few of them close the search.
func TestDesk_findByPhone(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		mei, far := c.known("mei", card(31)), env.SignIn("far")
		far.Put("/me", object{"region_code": abroad}).Want(http.StatusOK)
		for _, who := range []*apptest.Client{mei, far} {
			who.Post("/me/phone", object{"code": "phone:" + who.Name + ":1"}).Want(http.StatusOK)
		}
		number := standin.PhoneNumber("mei")
		find := func(who *apptest.Client, place, phone string) *apptest.Response {
			return who.Post("/desk/person-lookups", object{"region_code": place, "phone": phone})
		}
		find(c.officer, village, number[:3]+" "+number[3:7]+"-"+number[7:]).Want(http.StatusOK).
			Contains(mei.PersonID.String()).Contains("王*").Contains(`"verified":true`)
		find(c.officer, village, number[:10]).Reason(http.StatusUnprocessableEntity, "request.invalid")
		find(c.officer, abroad, number).Reason(http.StatusForbidden, "auth.forbidden")
		find(c.admin, village, number).Reason(http.StatusForbidden, "auth.forbidden")
		find(mei, village, number).Reason(http.StatusForbidden, "auth.forbidden")

		elsewhere := find(c.officer, village, standin.PhoneNumber("far")).
			Reason(http.StatusForbidden, "desk.no_phone_match").Lacks(far.PersonID.String())
		for range 9 {
			if got := find(c.officer, village, "13800000000"); got.Code() != elsewhere.Code() {
				t.Fatalf("a number of nobody: %s", got)
			}
		}
		find(c.officer, village, number).Reason(http.StatusTooManyRequests, "desk.too_many")
		find(c.second, village, number).Want(http.StatusOK)
		env.Clock.Add(time.Hour + time.Second)
		find(env.SignIn("officer"), village, number).Want(http.StatusOK)
		if n := env.Count(`SELECT COUNT(*) FROM audit_events WHERE action = 'desk.find' AND object_id = ?
			AND outcome = 'done'`, mei.PersonID); n != 3 {
			t.Errorf("%d finds are in the trail", n)
		}
		if apptest.Holds(env.Dump(), number) || apptest.Holds(env.Logs(), number) {
			t.Error("the number is kept in clear")
		}
	})
}
