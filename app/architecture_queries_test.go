package main

import (
	"go/ast"
	"strings"
)

// queryRules keep the queries of an area to itself: what stands in a _sql.go file
// of an area has no exported function, so that the compiler refuses a caller
// outside.
func queryRules() []rule {
	return []rule{{
		name: "the queries of an area are its own",
		check: each(func(s source) bool {
			return s.product() && s.in("services") && strings.HasSuffix(s.path, "_sql.go") &&
				!s.in("services/internal")
		}, func(s source) []string {
			var findings []string
			for _, d := range s.file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if ok && f.Name.IsExported() && f.Name.Name != "TableName" {
					findings = append(findings, s.at(f)+": "+f.Name.Name+" is a query that others could call")
				}
			}
			return findings
		}),
		canaries: []map[string]string{
			{"services/mediation/dispute_sql.go": "package mediation; func ListDisputes() {}"},
			{"services/mediation/dispute_sql.go": "package mediation; func (q queries) Disputes() {}"},
		},
		fine: []map[string]string{{
			"services/mediation/dispute_sql.go": "package mediation; func listDisputes() {}; type Row struct{}; " +
				"func (Row) TableName() string { return \"rows\" }",
			"services/internal/membership/union_sql.go": "package membership; func Of() {}",
		}},
	}}
}
