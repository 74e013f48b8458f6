package httpapi

import (
	"context"
	"net/http"

	"xinjumin/models"
)

// Get registers a read. The answer's ETag, when the output embeds Versioned, is
// compared with If-None-Match: a match is 304. GET answers HEAD, too.
func Get[I, O any](a *API, r Route, h func(ctx context.Context, actor models.Actor, in *I) (*O, error)) {
	register(a, http.MethodGet, r, func(cl *call, ctx context.Context, in *I, out *shape) (*O, error) {
		o, err := h(ctx, cl.actor, in)
		if err != nil || o == nil || !out.hasETag() {
			return o, err
		}
		return o, cl.notModified(out.etag(o))
	})
}

// Put registers a partial update (see Optional) or a replacement.
func Put[I, O any](a *API, r Route, h func(ctx context.Context, actor models.Actor, in *I) (*O, error)) {
	register(a, http.MethodPut, r, func(cl *call, ctx context.Context, in *I, _ *shape) (*O, error) {
		return h(ctx, cl.actor, in)
	})
}

// Delete registers an end of something.
func Delete[I, O any](a *API, r Route, h func(ctx context.Context, actor models.Actor, in *I) (*O, error)) {
	register(a, http.MethodDelete, r, func(cl *call, ctx context.Context, in *I, _ *shape) (*O, error) {
		return h(ctx, cl.actor, in)
	})
}

// Post registers an act. effect does it and stores its answer in its own
// transaction (tx.Answer); present renders the result. With an Idempotency-Key
// the bytes that were stored are the answer, now and at each replay. present
// must be pure: it may run more than once, inside the transaction.
func Post[I, R, O any](
	a *API, r Route, effect func(ctx context.Context, actor models.Actor, in *I) (R, error), present func(R) *O,
) {
	register(a, http.MethodPost, r, func(cl *call, ctx context.Context, in *I, out *shape) (*O, error) {
		ticket, err := cl.ticket()
		if err != nil {
			return nil, err
		}
		if ticket == nil {
			res, err := effect(ctx, cl.actor, in)
			if err != nil {
				return nil, err
			}
			return present(res), nil
		}
		return nil, once(cl, ctx, ticket, out,
			func(ctx context.Context) (any, error) { return effect(ctx, cl.actor, in) },
			func(res any) (any, error) {
				r, ok := res.(R)
				if !ok {
					return nil, errWrongResult
				}
				return present(r), nil
			})
	})
}

// None is the input or output of a route without one.
type None = struct{}
