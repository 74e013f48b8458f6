package people_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

const (
	village models.RegionCode = "330602005206" // 外山村
	town    models.RegionCode = "330602005000"
	county  models.RegionCode = "330602000000"
	abroad  models.RegionCode = "330681000000" // 诸暨
)

// idOf makes up a number of an unallocated area code, so that it is nobody's.
func idOf(birth string, n int) string {
	return models.WithIDCheck("330099" + birth + fmt.Sprintf("%03d", n))
}

func settled(env *apptest.Env, name string, place models.RegionCode) *apptest.Client {
	env.Helper()
	c := env.SignIn(name)
	c.Put("/me", object{"region_code": place}).Want(http.StatusOK)
	return c
}

func officerOf(env *apptest.Env, name string, place models.RegionCode) *apptest.Client {
	env.Helper()
	c := env.SignIn(name)
	env.GrantRegion(c, models.RoleOfficer, place)
	return c
}

func submit(c *apptest.Client, name, number string) *apptest.Response {
	return c.Post("/me/identity", object{"name": name, "id_number": number})
}

func reviewPath(c *apptest.Client, verb string) string {
	return "/identity-reviews/" + c.PersonID.String() + "/" + verb
}

func TestIdentityIsSubmittedAndVerified(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		alice := env.SignIn("alice")
		number := idOf("19900307", 21)
		submit(alice, "买买提•吐尔逊", number).Reason(409, "identity.region_required")
		alice.Put("/me", object{"region_code": village}).Want(http.StatusOK)
		submit(alice, "买买提•吐尔逊", number).Want(http.StatusOK).Contains(`"verification":"pending"`).
			Contains("买****").Contains("1990-03-07").Contains(`"sex":1`).Lacks(number).Lacks("吐尔逊")
		submit(alice, "买买提·吐尔逊", strings.ToLower(number)).Want(http.StatusOK) // the same again
		submit(alice, "别的名字", number).Reason(409, "identity.pending")

		officer := officerOf(env, "officer", town)
		list := officer.Get("/identity-reviews").Want(http.StatusOK).Contains("买买提·吐尔逊").Contains("审核中").Lacks(number)
		var page struct {
			Items []struct {
				Version int64 `json:"version"`
			} `json:"items"`
		}
		if list.JSON(&page); len(page.Items) != 1 {
			t.Fatal(list)
		}
		officer.Post(reviewPath(alice, "approve"), object{"version": page.Items[0].Version - 1}).
			Reason(412, "request.stale")
		approve := officer.With("Idempotency-Key", "k1")
		body := object{"version": page.Items[0].Version}
		first := approve.Post(reviewPath(alice, "approve"), body).Want(http.StatusOK).Contains("已核实").Lacks(number)
		if again := approve.Post(reviewPath(alice, "approve"), body).
			Want(http.StatusOK); string(again.Body) != string(first.Body) {
			t.Error("the replay differs")
		}
		officer.Post(reviewPath(alice, "approve"), object{}).Reason(409, "identity.wrong_state")
		officer.Post(reviewPath(alice, "reject"), object{"reason": "too late"}).Reason(409, "identity.wrong_state")
		alice.Get("/me").Want(http.StatusOK).Contains(`"verification":"verified"`)
		submit(alice, "张三", idOf("19900307", 22)).Reason(409, "identity.already_verified")
		officer.Get("/identity-reviews").Want(http.StatusOK).Contains(`"items":[]`)
		if n := env.Count(`SELECT COUNT(*) FROM notices
			WHERE kind = 'identity.verified' AND person_id = ?`, alice.PersonID); n != 1 {
			t.Errorf("%d notices", n)
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'identity.approve' AND outcome = 'done' AND actor_id = ? AND object_id = ?`,
			officer.PersonID, alice.PersonID); n != 1 {
			t.Errorf("%d audit rows", n)
		}
	})
}

func TestRejectedIdentityFreesTheNumber(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		thief, owner := settled(env, "thief", village), settled(env, "owner", village)
		number := idOf("19850615", 8)
		submit(thief, "李四", number).Want(http.StatusOK)
		submit(owner, "王五", number).Reason(409, "identity.taken").Lacks("李四").Lacks(thief.PersonID.String())
		officer := officerOf(env, "officer", village)
		officer.Post(reviewPath(thief, "reject"), object{"reason": ""}).Want(http.StatusUnprocessableEntity)
		officer.Post(reviewPath(thief, "reject"), object{"reason": "不是本人证件"}).Want(http.StatusOK).Contains("未通过")
		thief.Get("/me").Want(http.StatusOK).Contains("不是本人证件").Contains(`"id_number_masked":""`).
			Contains(`"birth_day":null`)
		submit(owner, "王五", number).Want(http.StatusOK)
		submit(thief, "李四", number).Reason(409, "identity.taken")
	})
}

func TestSubmissionsThatAreWrong(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := settled(env, "alice", village)
		good := idOf("19900101", 1)
		wrong := good[:17] + map[bool]string{true: "1", false: "0"}[good[17] == '0']
		for name, k := range map[string]struct {
			name, number string
			fields       []string
		}{
			"check":       {"张三", wrong, []string{"/id_number"}},
			"no day":      {"张三", idOf("19900231", 1), []string{"/id_number"}},
			"unborn":      {"张三", idOf("20270101", 1), []string{"/id_number"}},
			"1880":        {"张三", "440524188001010014", []string{"/id_number"}},
			"one letter":  {"张", good, []string{"/name"}},
			"digits":      {"张3", good, []string{"/name"}},
			"both":        {"<b>", wrong, []string{"/name", "/id_number"}},
			"short":       {"张三", "123", []string{"/id_number"}},
			"name absent": {"", good, []string{"/name"}},
		} {
			res := submit(c, k.name, k.number)
			if res.Status != 422 {
				t.Errorf("%s: %v", name, res)
			}
			for _, f := range k.fields {
				if !strings.Contains(string(res.Body), `"`+f+`"`) {
					t.Errorf("%s: no field %s in %s", name, f, res.Body)
				}
			}
			if res.Holds(k.number) {
				t.Errorf("%s: the number comes back", name)
			}
		}
		// 14 on the day of the test, in Shanghai, and a day short of it.
		submit(c, "张三", idOf("20121124", 1)).Reason(403, "identity.too_young")
		submit(c, "张三", idOf("20121123", 1)).Want(http.StatusOK)
	})
}

func TestOneNumberOnePersonInARace(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		second := env.Second()
		racers := make([]*apptest.Client, 10)
		for i := range racers {
			racers[i] = settled(env, fmt.Sprint("racer", i), village).On([]*apptest.Env{env, second}[i%2])
		}
		answers := apptest.Race(len(racers), func(i int) *apptest.Response {
			return submit(racers[i], "张三", idOf("19900101", 7))
		})
		if n := apptest.Statuses(answers); n[200] != 1 || n[409] != 9 {
			t.Fatal(n, answers)
		}
		if n := env.Count("SELECT COUNT(*) FROM persons WHERE id_number_index IS NOT NULL"); n != 1 {
			t.Fatalf("%d hold the number", n)
		}
	})
}

func TestApproveAgainstReject(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		officers := []*apptest.Client{officerOf(env, "o1", village), officerOf(env, "o2", county)}
		for round := range 5 {
			c := settled(env, fmt.Sprint("p", round), village)
			submit(c, "张三", idOf("19900101", 100+round)).Want(http.StatusOK)
			answers := apptest.Race(6, func(i int) *apptest.Response {
				if i%2 == 0 {
					return officers[0].Post(reviewPath(c, "approve"), object{})
				}
				return officers[1].Post(reviewPath(c, "reject"), object{"reason": "no"})
			})
			if n := apptest.Statuses(answers); n[200] != 1 || n[409] != 5 {
				t.Fatal(n)
			}
			if n := env.Count("SELECT COUNT(*) FROM notices WHERE person_id = ?", c.PersonID); n != 1 {
				t.Fatalf("%d notices", n)
			}
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE object_id = ? AND action IN ('identity.approve', 'identity.reject')`, c.PersonID); n != 1 {
				t.Fatalf("%d audit rows", n)
			}
		}
	})
}

func TestOfficersSeeTheirSubtreeOnly(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		alice := settled(env, "alice", village)
		submit(alice, "张三", idOf("19900101", 1)).Want(http.StatusOK)
		bystander := settled(env, "bystander", village) // submitted nothing
		near, far := officerOf(env, "near", county), officerOf(env, "far", abroad)
		near.Get("/identity-reviews").Want(http.StatusOK).Contains(alice.PersonID.String()).
			Lacks(bystander.PersonID.String())
		far.Get("/identity-reviews").Want(http.StatusOK).Lacks(alice.PersonID.String())
		absent := "/identity-reviews/00000000-0000-4000-8000-000000000000/approve"
		for _, path := range []string{reviewPath(alice, "approve"), absent} {
			far.Post(path, object{}).Reason(404, "request.not_found")
		}
		near.Post(reviewPath(bystander, "approve"), object{}).Reason(404, "request.not_found")
		alice.Get("/identity-reviews").Reason(403, "auth.forbidden")
		alice.Post(reviewPath(alice, "approve"), object{}).Reason(403, "auth.forbidden")
		env.Visitor().Get("/identity-reviews").Reason(401, "auth.required")

		own := officerOf(env, "own", village)
		own.Put("/me", object{"region_code": village}).Want(http.StatusOK)
		submit(own, "李四", idOf("19900101", 2)).Want(http.StatusOK)
		own.Post(reviewPath(own, "approve"), object{}).Reason(403, "identity.own_review")
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE outcome = 'refused' AND reason = 'identity.own_review'`); n != 1 {
			t.Errorf("%d refusals in the trail", n)
		}
	})
}

func TestReviewsArePaged(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		want := ""
		for i := range 5 {
			c := settled(env, fmt.Sprint("p", i), village)
			submit(c, "张三", idOf("19900101", i)).Want(http.StatusOK)
			want += c.PersonID.String() + " "
			if i%2 == 0 { // some share their millisecond
				env.Clock.Add(time.Second)
			}
		}
		officer := officerOf(env, "officer", village)
		got, path := "", "/identity-reviews?limit=2"
		for pages := 0; path != "" && pages < 5; pages++ {
			var page struct {
				Items []struct {
					PersonID string `json:"person_id"`
				} `json:"items"`
				Next *string `json:"next_cursor"`
			}
			officer.Get(path).Want(http.StatusOK).JSON(&page)
			for _, i := range page.Items {
				got += i.PersonID + " "
			}
			if path = ""; page.Next != nil {
				path = "/identity-reviews?limit=2&cursor=" + *page.Next
			}
		}
		if len(strings.Fields(got)) != 5 {
			t.Fatalf("got %s, want %s", got, want)
		}
		for _, id := range strings.Fields(want) {
			if strings.Count(got, id) != 1 {
				t.Errorf("%s is listed %d times", id, strings.Count(got, id))
			}
		}
	})
}

// No identity number, name or token is anywhere in the database or the log in
// clear, nor as a hash that could be computed without our keys.
func TestNothingPersonalIsStoredInClear(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := settled(env, "alice", village)
		number, name := idOf("19911231", 33), "欧阳不存于明文"
		submit(c.With("Idempotency-Key", "identity-1"), name, number).Want(http.StatusOK)
		officer := officerOf(env, "officer", village)
		officer.Get("/identity-reviews").Want(http.StatusOK)
		officer.With("Idempotency-Key", "identity-2").Post(reviewPath(c, "approve"), object{}).Want(http.StatusOK)
		dump, logs := env.Dump(), env.Logs()
		for _, secret := range []string{number, number[6:], number[:14], "不存于明文", c.Token, c.Refresh} {
			if apptest.Holds(logs, secret) {
				t.Errorf("%q is in the log", secret)
			}
			if secret != number[6:14] && apptest.Holds(dump, secret) {
				t.Errorf("%q is in the database", secret)
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM idempotency_keys WHERE person_id = ?", c.PersonID); n != 0 {
			t.Error("a hash of the submission is kept")
		}
	})
}
