package migrations_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/go-sql-driver/mysql"
	_ "github.com/ncruces/go-sqlite3/driver"
)

// place is a database of a test.
type place struct{ dialect, driver, dsn string }

// each runs a test on an empty database of every engine.
func each(t *testing.T, test func(t *testing.T, p place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newPlace(t, "sqlite")) })
	if os.Getenv("TEST_MYSQL_DSN") == "" {
		if os.Getenv("TEST_REQUIRE_ENGINES") != "" {
			t.Fatal("TEST_MYSQL_DSN must be set")
		}
		return
	}
	t.Run("mysql", func(t *testing.T) { test(t, newPlace(t, "mysql")) })
}

// places counts the databases of this process, so that each has a name of its own.
var places atomic.Int64

// newPlace makes an empty database.
func newPlace(t *testing.T, dialect string) place {
	t.Helper()
	if dialect == "sqlite" {
		p := place{dialect, "sqlite3", "file:" + filepath.Join(t.TempDir(), "m.db") +
			"?_txlock=immediate&_pragma=busy_timeout(20000)&_pragma=journal_mode(wal)&_pragma=foreign_keys(1)"}
		// The change to WAL asks for the whole file and does not wait for it.
		if err := p.open(t).Ping(); err != nil {
			t.Fatal(err)
		}
		return p
	}
	cfg, err := mysql.ParseDSN(os.Getenv("TEST_MYSQL_DSN"))
	if err != nil {
		t.Fatal(err)
	}
	root := place{dialect, "mysql", cfg.FormatDSN()}.open(t)
	cfg.DBName = fmt.Sprintf("migrations_%d_%d", os.Getpid(), places.Add(1))
	run(t, root, "DROP DATABASE IF EXISTS "+cfg.DBName)
	run(t, root, "CREATE DATABASE "+cfg.DBName+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	t.Cleanup(func() { run(t, root, "DROP DATABASE "+cfg.DBName) })
	return place{dialect, "mysql", cfg.FormatDSN()}
}

// open gives one more pool, as another process would have it.
func (p place) open(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open(p.driver, p.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func run(t *testing.T, db *sql.DB, stmt string) {
	t.Helper()
	if _, err := db.Exec(stmt); err != nil {
		t.Fatalf("%s: %v", stmt, err)
	}
}
