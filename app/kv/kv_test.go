package kv_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xinjumin/app/kv"
	"xinjumin/models"
)

// testClock is a clock that moves only when told.
type testClock struct{ now atomic.Int64 }

func newClock() *testClock {
	c := &testClock{}
	c.now.Store(1_800_000_000_000)
	return c
}

func (c *testClock) read() models.Instant  { return models.Instant(c.now.Load()) }
func (c *testClock) move(by time.Duration) { c.now.Add(by.Milliseconds()) }

// lines is a log that may be read while it is written.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Split(strings.TrimSpace(l.b.String()), "\n")
}

func open(t *testing.T, url string, clock *testClock) (*kv.KV, *lines) {
	t.Helper()
	return openWith(t, kv.Open, url, clock)
}

type opener func(string, models.Clock, *slog.Logger) (*kv.KV, error)

func openWith(t *testing.T, open opener, url string, clock *testClock) (*kv.KV, *lines) {
	t.Helper()
	log := &lines{}
	k, err := open(url, clock.read, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	})
	return k, log
}

// passes counts how many of n events of a fresh key pass at once.
func passes(t *testing.T, k *kv.KV, key string, n, perMinute, burst int) int {
	t.Helper()
	passed := 0
	for range n {
		ok, remaining, retry := k.Allow(t.Context(), key, perMinute, burst)
		if ok {
			passed++
		}
		if ok == (retry > 0) || remaining < 0 {
			t.Fatalf("ok %v, remaining %d, retry after %v", ok, remaining, retry)
		}
	}
	return passed
}

func TestWithoutRedis(t *testing.T) {
	clock := newClock()
	k, _ := open(t, "", clock)
	if h := k.Health(); h != kv.HealthOff {
		t.Errorf("health %q", h)
	}
	if err := k.Probe(t.Context()); err != nil {
		t.Error(err)
	}
	if n := passes(t, k, "k", 20, 60, 5); n != 5 {
		t.Errorf("%d passed, want the burst of 5", n)
	}
	clock.move(2 * time.Second)
	if n := passes(t, k, "k", 20, 60, 5); n != 2 {
		t.Errorf("%d passed two seconds later, want 2", n)
	}
	if n := passes(t, k, "k", 1000, 0, 5); n != 1000 {
		t.Errorf("%d of 1000 passed without a limit", n)
	}
}

func TestConcurrentCallersShareOneLimit(t *testing.T) {
	k, _ := open(t, "", newClock())
	var passed atomic.Int64
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			for range 20 {
				if ok, _, _ := k.Allow(t.Context(), "k", 1, 100); ok {
					passed.Add(1)
				}
			}
		})
	}
	group.Wait()
	if passed.Load() != 100 {
		t.Fatalf("%d passed, want exactly 100", passed.Load())
	}
}

func TestAddressThatCannotBeRead(t *testing.T) {
	for _, url := range []string{"http://user:hunter2@host", "redis://user:hunter2@host:port/0",
		"redis://:hunter2@h/%zz", "hunter2"} {
		_, err := kv.Open(url, newClock().read, slog.New(slog.DiscardHandler))
		if err == nil {
			t.Errorf("%s: accepted", url)
			continue
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the error repeats the password: %v", err)
		}
	}
}

// blackHole accepts connections and never answers; it counts them.
func blackHole(t *testing.T) (url string, dialled *atomic.Int64) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dialled = &atomic.Int64{}
	var group sync.WaitGroup
	group.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			dialled.Add(1)
			group.Go(func() {
				defer conn.Close()
				_, _ = io.Copy(io.Discard, conn) // until the client gives up
			})
		}
	})
	t.Cleanup(func() {
		l.Close()
		group.Wait()
	})
	return "redis://" + l.Addr().String(), dialled
}

func TestDeadRedisCostsThreeCallsThenNothing(t *testing.T) {
	refused, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	refusing := "redis://" + refused.Addr().String()
	refused.Close()
	hole, dialled := blackHole(t)

	for name, url := range map[string]string{"refused": refusing, "silent": hole} {
		t.Run(name, func(t *testing.T) {
			clock := newClock()
			k, log := open(t, url, clock)
			if n := passes(t, k, "k", 10, 60, 5); n != 5 {
				t.Errorf("%d passed, want 5: the twin holds the limit", n)
			}
			if h := k.Health(); h != kv.HealthDegraded {
				t.Errorf("health %q", h)
			}
			if got := log.all(); len(got) != 1 || !strings.Contains(got[0], "level=WARN") {
				t.Errorf("want one line for one change, got %q", got)
			}
			before := dialled.Load()
			for i := range 5000 {
				k.Allow(t.Context(), fmt.Sprint("k", i), 60, 5)
			}
			if after := dialled.Load(); after != before {
				t.Errorf("%d dials while the breaker is open", after-before)
			}
			// After the rest exactly one caller looks, and nothing new is said.
			clock.move(2 * time.Second)
			for i := range 100 {
				k.Allow(t.Context(), fmt.Sprint("again", i), 60, 5)
			}
			if name == "silent" && dialled.Load() > before+1 {
				t.Errorf("%d dials for one probe", dialled.Load()-before)
			}
			if got := log.all(); len(got) != 1 {
				t.Errorf("want still one line, got %q", got)
			}
		})
	}
}

// A caller who goes away proves nothing about Redis.
func TestCancelledCallersDoNotOpenTheBreaker(t *testing.T) {
	hole, _ := blackHole(t)
	k, _ := open(t, hole, newClock())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 10 {
		k.Allow(ctx, "k", 60, 5)
	}
	if h := k.Health(); h != kv.HealthOK {
		t.Errorf("health %q after callers went away", h)
	}
}

// server is a Redis of our own that can be killed.
type server struct {
	t    *testing.T
	path string
	port string
	cmd  *exec.Cmd
}

func ownRedis(t *testing.T) *server {
	t.Helper()
	path := os.Getenv("TEST_REDIS_SERVER")
	if path == "" {
		var err error
		if path, err = exec.LookPath("redis-server"); err != nil {
			if os.Getenv("TEST_REQUIRE_ENGINES") != "" {
				t.Fatal("redis-server is missing, and engines are required")
			}
			t.Skip("redis-server is not installed; sh .ci/test brings it")
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	l.Close()
	s := &server{t: t, path: path, port: port}
	s.start()
	t.Cleanup(s.kill)
	return s
}

func (s *server) url() string { return "redis://127.0.0.1:" + s.port }

func (s *server) start() {
	s.t.Helper()
	s.cmd = exec.Command(s.path, "--port", s.port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir",
		s.t.TempDir())
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for range 500 {
		conn, err := net.Dial("tcp", "127.0.0.1:"+s.port)
		if err == nil {
			conn.Close()
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Fatal("redis-server does not start")
}

func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

func TestRedisKilledInTheMiddleAndBack(t *testing.T) {
	redis := ownRedis(t)
	clock := newClock()
	k, log := openWith(t, kv.OpenPatient, redis.url(), clock)
	other, _ := openWith(t, kv.OpenPatient, redis.url(), clock)

	if ok, left, _ := k.Allow(t.Context(), "shared", 60, 5); !ok || left != 4 {
		t.Fatalf("ok %v, left %d", ok, left)
	}
	if n := passes(t, other, "shared", 10, 60, 5); n != 4 {
		t.Errorf("%d passed on the other process, want the 4 that were left", n)
	}
	if h := k.Health(); h != kv.HealthOK {
		t.Errorf("health %q", h)
	}

	redis.kill()
	if n := passes(t, k, "shared", 20, 60, 5); n != 5 {
		t.Errorf("%d passed while Redis was dead, want the twin's 5", n)
	}
	if h := k.Health(); h != kv.HealthDegraded {
		t.Errorf("health %q", h)
	}
	if err := k.Probe(t.Context()); err == nil {
		t.Error("a probe of a dead Redis says nothing")
	}

	redis.start()
	clock.move(2 * time.Second)
	if err := k.Probe(t.Context()); err != nil {
		t.Errorf("probe after the return: %v", err)
	}
	if h := k.Health(); h != kv.HealthOK {
		t.Errorf("health %q after the return", h)
	}
	if n := passes(t, k, "shared", 10, 60, 5); n != 5 {
		t.Errorf("%d passed after the return, want 5", n)
	}
	if got := log.all(); len(got) != 2 || !strings.Contains(got[1], "level=INFO") {
		t.Errorf("want two lines for two changes, got %q", got)
	}
}
