package audits_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/server"
	"xinjumin/services/audits"
	"xinjumin/services/internal/storetest"
)

// Whatever the witness file holds, verifying it ends with a report, which finds
// no more checkpoints in it than the database has, or says why.
func FuzzWitness(f *testing.F) {
	file := filepath.Join(f.TempDir(), "checkpoints")
	env := apptest.New(f, apptest.SQLite, apptest.With(func(o *server.Options) { o.AuditCheckpointFile = file }))
	w := &trailFixture{Env: env, st: storetest.Open(env), db: env.DB(), file: file, ids: apptest.IDs()}
	for range 3 {
		w.act(4)
		if _, err := w.log().Sequence(context.Background()); err != nil {
			f.Fatal(err)
		}
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{whole, whole[:len(whole)-1], whole[len(whole)/2:], append(whole[:40:40], whole...),
		[]byte("{}\n"), []byte("{\"note\":\"\"}\n"), nil} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		at := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(at, content, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := w.log().Verify(t.Context(), audits.Check{File: at})
		if err == nil && len(r.Faults) == 0 && r.Witnessed > r.Checkpoints {
			t.Errorf("%d of %d checkpoints, and no fault", r.Witnessed, r.Checkpoints)
		}
	})
}
