package jobs_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

const kind = "test.count"

// bench is a store with the handlers of a test.
type bench struct {
	*apptest.Env
	st *store.Store
}

func each(t *testing.T, test func(t *testing.T, b bench)) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		test(t, bench{env, storetest.Open(env)})
	})
}

func (b bench) runner(handler jobs.Handler) *jobs.Runner {
	return jobs.NewRunner(b.st, slog.New(slog.NewTextHandler(io.Discard, nil)), map[string]jobs.Handler{kind: handler})
}

func (b bench) schedule(subject byte, at models.Instant) {
	b.Helper()
	ctx := context.Background()
	if err := b.st.InTx(ctx, func(tx *store.Tx) error {
		return jobs.Schedule(ctx, tx, kind, models.ID{subject}, at)
	}); err != nil {
		b.Fatal(err)
	}
}

func (b bench) run(r *jobs.Runner) int {
	b.Helper()
	n, err := r.RunDue(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// count is an effect in the database, so that half an effect would show.
func count(ctx context.Context, tx *store.Tx, subject models.ID) error {
	_, err := tx.NextNumber(ctx, "ran-"+subject.String()[:2])
	return err
}

func (b bench) ran(subject string) int {
	b.Helper()
	return b.Count("SELECT COALESCE(SUM(value), 0) FROM counters WHERE name = ?", "ran-"+subject)
}

func TestRunDue_atItsTimeAndOnce(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		r := b.runner(count)
		b.schedule(1, b.Clock.Now().Add(time.Minute))
		b.Clock.Add(time.Minute - time.Millisecond)
		if n := b.run(r); n != 0 {
			t.Errorf("%d jobs ran a millisecond early", n)
		}
		b.Clock.Add(time.Millisecond)
		if n := b.run(r); n != 1 {
			t.Errorf("%d jobs ran at their time", n)
		}
		if n := b.run(r) + b.ran("01") - 1; n != 0 {
			t.Errorf("the job ran again")
		}
	})
}

func TestRunDue_severalProcesses(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		const subjects = 20
		for i := range subjects {
			b.schedule(byte(i), b.Clock.Now())
		}
		runners := make([]*jobs.Runner, 4)
		for i := range runners {
			runners[i] = b.runner(count)
		}
		failures := apptest.Race(len(runners), func(i int) error {
			_, err := runners[i].RunDue(context.Background())
			return err
		})
		if err := errors.Join(failures...); err != nil {
			t.Fatal(err)
		}
		if n := b.Count("SELECT COUNT(*) FROM counters WHERE value = 1"); n != subjects {
			t.Errorf("%d of %d jobs had their effect once", n, subjects)
		}
	})
}

func TestRunDue_failureLeavesNothingAndComesBack(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		healthy := false
		r := b.runner(func(ctx context.Context, tx *store.Tx, subject models.ID) error {
			if err := count(ctx, tx, subject); err != nil || healthy || subject != (models.ID{1}) {
				return err
			}
			return errors.New("not yet")
		})
		b.schedule(1, b.Clock.Now())
		b.schedule(2, b.Clock.Now())
		if n := b.run(r); n != 1 || b.ran("01") != 0 || b.ran("02") != 1 {
			t.Errorf("finished %d, effects %d and %d", n, b.ran("01"), b.ran("02"))
		}
		if n := b.run(r); n != 0 {
			t.Error("a failed job came back at once")
		}
		healthy = true
		b.Clock.Add(10 * time.Second)
		if n := b.run(r); n != 1 || b.ran("01") != 1 {
			t.Errorf("finished %d, effects %d", n, b.ran("01"))
		}
	})
}

func TestRunDue_poisonIsParked(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		tries := 0
		r := b.runner(func(context.Context, *store.Tx, models.ID) error {
			tries++
			return errors.New("never")
		})
		b.schedule(1, b.Clock.Now())
		for range 20 {
			b.run(r)
			b.Clock.Add(time.Hour)
		}
		if tries != 8 {
			t.Errorf("tried %d times, want 8", tries)
		}
		if n := b.Count("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND last_error = 'never'"); n != 1 {
			t.Error("the parked job does not say why")
		}
	})
}

func TestRunDue_leaseOfADeadProcessEnds(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		b.schedule(1, b.Clock.Now())
		b.Exec("UPDATE jobs SET lease_owner = ?, lease_until = ?", models.ID{9}, int64(b.Clock.Now().Add(time.Minute)))
		r := b.runner(count)
		if n := b.run(r); n != 0 {
			t.Error("a leased job was taken")
		}
		b.Clock.Add(time.Minute)
		if n := b.run(r); n != 1 {
			t.Error("the job of a dead process was not taken")
		}
	})
}

func TestSchedule_againMoves(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		b.schedule(1, b.Clock.Now())
		b.schedule(1, b.Clock.Now().Add(time.Hour))
		r := b.runner(count)
		if n := b.run(r); n != 0 {
			t.Error("the job ran at its old time")
		}
		b.Clock.Add(time.Hour)
		if n := b.run(r); n != 1 {
			t.Error("the job did not run at its new time")
		}
	})
}
