package walks_test

import (
	"context"
	"database/sql"
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
	db      *sql.DB
	tables  map[string]content
	version int64
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
	rows, err := s.db.Query(names)
	if err != nil {
		env.Fatal(err)
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			env.Fatal(err)
		}
		if name = strings.ToLower(name); kept(name) {
			s.tables[name] = content{}
		}
	}
	rows.Close()
	for name := range s.tables {
		c := s.read(name)
		c.sum = s.sum(name)
		s.tables[name] = c
	}
	return s
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
	if s.Engine == apptest.SQLite { // which counts the commits of others
		var version int64
		if err := s.db.QueryRow("PRAGMA data_version").Scan(&version); err != nil {
			s.Fatal(err)
		}
		if version == s.version {
			return nil
		}
		s.version = version
	}
	var changed []string
	for _, name := range slices.Sorted(maps.Keys(s.tables)) {
		if was := s.tables[name]; s.sum(name) != was.sum {
			changed = append(changed, name)
			s.put(name, was)
		}
	}
	return changed
}

func (s *snapshot) put(name string, c content) {
	s.Helper()
	tx, err := s.db.BeginTx(context.Background(), nil)
	if err != nil {
		s.Fatal(err)
	}
	if _, err := tx.Exec("DELETE FROM " + name); err != nil {
		s.Fatal(err)
	}
	insert := "INSERT INTO " + name + " (" + strings.Join(c.columns, ", ") + ") VALUES (?" + strings.Repeat(", ?", len(c.columns)-1) + ")"
	for _, r := range c.rows {
		if _, err := tx.Exec(insert, r...); err != nil {
			s.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		s.Fatal(err)
	}
}
