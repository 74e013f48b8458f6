package kv

import (
	"sync"
	"time"

	"xinjumin/models"
)

const (
	breakAfter = 3               // failures in a row
	restFor    = 2 * time.Second // before one call may look again
)

// breaker keeps requests away from a Redis that does not answer: after three
// failures in a row nobody asks for two seconds, then one call does, and its
// end decides. Everyone else goes on without waiting.
type breaker struct {
	clock models.Clock

	mu       sync.Mutex
	failures int
	open     bool
	until    models.Instant // while open: when the next probe may start
	probing  bool
}

func newBreaker(clock models.Clock) *breaker { return &breaker{clock: clock} }

// turn is what an outcome changed.
type turn int

const (
	unchanged turn = iota
	turnedOpen
	turnedClosed
)

// enter reports whether the caller may ask Redis; then it must call leave or
// cancel.
func (b *breaker) enter() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.open {
		return true
	}
	now := b.clock()
	// A rest that is longer than a rest: the clock was set back.
	resting := now < b.until && b.until <= now.Add(restFor)
	if resting || b.probing {
		return false
	}
	b.probing = true
	return true
}

// leave records how the call ended.
func (b *breaker) leave(err error) turn {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err == nil {
		wasOpen := b.open
		b.failures, b.open, b.probing = 0, false, false
		if wasOpen {
			return turnedClosed
		}
		return unchanged
	}
	b.failures++
	if !b.open && b.failures < breakAfter {
		return unchanged
	}
	wasOpen := b.open
	b.open, b.probing, b.until = true, false, b.clock().Add(restFor)
	if wasOpen {
		return unchanged
	}
	return turnedOpen
}

// cancel records a call that proves nothing.
func (b *breaker) cancel() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.probing = false
}

func (b *breaker) healthy() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.open
}
