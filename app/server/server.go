package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"xinjumin/app/kv"
	"xinjumin/app/wechat"
	"xinjumin/models"
	"xinjumin/routes"
	"xinjumin/routes/httpapi"
	"xinjumin/services"
)

// jobPeriod is how often due work is looked for, auditPeriod how often the audit
// log goes on.
const (
	jobPeriod       = time.Second
	auditPeriod     = 5 * time.Second
	sweepPeriod     = time.Minute
	exporterTimeout = 5 * time.Second
)

// Options is what differs between production, the demonstration and tests.
// Clock, IDs and Log default to the real ones and are shared by all parts.
type Options struct {
	Dialect, DSN string
	KeyRing      string
	Production   bool
	RedisURL     string // empty: no Redis
	// RedisPrefix keeps installations apart that share one Redis.
	RedisPrefix string
	WeChat      wechat.Config
	BallotBatch services.Batch
	// AuditCheckpointFile is where the audit log leaves its checkpoints besides.
	AuditCheckpointFile string
	// Files is where uploads are kept; zero: nowhere, and nobody can upload.
	Files Files
	// AllowWeakDurability starts although the database could lose acknowledged
	// writes at a power cut.
	AllowWeakDurability bool
	// HTTP is passed on; what the assembly itself knows is filled in.
	HTTP httpapi.Options
	// NoLimits lifts the rate limits (benchmarks and races).
	NoLimits bool
	Clock    models.Clock
	IDs      models.IDSource
	Log      *slog.Logger
}

// Server is the assembled product.
type Server struct {
	Services *services.Services
	API      *httpapi.API
	kv       *kv.KV
	files    fileStore
	log      *slog.Logger
	// weakAllowed is Options.AllowWeakDurability.
	weakAllowed bool
	clock       models.Clock
	version     string
	checkpoints string // Options.AuditCheckpointFile
	probe       probe
}

// New assembles; it migrates nothing and listens nowhere.
func New(ctx context.Context, o Options) (*Server, error) {
	o.setDefaults()
	o.WeChat.Clock = o.Clock
	client, err := wechat.New(o.WeChat)
	if err != nil {
		return nil, err
	}
	store, err := o.Files.open(o.Clock)
	if err != nil {
		return nil, err
	}
	svc, err := services.Open(ctx, services.Config{
		Dialect: o.Dialect, DSN: o.DSN, KeyRing: o.KeyRing, Production: o.Production,
		WeChat: client, WeChatAppID: o.WeChat.AppID, BallotBatch: o.BallotBatch,
		AuditCheckpointFile: o.AuditCheckpointFile,
		Clock:               o.Clock, IDs: o.IDs, Log: o.Log, Blobs: store.blobs(),
		Address: apiAddress(o.HTTP.ServerURL),
	})
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	limits, err := kv.Open(o.RedisURL, o.Clock, o.Log)
	if err != nil {
		return nil, errors.Join(err, svc.Close(), store.Close())
	}
	s := &Server{Services: svc, kv: limits, files: store, log: o.Log, weakAllowed: o.AllowWeakDurability,
		clock: o.Clock, version: o.HTTP.Version, checkpoints: o.AuditCheckpointFile}
	s.API = httpapi.New(s.httpOptions(o))
	routes.Register(s.API, svc)
	return s, nil
}

func (s *Server) httpOptions(o Options) httpapi.Options {
	h := o.HTTP
	h.Logger, h.NewID = o.Log, o.IDs.NewSecret
	h.Authenticate = s.Services.Authenticate
	h.Bearer = s.Services.Bearer
	h.ActFor = s.Services.ActFor
	h.Idempotency = s.Services
	h.Names = s.Services.Names
	h.Unreadable = s.Services.RecordUnreadable
	h.CursorKey = s.Services.CursorKey()
	h.Ready = s.Checks
	h.CodeLists = services.CodeLists()
	if !o.NoLimits {
		h.Limiter = limiter{s.kv, o.RedisPrefix}
	}
	if h.Metrics == nil {
		h.Metrics = prometheus.NewRegistry()
		h.Metrics.MustRegister(collectors.NewGoCollector(),
			collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
		h.Metrics.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "db_statements_total",
			Help: "Statements sent to the database, commits aside."},
			func() float64 { return float64(s.Services.Statements()) }))
		for name, pool := range s.Services.Pools() {
			h.Metrics.MustRegister(collectors.NewDBStatsCollector(pool, name))
		}
	}
	return h
}

// limiter puts the prefix of this installation before each key.
type limiter struct {
	*kv.KV
	prefix string
}

func (l limiter) Allow(ctx context.Context, key string, perMinute, burst int) (ok bool, remaining int,
	retryAfter time.Duration) {
	return l.KV.Allow(ctx, l.prefix+key, perMinute, burst)
}

// Serve answers requests and runs due work until ctx ends; then it lets running
// requests finish. metrics may be nil.
func (s *Server) Serve(ctx context.Context, ln, metrics net.Listener) error {
	// Seeding and migrating need more memory than serving; the collector alone would
	// keep it for minutes.
	debug.FreeOSMemory()
	if err := s.Services.MarkKeys(ctx); err != nil {
		return errors.Join(err, ln.Close())
	}
	s.log.Info("started", "listening", ln.Addr().String(), "version", s.version)
	work, stop := context.WithCancel(ctx)
	var background sync.WaitGroup
	background.Go(func() { s.Services.RunJobs(work, jobPeriod) })
	background.Go(func() { s.Services.KeepHouse(work) })
	background.Go(func() { s.Services.Audits.Loop(work, auditPeriod) })
	background.Go(func() { s.Services.Files.Loop(work, sweepPeriod) })
	if metrics != nil {
		exporter := &http.Server{Handler: s.API.MetricsHandler(), ReadHeaderTimeout: exporterTimeout}
		go func() {
			if err := exporter.Serve(metrics); !errors.Is(err, http.ErrServerClosed) {
				s.log.Error("metrics listener", "error", err)
			}
		}()
		defer exporter.Close()
	}
	context.AfterFunc(ctx, func() { s.log.Info("stopping; requests that run may finish") })
	err := s.API.Listen(ctx, ln)
	stop()
	background.Wait()
	s.log.Info("stopped")
	return err
}

// Close ends the connections; call it after Serve has returned.
func (s *Server) Close() error { return errors.Join(s.Services.Close(), s.kv.Close(), s.files.Close()) }
