package migrations

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

//go:embed mysql/*.sql sqlite/*.sql
var files embed.FS

// ErrNewer means that the database was migrated by a newer program; this one
// must not touch it.
var ErrNewer = errors.New("the database is newer than this program")

// ErrOld means that the database was made before the baselines, by files that
// exist no more: nothing leads from its tables to these.
var ErrOld = errors.New("the database was made by an early version of this program")

// The numbers of the baselines; what is below them belongs to an old database.
const firstBaseline, lastBaseline = 1001, 1018

// Up brings the database to the newest version and reports how many files it
// applied. dialect is "mysql" or "sqlite". Several processes may call it at
// once: one works, the others wait (MySQL by a named lock, SQLite by its
// writer lock).
func Up(ctx context.Context, db *sql.DB, dialect string) (int, error) {
	p, err := provider(db, dialect)
	if err != nil {
		return 0, err
	}
	return upTo(ctx, db, dialect, p, math.MaxInt64)
}

func upTo(ctx context.Context, db *sql.DB, dialect string, p *goose.Provider, version int64) (int, error) {
	release, err := exclusive(ctx, db, dialect)
	if err != nil {
		return 0, err
	}
	defer release()
	if err := RefuseOld(ctx, db, dialect); err != nil {
		return 0, err
	}
	if err := finishVersionTable(ctx, db, dialect); err != nil {
		return 0, err
	}
	if err := refuseNewer(ctx, p); err != nil {
		return 0, err
	}
	return climb(ctx, p, version)
}

// climb applies what is pending up to a version. SQLite has no lock across transactions, so a
// second process can lose the race for one file: the unique version refuses it,
// and it goes on while the version grows.
func climb(ctx context.Context, p *goose.Provider, version int64) (int, error) {
	total := 0
	for {
		before, _, err := p.GetVersions(ctx)
		if err != nil {
			return total, err
		}
		done, err := p.UpTo(ctx, version)
		total += len(done)
		if err == nil {
			return total, nil
		}
		if partial, ok := errors.AsType[*goose.PartialError](err); ok {
			total += len(partial.Applied)
		}
		if after, _, readErr := p.GetVersions(ctx); readErr != nil || after == before {
			return total, fmt.Errorf("migrate: %w", err)
		}
	}
}

// lockTurn is one wait for the lock in seconds, shorter than any network
// timeout; lockTurns of them are ten minutes.
const (
	lockTurn  = 5
	lockTurns = 120
)

// exclusive holds a named lock on its own connection; DDL commits by itself on
// MySQL, so nothing else would keep two processes apart.
func exclusive(ctx context.Context, db *sql.DB, dialect string) (release func(), err error) {
	if dialect != "mysql" {
		return func() {}, nil
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	for turn := 0; ; turn++ {
		var got sql.NullInt64
		err := conn.QueryRowContext(ctx, "SELECT GET_LOCK(CONCAT('migrate.', DATABASE()), ?)", lockTurn).Scan(&got)
		if err == nil && got.Int64 == 1 {
			break
		}
		if err != nil || turn == lockTurns {
			return nil, errors.Join(errors.New("another process is migrating"), err, conn.Close())
		}
	}
	return func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "DO RELEASE_LOCK(CONCAT('migrate.', DATABASE()))")
		conn.Close()
	}, nil
}

// Pending tells how many files are not applied yet; ErrNewer and ErrOld as for Up.
func Pending(ctx context.Context, db *sql.DB, dialect string) (int, error) {
	p, err := provider(db, dialect)
	if err != nil {
		return 0, err
	}
	if err := RefuseOld(ctx, db, dialect); err != nil {
		return 0, err
	}
	if err := refuseNewer(ctx, p); err != nil {
		return 0, err
	}
	current, _, err := p.GetVersions(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, file := range p.ListSources() { // numbers may have gaps
		if file.Version > current {
			n++
		}
	}
	return n, nil
}

func refuseNewer(ctx context.Context, p *goose.Provider) error {
	current, target, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read the schema version: %w", err)
	}
	if current > target {
		return fmt.Errorf("%w: version %d, known %d", ErrNewer, current, target)
	}
	return nil
}

func provider(db *sql.DB, dialect string) (*goose.Provider, error) {
	folder, err := fs.Sub(files, dialect)
	if err != nil {
		return nil, err
	}
	d := database.DialectSQLite3
	if dialect == "mysql" {
		d = database.DialectMySQL
	}
	return goose.NewProvider(d, db, folder, goose.WithDisableGlobalRegistry(true))
}
