package store

import (
	"context"
	"database/sql"
	"sync"

	"gorm.io/gorm"
)

const (
	// maxPrepared bounds the statements of the writer. MariaDB's own bound is
	// for all connections together, and the reads have theirs as well.
	maxPrepared = 256
	// longestPrepared keeps the long inserts of a seeding out: each connection
	// would hold them for ever.
	longestPrepared = 8 << 10
)

// writerPool is the writer as the mapper sees it. Its transactions keep their
// statements prepared on the connection. The mapper's own cache does not: what
// it prepares inside a transaction ends with it, so that each later use is
// prepared anew, which on MariaDB doubles the round trips of a write.
type writerPool struct {
	*sql.DB
	mu    sync.RWMutex
	stmts map[string]*sql.Stmt
}

func newWriterPool(db *sql.DB) *writerPool {
	return &writerPool{DB: db, stmts: map[string]*sql.Stmt{}}
}

// BeginTx implements gorm.ConnPoolBeginner.
func (p *writerPool) BeginTx(ctx context.Context, opts *sql.TxOptions) (gorm.ConnPool, error) {
	tx, err := p.DB.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	return &preparedTx{Tx: tx, ctx: ctx, pool: p}, nil
}

func (p *writerPool) find(query string) *sql.Stmt {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.stmts[query]
}

// prepare adds statements. A failure is none: the text then stays as it was,
// and its next use tells what is wrong with it.
func (p *writerPool) prepare(ctx context.Context, queries []string) {
	for _, query := range queries {
		if len(query) > longestPrepared || p.find(query) != nil {
			continue
		}
		stmt, err := p.PrepareContext(ctx, query) //nolint:sqlclosecheck // it is kept, or closed below
		if err != nil {
			return
		}
		p.mu.Lock()
		if len(p.stmts) < maxPrepared && p.stmts[query] == nil {
			p.stmts[query], stmt = stmt, nil
		}
		p.mu.Unlock()
		if stmt != nil {
			_ = stmt.Close()
			return
		}
	}
}

// preparedTx runs what is prepared, and notes what is not: inside, the only
// connection of SQLite is taken, so that it is prepared after the commit.
type preparedTx struct {
	*sql.Tx
	ctx     context.Context // of the begin, for preparing
	pool    *writerPool
	missing []string
}

func (tx *preparedTx) stmt(ctx context.Context, query string) *sql.Stmt {
	if stmt := tx.pool.find(query); stmt != nil {
		return tx.StmtContext(ctx, stmt)
	}
	tx.missing = append(tx.missing, query)
	return nil
}

// ExecContext implements gorm.ConnPool.
func (tx *preparedTx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if stmt := tx.stmt(ctx, query); stmt != nil { //nolint:sqlclosecheck // the transaction closes it
		return stmt.ExecContext(ctx, args...)
	}
	return tx.Tx.ExecContext(ctx, query, args...)
}

// QueryContext implements gorm.ConnPool.
func (tx *preparedTx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if stmt := tx.stmt(ctx, query); stmt != nil { //nolint:sqlclosecheck // the transaction closes it
		return stmt.QueryContext(ctx, args...)
	}
	return tx.Tx.QueryContext(ctx, query, args...)
}

// QueryRowContext implements gorm.ConnPool.
func (tx *preparedTx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if stmt := tx.stmt(ctx, query); stmt != nil { //nolint:sqlclosecheck // the transaction closes it
		return stmt.QueryRowContext(ctx, args...)
	}
	return tx.Tx.QueryRowContext(ctx, query, args...)
}

// Commit implements gorm.TxCommitter.
func (tx *preparedTx) Commit() error {
	if err := tx.Tx.Commit(); err != nil {
		return err
	}
	tx.pool.prepare(tx.ctx, tx.missing)
	return nil
}

// Rows runs a SELECT of constant text, by a statement that stays prepared.
func (q queries) Rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	q.statements.Add(1)
	return q.db.Statement.ConnPool.QueryContext(ctx, query, args...)
}

// selected runs the SELECT of a plan; rest goes on after its WHERE.
func (q queries) selected(ctx context.Context, p *plan, rest string, args ...any) (*sql.Rows, error) {
	return q.Rows(ctx, p.selects+rest, args...)
}
