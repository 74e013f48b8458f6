package apptest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/go-sql-driver/mysql"
)

// mariaPool holds migrated databases that no test uses at the moment: making
// one costs seconds, emptying one milliseconds. A durable one is not mixed with
// the others, because its server is another.
var mariaPool struct {
	sync.Mutex
	free map[string][]string // by the address of the server
	made atomic.Int64
}

// newMariaDB gives an empty, migrated database of a server for one test.
func newMariaDB(t testing.TB, server string) string {
	dsn := takeMariaDB(t, server)
	t.Cleanup(func() {
		if err := empty(dsn); err != nil {
			t.Logf("database is not used again: %v", err)
			return
		}
		if leaveShared(server, dsn) {
			return
		}
		mariaPool.Lock()
		defer mariaPool.Unlock()
		mariaPool.free[server] = append(mariaPool.free[server], dsn)
	})
	return dsn
}

func takeMariaDB(t testing.TB, server string) string {
	mariaPool.Lock()
	if mariaPool.free == nil {
		mariaPool.free = map[string][]string{}
	}
	if n := len(mariaPool.free[server]); n > 0 {
		dsn := mariaPool.free[server][n-1]
		mariaPool.free[server] = mariaPool.free[server][:n-1]
		mariaPool.Unlock()
		return dsn
	}
	mariaPool.Unlock()
	cfg, err := mysql.ParseDSN(server)
	if err != nil {
		t.Fatal("the address of MariaDB cannot be read") // the cause would print the password
	}
	if name, ok := takeShared(server); ok {
		cfg.DBName = name
		return cfg.FormatDSN()
	}
	root, err := sql.Open("mysql", cfg.FormatDSN())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	cfg.DBName = fmt.Sprintf("apptest_%d_%d", os.Getpid(), mariaPool.made.Add(1))
	for _, stmt := range []string{"DROP DATABASE IF EXISTS " + cfg.DBName,
		"CREATE DATABASE " + cfg.DBName + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"} {
		if _, err := root.Exec(stmt); err != nil {
			t.Fatalf("%s: %v", stmt, err)
		}
	}
	if err := migrate("mysql", cfg.FormatDSN()); err != nil {
		t.Fatalf("migrate %s: %v", cfg.DBName, err)
	}
	if sum, err := checksum(cfg.FormatDSN()); err == nil {
		originals.Store(cfg.DBName, sum)
	}
	return cfg.FormatDSN()
}

// empty deletes every row that a test wrote: one question finds the tables that
// have any, and one transaction empties these.
func empty(dsn string) error {
	cfg, err := mysql.ParseDSN(dsn)
	if err != nil {
		return err
	}
	cfg.MultiStatements = true
	db, err := sql.Open("mysql", cfg.FormatDSN())
	if err != nil {
		return err
	}
	defer db.Close()
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	written, err := writtenTables(ctx, conn)
	if err != nil || len(written) == 0 {
		return err
	}
	_, err = conn.ExecContext(ctx, "SET foreign_key_checks = 0; START TRANSACTION; DELETE FROM "+
		strings.Join(written, "; DELETE FROM ")+"; COMMIT")
	return err
}

// writtenTables lists the tables that have rows, but for reference data.
func writtenTables(ctx context.Context, conn *sql.Conn) ([]string, error) {
	names, err := tables(ctx, conn)
	if err != nil {
		return nil, err
	}
	var asks []string
	for _, name := range names {
		if !reference[name] {
			asks = append(asks, "SELECT '"+name+"' FROM DUAL WHERE EXISTS (SELECT 1 FROM "+name+")")
		}
	}
	rows, err := conn.QueryContext(ctx, strings.Join(asks, " UNION ALL "))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var written []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		written = append(written, name)
	}
	return written, rows.Err()
}
