package httpapi

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"xinjumin/models"
	"xinjumin/models/assistance"
)

// route is what the pipeline knows about an operation; all of it is resolved
// at registration, or when the route is first asked for (see build.go).
type route struct {
	row       Registered
	op        *huma.Operation // nil for system routes, and before it is built
	rate      Rate
	limited   bool
	bodyLimit int
	judges    string
	zh        Chinese
	hasBody   bool
	problems  map[string]bool // reasons that it may answer
	rawBody   bool
	query     map[string]parameter // those that are known
	build     func()               // makes op and what follows from it, see later
	handle    func(huma.Context)
}

// parameter is what a parameter of the query may look like.
type parameter struct {
	several bool // more than one value
	blank   bool // nothing behind the equals sign
}

const routeMeta = "route"

// register declares the operation and gives huma a handler that only unpacks
// the call.
func register[I, O any](
	a *API, method string, r Route, run func(cl *call, ctx context.Context, in *I, out *shape) (*O, error),
) {
	rt := a.declare(method, &r)
	a.later(rt, func() { build(a, rt, &r, run) })
}

// build makes the operation of a route.
func build[I, O any](
	a *API, rt *route, r *Route, run func(cl *call, ctx context.Context, in *I, out *shape) (*O, error),
) {
	in, out := reflect.TypeFor[I](), shapeOf(reflect.TypeFor[O](), r.Status)
	checkInput(r.ID, in)
	_, rt.hasBody = in.FieldByName("Body")
	raw, hasRaw := in.FieldByName("RawBody")
	rt.rawBody = hasRaw
	rt.row.Tagged, rt.row.Packed = rt.tagsAnswer(out), rt.packsAnswer(out)
	op := a.operation(rt, r, in, out)
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		cl := callOf(ctx)
		if cl.strange != nil {
			return nil, cl.refusal(models.ErrInvalid)
		}
		if hasRaw {
			copyBytes(reflect.ValueOf(in).Elem().FieldByIndex(raw.Index))
		}
		o, err := run(cl, ctx, in, out)
		if err == nil {
			err = out.names.fill(ctx, cl.actor, a.opt.Names, o)
		}
		if err != nil {
			return nil, cl.refusal(err)
		}
		return o, nil
	})
	rt.documentTag()
	a.explainCall(rt, in, reflect.TypeFor[O]())
}

// declare checks a route and adds it to the table.
func (a *API) declare(method string, r *Route) *route {
	switch {
	case a.sealed.Load():
		panic("httpapi: " + r.ID + " is registered after the first request")
	case r.ID == "" || r.Summary == "" || r.Tag == "" || !strings.HasPrefix(r.Path, "/"):
		panic(fmt.Sprintf("httpapi: route %q needs ID, Summary, Tag and a Path with a slash", r.ID))
	case r.Policy.Audience.kind == "" || r.Policy.Scope == "":
		panic("httpapi: route " + r.ID + " has no policy")
	case r.Policy.Acting && (r.Policy.Audience.kind == "staff" || r.Limit == LimitAuth):
		panic("httpapi: nobody acts for another on " + r.ID)
	}
	r.ZH.check(r)
	address := method + " " + r.Path
	if a.known[r.ID] || a.known[address] {
		panic("httpapi: route " + r.ID + " is registered twice")
	}
	a.known[r.ID], a.known[address] = true, true
	if r.Limit == "" {
		r.Limit = LimitWrite
		if method == http.MethodGet {
			r.Limit = LimitRead
		}
	}
	rate := a.opt.Limits[r.Limit]
	rt := &route{
		row: Registered{
			Method: method, Path: Prefix + r.Path, ID: r.ID, Tag: r.Tag, Class: "api", Limit: r.Limit,
			Policy: r.Policy, Status: r.Status, Idempotent: method == http.MethodPost && !r.NoIdempotency,
			Once: r.onceOf(method), Secret: r.Secret,
		},
		rate: rate, limited: rate.PerMinute > 0 && rate.Burst > 0,
		bodyLimit: r.BodyLimit, judges: r.Judges, zh: r.ZH,
	}
	a.routes = append(a.routes, rt)
	return rt
}

// The statuses that the pipeline itself may answer on any operation.
var everywhere = []int{400, 401, 403, 415, 422, 429, 500, 503}

func (a *API) operation(rt *route, r *Route, in reflect.Type, out *shape) huma.Operation {
	op := huma.Operation{
		OperationID: r.ID, Method: rt.row.Method, Path: rt.row.Path,
		Summary: r.Summary, Description: r.Description, Tags: []string{r.Tag},
		DefaultStatus: r.Status, MaxBodyBytes: -1, BodyReadTimeout: -1,
		Metadata:   map[string]any{routeMeta: rt},
		Extensions: map[string]any{"x-policy": policyDoc(r.Policy)},
	}
	if r.Policy.Audience.kind == "public" {
		op.Security = []map[string][]string{{}, {"bearer": {}}}
	}
	statuses := map[int][]*models.Error{}
	for _, s := range everywhere {
		statuses[s] = nil
	}
	if r.Policy.Acting {
		op.Parameters = append(op.Parameters, &actingParam)
		statuses[http.StatusForbidden] = append(statuses[http.StatusForbidden], assistance.ErrEnded)
	}
	if p := r.Policy; p.Audience.kind != "public" && (p.Publishes || !p.kept(rt.row.Method)) {
		statuses[http.StatusForbidden] = append(statuses[http.StatusForbidden], models.ErrBanned)
	}
	if rt.hasBody || rt.bodyLimit > 0 {
		statuses[http.StatusRequestEntityTooLarge] = nil
	}
	if strings.Contains(rt.row.Path, "{") {
		statuses[http.StatusNotFound] = nil
	}
	if rt.row.Idempotent {
		statuses[http.StatusConflict] = []*models.Error{models.ErrReplay}
		op.Parameters = append(op.Parameters, &idempotencyParam)
	}
	if embeds(in, reflect.TypeFor[IfMatch]()) {
		statuses[http.StatusPreconditionFailed] = []*models.Error{models.ErrStale}
		rt.may(models.ErrStale)
	}
	rt.mayPipeline()
	rt.may(r.Errors...)
	for i, e := range r.Errors {
		if slices.Contains(r.Errors[:i], e) {
			continue // two shared lists may have it
		}
		s := statusOf(e.Code)
		statuses[s] = append(statuses[s], e)
	}
	op.Errors = slices.Sorted(maps.Keys(statuses))
	op.Responses = map[string]*huma.Response{}
	if out.hasETag() && rt.row.Method == http.MethodGet || rt.row.Tagged {
		op.Parameters = append(op.Parameters, &ifNoneMatchParam)
		op.Responses["304"] = &huma.Response{Description: "Not Modified"}
	}
	rt.op = &op
	rt.row.Status = out.status
	if rt.row.Once.by == "same_body" {
		out.thingAt = idIndex(r.ID, out.of, out.body)
	}
	rt.row.Once.document(rt)
	a.documentRefusals(rt, statuses)
	return op
}

// checkInput refuses parameter types that huma would read wrongly.
func checkInput(id string, in reflect.Type) {
	for _, f := range reflect.VisibleFields(in) {
		if f.Anonymous || (f.Tag.Get("query") == "" && f.Tag.Get("path") == "" && f.Tag.Get("header") == "") {
			continue
		}
		switch f.Type {
		case reflect.TypeFor[models.Instant]():
			panic("httpapi: " + id + "." + f.Name + ": use InstantParam")
		case reflect.TypeFor[models.Day]():
			panic("httpapi: " + id + "." + f.Name + ": use DayParam")
		}
		switch f.Type.Kind() {
		case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Uint8,
			reflect.Uint16, reflect.Uint32, reflect.Uint, reflect.Uint64:
			panic("httpapi: " + id + "." + f.Name +
				": a parameter is int, int64 or string; narrower ones overflow in silence")
		}
	}
}

// embeds reports whether t embeds e at any depth.
func embeds(t, e reflect.Type) bool {
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous && f.Type == e {
			return true
		}
	}
	return false
}

func copyBytes(v reflect.Value) {
	if b, ok := v.Interface().([]byte); ok {
		v.SetBytes(slices.Clone(b)) // huma takes the buffer back
	}
}

func policyDoc(p Policy) map[string]any {
	doc := map[string]any{"audience": p.Audience.kind, "scope": string(p.Scope)}
	if len(p.Audience.roles) > 0 {
		doc["roles"] = p.Audience.roles
	}
	if !p.Audit.IsZero() {
		doc["audit"] = p.Audit.String()
	}
	doc["acting"] = p.Acting
	if p.Publishes {
		doc["publishes"] = true
	}
	if p.Right {
		doc["right"] = true
	}
	return doc
}

// RouteDrift compares the router with the route table, both ways, and names
// every difference. The tests want none: a route that is mounted behind the
// table's back would have no policy.
func (a *API) RouteDrift() []string {
	a.seal()
	table := map[string]bool{}
	for _, rt := range a.routes {
		path := fiberPath(rt.row.Path)
		table[rt.row.Method+" "+path] = true
		if rt.row.Method == http.MethodGet {
			table["HEAD "+path] = true
		}
	}
	var drift []string
	for _, mounted := range a.app.GetRoutes() {
		key := mounted.Method + " " + mounted.Path
		if !table[key] {
			drift = append(drift, key+" is mounted and not in the table")
		}
		delete(table, key)
	}
	for key := range table {
		drift = append(drift, key+" is in the table and not mounted")
	}
	slices.Sort(drift)
	return drift
}

func fiberPath(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}
