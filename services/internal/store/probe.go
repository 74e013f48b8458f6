package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/ncruces/go-sqlite3"
)

// What MariaDB and MySQL answer when they can be asked and take nothing in.
var (
	myFull     = []uint16{1021, 1114}             // ER_DISK_FULL, ER_RECORD_FILE_FULL
	myReadOnly = []uint16{1290, 1792, 1836, 1047} // read_only, read-only transaction, read-only mode, Galera not ready
)

// isFull reports that the database has no room for what was to be written.
func isFull(err error) bool {
	if myErr, ok := errors.AsType[*mysql.MySQLError](err); ok {
		return slices.Contains(myFull, myErr.Number)
	}
	return errors.Is(err, sqlite3.FULL)
}

// isReadOnly reports that the database takes nothing in at present.
func isReadOnly(err error) bool {
	if myErr, ok := errors.AsType[*mysql.MySQLError](err); ok {
		return slices.Contains(myReadOnly, myErr.Number)
	}
	return errors.Is(err, sqlite3.READONLY)
}

// CanWrite is what a probe has found about writing.
type CanWrite string

// The findings.
const (
	Writes   CanWrite = "ok"
	Full     CanWrite = "full"
	ReadOnly CanWrite = "read-only"
	Silent   CanWrite = "no answer"
)

// ProbeWrite writes one small row and tells what became of it. A ping cannot tell: a
// disk that is full and an engine that refuses writes answer it as ever.
func (s *Store) ProbeWrite(ctx context.Context) CanWrite {
	err := s.InTx(ctx, func(tx *Tx) error {
		_, err := tx.NextNumber(ctx, "probe.write")
		return err
	})
	switch {
	case err == nil:
		return Writes
	case isFull(err):
		return Full
	case isReadOnly(err):
		return ReadOnly
	}
	return Silent
}

// ClockApart tells how far the clock of the database is ahead of ours; SQLite has
// none of its own.
func (s *Store) ClockApart(ctx context.Context) (time.Duration, error) {
	if s.Dialect() == SQLite {
		return 0, nil
	}
	var theirs int64
	err := s.Query(ctx).Raw("SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)").Scan(&theirs).Error
	return time.Duration(theirs-int64(s.Now())) * time.Millisecond, Translate(err)
}
