package main

import (
	"go/ast"
	"go/token"
	"strings"
)

const kit = module + "/app/apptest"

// testRules are about the tests: none of them may fail by chance.
func testRules() []rule {
	return []rule{{
		name:  "absence is asked through the kit",
		check: absence,
		canaries: []map[string]string{
			withKit(`if strings.Contains(string(res.Body), "123") { t.Error() }`),
			withKit(`if !ok || bytes.Contains(c.Get("/x").Body, []byte("fee")) { t.Error() }`),
			withKit(`body := string(res.Body); if strings.Contains(body, "123") { t.Error() }`),
			withKit(`dump, logs := env.Dump(), env.Logs(); if strings.Contains(dump+logs, "123") { t.Error() }`),
			withKit(
				`all := map[string]string{"rows": env.Dump()}
					for _, text := range all { if strings.Index(text, "12") >= 0 { t.Error() } }`),
			withKit(
				`f := func(r *apptest.Response, s string) bool { return strings.Contains(string(r.Body), s) }; _ = f`),
		},
		fine: []map[string]string{
			withKit(`if !strings.Contains(string(res.Body), "123") { t.Error() }`),
			withKit(`res.Lacks("123"); if apptest.Holds(env.Dump(), "123") { t.Error() }`),
			withKit(`if n := strings.Count(string(res.Body), "导出"); n != 2 { t.Error() }`),
			withKit(`if strings.Contains(path, "123") { t.Error() }`),
			{"app/kv/x_test.go": `package kv_test
				func f() { if strings.Contains(string(res.Body), "123") { t.Error() } }`},
		},
	}, {
		name:  "tests draw from a source whose seed is printed",
		check: each(func(s source) bool { return s.file != nil && s.isTest() && !s.in("app/bench") }, unseeded),
		canaries: []map[string]string{
			{"routes/x_test.go": `package routes_test; import "math/rand/v2"; var p = rand.Perm(3)`},
			{"routes/x_test.go": `package routes_test; import "math/rand"; func f() { rand.Shuffle(3, swap) }`},
			{"services/x_test.go": `package services_test; import dice "math/rand/v2"; var seed = dice.Uint64()`},
		},
		fine: []map[string]string{
			{"routes/x_test.go": `package routes_test; import "math/rand/v2"; var r = rand.New(rand.NewPCG(1, 2))`},
			{"routes/x_test.go": `package routes_test; import "crypto/rand"; func f() { rand.Read(b) }`},
		},
	}}
}

// withKit is a test of a package that uses the kit.
func withKit(body string) map[string]string {
	return map[string]string{
		"routes/a_test.go": `package routes_test; import "` + kit + `"; var _ = apptest.Start`,
		"routes/x_test.go": "package routes_test\nfunc TestX(t *testing.T) {\n" + body + "\n}",
	}
}

// absence finds tests that search an answer, the rows or the log by themselves,
// in the packages that use the kit. Only what is negated at once may do so: that
// asks for presence, and what is there by chance fails no test.
func absence(tree []source) []string {
	uses := map[string]bool{}
	for _, s := range tree {
		if s.file != nil && s.isTest() {
			if _, ok := s.imports()[kit]; ok {
				uses[s.dir()] = true
			}
		}
	}
	var findings []string
	for _, s := range tree {
		if s.file == nil || !s.isTest() || !uses[s.dir()] {
			continue
		}
		for _, d := range s.file.Decls {
			findings = append(findings, searches(s, d)...)
		}
	}
	return findings
}

// searches finds the calls of one declaration that look for a text in an answer.
func searches(s source, d ast.Decl) []string {
	answers, negated := answersIn(d), map[ast.Node]bool{}
	var findings []string
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				negated[n.X] = true
			}
		case *ast.CallExpr:
			on, name := callee(n)
			if on != "strings" && on != "bytes" || negated[n] || len(n.Args) != 2 {
				return true
			}
			switch name {
			case "Contains", "Index", "LastIndex":
				if answers.has(n.Args[0]) {
					findings = append(findings, s.at(n)+": "+on+"."+name+
						" searches an answer, which holds random ids; use Lacks or Holds of app/apptest")
				}
			}
		}
		return true
	})
	return findings
}

// named are the variables of a declaration that hold an answer.
type named map[string]bool

// answersIn follows answers into variables until no new one turns up.
func answersIn(d ast.Decl) named {
	found := named{}
	for before := -1; before != len(found); {
		before = len(found)
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for i, to := range n.Lhs {
					if from := n.Rhs[min(i, len(n.Rhs)-1)]; found.has(from) {
						found.add(to)
					}
				}
			case *ast.RangeStmt:
				if n.Value != nil && found.has(n.X) {
					found.add(n.Value)
				}
			}
			return true
		})
	}
	return found
}

func (a named) add(to ast.Expr) {
	if id, ok := to.(*ast.Ident); ok && id.Name != "_" {
		a[id.Name] = true
	}
}

// has reports whether an expression is an answer, or text made of one: the Body
// of something, what Dump and Logs give, or a variable that holds any of these.
// What another function makes of it is that function's.
func (a named) has(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return a[e.Name]
	case *ast.SelectorExpr:
		return e.Sel.Name == "Body"
	case *ast.BinaryExpr:
		return a.has(e.X) || a.has(e.Y)
	case *ast.ParenExpr:
		return a.has(e.X)
	case *ast.IndexExpr:
		return a.has(e.X)
	case *ast.SliceExpr:
		return a.has(e.X)
	case *ast.CompositeLit:
		for _, elt := range e.Elts {
			if pair, ok := elt.(*ast.KeyValueExpr); ok {
				elt = pair.Value
			}
			if a.has(elt) {
				return true
			}
		}
	case *ast.CallExpr:
		switch _, name := callee(e); name {
		case "Dump", "Logs":
			return true
		case "string", "byte", "ToLower", "ToUpper", "Split", "TrimSpace":
			return len(e.Args) > 0 && a.has(e.Args[0])
		}
	}
	return false
}

// unseeded finds draws from the source that nobody has given a seed.
func unseeded(s source) []string {
	alias := ""
	for path := range s.imports() {
		if path == "math/rand" || path == "math/rand/v2" {
			alias = "rand"
		}
	}
	for _, spec := range s.file.Imports {
		if spec.Name != nil && strings.Contains(spec.Path.Value, "math/rand") {
			alias = spec.Name.Name
		}
	}
	var findings []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || alias == "" {
			return true
		}
		if on, name := callee(call); on == alias && !strings.HasPrefix(name, "New") {
			findings = append(findings, s.at(n)+": "+on+"."+name+" draws without a seed; use Dice of app/apptest")
		}
		return true
	})
	return findings
}
