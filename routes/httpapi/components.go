package httpapi

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"xinjumin/models"
)

// What the document says more than once stands in it once, under a name: the values of a
// code, the equal refusals of all operations, the parameters that most of them take. Types
// are made from the document, and a type needs a name to be imported by. Validation reads
// the schemas as huma keeps them, without these references (it knows no null beside one).

const (
	responsePrefix  = "#/components/responses/"
	parameterPrefix = "#/components/parameters/"
	// codeMark on a schema of huma names the Go type of a code; the finished document
	// has a reference in its place.
	codeMark = "x-code"
	// sharedFrom is how many operations ask for the same parameter before it has a name.
	sharedFrom = 10
	// problemCode is the name of the enumeration of all reasons.
	problemCode = "ProblemCode"
)

// enum is an enumeration with a name of its own in the document.
type enum struct {
	name   string
	of     string // its Go type, such as poll.State; empty for a part of one
	list   string // its key in /codes; empty when it is not published
	values []string
	en, zh string
}

// Enum names the enumeration of a Go type such as poll.State after its list in /codes:
// poll_state is PollState. A list without a key, or whose name a struct has taken, has the
// name that is given; elsewhere it is empty.
func (a *API) Enum(of, name string, list models.CodeList) {
	if name == "" {
		name = exported(list.Key)
	}
	e := enum{name: name, of: of, list: list.Key, en: list.EN, zh: list.ZH}
	for _, entry := range list.Entries {
		e.values = append(e.values, entry.Code)
	}
	a.addEnum(e)
}

// PartEnum names a part of a code, or values that are no code, which several places of the
// document share.
func (a *API) PartEnum(name, en, zh string, values ...string) {
	a.addEnum(enum{name: name, en: en, zh: zh, values: values})
}

func (a *API) addEnum(e enum) {
	if e.name == "" || slices.ContainsFunc(a.enums, func(o enum) bool { return o.name == e.name }) {
		panic("httpapi: two enumerations want the name " + e.name)
	}
	a.enums = append(a.enums, e)
}

// enumFor finds the name of some values: of the Go type that they are written down for, or
// of the only enumeration that has just these.
func (a *API) enumFor(of string, values []string) *enum {
	var found *enum
	for i := range a.enums {
		e := &a.enums[i]
		if !slices.Equal(e.values, values) {
			continue
		}
		if e.of == of && of != "" {
			return e
		}
		if found != nil {
			found = nil
			break
		}
		found = e
	}
	return found
}

// exported turns a key of the wire into a name of a type: poll_state, Idempotency-Key.
func exported(key string) string {
	var name strings.Builder
	for part := range strings.FieldsFuncSeq(key, func(r rune) bool { return r == '_' || r == '-' || r == ' ' }) {
		name.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return name.String()
}

// hoister rewrites the tree of a finished document.
type hoister struct {
	a       *API
	schemas map[string]any
	mine    map[string]bool // the enumerations that are used
}

// hoist puts what is shared into the components of a document.
func (a *API) hoist(tree map[string]any) {
	components := tree["components"].(map[string]any)
	h := &hoister{a: a, schemas: components["schemas"].(map[string]any), mine: map[string]bool{}}
	h.node(tree, "")
	h.addEnums()
	h.problems(tree)
	operations := eachOperation(tree)
	for _, op := range operations {
		sayOnce(op)
	}
	components["responses"] = shareResponses(operations)
	components["parameters"] = shareParameters(operations)
}

// eachOperation lists the operations of a document in a settled order.
func eachOperation(tree map[string]any) []map[string]any {
	var out []map[string]any
	paths := tree["paths"].(map[string]any)
	for _, path := range sortedKeys(paths) {
		item := paths[path].(map[string]any)
		for _, method := range sortedKeys(item) {
			if op, ok := item[method].(map[string]any); ok {
				out = append(out, op)
			}
		}
	}
	return out
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// node walks a part of the document and names the enumerations in it.
func (h *hoister) node(node any, name string) {
	switch n := node.(type) {
	case []any:
		for _, below := range n {
			h.node(below, name)
		}
	case map[string]any:
		if name != "properties" {
			h.enum(n)
			nullable(n)
		}
		for key, below := range n {
			if !notWords[key] || name == "properties" {
				h.node(below, key)
			}
		}
	}
}

// enum turns an enumeration with a name into a reference to it.
func (h *hoister) enum(s map[string]any) {
	of, _ := s[codeMark].(string)
	delete(s, codeMark)
	list, ok := s["enum"].([]any)
	if !ok {
		return
	}
	values := make([]string, len(list))
	for i, v := range list {
		values[i], ok = v.(string)
		if !ok {
			return
		}
	}
	types, _ := s["type"].([]any) // ["string", "null"]
	e := h.a.enumFor(of, values)
	if e == nil {
		if types != nil { // null is one of the values, which a reader of the standard wants to see
			s["enum"] = append(slices.Clone(list), nil)
		}
		return
	}
	h.mine[e.name] = true
	for _, gone := range []string{"type", "enum", "maxLength", "minLength"} {
		delete(s, gone)
	}
	if types == nil {
		s["$ref"] = schemaPrefix + e.name
		return
	}
	s["anyOf"] = []any{map[string]any{"$ref": schemaPrefix + e.name}, map[string]any{"type": "null"}}
}

// nullable writes the null beside a reference as the standard does; see orNull.
func nullable(s map[string]any) {
	list, _ := s["anyOf"].([]any)
	for i, one := range list {
		if m, ok := one.(map[string]any); ok && len(m) == 1 && reflect.DeepEqual(m["enum"], []any{nil}) {
			list[i] = map[string]any{"type": "null"}
		}
	}
}

func (h *hoister) addEnums() {
	for _, e := range h.a.enums {
		if !h.mine[e.name] {
			continue
		}
		if _, taken := h.schemas[e.name]; taken {
			panic("httpapi: an enumeration and a struct want the schema name " + e.name)
		}
		values := make([]any, len(e.values))
		for i, v := range e.values {
			values[i] = v
		}
		s := map[string]any{"type": "string", "enum": values, "description": e.en}
		if e.list != "" {
			s["x-codes"] = e.list
		}
		h.schemas[e.name] = s
	}
}

// sayOnce takes away what huma says of a parameter a second time, in its schema.
func sayOnce(op map[string]any) {
	list, _ := op["parameters"].([]any)
	for _, p := range list {
		m := p.(map[string]any)
		if s, ok := m["schema"].(map[string]any); ok && s["description"] == m["description"] {
			delete(s, "description")
		}
	}
}

// shareResponses gives the equal problem answers their names, and puts references in
// their places.
func shareResponses(operations []map[string]any) map[string]any {
	shared := map[string]any{}
	for _, op := range operations {
		responses := op["responses"].(map[string]any)
		for status, res := range responses {
			r, ok := res.(map[string]any)
			content, _ := r["content"].(map[string]any)
			code, err := strconv.Atoi(status)
			if !ok || err != nil || content["application/problem+json"] == nil {
				continue
			}
			name := exported(http.StatusText(code))
			if shared[name] == nil {
				shared[name] = r
			}
			if reflect.DeepEqual(shared[name], res) {
				responses[status] = map[string]any{"$ref": responsePrefix + name}
			}
		}
	}
	return shared
}

// shareParameters names the parameters that many operations have alike.
func shareParameters(operations []map[string]any) map[string]any {
	used := map[string]int{}
	text := func(p any) string {
		b, err := json.Marshal(p)
		if err != nil {
			panic("httpapi: a parameter cannot be written: " + err.Error())
		}
		return string(b)
	}
	for _, op := range operations {
		list, _ := op["parameters"].([]any)
		for _, p := range list {
			used[text(p)]++
		}
	}
	shared := map[string]any{}
	for _, op := range operations {
		list, _ := op["parameters"].([]any)
		for i, p := range list {
			m := p.(map[string]any)
			if used[text(p)] < sharedFrom || m["in"] == "path" {
				continue
			}
			name := exported(m["name"].(string))
			if shared[name] == nil {
				shared[name] = p
			}
			if reflect.DeepEqual(shared[name], p) {
				list[i] = map[string]any{"$ref": parameterPrefix + name}
			}
		}
	}
	return shared
}
