package kv

import (
	"fmt"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"xinjumin/models"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// redisURL gives a real Redis where there is one; a double is good enough for
// the rule itself, but never where engines are required.
func redisURL(t *testing.T) string {
	t.Helper()
	if url := os.Getenv("TEST_REDIS_URL"); url != "" {
		return url
	}
	if os.Getenv("TEST_REQUIRE_ENGINES") != "" {
		t.Fatal("TEST_REDIS_URL is not set, and engines are required")
	}
	return "redis://" + miniredis.RunT(t).Addr()
}

var run = time.Now().UnixNano() // tells the keys of this run from those of others

var sequence atomic.Int64

func freshKey() string { return fmt.Sprintf("test:%d:%d", run, sequence.Add(1)) }

// Whatever happens in whatever order, with the clock running on, standing still
// and jumping back, both stores give the same verdicts.
func TestStoresAgree(t *testing.T) {
	r, err := openRedis(redisURL(t), 100)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.client.Close() })
	rapid.Check(t, func(t *rapid.T) {
		m := newMemoryStore(1 << 12)
		keys := []string{freshKey(), freshKey()}
		l := limitOf(rapid.IntRange(1, 6000).Draw(t, "perMinute"), rapid.IntRange(0, 30).Draw(t, "burst"))
		now := int64(1_800_000_000_000_000)
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "clock") {
			case 0:
				now -= rapid.Int64Range(0, 600_000_000).Draw(t, "back") / 1000 * 1000
			case 1, 2, 3:
				now += rapid.Int64Range(0, 3*l.interval).Draw(t, "on") / 1000 * 1000
			}
			key := rapid.SampledFrom(keys).Draw(t, "key")
			want := m.allow(key, l, now)
			got, err := r.allow(t.Context(), key, l, now)
			if err != nil {
				t.Fatalf("redis: %v", err)
			}
			if got != want {
				t.Fatalf("redis %+v, memory %+v", got, want)
			}
		}
	})
}

// The promise itself: in any stretch of time no more pass than the burst and
// what the rate allows, and whoever waits as told passes.
func TestLimitHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		perMinute := rapid.IntRange(1, 600).Draw(t, "perMinute")
		burst := rapid.IntRange(1, 20).Draw(t, "burst")
		l := limitOf(perMinute, burst)
		m := newMemoryStore(1 << 12)
		now := int64(1_800_000_000_000_000)
		var passed []int64
		for range rapid.IntRange(1, 120).Draw(t, "steps") {
			now += rapid.Int64Range(0, l.interval).Draw(t, "on")
			before := now
			v := m.allow("k", l, now)
			if !v.ok {
				if v.retryAfter <= 0 {
					t.Fatal("refused without a time to wait")
				}
				now += v.retryAfter.Microseconds()
				if v = m.allow("k", l, now); !v.ok {
					t.Fatalf("waited as told since %d and was refused", before)
				}
			}
			passed = append(passed, now)
			if v.remaining < 0 || v.remaining >= burst {
				t.Fatalf("remaining %d of a burst of %d", v.remaining, burst)
			}
		}
		for i := range passed {
			for j := i; j < len(passed); j++ {
				most := int64(burst) + (passed[j]-passed[i])/l.interval
				if n := int64(j - i + 1); n > most {
					t.Fatalf("%d passed in %d µs, at most %d may", n, passed[j]-passed[i], most)
				}
			}
		}
	})
}

func TestClockSetBackLocksNobodyOut(t *testing.T) {
	l := limitOf(60, 2)
	m := newMemoryStore(1 << 12)
	hour := time.Hour.Microseconds()
	now := 1_800_000_000_000_000 + hour
	for range 3 {
		m.allow("k", l, now)
	}
	now -= hour
	v := m.allow("k", l, now)
	if v.ok || v.retryAfter > 2*time.Second {
		t.Fatalf("%+v: want a wait of at most one window", v)
	}
	if v = m.allow("k", l, now+v.retryAfter.Microseconds()); !v.ok {
		t.Fatal("refused after the wait")
	}
}

func TestMemoryStaysBounded(t *testing.T) {
	const most = 64 * 512
	m := newMemoryStore(most)
	busy := limitOf(1, 10)
	now := micros(models.Instant(1_800_000_000_000))
	for range 10 {
		m.allow("held back", busy, now) // its whole burst is used up
	}
	for i := range 10 * most {
		m.allow(fmt.Sprintf("address %d", i), busy, now)
	}
	if n := m.size(); n > most {
		t.Fatalf("%d keys kept, at most %d may be", n, most)
	}
	if v := m.allow("held back", busy, now); v.ok {
		t.Fatal("a flood of fresh keys washed away the count of one that is held back")
	}
	// Later everything has expired and goes, although nobody asks for it.
	now += time.Hour.Microseconds()
	for i := range 2 * most {
		m.allow(fmt.Sprintf("later %d", i), limitOf(6000, 1), now+int64(i)*1_000_000)
	}
	if n := m.size(); n > most/2 {
		t.Fatalf("%d keys kept although all but one had expired", n)
	}
}

func BenchmarkMemoryAllow(b *testing.B) {
	m := newMemoryStore(memoryKeys)
	l := limitOf(600, 20)
	keys := make([]string, 4096)
	for i := range keys {
		keys[i] = fmt.Sprintf("person:%d:write", i)
	}
	var now atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		i := 0
		for pb.Next() {
			i++
			m.allow(keys[i%len(keys)], l, now.Add(10))
		}
	})
}
