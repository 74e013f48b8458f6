package migrations_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"xinjumin/app/apptest"
)

// someOf are code columns that hold a part of their type, or all of it in an
// order of their own, with the reason.
var someOf = map[string]string{
	"consents.purpose":           "the type has the order in which people are shown the purposes",
	"disclosures.kind":           "the kinds of second signatures that are disclosures",
	"disclosures.state":          "whether one has expired follows from the time",
	"mediation_committees.state": "one that has no formed_at yet is forming",
	"party_standings.standing":   "retained is for unions",
	"role_offers.state":          "an accepted offer is a role, which is active and ends",
}

// untyped are code columns whose values are those of no code type, with the
// reason.
var untyped = map[string]string{
	"key_marks.purpose":     "keys of the key ring, which are no words of the field",
	"organizations.subtype": "models.Subtype has its words in the policy of each kind",
	"persons.education":     "codes of GB/T 4658, a list of codes of models",
	"memberships.source":    "appointment has no words yet, and the document does not list it",
}

// TestCodes_areTheValuesOfTheirType compares the CHECK of each code column with
// the values of the type of the entity's field, in the order of the type. The
// CHECKs of both dialects are the same (TestChecks_areTheSameInBothDialects).
func TestCodes_areTheValuesOfTheirType(t *testing.T) {
	values := map[string][]string{}
	for _, c := range apptest.Codes() {
		values[c.Type] = c.Values
	}
	types := columnTypes(t)
	listed := codes(t)
	for _, column := range slices.Sorted(maps.Keys(listed)) {
		have := slices.DeleteFunc(slices.Clone(listed[column]), func(v string) bool { return v == "''" })
		for i := range have {
			have[i] = strings.Trim(have[i], "'")
		}
		want, typed := values[types[column]]
		want = slices.DeleteFunc(slices.Clone(want), func(v string) bool { return v == "" })
		switch _, excused := untyped[column]; {
		case excused:
			if typed && slices.Equal(have, want) {
				t.Errorf("%s is listed as an exception and is the whole of %s", column, types[column])
			}
		case typed && someOf[column] != "":
			if slices.Equal(have, want) {
				t.Errorf("%s is the whole of %s and needs no exception", column, types[column])
			}
			for _, v := range have {
				if !slices.Contains(want, v) {
					t.Errorf("%s (%s) has %q, the type has not", column, types[column], v)
				}
			}
		case !typed:
			t.Errorf("%s (%s) has no code type: %v", column, types[column], have)
		case !slices.Equal(have, want):
			t.Errorf("%s (%s) lists %v, the type %v", column, types[column], have, want)
		}
	}
	for _, column := range slices.Concat(slices.Collect(maps.Keys(untyped)), slices.Collect(maps.Keys(someOf))) {
		if _, ok := listed[column]; !ok {
			t.Errorf("%s is an exception and no code column", column)
		}
	}
}

// columnTypes reads from the entities which type stands behind a column, such as
// models.PollState behind polls.state.
func columnTypes(t *testing.T) map[string]string {
	t.Helper()
	types, named, structs := map[string]string{}, map[string]string{}, map[string]*ast.StructType{}
	err := filepath.WalkDir(filepath.Join("..", "models"), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if ts, ok := s.(*ast.TypeSpec); ok {
						if st, ok := ts.Type.(*ast.StructType); ok {
							structs[file.Name.Name+"."+ts.Name.Name] = st
						}
					}
				}
			case *ast.FuncDecl:
				if of, table := tableName(d); table != "" {
					named[file.Name.Name+"."+of] = table
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, st := range structs {
		pkg, entity, _ := strings.Cut(name, ".")
		table := named[name]
		if table == "" {
			table = plural(snake(entity))
		}
		for _, f := range st.Fields.List {
			for _, n := range f.Names {
				if of := typeName(pkg, f.Type); of != "" {
					types[table+"."+snake(n.Name)] = of
				}
			}
		}
	}
	return types
}

// tableName gives the receiver and the text of a TableName method.
func tableName(d *ast.FuncDecl) (of, table string) {
	if d.Name.Name != "TableName" || d.Recv == nil || len(d.Body.List) != 1 {
		return "", ""
	}
	id, _ := d.Recv.List[0].Type.(*ast.Ident)
	ret, _ := d.Body.List[0].(*ast.ReturnStmt)
	if id == nil || ret == nil {
		return "", ""
	}
	text, _ := ret.Results[0].(*ast.BasicLit)
	if text == nil {
		return "", ""
	}
	return id.Name, strings.Trim(text.Value, `"`)
}

// typeName gives the type of a field with its package; empty for a composed one.
func typeName(pkg string, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeName(pkg, e.X)
	case *ast.Ident:
		return pkg + "." + e.Name
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			return x.Name + "." + e.Sel.Name
		}
	}
	return ""
}

// snake is the name of a column as the mapper makes it.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		upper := unicode.IsUpper(r)
		if upper && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func plural(name string) string {
	switch {
	case strings.HasSuffix(name, "y") && !strings.HasSuffix(name, "ey"):
		return strings.TrimSuffix(name, "y") + "ies"
	case strings.HasSuffix(name, "s") || strings.HasSuffix(name, "x"):
		return name + "es"
	}
	return name + "s"
}
