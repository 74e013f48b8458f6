package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"

	"github.com/go-sql-driver/mysql"
	"github.com/ncruces/go-sqlite3"
	"gorm.io/gorm"

	"xinjumin/models"
)

// What a caller may test for with errors.Is. ErrNotFound is the refusal itself,
// so that a row that is absent or not visible needs no translation on its way.
var (
	ErrNotFound    = models.ErrNotFound
	ErrDuplicate   = errors.New("store: unique key")
	ErrForeignKey  = errors.New("store: foreign key")
	ErrCheck       = errors.New("store: check constraint")
	ErrNotAffected = errors.New("store: no row changed")
)

// MySQL error numbers that this package knows.
const (
	myLockWaitTimeout  = 1205
	myDeadlock         = 1213
	mySnapshotConflict = 1020
	myCheckMySQL       = 3819
	myCheckMariaDB     = 4025
)

// Translate turns a driver's error into one of ours; the driver's stays in the
// chain for the log.
func Translate(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, gorm.ErrRecordNotFound), errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return errors.Join(ErrDuplicate, err)
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return errors.Join(ErrForeignKey, err)
	case isCheck(err):
		return errors.Join(ErrCheck, err)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case retryable(err), unreachable(err):
		return models.ErrUnavailable.Because(err)
	}
	return err
}

func isCheck(err error) bool {
	if myErr, ok := errors.AsType[*mysql.MySQLError](err); ok {
		return myErr.Number == myCheckMariaDB || myErr.Number == myCheckMySQL
	}
	return errors.Is(err, sqlite3.CONSTRAINT_CHECK)
}

// retryable reports whether the whole transaction may simply run again.
func retryable(err error) bool {
	if myErr, ok := errors.AsType[*mysql.MySQLError](err); ok {
		return myErr.Number == myDeadlock || myErr.Number == myLockWaitTimeout || myErr.Number == mySnapshotConflict
	}
	return errors.Is(err, sqlite3.BUSY) || errors.Is(err, sqlite3.LOCKED)
}

// unreachable reports that the database itself could not be asked.
func unreachable(err error) bool {
	if _, ok := errors.AsType[*net.OpError](err); ok {
		return true
	}
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, mysql.ErrInvalidConn) ||
		errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.ErrUnexpectedEOF) ||
		isFull(err) || isReadOnly(err) || errors.Is(err, sqlite3.IOERR)
}
