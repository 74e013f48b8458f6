package storetest

import (
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"xinjumin/app/apptest"
	"xinjumin/services/internal/store"
)

// OnQuery tells the text and values of every SELECT that the mapper builds for
// this handle.
func OnQuery(env *apptest.Env, st *store.Store, fn func(query string, args []any)) {
	tell := func(db *store.Query) { fn(db.Statement.SQL.String(), append([]any(nil), db.Statement.Vars...)) }
	on := st.Query(env.Context()).Callback()
	_ = on.Query().After("gorm:query").Register("test:tell", tell)
	_ = on.Row().After("gorm:row").Register("test:tell", tell)
}

const ten = "(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4" +
	" UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)"

// Counted is a table, for a FROM, of the numbers n from 0 to 10^digits − 1.
func Counted(digits int) string {
	sum, from, factor := "", "", 1
	for i := range digits {
		sum += fmt.Sprintf("+ d%d.n * %d ", i, factor)
		from += fmt.Sprintf(", %s d%d", ten, i)
		factor *= 10
	}
	return fmt.Sprintf("(SELECT %s AS n FROM %s) numbers", sum[1:], from[1:])
}

// Many says how many rows show what a planner does. MariaDB counts them before it
// chooses, so there it is a number that a large installation has; SQLite chooses by
// the indexes alone, and a tenth shows the same.
func Many(env *apptest.Env) int64 {
	if env.Engine == apptest.MariaDB {
		return 100_000
	}
	return 10_000
}

// CountedFor is Counted up to Many.
func CountedFor(env *apptest.Env) string { return Counted(len(strconv.FormatInt(Many(env), 10)) - 1) }

// IDOf is an expression that makes an id out of a number.
func IDOf(env *apptest.Env, number string) string {
	if env.Engine == apptest.MariaDB {
		return "UNHEX(LPAD(HEX(" + number + "), 32, '0'))"
	}
	return "unhex(printf('%032x', " + number + "))"
}

// Plan explains a query: one line for each table or step.
func Plan(env *apptest.Env, query string, args []any) string {
	env.Helper()
	db := env.DB()
	defer db.Close()
	explain := "EXPLAIN QUERY PLAN "
	if env.Engine == apptest.MariaDB {
		explain = "EXPLAIN "
	}
	rows, err := db.QueryContext(env.Context(), explain+query, args...)
	if err != nil {
		env.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		env.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(sql.NullString)
		}
		if err := rows.Scan(values...); err != nil {
			env.Fatal(err)
		}
		line := make([]string, len(values))
		for i, v := range values {
			line[i] = v.(*sql.NullString).String
		}
		lines = append(lines, strings.Join(line, " "))
	}
	if err := rows.Err(); err != nil {
		env.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

// Unindexed tells whether a plan sorts or walks over a whole table.
func Unindexed(steps string) bool {
	for _, sign := range []string{"filesort", "TEMP B-TREE", "SCAN", " ALL "} {
		if strings.Contains(steps, sign) {
			return true
		}
	}
	return false
}
