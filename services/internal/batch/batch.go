package batch

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"xinjumin/models"
)

// Options bound a Gatherer. The zero value works.
type Options struct {
	// Max is the most calls of one commit; 0 means 64.
	Max int
	// Min and MinWait hold a commit back until Min calls wait for it, at most
	// MinWait. It is for ballots: a batch hides who cast which. Without them a
	// lone call is committed at once.
	Min     int
	MinWait time.Duration
	// Timeout bounds one commit; 0 means 10 s.
	Timeout time.Duration
}

// Call is one request of a batch. The commit function gives it an outcome with
// Settle; only the last one before the function returns nil counts.
type Call[Req, Res any] struct {
	// Ctx is the caller's: for its values (request id, ticket), never for
	// statements, because it ends with the caller.
	Ctx context.Context
	Req Req

	res  Res
	err  error
	done chan struct{}
}

// Settle says what the caller is told once the batch is durable: a result or a
// refusal of this call alone.
func (c *Call[Req, Res]) Settle(res Res, err error) { c.res, c.err = res, err }

// Commit does the calls in their order, in one transaction, and settles each.
// It must be repeatable. An error means that nothing of the batch happened.
type Commit[K comparable, Req, Res any] func(ctx context.Context, key K, calls []*Call[Req, Res]) error

// Gatherer commits the calls of a key together and the keys side by side.
type Gatherer[K comparable, Req, Res any] struct {
	opt    Options
	commit Commit[K, Req, Res]

	mu      sync.Mutex
	queues  map[K]*queue[Req, Res] // only keys with work; each has one goroutine
	closed  bool
	closing chan struct{}
	running sync.WaitGroup
}

type queue[Req, Res any] struct {
	waiting []*Call[Req, Res]
	enough  chan struct{} // told when Min calls wait
}

var (
	errClosed    = models.ErrUnavailable.Because(errors.New("batch: closed"))
	errUnsettled = errors.New("batch: the commit left a call without an outcome")
)

// New makes a Gatherer; Close ends it.
func New[K comparable, Req, Res any](opt Options, commit Commit[K, Req, Res]) *Gatherer[K, Req, Res] {
	if opt.Max <= 0 {
		opt.Max = 64
	}
	if opt.Timeout <= 0 {
		opt.Timeout = 10 * time.Second
	}
	opt.Min = min(opt.Min, opt.Max)
	return &Gatherer[K, Req, Res]{opt: opt, commit: commit, queues: map[K]*queue[Req, Res]{},
		closing: make(chan struct{})}
}

// Do commits req with the others of its key, in the order of arrival, and gives
// its own outcome. When ctx ends first the error is the context's: a call that
// still waited has no effect, one whose commit ran may have one.
func (g *Gatherer[K, Req, Res]) Do(ctx context.Context, key K, req Req) (Res, error) {
	var none Res
	if err := ctx.Err(); err != nil {
		return none, err
	}
	c := &Call[Req, Res]{Ctx: ctx, Req: req, done: make(chan struct{})}
	if !g.add(key, c) {
		return none, errClosed
	}
	select {
	case <-c.done:
		return c.res, c.err
	case <-ctx.Done():
	}
	select {
	case <-c.done: // both were ready: tell what happened
		return c.res, c.err
	default:
		return none, ctx.Err()
	}
}

// Close refuses new calls and waits until those that were taken are answered.
func (g *Gatherer[K, Req, Res]) Close() {
	g.mu.Lock()
	if !g.closed {
		g.closed = true
		close(g.closing)
	}
	g.mu.Unlock()
	g.running.Wait()
}

func (g *Gatherer[K, Req, Res]) add(key K, c *Call[Req, Res]) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	q := g.queues[key]
	if q == nil {
		q = &queue[Req, Res]{enough: make(chan struct{}, 1)}
		g.queues[key] = q
		g.running.Add(1)
		go g.work(key, q)
	}
	q.waiting = append(q.waiting, c)
	if len(q.waiting) >= g.opt.Min {
		select {
		case q.enough <- struct{}{}:
		default:
		}
	}
	return true
}

// work commits batch after batch and ends when nothing waits for the key.
func (g *Gatherer[K, Req, Res]) work(key K, q *queue[Req, Res]) {
	defer g.running.Done()
	for {
		g.hold(q)
		calls := g.take(key, q)
		if len(calls) == 0 {
			return
		}
		g.settle(key, calls)
	}
}

// hold waits for Min calls; closing ends the wait, because nobody can join.
func (g *Gatherer[K, Req, Res]) hold(q *queue[Req, Res]) {
	if g.opt.Min <= 1 || g.opt.MinWait <= 0 || !g.short(q) {
		return
	}
	wait := time.NewTimer(g.opt.MinWait)
	defer wait.Stop()
	for g.short(q) {
		select {
		case <-q.enough: // may be told of an earlier batch, so look again
		case <-wait.C:
			return
		case <-g.closing:
			return
		}
	}
}

// short reports that some calls wait, but fewer than Min.
func (g *Gatherer[K, Req, Res]) short(q *queue[Req, Res]) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(q.waiting) > 0 && len(q.waiting) < g.opt.Min
}

// take gives the next batch without those whose callers have gone; when there
// is none the key is forgotten.
func (g *Gatherer[K, Req, Res]) take(key K, q *queue[Req, Res]) []*Call[Req, Res] {
	g.mu.Lock()
	defer g.mu.Unlock()
	var calls []*Call[Req, Res]
	n := 0
	for ; n < len(q.waiting) && len(calls) < g.opt.Max; n++ {
		if c := q.waiting[n]; c.Ctx.Err() == nil {
			calls = append(calls, c)
		}
	}
	rest := copy(q.waiting, q.waiting[n:])
	clear(q.waiting[rest:])
	q.waiting = q.waiting[:rest]
	if len(calls) == 0 {
		delete(g.queues, key)
	}
	return calls
}

// settle commits a batch and answers it; a batch that fails as a whole is
// replayed one by one, so that nobody fails for a neighbour.
func (g *Gatherer[K, Req, Res]) settle(key K, calls []*Call[Req, Res]) {
	err := g.try(key, calls)
	switch {
	case err == nil:
	case len(calls) == 1 || pointless(err):
		for _, c := range calls {
			c.fail(err)
		}
	default:
		for _, c := range calls {
			g.replay(key, c)
		}
		return
	}
	for _, c := range calls {
		close(c.done)
	}
}

func (g *Gatherer[K, Req, Res]) replay(key K, c *Call[Req, Res]) {
	defer close(c.done)
	if err := c.Ctx.Err(); err != nil {
		c.fail(err)
		return
	}
	if err := g.try(key, []*Call[Req, Res]{c}); err != nil {
		c.fail(err)
	}
}

// try runs one commit. Its context outlives the callers: a commit that has
// begun is not given up because one of them left.
func (g *Gatherer[K, Req, Res]) try(key K, calls []*Call[Req, Res]) (err error) {
	var none Res
	for _, c := range calls {
		c.Settle(none, errUnsettled)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(calls[0].Ctx), g.opt.Timeout)
	defer cancel()
	defer func() {
		// Nobody stands above this goroutine to recover it, and the process
		// must not die of one request.
		if r := recover(); r != nil {
			err = fmt.Errorf("batch: panic: %v\n%s", r, debug.Stack())
		}
	}()
	return g.commit(ctx, key, calls)
}

func (c *Call[Req, Res]) fail(err error) {
	var none Res
	c.Settle(none, err)
}

// pointless reports faults that would only repeat for each call.
func pointless(err error) bool {
	return errors.Is(err, models.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded)
}
