package jobs

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"time"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

const (
	lease       = time.Minute
	maxAttempts = 8
	batch       = 50
)

// ErrEarly makes a job that came before its time be tried again.
var ErrEarly = errors.New("jobs: the job came before its time")

// Handler does the work of one kind for one subject, inside the transaction
// that marks the job done: both happen or neither.
type Handler func(ctx context.Context, tx *store.Tx, subject models.ID) error

// Long is work that is too much for one transaction. It may be killed at any
// point and is begun again then, so each step must tell by the database what is
// done.
type Long func(ctx context.Context, subject models.ID, step Step) error

// Step runs one transaction of a long work, which commits only while the lease
// of the job is still this process's. ErrLeaseLost: another one goes on with it.
type Step func(fn func(tx *store.Tx) error) error

// ErrLeaseLost ends a long work whose lease another process has taken.
var ErrLeaseLost = errors.New("jobs: the lease was lost")

// Schedule makes the work due at runAt. A job of this kind for this subject that
// is already there is moved to the new time if it has not run.
func Schedule(ctx context.Context, tx *store.Tx, kind string, subject models.ID, runAt models.Instant) error {
	job := &models.Job{ID: tx.NewID(), Kind: kind, SubjectID: subject, RunAt: runAt, CreatedAt: tx.Now}
	err := insertJob(ctx, tx, job)
	if !errors.Is(err, store.ErrDuplicate) {
		return err
	}
	if err := moveJob(ctx, tx, kind, subject, runAt); !errors.Is(err, store.ErrNotAffected) {
		return err
	}
	return nil
}

// Renew is Schedule for work that is to be done again at runAt even when it was done or
// dropped before.
func Renew(ctx context.Context, tx *store.Tx, kind string, subject models.ID, runAt models.Instant) error {
	err := renewJob(ctx, tx, kind, subject, runAt)
	if errors.Is(err, store.ErrNotAffected) {
		return Schedule(ctx, tx, kind, subject, runAt)
	}
	return err
}

// Drop ends work that has no object any longer. A process that holds it at this moment
// loses its lease; its transaction is not committed.
func Drop(ctx context.Context, tx *store.Tx, kind string, subject models.ID) error {
	return dropJob(ctx, tx, kind, subject)
}

// Untried reports whether a job of a kind is due for another subject and was never
// taken: it will be, so that what both would do at their end may be left to it.
func Untried(ctx context.Context, q store.Reader, kind string, but models.ID, now models.Instant) (bool, error) {
	return hasUntried(ctx, q, kind, but, now)
}

// Runner takes due jobs and runs them; any number of processes may have one.
type Runner struct {
	store    *store.Store
	owner    models.ID
	handlers map[string]Handler
	long     map[string]Long
	kinds    []string
	log      *slog.Logger
}

// NewRunner makes a runner that knows the given kinds.
func NewRunner(st *store.Store, log *slog.Logger, handlers map[string]Handler) *Runner {
	return &Runner{
		store:    st,
		owner:    st.NewID(),
		handlers: handlers,
		kinds:    slices.Sorted(maps.Keys(handlers)),
		log:      log,
	}
}

// NewLongRunner makes a runner of long work. It has a loop of its own, so that
// what is due to the minute never waits for it.
func NewLongRunner(st *store.Store, log *slog.Logger, long map[string]Long) *Runner {
	return &Runner{store: st, owner: st.NewID(), long: long, kinds: slices.Sorted(maps.Keys(long)), log: log}
}

// RunDue runs what is due now and tells how many jobs it finished. A failing
// job is tried again later, up to eight times, and never holds up the others.
func (r *Runner) RunDue(ctx context.Context) (int, error) {
	due, err := listDueJobs(ctx, r.store, r.kinds, r.store.Now(), maxAttempts, batch)
	if err != nil {
		return 0, err
	}
	finished := 0
	for _, job := range due {
		ok, err := r.run(ctx, job)
		if err != nil {
			return finished, err
		}
		if ok {
			finished++
		}
	}
	return finished, nil
}

func (r *Runner) run(ctx context.Context, job models.Job) (bool, error) {
	err := r.store.InTx(ctx, func(tx *store.Tx) error {
		return takeJob(ctx, tx, job.ID, r.owner, tx.Now.Add(lease))
	})
	if errors.Is(err, store.ErrNotAffected) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	failure := r.do(ctx, job)
	switch {
	case failure == nil:
		return true, nil
	case errors.Is(failure, ErrLeaseLost):
		return false, nil
	case ctx.Err() != nil: // the process ends; the lease will, too
		return false, ctx.Err()
	}
	r.log.Error("job failed", "kind", job.Kind, "job", job.ID.String(), "attempt", job.Attempts+1, "error", failure)
	return false, r.store.InTx(ctx, func(tx *store.Tx) error {
		wait := time.Duration(1<<min(job.Attempts, 6)) * 10 * time.Second
		return failJob(ctx, tx, job.ID, r.owner, cut(failure.Error(), 200), tx.Now.Add(wait))
	})
}

// do has the effect of a job and marks it done.
func (r *Runner) do(ctx context.Context, job models.Job) error {
	if work, long := r.long[job.Kind]; long {
		err := work(ctx, job.SubjectID, func(fn func(tx *store.Tx) error) error { return r.step(ctx, job, fn) })
		if err != nil {
			return err
		}
	}
	return r.store.InTx(ctx, func(tx *store.Tx) error {
		if err := finishJob(ctx, tx, job.ID, r.owner); err != nil {
			return err
		}
		if handler := r.handlers[job.Kind]; handler != nil {
			return handler(ctx, tx, job.SubjectID)
		}
		return nil
	})
}

// step holds the row of the job for the time of the transaction.
func (r *Runner) step(ctx context.Context, job models.Job, fn func(tx *store.Tx) error) error {
	return r.store.InTx(ctx, func(tx *store.Tx) error {
		err := extendJob(ctx, tx, job.ID, r.owner, tx.Now.Add(lease))
		if errors.Is(err, store.ErrNotAffected) {
			return ErrLeaseLost
		}
		if err != nil {
			return err
		}
		return fn(tx)
	})
}

// Loop runs what is due every so often until the context ends.
func (r *Runner) Loop(ctx context.Context, every time.Duration) {
	Every(ctx, every, func(ctx context.Context) {
		if _, err := r.RunDue(ctx); err != nil && ctx.Err() == nil {
			r.log.Warn("due jobs could not be run", "error", err)
		}
	})
}

func cut(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}
