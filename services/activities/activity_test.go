package activities_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

func TestScenario_FromDraftToTheLastSeat(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		people := f.people(4)
		first, second, third, fourth := people[0], people[1], people[2], people[3]

		id := f.organizer.Post("/activities", f.draft(2)).Want(http.StatusCreated).ID()
		path := "/activities/" + id.String()
		first.Get(path).Reason(http.StatusNotFound, "request.not_found")
		first.Post(path+"/signups", map[string]any{}).Reason(http.StatusNotFound, "request.not_found")
		f.organizer.Get("/activities?organization_id=" + f.org.String()).Want(http.StatusOK).Contains(id.String())
		env.Visitor().Get("/activities").Want(http.StatusOK).Lacks(id.String())
		f.organizer.Post(path+"/publish", nil).Want(http.StatusOK).Contains(`"state":"published"`)
		env.Visitor().Get("/activities?region=330602000000&kind=skill").Want(http.StatusOK).Contains(id.String())
		env.Visitor().Get("/activities?region=330603000000").Want(http.StatusOK).Lacks(id.String())

		if a, b := f.join(first, id), f.join(second, id); a.State != "registered" || b.State != "registered" ||
			a.Note != "第一次" {
			t.Fatalf("seats: %+v %+v", a, b)
		}
		c, d := f.join(third, id), f.join(fourth, id)
		if c.State != "waiting" || *c.Position != 1 || d.State != "waiting" || *d.Position != 2 {
			t.Fatalf("queue: %+v %+v", c, d)
		}
		first.Post(path+"/signups", map[string]any{}).Reason(http.StatusConflict, "signup.already")
		if got := f.read(env.Visitor(), id); got.SeatsLeft != 0 || got.WaitingCount != 2 || got.MySignup != nil {
			t.Errorf("public view: %+v", got)
		}

		own := f.read(first, id).MySignup.ID.String()
		second.Delete("/signups/"+own).Reason(http.StatusNotFound, "request.not_found")
		f.organizer.Delete("/signups/"+own).Reason(http.StatusForbidden, "auth.forbidden")
		first.Delete("/signups/" + own).Want(http.StatusNoContent)
		first.Delete("/signups/" + own).Want(http.StatusNoContent)
		if c, d := f.mine(third, id), f.mine(fourth, id); c != "offered" || d != "waiting 1" {
			t.Fatalf("after a cancellation: %s, %s", c, d)
		}
		fourth.Post("/signups/"+d.ID.String()+"/accept-offer", nil).Reason(http.StatusConflict, "signup.not_offered")
		third.Post("/signups/"+c.ID.String()+"/accept-offer", nil).Want(http.StatusOK).Contains(`"state":"registered"`)
		third.Post("/signups/"+c.ID.String()+"/accept-offer", nil).Reason(http.StatusConflict, "signup.not_offered")

		f.join(first, id) // again, at the end of the queue
		if got := f.mine(first, id); got != "waiting 2" {
			t.Errorf("signed up again: %s", got)
		}
		f.organizer.Put(path, map[string]any{"capacity": 1}).Reason(http.StatusConflict, "activity.capacity_taken")
		f.organizer.Put(path, map[string]any{"capacity": 3}).Want(http.StatusOK)
		if d, a := f.mine(fourth, id), f.mine(first, id); d != "offered" || a != "waiting 1" {
			t.Errorf("after a third seat: %s, %s", d, a)
		}
		fourth.Post("/signups/"+d.ID.String()+"/decline-offer", nil).Want(http.StatusOK).Contains(`"state":"declined"`)
		if a := f.mine(first, id); a != "offered" {
			t.Errorf("after a refusal: %s", a)
		}

		env.Clock.Add(24*time.Hour - time.Millisecond)
		env.RunJobs()
		if a := f.mine(f.fresh(&first), id); a != "offered" {
			t.Errorf("in the last moment: %s", a)
		}
		env.Clock.Add(time.Millisecond)
		offer := f.read(first, id).MySignup.ID.String()
		first.Post("/signups/"+offer+"/accept-offer", nil).Reason(http.StatusConflict, "signup.offer_expired")
		env.RunJobs()
		first.Post("/signups/"+offer+"/accept-offer", nil).Reason(http.StatusConflict, "signup.offer_expired")
		if got := f.read(first, id); got.MySignup != nil || got.SeatsLeft != 1 {
			t.Errorf("after the offer: %+v", got)
		}
		if seats, waiting := f.books(id); seats != 2 || waiting != 0 {
			t.Errorf("%d seats, %d waiting", seats, waiting)
		}
		f.told(first.PersonID, "signup.registered", 1, "signup.waiting", 1, "signup.offered", 1, "signup.expired", 1)
		f.told(fourth.PersonID, "signup.waiting", 1, "signup.offered", 1)
		f.audited(id)
		answer := first.Post(path+"/signups", map[string]any{}).Want(http.StatusCreated)
		if n := f.count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'signup.create' AND request_id = ?`, answer.Header.Get("X-Request-Id")); n != 1 {
			t.Errorf("%d rows of the trail name the request", n)
		}
	})
}

// told checks how often a person was told what.
func (f *courseFixture) told(person models.ID, pairs ...any) {
	f.Helper()
	total := 0
	for i := 0; i < len(pairs); i += 2 {
		want, _ := pairs[i+1].(int)
		total += want
		if got := f.count("SELECT COUNT(*) FROM notices WHERE person_id = ? AND kind = ?", person[:],
			pairs[i]); got != want {
			f.Errorf("told %v %d times, want %d", pairs[i], got, want)
		}
	}
	if got := f.count("SELECT COUNT(*) FROM notices WHERE person_id = ?", person[:]); got != total {
		f.Errorf("told %d things, want %d", got, total)
	}
}

// audited checks that every sign-up of an activity has one row in the trail for
// each version it has had.
func (f *courseFixture) audited(activity models.ID) {
	f.Helper()
	if fault := f.trail(activity); fault != "" {
		f.Error(fault)
	}
}

func (f *courseFixture) trail(activity models.ID) (fault string) {
	f.Helper()
	versions := f.count("SELECT COALESCE(SUM(version),0) FROM signups WHERE activity_id = ?", activity[:])
	events := f.count(`SELECT COUNT(*) FROM audit_events e JOIN signups s ON s.id = e.object_id
		WHERE e.object = 'signup' AND e.outcome = 'done' AND s.activity_id = ?`, activity[:])
	if versions != events {
		return fmt.Sprintf("%d changes of sign-ups, %d rows in the trail", versions, events)
	}
	return ""
}

func TestScenario_WhatTimeBrings(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		body := f.draft(1)
		body["signup_opens_at"] = env.Clock.Now().Add(time.Hour)
		id := f.organizer.Post("/activities", body).Want(http.StatusCreated).ID()
		path := "/activities/" + id.String()
		f.organizer.Post(path+"/signups", map[string]any{}).Reason(http.StatusConflict, "activity.not_open")
		f.organizer.Post(path+"/publish", nil).Want(http.StatusOK)
		people := f.people(3)
		people[0].Post(path+"/signups", map[string]any{}).Reason(http.StatusConflict, "activity.not_open")
		env.Clock.Add(time.Hour)
		for i := range people {
			f.join(f.fresh(&people[i]), id)
		}

		env.Clock.Add(46 * time.Hour) // an hour before sign-up closes
		f.cancel(f.fresh(&people[0]), id)
		f.fresh(&people[1])
		if s := f.read(people[1], id).MySignup; s.State != "offered" ||
			*s.OfferExpiresAt != env.Clock.Now().Add(time.Hour) {
			t.Fatalf("an offer must end with sign-up: %+v", s)
		}
		env.Clock.Add(time.Hour)
		env.RunJobs()
		f.fresh(&f.organizer)
		if d := f.read(f.fresh(&people[2]), id); d.State != "signup_closed" || d.MySignup.State != "waiting" ||
			d.SeatsLeft != 1 {
			t.Errorf("after the end of sign-up: %+v", d)
		}
		f.fresh(&people[0]).Post(path+"/signups", map[string]any{}).
			Reason(http.StatusConflict, "activity.signup_closed")
		f.organizer.Put(path, map[string]any{"title": "另一个名字"}).Reason(http.StatusConflict, "activity.wrong_state")
		f.books(id)

		env.Clock.Add(24*time.Hour + time.Minute)
		env.RunJobs()
		f.fresh(&people[2])
		if d := f.read(people[2], id); d.State != "ongoing" {
			t.Errorf("after the start: %+v", d)
		}
		people[2].Delete("/signups/"+f.read(people[2], id).MySignup.ID.String()).
			Reason(http.StatusConflict, "activity.started")
		env.Clock.Add(3 * time.Hour)
		env.RunJobs()
		if d := f.read(env.Visitor(), id); d.State != "finished" {
			t.Errorf("after the end: %+v", d)
		}
		f.fresh(&f.organizer).Post(path+"/cancel", scene.Reason("下雨")).Reason(http.StatusConflict,
			"activity.wrong_state")
	})
}

func (f *courseFixture) cancel(c *apptest.Client, activity models.ID) {
	f.Helper()
	c.Delete("/signups/" + f.read(c, activity).MySignup.ID.String()).Want(http.StatusNoContent)
}

func TestScenario_CalledOff(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		id := f.open(1)
		path := "/activities/" + id.String()
		people := f.people(2)
		a := f.join(people[0], id)
		f.join(people[1], id)
		f.organizer.Put(path, map[string]any{"place": "城南街道活动中心"}).Want(http.StatusOK)
		f.organizer.Post(path+"/close", nil).Want(http.StatusOK).Contains(`"state":"signup_closed"`)
		f.organizer.Post(path+"/close", nil).Reason(http.StatusConflict, "activity.wrong_state")
		f.organizer.Post(path+"/cancel",
			scene.Reason("\u200b")).Want(http.StatusUnprocessableEntity).Contains("/reason")
		f.organizer.Post(path+"/cancel", scene.Reason("下雨")).Want(http.StatusOK).Contains(`"state":"cancelled"`).
			Contains(`"cancel_reason":"下雨"`)
		env.Visitor().Get(path).Want(http.StatusOK).Contains(`"cancel_reason":"下雨"`)
		people[1].Get("/notifications").Want(http.StatusOK).Contains("原因：下雨")
		people[0].Post(path+"/signups", map[string]any{}).Reason(http.StatusConflict, "activity.cancelled")
		people[0].Post("/signups/"+a.ID.String()+"/accept-offer", nil).Reason(http.StatusConflict, "signup.not_offered")
		if seats, waiting := f.books(id); seats != 0 || waiting != 0 {
			t.Errorf("%d seats, %d waiting", seats, waiting)
		}
		f.told(people[0].PersonID, "signup.registered", 1, "activity.changed", 1, "activity.cancelled", 1)
		f.told(people[1].PersonID, "signup.waiting", 1, "activity.changed", 1, "activity.cancelled", 1)
		people[0].Get("/me/signups").Want(http.StatusOK).Contains(`"state":"cancelled"`)
	})
}

func TestScenario_WhoMayOrganize(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f, other := newCourseFixture(env), newCourseFixture(env)
		id := f.open(5)
		path := "/activities/" + id.String()
		resident := env.SignIn("resident")
		f.join(resident, id)

		env.Visitor().Post("/activities", f.draft(3)).Reason(http.StatusUnauthorized, "auth.required")
		env.Visitor().Post(path+"/signups", map[string]any{}).Reason(http.StatusUnauthorized, "auth.required")
		resident.Post("/activities", f.draft(3)).Reason(http.StatusForbidden, "auth.forbidden")
		other.organizer.Post("/activities", f.draft(3)).Reason(http.StatusForbidden, "auth.forbidden")
		for _, verb := range []string{"publish", "close"} {
			other.organizer.Post(path+"/"+verb, nil).Reason(http.StatusForbidden, "auth.forbidden")
		}
		other.organizer.Post(path+"/cancel", scene.Reason("下雨")).Reason(http.StatusForbidden, "auth.forbidden")
		other.organizer.Put(path, map[string]any{"capacity": 9}).Reason(http.StatusForbidden, "auth.forbidden")
		other.organizer.Get(path+"/signups").Reason(http.StatusForbidden, "auth.forbidden")
		draft := f.organizer.Post("/activities", f.draft(3)).Want(http.StatusCreated).ID().String()
		other.organizer.Put("/activities/"+draft, map[string]any{"capacity": 9}).
			Reason(http.StatusNotFound, "request.not_found")
		other.organizer.Get("/activities/"+draft+"/signups").Reason(http.StatusNotFound, "request.not_found")
		other.organizer.Get("/activities").Want(http.StatusOK).Lacks(draft)
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE outcome = 'refused' AND object = 'activity'`); n < 5 {
			t.Errorf("%d refusals in the trail", n)
		}

		var list struct{ Items []signup }
		f.organizer.Get(path + "/signups").Want(http.StatusOK).JSON(&list)
		if len(list.Items) != 1 || list.Items[0].PersonID != resident.PersonID {
			t.Errorf("list: %+v", list)
		}
		f.exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", f.org[:])
		f.organizer.Anew().Post("/activities", f.draft(3)).Reason(http.StatusConflict, "activity.organization_inactive")
		f.organizer.Post("/activities/"+draft+"/publish", nil).
			Reason(http.StatusConflict, "activity.organization_inactive")
	})
}

func TestScenario_WrongTimesAndStaleChanges(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	f := newCourseFixture(env)
	now := env.Clock.Now()
	for field, wrong := range map[string]any{
		"ends_at": now, "signup_closes_at": now.Add(80 * time.Hour), "signup_opens_at": now.Add(49 * time.Hour),
		"region_code": "330621000000", "capacity": 0, "kind": "party", "title": " 无 ",
	} {
		body := f.draft(3)
		body[field] = wrong
		f.organizer.Post("/activities", body).Reason(http.StatusUnprocessableEntity, "request.invalid")
	}
	id := f.open(3)
	path := "/activities/" + id.String()
	read := f.organizer.Get(path).Want(http.StatusOK)
	tag := read.Header.Get("ETag")
	f.organizer.With("If-None-Match", tag).Get(path).Want(http.StatusNotModified)
	f.join(env.SignIn("somebody"), id)
	f.organizer.With("If-None-Match", tag).Get(path).Want(http.StatusOK)
	f.organizer.With("If-Match", tag).Put(path, map[string]any{"title": "焊工技能培训班"}).Want(http.StatusOK)
	f.organizer.With("If-Match", tag).Put(path, map[string]any{"title": "车工技能培训班"}).
		Reason(http.StatusPreconditionFailed, "request.stale")
	f.organizer.Put(path, map[string]any{"signup_closes_at": now}).Want(http.StatusUnprocessableEntity)
	f.organizer.Put(path, map[string]any{"signup_opens_at": now.Add(-time.Hour), "signup_closes_at": now}).
		Reason(http.StatusConflict, "activity.past")
	old := f.draft(3)
	old["signup_opens_at"], old["signup_closes_at"] = now.Add(-time.Hour), now
	late := f.organizer.Post("/activities", old).Want(http.StatusCreated).ID().String()
	f.organizer.Post("/activities/"+late+"/publish", nil).Reason(http.StatusConflict, "activity.past")
}
