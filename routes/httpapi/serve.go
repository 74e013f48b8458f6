package httpapi

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"xinjumin/models"
)

// mount puts a handler behind the pipeline. Fiber's Get answers HEAD, too.
func (a *API) mount(rt *route, h func(*fiber.Ctx, *call) error) {
	path := fiberPath(rt.row.Path)
	f := func(c *fiber.Ctx) error {
		a.serve(c, rt, h)
		return nil
	}
	if rt.row.Method == http.MethodGet {
		a.app.Get(path, f)
		return
	}
	a.app.Add(rt.row.Method, path, f)
}

// serve runs one request: request id, then recover around guard, deadline,
// sign-in, rate limit, audience, body checks and handler, then the access log.
func (a *API) serve(c *fiber.Ctx, rt *route, h func(*fiber.Ctx, *call) error) {
	cl := a.begin(c, rt)
	defer cl.finish()
	defer func() {
		if r := recover(); r != nil {
			cl.panicked(r)
		}
	}()
	rt.ready()
	if rt.row.Class == "api" {
		if err := cl.admit(); err != nil {
			cl.refuse(err)
			return
		}
	}
	if err := h(c, cl); err != nil {
		cl.refuse(err)
	}
}

func (a *API) begin(c *fiber.Ctx, rt *route) *call {
	cl := &call{api: a, route: rt, fc: c, id: a.opt.NewID().String(), start: c.Context().Time()}
	ctx, cancel := context.WithTimeout(c.UserContext(), a.opt.Deadline)
	cl.ctx, cl.cancel = callContext{models.WithRequestID(ctx, cl.id), cl}, cancel
	c.Response().Header.Set("X-Request-Id", cl.id)
	a.metrics.running(1)
	return cl
}

// admit runs every gate before the handler, cheapest first; sign-in comes
// before anything that looks into the body.
func (cl *call) admit() error {
	cl.setCORS()
	cl.ip = cl.clientIP()
	if err := cl.guard(); err != nil {
		return err
	}
	if err := cl.signIn(); err != nil {
		return err
	}
	if err := cl.countRequest(); err != nil {
		return err
	}
	policy := &cl.route.row.Policy
	if err := policy.banned(cl.route.row.Method, &cl.actor); err != nil {
		return err
	}
	if err := policy.Audience.admits(&cl.actor); err != nil {
		return err
	}
	cl.checkQuery()
	cl.checkTags()
	return cl.checkBody()
}

// finish writes the headers that every answer has, checks the answer when
// asked to, tags and packs it, logs and measures.
func (cl *call) finish() {
	cl.cancel()
	if cl.stream != nil {
		cl.attach()
	}
	cl.securityHeaders()
	if cl.api.opt.CheckAnswers && cl.route.op != nil {
		cl.checkAnswer()
	}
	cl.polish()
	cl.api.metrics.running(-1)
	cl.record()
}

// entry answers what never reaches Fiber's router: methods it does not know,
// and requests with two lengths, which a proxy may have cut elsewhere.
func (a *API) entry(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(rc *fasthttp.RequestCtx) {
		defer a.leave(&rc.Request.Header)
		if len(rc.Request.Header.Peek(twoLengths)) > 0 {
			rc.SetConnectionClose()
			a.stray(rc, fiber.ErrBadRequest)
			return
		}
		switch string(rc.Method()) { // no allocation: the compiler knows this form
		case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE":
			next(rc)
		default:
			a.stray(rc, fiber.ErrMethodNotAllowed) // or it is nowhere, see allow
		}
	}
}

const twoLengths = "X-Two-Lengths"

// markTwoLengths runs before the body is read, while the header still says
// that it came in chunks: the server would forget the other length.
func markTwoLengths(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	if h.ContentLength() == -1 && bytes.Contains(bytes.ToLower(h.RawHeaders()), []byte("content-length:")) {
		h.Set(twoLengths, "1")
	}
	return fasthttp.RequestConfig{}
}

func (a *API) stray(rc *fasthttp.RequestCtx, err error) {
	c := a.app.AcquireCtx(rc)
	defer a.app.ReleaseCtx(c)
	_ = a.unrouted(c, err)
}

// unrouted is Fiber's ErrorHandler. Mounted routes never return an error, so
// what arrives here matched no route or was not readable HTTP.
func (a *API) unrouted(c *fiber.Ctx, err error) error {
	adm := a.leave(&c.Request().Header)
	if adm != nil && errors.Is(err, fiber.ErrRequestEntityTooLarge) {
		a.tooLarge(c, adm)
		return nil
	}
	if adm != nil && adm.vain != nil {
		adm.vain()
	}
	cl := a.begin(c, a.lost)
	defer cl.finish()
	status := http.StatusInternalServerError
	var fe *fiber.Error
	if errors.As(err, &fe) {
		status = fe.Code
	}
	if cl.preflight(status) {
		return nil
	}
	if status == http.StatusMethodNotAllowed {
		status = cl.allow()
	}
	if status == http.StatusRequestEntityTooLarge {
		if conn, ok := c.Context().Conn().(*lingerConn); ok {
			conn.linger = true
		}
	}
	cl.refuse(lostError(status))
	return nil
}

// lostError gives the refusal for a status that the server itself raised.
func lostError(status int) *models.Error {
	switch status {
	case http.StatusNotFound:
		return errNoRoute
	case http.StatusMethodNotAllowed:
		return errMethod
	case http.StatusRequestEntityTooLarge:
		return errTooLarge
	case http.StatusRequestHeaderFieldsTooLarge:
		return errHeaderTooLarge
	case http.StatusRequestTimeout:
		return errSlowClient
	case http.StatusBadRequest, http.StatusBadGateway:
		return errMalformed
	}
	return models.ErrInternal
}
