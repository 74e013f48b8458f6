package main

import (
	"go/ast"
	"go/token"
	"strings"
)

// undoing are the functions of services that write again after a transaction of
// theirs has failed, each with what keeps it from undoing a commit whose answer was
// lost: the failure alone does not tell what became of it.
var undoing = map[string]string{
	"services/files.Upload": "settle asks the row first: only what is still pending is taken back",
	"services/files.Keep":   "Drop takes back only what is still pending",
}

func undoRules() []rule {
	return []rule{{
		name:  "nothing is undone after a failure of unknown outcome",
		check: undoesNothing,
		canaries: []map[string]string{
			{"services/party/x.go": `package party
				func (s *Service) Act() { if err := s.st.InTx(ctx, f); err != nil { s.blobs.Delete(ctx, key) } }`},
			{"services/party/x.go": `package party
				func (s *Service) Act() { err := s.write(); if err != nil { s.unlock() } }
				func (s *Service) write() error { return s.st.InTx(ctx, f) }
				func (s *Service) unlock() { s.st.InTx(ctx, g) }`},
			{"services/party/x.go": `package party
				func (s *Service) Act() { _, err := act.On(ctx, s.st, a)
					switch { case err != nil: release(s) } }
				func release(s *Service) { s.st.InTx(ctx, g) }`},
		},
		fine: []map[string]string{
			{"services/party/x.go": `package party
				func (s *Service) Act() error { err := s.st.InTx(ctx, f); if err != nil { return wrap(err) }
					return s.st.InTx(ctx, g) }
				func wrap(err error) error { return err }`},
			{"services/party/x.go": `package party
				func (s *Service) Act() { err := s.st.InTx(ctx, f); if errors.Is(err, store.ErrDuplicate) { s.again() } }
				func (s *Service) again() { s.st.InTx(ctx, g) }`}, // the database has said what happened
		},
	}}
}

// undoesNothing looks, where the error of a transaction is not nil, for something that
// writes.
func undoesNothing(tree []source) []string {
	folders := map[string][]source{}
	for _, s := range tree {
		if s.product() && s.in("services") {
			folders[s.dir()] = append(folders[s.dir()], s)
		}
	}
	var findings []string
	for dir, files := range folders {
		writers := writersOf(files)
		for _, s := range files {
			for _, d := range s.file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if !ok || f.Body == nil || undoing[dir+"."+f.Name.Name] != "" {
					continue
				}
				for _, n := range afterFailure(f, writers) {
					if call := firstWrite(n, f, writers); call != nil {
						findings = append(findings, s.at(call)+": "+f.Name.Name+
							" writes after a transaction has failed,"+
							" which may have committed all the same")
					}
				}
			}
		}
	}
	return findings
}

// writersOf gives the functions of a package that write in a transaction or remove a
// content, themselves or through others of the package.
func writersOf(files []source) map[string]bool {
	writers := map[string]bool{}
	for grown := true; grown; {
		grown = false
		for _, s := range files {
			for _, d := range s.file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if ok && f.Body != nil && !writers[f.Name.Name] && firstWrite(f.Body, f, writers) != nil {
					writers[f.Name.Name], grown = true, true
				}
			}
		}
	}
	return writers
}

// firstWrite finds a call in n that opens a transaction, removes a content, or is of a
// writer of the package.
func firstWrite(n ast.Node, f *ast.FuncDecl, writers map[string]bool) (found *ast.CallExpr) {
	ast.Inspect(n, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if ok && found == nil && isWrite(call, f, writers) {
			found = call
		}
		return found == nil
	})
	return found
}

func isWrite(call *ast.CallExpr, f *ast.FuncDecl, writers map[string]bool) bool {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		return writers[fun.Name]
	case *ast.SelectorExpr:
		switch name := fun.Sel.Name; name {
		case "InTx", "InBatchTx":
			return true
		case "Delete", "Put":
			inner, ok := fun.X.(*ast.SelectorExpr)
			return ok && strings.HasSuffix(strings.ToLower(inner.Sel.Name), "blobs")
		default:
			x, ok := fun.X.(*ast.Ident)
			return ok && (x.Name == "act" && name == "On" || writers[name] && receives(f, x.Name))
		}
	}
	return false
}

func receives(f *ast.FuncDecl, name string) bool {
	return f.Recv != nil && len(f.Recv.List[0].Names) == 1 && f.Recv.List[0].Names[0].Name == name
}

// afterFailure gives what runs where the error of a writer is not nil.
func afterFailure(f *ast.FuncDecl, writers map[string]bool) (branches []ast.Node) {
	failures := map[string]bool{}
	failed := func(cond ast.Expr) (is bool) {
		ast.Inspect(cond, func(n ast.Node) bool {
			if b, ok := n.(*ast.BinaryExpr); ok && b.Op == token.NEQ {
				x, isName := b.X.(*ast.Ident)
				is = is || isName && failures[x.Name]
			}
			return true
		})
		return is
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt: // what the name holds from here on
			if x, ok := n.Lhs[len(n.Lhs)-1].(*ast.Ident); ok {
				failures[x.Name] = firstWrite(n.Rhs[len(n.Rhs)-1], f, writers) != nil
			}
		case *ast.IfStmt:
			if n.Init != nil {
				if a, ok := n.Init.(*ast.AssignStmt); ok {
					if x, ok := a.Lhs[len(a.Lhs)-1].(*ast.Ident); ok {
						failures[x.Name] = firstWrite(a.Rhs[len(a.Rhs)-1], f, writers) != nil
					}
				}
			}
			if failed(n.Cond) {
				branches = append(branches, n.Body)
			}
		case *ast.CaseClause:
			for _, cond := range n.List {
				if failed(cond) {
					branches = append(branches, n)
				}
			}
		}
		return true
	})
	return branches
}
