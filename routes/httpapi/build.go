package httpapi

import (
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// A route is mounted when it is registered, and what it takes and gives is worked out when
// it is first asked for: its schemas, its parameters, its words in the document. That is
// most of a start, and a process that runs for a minute (a demonstration, a test) asks for
// a tenth of its routes. The document asks for all of them. Nothing in it depends on the
// order in which routes were built.

// later mounts a route that build makes complete. Builds take turns: they share the
// document and the registry of schemas.
func (a *API) later(rt *route, build func()) {
	rt.build = sync.OnceFunc(func() {
		a.building.Lock()
		defer a.building.Unlock()
		build()
		tidyOperation(rt)
		a.reg.settle()
	})
	a.mount(rt, func(c *fiber.Ctx, cl *call) error {
		rt.handle(&fiberContext{op: rt.op, c: c, ctx: cl.ctx})
		return nil
	})
}

// ready makes a route complete, unless it is; of a system route nothing is to be made.
func (rt *route) ready() {
	if rt.build != nil {
		rt.build()
	}
}

// buildAll makes every route complete, as the document and the route table want it.
func (a *API) buildAll() {
	for _, rt := range a.routes {
		rt.ready()
	}
}

// Handle implements huma.Adapter: it takes over what huma made of an operation.
func (ad *adapter) Handle(op *huma.Operation, h func(huma.Context)) {
	rt := op.Metadata[routeMeta].(*route)
	rt.op, rt.handle = op, h
	rt.query = map[string]parameter{}
	for _, p := range op.Parameters {
		if p.In == "query" {
			rt.query[p.Name] = parameter{several: p.Explode != nil && *p.Explode,
				blank: blankable(ad.api.reg, p.Schema)}
		}
	}
}
