package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	_ "github.com/ncruces/go-sqlite3/driver" // the floor's own pools

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// floor answers five requests of the API without its layers: no validation, no
// rate limit, no log, no metrics, no tag, no deadline. Statements, transactions,
// pool sizes and the gathering of hot writes are those of the product.
type floor struct {
	url            string
	writer, reader *sql.DB
	mysql          bool
	auth           *bearers
	signups        *gather[signupAsk, signupDone]
	ballots        *gather[ballotAsk, struct{}]

	reads                      sync.Map // text → *sql.Stmt of the reader
	applySet, signSet, castSet stmtSet
}

// The pragmas are those of services/internal/store.
const (
	floorWriter = "?_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-16000)"
	floorReader = "?_txlock=deferred&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-4000)&_pragma=query_only(1)"
)

// newFloor serves on a free port until the test ends.
func newFloor(tb testing.TB, engine apptest.Engine, dsn string) *floor {
	f := &floor{mysql: engine == apptest.MariaDB, auth: newBearers(tb)}
	if err := f.open(dsn); err != nil {
		tb.Fatal(err)
	}
	f.signups = newGather(256, 1, 0, f.signUp)
	f.ballots = newGather(128, ballotBatch.Min, ballotBatch.MinWait, f.cast)
	app := fiber.New(fiber.Config{DisableStartupMessage: true, ErrorHandler: func(c *fiber.Ctx, err error) error {
		var known *fiber.Error
		if errors.As(err, &known) {
			return c.SendStatus(known.Code)
		}
		tb.Logf("floor: %s: %v", c.Path(), err)
		return c.SendStatus(fiber.StatusInternalServerError)
	}})
	v1 := app.Group("/api/v1")
	v1.Get("/activities/:id", f.readActivity)
	v1.Get("/activities", f.listActivities)
	v1.Post("/organizations/:id/applications", f.apply)
	v1.Post("/activities/:id/signups", f.createSignup)
	v1.Post("/polls/:id/ballots", f.castBallot)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	f.url = "http://" + ln.Addr().String()
	done := make(chan error, 1)
	go func() { done <- app.Listener(ln) }()
	tb.Cleanup(func() {
		_ = app.Shutdown()
		<-done
		f.writer.Close()
		f.reader.Close()
	})
	return f
}

func (f *floor) open(dsn string) (err error) {
	if f.mysql {
		cfg, err := mysql.ParseDSN(dsn)
		if err != nil {
			return err
		}
		cfg.Collation, cfg.ClientFoundRows, cfg.Loc = "utf8mb4_bin", true, time.UTC
		cfg.Params = map[string]string{"time_zone": "'+00:00'", "tx_isolation": "'READ-COMMITTED'",
			"innodb_lock_wait_timeout": "5"}
		if f.writer, err = sql.Open("mysql", cfg.FormatDSN()); err != nil {
			return err
		}
		f.writer.SetMaxOpenConns(16)
		f.writer.SetMaxIdleConns(16)
		f.reader = f.writer
		return nil
	}
	file := "file:" + (&url.URL{Path: dsn}).EscapedPath()
	if f.writer, err = sql.Open("sqlite3", file+floorWriter); err != nil {
		return err
	}
	f.writer.SetMaxOpenConns(1)
	f.writer.SetMaxIdleConns(1)
	if f.reader, err = sql.Open("sqlite3", file+floorReader); err != nil {
		return err
	}
	f.reader.SetMaxOpenConns(max(4, runtime.NumCPU()))
	f.reader.SetMaxIdleConns(max(4, runtime.NumCPU()))
	return nil
}

// query reads through the reader pool, by a statement that is prepared once.
func (f *floor) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s, ok := f.reads.Load(query); ok {
		return s.(*sql.Stmt).QueryContext(ctx, args...)
	}
	s, err := f.reader.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	f.reads.Store(query, s)
	return s.QueryContext(ctx, args...)
}

// floorTx is a transaction that knows the prepared statements of the writer.
type floorTx struct {
	*sql.Tx
	stmts map[string]*sql.Stmt
	now   models.Instant
}

// stmtSet is every statement of one kind of transaction, prepared before the
// first one: inside, the writer of SQLite has no connection left for it.
type stmtSet struct {
	once  sync.Once
	stmts map[string]*sql.Stmt
	err   error
}

func (s *stmtSet) prepare(ctx context.Context, pool *sql.DB, queries []string) {
	s.stmts = make(map[string]*sql.Stmt, len(queries))
	for _, q := range queries {
		if s.stmts[q], s.err = pool.PrepareContext(ctx, q); s.err != nil {
			return
		}
	}
}

// inTx runs do in a transaction with the statements of a set.
func (f *floor) inTx(ctx context.Context, set *stmtSet, queries func() []string, do func(tx *floorTx) error) error {
	set.once.Do(func() { set.prepare(ctx, f.writer, queries()) })
	if set.err != nil {
		return set.err
	}
	for try := 0; ; try++ {
		err := f.once(ctx, set.stmts, do)
		var deadlock *mysql.MySQLError
		if err == nil || try == 3 || !errors.As(err, &deadlock) || deadlock.Number != 1213 {
			return err
		}
	}
}

func (f *floor) once(ctx context.Context, stmts map[string]*sql.Stmt, do func(tx *floorTx) error) error {
	tx, err := f.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(&floorTx{Tx: tx, stmts: stmts, now: now()}); err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

func (tx *floorTx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := tx.StmtContext(ctx, tx.stmts[query]).ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (tx *floorTx) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return tx.StmtContext(ctx, tx.stmts[query]).QueryContext(ctx, args...)
}

// one scans the only row of a query; none is sql.ErrNoRows.
func one(rows *sql.Rows, err error) func(into ...any) error {
	return func(into ...any) error {
		if err != nil {
			return err
		}
		defer rows.Close()
		if !rows.Next() {
			return errors.Join(sql.ErrNoRows, rows.Err())
		}
		return errors.Join(rows.Scan(into...), rows.Close())
	}
}

// lock ends a SELECT that holds its row.
func (f *floor) lock() string {
	if f.mysql {
		return " LIMIT 1 FOR UPDATE"
	}
	return " LIMIT 1"
}

// remember keeps the texts of statements over many rows.
func remember(text func(n int) string) func(n int) string {
	var texts sync.Map
	return func(n int) string {
		if s, ok := texts.Load(n); ok {
			return s.(string)
		}
		s := text(n)
		texts.Store(n, s)
		return s
	}
}

// marks gives "(?,?),(?,?)": rows of columns placeholders each.
func marks(rows, columns int) string {
	row := "(" + strings.TrimSuffix(strings.Repeat("?,", columns), ",") + ")"
	return strings.TrimSuffix(strings.Repeat(row+",", rows), ",")
}

// sizes are the lengths of statements over many rows: powers of two.
func sizes(n int) []int {
	var all []int
	for size := 1; size <= n; size *= 2 {
		all = append(all, size)
	}
	return all
}

// insertMany writes rows by statements whose lengths are powers of two.
func insertMany(ctx context.Context, tx *floorTx, text func(rows int) string, columns int, values []any) error {
	for size := 256; size > 0; size /= 2 {
		for len(values) >= size*columns {
			if _, err := tx.exec(ctx, text(size), values[:size*columns]...); err != nil {
				return err
			}
			values = values[size*columns:]
		}
	}
	return nil
}

// padded repeats the last value up to a power of two.
func padded(values []any) []any {
	n := 1
	for n < len(values) {
		n *= 2
	}
	for len(values) < n {
		values = append(values, values[len(values)-1])
	}
	return values
}

func now() models.Instant    { return models.InstantOf(time.Now()) }
func newID() models.ID       { return models.ID(uuid.Must(uuid.NewV7())) }
func newSecretID() models.ID { return models.ID(uuid.New()) }

func idOf(c *fiber.Ctx) (models.ID, error) {
	id, err := models.ParseID(c.Params("id"))
	if err != nil {
		return id, fiber.ErrNotFound
	}
	return id, nil
}

func expect1(n int64, err error) error {
	if err == nil && n != 1 {
		return fmt.Errorf("%d rows, want 1", n)
	}
	return err
}
