package apptest

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"xinjumin/app/server"
	"xinjumin/app/wechat"
	"xinjumin/app/wechat/standin"
	"xinjumin/routes/httpapi"
	"xinjumin/services"
)

const (
	// AppID is the mini-program of the test application.
	AppID     = "wxapptest"
	appSecret = "apptest-secret"
)

// Env is one running application.
type Env struct {
	testing.TB
	Engine Engine
	URL    string // of the API, with the socket's port
	Clock  *Clock
	Server *server.Server
	WeChat *standin.Server
	DSN    string
	// Commits is the way to the database of a test that was begun with CutCommits.
	Commits *Commits
	log     *Log
	redis   *redisLink
	prefix  string // of this test in the shared Redis
	opt     settings
	side    *sql.DB // of Exec and Count
}

// Each runs the test on every engine, each with a fresh database, beside the other
// tests of its package, unless it wants to be Alone: it shares nothing with them.
func Each(t *testing.T, test func(t *testing.T, env *Env), options ...Option) {
	t.Helper()
	var opt settings
	for _, o := range options {
		o(&opt)
	}
	if !opt.alone {
		t.Parallel()
	}
	for _, engine := range engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			test(t, New(t, engine, options...))
		})
	}
}

// OnMariaDB is Each for what only the production engine can show. It is skipped where
// there is none, and fails where the suite promises one.
func OnMariaDB(t *testing.T, test func(t *testing.T, env *Env), options ...Option) {
	t.Helper()
	t.Parallel()
	if !slices.Contains(engines(t), MariaDB) {
		t.Skip("TEST_MYSQL_DSN is not set")
	}
	test(t, New(t, MariaDB, options...))
}

// New starts the application on a fresh database of one engine.
func New(t testing.TB, engine Engine, options ...Option) *Env {
	t.Helper()
	env := &Env{TB: t, Engine: engine, Clock: NewClock(), log: &Log{}, prefix: IDs().NewSecret().String(),
		opt: settings{ballot: services.Batch{Min: 1}}}
	for _, o := range options {
		o(&env.opt)
	}
	switch engine {
	case SQLite:
		env.DSN = newSQLite(t)
	case MariaDB:
		env.DSN = newMariaDB(t, mariaServer(t, env.opt.durable))
		if env.opt.commits {
			env.Commits, env.opt.serveDSN = linkCommits(t, env.DSN)
		}
		if env.opt.redisURL == "" {
			env.redis, env.opt.redisURL = linkRedis(env, os.Getenv("TEST_REDIS_URL"))
		}
	}
	env.side = env.DB()
	env.opt.files = t.TempDir()
	env.WeChat = standin.New(map[string]string{AppID: appSecret}, env.Clock.Now)
	env.start(env.WeChat)
	return env
}

// Second starts another process of the same product on the same database, with
// the same clock.
func (e *Env) Second() *Env {
	e.Helper()
	twin := *e
	twin.start(e.WeChat)
	return &twin
}

func (e *Env) start(weChat http.Handler) {
	e.Helper()
	upstream := httptest.NewServer(weChat)
	e.Cleanup(upstream.Close)
	o := server.Options{
		Dialect: "sqlite", DSN: cmp.Or(e.opt.serveDSN, e.DSN), KeyRing: services.DemoKeyRing(),
		RedisURL:    e.opt.redisURL,
		RedisPrefix: e.prefix, BallotBatch: e.opt.ballot,
		// Patient: what is slow here is the machine.
		WeChat: wechat.Config{BaseURL: upstream.URL, AppID: AppID, Secret: appSecret, Timeout: 30 * time.Second},
		Files:  server.Files{Dir: e.opt.files},
		Clock:  e.Clock.Now,
		IDs:    IDs(),
		Log:    quiet(e.log),
		HTTP: httpapi.Options{CheckAnswers: true, Deadline: 2 * time.Minute, WriteTimeout: 3 * time.Minute,
			ReadTimeout: 3 * time.Minute, Patience: time.Minute,
			OnBreach: func(err error) { e.Errorf("an answer breaks the document: %v", err) },
			OnAnswer: keepAnswers()},
	}
	if !e.opt.limits {
		o.HTTP.Limits = lifted
	}
	if e.Engine == MariaDB {
		o.Dialect = "mysql"
	}
	if e.opt.change != nil {
		e.opt.change(&o)
	}
	srv, err := server.New(context.Background(), o)
	if err != nil {
		e.Fatalf("assemble: %v", err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		e.Fatal(err)
	}
	e.Server, e.URL = srv, "http://"+ln.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- srv.API.Listen(ctx, ln) }()
	e.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			e.Errorf("stop: %v", err)
		}
		if err := srv.Close(); err != nil {
			e.Errorf("close: %v", err)
		}
	})
}

// RunJobs runs what is due at the test's time, in this process.
func (e *Env) RunJobs() int {
	e.Helper()
	n, err := e.Server.Services.RunDueJobs(context.Background())
	if err != nil {
		e.Fatalf("run jobs: %v", err)
	}
	return n
}

// DB opens a connection of its own, for fixtures and for looking.
func (e *Env) DB() *sql.DB {
	e.Helper()
	driver, dsn := "mysql", e.DSN
	if e.Engine == SQLite {
		driver, dsn = "sqlite3", "file:"+e.DSN+"?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)"
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		e.Fatal(err)
	}
	e.Cleanup(func() { db.Close() })
	return db
}

// Exec changes rows behind the application's back, for fixtures.
func (e *Env) Exec(query string, args ...any) {
	e.Helper()
	if _, err := e.side.Exec(query, args...); err != nil {
		e.Fatalf("%s: %v", query, err)
	}
}

// Count gives the one number of a query.
func (e *Env) Count(query string, args ...any) int {
	e.Helper()
	var n int
	if err := e.side.QueryRow(query, args...).Scan(&n); err != nil {
		e.Fatalf("%s: %v", query, err)
	}
	return n
}

// Dump gives every value of every table as text, one line per row, for sweeps
// after what must not be stored.
func (e *Env) Dump() string {
	e.Helper()
	ctx := context.Background()
	db := e.DB()
	defer db.Close()
	names, err := tables(ctx, db)
	if err != nil || len(names) == 0 {
		e.Fatalf("tables: %v %v", names, err)
	}
	var out bytes.Buffer
	for _, name := range names {
		if reference[name] {
			continue
		}
		if err := dumpTable(ctx, db, name, &out); err != nil {
			e.Fatalf("dump %s: %v", name, err)
		}
	}
	return out.String()
}

func dumpTable(ctx context.Context, db *sql.DB, name string, out *bytes.Buffer) error {
	rows, err := db.QueryContext(ctx, "SELECT * FROM "+name)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s:", name)
		for i, v := range values {
			switch x := (*v.(*any)).(type) {
			case []byte:
				fmt.Fprintf(out, " %s=%q", columns[i], x)
			default:
				fmt.Fprintf(out, " %s=%v", columns[i], x)
			}
		}
		out.WriteByte('\n')
	}
	return rows.Err()
}

// Files is the directory in which the uploads of this test lie.
func (e *Env) Files() string { return e.opt.files }

// Logs gives what the application has logged so far.
func (e *Env) Logs() string { return e.log.String() }

// Log is a writer that several goroutines may use.
type Log struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}
