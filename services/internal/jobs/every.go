package jobs

import (
	"context"
	"time"
)

// Every does something every so often until the context ends. A round that
// fails is made up for by the next, so do says itself what went wrong.
func Every(ctx context.Context, period time.Duration, do func(ctx context.Context)) {
	tick := time.NewTicker(period)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			do(ctx)
		}
	}
}
