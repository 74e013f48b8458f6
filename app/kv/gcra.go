package kv

import (
	"time"

	"xinjumin/models"
)

// The rule is the generic cell rate algorithm: one number for each key, the
// theoretical arrival time (tat) of the next event if all came evenly. An event
// passes while tat is at most burst intervals ahead. All times are whole
// microseconds, which Lua's numbers hold exactly, so that both stores agree.

// limit is a rate and a burst in those terms.
type limit struct {
	interval int64 // between two even events
	window   int64 // how far tat may run ahead: burst intervals
}

const minute = int64(time.Minute / time.Microsecond)

func limitOf(perMinute, burst int) limit {
	interval := max(minute/int64(perMinute), 1)
	return limit{interval: interval, window: interval * int64(max(burst, 1))}
}

func micros(i models.Instant) int64 { return int64(i) * 1000 }

type verdict struct {
	ok         bool
	remaining  int
	retryAfter time.Duration
}

// step gives the verdict on one event at now and the tat to keep. An honest tat
// is never more than a window ahead; one that is comes from a clock that jumped
// back or from another machine's clock, and is cut, so that nobody is locked
// out for longer than a window.
func (l limit) step(tat, now int64) (verdict, int64) {
	tat = min(max(tat, now), now+l.window)
	next := tat + l.interval
	if ahead := next - now - l.window; ahead > 0 {
		return verdict{retryAfter: time.Duration(ahead) * time.Microsecond}, tat
	}
	return verdict{ok: true, remaining: int((now + l.window - next) / l.interval)}, next
}
