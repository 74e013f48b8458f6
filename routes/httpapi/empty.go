package httpapi

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
)

// Empty values. huma takes null for a field that is left out, and an empty
// parameter for one that is not there. A client that sends either has a fault, and
// would get an answer to a question that it did not ask: a list without its filter,
// or everything marked as read. What the document does not admit is refused.

// blankable reports whether the schema of a parameter admits an empty text.
func blankable(reg *registry, s *huma.Schema) bool {
	switch s = reg.resolve(s); {
	case s == nil:
		return true
	case s.Type != huma.TypeString, s.Format != "", s.MinLength != nil && *s.MinLength > 0:
		return false
	case len(s.Enum) > 0:
		return slices.Contains(s.Enum, any(""))
	case s.Pattern != "":
		match, err := regexp.MatchString(s.Pattern, "")
		return err == nil && match
	}
	return true
}

// checkNulls notes each null in a body that its schema does not admit.
func (cl *call) checkNulls(body []byte) {
	if !bytes.Contains(body, []byte("null")) || scanJSON(body) != "" {
		return
	}
	content := cl.route.op.RequestBody.Content["application/json"]
	var tree any
	if content == nil || json.Unmarshal(body, &tree) != nil {
		return // refused as a whole when it is read
	}
	cl.nulls(content.Schema, tree, "")
}

func (cl *call) nulls(s *huma.Schema, v any, at string) {
	s = cl.api.reg.resolve(s)
	if s == nil || len(s.OneOf)+len(s.AnyOf)+len(s.AllOf) > 0 || len(cl.strange) >= maxFields {
		return
	}
	switch v := v.(type) {
	case nil:
		if s.Type != "" && !s.Nullable {
			cl.strange = append(cl.strange, field("body", at, "null", ""))
		}
	case []any:
		for i, item := range v {
			cl.nulls(s.Items, item, at+"/"+strconv.Itoa(i))
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if below, known := s.Properties[name]; known {
				cl.nulls(below, v[name], at+"/"+escapePointer(name))
			}
		}
	}
}

// ifNoneMatchBound is in the document, too: some ten tags.
const ifNoneMatchBound = 200

// checkTags refuses more tags than the document admits.
func (cl *call) checkTags() {
	if len(cl.fc.Request().Header.Peek("If-None-Match")) > ifNoneMatchBound {
		cl.strange = append(cl.strange,
			field("header", "If-None-Match", "max_length", strconv.Itoa(ifNoneMatchBound)))
	}
}
