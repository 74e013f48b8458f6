package moderation_test

import (
	"fmt"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/complaint"
)

// Twenty people complain at once: one case, and everybody's complaint counts.
func TestReportsAtOnceAreOneCase(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		b := newCourseCase(env)
		people := make([]*apptest.Client, 20)
		for i := range people {
			people[i] = env.SignIn(fmt.Sprint("reporter ", i))
		}
		got := apptest.Race(40, func(i int) *apptest.Response { // everybody twice
			return people[i%20].Post("/reports", scene.Complaint("activity", b.course))
		})
		if n := apptest.Statuses(got); n[http.StatusCreated] != 20 || n[http.StatusConflict] != 20 {
			t.Errorf("answers: %v", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM moderation_cases WHERE report_count = 20"); n != 1 {
			t.Errorf("%d cases of 20 complaints", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM reports"); n != 20 {
			t.Errorf("%d complaints", n)
		}
		if n := b.told(b.town, "moderation.opened"); n != 1 {
			t.Errorf("the administrator was told %d times", n)
		}
	}, apptest.Alone())
}

// The twenty-first complaint of a day is refused, however they come.
func TestReportsPerDay(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		b := newCourseCase(env)
		anna := env.SignIn("anna")
		courses := make([]models.ID, 24)
		for i := range courses {
			courses[i] = b.publish(b.Chair)
		}
		got := apptest.Race(len(courses), func(i int) *apptest.Response {
			for { // five tries may not be enough for 24 of one person at once
				if r := anna.Post("/reports",
					scene.Complaint("activity", courses[i])); r.Status != http.StatusServiceUnavailable {
					return r
				}
			}
		})
		if n := apptest.Statuses(got); n[http.StatusCreated] != complaint.ReportsPerDay ||
			n[http.StatusTooManyRequests] != 4 {
			t.Errorf("answers: %v", n)
		}
		env.Clock.Set(models.DayOf(env.Clock.Now()).AddDays(1).Start())
		env.SignIn("anna").Post("/reports", scene.Complaint("activity", b.course)).Want(http.StatusCreated)
	})
}

// Pass against remove, with a ban, on two processes: one decision, one row in
// the trail, one notice for each person concerned.
func TestDecisionsAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		b := newCourseCase(env)
		second := env.Second()
		reporters := []*apptest.Client{env.SignIn("anna"), env.SignIn("bob"), env.SignIn("cleo")}
		for round := range 50 {
			course := b.publish(b.Chair)
			reporters[round%3].Post("/reports", scene.Complaint("activity", course)).Want(http.StatusCreated)
			path := b.caseOf(course)
			got := apptest.Race(3, func(i int) *apptest.Response {
				switch i {
				case 0:
					return b.town.Post(path+"/pass", scene.Reason("没有问题"))
				case 1:
					return b.county.On(second).Post(path+"/remove", scene.Reason("虚假信息"))
				}
				return b.city.On(second).Post(path+"/remove", scene.Reason("虚假信息"))
			})
			if n := apptest.Statuses(got); n[http.StatusOK] != 1 || n[http.StatusConflict] != 2 {
				t.Fatalf("round %d: %v", round, n)
			}
			id := path[len("/moderation/"):]
			caseID, err := models.ParseID(id)
			if err != nil {
				t.Fatal(err)
			}
			if n := env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE object_id = ? AND action IN ('moderation.pass', 'moderation.remove')
				AND outcome = 'done'`, caseID); n != 1 {
				t.Fatalf("round %d: %d decisions in the trail", round, n)
			}
			removed := env.Count("SELECT COUNT(*) FROM moderation_cases WHERE id = ? AND state = 'removed'", caseID)
			if n := env.Count(`SELECT COUNT(*) FROM notices
				WHERE subject = 'moderation' AND subject_id = ? AND person_id = ?`, caseID,
				b.Chair.PersonID); n != removed {
				t.Fatalf("round %d: the author was told %d times", round, n)
			}
			if n := env.Count("SELECT COUNT(*) FROM notices WHERE subject = 'report' AND subject_id = ?",
				course); n != 1 {
				t.Fatalf("round %d: the reporter was told %d times", round, n)
			}
		}
	})
}
