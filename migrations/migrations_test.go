package migrations_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-sql-driver/mysql"
	_ "github.com/ncruces/go-sqlite3/driver"

	"xinjumin/migrations"
)

// each runs a test on an empty database of every engine; again opens another
// pool on the same database, as another process would.
func each(t *testing.T, test func(t *testing.T, dialect string, db *sql.DB, again func() *sql.DB)) {
	t.Run("sqlite", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "m.db")
		open := func() *sql.DB {
			return openDB(t, "sqlite3", "file:"+path+"?_txlock=immediate&_pragma=busy_timeout(20000)&_pragma=journal_mode(wal)&_pragma=foreign_keys(1)")
		}
		first := open()
		// The change to WAL asks for the whole file and does not wait for it.
		if err := first.Ping(); err != nil {
			t.Fatal(err)
		}
		test(t, "sqlite", first, open)
	})
	dsn := os.Getenv("TEST_MYSQL_DSN")
	if dsn == "" {
		if os.Getenv("TEST_REQUIRE_ENGINES") != "" {
			t.Fatal("TEST_MYSQL_DSN must be set")
		}
		return
	}
	t.Run("mysql", func(t *testing.T) {
		cfg, err := mysql.ParseDSN(dsn)
		if err != nil {
			t.Fatal(err)
		}
		root := openDB(t, "mysql", cfg.FormatDSN())
		cfg.DBName = fmt.Sprintf("migrations_%d_%s", os.Getpid(), regexp.MustCompile(`\W`).ReplaceAllString(t.Name(), "_"))
		run(t, root, "DROP DATABASE IF EXISTS "+cfg.DBName)
		run(t, root, "CREATE DATABASE "+cfg.DBName+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
		t.Cleanup(func() { run(t, root, "DROP DATABASE "+cfg.DBName) })
		open := func() *sql.DB { return openDB(t, "mysql", cfg.FormatDSN()) }
		test(t, "mysql", open(), open)
	})
}

func openDB(t *testing.T, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
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

// column is what both engines must agree on.
type column struct {
	kind string // int, text, bytes
	null bool
	key  bool
}

// schema reads every table: its columns, and its unique keys and indexes by
// name with their columns.
func schema(t *testing.T, dialect string, db *sql.DB) (columns map[string]column, indexes map[string]string) {
	t.Helper()
	columns, indexes = map[string]column{}, map[string]string{}
	columnQuery := `SELECT table_name, column_name, data_type, is_nullable = 'YES', column_key = 'PRI' FROM information_schema.columns WHERE table_schema = DATABASE()`
	indexQuery := `SELECT table_name, index_name, 1 - non_unique, column_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name <> 'PRIMARY' ORDER BY table_name, index_name, seq_in_index`
	if dialect == "sqlite" {
		columnQuery = `SELECT m.name, c.name, c.type, c."notnull" = 0, c.pk > 0 FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`
		indexQuery = `SELECT m.name, l.name, l."unique", i.name FROM sqlite_master m JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i WHERE m.type = 'table' AND l.origin = 'c' ORDER BY m.name, l.name, i.seqno`
	}
	rows, err := db.Query(columnQuery)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var table, name, kind string
		var c column
		if err := rows.Scan(&table, &name, &kind, &c.null, &c.key); err != nil {
			t.Fatal(err)
		}
		if table != "goose_db_version" {
			c.kind = common(kind)
			columns[table+"."+name] = c
		}
	}
	list, err := db.Query(indexQuery)
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	for list.Next() {
		var table, index, name string
		var unique bool
		if err := list.Scan(&table, &index, &unique, &name); err != nil {
			t.Fatal(err)
		}
		// MariaDB indexes a foreign key by itself when no index serves it.
		if table == "goose_db_version" || strings.HasPrefix(index, "fk_") {
			continue
		}
		key := fmt.Sprintf("%s.%s unique=%t", table, index, unique)
		indexes[key] += name + " "
	}
	return columns, indexes
}

func common(kind string) string {
	switch kind := strings.ToLower(kind); {
	case strings.Contains(kind, "int"):
		return "int"
	case strings.Contains(kind, "char"), kind == "text":
		return "text"
	case strings.Contains(kind, "binary"), strings.Contains(kind, "blob"):
		return "bytes"
	default:
		return kind
	}
}

func TestUp_againDoesNothing(t *testing.T) {
	each(t, func(t *testing.T, dialect string, db *sql.DB, _ func() *sql.DB) {
		ctx := context.Background()
		n, err := migrations.Up(ctx, db, dialect)
		if err != nil || n < 27 {
			t.Fatalf("applied %d: %v", n, err)
		}
		if n, err := migrations.Up(ctx, db, dialect); err != nil || n != 0 {
			t.Fatalf("second run applied %d: %v", n, err)
		}
		if n, err := migrations.Pending(ctx, db, dialect); err != nil || n != 0 {
			t.Fatalf("pending %d: %v", n, err)
		}
	})
}

func TestUp_fromEveryOlderVersion(t *testing.T) {
	each(t, func(t *testing.T, dialect string, db *sql.DB, _ func() *sql.DB) {
		ctx := context.Background()
		versions, err := migrations.Versions(dialect)
		if err != nil || len(versions) < 27 {
			t.Fatalf("versions %v: %v", versions, err)
		}
		for i, v := range versions {
			if err := migrations.UpTo(ctx, db, dialect, v); err != nil {
				t.Fatalf("up to %d: %v", v, err)
			}
			if n, err := migrations.Pending(ctx, db, dialect); err != nil || n != len(versions)-1-i {
				t.Fatalf("at %d: pending %d: %v", v, n, err)
			}
		}
	})
}

func TestUp_severalProcessesAtOnce(t *testing.T) {
	each(t, func(t *testing.T, dialect string, db *sql.DB, again func() *sql.DB) {
		pools := []*sql.DB{db, again(), again(), again()}
		applied, failures := make([]int, len(pools)), make([]error, len(pools))
		var wg sync.WaitGroup
		for i, pool := range pools {
			wg.Go(func() { applied[i], failures[i] = migrations.Up(context.Background(), pool, dialect) })
		}
		wg.Wait()
		if err := errors.Join(failures...); err != nil {
			t.Fatal(err)
		}
		versions, err := migrations.Versions(dialect)
		if err != nil {
			t.Fatal(err)
		}
		total := 0
		for _, n := range applied {
			total += n
		}
		if total != len(versions) {
			t.Errorf("applied %v, want %d in all", applied, len(versions))
		}
		if n, err := migrations.Pending(context.Background(), db, dialect); err != nil || n != 0 {
			t.Errorf("pending %d: %v", n, err)
		}
	})
}

func TestUp_newerDatabaseIsRefused(t *testing.T) {
	each(t, func(t *testing.T, dialect string, db *sql.DB, _ func() *sql.DB) {
		ctx := context.Background()
		if _, err := migrations.Up(ctx, db, dialect); err != nil {
			t.Fatal(err)
		}
		run(t, db, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
		if _, err := migrations.Up(ctx, db, dialect); !errors.Is(err, migrations.ErrNewer) {
			t.Errorf("Up: %v", err)
		}
		if _, err := migrations.Pending(ctx, db, dialect); !errors.Is(err, migrations.ErrNewer) {
			t.Errorf("Pending: %v", err)
		}
	})
}

func TestDialects_describeTheSameTables(t *testing.T) {
	got := map[string]map[string]column{}
	indexes := map[string]map[string]string{}
	each(t, func(t *testing.T, dialect string, db *sql.DB, _ func() *sql.DB) {
		if _, err := migrations.Up(context.Background(), db, dialect); err != nil {
			t.Fatal(err)
		}
		got[dialect], indexes[dialect] = schema(t, dialect, db)
		if len(got[dialect]) < 200 || len(indexes[dialect]) < 40 {
			t.Fatalf("read only %d columns and %d indexes", len(got[dialect]), len(indexes[dialect]))
		}
	})
	if len(got) < 2 {
		return // each has failed where both engines are promised
	}
	for _, pair := range [][2]string{{"sqlite", "mysql"}, {"mysql", "sqlite"}} {
		for name, c := range got[pair[0]] {
			if other, ok := got[pair[1]][name]; !ok || other != c {
				t.Errorf("%s: %s has %+v, %s has %+v (%t)", name, pair[0], c, pair[1], other, ok)
			}
		}
		for name, c := range indexes[pair[0]] {
			if other := indexes[pair[1]][name]; other != c {
				t.Errorf("index %s: %s has %q, %s has %q", name, pair[0], c, pair[1], other)
			}
		}
	}
}

var ddl = regexp.MustCompile(`(?i)\b(CREATE|ALTER|DROP|RENAME)\s+(TABLE|UNIQUE|INDEX)`)

func TestFiles_atMostOneDDLStatementEachForMySQL(t *testing.T) {
	names := map[string][]string{}
	for _, dialect := range []string{"mysql", "sqlite"} {
		files, err := fs.Glob(os.DirFS("."), dialect+"/*.sql")
		if err != nil || len(files) < 27 {
			t.Fatalf("%d files: %v", len(files), err)
		}
		for _, name := range files {
			names[dialect] = append(names[dialect], filepath.Base(name))
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(ddl.FindAll(text, -1)); dialect == "mysql" && n > 1 {
				t.Errorf("%s has %d DDL statements; MySQL cannot roll them back together", name, n)
			}
			if strings.Contains(string(text), "+goose Down") {
				t.Errorf("%s has a way down", name)
			}
		}
	}
	if !slices.Equal(names["mysql"], names["sqlite"]) {
		t.Errorf("the folders differ: %v and %v", names["mysql"], names["sqlite"])
	}
}
