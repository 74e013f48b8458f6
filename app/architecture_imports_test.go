package main

import (
	"go/ast"
	"slices"
	"strings"
)

const module = "xinjumin"

// owners says which folders alone may import an outside package. Everything of
// an owner stops at its folder's border.
var owners = []struct {
	prefix  string
	folders []string
}{
	{"github.com/gofiber/", []string{"routes/httpapi"}},
	{"github.com/valyala/fasthttp", []string{"routes/httpapi"}},
	{"github.com/danielgtaylor/huma", []string{"routes/httpapi"}},
	{"gorm.io/", []string{"services/internal/store"}},
	{"github.com/go-sql-driver/", []string{"services/internal/store", "app/apptest"}},
	{"github.com/ncruces/", []string{"services/internal/store", "app/apptest"}},
	{"github.com/pressly/goose", []string{"migrations"}},
	{"github.com/redis/", []string{"app/kv"}},
	{"github.com/spf13/cobra", []string{"app/cli"}},
	{"golang.org/x/mod/", []string{"services/audits"}},
	{"github.com/caarlos0/env", []string{"app/config"}},
	{"github.com/xuri/excelize", []string{"services/internal/spreadsheet", "app/apptest/scene"}},
	{"github.com/gabriel-vasile/mimetype", []string{"services/files"}},
	{"golang.org/x/image/", []string{"services/files"}},
	{"github.com/skip2/go-qrcode", []string{"services/internal/qrcode"}},
	{"github.com/signintech/gopdf", []string{"services/internal/paper"}},
	{"github.com/alicebob/miniredis", nil},
	{"pgregory.net/rapid", nil},
	{"go.uber.org/goleak", nil},
	{"github.com/Shopify/toxiproxy", []string{"app/apptest"}},
	{"testing", []string{"app/apptest", "app/apptest/contract", "app/apptest/scene"}},
	{"net/http/httptest", []string{"app/apptest"}},
}

// noHTTP is where the web has no business.
var noHTTP = []string{"models", "services", "notifications", "migrations", "app/config", "app/kv"}

func importRules() []rule {
	return []rule{{
		name: "folders import only the folders below them",
		check: each(source.product, func(s source) []string {
			var findings []string
			l, known := layerOf(s.dir())
			for p, at := range s.imports() {
				ours, isOurs := strings.CutPrefix(p, module+"/")
				switch {
				case !isOurs:
				case !known:
					findings = append(findings, s.at(at)+": "+s.dir()+" has no row in the table of layers")
				case !l.allows(ours):
					findings = append(findings, s.at(at)+": "+s.dir()+" may not import "+ours)
				}
			}
			return findings
		}),
		canaries: []map[string]string{
			{"models/x.go": `package models; import _ "xinjumin/services"`},
			{"models/x.go": `package models; import _ "xinjumin/models/poll"`},
			{"models/poll/x.go": `package poll; import _ "xinjumin/models/dispute"`},
			{"models/poll/x.go": `package poll; import _ "xinjumin/models/union"`},
			{"services/files/x.go": `package files; import _ "xinjumin/models/dispute"`},
			{"services/newarea/x.go": `package newarea; import _ "xinjumin/models"`},
			{"routes/files/x.go": `package files; import _ "xinjumin/models/dispute"`},
			{"services/people/x.go": `package people; import _ "xinjumin/services/regions"`},
			{"services/people/x.go": `package people; import _ "xinjumin/notifications"`},
			{"services/people/x.go": `package people; import _ "xinjumin/migrations/seed"`},
			{"services/internal/store/x.go": `package store; import _ "xinjumin/services/internal/audit"`},
			{"services/internal/audit/x.go": `package audit; import _ "xinjumin/services/people"`},
			{"services/x.go": `package services; import _ "xinjumin/app/config"`},
			{"routes/x.go": `package routes; import _ "xinjumin/services/internal/store"`},
			{"routes/people/x.go": `package people; import _ "xinjumin/services/privacy"`},
			{"routes/people/x.go": `package people; import _ "xinjumin/routes/privacy"`},
			{"routes/shapes/x.go": `package shapes; import _ "xinjumin/services/people"`},
			{"routes/newarea/x.go": `package newarea; import _ "xinjumin/models"`},
			{"routes/httpapi/x.go": `package httpapi; import _ "xinjumin/services"`},
			{"notifications/x.go": `package notifications; import _ "xinjumin/services/notices"`},
			{"app/server/x.go": `package server; import _ "xinjumin/app/wechat/standin"`},
			{"app/wechat/x.go": `package wechat; import _ "xinjumin/app/wechat/standin"`},
			{"app/cli/x.go": `package cli; import _ "xinjumin/app/apptest"`},
			{"app/cli/x.go": `package cli; import _ "xinjumin/app/apptest/scene"`},
			{"app/apptest/scene/x.go": `package scene; import _ "xinjumin/services/organizations"`},
			{"pkg/x.go": `package pkg; import _ "xinjumin/models"`},
		},
		fine: []map[string]string{
			{"models/union/x.go": `package union; import _ "xinjumin/models/poll"`},
			{"app/cli/x.go": `package cli; import _ "xinjumin/app/wechat/standin"`},
			{"services/people/x_test.go": `package people_test; import _ "xinjumin/app/apptest"`},
			{"services/people/x.go": `package people
				import ("context"; _ "xinjumin/models"; _ "xinjumin/services/internal/store")`},
		},
	}, {
		name: "what an outside package is for stops at one folder",
		check: each(source.product, func(s source) []string {
			var findings []string
			for p, at := range s.imports() {
				for _, o := range owners {
					if strings.HasPrefix(p, o.prefix) && !slices.Contains(o.folders, s.dir()) {
						findings = append(findings, s.at(at)+": "+p+" is imported outside "+
							strings.Join(o.folders, ", ")+" (or tests)")
					}
				}
			}
			return findings
		}),
		canaries: []map[string]string{
			{"routes/x.go": `package routes; import _ "github.com/gofiber/fiber/v2"`},
			{"routes/x.go": `package routes; import _ "github.com/danielgtaylor/huma/v2"`},
			{"services/people/x.go": `package people; import _ "gorm.io/gorm"`},
			{"services/internal/audit/x.go": `package audit; import _ "gorm.io/gorm/clause"`},
			{"app/server/x.go": `package server; import _ "github.com/redis/go-redis/v9"`},
			{"app/cli/x.go": `package cli; import _ "testing"`},
			{"app/kv/x.go": `package kv; import _ "github.com/alicebob/miniredis/v2"`},
			{"services/rosters/x.go": `package rosters; import _ "github.com/xuri/excelize/v2"`},
		},
		fine: []map[string]string{
			{"services/internal/store/x.go": `package store; import _ "gorm.io/gorm"`},
			{"app/kv/x_test.go": `package kv; import _ "github.com/alicebob/miniredis/v2"`},
		},
	}, {
		name: "models need the standard library only",
		check: each(func(s source) bool { return s.product() && s.in("models") }, func(s source) []string {
			var findings []string
			for p, at := range s.imports() {
				if strings.Contains(strings.SplitN(p, "/", 2)[0], ".") ||
					slices.Contains([]string{"os", "net", "io/fs", "log", "log/slog", "math/rand", "math/rand/v2",
						"crypto/rand"}, p) {
					findings = append(findings, s.at(at)+": models may not import "+p)
				}
			}
			return findings
		}),
		canaries: []map[string]string{
			{"models/x.go": `package models; import _ "github.com/google/uuid"`},
			{"models/x.go": `package models; import _ "os"`},
		},
		fine: []map[string]string{{"models/x.go": `package models; import ("database/sql/driver"; "time")`}},
	}, {
		name: "HTTP stays at the edges",
		check: each(func(s source) bool {
			return s.product() && slices.ContainsFunc(noHTTP, s.in)
		}, func(s source) []string {
			var findings []string
			for p, at := range s.imports() {
				if p == "net/http" {
					findings = append(findings, s.at(at)+": net/http below the routes")
				}
			}
			return findings
		}),
		canaries: []map[string]string{{"services/people/x.go": `package people; import _ "net/http"`}},
		fine:     []map[string]string{{"app/wechat/x.go": `package wechat; import _ "net/http"`}},
	}, {
		name:  "no import of everything by a dot",
		check: each(source.product, dotImports),
		canaries: []map[string]string{
			{"models/x.go": `package models; import . "strings"`},
		},
	}}
}

func dotImports(s source) []string {
	var findings []string
	for _, spec := range s.file.Imports {
		if spec.Name != nil && spec.Name.Name == "." {
			findings = append(findings, s.at(spec)+": a dot import hides where names come from")
		}
	}
	return findings
}

func layerOf(dir string) (layer, bool) {
	for _, l := range layers {
		if matches(l.folder, dir) {
			return l, true
		}
	}
	return layer{}, false
}

func (l layer) allows(dir string) bool {
	return slices.ContainsFunc(l.may, func(folder string) bool { return matches(folder, dir) })
}

// matches compares a folder of the table; `x/*` is any folder right below x,
// but never x/internal itself.
func matches(folder, dir string) bool {
	parent, any := strings.CutSuffix(folder, "/*")
	if !any {
		return folder == dir
	}
	name, below := strings.CutPrefix(dir, parent+"/")
	return below && name != "internal" && !strings.Contains(name, "/")
}

// calls visits every call of a file with the name of what is called and, when
// it is a selector on a plain name, that name.
func calls(s source, visit func(call *ast.CallExpr, on, name string)) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			on, name := callee(call)
			visit(call, on, name)
		}
		return true
	})
}

func callee(call *ast.CallExpr) (on, name string) {
	fun := ast.Unparen(call.Fun)
	if index, ok := fun.(*ast.IndexExpr); ok { // a generic function
		fun = index.X
	}
	if index, ok := fun.(*ast.IndexListExpr); ok {
		fun = index.X
	}
	switch f := fun.(type) {
	case *ast.Ident:
		return "", f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return x.Name, f.Sel.Name
		}
		return "?", f.Sel.Name
	}
	return "", ""
}
