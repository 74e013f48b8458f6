package desk_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/assistance"
)

type object = map[string]any

const (
	village = "330602005206" // 外山村
	town    = "330602005000" // 城南街道, above it
	county  = "330602000000"
	abroad  = "330603001030"
)

// counter is a desk with two officers, an administrator above them, and a card.
type counter struct {
	*apptest.Env
	officer, second, admin *apptest.Client
}

func newCounter(env *apptest.Env) *counter {
	env.Helper()
	c := &counter{
		Env:     env,
		officer: env.Verified("officer"),
		second:  env.Verified("second"),
		admin:   env.Verified("admin"),
	}
	env.GrantRegion(c.officer, models.RoleOfficer, town)
	env.GrantRegion(c.second, models.RoleOfficer, town)
	env.GrantRegion(c.admin, models.RoleRegionAdmin, county)
	return c
}

// card is a made-up identity number of an area that does not exist.
func card(n int) string { return models.WithIDCheck("330099" + "19900307" + fmt.Sprintf("%03d", n)) }

// known gives a person with an account, verified with a card.
func (c *counter) known(name, number string) *apptest.Client {
	c.Helper()
	p := c.SignIn(name)
	p.Put("/me", object{"region_code": village}).Want(http.StatusOK)
	p.Post("/me/identity", object{"name": "王芳", "id_number": number}).Want(http.StatusOK)
	c.second.Post("/identity-reviews/"+p.PersonID.String()+"/approve", object{}).Want(http.StatusOK)
	return p
}

// phoneless gives the id of a person whom both officers have registered.
func (c *counter) phoneless(name, number string) models.ID {
	c.Helper()
	var got struct {
		PersonID models.ID `json:"person_id"`
	}
	body := object{"region_code": village, "name": name, "id_number": number}
	c.officer.Post("/desk/persons", body).Want(http.StatusCreated).JSON(&got)
	c.second.Post("/identity-reviews/"+got.PersonID.String()+"/approve", object{}).Want(http.StatusOK)
	return got.PersonID
}

// offered demands what somebody is offered to do to a session.
func offered(c *apptest.Client, list string, session models.ID, want string) {
	c.Env().Helper()
	scene.Offers(c, list, "id", session, want)
}

func byCard(name, number string) object {
	return object{"region_code": village, "name": name, "id_number": number}
}

func byID(person models.ID) object { return object{"region_code": village, "person_id": person} }

// at is an officer who calls in somebody's name.
func at(officer *apptest.Client, session models.ID) *apptest.Client {
	return officer.With("X-Acting-For", session.String())
}

func side(session models.ID, verb string) string {
	return "/desk/sessions/" + session.String() + "/" + verb
}

func own(session models.ID, verb string) string {
	return "/me/desk-sessions/" + session.String() + "/" + verb
}

// begin opens a session for a person without an account and lets the second
// officer confirm it.
func (c *counter) begin(person models.ID) models.ID {
	c.Helper()
	id := c.officer.Post("/desk/sessions", byID(person)).Want(http.StatusCreated).Contains(`"way":"officers"`).ID()
	c.second.Post(side(id, "confirm"), object{}).Want(http.StatusOK).Contains(`"state":"active"`)
	return id
}

// organization gives an organization that takes members.
func (c *counter) body() models.ID {
	c.Helper()
	chair := c.Verified("chair")
	return c.Found(chair, c.admin, object{"kind": "fellowship", "name": "外山联谊会", "region_code": village})
}

// With a phone: she confirms in her own mini-program, sees what is done, and
// ends it; both are in the trail.
func TestDesk_withAPhone(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		org := c.body()
		fang := c.known("fang", card(1))
		apply := fmt.Sprintf("/organizations/%s/applications", org)

		id := c.officer.Post("/desk/sessions", byCard("王芳", card(1))).Want(http.StatusCreated).
			Contains(`"way":"own"`).Contains(`"state":"waiting"`).Contains(`"person_name":"王*"`).Lacks(`"code"`).ID()
		if again := c.officer.Post("/desk/sessions", byCard("王芳", card(1))).Want(http.StatusCreated).ID(); again != id {
			t.Error("the same again gives another session")
		}
		at(c.officer, id).Get("/me").Reason(403, "desk.ended")
		fang.Get("/notifications").Want(http.StatusOK).Contains("desk.opened").Contains("外山村")
		fang.Get("/me/desk-sessions").Want(http.StatusOK).Contains(id.String()).Contains(`"officer_name":`)
		offered(c.officer, "/desk/sessions", id, "enter_code end")
		offered(c.admin, "/desk/sessions", id, "end")
		offered(fang, "/me/desk-sessions", id, "confirm end")
		c.second.Post(side(id, "confirm"), object{}).Reason(404, "request.not_found") // not asked: she has a phone
		c.officer.Post(side(id, "confirm"), object{}).Reason(403, "desk.own_confirmation")
		env.Verified("stranger").Post(own(id, "confirm"), nil).Reason(404, "request.not_found")
		fang.Post(own(id, "confirm"), nil).Want(http.StatusOK).Contains(`"state":"active"`)
		fang.Post(own(id, "confirm"), nil).Reason(409, "desk.wrong_state")

		offered(c.officer, "/desk/sessions", id, "end")
		offered(fang, "/me/desk-sessions", id, "end object")
		acting := at(c.officer, id)
		offered(acting, "/me/desk-sessions", id, "") // whoever acts objects to nothing of their own
		acting.Get("/me").Want(http.StatusOK).Contains(fang.PersonID.String()).Contains(`"verification":"verified"`)
		acting.Post(apply, object{}).Want(http.StatusCreated)
		acting.Put("/me", object{"education": "71"}).Want(http.StatusOK)
		fang.Get("/me/memberships").Want(http.StatusOK).Contains(org.String())
		c.officer.Get("/me/memberships").Want(http.StatusOK).Lacks(org.String())

		fang.Post(own(id, "end"), nil).Want(http.StatusOK).Contains(`"end_reason":"person"`).
			Contains(`"acts":["object"]`)
		offered(c.officer, "/desk/sessions", id, "")
		fang.Post(own(id, "object"), object{"reason": "不是这样"}).Want(http.StatusCreated)
		offered(fang, "/me/desk-sessions", id, "")
		acting.Get("/me").Reason(403, "desk.ended")
		fang.Get("/notifications").Want(http.StatusOK).Contains("desk.ended").Contains("申请加入组织").Contains("修改个人资料")
		detail := fang.Get("/me/desk-sessions/" + id.String()).Want(http.StatusOK).Contains("desk.read").
			Contains("readMe").
			Contains("membership.apply").Contains("申请加入组织").Contains(c.officer.PersonID.String())
		detail.Lacks(`"code":"0`)
		fang.Get("/me/audit-events").Want(http.StatusOK).Contains("membership.apply").
			Contains(`"on_behalf_of":"` + fang.PersonID.String())
		c.officer.Get("/me/audit-events").Want(http.StatusOK).Contains("membership.apply").
			Contains(`"on_behalf_of":"` + fang.PersonID.String())
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action IN ('membership.apply', 'person.update') AND actor_id = ? AND on_behalf_of = ?
			AND desk_session_id = ? AND session_id IS NOT NULL`, c.officer.PersonID, fang.PersonID, id); n != 2 {
			t.Errorf("%d acts in the trail", n)
		}
	})
}

// The code: the person reads it, the officer types it; guessing ends the session
// and leaves no code for a day.
func TestDesk_code(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		fang := c.known("fang", card(1))
		open := func() models.ID {
			return c.officer.Post("/desk/sessions", byID(fang.PersonID)).Want(http.StatusCreated).ID()
		}
		codeOf := func(id models.ID) string {
			var got struct{ Code string }
			fang.Get("/me/desk-sessions/" + id.String()).Want(http.StatusOK).JSON(&got)
			return got.Code
		}
		id := open()
		code := codeOf(id)
		if len(code) != 6 || apptest.HoldsNumber(env.Dump(), code) {
			t.Fatalf("code %q, or it is stored", code)
		}
		c.officer.Get("/desk/sessions/" + id.String()).Want(http.StatusOK).LacksNumber(code)
		c.admin.Post(side(id, "confirm"), object{"code": code}).Reason(403, "auth.forbidden")
		c.officer.Post(side(id, "confirm"), object{"code": "12345"}).Want(http.StatusUnprocessableEntity)
		c.officer.Post(side(id, "confirm"), object{"code": code}).Want(http.StatusOK).Contains(`"state":"active"`).
			Contains(`"confirmed_by":"` + fang.PersonID.String())
		c.officer.Post(side(id, "confirm"), object{"code": code}).Want(http.StatusOK) // a lost answer
		at(c.officer, id).Get("/me").Want(http.StatusOK)
		c.officer.Post(side(id, "end"), nil).Want(http.StatusOK)

		// Guessing at once from two processes: five tries, not more.
		id = open()
		right := codeOf(id)
		twin := c.officer.On(env.Second())
		got := apptest.Race(12, func(i int) *apptest.Response {
			who := c.officer
			if i%2 == 1 {
				who = twin
			}
			return who.Post(side(id, "confirm"), object{"code": wrong(right, i)})
		})
		tried, dead := 0, 0
		for _, r := range got {
			switch r.Code() {
			case "desk.wrong_code":
				tried++
			case "desk.wrong_state":
				dead++
			default:
				t.Error(r)
			}
		}
		if tried != assistance.CodeTries || tried+dead != len(got) {
			t.Errorf("%d codes were compared", tried)
		}
		c.officer.Post(side(id, "confirm"), object{"code": right}).Reason(409, "desk.wrong_state")
		fang.Get("/notifications").Want(http.StatusOK).Contains("desk.locked")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE reason = 'desk.wrong_code' AND outcome = 'refused'`); n != assistance.CodeTries {
			t.Errorf("%d wrong codes in the trail", n)
		}
		id = open()
		if codeOf(id) != "" {
			t.Error("there is a code again at once")
		}
		c.officer.Post(side(id, "confirm"), object{"code": right}).Reason(403, "desk.code_dead")
		fang.Post(own(id, "confirm"), nil).Want(http.StatusOK)
		fang.Post(own(id, "end"), nil).Want(http.StatusOK)
		env.Clock.Add(assistance.CodeRest + time.Minute)
		c.officer, fang = env.SignIn("officer"), env.SignIn("fang")
		if codeOf(open()) == "" {
			t.Error("after a day there is no code")
		}
	})
}

// wrong gives another code than the right one.
func wrong(right string, i int) string {
	digits := []byte(right)
	digits[i%6] = '0' + (digits[i%6]-'0'+1+byte(i/6))%10
	return string(digits)
}
