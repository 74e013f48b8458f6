package batch_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"xinjumin/models"
	"xinjumin/services/internal/batch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type call = batch.Call[int, int]

// within fails instead of hanging.
func within(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// gate is a commit that stops at its first batch until it is opened, so that
// the rest of the calls gather behind it.
type gate struct {
	mu      sync.Mutex
	batches [][]int
	entered chan struct{}
	open    chan struct{}
	decide  func(calls []*call) error
}

func newGate(decide func([]*call) error) *gate {
	return &gate{entered: make(chan struct{}, 1), open: make(chan struct{}), decide: decide}
}

func (g *gate) commit(_ context.Context, _ string, calls []*call) error {
	var reqs []int
	for _, c := range calls {
		reqs = append(reqs, c.Req)
	}
	g.mu.Lock()
	g.batches = append(g.batches, reqs)
	first := len(g.batches) == 1
	g.mu.Unlock()
	if first {
		g.entered <- struct{}{}
		<-g.open
	}
	return g.decide(calls)
}

func double(calls []*call) error {
	for _, c := range calls {
		c.Settle(2*c.Req, nil)
	}
	return nil
}

type outcome struct {
	res int
	err error
}

// queueUp sends 0 and, once its commit runs, 1…n behind it in order.
func queueUp(ctx context.Context, t *testing.T, g *batch.Gatherer[string, int, int], gate *gate, n int,
	contexts ...context.Context) []chan outcome {
	t.Helper()
	out := make([]chan outcome, n+1)
	send := func(i int) {
		c := ctx
		if i < len(contexts) && contexts[i] != nil {
			c = contexts[i]
		}
		out[i] = make(chan outcome, 1)
		go func() {
			res, err := g.Do(c, "k", i)
			out[i] <- outcome{res, err}
		}()
		synctest.Wait() // it is in the queue, or in the commit
	}
	for i := range n + 1 {
		send(i)
	}
	<-gate.entered
	return out
}

func TestCallsThatArriveDuringACommitShareTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := newGate(double)
		g := batch.New(batch.Options{Max: 3}, gate.commit)
		out := queueUp(t.Context(), t, g, gate, 7)
		close(gate.open)
		for i, c := range out {
			if got := <-c; got.res != 2*i || got.err != nil {
				t.Errorf("call %d: %+v", i, got)
			}
		}
		g.Close()
		if got, want := fmt.Sprint(gate.batches), "[[0] [1 2 3] [4 5 6] [7]]"; got != want {
			t.Errorf("batches %s, want %s", got, want)
		}
	})
}

func TestAFailedBatchIsReplayedOneByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken, refused := errors.New("duplicate"), errors.New("full")
		gate := newGate(func(calls []*call) error {
			for _, c := range calls {
				switch c.Req {
				case 2:
					return broken
				case 4:
					panic("poison")
				case 5:
					c.Settle(0, refused)
				case 6: // forgotten
				default:
					c.Settle(2*c.Req, nil)
				}
			}
			return nil
		})
		g := batch.New(batch.Options{}, gate.commit)
		out := queueUp(t.Context(), t, g, gate, 6)
		close(gate.open)
		got := make([]outcome, len(out))
		for i, c := range out {
			got[i] = <-c
		}
		g.Close()
		for _, i := range []int{0, 1, 3} {
			if got[i].res != 2*i || got[i].err != nil {
				t.Errorf("call %d paid for a neighbour: %+v", i, got[i])
			}
		}
		if !errors.Is(got[2].err, broken) || got[4].err == nil || !errors.Is(got[5].err, refused) || got[6].err == nil {
			t.Errorf("outcomes %+v", got)
		}
		if n := len(gate.batches); n != 8 {
			t.Errorf("%d commits, want the lone one, the batch and six replays", n)
		}
	})
}

func TestAnUnreachableDatabaseIsAskedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := newGate(func([]*call) error { return models.ErrUnavailable })
		g := batch.New(batch.Options{}, gate.commit)
		out := queueUp(t.Context(), t, g, gate, 5)
		close(gate.open)
		for i, c := range out {
			if got := <-c; !errors.Is(got.err, models.ErrUnavailable) {
				t.Errorf("call %d: %v", i, got.err)
			}
		}
		g.Close()
		if len(gate.batches) != 2 {
			t.Errorf("commits %v", gate.batches)
		}
	})
}

func TestACallerThatLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := newGate(double)
		g := batch.New(batch.Options{}, gate.commit)
		running, leaveRunning := context.WithCancel(t.Context())
		queued, leaveQueued := context.WithCancel(t.Context())
		out := queueUp(t.Context(), t, g, gate, 2, running, queued)
		leaveRunning()
		leaveQueued()
		for i := range 2 {
			if got := <-out[i]; !errors.Is(got.err, context.Canceled) {
				t.Errorf("call %d: %+v", i, got)
			}
		}
		close(gate.open)
		if got := <-out[2]; got.res != 4 {
			t.Errorf("the one who stayed: %+v", got)
		}
		g.Close()
		if got := fmt.Sprint(gate.batches); got != "[[0] [2]]" {
			t.Errorf("batches %s: a caller that left the queue must have no effect", got)
		}
		if _, err := g.Do(queued, "k", 9); !errors.Is(err, context.Canceled) {
			t.Errorf("dead on arrival: %v", err)
		}
	})
}

func TestTheCommitOutlivesTheCallerButNotItsOwnTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan error, 1)
		g := batch.New(batch.Options{Timeout: time.Second}, func(ctx context.Context, _ string, _ []*call) error {
			<-ctx.Done()
			ended <- ctx.Err()
			return ctx.Err()
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		start := time.Now()
		if _, err := g.Do(ctx, "k", 1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("caller: %v", err)
		}
		if err := <-ended; !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("commit ended with %v after %v", err, time.Since(start))
		}
		g.Close()
	})
}

func TestMinimumBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := batch.New(batch.Options{Min: 3, MinWait: 200 * time.Millisecond},
			func(_ context.Context, _ string, calls []*call) error {
				for _, c := range calls {
					c.Settle(len(calls), nil)
				}
				return nil
			})
		send := func(n int) (sizes []int, took time.Duration) {
			start, all := time.Now(), make(chan int, n)
			for range n {
				go func() {
					size, _ := g.Do(t.Context(), "k", 0)
					all <- size
				}()
			}
			for range n {
				sizes = append(sizes, <-all)
			}
			return sizes, time.Since(start)
		}
		if sizes, took := send(2); took != 200*time.Millisecond || slices.Max(sizes) != 2 {
			t.Errorf("two calls: sizes %v after %v", sizes, took)
		}
		if sizes, took := send(3); took != 0 || slices.Min(sizes) != 3 {
			t.Errorf("three calls: sizes %v after %v", sizes, took)
		}
		lone := make(chan time.Duration, 1)
		go func() {
			start := time.Now()
			_, _ = g.Do(t.Context(), "k", 0)
			lone <- time.Since(start)
		}()
		synctest.Wait()
		g.Close()
		if took := <-lone; took != 0 {
			t.Errorf("closing must not wait for more: %v", took)
		}
		if _, err := g.Do(t.Context(), "k", 0); !errors.Is(err, models.ErrUnavailable) {
			t.Errorf("after Close: %v", err)
		}
	})
}

// table behaves like a database with a unique key: a batch with a taken key
// fails as a whole, as it does when another process was faster.
type table struct {
	mu      sync.Mutex
	rows    map[string][]int
	busy    map[string]bool
	largest int
	faults  []string
}

func (tb *table) commit(_ context.Context, key string, calls []*call) error {
	tb.mu.Lock()
	if tb.busy[key] {
		tb.faults = append(tb.faults, "two commits of one key at once")
	}
	tb.busy[key] = true
	tb.largest = max(tb.largest, len(calls))
	tb.mu.Unlock()
	defer func() {
		tb.mu.Lock()
		tb.busy[key] = false
		tb.mu.Unlock()
	}()

	tb.mu.Lock()
	defer tb.mu.Unlock()
	var fresh []int
	for _, c := range calls {
		if slices.Contains(tb.rows[key], c.Req) || slices.Contains(fresh, c.Req) {
			if len(calls) > 1 {
				return errDuplicate
			}
			c.Settle(0, errTaken)
			continue
		}
		if c.Req%7 == 0 {
			c.Settle(0, errRefused)
			continue
		}
		fresh = append(fresh, c.Req)
		c.Settle(c.Req, nil)
	}
	tb.rows[key] = append(tb.rows[key], fresh...)
	return nil
}

var errDuplicate, errTaken, errRefused = errors.New("duplicate"), errors.New("taken"), errors.New("refused")

// Each value is stored once and told to exactly one caller; every caller gets
// the outcome of its own request, whatever shared its batch.
func TestEveryCallGetsItsOwnOutcome(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		maximum := rapid.IntRange(1, 9).Draw(r, "max")
		keys := rapid.IntRange(1, 3).Draw(r, "keys")
		reqs := rapid.SliceOfN(rapid.IntRange(1, 20), 1, 60).Draw(r, "requests")
		leavers := rapid.SliceOfN(rapid.Bool(), len(reqs), len(reqs)).Draw(r, "leavers")
		tb := &table{rows: map[string][]int{}, busy: map[string]bool{}}
		g := batch.New(batch.Options{Max: maximum}, tb.commit)
		ctx := within(t)

		won := make([]bool, len(reqs))
		left := make([]bool, len(reqs))
		var all sync.WaitGroup
		for i, v := range reqs {
			key := fmt.Sprint(i % keys)
			all.Go(func() {
				ctx, cancel := context.WithCancel(ctx)
				defer cancel()
				if leavers[i] {
					go cancel()
				}
				res, err := g.Do(ctx, key, v)
				switch {
				case err == nil:
					won[i] = true
					if res != v || v%7 == 0 {
						r.Errorf("request %d was told %d", v, res)
					}
				case errors.Is(err, context.Canceled):
					left[i] = true
				case errors.Is(err, errRefused) && v%7 == 0, errors.Is(err, errTaken):
				default:
					r.Errorf("request %d: %v", v, err)
				}
			})
		}
		all.Wait()
		g.Close()
		check(r, tb, reqs, keys, won, left)
		if tb.largest > maximum {
			r.Errorf("batch of %d, at most %d", tb.largest, maximum)
		}
		for _, f := range tb.faults {
			r.Error(f)
		}
	})
}

// check compares what was told with what is stored.
func check(r *rapid.T, tb *table, reqs []int, keys int, won, left []bool) {
	for k := range keys {
		stored := tb.rows[fmt.Sprint(k)]
		for v := 1; v <= 20; v++ {
			rows, winners, asked, leavers := 0, 0, 0, 0
			for _, s := range stored {
				if s == v {
					rows++
				}
			}
			for i, q := range reqs {
				if q != v || i%keys != k {
					continue
				}
				asked++
				if won[i] {
					winners++
				}
				if left[i] {
					leavers++
				}
			}
			if rows > 1 || winners > rows || (rows > winners && leavers == 0) ||
				(asked > leavers && v%7 != 0 && rows == 0) {
				r.Errorf("key %d value %d: %d rows, %d winners, %d asked, %d left", k, v, rows, winners, asked, leavers)
			}
		}
	}
}
