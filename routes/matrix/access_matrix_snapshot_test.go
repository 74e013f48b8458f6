package matrix_test

import (
	"context"
	"database/sql"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	"xinjumin/app/apptest"
)

// snapshot keeps the rows of every table as they were, without the trail, and puts
// them back.
type snapshot struct {
	*apptest.Env
	db     *sql.DB
	tables map[string]content
}

type content struct {
	columns []string
	rows    [][]any
	sum     uint64
}

// seed of the sums by which contents are compared.
var seed = maphash.MakeSeed()

// kept lists the tables that a test may write.
func kept(name string) bool {
	switch name {
	case "zones", "zone_members", "settings", "goose_db_version":
		return false
	}
	return !strings.HasPrefix(name, "audit") && !strings.HasPrefix(name, "sqlite_") && name != "regions"
}

func takeSnapshot(env *apptest.Env) *snapshot {
	env.Helper()
	s := &snapshot{Env: env, db: env.DB(), tables: map[string]content{}}
	s.db.SetMaxOpenConns(1)
	names := "SELECT name FROM sqlite_master WHERE type = 'table'"
	off := "PRAGMA foreign_keys = 0"
	if env.Engine == apptest.MariaDB {
		names = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
		off = "SET foreign_key_checks = 0"
	}
	if _, err := s.db.Exec(off); err != nil {
		env.Fatal(err)
	}
	all := s.names(names)
	for name, sum := range s.sums(slices.DeleteFunc(slices.Clone(all), func(name string) bool { return !kept(name) })) {
		c := s.read(name)
		c.sum = sum
		s.tables[name] = c
	}
	if env.Engine == apptest.SQLite {
		s.watch(all)
	}
	return s
}

func (s *snapshot) names(query string) []string {
	s.Helper()
	rows, err := s.db.Query(query)
	if err != nil {
		s.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			s.Fatal(err)
		}
		all = append(all, strings.ToLower(name))
	}
	if err := rows.Err(); err != nil {
		s.Fatal(err)
	}
	return all
}

// watch lets SQLite write down which tables are written, by triggers, so that
// nothing needs to read all of them after each call. The trail is watched, too,
// although it is not put back.
func (s *snapshot) watch(all []string) {
	s.Helper()
	statements := []string{"CREATE TABLE written_tables (name TEXT PRIMARY KEY)"}
	for name := range s.tables { // of this connection alone: putting back is then one statement of SQLite
		statements = append(statements, fmt.Sprintf("CREATE TEMP TABLE kept_%[1]s AS SELECT * FROM %[1]s", name))
	}
	for _, name := range all {
		if !kept(name) && !strings.HasPrefix(name, "audit") {
			continue
		}
		for _, act := range []string{"INSERT", "UPDATE", "DELETE"} {
			statements = append(statements, fmt.Sprintf(`CREATE TRIGGER written_%[1]s_%[2]s AFTER %[2]s ON %[1]s
				BEGIN INSERT OR IGNORE INTO written_tables VALUES ('%[1]s'); END`, name, act))
		}
	}
	if _, err := s.db.Exec(strings.Join(statements, ";")); err != nil {
		s.Fatal(err)
	}
}

// written gives the tables that were written since the last restore.
func (s *snapshot) written() []string {
	s.Helper()
	return s.names("SELECT name FROM written_tables ORDER BY name")
}

// texts gives every text in the tables that were written since the last restore.
func (s *snapshot) texts() string {
	s.Helper()
	var out strings.Builder
	for _, name := range s.written() {
		for _, row := range s.read(name).rows {
			for _, v := range row {
				if text, ok := v.(string); ok {
					out.WriteString(text + "\n")
				}
			}
		}
	}
	return out.String()
}

func (s *snapshot) read(name string) content {
	s.Helper()
	rows, err := s.db.Query("SELECT * FROM " + name)
	if err != nil {
		s.Fatal(err)
	}
	defer rows.Close()
	c := content{}
	if c.columns, err = rows.Columns(); err != nil {
		s.Fatal(err)
	}
	for rows.Next() {
		values, targets := make([]any, len(c.columns)), make([]any, len(c.columns))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			s.Fatal(err)
		}
		c.rows = append(c.rows, values)
	}
	return c
}

// sums gives what tells the contents of tables apart: MariaDB is asked once for all.
func (s *snapshot) sums(names []string) map[string]uint64 {
	s.Helper()
	out := map[string]uint64{}
	if s.Engine == apptest.SQLite {
		for _, name := range names {
			out[name] = s.sum(name)
		}
		return out
	}
	rows, err := s.db.Query("CHECKSUM TABLE " + strings.Join(names, ", "))
	if err != nil {
		s.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var sum uint64
		if err := rows.Scan(&name, &sum); err != nil {
			s.Fatal(err)
		}
		_, name, _ = strings.Cut(name, ".")
		out[strings.ToLower(name)] = sum
	}
	if err := rows.Err(); err != nil {
		s.Fatal(err)
	}
	return out
}

// sum tells contents apart; comparing is what the matrix does most, so nothing
// is decoded.
func (s *snapshot) sum(name string) uint64 {
	s.Helper()
	rows, err := s.db.Query("SELECT * FROM " + name)
	if err != nil {
		s.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		s.Fatal(err)
	}
	values, targets := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for i := range values {
		targets[i] = &values[i]
	}
	var h maphash.Hash
	h.SetSeed(seed)
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			s.Fatal(err)
		}
		for _, v := range values {
			maphash.WriteComparable(&h, len(v)) // so that no two rows run together
			maphash.WriteComparable(&h, v == nil)
			_, _ = h.Write(v)
		}
	}
	if err := rows.Err(); err != nil {
		s.Fatal(err)
	}
	return h.Sum64()
}

// restore puts back every table that has changed and names them.
func (s *snapshot) restore() []string {
	s.Helper()
	written := slices.Sorted(maps.Keys(s.tables))
	if s.Engine == apptest.SQLite {
		if written = s.written(); len(written) == 0 {
			return nil
		}
	}
	var changed []string
	sums := s.sums(written)
	for _, name := range written {
		if was, ours := s.tables[name]; ours && sums[name] != was.sum {
			changed = append(changed, name)
			if s.Engine == apptest.SQLite {
				s.copyBack(name)
			} else {
				s.put(name, was)
			}
		}
	}
	if s.Engine == apptest.SQLite {
		if _, err := s.db.Exec("DELETE FROM written_tables"); err != nil {
			s.Fatal(err)
		}
	}
	return changed
}

// copyBack puts the rows that SQLite has kept back into a table.
func (s *snapshot) copyBack(name string) {
	s.Helper()
	back := fmt.Sprintf("BEGIN; DELETE FROM %[1]s; INSERT INTO %[1]s SELECT * FROM temp.kept_%[1]s; COMMIT", name)
	if _, err := s.db.Exec(back); err != nil {
		s.Fatal(err)
	}
}

// parametersAtOnce is fewer than either engine takes in a statement.
const parametersAtOnce = 900

func (s *snapshot) put(name string, c content) {
	s.Helper()
	tx, err := s.db.BeginTx(context.Background(), nil)
	if err != nil {
		s.Fatal(err)
	}
	if _, err := tx.Exec("DELETE FROM " + name); err != nil {
		s.Fatal(err)
	}
	one := "(?" + strings.Repeat(", ?", len(c.columns)-1) + ")"
	insert := "INSERT INTO " + name + " (" + strings.Join(c.columns, ", ") + ") VALUES " + one
	for chunk := range slices.Chunk(c.rows, max(1, parametersAtOnce/len(c.columns))) {
		if _, err := tx.Exec(insert+strings.Repeat(", "+one, len(chunk)-1), slices.Concat(chunk...)...); err != nil {
			s.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		s.Fatal(err)
	}
}
