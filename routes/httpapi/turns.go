package httpapi

import (
	"context"
	"sync"

	"xinjumin/models"
)

// turns lets the requests of one ticket go one after the other in this process. The
// primary key of the memory is the judge; but each request that waits for it holds a
// connection, and on MariaDB those who waited for one that was then refused lock each
// other out until they give up. With several processes each has its own turns, and few
// are left to meet in the database.
type turns struct {
	mu sync.Mutex
	of map[turnKey]*turn
}

type turnKey struct {
	person     models.ID
	route, key string
}

// turn is free while its channel is empty; users are those who hold it or wait.
type turn struct {
	held  chan struct{}
	users int
}

// take waits for the turn of a ticket and gives what ends it. When the context ends
// first, the request before is still running: models.ErrReplay.
func (t *turns) take(ctx context.Context, ticket *models.IdempotencyTicket) (leave func(), err error) {
	key := turnKey{ticket.PersonID, ticket.Route, ticket.Key}
	mine := t.join(key)
	select {
	case mine.held <- struct{}{}:
		return func() {
			<-mine.held
			t.quit(key, mine)
		}, nil
	case <-ctx.Done():
		t.quit(key, mine)
		return nil, models.ErrReplay.After(models.ErrUnavailable.RetryAfter)
	}
}

func (t *turns) join(key turnKey) *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.of == nil {
		t.of = map[turnKey]*turn{}
	}
	mine := t.of[key]
	if mine == nil {
		mine = &turn{held: make(chan struct{}, 1)}
		t.of[key] = mine
	}
	mine.users++
	return mine
}

func (t *turns) quit(key turnKey, mine *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if mine.users--; mine.users == 0 {
		delete(t.of, key)
	}
}
