package main

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// constant reports whether an expression inside f is constant text (or a list
// of such), given that the named parameters are.
func (c *sqlCheck) constant(f *ast.FuncDecl, e ast.Expr) (bool, []string) {
	switch e := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		return true, nil
	case *ast.BinaryExpr:
		return c.all(f, e.X, e.Y)
	case *ast.Ident:
		return c.name(f, e)
	case *ast.CompositeLit:
		return c.composite(f, e)
	case *ast.IndexExpr:
		return c.constant(f, e.X)
	case *ast.SliceExpr:
		return c.constant(f, e.X)
	case *ast.CallExpr:
		return c.call(f, e, 0)
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok && x.Name == "store" && c.lender != nil {
			return c.lender.name(atTop, e.Sel)
		}
	}
	return false, nil
}

func (c *sqlCheck) all(f *ast.FuncDecl, exprs ...ast.Expr) (bool, []string) {
	var params []string
	for _, e := range exprs {
		ok, more := c.constant(f, e)
		if !ok {
			return false, nil
		}
		params = append(params, more...)
	}
	return true, params
}

// composite accepts lists and maps of texts, not conditions given as structs.
func (c *sqlCheck) composite(f *ast.FuncDecl, e *ast.CompositeLit) (bool, []string) {
	switch e.Type.(type) {
	case *ast.ArrayType, *ast.MapType:
	default:
		return false, nil
	}
	if m, ok := e.Type.(*ast.MapType); ok {
		if v, ok := m.Value.(*ast.Ident); !ok || v.Name != "string" {
			return false, nil
		}
	}
	var values []ast.Expr
	for _, v := range e.Elts {
		if kv, ok := v.(*ast.KeyValueExpr); ok {
			v = kv.Value
		}
		values = append(values, v)
	}
	return c.all(f, values...)
}

// name follows a parameter, a local variable, or a package's constant.
func (c *sqlCheck) name(f *ast.FuncDecl, id *ast.Ident) (bool, []string) {
	given, assigned := c.assignments(f, id.Name)
	if paramIndex(f, id.Name) >= 0 {
		ok, params := c.followed(f, given)
		return ok, append(params, id.Name)
	}
	if assigned {
		return c.followed(f, given)
	}
	value, global := c.globals[id.Name]
	if !global || value == nil || c.written[id.Name] && !isConst(id) {
		return false, nil
	}
	return c.constant(atTop, value)
}

// atTop stands for the top of a file, where there are no parameters.
var atTop = &ast.FuncDecl{Name: ast.NewIdent("init"), Type: &ast.FuncType{Params: &ast.FieldList{}}}

// isConst trusts the parser, which has resolved names inside one file.
func isConst(id *ast.Ident) bool { return id.Obj != nil && id.Obj.Kind == ast.Con }

// given is one value that a local variable gets: result number of a call, or a
// plain expression.
type given struct {
	value  ast.Expr
	result int
}

func (c *sqlCheck) followed(f *ast.FuncDecl, values []given) (bool, []string) {
	var params []string
	for _, g := range values {
		var ok bool
		var more []string
		if call, isCall := ast.Unparen(g.value).(*ast.CallExpr); isCall {
			ok, more = c.call(f, call, g.result)
		} else {
			ok, more = c.constant(f, g.value)
		}
		if !ok {
			return false, nil
		}
		params = append(params, more...)
	}
	return true, params
}

// assignments finds every value that a local name is given in f. It does not
// tell two variables of one name apart: then all must be constant.
func (c *sqlCheck) assignments(f *ast.FuncDecl, name string) (values []given, found bool) {
	if f.Body == nil {
		return nil, false
	}
	add := func(lhs []ast.Expr, rhs []ast.Expr) {
		for i, l := range lhs {
			id, ok := l.(*ast.Ident)
			if !ok || id.Name != name {
				continue
			}
			found = true
			if len(rhs) == len(lhs) {
				// x = append(x, …) and x = x + … are judged by what is new.
				values = append(values, given{value: withoutSelf(rhs[i], name)})
			} else if len(rhs) == 1 {
				values = append(values, given{value: rhs[0], result: i})
			}
		}
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			add(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			lhs := make([]ast.Expr, len(n.Names))
			for i, id := range n.Names {
				lhs[i] = id
				found = found || id.Name == name
			}
			add(lhs, n.Values)
		case *ast.RangeStmt:
			for _, v := range []ast.Expr{n.Key, n.Value} {
				if id, ok := v.(*ast.Ident); ok && id.Name == name {
					found = true
					values = append(values, given{value: n.X})
				}
			}
		}
		return true
	})
	return values, found
}

// withoutSelf drops the variable's own old value from what it is given next.
func withoutSelf(e ast.Expr, name string) ast.Expr {
	empty := &ast.BasicLit{Kind: token.STRING, Value: `""`}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		if x.Name == name {
			return empty
		}
	case *ast.BinaryExpr:
		return &ast.BinaryExpr{X: withoutSelf(x.X, name), Op: x.Op, Y: withoutSelf(x.Y, name), OpPos: x.OpPos}
	case *ast.CallExpr:
		if on, fun := callee(x); on == "" && fun == "append" && len(x.Args) > 0 {
			return &ast.CallExpr{Fun: x.Fun, Lparen: x.Lparen, Rparen: x.Rparen,
				Args: append([]ast.Expr{withoutSelf(x.Args[0], name)}, x.Args[1:]...)}
		} else if _, chain := mapperSQL[fun]; chain {
			return empty // db = db.Where(…): that call is checked where it stands
		}
	}
	return e
}

// call judges result number i of a call.
func (c *sqlCheck) call(f *ast.FuncDecl, call *ast.CallExpr, i int) (bool, []string) {
	on, name := callee(call)
	switch {
	case on == "strings" && name == "Repeat":
		return c.constant(f, call.Args[0])
	case on == "strings" && slices.Contains([]string{"Join", "TrimSuffix", "TrimPrefix", "TrimSpace", "ReplaceAll"},
		name),
		on == "" && name == "append",
		on == "fmt" && name == "Sprintf":
		return c.all(f, call.Args...)
	case on == "strconv" && name == "Itoa", on == "" && name == "len":
		return true, nil // digits cannot be SQL
	case on == "" && name == "string":
		return c.all(f, call.Args...)
	case name == "String" && on != "" && on != "?" && len(call.Args) == 0:
		return c.builder(f, on)
	}
	if on == "store" && c.lender != nil && len(c.lender.funcs[name]) > 0 {
		return c.function(f, call, c.lender, i)
	}
	if len(c.funcs[name]) > 0 {
		return c.function(f, call, c, i)
	}
	// A chain of the mapper as a group of conditions.
	_, chain := mapperSQL[name]
	return on != "" && (chain || name == "WithContext" || name == "Query" || name == "Locking" || name == "Session"),
		nil
}

// builder judges a strings.Builder by everything that is written into it; one
// that is handed to someone else is not judged.
func (c *sqlCheck) builder(f *ast.FuncDecl, name string) (ok bool, params []string) {
	wrote, handed := false, false
	ok = true
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			on, method := callee(n)
			if on == name && strings.HasPrefix(method, "Write") {
				good, more := c.all(f, n.Args...)
				wrote, ok, params = true, ok && good, append(params, more...)
			}
		case *ast.UnaryExpr:
			if id, isName := n.X.(*ast.Ident); isName && n.Op == token.AND && id.Name == name {
				handed = true
			}
		}
		return true
	})
	return wrote && ok && !handed, params
}

// function judges what a function of this package, or of the kernel, returns.
func (c *sqlCheck) function(f *ast.FuncDecl, call *ast.CallExpr, from *sqlCheck, i int) (bool, []string) {
	var params []string
	_, name := callee(call)
	for _, callee := range from.funcs[name] {
		if returnsMapper(callee) {
			continue // its own calls are checked where they stand
		}
		needs, ok := from.returns(callee, i)
		if !ok {
			return false, nil
		}
		for _, p := range needs {
			at := paramIndex(callee, p)
			if at < 0 || at >= len(call.Args) {
				return false, nil
			}
			ok, more := c.constant(f, call.Args[at])
			if !ok {
				return false, nil
			}
			params = append(params, more...)
		}
	}
	return true, params
}

func returnsMapper(f *ast.FuncDecl) bool {
	if f.Type.Results == nil || len(f.Type.Results.List) == 0 {
		return false
	}
	star, ok := f.Type.Results.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	if name, ok := star.X.(*ast.Ident); ok {
		return name.Name == "Query"
	}
	sel, ok := star.X.(*ast.SelectorExpr)
	return ok && (sel.Sel.Name == "DB" || sel.Sel.Name == "Query")
}

// returns collects the parameters that result number i depends on.
func (c *sqlCheck) returns(f *ast.FuncDecl, i int) (params []string, ok bool) {
	if f.Body == nil || c.busy[f] {
		return nil, c.busy[f] // a recursion adds nothing new
	}
	c.busy[f] = true
	defer delete(c.busy, f)
	ok = true
	found := false
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // its returns are not ours
		case *ast.ReturnStmt:
			found = true
			e := namedResult(f, i)
			switch {
			case i < len(n.Results) && (len(n.Results) > 1 || i == 0):
				e = n.Results[i]
			case len(n.Results) == 1:
				if inner, isCall := n.Results[0].(*ast.CallExpr); isCall {
					good, more := c.call(f, inner, i)
					ok = ok && good
					params = append(params, more...)
					return true
				}
			}
			if e == nil {
				ok = false
				return true
			}
			good, more := c.constant(f, e)
			ok = ok && good
			params = append(params, more...)
		}
		return true
	}
	ast.Inspect(f.Body, visit)
	return params, ok && found
}

// namedResult gives the name of result number i, for a bare return.
func namedResult(f *ast.FuncDecl, i int) ast.Expr {
	at := 0
	if f.Type.Results == nil {
		return nil
	}
	for _, field := range f.Type.Results.List {
		for _, name := range field.Names {
			if at == i {
				return name
			}
			at++
		}
	}
	return nil
}
