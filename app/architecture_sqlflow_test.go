package main

import (
	"go/ast"
	"go/token"
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
	lender := newSQLCheck(byDir[kernelDir])
	for _, dir := range dirs {
		c := newSQLCheck(byDir[dir])
		c.lender = lender
		findings = append(findings, c.run()...)
	}
	return findings
}

// passesSQLOn names what has no SQL of its own: the test kit, which names tables
// that it has listed itself, and the pool between the mapper and the driver.
func passesSQLOn(s source) bool {
	return s.in("app/apptest") || s.dir() == "services/internal/storetest" ||
		s.path == "services/internal/store/prepared.go"
}

// sqlCheck is one package.
type sqlCheck struct {
	files   []source
	funcs   map[string][]*ast.FuncDecl
	globals map[string]ast.Expr // constants and variables with a value, by name
	written map[string]bool     // package variables that are assigned somewhere
	sinks   map[string]map[int]bool
	busy    map[*ast.FuncDecl]bool
	lender  *sqlCheck // the kernel, whose constants and functions areas use
}

func newSQLCheck(files []source) *sqlCheck {
	c := &sqlCheck{files: files, funcs: map[string][]*ast.FuncDecl{}, globals: map[string]ast.Expr{},
		written: map[string]bool{},
		sinks:   map[string]map[int]bool{}, busy: map[*ast.FuncDecl]bool{}}
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
		_, asks := imports[module+"/"+kernelDir]
		asks = asks || s.dir() == kernelDir
		mapper = mapper || asks
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
				if name == "Query" && len(call.Args) == 1 && isContext(call.Args[0]) {
					return true // the begin of a chain: its own calls are checked where they stand
				}
				atKernel, isKernel := c.kernel(s, on, name)
				for i := range call.Args {
					at, isMapper := mapperSQL[name]
					// the mapper takes no context
					isMapper = isMapper && on != "cmp" && (at == 2 || !isContext(call.Args[0]))
					atDriver, isDriver := driverSQL[name]
					if c.sinks[name][i] || asks && isKernel && atKernel == i || !isKernel && mapper && isMapper &&
						at == i && on != "" && !c.ours(on, name) || driver && isDriver && atDriver == i && on != "" {
						findings = append(findings, c.demand(s, f, call.Args[i])...)
					}
				}
				return true
			})
		}
	}
	return findings
}

// kernelDir is where the functions of kernelSQL stand.
const kernelDir = "services/internal/store"

// kernel gives the index of the text argument of what the store lends.
func (c *sqlCheck) kernel(s source, on, name string) (int, bool) {
	if on == "store" || on == "" && s.dir() == kernelDir {
		at, ok := kernelSQL["store."+name]
		if !ok {
			at = -1 // nothing of it is SQL; what it is given was checked where it was built
		}
		return at, true
	}
	at, ok := kernelSQL[name]
	return at, ok && on != ""
}

// lends reports a function of the kernel whose callers elsewhere are checked.
func lends(s source, f *ast.FuncDecl, param string) bool {
	if s.dir() != kernelDir {
		return false
	}
	name := f.Name.Name
	if f.Recv == nil {
		name = "store." + name
	}
	at, ok := kernelSQL[name]
	return ok && at == paramIndex(f, param)
}

func isContext(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name == "ctx"
	case *ast.CallExpr:
		_, name := callee(e)
		return name == "Context"
	}
	return false
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
		if lends(s, f, p) {
			continue
		}
		if f.Name.IsExported() {
			return []string{s.at(arg) + ": " + f.Name.Name + " is exported and takes SQL as " + p +
				"; callers elsewhere are not checked"}
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
