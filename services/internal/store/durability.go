package store

import (
	"context"
	"fmt"
)

// DurabilityFaults names every setting under which an acknowledged write could
// be lost at a power cut, or under which what is removed would stay in the files.
// Nothing but the settings can be looked at: no test that ends a process sees what
// an operating system holds back.
func (s *Store) DurabilityFaults(ctx context.Context) ([]string, error) {
	if s.dialect == SQLite {
		return s.sqliteFaults(ctx)
	}
	return s.mysqlFaults(ctx)
}

func (s *Store) sqliteFaults(ctx context.Context) ([]string, error) {
	var faults []string
	for pragma, want := range map[string]string{"synchronous": "2", "foreign_keys": "1", "journal_mode": "wal",
		"secure_delete": "1"} {
		var got string
		if err := s.SQL().QueryRowContext(ctx, "PRAGMA "+pragma).Scan(&got); err != nil {
			return nil, Translate(err)
		}
		if got != want {
			faults = append(faults, fmt.Sprintf("%s is %s, want %s", pragma, got, want))
		}
	}
	return faults, nil
}

func (s *Store) mysqlFaults(ctx context.Context) ([]string, error) {
	rows, err := s.SQL().QueryContext(ctx, `SHOW VARIABLES WHERE Variable_name IN
		('innodb_file_per_table', 'innodb_flush_log_at_trx_commit', 'innodb_doublewrite', 'log_bin', 'sync_binlog',
		'character_set_database')`)
	if err != nil {
		return nil, Translate(err)
	}
	defer rows.Close()
	got := map[string]string{}
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return nil, Translate(err)
		}
		got[name] = value
	}
	if err := rows.Err(); err != nil {
		return nil, Translate(err)
	}
	return judgeMySQL(got), nil
}

func judgeMySQL(got map[string]string) []string {
	var faults []string
	if v := got["innodb_flush_log_at_trx_commit"]; v != "1" {
		faults = append(faults, "innodb_flush_log_at_trx_commit is "+v+", want 1")
	}
	if v := got["innodb_doublewrite"]; v == "OFF" || v == "0" {
		faults = append(faults, "innodb_doublewrite is "+v+", want ON")
	}
	if v := got["innodb_file_per_table"]; v == "OFF" || v == "0" {
		faults = append(faults, "innodb_file_per_table is "+v+
			", want ON: what is removed would stay in the shared file")
	}
	if v := got["sync_binlog"]; got["log_bin"] == "ON" && v != "1" {
		faults = append(faults, "sync_binlog is "+v+", want 1")
	}
	if v := got["character_set_database"]; v != "utf8mb4" {
		faults = append(faults, "character_set_database is "+v+", want utf8mb4")
	}
	return faults
}
