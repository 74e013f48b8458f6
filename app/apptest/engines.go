package apptest

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	_ "github.com/ncruces/go-sqlite3/driver" // the raw connection of Env.DB

	"xinjumin/services"
)

// Engine is one of the two deployments.
type Engine string

// SQLite without Redis, and MariaDB with Redis.
const (
	SQLite  Engine = "sqlite"
	MariaDB Engine = "mariadb+redis"
)

// engines lists what this machine can test; a missing engine is a failure
// where the suite promises both.
func engines(t testing.TB) []Engine {
	have := []Engine{SQLite}
	switch {
	case os.Getenv("TEST_MYSQL_DSN") != "" && os.Getenv("TEST_REDIS_URL") != "":
		have = append(have, MariaDB)
	case os.Getenv("TEST_REQUIRE_ENGINES") != "":
		t.Fatal("TEST_MYSQL_DSN and TEST_REDIS_URL must be set: the suite runs on both engines")
	}
	return have
}

// mariaServer gives the address of one of the two servers that .ci/test starts.
func mariaServer(t testing.TB, durable bool) string {
	t.Helper()
	if !durable {
		return os.Getenv("TEST_MYSQL_DSN")
	}
	server := os.Getenv("TEST_MYSQL_DURABLE_DSN")
	if server == "" && os.Getenv("TEST_REQUIRE_ENGINES") != "" {
		t.Fatal("TEST_MYSQL_DURABLE_DSN must be set: the suite runs on both engines")
	}
	if server == "" {
		t.Skip("TEST_MYSQL_DURABLE_DSN is not set")
	}
	return server
}

// reference tables keep their rows between tests.
var reference = map[string]bool{
	"regions":          true,
	"zones":            true,
	"zone_members":     true,
	"settings":         true,
	"goose_db_version": true,
}

// template is what a migrated SQLite file holds; tests write it into files of
// their own.
var template = sync.OnceValues(func() ([]byte, error) { return shared("sqlite.db", makeTemplate) })

func makeTemplate() (content []byte, err error) {
	dir, err := os.MkdirTemp("", "apptest-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "template.db")
	if err := migrate("sqlite", path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		return nil, err
	}
	_, err = db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

func migrate(dialect, dsn string) error {
	ctx := context.Background()
	svc, err := services.Open(ctx, services.Config{
		Dialect: dialect,
		DSN:     dsn,
		KeyRing: services.DemoKeyRing(),
		Clock:   NewClock().Now,
		IDs:     IDs(),
		Log:     quiet(io.Discard),
	})
	if err != nil {
		return err
	}
	_, err = svc.Migrate(ctx)
	if closeErr := svc.Close(); err == nil {
		err = closeErr
	}
	return err
}

// newSQLite gives a fresh file for one test.
func newSQLite(t testing.TB) string {
	data, err := template()
	if err != nil {
		t.Fatalf("SQLite template: %v", err)
	}
	to := filepath.Join(t.TempDir(), "test.db")
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// tables lists the tables of either engine.
func tables(ctx context.Context, q querier) ([]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT table_name FROM information_schema.tables
		WHERE table_schema = DATABASE() ORDER BY 1`)
	if err != nil {
		rows, err = q.QueryContext(ctx, `SELECT name FROM sqlite_master
			WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1`)
	}
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, strings.ToLower(name))
	}
	return names, rows.Err()
}
