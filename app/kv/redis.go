package kv

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"
)

const (
	keyPrefix = "xinjumin:limit:"

	dialTimeout = 200 * time.Millisecond
	ioTimeout   = 50 * time.Millisecond
	poolTimeout = 100 * time.Millisecond

	// One call, with waiting for a connection and dialling, costs a request no
	// more than this, even while the breaker has not opened yet.
	callBudget = 150 * time.Millisecond
)

// script is limit.step in Lua. The caller's clock counts, not the server's, so
// that both stores speak of the same time; step's cut bounds what a clock that
// is wrong can do. An expired key equals an absent one, so the time to live only
// has to be long enough; a minute more covers clocks that disagree.
var script = redis.NewScript(`
local interval, window, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local tat = tonumber(redis.call('GET', KEYS[1]) or 0)
tat = math.min(math.max(tat, now), now + window)
local next = tat + interval
local ahead = next - now - window
local answer
if ahead > 0 then
	answer, next = {0, 0, ahead}, tat
else
	answer = {1, math.floor((now + window - next) / interval), 0}
end
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.floor((next - now) / 1000) + 60000)
return answer`)

type redisStore struct {
	client *redis.Client
	budget time.Duration // for one call
}

// openRedis does not connect yet. patience multiplies every timeout: 1, but for
// tests on machines that are busy with other tests.
func openRedis(url string, patience time.Duration) (*redisStore, error) {
	o, err := redis.ParseURL(url)
	if err != nil {
		return nil, errors.New("the Redis address cannot be read") // the cause would repeat it, password and all
	}
	// With the defaults of the library a server that hangs costs 5 to 10
	// seconds for each call, and the deadline of the request is ignored.
	o.DialTimeout = dialTimeout * patience
	o.ReadTimeout = ioTimeout * patience
	o.WriteTimeout = ioTimeout * patience
	o.PoolTimeout = poolTimeout * patience
	o.MaxRetries = -1
	o.DialerRetries = 1
	o.ContextTimeoutEnabled = true
	o.PoolSize = 20
	// No extra commands on each new connection.
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	// The library would log every failed dial; the breaker's one line is enough.
	logging.Disable()
	return &redisStore{client: redis.NewClient(o), budget: callBudget * patience}, nil
}

func (r *redisStore) allow(ctx context.Context, key string, l limit, now int64) (verdict, error) {
	ctx, cancel := context.WithTimeout(ctx, r.budget)
	defer cancel()
	answer, err := script.Run(ctx, r.client, []string{keyPrefix + key}, l.interval, l.window, now).Int64Slice()
	if err != nil {
		return verdict{}, err
	}
	if len(answer) != 3 {
		return verdict{}, fmt.Errorf("redis answered %d numbers, want 3", len(answer))
	}
	return verdict{
		ok:         answer[0] == 1,
		remaining:  int(answer[1]),
		retryAfter: time.Duration(answer[2]) * time.Microsecond,
	}, nil
}

func (r *redisStore) ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, r.budget)
	defer cancel()
	return r.client.Ping(ctx).Err()
}
