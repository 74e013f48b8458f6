package main

// SQL is written in the program, never put together from what comes from
// outside. The mapper does not protect: db.First(&u, "1=1 or …") is a condition,
// and a condition given as a struct drops its zero fields and matches everyone.
//
// So the text argument of each method that takes SQL must be constant: a
// literal, a constant, a concatenation of such, a local variable that is only
// ever given such, a function that returns nothing else, or a parameter, whose
// callers are then held to the same.

// mapperSQL gives the index of the text argument of the mapper's methods.
var mapperSQL = map[string]int{
	"Where": 0, "Or": 0, "Not": 0, "Order": 0, "Raw": 0, "Exec": 0, "Joins": 0, "InnerJoins": 0, "Select": 0,
	"Group": 0, "Having": 0, "Pluck": 0, "Table": 0, "Distinct": 0, "Omit": 0, "UpdateColumn": 0, "Update": 0,
	"First": 1, "Find": 1, "Take": 1, "Last": 1, "Delete": 1,
	// The store's own way past the mapper.
	"selected": 2,
}

// kernelSQL is the same for what the store lends to the areas: functions of the
// package, and methods of a reader or a transaction. Their callers are checked
// in every package, so they alone may be exported and take SQL.
var kernelSQL = map[string]int{
	"store.Take": 2, "store.Count": 2,
	"Rows": 1, "ExecN": 1, "Exec1": 1, "MembersWhere": 4,
}

// driverSQL is the same for database/sql.
var driverSQL = map[string]int{
	"ExecContext": 1, "QueryContext": 1, "QueryRowContext": 1, "PrepareContext": 1,
	"Query": 0, "QueryRow": 0, "Prepare": 0,
}

func sqlRules() []rule {
	const head = "package store\nimport (\"database/sql\"; \"gorm.io/gorm\")\nvar _ sql.DB; var db *gorm.DB\n"
	const areaHead = "package people\nimport \"xinjumin/services/internal/store\"\nvar _ store.Tx\n"
	area := func(body string) map[string]string {
		return map[string]string{"services/people/x_sql.go": areaHead + body}
	}
	store := func(body string) map[string]string {
		return map[string]string{"services/internal/store/x.go": head + body}
	}
	return []rule{{
		name:  "SQL is constant text",
		check: sqlIsConstant,
		canaries: []map[string]string{
			store(`func F(u string) { db.First(&x, u) }`),
			store(`func F(u string) { q.Rows(ctx, u) }`),
			store(`func F(u string) { q.selected(ctx, p, "id = " + u) }`),
			store(`func f(in Input) { db.First(&x, in.A) }`),
			store(`func f(u string) { db.Where(&U{Name: u}).First(&x) }`),
			store(`func F(u string) { db.Where(u) }`),
			store(`func F(u string) { db.Where("name = '" + u + "'") }`),
			store(`func F(u string) { db.Order(fmt.Sprintf("%s DESC", u)) }`),
			store(`func F(in Input) { db.Order(in.Sort) }`),
			store(`func F(in Input) { q := "SELECT"; q += in.Sort; db.Raw(q) }`),
			store(`func take(where string) { db.Where(where) }; func F(in Input) { take(in.Where) }`),
			store(
				`func sql(in Input) string { if in.A { return in.B }; return "a" }
					func F(in Input) { db.Raw(sql(in)) }`),
			store(`func sql(s string) string { return "a" + s }; func F(in Input) { db.Raw(sql(in.B)) }`),
			store(
				`func parts(in Input) (string, []any) { return in.A, nil }; func F(in Input) { q, a := parts(in)
					db.Raw(q, a) }`),
			store(`func F(in Input) { var p []string; p = append(p, in.A); db.Raw(strings.Join(p, " ")) }`),
			store(`func F(in Input) { var b strings.Builder; b.WriteString(in.A); db.Raw(b.String()) }`),
			store(`func F(in Input) { var b strings.Builder; fmt.Fprint(&b, in.A); db.Raw(b.String()) }`),
			store(`func F(in map[string]any) { db.Where(in) }`),
			store(`func F(c *sql.DB, in Input) { c.QueryContext(ctx, in.A) }`),
			store(`func F(in Input) { func(q string) { db.Raw(q) }(in.A) }`),
			store(`func F(u string) { tx.Exec1(ctx, "UPDATE x SET a = " + u) }`),
			area(`func F(u string) { store.Take[models.Person](ctx, q, "id = " + u) }`),
			area(`func F(u string) { q.Query(ctx).Where("id = " + u) }`),
			area(`func move(u string) { tx.ExecN(ctx, u) }; func F(in Input) { move(in.A) }`),
			area(`func F(in Input) { q.MembersWhere(ctx, id, state, page, in.A) }`),
			store(`var order string; func Set(in string) { order = in }; func F() { db.Order(order) }`),
		},
		fine: []map[string]string{
			area(
				`func read(u string) { store.Take[models.Person](ctx, q, "id = ?", u)
					q.Query(ctx).Where("a = ?", u) }`),
			store(
				`const c = "a = ?"
					func F(v int) { db.Where(c, v).Or("b = ?" + " OR " + c, v).Find(&x).First(&x, "id = ?", v) }`),
			store(`func F(v bool) { q := "SELECT 1"; if v { q += " WHERE 1 = 1" }; db.Raw(q) }`),
			store(`func take(where string) { db.Where(where) }; func F() { take("a = ?") }`),
			store(`func take[T any](where string) { db.Where(where) }; func F() { take[int]("a = ?") }`),
			store(
				`func mark(n int) string { return "(?" + strings.Repeat(", ?", n) + ")" }
					func F(n int) { db.Raw("IN " + mark(n)) }`),
			store(
				`func seen(v bool) (string, []any) { if v { return "a", nil }; return "b", nil }
					func F(v bool) { q, a := seen(v); db.Raw("(" + q + ")", a...) }`),
			store(
				`func F(v bool) { p := []string{"a"}; if v { p = append(p, "b") }; db.Raw(strings.Join(p, " AND ")) }`),
			store(
				`func in(col string) (string, []any) { var b strings.Builder; b.WriteString(col + " = ?")
					return b.String(), nil }; func F() { q, a := in("x"); db.Where(q, a...) }`),
			store(
				`func group() *gorm.DB { return db.Where("a") }
					func F() { db.Where(group()).Where(db.Where("b").Or("c")) }`),
			store(`var all = []string{"a", "b"}; func F() { for _, q := range all { db.Raw(q) } }`),
		},
	}}
}
