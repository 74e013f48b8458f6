package httpapi

import (
	"net/http"
)

const (
	corsMethods = "GET, POST, PUT, DELETE"
	corsHeaders = "Authorization, Content-Type, Accept-Language, Idempotency-Key, If-Match, If-None-Match, " +
		actingHeader
	corsExposed = "ETag, Location, Retry-After, X-Request-Id, Idempotency-Replayed, RateLimit-Limit, " +
		"RateLimit-Remaining, RateLimit-Reset"
)

// setCORS answers a browser from an allowed origin; everybody else gets no
// headers, and the browser refuses by itself.
func (cl *call) setCORS() bool {
	if len(cl.api.cors) == 0 {
		return false
	}
	h := &cl.fc.Response().Header
	h.Add("Vary", "Origin")
	origin := string(cl.fc.Request().Header.Peek("Origin"))
	if !cl.api.cors[origin] {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", corsExposed)
	return true
}

// preflight answers OPTIONS of an allowed origin on a path that exists.
func (cl *call) preflight(status int) bool {
	req := &cl.fc.Request().Header
	if !cl.setCORS() || status != http.StatusMethodNotAllowed || !req.IsOptions() ||
		len(req.Peek("Access-Control-Request-Method")) == 0 {
		return false
	}
	res := cl.fc.Response()
	res.Header.Set("Access-Control-Allow-Methods", corsMethods)
	res.Header.Set("Access-Control-Allow-Headers", corsHeaders)
	res.Header.Set("Access-Control-Max-Age", "600")
	res.SetStatusCode(http.StatusNoContent)
	return true
}

// securityHeaders also settles caching: what was answered to somebody, and what
// failed, is stored nowhere; the rest is asked for again each time.
func (cl *call) securityHeaders() {
	res := cl.fc.Response()
	h := &res.Header
	h.Set("X-Content-Type-Options", "nosniff")
	if len(h.Peek("Content-Security-Policy")) == 0 {
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	}
	if len(h.Peek("Cache-Control")) == 0 {
		caching := "no-cache"
		if cl.actor.SignedIn() || res.StatusCode() >= 400 || cl.route.row.Method != http.MethodGet {
			caching = "no-store"
		}
		h.Set("Cache-Control", caching)
	}
	if cl.route.row.Class == "api" {
		h.Add("Vary", "Authorization")
		h.Add("Vary", "Accept-Language")
		if cl.route.row.Policy.Acting {
			h.Add("Vary", actingHeader)
		}
	}
	cl.rateHeaders()
}
