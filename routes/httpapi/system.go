package httpapi

import (
	"crypto/subtle"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/gofiber/fiber/v2"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/valyala/fasthttp/fasthttpadaptor"

	"xinjumin/models"
)

// documentRoutes serves the OpenAPI document: English as JSON and YAML, Chinese
// as JSON.
func (a *API) documentRoutes() {
	for _, d := range []struct {
		path, id, contentType string
		text                  func() []byte
	}{
		{"/openapi.json", "openapiJSON", "application/openapi+json", func() []byte { return a.document() }},
		{"/openapi.zh-CN.json", "openapiChinese", "application/openapi+json", func() []byte { return a.chinese() }},
		{"/openapi.yaml", "openapiYAML", "application/openapi+yaml", func() []byte { return a.yaml() }},
	} {
		p := newPacked(d.contentType, cacheAsk, d.text)
		a.system(d.path, d.id, p.send)
	}
}

// systemRoutes mounts what is not part of the product's contract.
func (a *API) systemRoutes() {
	a.system("/healthz", "healthz", func(c *fiber.Ctx, _ *call) error {
		return sendJSON(c, http.StatusOK, map[string]string{"status": "ok"})
	})
	a.system("/readyz", "readyz", a.ready)
	a.documentRoutes()
	if a.opt.Metrics != nil && a.opt.MetricsToken != "" {
		a.system("/metrics", "metrics", a.guardedMetrics())
	}
	if !a.opt.DisableDocs {
		a.docsRoutes()
	}
	a.webRoutes()
}

func (a *API) system(path, id string, h func(*fiber.Ctx, *call) error) {
	rt := &route{row: Registered{
		Method: http.MethodGet, Path: path, ID: id, Tag: "system", Class: "system", Limit: LimitNone,
		Policy: Policy{Audience: Public, Scope: ScopeNone}, Status: http.StatusOK,
	}}
	a.routes = append(a.routes, rt)
	a.mount(rt, h)
}

type readiness struct {
	Status string            `json:"status"`
	Checks map[string]string `json:"checks"`
}

// ready is 200 while requests can be served, degraded or not ("degraded: full" tells why), and 503 when a
// dependency that is needed is down or the process is stopping.
func (a *API) ready(c *fiber.Ctx, cl *call) error {
	out := readiness{Status: "ok", Checks: map[string]string{}}
	if a.opt.Ready != nil {
		out.Checks = a.opt.Ready(cl.ctx)
	}
	status := http.StatusOK
	for _, state := range out.Checks {
		switch {
		case state != "ok" && !strings.HasPrefix(state, "degraded"):
			out.Status, status = "down", http.StatusServiceUnavailable
		case state != "ok" && out.Status == "ok":
			out.Status = "degraded"
		}
	}
	if a.draining.Load() {
		out.Status, status = "stopping", http.StatusServiceUnavailable
	}
	c.Set("Cache-Control", "no-store")
	return sendJSON(c, status, out)
}

// MetricsHandler serves the metrics on a listener of its own; nil without a
// registry.
func (a *API) MetricsHandler() http.Handler {
	if a.opt.Metrics == nil {
		return nil
	}
	return promhttp.HandlerFor(a.opt.Metrics, promhttp.HandlerOpts{DisableCompression: true})
}

func (a *API) guardedMetrics() func(*fiber.Ctx, *call) error {
	serve := fasthttpadaptor.NewFastHTTPHandler(a.MetricsHandler())
	want := []byte("Bearer " + a.opt.MetricsToken)
	return func(c *fiber.Ctx, _ *call) error {
		if subtle.ConstantTimeCompare(c.Request().Header.Peek("Authorization"), want) != 1 {
			return models.ErrUnauthenticated
		}
		serve(c.Context())
		c.Set("Cache-Control", "no-store")
		return nil
	}
}

func sendJSON(c *fiber.Ctx, status int, v any) error {
	b, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		return err
	}
	c.Status(status)
	return sendBytes(c, "application/json", b)
}

func sendBytes(c *fiber.Ctx, contentType string, b []byte) error {
	c.Response().Header.SetContentType(contentType)
	c.Response().SetBody(b)
	return nil
}
