package store

import (
	"database/sql"
	"net/url"
	"runtime"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/gormlite"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
)

// The pragmas are in the address, not run once, because SQLite keeps them for
// each connection. busy_timeout comes first: journal_mode itself can be busy.
// Readers have a small cache on purpose: a commit elsewhere drops it.
// What is deleted is written over with zeros: a closed account leaves the file, too.
const (
	sqliteWriter = "?_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-16000)&_pragma=secure_delete(1)"
	sqliteReader = "?_txlock=deferred&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-4000)&_pragma=query_only(1)"
)

// openSQLite gives one writer connection, so that writers queue instead of
// failing, and a few readers that cannot write.
func openSQLite(path string) (writer, reader *sql.DB, err error) {
	file := "file:" + (&url.URL{Path: path}).EscapedPath()
	if writer, err = driver.Open(file + sqliteWriter); err != nil {
		return nil, nil, err
	}
	if reader, err = driver.Open(file + sqliteReader); err != nil {
		writer.Close()
		return nil, nil, err
	}
	writer.SetMaxOpenConns(1)
	writer.SetMaxIdleConns(1)
	readers := max(4, runtime.NumCPU())
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	return writer, reader, nil
}

// dialector is the one place that knows which mapper driver an engine has.
func dialector(d Dialect, pool gorm.ConnPool) gorm.Dialector {
	if d == MySQL {
		return mysql.New(mysql.Config{Conn: pool, DisableWithReturning: true})
	}
	return gormlite.OpenDB(pool)
}
