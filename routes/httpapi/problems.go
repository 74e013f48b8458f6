package httpapi

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"xinjumin/models"
	"xinjumin/models/assistance"
)

// Which reasons an operation may answer stands in the document (x-problems): what its route
// declares (Route.Errors) and what the pipeline refuses for it. Where answers are checked
// against the document, which is in every test, a reason that is not there is a breach.

// anywhere is what every operation may answer; it stands once, at the root of the document.
var anywhere = []*models.Error{errMalformed, errMediaType, models.ErrInvalid, errTooMany,
	models.ErrInternal, models.ErrUnavailable}

// unroutable is what comes back before an operation is found.
var unroutable = []*models.Error{errNoRoute, errMethod, errTooLarge, errHeaderTooLarge, errSlowClient,
	models.ErrUnauthenticated}

// may notes reasons that an operation answers.
func (rt *route) may(reasons ...*models.Error) {
	if rt.problems == nil {
		rt.problems = map[string]bool{}
	}
	for _, e := range reasons {
		rt.problems[e.Reason] = true
	}
}

// mayPipeline notes what the gates in front of an operation refuse.
func (rt *route) mayPipeline() {
	p := rt.row.Policy
	public := p.Audience.kind == "public"
	if !public || rt.row.Limit != LimitAuth {
		rt.may(models.ErrUnauthenticated, models.ErrTokenInvalid, models.ErrSessionEnded)
	}
	if p.Acting {
		rt.may(assistance.ErrEnded)
	} else {
		rt.may(assistance.ErrNotAllowed)
	}
	if p.Audience.kind == "verified" {
		rt.may(ErrVerificationRequired)
	}
	if p.Audience.kind == "staff" {
		rt.may(models.ErrForbidden)
	}
	if p.Publishes || !p.kept(rt.row.Method) && !(public && rt.row.Method == http.MethodGet) {
		rt.may(models.ErrBanned)
	}
	if rt.hasBody || rt.bodyLimit > 0 || rt.rawBody {
		rt.may(errTooLarge)
	}
	if rt.rawBody {
		rt.may(errUploadsBusy)
	}
	if strings.Contains(rt.row.Path, "{") {
		rt.may(models.ErrNotFound)
	}
	if rt.row.Idempotent {
		rt.may(models.ErrReplay, models.ErrIdempotencyMismatch)
	}
}

// undeclared gives the reason of a refusal that the document does not name for the
// operation.
func (cl *call) undeclared() error {
	code := cl.code
	if code == "" || cl.route.problems[code] ||
		slices.ContainsFunc(anywhere, func(e *models.Error) bool { return e.Reason == code }) {
		return nil
	}
	return fmt.Errorf("the reason %s is not among the Errors of the route", code)
}

func reasonsOf(list []*models.Error) map[string]bool {
	reasons := map[string]bool{}
	for _, e := range list {
		reasons[e.Reason] = true
	}
	return reasons
}

// problems prints the reasons into the document: at the root and at each operation those
// that it may answer, and all of them as one enumeration.
func (h *hoister) problems(tree map[string]any) {
	common := reasonsOf(anywhere)
	all := reasonsOf(unroutable)
	maps.Copy(all, common)
	tree["x-problems"] = texts(common)
	for _, rt := range h.a.routes {
		if rt.op == nil {
			continue
		}
		own := maps.Clone(rt.problems)
		maps.DeleteFunc(own, func(code string, _ bool) bool { return common[code] })
		maps.Copy(all, own)
		item := tree["paths"].(map[string]any)[rt.row.Path].(map[string]any)
		item[strings.ToLower(rt.row.Method)].(map[string]any)["x-problems"] = texts(own)
	}
	h.schemas[problemCode] = map[string]any{"type": "string", "enum": texts(all),
		"description": problemCodeDoc}
	problem, ok := h.schemas["Problem"].(map[string]any)
	if !ok {
		return // an API without operations
	}
	code := problem["properties"].(map[string]any)["code"].(map[string]any)
	delete(code, "type")
	delete(code, "maxLength")
	code["$ref"] = schemaPrefix + problemCode
}

// texts gives the keys in their order, as values of a document.
func texts(set map[string]bool) []any {
	out := make([]any, 0, len(set))
	for _, code := range slices.Sorted(maps.Keys(set)) {
		out = append(out, code)
	}
	return out
}

const problemCodeDoc = "Every reason of a refusal. Later versions add some: a client shows the detail of one that " +
	"it does not know"
