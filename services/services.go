package services

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"time"

	"xinjumin/migrations"
	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/activities"
	"xinjumin/services/audits"
	"xinjumin/services/desk"
	"xinjumin/services/files"
	"xinjumin/services/governance"
	"xinjumin/services/home"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/matching"
	"xinjumin/services/mediation"
	"xinjumin/services/moderation"
	"xinjumin/services/notices"
	"xinjumin/services/organizations"
	"xinjumin/services/party"
	"xinjumin/services/people"
	"xinjumin/services/privacy"
	"xinjumin/services/regions"
	"xinjumin/services/rosters"
	"xinjumin/services/unions"
)

// Config is what the product needs from outside. All fields but BallotBatch and
// AuditCheckpointFile must be set.
type Config struct {
	Dialect string // "sqlite" or "mysql"
	DSN     string // path of the file, or user:password@tcp(host:port)/name
	KeyRing string // text of the key ring
	// Production refuses demonstration keys.
	Production bool
	WeChat     WeChat
	// WeChatAppID is the mini-program the codes belong to.
	WeChatAppID string
	Clock       models.Clock
	IDs         models.IDSource
	Log         *slog.Logger
	// Blobs keeps what people upload; nil: nobody can.
	Blobs files.Blobs
	// BallotBatch is the smallest group of ballots that is committed together
	// and how long to wait for it.
	BallotBatch Batch
	// AuditCheckpointFile is where checkpoints of the audit log are also
	// written; empty: nowhere else.
	AuditCheckpointFile string
	// Address is that of the API as people reach it, such as https://host/api/v1; printed
	// papers lead there. Empty: they carry a code alone.
	Address string
}

// WeChat turns a code into what it stands for.
type WeChat interface {
	Code2Session(ctx context.Context, code string) (openID, unionID string, err error)
	PhoneNumber(ctx context.Context, code, openID string) (models.Phone, error)
}

// Batch bounds the gathering of writes to one object.
type Batch struct {
	Min     int
	MinWait time.Duration
}

// Services is the product without HTTP.
type Services struct {
	People        *people.Service
	Privacy       *privacy.Service
	Regions       *regions.Service
	Governance    *governance.Service
	Unions        *unions.Service
	Mediation     *mediation.Service
	Notices       *notices.Service
	Organizations *organizations.Service
	Party         *party.Service
	Activities    *activities.Service
	Audits        *audits.Service
	Desk          *desk.Service
	Moderation    *moderation.Service
	Files         *files.Service
	Matching      *matching.Service
	Rosters       *rosters.Service
	Home          *home.Service

	store *store.Store
	ring  *keyring.Ring
	jobs  *jobs.Runner
	long  *jobs.Runner
	log   *slog.Logger
}

// Open connects the database and joins the areas. It neither migrates nor
// starts anything: see Migrate and RunJobs.
func Open(ctx context.Context, c Config) (*Services, error) {
	ring, err := keyring.Parse(c.KeyRing, c.Production)
	if err != nil {
		return nil, fmt.Errorf("key ring: %w", err)
	}
	st, err := store.Open(ctx, store.Config{Dialect: store.Dialect(c.Dialect), DSN: c.DSN, Clock: c.Clock, IDs: c.IDs,
		Vault: keyring.Vault{Ring: ring}})
	if err != nil {
		return nil, err
	}
	if err := migrations.RefuseOld(ctx, st.SQL(), string(st.Dialect())); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	s := &Services{store: st, ring: ring, log: c.Log, Regions: regions.New(st)}
	s.People = people.New(st, ring, c.WeChat, c.WeChatAppID)
	s.Privacy = privacy.New(st, ring)
	s.Mediation = mediation.New(st, ring)
	s.Notices = notices.New(st)
	s.Organizations = organizations.New(st, ring)
	s.Party = party.New(st, ring)
	s.Governance = governance.New(st, c.Log, governance.Options(c.BallotBatch))
	s.Unions = unions.New(st, ring, s.Governance)
	s.Activities = activities.New(st, ring)
	s.Desk = desk.New(st, ring, s.People)
	s.Moderation = moderation.New(st, ring)
	s.Matching = matching.New(st, ring)
	s.Files = files.New(st, ring, c.Blobs, c.Log)
	s.Mediation.PrintsTo(s.Files, c.Address)
	s.Rosters = rosters.New(st, ring, s.Files)
	if s.Audits, err = audits.New(st, ring, c.AuditCheckpointFile, c.Log); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	s.Home = home.New(s.Activities.Home, s.Governance.Home, s.Organizations.Home, s.Rosters.Home, s.Mediation.Home,
		s.People.Home, s.Desk.Home, s.Moderation.Home, s.Notices.Home)
	s.Privacy.OnClosing(
		[]privacy.Leave{s.Organizations.CloseAccount, s.Activities.CloseAccount, s.Mediation.CloseAccount},
		[]privacy.Leave{s.Rosters.CloseAccount, s.People.CloseAccount, s.Party.CloseAccount, s.Files.CloseAccount,
			s.Desk.CloseAccount})
	s.Privacy.OnWithdrawal(models.PurposePartyLife, s.Party.ConsentWithdrawn)
	handlers := map[string]jobs.Handler{}
	maps.Copy(handlers, s.Privacy.Jobs())
	maps.Copy(handlers, s.Organizations.Jobs())
	maps.Copy(handlers, s.Activities.Jobs())
	maps.Copy(handlers, s.Desk.Jobs())
	maps.Copy(handlers, s.Mediation.Jobs())
	maps.Copy(handlers, s.Party.Jobs())
	maps.Copy(handlers, s.Governance.Handlers())
	maps.Copy(handlers, s.Moderation.Jobs())
	maps.Copy(handlers, s.Unions.Jobs())
	maps.Copy(handlers, s.Rosters.Jobs())
	s.jobs = jobs.NewRunner(st, c.Log, handlers)
	long := s.Rosters.LongJobs()
	maps.Copy(long, s.Governance.LongJobs())
	maps.Copy(long, s.Mediation.LongJobs())
	s.long = jobs.NewLongRunner(st, c.Log, long)
	return s, nil
}

// Authenticate tells who calls (routes/httpapi).
func (s *Services) Authenticate(ctx context.Context, bearer string) (models.Actor, error) {
	return s.People.Authenticate(ctx, bearer)
}

// ActFor tells in whose name an officer calls, who names a session at an
// assisted desk (routes/httpapi). What is only read is written into the trail
// here; what changes something does so itself.
func (s *Services) ActFor(
	ctx context.Context, bearer string, session models.ID, use assistance.Use,
) (models.Actor, error) {
	actor, err := s.People.AuthenticateFor(ctx, bearer, session)
	if err != nil || !use.Reads {
		return actor, err
	}
	return actor, s.Desk.RecordRead(ctx, actor, use.Operation)
}

// Bearer tells whose an access token is, by its signature alone
// (routes/httpapi).
func (s *Services) Bearer(token string) (models.ID, error) { return s.People.Bearer(token) }

// Migrate brings the schema and the reference data of regions up to date and
// tells how many migration files it applied.
func (s *Services) Migrate(ctx context.Context) (int, error) {
	applied, err := migrations.Up(ctx, s.store.SQL(), string(s.store.Dialect()))
	if err != nil {
		return applied, err
	}
	_, err = regions.Load(ctx, s.store)
	return applied, err
}

// Pending tells how many migration files are not applied yet.
func (s *Services) Pending(ctx context.Context) (int, error) {
	return migrations.Pending(ctx, s.store.SQL(), string(s.store.Dialect()))
}

// Ping asks the database for an answer.
func (s *Services) Ping(ctx context.Context) error { return s.store.Ping(ctx) }

// ProbeWrite writes one small row and gives "ok", "full", "read-only" or "no answer".
func (s *Services) ProbeWrite(ctx context.Context) string { return string(s.store.ProbeWrite(ctx)) }

// ProbeSigning signs something with each kind of key that serving needs, and checks it.
func (s *Services) ProbeSigning() error { return s.ring.Probe() }

// ClockApart tells how far the clock of the database is ahead of ours.
func (s *Services) ClockApart(ctx context.Context) (time.Duration, error) {
	return s.store.ClockApart(ctx)
}

// SQL gives the writer pool, for seeding and tests.
func (s *Services) SQL() *sql.DB { return s.store.SQL() }

// Replay finds the first answer of a repeated POST (routes/httpapi).
func (s *Services) Replay(ctx context.Context, t *models.IdempotencyTicket) (*models.IdempotentAnswer, error) {
	return s.store.Replay(ctx, t)
}

// Names finds the words that stand beside the ids of an answer (routes/httpapi).
func (s *Services) Names(ctx context.Context, viewer models.Actor, asked models.NamesAsked) (models.Names, error) {
	return s.store.Names(ctx, viewer, asked)
}

// CursorKey is the key under which routes seal list cursors.
func (s *Services) CursorKey() []byte { return s.ring.Derive(keyring.PurposeCursor) }

// RunDueJobs runs what is due now, the long work last, and tells how many jobs it
// finished.
func (s *Services) RunDueJobs(ctx context.Context) (int, error) {
	short, err := s.jobs.RunDue(ctx)
	if err != nil {
		return short, err
	}
	long, err := s.long.RunDue(ctx)
	return short + long, err
}

// RunJobs runs due work every so often until the context ends. Long work has a
// loop of its own and never holds the other up.
func (s *Services) RunJobs(ctx context.Context, every time.Duration) {
	var both sync.WaitGroup
	both.Go(func() { s.long.Loop(ctx, every) })
	s.jobs.Loop(ctx, every)
	both.Wait()
}

// Close lets the ballots and sign-ups that were taken finish and ends the
// connections.
func (s *Services) Close() error {
	s.Activities.Close()
	s.Governance.Close()
	return s.store.Close()
}

// DurabilityFaults names every database setting under which an acknowledged
// write could be lost.
func (s *Services) DurabilityFaults(ctx context.Context) ([]string, error) {
	return s.store.DurabilityFaults(ctx)
}

// Statements tells how many statements this process has sent to the database.
func (s *Services) Statements() int64 { return s.store.Statements() }

// Pools gives the connection pools by what they are for, for metrics.
func (s *Services) Pools() map[string]*sql.DB { return s.store.Pools() }
