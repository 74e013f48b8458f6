package httpapi_test

import (
	"strings"
	"sync"
	"testing"
)

const signups = "/api/v1/events/7/signups"

func keyed(name, key string) []string { return append(bearer(name), "Idempotency-Key", key) }

// The second answer is the first, byte for byte, and the effect happened once.
func TestIdempotentReplay(t *testing.T) {
	s := serve(t)
	first := s.do(t, "POST", signups, good, keyed("resident", "k1")...)
	if first.status != 201 || first.header.Get("Idempotency-Replayed") != "" || first.header.Get("Location") == "" {
		t.Fatal(first)
	}
	reordered := `{ "note":"hi", "gender":"female","phone":"13800138000","name":"张三"}`
	for _, body := range []string{good, reordered} {
		again := s.do(t, "POST", signups, body, keyed("resident", "k1")...)
		if again.body != first.body || again.status != 201 || again.header.Get("Idempotency-Replayed") != "true" ||
			again.header.Get("Location") != first.header.Get("Location") ||
			again.header.Get("ETag") != first.header.Get("ETag") ||
			again.header.Get("Content-Type") != first.header.Get("Content-Type") {
			t.Errorf("%v\nis not\n%v", again, first)
		}
	}
	plain := s.do(t, "POST", signups, good, bearer("resident")...)
	if len(plain.body) != len(first.body) || plain.header.Get("Content-Type") != first.header.Get("Content-Type") {
		t.Errorf("a keyed answer looks different from a plain one: %v, %v", first, plain)
	}
	if n := s.effects.Load(); n != 2 {
		t.Errorf("%d effects", n)
	}
	if len(s.breach) > 0 {
		t.Error(s.breach)
	}
}

func TestIdempotencyScope(t *testing.T) {
	s := serve(t)
	s.do(t, "POST", signups, good, keyed("resident", "k")...)
	other := strings.Replace(good, "张三", "李四", 1)
	got := s.do(t, "POST", signups, other, keyed("resident", "k")...)
	if got.status != 422 || parseProblem(t, got).Code != "idempotency.mismatch" {
		t.Error(got)
	}
	for name, got := range map[string]answer{
		"another person": s.do(t, "POST", signups, other, keyed("verified", "k")...),
		"another path":   s.do(t, "POST", "/api/v1/events/8/signups", other, keyed("resident", "k")...),
		"another key":    s.do(t, "POST", signups, other, keyed("resident", "k2")...),
	} {
		if got.status != 201 || got.header.Get("Idempotency-Replayed") != "" {
			t.Errorf("%s: %v", name, got)
		}
	}
	for _, key := range []string{"has space", "中文", strings.Repeat("k", 129)} {
		got := s.do(t, "POST", signups, good, keyed("resident", key)...)
		if got.status != 422 {
			t.Errorf("key %q: %v", key, got)
		}
		checkProblem(t, got, "header:Idempotency-Key:key")
	}
	// A refusal is judged afresh, and an exempt route looks at no key.
	for range 2 {
		if got := s.do(t, "POST", "/api/v1/events/409/signups", good,
			keyed("resident", "full")...); got.status != 409 || got.header.Get("Idempotency-Replayed") != "" {
			t.Error(got)
		}
		if got := s.do(t, "POST", "/api/v1/things/"+id(1).String()+"/accept", "",
			keyed("resident", "has space")...); got.status != 204 {
			t.Error(got)
		}
	}
}

// Of many requests with one key one takes effect, and all get its answer.
func TestIdempotencyRace(t *testing.T) {
	s := serve(t)
	var wg sync.WaitGroup
	answers := make([]answer, 16)
	for i := range answers {
		wg.Go(func() { answers[i] = s.do(t, "POST", signups, good, keyed("resident", "race")...) })
	}
	wg.Wait()
	for _, a := range answers {
		if a.status != 201 || a.body != answers[0].body {
			t.Error(a)
		}
	}
	if n := len(s.answers); n != 1 {
		t.Errorf("%d answers stored", n)
	}
}
