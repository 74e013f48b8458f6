package main

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"
)

// sqlIsConstant looks at each package that imports the mapper or database/sql.
func sqlIsConstant(tree []source) []string {
	byDir := map[string][]source{}
	var dirs []string
	for _, s := range tree {
		if s.product() && !passesSQLOn(s) {
			if byDir[s.dir()] == nil {
				dirs = append(dirs, s.dir())
			}
			byDir[s.dir()] = append(byDir[s.dir()], s)
		}
	}
	var findings []string
	for _, dir := range dirs {
		findings = append(findings, newSQLCheck(byDir[dir]).run()...)
	}
	return findings
}

// passesSQLOn names what has no SQL of its own: the test kit, which names tables
// that it has listed itself, and the pool between the mapper and the driver.
func passesSQLOn(s source) bool {
	return s.in("app/apptest") || s.path == "services/internal/store/prepared.go"
}

// sqlCheck is one package.
type sqlCheck struct {
	files   []source
	funcs   map[string][]*ast.FuncDecl
	globals map[string]ast.Expr // constants and variables with a value, by name
	written map[string]bool     // package variables that are assigned somewhere
	sinks   map[string]map[int]bool
	busy    map[*ast.FuncDecl]bool
}

func newSQLCheck(files []source) *sqlCheck {
	c := &sqlCheck{files: files, funcs: map[string][]*ast.FuncDecl{}, globals: map[string]ast.Expr{}, written: map[string]bool{},
		sinks: map[string]map[int]bool{}, busy: map[*ast.FuncDecl]bool{}}
	for _, s := range files {
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				c.funcs[d.Name.Name] = append(c.funcs[d.Name.Name], d)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok {
						for i, name := range v.Names {
							c.globals[name.Name] = nil
							if i < len(v.Values) {
								c.globals[name.Name] = v.Values[i]
							}
						}
					}
				}
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok && a.Tok != token.DEFINE {
				for _, l := range a.Lhs {
					if name, ok := l.(*ast.Ident); ok {
						c.written[name.Name] = true
					}
				}
			}
			return true
		})
	}
	return c
}

// run repeats until no new parameter is found that ends up as SQL.
func (c *sqlCheck) run() []string {
	for {
		before := c.sinkCount()
		findings := c.pass()
		if c.sinkCount() == before {
			return findings
		}
	}
}

func (c *sqlCheck) sinkCount() int {
	n := 0
	for _, s := range c.sinks {
		n += len(s)
	}
	return n
}

func (c *sqlCheck) pass() []string {
	var findings []string
	for _, s := range c.files {
		imports := s.imports()
		_, mapper := imports["gorm.io/gorm"]
		mapper = mapper || path.Base(s.dir()) == "store"
		_, driver := imports["database/sql"]
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			ast.Inspect(f.Body, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				on, name := callee(call)
				for i := range call.Args {
					at, isMapper := mapperSQL[name]
					atDriver, isDriver := driverSQL[name]
					if c.sinks[name][i] || mapper && isMapper && at == i && on != "" && !c.ours(on, name) || driver && isDriver && atDriver == i && on != "" {
						findings = append(findings, c.demand(s, f, call.Args[i])...)
					}
				}
				return true
			})
		}
	}
	return findings
}

// ours reports a method of this package that merely has a mapper's name.
func (c *sqlCheck) ours(on, name string) bool { return on != "?" && len(c.funcs[name]) > 0 }

// demand checks one argument; a parameter of an unexported function makes that
// function's callers responsible.
func (c *sqlCheck) demand(s source, f *ast.FuncDecl, arg ast.Expr) []string {
	ok, params := c.constant(f, arg)
	if !ok {
		return []string{s.at(arg) + ": this SQL is not constant text"}
	}
	for _, p := range params {
		if f.Name.IsExported() {
			return []string{s.at(arg) + ": " + f.Name.Name + " is exported and takes SQL as " + p + "; callers elsewhere are not checked"}
		}
		if c.sinks[f.Name.Name] == nil {
			c.sinks[f.Name.Name] = map[int]bool{}
		}
		c.sinks[f.Name.Name][paramIndex(f, p)] = true
	}
	return nil
}

func paramIndex(f *ast.FuncDecl, name string) int {
	i := 0
	for _, field := range f.Type.Params.List {
		for _, n := range field.Names {
			if n.Name == name {
				return i
			}
			i++
		}
	}
	return -1
}

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
	return c.constant(&ast.FuncDecl{Name: ast.NewIdent("init"), Type: &ast.FuncType{Params: &ast.FieldList{}}}, value)
}

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
			return &ast.CallExpr{Fun: x.Fun, Lparen: x.Lparen, Rparen: x.Rparen, Args: append([]ast.Expr{withoutSelf(x.Args[0], name)}, x.Args[1:]...)}
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
	case on == "strings" && slices.Contains([]string{"Join", "TrimSuffix", "TrimPrefix", "TrimSpace", "ReplaceAll"}, name),
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
	if decls := c.funcs[name]; len(decls) > 0 {
		return c.function(f, call, decls, i)
	}
	// A chain of the mapper as a group of conditions.
	_, chain := mapperSQL[name]
	return on != "" && (chain || name == "WithContext" || name == "Session"), nil
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

// function judges what a function of this package returns.
func (c *sqlCheck) function(f *ast.FuncDecl, call *ast.CallExpr, decls []*ast.FuncDecl, i int) (bool, []string) {
	var params []string
	for _, callee := range decls {
		if returnsMapper(callee) {
			continue // its own calls are checked where they stand
		}
		needs, ok := c.returns(callee, i)
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
	sel, ok := star.X.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "DB"
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
