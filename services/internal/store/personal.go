package store

import (
	"context"
	"database/sql"
	"reflect"
	"slices"
	"strings"

	"xinjumin/models"
)

// The register of personal data: one line for each table of the schema. A test
// compares it with the migrated database, both ways, so that a new table or
// text column without a line and a class fails the build.
//
// To add a table: give its entity `pii` tags (models/personal.go) and add a
// line to the function of its area below (personal_*.go), or a new function to
// PersonalTables:
//
//	about[models.Thing]("person_id = ?", "created_at DESC", models.PersonalTable{…})
//
// for rows about people (the condition takes the person's id once for each
// question mark and is the sight of the export as well as of closing), or
//
//	nobodys[models.Thing]("things", "what it is for")
//
// for rows about nobody. Then run the test of this package with -update, which
// writes docs/personal-data.md anew.

// personalLine is a line with what reads and changes the rows of a person.
type personalLine struct {
	models.PersonalTable
	bare   []string // text columns of a table without an entity
	entity reflect.Type
	plan   func(q Reader) (*plan, error)
	read   func(ctx context.Context, q Reader, person models.ID, limit int) ([]any, error)
	erase  func(ctx context.Context, q Reader, person models.ID) (int64, error)
	forget func(ctx context.Context, q Reader, person models.ID) (int64, error)
}

// register gives every line.
func register() []personalLine {
	return slices.Concat(personalPeople(), personalProfile(), personalRoles(), personalOrganizations(),
		personalFounding(),
		personalJoining(), personalParty(), personalRoster(), personalMatching(), personalUnion(), personalEvents(),
		personalPolls(),
		personalCases(), personalBesides(), personalAgreements(), personalSessions(),
		personalFiles(), personalDesk(), personalModeration(), personalDisclosures(),
		personalTraces(), personalNobodys())
}

// PersonalTables gives the register as data.
func PersonalTables() []models.PersonalTable {
	lines := register()
	all := make([]models.PersonalTable, len(lines))
	for i, l := range lines {
		all[i] = l.PersonalTable
	}
	return all
}

// about is the line of a table with rows about people. where finds those of a
// person; order is the order in which the person is shown them.
func about[T any](where, order string, t models.PersonalTable) personalLine {
	l := entityLine[T](t)
	args := func(person models.ID) []any {
		all := make([]any, strings.Count(where, "?"))
		for i := range all {
			all[i] = person
		}
		return all
	}
	l.read = func(ctx context.Context, q Reader, person models.ID, limit int) ([]any, error) {
		p, err := planOf[T](q)
		if err != nil {
			return nil, err
		}
		rows, err := q.bound().selected(ctx, p, "("+where+") ORDER BY "+order+" LIMIT ?",
			append(args(person), limit)...)
		if err != nil {
			return nil, err
		}
		return allRows[T](rows, p)
	}
	l.erase = func(ctx context.Context, q Reader, person models.ID) (int64, error) {
		r := q.Query(ctx).Where(where, args(person)...).Delete(new(T))
		return r.RowsAffected, r.Error
	}
	l.forget = func(ctx context.Context, q Reader, person models.ID) (int64, error) {
		p, err := planOf[T](q)
		if err != nil {
			return 0, err
		}
		cleared := make(map[string]any, len(t.Forget))
		for _, column := range t.Forget {
			cleared[column] = emptyOf(l.entity.FieldByIndex(p.fields[column]).Type)
		}
		r := q.Query(ctx).Model(new(T)).Where(where, args(person)...).UpdateColumns(cleared)
		return r.RowsAffected, r.Error
	}
	return l
}

// nobodys is the line of a table whose rows are about nobody.
func nobodys[T any](table, purpose string) personalLine {
	return entityLine[T](models.PersonalTable{
		Table:     table,
		Purpose:   purpose,
		Retention: models.RetainReference,
		Closing:   models.ClosingNothing,
	})
}

// bare is the line of a table that no entity maps; it names the text columns.
func bare(table, purpose string, texts ...string) personalLine {
	return personalLine{bare: texts, PersonalTable: models.PersonalTable{Table: table, Purpose: purpose,
		Retention: models.RetainReference, Closing: models.ClosingNothing}}
}

func entityLine[T any](t models.PersonalTable) personalLine {
	return personalLine{PersonalTable: t, entity: reflect.TypeFor[T](), plan: planOf[T]}
}

// emptyOf is what a cleared column holds: NULL where the field can be nil.
func emptyOf(t reflect.Type) any {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		return nil
	}
	return reflect.Zero(t).Interface()
}

func allRows[T any](rows *sql.Rows, p *plan) ([]any, error) {
	defer rows.Close()
	var all []any
	targets := make([]any, len(p.columns))
	for rows.Next() {
		row := new(T)
		if err := p.into(reflect.ValueOf(row).Elem(), p.columns, targets); err != nil {
			return nil, err
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

// PersonalField is one column of what a person is shown of a table.
type PersonalField struct {
	Column string
	Class  models.PII
	Type   reflect.Type
}

// PersonalRows are the rows of one table about one person, the values in the
// order of the fields. Technical columns are left out.
type PersonalRows struct {
	Table  models.PersonalTable
	Fields []PersonalField
	Rows   [][]any
	More   bool // there are more than were asked for
}

// PersonalRows reads what the person is shown, table by table in the order of
// the register, at most limit rows of each.
func (q queries) PersonalRows(ctx context.Context, person models.ID, limit int, each func(PersonalRows) error) error {
	for _, l := range register() {
		if !l.Exported {
			continue
		}
		rows, err := l.rowsOf(ctx, q, person, limit)
		if err != nil {
			return Translate(err)
		}
		if err := each(rows); err != nil {
			return err
		}
	}
	return nil
}

func (l personalLine) rowsOf(ctx context.Context, q Reader, person models.ID, limit int) (PersonalRows, error) {
	p, err := l.plan(q)
	if err != nil {
		return PersonalRows{}, err
	}
	out := PersonalRows{Table: l.PersonalTable}
	var places [][]int
	for _, column := range p.columns {
		f := l.entity.FieldByIndex(p.fields[column])
		if class, technical, _ := models.FieldPII(f); !technical {
			out.Fields = append(out.Fields, PersonalField{Column: column, Class: class, Type: f.Type})
			places = append(places, p.fields[column])
		}
	}
	rows, err := l.read(ctx, q, person, limit+1)
	if err != nil {
		return out, err
	}
	if out.More = len(rows) > limit; out.More {
		rows = rows[:limit]
	}
	for _, row := range rows {
		v := reflect.ValueOf(row).Elem()
		values := make([]any, len(places))
		for i, at := range places {
			values[i] = v.FieldByIndex(at).Interface()
		}
		out.Rows = append(out.Rows, values)
	}
	return out, nil
}

// CloseTable does with the rows of a person in one table what its line says
// that closing does, and tells how many rows it changed.
func (tx *Tx) CloseTable(ctx context.Context, table string, person models.ID) (int64, error) {
	for _, l := range register() {
		if l.Table != table {
			continue
		}
		do := l.forget
		switch l.Closing {
		case models.ClosingDeletes:
			do = l.erase
		case models.ClosingForgets:
		default:
			return 0, nil
		}
		n, err := do(ctx, tx.queries, person)
		return n, Translate(err)
	}
	return 0, ErrNotFound
}
