package migrations_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/schema.sql anew")

const (
	schemaFile = "../docs/schema.sql"
	schemaHead = `-- The schema, as a migrated SQLite database tells it: tables in reading order, each with its indexes.
-- MariaDB has the same (a test compares them), with the lengths that are in migrations/mysql.
-- Made by a test; do not edit: go test ./migrations -run TestDocument -update
`
)

// TestDocument_isUpToDate compares docs/schema.sql with a migrated database.
func TestDocument_isUpToDate(t *testing.T) {
	is := document(t)
	was, err := os.ReadFile(schemaFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if string(was) == is {
		return
	}
	if !*update {
		t.Fatal("docs/schema.sql is not up to date; run: go test ./migrations -run TestDocument -update")
	}
	if err := os.WriteFile(schemaFile, []byte(is), 0o644); err != nil {
		t.Fatal(err)
	}
}

// document migrates file by file, so that each table stands under the file that
// made it, and writes the tables as they are in the end.
func document(t *testing.T) string {
	t.Helper()
	p := newPlace(t, "sqlite")
	db, ctx := p.open(t), context.Background()
	type made struct {
		version int64
		tables  []string
	}
	var order []made
	known := map[string]bool{"goose_db_version": true}
	runner := newRunner(t, db, p.dialect)
	for _, v := range versions(t, p.dialect) {
		if _, err := runner.UpTo(ctx, v); err != nil {
			t.Fatal(err)
		}
		m := made{version: v}
		for _, name := range listOf(t, p, `SELECT name FROM sqlite_master
			WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid`) {
			if !known[name] {
				known[name] = true
				m.tables = append(m.tables, name)
			}
		}
		order = append(order, m)
	}
	titles := map[int64]string{}
	for name := range texts(t, p.dialect) {
		titles[versionOf(t, name)] = strings.TrimSuffix(name, ".sql")
	}
	var b strings.Builder
	b.WriteString(schemaHead)
	for _, m := range order {
		if len(m.tables) > 0 {
			fmt.Fprintf(&b, "\n-- %s\n", titles[m.version])
		}
		for _, table := range m.tables {
			b.WriteString("\n")
			for _, sql := range listOf(t, p, `SELECT sql FROM sqlite_master
				WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC, rowid`, table) {
				sql = strings.Replace(sql, `"`+table+`"`, table, 1) // of a table that was renamed
				b.WriteString(sql + ";\n")
			}
		}
	}
	return b.String()
}

// listOf reads a column of text.
func listOf(t *testing.T, p place, query string, args ...any) []string {
	t.Helper()
	rows, err := p.open(t).Query(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		all = append(all, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
