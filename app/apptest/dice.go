package apptest

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// Dice gives a source of numbers for one test. A test that fails prints the seed,
// and TEST_SEED makes it draw the same again.
func Dice(t testing.TB) *rand.Rand {
	t.Helper()
	seed := rand.Uint64() //nolint:forbidigo // printed when the test fails, and taken again from TEST_SEED
	if text := os.Getenv("TEST_SEED"); text != "" {
		given, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("TEST_SEED: %v", err)
		}
		seed = given
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("drawn with TEST_SEED=%d", seed)
		}
	})
	return rand.New(rand.NewPCG(seed, 1))
}
