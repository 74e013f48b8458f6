package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// rebuildTime is how long an engine may take for one table.
const rebuildTime = 15 * time.Minute

// RebuildBallots gives back the space in which removed ballots lay, so that no
// copy of the files holds them. It is no part of a transaction, may be repeated,
// and needs no more than the rights to read and to insert.
//
// On MySQL the table is written anew; others may use it meanwhile, but for a
// moment at both ends, for which it waits five seconds and no longer: who waits
// behind it would wait as long. On SQLite what was freed is zero already
// (secure_delete), in the log; that is brought into the file and emptied.
func (s *Store) RebuildBallots(ctx context.Context) error {
	if s.dialect == SQLite {
		return s.checkpoint(ctx)
	}
	db, err := openMySQL(s.dsn, rebuildTime)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "SET SESSION lock_wait_timeout = 5"); err != nil {
		return Translate(err)
	}
	return Translate(optimizeBallots(ctx, db))
}

// optimizeBallots reads what the server says: it reports a failure as a row.
func optimizeBallots(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "OPTIMIZE TABLE ballots")
	if err != nil {
		return err
	}
	defer rows.Close()
	var faults []error
	for rows.Next() {
		var name, op, kind, text string
		if err := rows.Scan(&name, &op, &kind, &text); err != nil {
			return err
		}
		if kind == "error" || kind == "Error" {
			faults = append(faults, fmt.Errorf("the ballots were not written anew: %s", text))
		}
	}
	return errors.Join(append(faults, rows.Err())...)
}

// checkpoint empties the write-ahead log into the file. A reader that looks at
// an older state makes it busy.
func (s *Store) checkpoint(ctx context.Context) error {
	var busy, frames, moved int64
	err := s.SQL().QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	if err == nil && busy != 0 {
		return errors.New("the write-ahead log is in use and was not emptied")
	}
	return Translate(err)
}

// InPowersOfTwo cuts rows into parts whose lengths are powers of two, largest
// first, for the same reason.
func InPowersOfTwo[T any](rows []T, do func([]T) error) error {
	for size := 256; size > 0; size /= 2 {
		for len(rows) >= size {
			if err := do(rows[:size]); err != nil {
				return err
			}
			rows = rows[size:]
		}
	}
	return nil
}
