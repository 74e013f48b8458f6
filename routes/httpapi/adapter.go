package httpapi

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// adapter connects huma to Fiber. The stock adapter is not used: it aliases
// request buffers, copies all locals, and pulls a second Fiber in.
type adapter struct{ api *API }

// ServeHTTP lets huma's own test helpers run; the server never takes this way.
func (ad *adapter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	res, err := ad.api.Test(r)
	if err != nil {
		http.Error(w, "test request failed", http.StatusInternalServerError)
		return
	}
	defer func() { _ = res.Body.Close() }()
	for k, v := range res.Header {
		w.Header()[k] = v
	}
	w.WriteHeader(res.StatusCode)
	_, _ = io.Copy(w, res.Body)
}

// fiberContext is huma's view of a request. Fiber runs Immutable, so every
// string it hands out is a copy.
type fiberContext struct {
	op     *huma.Operation
	c      *fiber.Ctx
	ctx    context.Context
	status int
}

func (x *fiberContext) Operation() *huma.Operation { return x.op }
func (x *fiberContext) Context() context.Context   { return x.ctx }
func (x *fiberContext) Method() string             { return x.op.Method }
func (x *fiberContext) Host() string               { return x.c.Hostname() }
func (x *fiberContext) RemoteAddr() string         { return x.c.Context().RemoteAddr().String() }

func (x *fiberContext) URL() url.URL {
	if u, err := url.Parse(string(x.c.Request().RequestURI())); err == nil {
		return *u
	}
	return url.URL{}
}

func (x *fiberContext) Param(name string) string {
	v := x.c.Params(name)
	if strings.IndexByte(v, '%') >= 0 {
		if u, err := url.PathUnescape(v); err == nil {
			return u
		}
	}
	return v
}

func (x *fiberContext) Query(name string) string  { return x.c.Query(name) }
func (x *fiberContext) Header(name string) string { return x.c.Get(name) }

func (x *fiberContext) EachHeader(cb func(name, value string)) {
	for k, v := range x.c.Request().Header.All() {
		cb(string(k), string(v))
	}
}

// BodyReader gives the body as it came: Fiber's own Body inflates without limit.
func (x *fiberContext) BodyReader() io.Reader { return bytes.NewReader(x.c.Request().Body()) }

func (x *fiberContext) GetMultipartForm() (*multipart.Form, error) { return x.c.MultipartForm() }
func (x *fiberContext) SetReadDeadline(time.Time) error            { return nil } // the body is here already
func (x *fiberContext) SetStatus(code int)                         { x.status = code; x.c.Status(code) }
func (x *fiberContext) Status() int                                { return x.status }
func (x *fiberContext) SetHeader(name, value string)               { x.c.Response().Header.Set(name, value) }
func (x *fiberContext) AppendHeader(name, value string)            { x.c.Response().Header.Add(name, value) }
func (x *fiberContext) BodyWriter() io.Writer                      { return x.c.Response().BodyWriter() }
func (x *fiberContext) TLS() *tls.ConnectionState                  { return x.c.Context().TLSConnectionState() }

func (x *fiberContext) Version() huma.ProtoVersion {
	return huma.ProtoVersion{Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
}

// WithContext is how huma middleware adds values.
func (x *fiberContext) WithContext(ctx context.Context) huma.Context {
	n := *x
	n.ctx = ctx
	return &n
}
