package activities_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

const village = "330602005206"

// courseFixture is an active organization with an organizer.
type courseFixture struct {
	*apptest.Env
	db        *sql.DB
	org       models.ID
	organizer *apptest.Client
}

func newCourseFixture(env *apptest.Env) *courseFixture {
	env.Helper()
	f := &courseFixture{Env: env, db: env.DB(), org: newID()}
	now := int64(env.Clock.Now())
	f.exec(`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state, introduction,
		capacity, member_count, next_queue_no, created_by, version, created_at, updated_at)
		VALUES (?, 'fellowship', ?, '', '', '', ?, 'active', '', NULL, 0, 1, NULL, 1, ?, ?)`,
		f.org[:], "外山村新居民联谊会 "+f.org.String()[24:], village, now, now)
	f.organizer = env.SignIn("organizer-" + f.org.String())
	env.GrantOrganization(f.organizer, models.RoleOrganizer, f.org)
	return f
}

func newID() models.ID { return models.ID(uuid.Must(uuid.NewV7())) }

func (f *courseFixture) exec(query string, args ...any) {
	f.Helper()
	if _, err := f.db.Exec(query, args...); err != nil {
		f.Fatalf("%s: %v", query, err)
	}
}

func (f *courseFixture) count(query string, args ...any) int {
	f.Helper()
	var n int
	if err := f.db.QueryRow(query, args...).Scan(&n); err != nil {
		f.Fatalf("%s: %v", query, err)
	}
	return n
}

// fresh signs somebody in again: access tokens live ten minutes.
func (f *courseFixture) fresh(c **apptest.Client) *apptest.Client {
	f.Helper()
	*c = f.SignIn((*c).Name)
	return *c
}

// draft is the body of a course that is open for sign-up for two days and
// starts in three.
func (f *courseFixture) draft(capacity int) map[string]any {
	now := f.Clock.Now()
	return map[string]any{
		"organization_id": f.org, "kind": "skill", "title": "电工技能培训班", "description": "带身份证。", "region_code": village,
		"place": "外山村文化礼堂", "starts_at": now.Add(72 * time.Hour), "ends_at": now.Add(75 * time.Hour),
		"signup_opens_at": now, "signup_closes_at": now.Add(48 * time.Hour), "capacity": capacity,
	}
}

// open publishes a course.
func (f *courseFixture) open(capacity int) models.ID {
	f.Helper()
	id := f.organizer.Post("/activities", f.draft(capacity)).Want(http.StatusCreated).ID()
	f.organizer.Post("/activities/"+id.String()+"/publish", nil).Want(http.StatusOK)
	return id
}

func (f *courseFixture) people(n int) []*apptest.Client {
	f.Helper()
	all := make([]*apptest.Client, n)
	for i := range all {
		all[i] = f.SignIn(fmt.Sprintf("person-%s-%d", f.org, i))
	}
	return all
}

// signup is a sign-up as the API shows it.
type signup struct {
	ID             models.ID       `json:"id"`
	State          string          `json:"state"`
	Position       *int64          `json:"position"`
	Note           string          `json:"note"`
	OfferExpiresAt *models.Instant `json:"offer_expires_at"`
	Activity       struct {
		ID    models.ID `json:"id"`
		Title string    `json:"title"`
		State string    `json:"state"`
	} `json:"activity"`
	PersonID models.ID `json:"person_id"`
}

type details struct {
	ID           models.ID `json:"id"`
	State        string    `json:"state"`
	Title        string    `json:"title"`
	Capacity     int       `json:"capacity"`
	SeatsLeft    int       `json:"seats_left"`
	WaitingCount int       `json:"waiting_count"`
	MySignup     *signup   `json:"my_signup"`
}

func (f *courseFixture) join(c *apptest.Client, activity models.ID) signup {
	f.Helper()
	var s signup
	c.Post("/activities/"+activity.String()+"/signups", map[string]any{"note": "第一次"}).Want(http.StatusCreated).JSON(&s)
	return s
}

func (f *courseFixture) read(c *apptest.Client, activity models.ID) details {
	f.Helper()
	var d details
	c.Get("/activities/" + activity.String()).Want(http.StatusOK).JSON(&d)
	return d
}

// mine gives the state of a person's live sign-up, with the position when they
// wait: "waiting 2".
func (f *courseFixture) mine(c *apptest.Client, activity models.ID) string {
	f.Helper()
	s := f.read(c, activity).MySignup
	switch {
	case s == nil:
		return "none"
	case s.Position != nil:
		return fmt.Sprintf("%s %d", s.State, *s.Position)
	}
	return s.State
}

// books compares the counters of an activity with its rows.
func (f *courseFixture) books(activity models.ID) (seats, waiting int) {
	f.Helper()
	seats, waiting, fault := f.ledger(activity)
	if fault != "" {
		f.Error(fault)
	}
	return seats, waiting
}

// ledger reads the counters of an activity and says what is wrong with them.
func (f *courseFixture) ledger(activity models.ID) (seats, waiting int, fault string) {
	f.Helper()
	var capacity, next, live, keys, numbers, highest int
	var rowSeats, rowWaiting int
	row := f.db.QueryRow(`SELECT capacity, seats_taken, waiting_count, next_queue_no FROM activities
		WHERE id = ?`, activity[:])
	if err := row.Scan(&capacity, &seats, &waiting, &next); err != nil {
		f.Fatal(err)
	}
	row = f.db.QueryRow(`SELECT COALESCE(SUM(state IN ('registered','offered','checked_in','no_show')),0),
		COALESCE(SUM(state = 'waiting'),0), COALESCE(SUM(live_key IS NOT NULL),0), COUNT(DISTINCT live_key),
		COUNT(DISTINCT queue_no), COALESCE(MAX(queue_no),0)
		FROM signups WHERE activity_id = ?`, activity[:])
	if err := row.Scan(&rowSeats, &rowWaiting, &live, &keys, &numbers, &highest); err != nil {
		f.Fatal(err)
	}
	if seats != rowSeats || waiting != rowWaiting || seats > capacity || live != seats+waiting || keys != live ||
		numbers != next-1 || highest != next-1 {
		return seats, waiting,
			fmt.Sprintf("books of %s: seats %d/%d, rows %d; waiting %d, rows %d; live %d, keys %d; numbers %d up "+
				"to %d, next %d",
				activity, seats, capacity, rowSeats, waiting, rowWaiting, live, keys, numbers, highest, next)
	}
	if late := f.count(`SELECT COUNT(*) FROM signups o
		JOIN signups w ON w.activity_id = o.activity_id AND w.state = 'waiting' AND w.queue_no < o.queue_no
		WHERE o.activity_id = ? AND o.state = 'offered'`, activity[:]); late != 0 {
		return seats, waiting, fmt.Sprintf("%d offers passed somebody who waits longer", late)
	}
	return seats, waiting, ""
}
