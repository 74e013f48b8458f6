package activities_test

import (
	"bytes"
	"database/sql"
	"net/http"
	"slices"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/activity"
)

const (
	races   = 10
	seats   = 20
	demand  = 100
	perRace = 10 // of the racers of each activity cancel at once
)

// Ten courses, a hundred racers each, cancellations in between: every seat is
// sold once, and the queue keeps its order. Two processes where that is how the
// product runs; on SQLite the other races have two.
func TestRace_NoSeatIsSoldTwice(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		second := env
		if env.Engine == apptest.MariaDB {
			second = env.Second()
		}
		racers := f.people(demand)
		courses := make([]models.ID, races)
		for i := range courses {
			courses[i] = f.open(seats)
		}
		// Two at once: more would only test the patience of the clients.
		for pair := range slices.Chunk(courses, 2) {
			answers := apptest.Race(len(pair)*demand, func(i int) *apptest.Response {
				c := racers[i%demand]
				if i%2 == 1 {
					c = c.On(second)
				}
				res := c.Post("/activities/"+pair[i/demand].String()+"/signups", map[string]any{})
				if res.Status == http.StatusCreated && i%demand < perRace {
					if del := c.Delete("/signups/" + idOf(res)); del.Status != http.StatusNoContent {
						return del
					}
				}
				return res
			})
			for _, res := range answers {
				res.Want(http.StatusCreated)
			}
		}
		for _, course := range courses {
			if sold, waiting := f.books(course); sold != seats || waiting != demand-perRace-seats {
				t.Errorf("%d seats sold of %d, %d waiting", sold, seats, waiting)
			}
			if n := f.count(`SELECT COUNT(*) FROM signups r
				JOIN signups w ON w.activity_id = r.activity_id AND w.state = 'waiting'
				AND w.queue_no < r.queue_no
				WHERE r.activity_id = ? AND r.state = 'registered'`, course[:]); n != 0 {
				t.Errorf("%d times somebody was registered past the queue", n)
			}
			f.audited(course)
		}
		if env.Engine == apptest.MariaDB {
			if sold := f.naive(seats, demand); sold <= seats {
				t.Errorf("the naive way sold %d of %d seats: this race proves nothing", sold, seats)
			}
		}
	}, apptest.Alone())
}

// naive counts and then inserts, as it must not be done; the canary of the race.
func (f *courseFixture) naive(seats, demand int) (sold int) {
	f.Helper()
	f.db.SetMaxOpenConns(32)
	f.db.SetMaxIdleConns(32)
	for range 20 {
		course := newID()
		apptest.Race(demand, func(i int) error { return naiveSignup(f.db, course, i, seats) })
		if sold = f.count("SELECT COUNT(*) FROM signups WHERE activity_id = ?", course[:]); sold > seats {
			break
		}
	}
	return sold
}

func naiveSignup(db *sql.DB, course models.ID, i, seats int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var taken int
	if err := tx.QueryRow("SELECT COUNT(*) FROM signups WHERE activity_id = ? AND state = 'registered'", course[:]).
		Scan(&taken); err != nil {
		return err
	}
	if taken >= seats {
		return nil
	}
	id := newID()
	if _, err := tx.Exec(`INSERT INTO signups (id, activity_id, person_id, state, queue_no, note, version, created_at,
		updated_at)
		VALUES (?, ?, ?, 'registered', ?, '', 1, 0, 0)`, id[:], course[:], id[:], i); err != nil {
		return err
	}
	return tx.Commit()
}

func idOf(res *apptest.Response) string {
	_, rest, _ := bytes.Cut(res.Body, []byte(`"id":"`))
	id, _, _ := bytes.Cut(rest, []byte(`"`))
	return string(id)
}

func TestRace_OnePersonFiftyTimes(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		second := env.Second()
		me := env.SignIn("me")
		for range 5 {
			course := f.open(seats)
			answers := apptest.Race(50, func(i int) *apptest.Response {
				c := me
				if i%2 == 1 {
					c = me.On(second)
				}
				return c.Post("/activities/"+course.String()+"/signups", map[string]any{})
			})
			for _, res := range answers {
				if res.Status != http.StatusCreated {
					res.Reason(http.StatusConflict, "signup.already")
				}
			}
			if n := apptest.Statuses(answers)[http.StatusCreated]; n != 1 {
				t.Errorf("statuses %v", apptest.Statuses(answers))
			}
			if sold, _ := f.books(course); sold != 1 {
				t.Errorf("%d seats", sold)
			}
		}
	}, apptest.Alone())
}

// One request sent twenty times at once, then again: one effect, one answer.
func TestRace_OneKeyTwentyTimes(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		second := env.Second()
		crowd := f.people(30)
		me := env.SignIn("me").With("Idempotency-Key", "sign-up-once")
		course := f.open(seats)
		path := "/activities/" + course.String() + "/signups"
		body := map[string]any{"note": "带孩子来"}
		answers := apptest.Race(20+len(crowd), func(i int) *apptest.Response {
			switch {
			case i >= 20:
				return crowd[i-20].With("Idempotency-Key", "sign-up-once").Post(path, body)
			case i%2 == 1:
				return me.On(second).Post(path, body)
			}
			return me.Post(path, body)
		})
		for _, res := range answers {
			res.Want(http.StatusCreated)
		}
		first := answers[0].Body
		for _, res := range append(answers[:20], me.Post(path, body), me.On(second).Post(path, body)) {
			if !bytes.Equal(res.Body, first) {
				t.Errorf("another answer:\n%s\n%s", res.Body, first)
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM signups"); n != 1+len(crowd) {
			t.Errorf("%d sign-ups", n)
		}
		f.told(me.PersonID, noticeOf(answers[0]), 1)
		f.audited(course)
		me.Post(path, map[string]any{"note": "不带孩子"}).Reason(http.StatusUnprocessableEntity, "idempotency.mismatch")

		// A refusal is not remembered: the same key works once there is a reason.
		again := env.SignIn("me").With("Idempotency-Key", "later")
		again.Post(path, body).Reason(http.StatusConflict, "signup.already")
		again.Delete("/signups/" + idOf(answers[0])).Want(http.StatusNoContent)
		again.Post(path, body).Want(http.StatusCreated)
	}, apptest.Alone())
}

func noticeOf(res *apptest.Response) string {
	if res.Holds(`"state":"waiting"`) {
		return string(activity.NoticeSignupWaiting)
	}
	return string(activity.NoticeSignupRegistered)
}

// One offer, taken, declined and cancelled by its owner at once.
func TestRace_OneOffer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		second := env.Second()
		people := f.people(3)
		for range 5 {
			course := f.open(1)
			for _, c := range people {
				f.join(c, course)
			}
			f.cancel(people[0], course)
			offer := "/signups/" + f.read(people[1], course).MySignup.ID.String()
			apptest.Race(12, func(i int) *apptest.Response {
				c := people[1]
				if i%2 == 1 {
					c = c.On(second)
				}
				switch i % 3 {
				case 0:
					return c.Post(offer+"/accept-offer", nil)
				case 1:
					return c.Post(offer+"/decline-offer", nil)
				}
				return c.Delete(offer)
			})
			if sold, waiting := f.books(course); sold != 1 ||
				waiting != 0 && f.mine(people[1], course) != "registered" {
				t.Errorf("%d sold, %d waiting, %s", sold, waiting, f.mine(people[1], course))
			}
			f.audited(course)
		}
	})
}
