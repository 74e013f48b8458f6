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
	"xinjumin/models/activity"
	"xinjumin/models/poll"
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

// Vault keeps the remembered answers unreadable at rest, and shows of an event of
// the trail that the product wrote it.
type Vault interface {
	SealAnswer(row, plain []byte) ([]byte, error)
	OpenAnswer(row, sealed []byte) ([]byte, error)
	EventCode(text []byte) []byte
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
	dsn    string // of MySQL, for work that takes longer than the pool waits
}

// Query is a query that is being put together, clause by clause. It is the
// mapper's type under a name of ours, so that the mapper is imported here alone.
type Query = gorm.DB

// Reader is what can be asked: the store itself, a transaction, or one moment of
// the database (Snapshot).
type Reader interface {
	// Query begins a query that the mapper puts together.
	Query(ctx context.Context) *Query
	// Rows runs a SELECT of constant text, past the mapper.
	Rows(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	// Dialect tells which engine answers.
	Dialect() Dialect

	// What several areas read alike.

	Person(ctx context.Context, id models.ID) (models.Person, error)
	Profile(ctx context.Context, person models.ID) (models.Profile, error)
	Consents(ctx context.Context, person models.ID) (models.Ledger, error)
	Region(ctx context.Context, code models.RegionCode) (models.Region, error)
	RegionsIn(ctx context.Context, codes []models.RegionCode) ([]models.Region, error)
	PlatformAdmins(ctx context.Context, now models.Instant, limit int) ([]models.ID, error)
	OrganizationOf(ctx context.Context, id models.ID) (models.Organization, error)
	Organizations(ctx context.Context, viewer models.Actor) *Query
	Organization(ctx context.Context, viewer models.Actor, id models.ID) (models.OrganizationView, error)
	VisibleActivity(ctx context.Context, managed []models.ID, id models.ID) (activity.Activity, error)
	SeenPoll(ctx context.Context, actor models.Actor, id models.ID) (poll.Poll, error)
	Office(ctx context.Context, viewer models.Actor, id models.ID) (models.Office, error)
	Calendar(ctx context.Context) (models.Calendar, error)
	Committee(ctx context.Context, id models.ID) (models.MediationCommittee, error)
	CommitteesHeadedAlone(ctx context.Context, person models.ID, now models.Instant) ([]Headed, error)
	ActiveMembership(ctx context.Context, organization, person models.ID) (models.Membership, error)
	OfficeHolders(ctx context.Context, organization models.ID, roles []models.Role, now models.Instant, limit int) (
		[]models.RoleGrant, error)
	MembersWhere(ctx context.Context, organization models.ID, state models.MembershipState, page models.Page,
		cond string, args ...any) (models.List[models.Member], error)
	MemberPage(ctx context.Context, db *Query, organization models.ID, page models.Page) (models.List[models.Member],
		error)
	Nicknames(ctx context.Context, people []models.ID) (map[models.ID]string, error)
	Announcements(ctx context.Context, viewer models.Actor) *Query
	Moderated(ctx context.Context, viewer models.Actor) *Query
	WhyBlocked(ctx context.Context, m models.Moderation, target models.ID) (string, error)
	VisiblePolls(ctx context.Context, actor models.Actor) *Query
	PollOptions(ctx context.Context, poll models.ID) ([]poll.Option, error)

	bound() queries
}

// queries is what may be asked, bound to a pool or to a transaction.
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
		writer, err = openMySQL(c.DSN, 0)
		reader = writer
	default:
		return nil, fmt.Errorf("unknown dialect %q", c.Dialect)
	}
	if err != nil {
		return nil, err
	}
	s := &Store{clock: c.Clock, ids: c.IDs, vault: c.Vault, dsn: c.DSN, pools: []*sql.DB{writer}}
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

// Query begins a query that the mapper puts together.
func (q queries) Query(ctx context.Context) *Query { return q.db.WithContext(ctx) }

// Dialect tells which engine this is.
func (q queries) Dialect() Dialect { return q.dialect }

func (q queries) bound() queries { return q }

// SQL gives the writer pool, for migrations and bulk seeding only.
func (s *Store) SQL() *sql.DB { return s.pools[0] }

// Now tells the time of the injected clock.
func (s *Store) Now() models.Instant { return s.clock() }

// NewID makes a row id outside a transaction.
func (s *Store) NewID() models.ID { return s.ids.New() }

// NewSecretID makes an id outside a transaction that tells nothing.
func (s *Store) NewSecretID() models.ID { return s.ids.NewSecret() }

// Ping asks both pools for an answer.
func (s *Store) Ping(ctx context.Context) error {
	for _, p := range s.pools {
		if err := p.PingContext(ctx); err != nil {
			return Translate(err)
		}
	}
	return nil
}

// Take reads one row by a constant condition; none is ErrNotFound.
func Take[T any](ctx context.Context, q Reader, where string, args ...any) (T, error) {
	if !hasList(args) {
		return takeFast[T](ctx, q, "("+where+") LIMIT 1", args)
	}
	var row T
	err := q.Query(ctx).Where(where, args...).Take(&row).Error
	return row, Translate(err)
}

// takeFast is Take for conditions without lists, past the mapper.
func takeFast[T any](ctx context.Context, q Reader, rest string, args []any) (T, error) {
	var row T
	p, err := planOf[T](q)
	if err != nil {
		return row, err
	}
	rows, err := q.bound().selected(ctx, p, rest, args...)
	if err != nil {
		return row, Translate(err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return row, Translate(err)
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
	return row, Translate(rows.Close())
}

// Count counts by a constant condition.
func Count[T any](ctx context.Context, q Reader, where string, args ...any) (int64, error) {
	var n int64
	err := q.Query(ctx).Model(new(T)).Where(where, args...).Count(&n).Error
	return n, Translate(err)
}
