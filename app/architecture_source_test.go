package main

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// wiring is where the clock, the root context and randomness come from.
var wiring = []string{"app", "app/server", "app/config", "app/cli", "app/apptest", "app/wechat/standin"}

// randomness lists the packages that may draw it, too, and what for.
var randomness = map[string]string{
	"services/internal/store":   "the pause before a transaction runs again",
	"services/internal/keyring": "nonces",
	"services/internal/batch":   "the order inside a batch tells nothing",
	"services/seeding":          "a seeded source, the same in every run",
}

// measured are files that measure how long something took; nobody is told a
// time by them.
var measured = map[string]string{
	"routes/httpapi/record.go": "time.Since",
}

// injected are the calls that reach for what is handed in.
var injected = map[string]string{
	"time.Now": "models.Clock", "time.Since": "models.Clock", "time.Until": "models.Clock",
	"context.Background": "the caller's context", "context.TODO": "the caller's context",
	"uuid.New": "models.IDSource", "uuid.NewString": "models.IDSource", "uuid.NewV7": "models.IDSource",
	"uuid.NewRandom": "models.IDSource",
	"os.Getenv":      "app/config", "os.LookupEnv": "app/config", "os.Environ": "app/config",
}

// frozen tables are only added to: the trail and what people have cast. At
// the close the ballots are written anew, by one file.
var frozen = regexp.MustCompile(
	`(?is)\b(update|delete\s+from|replace\s+into|truncate(\s+table)?)\s+(audit_events|ballots)\b`)

const boxEmptied = "services/governance/shuffle_sql.go"

// upsert is any spelling of an insert that hides a duplicate.
var upsert = regexp.MustCompile(
	`(?is)\bon\s+conflict\b|\bon\s+duplicate\s+key\b|\binsert\s+(or\s+)?(ignore|replace)\b|\breplace\s+into\b`)

// skipping is a list that counts its way to a page.
var skipping = regexp.MustCompile(`(?i)\blimit\s+\S+\s+offset\b|\boffset\s+\?`)

func sourceRules() []rule {
	return []rule{{
		name: "clock, context, ids and environment are handed in",
		check: each(func(s source) bool { return s.product() && !slices.Contains(wiring, s.dir()) },
			func(s source) []string {
				var findings []string
				ast.Inspect(s.file, func(n ast.Node) bool {
					sel, ok := n.(*ast.SelectorExpr)
					if !ok {
						return true
					}
					if x, ok := sel.X.(*ast.Ident); ok {
						if from, bad := injected[x.Name+"."+sel.Sel.Name]; bad &&
							measured[s.path] != x.Name+"."+sel.Sel.Name {
							findings = append(findings, s.at(n)+": "+x.Name+"."+sel.Sel.Name+"; it comes from "+from)
						}
					}
					return true
				})
				for p, at := range s.imports() {
					if _, ok := randomness[s.dir()]; !ok && (strings.HasPrefix(p, "math/rand") || p == "crypto/rand") {
						findings = append(findings, s.at(at)+": "+p+
							" outside the wiring; ids and secrets are handed in")
					}
				}
				return findings
			}),
		canaries: []map[string]string{
			{"services/people/x.go": `package people; import "time"; var t = time.Now()`},
			{"services/people/x.go": `package people; import "time"; var clock = time.Now`},
			{"routes/x.go": `package routes; import "context"; var c = context.Background()`},
			{"routes/httpapi/x.go": `package httpapi; import "crypto/rand"; var r = rand.Reader`},
			{"services/internal/audit/x.go": `package audit; import "github.com/google/uuid"; var id = uuid.New()`},
			{"app/kv/x.go": `package kv; import "os"; var u = os.Getenv("REDIS_URL")`},
		},
		fine: []map[string]string{
			{"app/server/x.go": `package server; import "time"; var t = time.Now()`},
			{"services/people/x_test.go": `package people; import "time"; var t = time.Now()`},
		},
	}, {
		name: "only the command line prints",
		check: each(func(s source) bool { return s.product() && s.dir() != "app/cli" && s.dir() != "app" },
			func(s source) []string {
				var findings []string
				calls(s, func(call *ast.CallExpr, on, name string) {
					printing := on == "fmt" && strings.HasPrefix(name, "Print") || on == "log" && name != "New" ||
						on == "" && (name == "print" || name == "println")
					if printing {
						findings = append(findings, s.at(call)+": "+name+" prints; log with slog")
					}
				})
				ast.Inspect(s.file, func(n ast.Node) bool {
					if sel, ok := n.(*ast.SelectorExpr); ok {
						if x, ok := sel.X.(*ast.Ident); ok && x.Name == "os" &&
							(sel.Sel.Name == "Stdout" || sel.Sel.Name == "Exit") {
							findings = append(findings, s.at(n)+": os."+sel.Sel.Name+" outside the command line")
						}
					}
					return true
				})
				return findings
			}),
		canaries: []map[string]string{
			{"services/people/x.go": `package people; import "fmt"; func f() { fmt.Println("x") }`},
			{"models/x.go": `package models; func f() { println("x") }`},
			{"app/kv/x.go": `package kv; import "log"; func f() { log.Printf("x") }`},
			{"app/server/x.go": `package server; import "os"; func f() { os.Exit(1) }`},
		},
		fine: []map[string]string{{"models/x.go": `package models; import "fmt"; var x = fmt.Sprint(1)`}},
	}, {
		name:  "the context of a request is not the framework's",
		check: each(source.product, fiberContext),
		canaries: []map[string]string{
			{"routes/httpapi/x.go": `package httpapi; import "github.com/gofiber/fiber/v2"
				func h(c *fiber.Ctx) { f(c.Context()) }`},
			{"routes/httpapi/x.go": `package httpapi; import "github.com/gofiber/fiber/v2"
				var h = func(c *fiber.Ctx) { f(c.Context()) }`},
			{"routes/httpapi/x.go": `package httpapi; import "github.com/gofiber/fiber/v2"
				type a struct { c *fiber.Ctx }; func (a *a) h() { f(a.c.Context()) }`},
		},
		fine: []map[string]string{
			{"routes/httpapi/x.go": `package httpapi; import "github.com/gofiber/fiber/v2"
				func h(c *fiber.Ctx) { f(c.UserContext()) }`},
			{"routes/httpapi/x.go": `package httpapi; import "github.com/gofiber/fiber/v2"
				func h(c *fiber.Ctx) { _ = c.Context().Time() }`},
		},
	}, {
		name: "the schema is in migrations, never made from structs",
		check: each(source.product, func(s source) []string {
			var findings []string
			ast.Inspect(s.file, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok &&
					(sel.Sel.Name == "AutoMigrate" || sel.Sel.Name == "Migrator") {
					findings = append(findings, s.at(n)+": "+sel.Sel.Name)
				}
				return true
			})
			return findings
		}),
		canaries: []map[string]string{{"services/internal/store/x.go": `package store
			func f() { db.AutoMigrate(&T{}) }`}},
	}, {
		name:  "the trail and the ballots are only added to; duplicates are never swallowed; no list counts its way",
		check: each(source.product, forbiddenSQL),
		canaries: []map[string]string{
			{"services/internal/store/x.go": "package store; const a = `UPDATE audit_events SET x = 1`"},
			{"services/internal/store/x.go": "package store; const a = `delete\n from ballots`"},
			{"services/internal/store/x.go": `package store; const a = "INSERT IGNORE INTO t"`},
			{"services/internal/store/x.go": `package store
				const a = "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING"`},
			{"services/internal/store/x.go": `package store; var a = clause.OnConflict{DoNothing: true}`},
			{"services/internal/store/x.go": `package store; const a = "SELECT 1 LIMIT ? OFFSET ?"`},
			{"services/internal/store/x.go": `package store; func f() { db.Offset(20) }`},
			{"services/internal/store/x.go": `package store; func f() { db.FirstOrCreate(&x) }`},
			{"services/internal/store/x.go": `package store; func f() { db.Save(&x) }`},
		},
		fine: []map[string]string{{"services/internal/store/x.go": `package store
			const a = "INSERT INTO audit_events (id) VALUES (?)"`}},
	}, {
		name: "functions stay readable",
		check: each(source.product, func(s source) []string {
			var findings []string
			for _, d := range s.file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if !ok || f.Body == nil {
					continue
				}
				from, to := s.fset.Position(f.Pos()).Line, s.fset.Position(f.End()).Line
				if n := to - from + 1; n > longestFunction {
					findings = append(findings, s.at(f)+": "+f.Name.Name+" has "+strconv.Itoa(n)+" lines")
				}
			}
			return findings
		}),
		canaries: []map[string]string{{"models/x.go": "package models\nfunc f() {\n" +
			strings.Repeat("\tf()\n", longestFunction) + "}\n"}},
	}}
}

const longestFunction = 60

// asContext is where the framework's own handlers are called, which take it.
var asContext = map[string]bool{"routes/httpapi/system.go": true}

// fiberContext finds x.Context() where x is a *fiber.Ctx (a parameter or a
// field of that type, by name) and the result goes somewhere; asking it for the
// connection or the time at once is harmless.
func fiberContext(s source) []string {
	if _, ok := s.imports()["github.com/gofiber/fiber/v2"]; !ok || asContext[s.path] {
		return nil
	}
	names := map[string]bool{}
	asked := map[ast.Node]bool{}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			asked[n.X] = true
		case *ast.Field:
			star, ok := n.Type.(*ast.StarExpr)
			if !ok {
				return true
			}
			if sel, ok := star.X.(*ast.SelectorExpr); ok && sel.Sel.Name == "Ctx" {
				for _, name := range n.Names {
					names[name.Name] = true
				}
			}
		}
		return true
	})
	var findings []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || asked[call] {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Context" {
			return true
		}
		var last string
		switch x := sel.X.(type) {
		case *ast.Ident:
			last = x.Name
		case *ast.SelectorExpr:
			last = x.Sel.Name
		}
		if names[last] {
			findings = append(findings, s.at(n)+": the framework uses this context again for the next request; use "+
				"UserContext")
		}
		return true
	})
	return findings
}

func forbiddenSQL(s source) []string {
	var findings []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if n.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(n.Value)
			if err != nil {
				return true
			}
			if frozen.MatchString(text) && s.path != boxEmptied {
				findings = append(findings, s.at(n)+": changes a table that is only added to")
			}
			if upsert.MatchString(text) {
				findings = append(findings, s.at(n)+": swallows a duplicate; insert plainly and look for ErrDuplicate")
			}
			if skipping.MatchString(text) {
				findings = append(findings, s.at(n)+": pages by OFFSET; go on after the last row's key")
			}
		case *ast.SelectorExpr:
			switch n.Sel.Name {
			case "OnConflict", "FirstOrCreate", "FirstOrInit", "Offset", "Save":
				if s.in("services/internal/store") {
					findings = append(findings, s.at(n)+": "+n.Sel.Name+
						" hides duplicates, overwrites blindly, or counts its way")
				}
			}
		}
		return true
	})
	return findings
}
