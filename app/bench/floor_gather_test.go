package bench

import (
	"context"
	"sync"
	"time"

	"xinjumin/models"
)

// gather commits the calls of one object together, as services/internal/batch
// does, with nothing beside it: no replay, no context of the caller.
type gather[Req, Res any] struct {
	most, least int
	wait        time.Duration
	commit      func(ctx context.Context, key models.ID, calls []*gathered[Req, Res]) error

	mu     sync.Mutex
	queues map[models.ID]chan *gathered[Req, Res]
}

type gathered[Req, Res any] struct {
	req  Req
	res  Res
	err  error
	done chan struct{}
}

func newGather[Req, Res any](most, least int, wait time.Duration,
	commit func(context.Context, models.ID, []*gathered[Req, Res]) error) *gather[Req, Res] {
	return &gather[Req, Res]{
		most:   most,
		least:  least,
		wait:   wait,
		commit: commit,
		queues: map[models.ID]chan *gathered[Req, Res]{},
	}
}

func (g *gather[Req, Res]) do(key models.ID, req Req) (Res, error) {
	g.mu.Lock()
	q := g.queues[key]
	if q == nil {
		q = make(chan *gathered[Req, Res], 8192)
		g.queues[key] = q
		go g.work(key, q) // lives as long as the process: there are few objects
	}
	g.mu.Unlock()
	c := &gathered[Req, Res]{req: req, done: make(chan struct{})}
	q <- c
	<-c.done
	return c.res, c.err
}

func (g *gather[Req, Res]) work(key models.ID, q chan *gathered[Req, Res]) {
	for first := range q {
		calls := append(make([]*gathered[Req, Res], 0, g.most), first)
		if g.least > 1 {
			timer := time.NewTimer(g.wait)
		hold:
			for len(calls) < g.least {
				select {
				case c := <-q:
					calls = append(calls, c)
				case <-timer.C:
					break hold
				}
			}
			timer.Stop()
		}
	more:
		for len(calls) < g.most {
			select {
			case c := <-q:
				calls = append(calls, c)
			default:
				break more
			}
		}
		err := g.commit(context.Background(), key, calls)
		for _, c := range calls {
			if err != nil {
				c.err = err
			}
			close(c.done)
		}
	}
}
