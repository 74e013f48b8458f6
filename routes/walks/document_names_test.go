package walks_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"xinjumin/app/apptest/contract"
)

// leaked are names that no person has chosen: of the second of two, of a struct without a
// name.
var leaked = regexp.MustCompile(`[0-9]$|Struct$|^Item$|^Body$`)

// twins are schemas of equal shape, each with the reason why there are two.
var twins = map[string]string{}

// A generated type is called as its schema. None has a name that the program made up, and
// no two have the same shape under two names.
func TestDocument_namesOfSchemas(t *testing.T) {
	schemas := below(rawDocument(t), "components", "schemas")
	shapes := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		if leaked.MatchString(name) {
			t.Errorf("%s: give the type a name", name)
		}
		s := below(schemas, name)
		if s["properties"] == nil {
			continue
		}
		takeWords(s, "", map[string]string{})
		eachNode(s, "", func(_ string, n map[string]any) { delete(n, "examples") })
		shape, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		shapes[string(shape)] = append(shapes[string(shape)], name)
	}
	used := map[string]bool{}
	for _, names := range shapes {
		if len(names) == 1 {
			continue
		}
		if pair := strings.Join(names, " "); twins[pair] == "" {
			t.Errorf("%s have one shape: give them one type", pair)
		} else {
			used[pair] = true
		}
	}
	for pair := range twins {
		if !used[pair] {
			t.Errorf("%s differ, or one is gone: take them off the list", pair)
		}
	}
}

// In an answer null is the one way to say nothing: every field is there, and no code is
// empty.
func TestDocument_nullSaysNothing(t *testing.T) {
	doc, answered, fields := contract.Read(t), map[string]bool{}, 0
	for _, methods := range doc.Paths {
		for _, op := range methods {
			for _, r := range op.Responses {
				for _, c := range r.Content {
					reach(doc, answered, c.Schema)
				}
			}
		}
	}
	for name := range answered {
		s := doc.Components.Schemas[name]
		for field, p := range s.Properties {
			fields++
			if !slices.Contains(s.Required, field) {
				t.Errorf("%s.%s may be missing in an answer: make it null", name, field)
			}
			if p.Items != nil {
				p = *p.Items
			}
			if slices.Contains(p.Enum, any("")) {
				t.Errorf("%s.%s may be an empty code: make it null", name, field)
			}
		}
	}
	if fields < 1500 {
		t.Errorf("only %d fields were read", fields)
	}
}

// unanswered are reasons that no operation answers, each with its reason.
var unanswered = map[string]string{
	"seed.people":       "of the command line",
	"seed.populated":    "of the command line",
	"role.invalid":      "of the command line",
	"roster.unreadable": "found in the background, and shown as the blocker of a list",
}

// Every reason that the program declares is in the enumeration of the document, which is
// what a client compares with, and every operation names those that it may answer.
func TestDocument_problems(t *testing.T) {
	tree := rawDocument(t)
	listed := map[string]bool{}
	for _, code := range below(tree, "components", "schemas", "ProblemCode")["enum"].([]any) {
		listed[code.(string)] = true
	}
	for path, item := range below(tree, "paths") {
		for method, op := range item.(map[string]any) {
			own, _ := op.(map[string]any)["x-problems"].([]any)
			if len(own) == 0 {
				t.Errorf("%s %s names no reason", method, path)
			}
		}
	}
	declared := declaredReasons(t)
	for code := range declared {
		if !listed[code] && unanswered[code] == "" {
			t.Errorf("%s is declared at %s, and no operation answers it", code, declared[code])
		}
	}
	for code := range listed {
		if declared[code] == "" {
			t.Errorf("%s is listed, and nobody declares it", code)
		}
	}
	for code := range unanswered {
		if declared[code] == "" || listed[code] {
			t.Errorf("%s is gone or answered: take it off the list", code)
		}
	}
	if len(listed) < 300 {
		t.Errorf("only %d reasons are listed", len(listed))
	}
}

// declaredReasons finds the second argument of every NewError in the product, with its place.
func declaredReasons(t *testing.T) map[string]string {
	t.Helper()
	found, files := map[string]string{}, token.NewFileSet()
	err := filepath.WalkDir("../..", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 4 {
				return true
			}
			name := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			if text, ok := call.Args[1].(*ast.BasicLit); ok && name == "NewError" {
				code, err := strconv.Unquote(text.Value)
				if err == nil {
					found[code] = files.Position(call.Pos()).String()
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
