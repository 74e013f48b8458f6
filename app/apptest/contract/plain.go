package contract

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"xinjumin/app/server"
)

// Plain gives the document without the references that only save room: to
// parameters, to answers and to enumerations. The tests read what is behind them; what
// the references themselves have to be, routes/walks/document_shared_test.go says.
func Plain(t *testing.T) []byte {
	t.Helper()
	out, err := plain()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Printed gives the document as it is sent. It is not to be changed.
func Printed() []byte { return printed() }

// PrintedChinese gives the document with its words in Chinese. It is not to be changed.
func PrintedChinese() []byte { return printedChinese() }

// Printing the document takes a second under the race detector, and fifty tests ask for it.
var (
	printed        = sync.OnceValue(func() []byte { return server.Document("test") })
	printedChinese = sync.OnceValue(func() []byte { return server.ChineseDocument("test") })
	plain          = sync.OnceValues(func() ([]byte, error) {
		var tree map[string]any
		if err := json.Unmarshal(printed(), &tree); err != nil {
			return nil, err
		}
		return json.Marshal(inlined(tree["components"].(map[string]any), tree))
	})
)

func inlined(components map[string]any, node any) any {
	switch n := node.(type) {
	case []any:
		for i, below := range n {
			n[i] = inlined(components, below)
		}
	case map[string]any:
		for key, below := range n {
			n[key] = inlined(components, below)
		}
		if list, ok := n["anyOf"].([]any); ok && len(list) == 2 {
			if one, isMap := list[0].(map[string]any); isMap && one["enum"] != nil {
				delete(n, "anyOf")
				return laidOver(one, n, map[string]any{"type": []any{"string", "null"}})
			}
		}
		ref, _ := n["$ref"].(string)
		if behind := shared(components, ref); behind != nil {
			delete(n, "$ref")
			return laidOver(behind, n)
		}
	}
	return node
}

// laidOver copies the first map and lays the others over it.
func laidOver(maps ...map[string]any) map[string]any {
	out := map[string]any{}
	for _, m := range maps {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// shared gives what a reference stands for when it only saves room; nil for a struct.
func shared(components map[string]any, ref string) map[string]any {
	parts := strings.Split(strings.TrimPrefix(ref, "#/components/"), "/")
	if len(parts) != 2 || !slices.Contains([]string{"schemas", "responses", "parameters"}, parts[0]) {
		return nil
	}
	behind, _ := components[parts[0]].(map[string]any)[parts[1]].(map[string]any)
	if parts[0] == "schemas" && behind["enum"] == nil {
		return nil
	}
	return behind
}
