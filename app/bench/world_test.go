package bench

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/server"
	"xinjumin/models"
	"xinjumin/services"
	"xinjumin/services/seeding"
)

// ballotBatch is what .env.example proposes.
var ballotBatch = services.Batch{Min: 8, MinWait: 200 * time.Millisecond}

// world is one seeded database behind both the API and the floor.
type world struct {
	testing.TB
	env           *apptest.Env
	floor         *floor
	db            *sql.DB
	people        []person // ordinary ones, signed in
	organizations []models.ID
	course        models.ID // an activity to read
}

type person struct {
	id, session models.ID
	token       string
}

// engines lists what this machine can measure.
func engines() []apptest.Engine {
	if os.Getenv("TEST_MYSQL_DURABLE_DSN") == "" {
		return []apptest.Engine{apptest.SQLite}
	}
	return []apptest.Engine{apptest.SQLite, apptest.MariaDB}
}

// newWorld seeds a population and signs in up to n ordinary people of it. The
// API is the assembled product without rate limits; its log goes to /dev/null.
func newWorld(tb testing.TB, engine apptest.Engine, population, n int) *world {
	tb.Helper()
	w := &world{TB: tb, env: quietEnv(tb, engine)}
	if err := w.env.Server.Services.Seed(context.Background(), seeding.Options{People: population}); err != nil {
		tb.Fatal(err)
	}
	w.floor = newFloor(tb, engine, w.env.DSN)
	w.db = w.env.DB()
	w.people = signIn(tb, w.db, w.floor.auth, n)
	// A union asks for the age of a person who applies, by one statement more.
	w.organizations = ids(tb, w.db, `SELECT id FROM organizations WHERE state = 'active' AND kind <> 'union'
		ORDER BY id LIMIT 64`)
	for i := range 200 {
		w.course = newActivity(tb, w.db, w.organizations[i%len(w.organizations)], 30)
	}
	return w
}

func ids(tb testing.TB, db *sql.DB, query string, args ...any) []models.ID {
	tb.Helper()
	rows, err := db.Query(query, args...)
	if err != nil {
		tb.Fatal(err)
	}
	defer rows.Close()
	var all []models.ID
	for rows.Next() {
		var id models.ID
		if err := rows.Scan(&id); err != nil {
			tb.Fatal(err)
		}
		all = append(all, id)
	}
	if err := rows.Err(); err != nil {
		tb.Fatal(err)
	}
	return all
}

// execute runs fixtures in one transaction.
func execute(tb testing.TB, db *sql.DB, do func(exec func(query string, args ...any))) {
	tb.Helper()
	tx, err := db.Begin()
	if err != nil {
		tb.Fatal(err)
	}
	do(func(query string, args ...any) {
		if _, err := tx.Exec(query, args...); err != nil {
			_ = tx.Rollback()
			tb.Fatalf("%s: %v", query, err)
		}
	})
	if err := tx.Commit(); err != nil {
		tb.Fatal(err)
	}
}

// signIn opens sessions for people without an office and verifies them.
func signIn(tb testing.TB, db *sql.DB, auth *bearers, n int) []person {
	tb.Helper()
	all := ids(tb, db, `SELECT p.id FROM persons p
		WHERE p.state = 'active' AND NOT EXISTS (SELECT 1 FROM role_grants g WHERE g.person_id = p.id)
		ORDER BY p.id LIMIT ?`, n)
	people := make([]person, len(all))
	at := int64(now())
	execute(tb, db, func(exec func(string, ...any)) {
		exec("UPDATE persons SET verification = 'verified' WHERE state = 'active'")
		var values []any
		for i, id := range all {
			session := newSecretID()
			people[i] = person{id, session, auth.token(id, session)}
			values = append(values, session[:], id[:], 1<<30, "bench", at, at, at+86_400_000*30, nil, "")
			if len(values) == 9*500 || i == len(all)-1 {
				exec(`INSERT INTO sessions (id, person_id, epoch, device, created_at, last_used_at, expires_at,
					revoked_at, revoke_reason)
					VALUES `+
					marks(len(values)/9, 9), values...)
				values = values[:0]
			}
		}
	})
	return people
}

// newActivity publishes a course that takes sign-ups now.
func newActivity(tb testing.TB, db *sql.DB, organization models.ID, seats int) models.ID {
	tb.Helper()
	id, at := newID(), int64(now())
	execute(tb, db, func(exec func(string, ...any)) {
		exec(`INSERT INTO activities (id, organization_id, kind, title, description, region_code, place, starts_at,
			ends_at, signup_opens_at, signup_closes_at, capacity, seats_taken, waiting_count, next_queue_no,
			state, created_by, version, created_at, updated_at)
			VALUES `+marks(1, 20),
			id[:], organization[:], "skill", "电工技能培训班", "带身份证，\"自带\"工具；教材免费，结业发证，名额有限。", "330602005206", "外山村文化礼堂",
			at+86_400_000, at+90_000_000,
			at-1000, at+80_000_000, seats, 0, 0, 1, "published", organization[:], 1, at, at)
	})
	return id
}

// newPoll opens a poll with these people on its roll.
func newPoll(tb testing.TB, db *sql.DB, organization models.ID, roll []person) models.ID {
	tb.Helper()
	id, at := newID(), int64(now())
	execute(tb, db, func(exec func(string, ...any)) {
		exec(`INSERT INTO polls (id, organization_id, title, question, mode, state, opens_at, closes_at, roll_count,
			roll_hash, roll_sealed_at, cast_count, created_by, version, created_at, updated_at)
			VALUES `+marks(1, 16),
			id[:], organization[:], "理事会换届", "选谁当会长？", "detached", "open", at-1000, at+86_400_000, len(roll),
			make([]byte, 32),
			at, nil, organization[:], 1, at, at)
		for no := 1; no <= 5; no++ {
			exec("INSERT INTO poll_options (poll_id, no, label, votes) VALUES (?,?,?,?)", id[:], no,
				fmt.Sprintf("候选人%d", no), nil)
		}
		for len(roll) > 0 {
			part := roll[:min(500, len(roll))]
			roll = roll[len(part):]
			var values []any
			for _, p := range part {
				values = append(values, id[:], p.id[:], 0)
			}
			exec("INSERT INTO poll_roll_entries (poll_id, person_id, voted) VALUES "+marks(len(part), 3), values...)
		}
	})
	return id
}

func (w *world) count(query string, args ...any) int {
	w.Helper()
	var n int
	if err := w.db.QueryRow(query, args...).Scan(&n); err != nil {
		w.Fatalf("%s: %v", query, err)
	}
	return n
}

// addr is host and port of one side.
func (w *world) addr(side string) string {
	url := w.env.URL
	if side == sideFloor {
		url = w.floor.url
	}
	return strings.TrimPrefix(url, "http://")
}

// quietEnv is the assembled product on an empty database, without rate limits;
// its log goes to /dev/null.
func quietEnv(tb testing.TB, engine apptest.Engine) *apptest.Env {
	tb.Helper()
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { null.Close() })
	return apptest.New(tb, engine, apptest.Durable(), apptest.WithRedis("off"), apptest.With(func(o *server.Options) {
		o.RedisURL, o.NoLimits, o.HTTP.CheckAnswers, o.HTTP.OnBreach = "", true, false, nil
		o.BallotBatch, o.Clock = ballotBatch, now
		o.Log = slog.New(slog.NewJSONHandler(null, nil))
	}))
}
