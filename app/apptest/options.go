package apptest

import (
	"xinjumin/app/server"
	"xinjumin/routes/httpapi"
	"xinjumin/services"
)

type settings struct {
	redisURL string
	durable  bool
	alone    bool
	limits   bool
	ballot   services.Batch
	change   func(*server.Options)
	files    string // directory of uploads, shared by the processes of a test
	commits  bool
	serveDSN string // of the database as the application reaches it; empty: as the test does
}

// lifted limits are counted like any, but no test reaches them.
var lifted = map[httpapi.LimitClass]httpapi.Rate{
	httpapi.LimitRead: {PerMinute: 1e6, Burst: 1e6}, httpapi.LimitWrite: {PerMinute: 1e6, Burst: 1e6},
	httpapi.LimitAuth: {PerMinute: 1e6, Burst: 1e6}, httpapi.LimitGuess: {PerMinute: 1e6, Burst: 1e6},
	httpapi.LimitSearch: {PerMinute: 1e6, Burst: 1e6},
}

// Option changes how the application of a test is set up.
type Option func(*settings)

// WithLimits keeps the rate limits, which are far away otherwise.
func WithLimits() Option { return func(s *settings) { s.limits = true } }

// WithRedis names another Redis, for tests that stop theirs.
func WithRedis(url string) Option { return func(s *settings) { s.redisURL = url } }

// CutCommits puts Env.Commits between the application and its MariaDB. SQLite is part
// of the process: there is no wire to cut, and Env.Commits stays nil.
func CutCommits() Option { return func(s *settings) { s.commits = true } }

// Durable asks for a MariaDB that keeps what it has acknowledged, as production
// does; all other tests run on one that is only fast.
func Durable() Option { return func(s *settings) { s.durable = true } }

// Alone runs the test with no other beside it, only its engines: for what is
// measured in the whole process, and for crowds that want one row, who would wait
// for its lock longer than the product allows.
func Alone() Option { return func(s *settings) { s.alone = true } }

// WithBallotBatch sets the gathering of ballots; tests have none otherwise.
func WithBallotBatch(b services.Batch) Option { return func(s *settings) { s.ballot = b } }

// With changes any option of the assembly.
func With(change func(*server.Options)) Option { return func(s *settings) { s.change = change } }
