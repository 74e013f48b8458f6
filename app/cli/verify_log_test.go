package cli_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"xinjumin/app/server"
	"xinjumin/app/wechat"
)

// verify-log says yes to an untouched log, beside its file, and after one
// changed byte names the row and ends with a failure.
func TestVerifyLog(t *testing.T) {
	env := migrated(t)
	env["AUDIT_CHECKPOINT_FILE"] = filepath.Join(t.TempDir(), "checkpoints")
	run(t, env, "verify-log").works("0 leaves, 0 checkpoints")
	path := strings.TrimPrefix(env["DATABASE_URL"], "sqlite://")
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i := range 5 {
		if _, err := db.Exec(`INSERT INTO audit_events (id, at, action, object, outcome, reason, request_id, detail)
			VALUES (?, ?, 'region.update', 'region', 'done', '', '', '{}')`,
			[]byte{1, 2, 3, 4, 5, 6, 0x70, 15: byte(i)}, i); err != nil {
			t.Fatal(err)
		}
	}
	run(t, env, "verify-log").works("5 events wait for their leaf")
	sequence(t, env, path)
	run(t, env, "verify-log").works("5 leaves, 1 checkpoints, 1 of them in the file", "verifier key: xinjumin/audit+",
		"every row is as it was signed")
	if _, err := db.Exec("UPDATE audit_events SET action = 'region.create' WHERE at = 3"); err != nil {
		t.Fatal(err)
	}
	run(t, env, "verify-log").fails("seq 3")
	if _, err := db.Exec("DELETE FROM audit_checkpoints"); err != nil {
		t.Fatal(err)
	}
	run(t, env, "verify-log").fails("not in the database")
	env["AUDIT_CHECKPOINT_FILE"] = filepath.Join(t.TempDir(), "nowhere", "checkpoints")
	run(t, env, "check").fails("AUDIT_CHECKPOINT_FILE")
}

// sequence does what a server does every few seconds.
func sequence(t *testing.T, env map[string]string, path string) {
	t.Helper()
	keys, err := os.ReadFile(env["KEY_RING_FILE"])
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	srv, err := server.New(ctx, server.Options{Dialect: "sqlite", DSN: path, KeyRing: string(keys),
		AuditCheckpointFile: env["AUDIT_CHECKPOINT_FILE"],
		WeChat:              wechat.Config{BaseURL: "http://127.0.0.1:1", AppID: "wx83f1c07a92be45d6", Secret: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	if n, err := srv.Services.Audits.Sequence(ctx); err != nil || n != 5 {
		t.Fatal(n, err)
	}
}
