package httpapi_test

import (
	"math/rand/v2"
	"testing"
)

// However a body is bent, the answer is a success or a refusal with fields,
// never a fault.
func TestMutatedBodies(t *testing.T) {
	s := serve(t)
	const seed = `{"name":"张三","phone":"13800138000","gender":"female","note":"hi",` +
		`"seats":3,"addr":{"city":"a","zip":"1"},"tags":["a","b"],"from":"2026-05-01"}`
	bits := []string{"{", "}", "[", "]", ",", ":", `"`, `\`, "null", "true", "-1", "1e309", "0.1", `\u0000`, `\ud800`,
		"\xff", "\x00", `{"a":1}`, `"name":1`, " ", "张"}
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[int]int{}
	for range 600 {
		body := []byte(seed)
		for range 1 + r.IntN(3) {
			from := r.IntN(len(body))
			to := min(len(body), from+r.IntN(6))
			body = append(append(append([]byte{}, body[:from]...), bits[r.IntN(len(bits))]...), body[to:]...)
		}
		got := s.do(t, "POST", "/api/v1/events/7/signups", string(body), bearer("resident")...)
		seen[got.status]++
		switch got.status {
		case 201:
		case 400, 422:
			checkProblem(t, got, "")
		default:
			t.Errorf("%d for %q", got.status, body)
		}
	}
	if len(s.breach) > 0 || seen[201] == 0 || seen[400] == 0 || seen[422] == 0 {
		t.Error(seen, s.breach)
	}
}

// Without a person there is nobody to remember an answer for.
func TestAnonymousKeysAreIgnored(t *testing.T) {
	s := serve(t)
	for range 2 {
		if got := s.do(t, "POST", "/api/v1/boxes", `{"inner":{"city":"a"}}`, "Idempotency-Key",
			"has space"); got.status != 200 || got.header.Get("Idempotency-Replayed") != "" {
			t.Error(got)
		}
	}
	if len(s.answers) != 0 {
		t.Error(s.answers)
	}
}

// A component inside Optional is validated like any other. The document cannot say that it
// may be null, so it may not.
func TestOptionalComponent(t *testing.T) {
	s := serve(t)
	for body, want := range map[string]int{`{}`: 200, `{"inner":null}`: 422, `{"inner":{"city":"a"}}`: 200,
		`{"inner":{"city":"toolong"}}`: 422, `{"inner":{"x":1}}`: 422, `{"inner":1}`: 422} {
		if got := s.do(t, "POST", "/api/v1/boxes", body); got.status != want {
			t.Errorf("%s: %v", body, got)
		}
	}
}
