package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// The rules of docs/architecture.md that a reader of the source can check. Each
// has a canary: a snippet that breaks it, which must be caught, so that a rule
// that checks nothing does not look like a rule that is kept.

// source is one file of the tree.
type source struct {
	path string // from the root of the module, with slashes
	text string
	file *ast.File // nil unless it is Go
	fset *token.FileSet
}

func (s source) dir() string   { return path.Dir(s.path) }
func (s source) isTest() bool  { return strings.HasSuffix(s.path, "_test.go") }
func (s source) product() bool { return s.file != nil && !s.isTest() }
func (s source) in(dir string) bool {
	return s.dir() == dir || strings.HasPrefix(s.path, dir+"/")
}

// at names a place for a finding.
func (s source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.path, s.fset.Position(n.Pos()).Line)
}

// imports gives the paths of a file, with where they stand.
func (s source) imports() map[string]ast.Node {
	m := map[string]ast.Node{}
	for _, spec := range s.file.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			m[p] = spec
		}
	}
	return m
}

// rule is one check over the whole tree.
type rule struct {
	name  string
	check func([]source) []string
	// canaries each break the rule, fine each keep it; path → text.
	canaries []map[string]string
	fine     []map[string]string
}

func rules() []rule {
	var all []rule
	all = append(all, importRules()...)
	all = append(all, sourceRules()...)
	all = append(all, sqlRules()...)
	all = append(all, decisionRules()...)
	all = append(all, testRules()...)
	all = append(all, areaRules()...)
	all = append(append(all, codeRules()...), wordRules()...)
	all = append(all, queryRules()...)
	all = append(all, driverRules()...)
	all = append(all, undoRules()...)
	all = append(all, tableRules()...)
	return append(all, fileRules()...)
}

func TestArchitecture(t *testing.T) {
	tree := readTree(t, "..")
	if len(tree) < 50 {
		t.Fatalf("only %d files were read", len(tree))
	}
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			for _, finding := range r.check(tree) {
				t.Error(finding)
			}
		})
	}
}

func TestArchitectureCanaries(t *testing.T) {
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			if len(r.canaries) == 0 {
				t.Error("has no canary")
			}
			for i, files := range r.canaries {
				if len(r.check(snippets(t, files))) == 0 {
					t.Errorf("canary %d was not caught: %v", i, files)
				}
			}
			for i, files := range r.fine {
				for _, finding := range r.check(snippets(t, files)) {
					t.Errorf("good example %d: %s", i, finding)
				}
			}
		})
	}
}

// readTree reads every file that is ours and text.
func readTree(t *testing.T, root string) []source {
	t.Helper()
	var tree []source
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			switch d.Name() {
			case ".git", "node_modules", "bin", "dist", "data", "tmp":
				return filepath.SkipDir
			}
			return nil
		}
		switch path.Ext(rel) {
		case ".go", ".sql", ".md", ".json", ".yml", ".yaml", ".ts", ".js", ".sh", ".html", ".txt", ".tmpl", "":
		default:
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		tree = append(tree, parse(t, rel, string(text)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func parse(t *testing.T, name, text string) source {
	t.Helper()
	s := source{path: name, text: text}
	if path.Ext(name) != ".go" {
		return s
	}
	s.fset = token.NewFileSet()
	file, err := parser.ParseFile(s.fset, name, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	s.file = file
	return s
}

func snippets(t *testing.T, files map[string]string) []source {
	t.Helper()
	var names []string
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	var tree []source
	for _, name := range names {
		tree = append(tree, parse(t, name, files[name]))
	}
	return tree
}

// each makes a check of a whole tree from a check of one file.
func each(when func(source) bool, check func(source) []string) func([]source) []string {
	return func(tree []source) []string {
		var findings []string
		for _, s := range tree {
			if when(s) {
				findings = append(findings, check(s)...)
			}
		}
		return findings
	}
}
