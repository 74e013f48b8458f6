package walks_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/contract"
)

// What a generator of types reads: what is the same stands once, under a name.

// rawDocument is the document as it is sent.
func rawDocument(t *testing.T) map[string]any {
	t.Helper()
	var tree map[string]any
	if err := json.Unmarshal(contract.Printed(), &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// below gives what lies at a path of a tree.
func below(tree map[string]any, path ...string) map[string]any {
	for _, p := range path {
		tree, _ = tree[p].(map[string]any)
	}
	return tree
}

// eachNode calls see with every object of a tree and its place.
func eachNode(node any, place string, see func(place string, n map[string]any)) {
	switch n := node.(type) {
	case []any:
		for _, one := range n {
			eachNode(one, place, see)
		}
	case map[string]any:
		see(place, n)
		for key, one := range n {
			eachNode(one, place+"/"+key, see)
		}
	}
}

// The values of a code stand in one named schema, and nowhere else: neither again under
// another name nor inside a field. The schema says which list of /codes has the words.
func TestDocument_enumsHaveNames(t *testing.T) {
	tree := rawDocument(t)
	schemas := below(tree, "components", "schemas")
	named := map[string]string{}
	for name := range schemas {
		if s := below(schemas, name); s["enum"] != nil {
			named[name] = fmt.Sprint(s["enum"])
		}
	}
	if len(named) < 70 {
		t.Errorf("only %d enumerations have a name: %v", len(named), slices.Sorted(maps.Keys(named)))
	}
	if s := below(schemas, "DisputeState"); s["x-codes"] != "dispute_state" || s["description"] == nil {
		t.Errorf("DisputeState: %v", s)
	}
	whole := map[string]string{}
	for _, c := range apptest.Codes() {
		values := make([]any, len(c.Values))
		for i, v := range c.Values {
			values[i] = v
		}
		whole[fmt.Sprint(values)] = c.Type
	}
	inline := map[string]string{}
	eachNode(tree, "", func(place string, n map[string]any) {
		list, ok := n["enum"].([]any)
		if !ok || strings.Count(place, "/") == 3 && strings.HasPrefix(place, "/components/schemas/") {
			return
		}
		list = slices.DeleteFunc(slices.Clone(list), func(v any) bool { return v == nil })
		values := fmt.Sprint(list)
		if of := whole[values]; of != "" {
			t.Errorf("%s has all of %s inside: give the field its type", place, of)
		}
		if other := inline[values]; other != "" && len(list) > 1 {
			t.Errorf("%s and %s have the same values %s: routes/routes.go names them", place, other, values)
		}
		inline[values] = place
	})
}

// A field with words beside it has a code: one that is listed.
func TestDocument_textTwins(t *testing.T) {
	schemas, twins := below(rawDocument(t), "components", "schemas"), 0
	for name := range schemas {
		fields := below(schemas, name, "properties")
		for field := range fields {
			code, ok := strings.CutSuffix(field, "_text")
			s := below(fields, code)
			if !ok || s == nil || noList[name+"."+code] != "" {
				continue
			}
			twins++
			if !isEnum(schemas, s) {
				t.Errorf("%s.%s has words and no list of values: %v", name, code, s)
			}
		}
	}
	if twins < 80 {
		t.Errorf("only %d twins were read", twins)
	}
}

// noList are codes with words that no list holds, each with its reason.
var noList = map[string]string{
	"Region.level":        levels,
	"RegionDetails.level": levels,
	"RegionRef.level":     levels,
	"Me.education":        "a list of the standard GB/T 4658, which /codes has",
	"Roster.blocker":      "the reason of a refusal, one of ProblemCode or of an earlier version",
	"DeskAct.action":      "an act of the trail, to which each version adds some",
	"UnionOffer.hotline":  "a telephone number",
}

const levels = "a level of divisions is a number"

// isEnum reports whether a field is one of listed values, or null besides.
func isEnum(schemas map[string]any, s map[string]any) bool {
	if ref, ok := s["$ref"].(string); ok {
		return below(schemas, strings.TrimPrefix(ref, "#/components/schemas/"))["enum"] != nil
	}
	list, _ := s["anyOf"].([]any)
	for _, one := range list {
		if m, ok := one.(map[string]any); ok && isEnum(schemas, m) {
			return true
		}
	}
	if items := below(s, "items"); items != nil {
		return isEnum(schemas, items)
	}
	return s["enum"] != nil
}

// No answer of a refusal and no parameter of many operations is written twice.
func TestDocument_sharedOnce(t *testing.T) {
	tree := rawDocument(t)
	responses, refs, parameters := below(tree, "components", "responses"), 0, map[string]int{}
	for path, item := range below(tree, "paths") {
		for method, op := range item.(map[string]any) {
			for status, r := range below(op.(map[string]any), "responses") {
				ref, _ := r.(map[string]any)["$ref"].(string)
				if status >= "400" && responses[strings.TrimPrefix(ref, "#/components/responses/")] == nil {
					t.Errorf("%s %s: %s is none of the shared answers: %v", method, path, status, r)
				}
				refs++
			}
			list, _ := op.(map[string]any)["parameters"].([]any)
			for _, p := range list {
				if p := p.(map[string]any); p["in"] == "header" || p["in"] == "query" {
					parameters[fmt.Sprint(p)]++
				}
			}
		}
	}
	if refs < 2000 || len(responses) < 10 {
		t.Errorf("%d answers, %d of them shared", refs, len(responses))
	}
	for p, n := range parameters {
		if n >= 10 {
			t.Errorf("%d operations repeat the parameter %s", n, p)
		}
	}
}
