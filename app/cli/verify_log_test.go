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
	"xinjumin/models"
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
	act(t, db, env)
	run(t, env, "verify-log").works("5 events wait for their leaf")
	sequence(t, env, path)
	run(t, env, "verify-log").works("5 leaves, 1 checkpoints, 1 of them in the file", "verifier key: xinjumin/audit+",
		"every row is as it was signed")
	if _, err := db.Exec(`UPDATE audit_events SET action = 'region.create'
		WHERE id = (SELECT event_id FROM audit_leaves WHERE seq = 3)`); err != nil {
		t.Fatal(err)
	}
	if r := run(t, env, "verify-log").fails("seq 3"); r.code != 2 {
		t.Errorf("invalid is exit code %d", r.code)
	}
	if _, err := db.Exec("DELETE FROM audit_checkpoints"); err != nil {
		t.Fatal(err)
	}
	if r := run(t, env, "verify-log").fails("no checkpoint covers"); !strings.Contains(r.out, "not in the database") {
		t.Errorf("what the file knows is not told: %s", r.out)
	}
	env["AUDIT_CHECKPOINT_FILE"] = filepath.Join(t.TempDir(), "nowhere", "checkpoints")
	run(t, env, "check").fails("AUDIT_CHECKPOINT_FILE")
}

// act lets the product write five events.
func act(t *testing.T, db *sql.DB, env map[string]string) {
	t.Helper()
	for i := range 5 {
		id := models.ID{1, 2, 3, 4, 5, 6, 0x70, 15: byte(i)}
		if _, err := db.Exec(`INSERT INTO persons (id, state, nickname, verification, verification_reason, sex,
			education, employment, epoch, version, created_at, updated_at)
			VALUES (?, 'active', '', 'none', '', 0, '', '', 0, 1, 0, 0)`, id[:]); err != nil {
			t.Fatal(err)
		}
		run(t, env, "grant", "--person", id.String()).works("platform_admin")
	}
}

// An event that was written past the product is told before it could get a place,
// and a log that does not go on from a checkpoint that was kept is another answer
// than one in which something was changed.
func TestVerifyLog_tellsAnswersApart(t *testing.T) {
	env := migrated(t)
	path := strings.TrimPrefix(env["DATABASE_URL"], "sqlite://")
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	act(t, db, env)
	sequence(t, env, path)
	var note string
	if err := db.QueryRow("SELECT note FROM audit_checkpoints").Scan(&note); err != nil {
		t.Fatal(err)
	}
	head := filepath.Join(t.TempDir(), "head")
	if err := os.WriteFile(head, []byte(note), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, env, "verify-log", "--known-head", head).works("every row is as it was signed")
	if r := run(t, env, "verify-log", "--known-head", head+"less").fails("no such file"); r.code != 1 {
		t.Errorf("what cannot be checked is exit code %d", r.code)
	}
	for _, table := range []string{"audit_leaves", "audit_hashes", "audit_checkpoints"} { // an older backup
		if _, err := db.Exec("DELETE FROM " + table); err != nil {
			t.Fatal(err)
		}
	}
	if r := run(t, env, "verify-log", "--known-head", head).fails("signed for 5 leaves"); r.code != 3 {
		t.Errorf("diverged is exit code %d", r.code)
	}
	if _, err := db.Exec(`INSERT INTO audit_events (id, at, action, object, outcome, reason, request_id, detail)
		VALUES (?, 0, 'audit.erase', 'audit_log', 'done', '', '', '{}')`, []byte{6: 0x70, 15: 1}); err != nil {
		t.Fatal(err)
	}
	r := run(t, env, "verify-log", "--known-head", head).fails("the product did not write it")
	if r.code != 2 || !strings.Contains(r.out, "1 of those that wait the product did not write") {
		t.Errorf("invalid is exit code %d: %s", r.code, r.out)
	}
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
