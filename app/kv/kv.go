package kv

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"xinjumin/models"
)

// What Health says.
const (
	HealthOK       = "ok"       // Redis answers
	HealthDegraded = "degraded" // Redis is configured but does not answer; the twin does
	HealthOff      = "off"      // no Redis is configured
)

// KV is the limiter that the routes ask. It is safe for concurrent use.
type KV struct {
	clock  models.Clock
	memory *memoryStore
	redis  *redisStore // nil: off
	gate   *breaker
	logger *slog.Logger
}

// Open makes the limiter; an empty url means that there is no Redis. It does
// not connect: a Redis that is dead at the start is the same as one that dies
// later. The only error is an address that cannot be read, and it does not
// repeat the address, which may hold a password.
func Open(url string, clock models.Clock, logger *slog.Logger) (*KV, error) {
	return open(url, clock, logger, 1)
}

func open(url string, clock models.Clock, logger *slog.Logger, patience time.Duration) (*KV, error) {
	k := &KV{clock: clock, memory: newMemoryStore(memoryKeys), logger: logger}
	if url == "" {
		return k, nil
	}
	r, err := openRedis(url, patience)
	if err != nil {
		return nil, err
	}
	k.redis = r
	k.gate = newBreaker(clock)
	return k, nil
}

// Allow counts one event under key, of which perMinute are allowed evenly and
// burst at once. It tells whether this one passes, how many more would pass
// right now, and, when it does not pass, how long to wait. perMinute of zero or
// less means no limit. It never fails: without Redis it counts in this process.
func (k *KV) Allow(ctx context.Context, key string, perMinute, burst int) (ok bool, remaining int,
	retryAfter time.Duration) {
	if perMinute <= 0 {
		return true, max(burst, 1), 0
	}
	l := limitOf(perMinute, burst)
	now := micros(k.clock())
	if k.redis != nil && k.gate.enter() {
		v, err := k.redis.allow(ctx, key, l, now)
		k.leave(ctx, err)
		if err == nil {
			return v.ok, v.remaining, v.retryAfter
		}
	}
	v := k.memory.allow(key, l, now)
	return v.ok, v.remaining, v.retryAfter
}

// Probe asks Redis for a sign of life, unless the breaker says that there is
// no point. It is for the health page and the check verb, where no traffic
// would notice that Redis died or came back. Without a Redis it is nil.
func (k *KV) Probe(ctx context.Context) error {
	if k.redis == nil {
		return nil
	}
	if !k.gate.enter() {
		return errResting
	}
	err := k.redis.ping(ctx)
	k.leave(ctx, err)
	return err
}

var errResting = errors.New("redis did not answer moments ago; not asked again yet")

// leave tells the breaker how a call ended, and the log when that changed what
// the process does. A caller who went away says nothing about Redis.
func (k *KV) leave(ctx context.Context, err error) {
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		k.gate.cancel()
		return
	}
	switch k.gate.leave(err) {
	case turnedOpen:
		k.logger.LogAttrs(ctx, slog.LevelWarn, "redis does not answer; limits are kept in this process",
			slog.String("error", err.Error()))
	case turnedClosed:
		k.logger.LogAttrs(ctx, slog.LevelInfo, "redis answers again; limits are shared again")
	}
}

// Health tells what the last calls met; it asks nobody (see Probe).
func (k *KV) Health() string {
	switch {
	case k.redis == nil:
		return HealthOff
	case k.gate.healthy():
		return HealthOK
	}
	return HealthDegraded
}

// Close ends the connections.
func (k *KV) Close() error {
	if k.redis == nil {
		return nil
	}
	return k.redis.client.Close()
}
