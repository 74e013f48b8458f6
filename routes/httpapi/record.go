package httpapi

import (
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"xinjumin/models"
)

// record writes the access log and the metrics: the route's template, never the
// path or query that came, and nothing about the person.
func (cl *call) record() {
	status, took := cl.fc.Response().StatusCode(), time.Duration(0)
	if !cl.start.IsZero() {
		took = time.Since(cl.start)
	}
	method := methodName(cl.fc.Request().Header.Method())
	cl.api.metrics.observe(method, cl.route.row.Path, status, took)
	level := slog.LevelInfo
	if cl.route.row.Class == "system" && status < 400 {
		level = slog.LevelDebug
	}
	cl.api.opt.Logger.LogAttrs(cl.ctx, level, "request", slog.String("method", method),
		slog.String("route", cl.route.row.Path), slog.Int("status", status), slog.String("code", cl.code),
		slog.Float64("took_ms", float64(took.Microseconds())/1000), slog.String("request_id", cl.id))
}

// methodName keeps what clients invent out of labels.
func methodName(m []byte) string {
	for _, known := range [...]string{"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"} {
		if string(m) == known {
			return known
		}
	}
	return "OTHER"
}

// logFault writes why a request failed on our side, once per request.
func (cl *call) logFault(status int, err error) {
	if cl.failed {
		return
	}
	cl.failed = true
	level := slog.LevelError
	if status == 503 {
		level = slog.LevelWarn
	}
	cl.api.opt.Logger.LogAttrs(cl.ctx, level, "request failed",
		slog.String("request_id", cl.id), slog.String("route", cl.route.row.Path),
		slog.Int("status", status), slog.Any("causes", causes(err)))
}

func (cl *call) panicked(r any) {
	err, ok := r.(error)
	if !ok {
		err = fmt.Errorf("%v", r)
	}
	if !cl.failed {
		cl.failed = true
		cl.api.opt.Logger.LogAttrs(cl.ctx, slog.LevelError, "request panicked",
			slog.String("request_id", cl.id), slog.String("route", cl.route.row.Path),
			slog.Any("causes", causes(err)), slog.String("stack", string(debug.Stack())))
	}
	res := cl.fc.Response()
	res.Header.Del("ETag")
	res.Header.Del("Location")
	cl.writeProblem(cl.problem(models.ErrInternal))
}

// causes lists the chain of an error as type and scrubbed text.
func causes(err error) []string {
	var out []string
	for err != nil && len(out) < 8 {
		out = append(out, fmt.Sprintf("%T: %s", err, scrub(err.Error())))
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range many.Unwrap() {
				out = append(out, causes(e)...)
			}
			break
		}
		err = errors.Unwrap(err)
	}
	return out
}

// Drivers quote the values of a row in their errors ("Duplicate entry '张三'"),
// and long digits are phone or identity numbers.
var private = regexp.MustCompile(`'[^']*'|"[^"]*"|` +
	"`[^`]*`" + `|[0-9]{6,}[0-9Xx]?|\p{Han}+|[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+`)

func scrub(s string) string {
	const bound = 500
	if len(s) > bound {
		s = s[:bound]
	}
	return private.ReplaceAllString(s, "…")
}

// metrics is the request histogram; a nil registry switches it off.
type metrics struct {
	took   *prometheus.HistogramVec
	active prometheus.Gauge
}

func newMetrics(reg *prometheus.Registry) *metrics {
	if reg == nil {
		return nil
	}
	m := &metrics{
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "http_request_duration_seconds", Help: "Time from the parsed request to the written answer.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"method", "route", "status"}),
		active: prometheus.NewGauge(prometheus.GaugeOpts{Name: "http_requests_in_flight",
			Help: "Requests being served."}),
	}
	reg.MustRegister(m.took, m.active)
	return m
}

func (m *metrics) running(n float64) {
	if m != nil {
		m.active.Add(n)
	}
}

func (m *metrics) observe(method, route string, status int, took time.Duration) {
	if m != nil {
		m.took.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
	}
}
