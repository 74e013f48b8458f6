package apptest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/go-sql-driver/mysql"
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

// reference tables keep their rows between tests.
var reference = map[string]bool{"regions": true, "zones": true, "zone_members": true, "settings": true, "goose_db_version": true}

// template is what a migrated SQLite file holds; tests write it into files of
// their own.
var template = sync.OnceValues(func() (content []byte, err error) {
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
})

func migrate(dialect, dsn string) error {
	ctx := context.Background()
	svc, err := services.Open(ctx, services.Config{Dialect: dialect, DSN: dsn, KeyRing: services.DemoKeyRing(), Clock: NewClock().Now, IDs: IDs(), Log: quiet(io.Discard)})
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

// mariaPool holds migrated databases that no test uses at the moment: making
// one costs seconds, emptying one milliseconds.
var mariaPool struct {
	sync.Mutex
	free []string
	made atomic.Int64
}

// newMariaDB gives an empty, migrated database for one test.
func newMariaDB(t testing.TB) string {
	dsn := takeMariaDB(t)
	t.Cleanup(func() {
		if err := empty(dsn); err != nil {
			t.Logf("database is not used again: %v", err)
			return
		}
		mariaPool.Lock()
		defer mariaPool.Unlock()
		mariaPool.free = append(mariaPool.free, dsn)
	})
	return dsn
}

func takeMariaDB(t testing.TB) string {
	mariaPool.Lock()
	if n := len(mariaPool.free); n > 0 {
		dsn := mariaPool.free[n-1]
		mariaPool.free = mariaPool.free[:n-1]
		mariaPool.Unlock()
		return dsn
	}
	mariaPool.Unlock()
	cfg, err := mysql.ParseDSN(os.Getenv("TEST_MYSQL_DSN"))
	if err != nil {
		t.Fatalf("TEST_MYSQL_DSN: %v", err)
	}
	root, err := sql.Open("mysql", cfg.FormatDSN())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	cfg.DBName = fmt.Sprintf("apptest_%d_%d", os.Getpid(), mariaPool.made.Add(1))
	for _, stmt := range []string{"DROP DATABASE IF EXISTS " + cfg.DBName, "CREATE DATABASE " + cfg.DBName + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"} {
		if _, err := root.Exec(stmt); err != nil {
			t.Fatalf("%s: %v", stmt, err)
		}
	}
	if err := migrate("mysql", cfg.FormatDSN()); err != nil {
		t.Fatalf("migrate %s: %v", cfg.DBName, err)
	}
	return cfg.FormatDSN()
}

// empty deletes every row that a test wrote.
func empty(dsn string) error {
	ctx := context.Background()
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	names, err := tables(ctx, conn)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "SET foreign_key_checks = 0"); err != nil {
		return err
	}
	for _, name := range names {
		if reference[name] {
			continue
		}
		if _, err := conn.ExecContext(ctx, "DELETE FROM "+name); err != nil {
			return err
		}
	}
	return nil
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// tables lists the tables of either engine.
func tables(ctx context.Context, q querier) ([]string, error) {
	rows, err := q.QueryContext(ctx, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1")
	if err != nil {
		rows, err = q.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1")
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
