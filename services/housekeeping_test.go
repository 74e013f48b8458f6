package services_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/audits"
	"xinjumin/services/privacy"
)

// keeper is an application whose house is kept at given times.
type keeper struct {
	*apptest.Env
	from models.Instant
}

// after moves the clock to whole months after the start, and some days.
func (k *keeper) after(months, days int) {
	k.Clock.Set(models.InstantOf(k.from.Time().In(models.Shanghai).AddDate(0, months, days)))
}

// keep gives the log its leaves, purges, gives what the purge has written its
// leaf, and wants the log to hold.
func (k *keeper) keep() privacy.Purged {
	k.Helper()
	ctx := context.Background()
	svc := k.Server.Services
	for range 3 { // a round for each: events, erasure, record of the purge
		if _, err := svc.Audits.Sequence(ctx); err != nil {
			k.Fatal(err)
		}
	}
	p, err := svc.Purge(ctx)
	if err != nil {
		k.Fatal(err)
	}
	k.holds()
	if _, err := svc.Audits.Sequence(ctx); err != nil {
		k.Fatal(err)
	}
	k.holds()
	return p
}

func (k *keeper) verify() audits.Report {
	k.Helper()
	r, err := k.Server.Services.Audits.Verify(context.Background(), audits.Check{})
	if err != nil {
		k.Fatal(err)
	}
	return r
}

func (k *keeper) holds() {
	k.Helper()
	if r := k.verify(); len(r.Faults) > 0 {
		k.Fatalf("the log does not hold: %v", r.Faults)
	}
}

// Each class is kept to its day and gone after it, the log holds all the while,
// and each purge is in it.
func TestRetention(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := &keeper{Env: env, from: env.Clock.Now()}
		person := env.SignIn("person")
		person.With("Idempotency-Key", "k").Post("/notifications/read", map[string]any{}).Want(http.StatusOK)
		person.Put("/me", map[string]any{"region_code": "330602005206"}).Want(http.StatusOK)
		person.Post("/me/identity",
			map[string]any{"name": "王芳", "id_number": models.WithIDCheck("33009919900307011")}).Want(http.StatusOK)
		env.Exec(`INSERT INTO notices (id, person_id, kind, subject, params, created_at)
			VALUES (?, ?, 'session.reused', 'session', '{}', ?)`,
			apptest.IDs().New(), person.PersonID, int64(k.from))
		judged := apptest.IDs().New()
		env.Exec(`INSERT INTO moderation_cases (id, target_kind, target_id, region_code, snapshot, state, report_count,
			due_at, desk_code, decided_level, decision_reason, review_reason, version, created_at, updated_at)
			VALUES (?, 'person', ?, '000000000000', '{}', 'passed', 0, 0, '000000000000', 0, '', '', 1, 0, 0)`, judged,
			person.PersonID)
		for _, days := range []int{10, 30} {
			env.Exec(`INSERT INTO bans (id, person_id, case_id, scope, reason, starts_at, ends_at, imposed_by,
				lift_reason, id_number_sealed, id_number_index, created_at)
				VALUES (?, ?, ?, 'posting', '', 0, ?, ?, '', x'00', ?, 0)`, apptest.IDs().New(), person.PersonID,
				judged, int64(k.from.Add(time.Duration(days)*24*time.Hour)), judged, judged)
		}
		gone := env.SignIn("gone")
		gone.Delete("/me?confirm=close").Want(http.StatusOK)
		whole := func(action string) int {
			return env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND actor_id IS NOT NULL", action)
		}
		if p := k.keep(); len(p) != 0 {
			t.Fatalf("purged what lives: %v", p)
		}
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ?", models.ActionPurge.String()); n != 0 {
			t.Errorf("a purge of nothing is in the trail")
		}
		// Tokens end by themselves; the sessions that they belonged to are a log.
		k.after(0, 15)
		if p := k.keep(); p["idempotency_keys"] != 1 || p["refresh_tokens"] != 1 || p["sessions"] != 0 ||
			p["bans"] != 1 ||
			env.Count(`SELECT COUNT(*) FROM bans
				WHERE id_number_sealed IS NOT NULL AND id_number_index IS NOT NULL`) != 1 {
			t.Errorf("after two weeks: %v", p)
		}
		k.after(6, -1)
		if p := k.keep(); p["audit_events"] != 0 || whole("session.start") != 2 || whole("person.update") != 1 {
			t.Errorf("a day before half a year: %v", p)
		}
		k.after(6, 1)
		if p := k.keep(); p["audit_events"] != 3 || whole("session.start") != 0 || whole("identity.submit") != 1 ||
			p["sessions"] != 0 {
			t.Errorf("a day after half a year: %v", p)
		}
		k.after(6, 13)
		if p := k.keep(); p["sessions"] != 0 {
			t.Errorf("the session ended half a year less a day ago: %v", p)
		}
		k.after(6, 15)
		if p := k.keep(); p["sessions"] != 2 {
			t.Errorf("the session ended half a year and a day ago: %v", p)
		}
		k.after(12, -1)
		if p := k.keep(); p["notices"] != 0 {
			t.Errorf("a day before a year: %v", p)
		}
		k.after(12, 1)
		if p := k.keep(); p["notices"] != 1 {
			t.Errorf("a day after a year: %v", p)
		}
		k.after(36, -1)
		if k.keep(); whole("identity.submit") != 1 ||
			env.Count("SELECT COUNT(*) FROM persons WHERE state = 'closed'") != 1 {
			t.Error("a record of handling is gone a day before three years")
		}
		k.after(36, 1)
		if k.keep(); whole("identity.submit") != 0 ||
			env.Count("SELECT COUNT(*) FROM persons WHERE state = 'closed'") != 0 {
			t.Error("a record of handling is whole a day after three years")
		}
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ?", models.ActionPurge.String()); n < 5 {
			t.Errorf("%d purges are in the trail", n)
		}
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND detail = ''",
			models.ActionPurge.String()); n != 0 {
			t.Errorf("%d purges were emptied", n)
		}
	})
}

// An event that was emptied before its time, or without a word in the log, is a
// fault, whatever the rewriter says about it.
func TestRetentionIsNoCover(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := &keeper{Env: env, from: env.Clock.Now()}
		env.SignIn("a")
		k.keep()
		k.after(5, 0)
		env.SignIn("b")
		k.keep()
		env.Exec(`UPDATE audit_leaves SET salt = ?
			WHERE event_id IN (SELECT id FROM audit_events WHERE at > ? AND action = 'session.start')`, models.ID{},
			int64(k.from))
		env.Exec(`UPDATE audit_events
			SET actor_id = NULL, session_id = NULL, object_id = NULL, request_id = '', detail = '', mac = NULL
			WHERE at > ? AND action = 'session.start'`, int64(k.from))
		if r := k.verify(); len(r.Faults) != 1 {
			t.Fatalf("emptied without a word: %v", r.Faults)
		}
		k.after(6, 1) // of age is only the first; the range of its erasure is written by hand to cover both
		if _, err := k.Server.Services.Purge(context.Background()); err != nil {
			t.Fatal(err)
		}
		if r := k.verify(); len(r.Faults) != 1 {
			t.Fatalf("another range: %v", r.Faults)
		}
		env.Exec(
			`INSERT INTO audit_events (id, at, action, object, outcome, reason, request_id, detail) VALUES (?,
				?, 'audit.erase', 'audit_log', 'done', '', '',
			'{"kind":"log","from":"0","to":"99","events":"9"}')`, apptest.IDs().New(), int64(env.Clock.Now()))
		if r := k.verify(); len(r.Faults) != 3 || r.Refused != 1 {
			t.Fatalf("a range over what is too young: %v", r.Faults)
		}
	})
}
