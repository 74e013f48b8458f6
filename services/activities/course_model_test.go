package activities_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/activities"
)

// TestMain draws fewer sequences than rapid does by itself, since each step is a
// commit; -rapid.checks=500 draws more.
func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("rapid.checks"); f != nil && f.Value.String() == f.DefValue {
		_ = f.Value.Set("40")
	}
	os.Exit(m.Run())
}

// courseModel is a course beside the plainest telling of its rules.
type courseModel struct {
	*courseFixture
	svc       *activities.Service
	organizer models.Actor
	people    []models.Actor
	course    models.ID
	closes    models.Instant
	starts    models.Instant
	capacity  int
	rows      []*place
}

type place struct {
	id     models.ID
	person int
	state  activity.SignupState
	until  models.Instant
}

// After any sequence of acts the course is in the state that the rules say, and
// its counters equal its rows.
func TestMachine(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.TB = t
		f := newCourseFixture(env)
		rapid.Check(t, func(r *rapid.T) {
			m := newCourseModel(f, rapid.IntRange(1, 3).Draw(r, "capacity"))
			r.Repeat(map[string]func(*rapid.T){
				"sign up":  m.signUp,
				"sign up2": m.signUp,
				"cancel":   m.cancel,
				"accept":   m.accept,
				"decline":  m.decline,
				"time":     m.time,
				"capacity": m.resize,
				"":         m.check,
			})
		})
	})
}

func newCourseModel(f *courseFixture, capacity int) *courseModel {
	now := f.Clock.Now()
	m := &courseModel{
		courseFixture: f,
		svc:           f.Server.Services.Activities,
		capacity:      capacity,
		closes:        now.Add(72 * time.Hour),
		starts:        now.Add(80 * time.Hour),
	}
	m.organizer = models.Actor{PersonID: f.organizer.PersonID,
		Grants: []models.RoleGrant{{Role: models.RoleChair, ScopeKind: models.ScopeOrganization,
			OrganizationID: &f.org}}}
	for range 6 {
		m.people = append(m.people, models.Actor{PersonID: newID()})
	}
	a, err := m.svc.Create(context.Background(), m.organizer,
		activity.Activity{OrganizationID: f.org, Kind: activity.Care, Title: "邻里活动", Place: "广场",
			RegionCode: village, SignupOpensAt: now, SignupClosesAt: m.closes, StartsAt: m.starts,
			EndsAt: m.starts.Add(time.Hour), Capacity: int64(capacity)}, nil)
	if err == nil {
		_, err = m.svc.Publish(context.Background(), m.organizer, a.ID)
	}
	if err != nil {
		f.Fatal(err)
	}
	m.course = a.ID
	return m
}

func (m *courseModel) open() bool { return m.Clock.Now() < m.closes }

func (m *courseModel) seats() (n int) {
	for _, p := range m.rows {
		if p.state.HoldsSeat() {
			n++
		}
	}
	return n
}

func (m *courseModel) waiting() (all []*place) {
	for _, p := range m.rows {
		if p.state == activity.SignupWaiting {
			all = append(all, p)
		}
	}
	return all
}

// offer gives free seats to the queue.
func (m *courseModel) offer() {
	for _, p := range m.waiting() {
		if !m.open() || m.seats() >= m.capacity {
			return
		}
		p.state, p.until = activity.SignupOffered, min(m.Clock.Now().Add(24*time.Hour), m.closes)
	}
}

func want(r *rapid.T, err error, reason *models.Error) bool {
	if (reason == nil) != (err == nil) || (reason != nil && !errors.Is(err, reason)) {
		r.Fatalf("error %v, want %v", err, reason)
	}
	return err == nil
}

func (m *courseModel) signUp(r *rapid.T) {
	who := rapid.IntRange(0, len(m.people)-1).Draw(r, "who")
	var reason *models.Error
	switch {
	case slices.ContainsFunc(m.rows, func(p *place) bool { return p.person == who && p.state.Live() }):
		reason = activity.ErrSignupAlready
	case !m.open():
		reason = activity.ErrClosed
	}
	view, err := m.svc.SignUp(context.Background(), m.people[who], m.course, "")
	if !want(r, err, reason) {
		return
	}
	p := &place{id: view.ID, person: who, state: activity.SignupRegistered}
	if m.seats() >= m.capacity || len(m.waiting()) > 0 {
		p.state = activity.SignupWaiting
	}
	m.rows = append(m.rows, p)
	if view.State != p.state || (p.state == activity.SignupWaiting && int(view.Position) != len(m.waiting())) {
		r.Fatalf("signed up as %s %d, want %s", view.State, view.Position, p.state)
	}
}

func (m *courseModel) any(r *rapid.T) *place {
	if len(m.rows) == 0 {
		r.Skip("nobody yet")
	}
	return rapid.SampledFrom(m.rows).Draw(r, "place")
}

func (m *courseModel) cancel(r *rapid.T) {
	p := m.any(r)
	err := m.svc.CancelSignup(context.Background(), m.people[p.person], p.id)
	switch {
	case p.state == activity.SignupCancelled:
		want(r, err, nil)
	case !p.state.Live():
		want(r, err, activity.ErrSignupState)
	case m.Clock.Now() >= m.starts:
		want(r, err, activity.ErrStarted)
	case want(r, err, nil):
		p.state = activity.SignupCancelled
		m.offer()
	}
}

func (m *courseModel) accept(r *rapid.T) {
	p := m.any(r)
	_, err := m.svc.AcceptOffer(context.Background(), m.people[p.person], p.id)
	switch {
	case p.state == activity.SignupExpired:
		want(r, err, activity.ErrSignupOfferExpired)
	case p.state != activity.SignupOffered:
		want(r, err, activity.ErrSignupNotOffered)
	case want(r, err, nil):
		p.state = activity.SignupRegistered
	}
}

func (m *courseModel) decline(r *rapid.T) {
	p := m.any(r)
	_, err := m.svc.DeclineOffer(context.Background(), m.people[p.person], p.id)
	switch {
	case p.state != activity.SignupOffered:
		want(r, err, activity.ErrSignupNotOffered)
	case want(r, err, nil):
		p.state = activity.SignupDeclined
		m.offer()
	}
}

// time moves on; what is due happens.
func (m *courseModel) time(r *rapid.T) {
	m.Clock.Add(time.Duration(rapid.IntRange(1, 12).Draw(r, "hours")) * time.Hour)
	m.RunJobs()
	for _, p := range m.rows {
		if p.state == activity.SignupOffered && p.until <= m.Clock.Now() {
			p.state = activity.SignupExpired
		}
	}
	m.offer()
}

func (m *courseModel) resize(r *rapid.T) {
	n := rapid.IntRange(1, 6).Draw(r, "seats")
	size := int64(n)
	_, err := m.svc.Update(context.Background(), m.organizer, m.course, nil, activity.Change{Capacity: &size})
	switch {
	case !m.open():
		want(r, err, activity.ErrState)
	case n < m.seats():
		want(r, err, activity.ErrCapacity)
	case want(r, err, nil):
		m.capacity = n
		m.offer()
	}
}

func (m *courseModel) check(r *rapid.T) {
	rows, err := m.db.Query("SELECT id, state FROM signups WHERE activity_id = ? ORDER BY queue_no", m.course[:])
	if err != nil {
		r.Fatal(err)
	}
	defer rows.Close()
	var got, expected []string
	for rows.Next() {
		var id []byte
		var state string
		if err := rows.Scan(&id, &state); err != nil {
			r.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%x %s", id, state))
	}
	for _, p := range m.rows {
		expected = append(expected, fmt.Sprintf("%x %s", p.id[:], p.state))
	}
	if !slices.Equal(got, expected) {
		r.Fatalf("rows\n%q\nwant\n%q", got, expected)
	}
	seats, waiting, fault := m.ledger(m.course)
	if fault += m.trail(m.course); fault != "" {
		r.Fatal(fault)
	}
	if seats != m.seats() || waiting != len(m.waiting()) {
		r.Fatalf("%d seats, want %d; %d waiting, want %d", seats, m.seats(), waiting, len(m.waiting()))
	}
}
