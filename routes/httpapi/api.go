package httpapi

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// Prefix is put before the path of each registered route.
const Prefix = "/api/v1"

// API is the HTTP side of the product: register routes, then Listen.
type API struct {
	opt     Options
	app     *fiber.App
	huma    huma.API
	reg     *registry
	routes  []*route
	known   map[string]bool // ids and addresses of routes, each taken once
	lost    *route          // stands for requests that match no route
	cors    map[string]bool
	metrics *metrics
	cursors sealer
	tags    map[string]string // by name: the description in Chinese
	words   map[string]string // see Words
	enums   []enum            // those that have a name in the document

	examples []byte // see Examples

	uploads   map[string]*route // by path: whose bodies may be large
	downloads [][2]string       // begin and end of paths whose answers may take long
	door      door
	turns     turns

	sealOnce sync.Once
	sealed   atomic.Bool
	building sync.Mutex    // of operations, see later
	document func() []byte // OpenAPI as JSON; made when it is first asked for, as the next two are
	yaml     func() []byte
	chinese  func() []byte // the same with Chinese texts
	draining atomic.Bool
}

// New builds the API with its system routes (health, documents, metrics).
// It panics on options that cannot work: that is a programming error.
func New(opt Options) *API {
	opt.setDefaults()
	a := &API{opt: opt, cors: map[string]bool{}, uploads: map[string]*route{}, cursors: newSealer(opt.CursorKey),
		tags: map[string]string{}, words: map[string]string{}, known: map[string]bool{}}
	for _, origin := range opt.CORSOrigins {
		a.cors[origin] = true
	}
	a.metrics = newMetrics(opt.Metrics)
	a.lost = &route{row: Registered{Method: "", Path: "unmatched", Class: "system", Limit: LimitNone,
		Policy: Policy{Audience: Public, Scope: ScopeNone}}}
	a.app = fiber.New(fiber.Config{
		Immutable: true, CaseSensitive: true, StrictRouting: true,
		DisableStartupMessage: true, DisableDefaultContentType: true,
		DisablePreParseMultipartForm: true,
		ReadTimeout:                  opt.ReadTimeout, WriteTimeout: opt.WriteTimeout, IdleTimeout: opt.IdleTimeout,
		ReadBufferSize: 16 << 10, BodyLimit: opt.BodyLimit, Concurrency: 4096,
		ErrorHandler: a.unrouted,
	})
	a.app.Server().CloseOnShutdown = true
	a.app.Server().HeaderReceived = a.headerReceived
	a.document, a.yaml = sync.OnceValue(a.writeDocument), sync.OnceValue(a.writeYAML)
	a.chinese = sync.OnceValue(a.writeChinese)
	a.reg = newRegistry()
	a.huma = huma.NewAPI(humaConfig(&opt, a.reg), &adapter{a})
	a.systemRoutes()
	a.app.Server().Handler = a.entry(a.app.Server().Handler)
	return a
}

// seal closes registration; it runs once, before the first request.
func (a *API) seal() {
	a.sealOnce.Do(func() {
		a.checkUntil()
		a.checkTagNames()
		a.sealed.Store(true)
		a.app.Handler() // builds the route tree
	})
}

// Listen serves ln until ctx ends, then stops as Shutdown does, letting running
// requests finish within Options.Grace.
func (a *API) Listen(ctx context.Context, ln net.Listener) error {
	a.seal()
	done := make(chan error, 1)
	go func() { done <- a.app.Server().Serve(lingerListener{ln, a.opt.Patience}) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.opt.Grace)
	defer cancel()
	err := a.Shutdown(grace)
	_ = ln.Close() // a stop may come before the server has begun to serve
	return errors.Join(err, <-done)
}

// Shutdown stops accepting, lets running requests finish until ctx ends, and
// makes /readyz say so meanwhile.
func (a *API) Shutdown(ctx context.Context) error {
	a.draining.Store(true)
	return a.app.Server().ShutdownWithContext(ctx)
}

// Test answers one request without a socket; for tests.
func (a *API) Test(req *http.Request) (*http.Response, error) {
	a.seal()
	return a.app.Test(req, -1)
}

// Routes gives the table of all routes.
func (a *API) Routes() []Registered {
	a.buildAll()
	rows := make([]Registered, len(a.routes))
	for i, rt := range a.routes {
		rows[i] = rt.row
	}
	return rows
}

// Document gives the OpenAPI document as JSON. It closes registration.
func (a *API) Document() []byte {
	a.seal()
	return a.document()
}

// DocumentYAML gives the same as YAML.
func (a *API) DocumentYAML() []byte {
	a.seal()
	return a.yaml()
}
