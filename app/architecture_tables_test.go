package main

import (
	"go/ast"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// tableRules say which folder may write which table (architecture_owners_test.go).
func tableRules() []rule {
	return []rule{{
		name:  "a table is written by its owner, and by the guests that are listed",
		check: tableWriters,
		canaries: []map[string]string{
			{"services/files/x.go": "package files; const q = \"UPDATE polls SET state = ?\""},
			{"services/files/x.go": "package files; const q = \"DELETE FROM signups WHERE id = ?\""},
			{"services/files/x.go": "package files; const q = `INSERT\n\tINTO disputes (id) VALUES (?)`"},
			{"services/files/x.go": "package files; func f(p *models.Poll) { tx.Create(ctx, p) }"},
			{"services/files/x.go": "package files; func f() { tx.Create(ctx, &poll.Poll{}) }"},
			{"services/files/x.go": "package files; func f() { s := make([]models.Signup, 3); " +
				"tx.Create(ctx, &s) }"},
			{"services/files/x.go": "package files; func f(s []models.Signup) { " +
				"store.InPowersOfTwo(s, func(part []models.Signup) error { return tx.Create(ctx, &part) }) }"},
			{"services/files/x.go": "package files; func f() { q.Query(ctx).Model(&models.Poll{}).Update(a, b) }"},
			{
				"models/unit.go": "package models; func (Unit) TableName() string { return " +
					"\"organization_units\" }",
				"services/files/x.go":  "package files; func f(u *models.Unit) { tx.Create(ctx, u) }",
				"services/files/u2.go": "package files",
			},
			{
				"models/union/transfer.go": "package union; func (Transfer) TableName() string { " +
					"return \"union_transfers\" }",
				"models/branch/transfer.go": "package branch; func (Transfer) TableName() string { " +
					"return \"party_transfers\" }",
				"services/party/x.go": "package party; func f(t *union.Transfer) { tx.Create(ctx, t) }",
			},
			{"routes/dispute/x.go": "package dispute; const q = \"UPDATE disputes SET state = ?\""},
			{"services/files/x.go": "package files; const q = \"UPDATE nowhere SET state = ?\""},
			{"migrations/sqlite/x.sql": "CREATE TABLE IF NOT EXISTS ownerless (id BLOB);"},
			{"services/organizations/x.go": "package organizations"}, // no longer writes what it is listed for
		},
		fine: []map[string]string{{
			"services/governance/x.go": "package governance; const q = \"UPDATE polls SET state = ?\"; " +
				"func f(p *models.Poll) { tx.Create(ctx, p); blobs.Delete(ctx, key) }",
			"services/files/x.go":      "package files; const q = \"SELECT id FROM polls WHERE id = ? FOR UPDATE\"",
			"services/files/x_test.go": "package files; const q = \"UPDATE polls SET state = ?\"",
			"migrations/sqlite/x.sql":  "CREATE TABLE IF NOT EXISTS polls (id BLOB);",
		}},
	}}
}

var (
	written = regexp.MustCompile(`(?i)\b(?:INSERT\s+INTO|DELETE\s+FROM|UPDATE)\s+([a-z][a-z_]*)`)
	created = regexp.MustCompile(`CREATE TABLE (?:IF NOT EXISTS )?(\w+)`)
	entity  = regexp.MustCompile(`\b([a-z]\w*)\.([A-Z]\w*)`)
)

// passing tells whether a table is gone at the end of the file that makes it: SQLite makes a
// table anew under another name to change a CHECK.
func passing(file, table string) bool {
	return strings.Contains(file, "ALTER TABLE "+table+" RENAME TO ") || strings.Contains(file, "DROP TABLE "+table+";")
}

// tableWriters finds writes by folders that are neither owner nor listed guest,
// tables without an owner, and guests that write no more. A folder is asked for
// its listed writes only if it is in the tree, so that a small tree can be judged.
func tableWriters(tree []source) []string {
	var findings []string
	tables := tableNames(tree)
	folders, done := map[string]bool{}, map[string]bool{}
	for _, s := range tree {
		for _, table := range created.FindAllStringSubmatch(s.text, -1) {
			if s.dir() == "migrations/sqlite" && tableOwners[table[1]] == "" && !passing(s.text, table[1]) {
				findings = append(findings, s.path+": the table "+table[1]+" has no owner")
			}
		}
		if !s.product() || !s.in("services") && !s.in("routes") && !s.in("notifications") {
			continue
		}
		folders[s.dir()] = true
		for table, at := range writes(s, tables) {
			owner, known := tableOwners[table]
			switch {
			case !known:
				findings = append(findings, s.at(at)+": writes "+table+", which has no owner")
			case owner == s.dir():
			case slices.Contains(guestWrites[s.dir()], table):
				done[s.dir()+" "+table] = true
			default:
				findings = append(findings, s.at(at)+": "+s.dir()+" writes "+table+", which is "+owner+"'s")
			}
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(guestWrites)) {
		for _, table := range guestWrites[folder] {
			if folders[folder] && !done[folder+" "+table] {
				findings = append(findings, folder+" no longer writes "+table+"; take it off the list of guests")
			}
		}
	}
	return findings
}

// tableNames gives the table of each entity that the mapper would not name by
// rule, under the names of its package and its type.
func tableNames(tree []source) map[string]string {
	names := map[string]string{}
	for _, s := range tree {
		if !s.product() {
			continue
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "TableName" || f.Body == nil || len(f.Body.List) != 1 {
				continue
			}
			receiver, _ := f.Recv.List[0].Type.(*ast.Ident)
			back, _ := f.Body.List[0].(*ast.ReturnStmt)
			if receiver == nil || back == nil || len(back.Results) != 1 {
				continue
			}
			if text, ok := back.Results[0].(*ast.BasicLit); ok {
				names[s.file.Name.Name+"."+receiver.Name], _ = strconv.Unquote(text.Value)
			}
		}
	}
	return names
}

// writes gives the tables that a file writes, by text or through the mapper,
// with a place for each.
func writes(s source, tables map[string]string) map[string]ast.Node {
	found := map[string]ast.Node{}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			text, err := strconv.Unquote(n.Value)
			if n.Kind != token.STRING || err != nil {
				return true
			}
			for _, m := range written.FindAllStringSubmatchIndex(text, -1) {
				before := strings.ToUpper(strings.TrimSpace(text[:m[0]]))
				if !strings.HasSuffix(before, "FOR") && isSQLWrite(text[m[0]:]) {
					found[text[m[2]:m[3]]] = n
				}
			}
		case *ast.FuncDecl:
			if !s.in("services") { // nobody else has the mapper
				return true
			}
			for table := range mapped(s, n, tables) {
				found[table] = n
			}
		}
		return true
	})
	return found
}

// isSQLWrite tells SQL from an English sentence that has "update" in it.
func isSQLWrite(text string) bool {
	return strings.HasPrefix(text, "INSERT") || strings.HasPrefix(text, "DELETE") || strings.HasPrefix(text, "UPDATE")
}

// mapped gives the tables that a function writes through the mapper: what is
// handed to Create, Delete or Save, and the Model that is updated.
func mapped(s source, f *ast.FuncDecl, tables map[string]string) map[string]bool {
	found := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		switch sel.Sel.Name {
		case "Create", "CreateInBatches", "Delete", "Save":
		case "Update", "Updates", "UpdateColumn", "UpdateColumns":
			call.Args = []ast.Expr{sel.X} // …Model(&T{}).Updates(…)
		default:
			return true
		}
		for _, arg := range call.Args {
			for _, text := range typesOf(s, f, arg) {
				for _, m := range entity.FindAllStringSubmatch(text, -1) {
					table := tables[m[1]+"."+m[2]]
					if table == "" {
						table = plural(m[2])
					}
					if tableOwners[table] != "" {
						found[table] = true
					}
				}
			}
		}
		return true
	})
	return found
}

// typesOf gives the text of an argument and, where it is a name, the texts of
// what the function declares under it: a parameter, or what is assigned.
func typesOf(s source, f *ast.FuncDecl, arg ast.Expr) []string {
	texts := []string{s.text[s.fset.Position(arg.Pos()).Offset:s.fset.Position(arg.End()).Offset]}
	if u, ok := arg.(*ast.UnaryExpr); ok {
		arg = u.X
	}
	name, ok := arg.(*ast.Ident)
	if !ok {
		return texts
	}
	add := func(n ast.Node) {
		texts = append(texts, s.text[s.fset.Position(n.Pos()).Offset:s.fset.Position(n.End()).Offset])
	}
	same := func(e ast.Expr) bool { id, ok := e.(*ast.Ident); return ok && id.Name == name.Name }
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			if slices.ContainsFunc(n.Names, func(id *ast.Ident) bool { return id.Name == name.Name }) {
				add(n.Type)
			}
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE && slices.ContainsFunc(n.Lhs, same) {
				add(n.Rhs[0])
			}
		case *ast.ValueSpec:
			if slices.ContainsFunc(n.Names, func(id *ast.Ident) bool { return id.Name == name.Name }) {
				add(n)
			}
		}
		return true
	})
	return texts
}

// plural is the mapper's rule for the table of an entity: RosterEntry is in
// roster_entries.
func plural(of string) string {
	var b strings.Builder
	for i, r := range of {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	name := b.String()
	if stem, ok := strings.CutSuffix(name, "y"); ok {
		return stem + "ies"
	}
	return name + "s"
}
