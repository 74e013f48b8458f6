package migrations_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"xinjumin/migrations"
)

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
	columnQuery := `SELECT table_name, column_name, data_type, is_nullable = 'YES', column_key = 'PRI'
		FROM information_schema.columns WHERE table_schema = DATABASE()`
	indexQuery := `SELECT table_name, index_name, 1 - non_unique, column_name FROM information_schema.statistics
		WHERE table_schema = DATABASE() AND index_name <> 'PRIMARY'
		ORDER BY table_name, index_name, seq_in_index`
	if dialect == "sqlite" {
		columnQuery = `SELECT m.name, c.name, c.type, c."notnull" = 0, c.pk > 0
			FROM sqlite_master m JOIN pragma_table_info(m.name) c
			WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`
		indexQuery = `SELECT m.name, l.name, l."unique", i.name FROM sqlite_master m JOIN pragma_index_list(m.name) l
			JOIN pragma_index_info(l.name) i WHERE m.type = 'table' AND l.origin = 'c'
			ORDER BY m.name, l.name, i.seqno`
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

func TestDialects_describeTheSameTables(t *testing.T) {
	got := map[string]map[string]column{}
	indexes := map[string]map[string]string{}
	each(t, func(t *testing.T, p place) {
		dialect, db := p.dialect, p.open(t)
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
