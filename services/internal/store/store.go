package store

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"xinjumin/models"
)

// Dialect names the SQL folder and the few places where the engines differ.
type Dialect string

// The two dialects; MariaDB, MySQL and compatible engines are one.
const (
	SQLite Dialect = "sqlite"
	MySQL  Dialect = "mysql"
)

// Config says which database to open.
type Config struct {
	Dialect Dialect
	DSN     string // MySQL: user:password@tcp(host:port)/name; SQLite: path of the file
	Clock   models.Clock
	IDs     models.IDSource
	Vault   Vault
}

// Vault keeps the remembered answers unreadable at rest.
type Vault interface {
	SealAnswer(row, plain []byte) ([]byte, error)
	OpenAnswer(row, sealed []byte) ([]byte, error)
}

// Store is the database. Reads through it go to the reader pool; writes go
// through InTx.
type Store struct {
	queries
	writer *gorm.DB
	pools  []*sql.DB
	clock  models.Clock
	ids    models.IDSource
	vault  Vault
}

// queries is every query, bound to a pool or to a transaction.
type queries struct {
	db         *gorm.DB
	dialect    Dialect
	statements *atomic.Int64
}

// Open connects and checks nothing but that the database answers.
func Open(ctx context.Context, c Config) (*Store, error) {
	var writer, reader *sql.DB
	var err error
	switch c.Dialect {
	case SQLite:
		writer, reader, err = openSQLite(c.DSN)
	case MySQL:
		writer, err = openMySQL(c.DSN)
		reader = writer
	default:
		return nil, fmt.Errorf("unknown dialect %q", c.Dialect)
	}
	if err != nil {
		return nil, err
	}
	s := &Store{clock: c.Clock, ids: c.IDs, vault: c.Vault, pools: []*sql.DB{writer}}
	if reader != writer {
		s.pools = append(s.pools, reader)
	}
	if err := writer.PingContext(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("reach the %s database: %w", c.Dialect, err)
	}
	s.queries = queries{dialect: c.Dialect, statements: new(atomic.Int64)}
	if s.writer, err = s.mapper(c, newWriterPool(writer), false); err == nil {
		s.queries.db, err = s.mapper(c, reader, true)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// mapper puts GORM over a pool with the settings that were measured to pay:
// prepared statements kept (by the mapper for reads, by writerPool for writes),
// no implicit transaction around single writes.
func (s *Store) mapper(c Config, pool gorm.ConnPool, prepare bool) (*gorm.DB, error) {
	db, err := gorm.Open(dialector(c.Dialect, pool), &gorm.Config{
		PrepareStmt:            prepare,
		PrepareStmtMaxSize:     512,
		PrepareStmtTTL:         time.Hour,
		SkipDefaultTransaction: true,
		TranslateError:         true,
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard,
		NowFunc:                func() time.Time { return c.Clock().Time() },
	})
	if err == nil {
		err = watch(db, s.statements)
	}
	return db, err
}

// Close ends all connections.
func (s *Store) Close() error {
	var first error
	for _, p := range s.pools {
		if err := p.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Dialect tells which engine this is.
func (s *Store) Dialect() Dialect { return s.dialect }

// SQL gives the writer pool, for migrations and bulk seeding only.
func (s *Store) SQL() *sql.DB { return s.pools[0] }

// Now tells the time of the injected clock.
func (s *Store) Now() models.Instant { return s.clock() }

// NewID makes a row id outside a transaction.
func (s *Store) NewID() models.ID { return s.ids.New() }

// Ping asks both pools for an answer.
func (s *Store) Ping(ctx context.Context) error {
	for _, p := range s.pools {
		if err := p.PingContext(ctx); err != nil {
			return translate(err)
		}
	}
	return nil
}

// exec runs one statement and gives the number of rows it matched.
func (q queries) exec(ctx context.Context, query string, args ...any) (int64, error) {
	r := q.db.WithContext(ctx).Exec(query, args...)
	return r.RowsAffected, translate(r.Error)
}

// exec1 runs a conditional UPDATE or DELETE that must match exactly one row;
// ErrNotAffected means that the condition no longer held.
func (q queries) exec1(ctx context.Context, query string, args ...any) error {
	n, err := q.exec(ctx, query, args...)
	if err == nil && n != 1 {
		return ErrNotAffected
	}
	return err
}

// create inserts one row or a slice of rows with a plain INSERT; a taken unique
// key is ErrDuplicate.
func (q queries) create(ctx context.Context, rows any) error {
	return translate(q.db.WithContext(ctx).Create(rows).Error)
}

// take reads one row by a constant condition; none is ErrNotFound.
func take[T any](ctx context.Context, q queries, where string, args ...any) (T, error) {
	if !hasList(args) {
		return takeFast[T](ctx, q, "("+where+") LIMIT 1", args)
	}
	var row T
	err := q.db.WithContext(ctx).Where(where, args...).Take(&row).Error
	return row, translate(err)
}

// takeFast is take for conditions without lists, past the mapper.
func takeFast[T any](ctx context.Context, q queries, rest string, args []any) (T, error) {
	var row T
	p, err := planOf[T](q)
	if err != nil {
		return row, err
	}
	rows, err := q.selected(ctx, p, rest, args...)
	if err != nil {
		return row, translate(err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return row, translate(err)
		}
		return row, ErrNotFound
	}
	targets := make([]any, len(p.columns))
	if err := p.into(reflect.ValueOf(&row).Elem(), p.columns, targets); err != nil {
		return row, err
	}
	if err := rows.Scan(targets...); err != nil {
		return row, err
	}
	return row, translate(rows.Close())
}

// count counts by a constant condition.
func count[T any](ctx context.Context, q queries, where string, args ...any) (int64, error) {
	var n int64
	err := q.db.WithContext(ctx).Model(new(T)).Where(where, args...).Count(&n).Error
	return n, translate(err)
}
