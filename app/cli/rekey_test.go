package cli_test

import (
	"os"
	"strings"
	"testing"
)

// From ring to ring by the verbs alone, and what a wrong ring is told.
func TestKeysChange(t *testing.T) {
	env := migrated(t)
	put := func(ring string) {
		t.Helper()
		if err := os.WriteFile(env["KEY_RING_FILE"], []byte(ring), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ring := run(t, nil, "keys").works().out
	put(ring)
	run(t, env, "keys", "reseal").works("0 values sealed anew", "nothing is sealed with an old root")
	other := run(t, nil, "keys").works().out
	put(other)
	run(t, env, "check").fails("the key ring lacks the root key "+ring[:8], "was indexed with")

	put(ring)
	rotated := run(t, env, "keys", "rotate").works(ring[:8]+":root:retiring:", ":root:active:").out
	put(rotated)
	run(t, env, "keys", "reseal").works("nothing is sealed with an old root")
	_, without, _ := strings.Cut(rotated, "\n")
	put(without)
	run(t, env, "check").works()

	put(rotated)
	put(run(t, env, "keys", "rotate", "--use", ring[:8]).works(ring[:8] + ":root:active:").out)
	run(t, env, "keys", "rotate", "--use", "00000000").fails("no root key")

	put(without)
	both := run(t, env, "keys", "rotate", "--index").works(":index_alt:active:").out
	put(both)
	run(t, env, "keys", "reindex").works("everybody is indexed")
	run(t, env, "keys", "rotate", "--index").fails("two index keys already")
	lines := strings.Split(strings.TrimSpace(both), "\n")
	put(strings.Join(lines[1:], "\n"))
	run(t, env, "keys", "reindex").works("everybody is indexed")
}
