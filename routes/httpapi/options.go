package httpapi

import (
	"context"
	"log/slog"
	"net/netip"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"xinjumin/models"
	"xinjumin/models/assistance"
)

// Options is everything the HTTP layer needs from outside. Logger, NewID and
// CursorKey must be set; the rest has working defaults.
type Options struct {
	Logger *slog.Logger
	// NewID makes request ids; it must be random (never a counter).
	NewID func() models.ID
	// Authenticate turns a bearer token into an actor with the roles that hold
	// now. It refuses with a models.Error of CodeUnauthenticated.
	Authenticate func(ctx context.Context, bearer string) (models.Actor, error)
	// Bearer tells whose token it is by its signature alone, so that no large
	// body is read for anybody else; nil lets no large body in.
	Bearer func(bearer string) (models.ID, error)
	// ActFor turns an officer's bearer token and a session at an assisted desk
	// into the person in whose name the officer calls. It refuses like
	// Authenticate, or with ErrDeskEnded. Nil closes every route to that.
	ActFor func(ctx context.Context, bearer string, desk models.ID, use assistance.Use) (models.Actor, error)
	// Limiter counts requests; nil lifts all limits (benchmarks, races).
	Limiter Limiter
	// Limits replaces the default rate of a class.
	Limits map[LimitClass]Rate
	// Idempotency finds the first answer of a repeated POST; nil ignores keys.
	Idempotency Idempotency
	// Names finds the words that stand beside the ids of an answer; nil leaves them
	// empty.
	Names models.Namer
	// Unreadable hears of a stored value that does not open, once per request;
	// nil leaves it to the log.
	Unreadable func(ctx context.Context, actor models.Actor, u *models.Unreadable) error
	// CursorKey is the secret under which list cursors are sealed and the bodies
	// of repeated requests are compared.
	CursorKey []byte
	// TrustedProxies are the peers whose X-Forwarded-For counts.
	TrustedProxies []netip.Prefix
	// CORSOrigins is the allow-list of browser origins, "https://…".
	CORSOrigins []string
	// Deadline bounds a request; 0 means 10 s.
	Deadline time.Duration
	// BodyLimit bounds a request body in bytes; 0 means 1 MiB.
	BodyLimit int
	// ReadTimeout, WriteTimeout and IdleTimeout bound a connection; 0 means
	// 5 s, 15 s and 60 s. Grace is how long a stop waits for running requests;
	// 0 means 20 s.
	ReadTimeout, WriteTimeout, IdleTimeout, Grace time.Duration
	// Patience is how long a request that has begun may stall; 0 means 5 s.
	Patience time.Duration
	// Metrics collects the request histogram; nil switches metrics off.
	Metrics *prometheus.Registry
	// MetricsToken opens GET /metrics on this listener to its bearer; empty
	// keeps the route away (use MetricsHandler on a listener of its own).
	MetricsToken string
	// CodeLists are the lists whose words a refusal says in the place of keys.
	CodeLists []models.CodeList
	// Ready reports dependencies by name: "ok", "degraded" or anything else for
	// down. Nil means always ready.
	Ready func(ctx context.Context) map[string]string
	// Version and ServerURL go into the OpenAPI document.
	Version, ServerURL string
	// DisableDocs takes the /docs page away; the document itself stays.
	DisableDocs bool
	// DemoPeople are named on the /docs page of a demonstration, which signs in as
	// them with codes of WeChat's stand-in; nil elsewhere.
	DemoPeople []DemoPerson
	// WebClients are the clients that this process serves to browsers; none by
	// default.
	WebClients []WebClient
	// CheckAnswers compares each answer with the document and turns a breach
	// into a 500; for tests. OnBreach hears of it, too.
	CheckAnswers bool
	OnBreach     func(error)
	// OnAnswer hears of each answer that was compared and agrees; for tests.
	OnAnswer func(operation string, status int, body []byte)
}

// Limiter counts a request against key in a bucket of burst that refills with
// perMinute; it says how much is left and, when refused, how long to wait.
type Limiter interface {
	Allow(ctx context.Context, key string, perMinute int, burst int) (ok bool, remaining int, retryAfter time.Duration)
}

// Idempotency looks for the answer of an earlier request with the same ticket:
// the answer to replay, nil, or a refusal such as idempotency.mismatch.
type Idempotency interface {
	Replay(ctx context.Context, ticket *models.IdempotencyTicket) (*models.IdempotentAnswer, error)
}

// LimitClass groups routes that share a rate.
type LimitClass string

// The classes; an empty class means LimitRead for GET and LimitWrite otherwise.
const (
	LimitRead   LimitClass = "read"
	LimitWrite  LimitClass = "write"
	LimitAuth   LimitClass = "auth"   // sign-in, refresh
	LimitSearch LimitClass = "search" // costly reads
	LimitGuess  LimitClass = "guess"  // what somebody could try until it fits
	LimitNone   LimitClass = "none"
)

// Rate is a bucket of Burst that refills with PerMinute.
type Rate struct{ PerMinute, Burst int }

// Address buckets are shared by everybody behind one NAT, hence the room.
func defaultLimits() map[LimitClass]Rate {
	return map[LimitClass]Rate{
		LimitRead:   {PerMinute: 600, Burst: 120},
		LimitWrite:  {PerMinute: 120, Burst: 40},
		LimitAuth:   {PerMinute: 120, Burst: 60},
		LimitSearch: {PerMinute: 120, Burst: 30},
		LimitGuess:  {PerMinute: 1, Burst: 5},
	}
}

func (o *Options) setDefaults() {
	switch {
	case o.Logger == nil, o.NewID == nil, len(o.CursorKey) < 16:
		panic("httpapi: Logger, NewID and a CursorKey of 16 bytes or more must be set")
	}
	setDefault(&o.Deadline, 10*time.Second)
	setDefault(&o.BodyLimit, 1<<20)
	setDefault(&o.ReadTimeout, 5*time.Second)
	setDefault(&o.WriteTimeout, 15*time.Second)
	setDefault(&o.IdleTimeout, 60*time.Second)
	setDefault(&o.Grace, 20*time.Second)
	setDefault(&o.Patience, 5*time.Second)
	setDefault(&o.Version, "0.0.0")
	setDefault(&o.ServerURL, "/")
	limits := defaultLimits()
	for class, rate := range o.Limits {
		limits[class] = rate
	}
	o.Limits = limits
}

func setDefault[T comparable](p *T, v T) {
	var zero T
	if *p == zero {
		*p = v
	}
}
