package store

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"gorm.io/gorm"
)

// The mapper reads a row by asking each field of its schema for a buffer and
// setting it through an interface again, which costs more than the query of a
// single row. Here the columns go straight into the fields; names and places of
// these still come from the mapper's schema.

// plan is where the columns of a type go.
type plan struct {
	selects string // SELECT every column FROM its table WHERE
	columns []string
	fields  map[string][]int // by column
}

var plans sync.Map // reflect.Type → *plan

func planOf[T any](q Reader) (*plan, error) {
	kind := reflect.TypeFor[T]()
	if p, ok := plans.Load(kind); ok {
		return p.(*plan), nil
	}
	stmt := &gorm.Statement{DB: q.bound().db}
	if err := stmt.Parse(new(T)); err != nil {
		return nil, err
	}
	p := &plan{fields: map[string][]int{}}
	for _, f := range stmt.Schema.Fields {
		if f.DBName != "" {
			p.columns = append(p.columns, f.DBName)
			p.fields[f.DBName] = f.StructField.Index
		}
	}
	p.selects = "SELECT " + strings.Join(p.columns, ", ") + " FROM " + stmt.Schema.Table + " WHERE "
	plans.Store(kind, p)
	return p, nil
}

// into points at the fields of a row for the columns of a query.
func (p *plan) into(row reflect.Value, columns []string, targets []any) error {
	for i, c := range columns {
		index, ok := p.fields[c]
		if !ok {
			return fmt.Errorf("store: %s has no field for column %s", row.Type(), c)
		}
		targets[i] = row.FieldByIndex(index).Addr().Interface()
	}
	return nil
}

// Find reads all rows of a query that the mapper has built. Its errors are the
// driver's.
func Find[T any](q Reader, db *Query) ([]T, error) {
	p, err := planOf[T](q)
	if err != nil {
		return nil, err
	}
	rows, err := db.Model(new(T)).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var all []T
	targets := make([]any, len(columns))
	for rows.Next() {
		var row T
		all = append(all, row)
		if err := p.into(reflect.ValueOf(&all[len(all)-1]).Elem(), columns, targets); err != nil {
			return nil, err
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
	}
	return all, rows.Err()
}

// hasList reports arguments that the mapper turns into several values.
func hasList(args []any) bool {
	for _, a := range args {
		switch a.(type) {
		case string, int64, int, []byte, bool, nil:
			continue
		}
		if t := reflect.TypeOf(a); t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8 {
			return true
		}
	}
	return false
}
