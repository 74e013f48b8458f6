package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"xinjumin/models"
)

// schemaColumn is one column as the engine knows it.
type schemaColumn struct {
	Table    string
	Name     string
	Text     bool // can hold words or bytes
	Nullable bool
}

// PersonalFaults compares the register with the migrated database and names
// whatever is missing on either side.
func (s *Store) PersonalFaults(ctx context.Context) ([]string, error) {
	columns, err := s.schemaColumns(ctx)
	if err != nil {
		return nil, err
	}
	return personalFaults(s.queries, columns, register()), nil
}

// CanaryFault tells what the comparison finds when one thing is wrong.
func (s *Store) CanaryFault(ctx context.Context, canary string) ([]string, error) {
	columns, err := s.schemaColumns(ctx)
	if err != nil {
		return nil, err
	}
	lines := register()
	line := func(table string) *personalLine {
		return &lines[slices.IndexFunc(lines, func(l personalLine) bool { return l.Table == table })]
	}
	switch canary {
	case "table by SQL alone":
		columns = append(columns, schemaColumn{Table: "canaries", Name: "id"})
	case "text column by SQL alone":
		columns = append(columns, schemaColumn{Table: "sessions", Name: "canary", Text: true})
	case "text column of a table without an entity":
		columns = append(columns, schemaColumn{Table: "counters", Name: "canary", Text: true})
	case "line without a table":
		lines = append(lines, bare("canaries", "nothing"))
	case "two lines of one table":
		lines = append(lines, *line("persons"))
	case "entity without a class":
		type Session struct {
			models.Session
			Canary string
		}
		l := line("sessions")
		*l = entityLine[Session](l.PersonalTable)
	case "people in a table that is nobody's":
		columns = append(columns, schemaColumn{Table: "zones", Name: "created_by"})
	case "column that is not there":
		line("persons").Forget = []string{"canary"}
	case "NOT NULL column cleared to NULL":
		line("disputes").Closing, line("disputes").Forget = models.ClosingForgets, []string{"statement_sealed"}
	case "kept without a law":
		line("disputes").KeepLaw = ""
	case "neither shown nor withheld":
		line("persons").Exported = false
	case "no words":
		line("persons").Why = ""
	}
	return personalFaults(s.queries, columns, lines), nil
}

func (s *Store) schemaColumns(ctx context.Context) ([]schemaColumn, error) {
	query := `SELECT m.name, p.name, p.type IN ('TEXT', 'BLOB'),
		p."notnull" = 0 FROM sqlite_master m JOIN pragma_table_info(m.name) p
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`
	if s.dialect == MySQL {
		query = `SELECT table_name, column_name,
			data_type NOT IN ('bigint', 'int', 'tinyint', 'smallint', 'timestamp', 'datetime'),
			is_nullable = 'YES'
			FROM information_schema.columns WHERE table_schema = DATABASE()`
	}
	rows, err := s.Rows(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []schemaColumn
	for rows.Next() {
		var c schemaColumn
		if err := rows.Scan(&c.Table, &c.Name, &c.Text, &c.Nullable); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

var personReference = regexp.MustCompile(`(^|_)person_id$|_by$|^(actor|officer|owner|mediator|lead)_id$`)

func personalFaults(q queries, columns []schemaColumn, lines []personalLine) []string {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	byTable := map[string]personalLine{}
	for _, l := range lines {
		if _, twice := byTable[l.Table]; twice {
			fault("%s has two lines", l.Table)
		}
		byTable[l.Table] = l
	}
	tables := map[string][]schemaColumn{}
	for _, c := range columns {
		tables[c.Table] = append(tables[c.Table], c)
	}
	for table, columns := range tables {
		l, known := byTable[table]
		if !known {
			fault("table %s has no line in the register of personal data (services/internal/store/personal.go)", table)
			continue
		}
		faults = append(faults, lineFaults(q, l, columns)...)
	}
	for table, l := range byTable {
		if tables[table] == nil {
			fault("the register has a line for %s, which is no table", table)
		}
		faults = append(faults, wordFaults(l)...)
	}
	slices.Sort(faults)
	return faults
}

// lineFaults compares a line and its entity with the columns of the table.
func lineFaults(q queries, l personalLine, columns []schemaColumn) []string {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, l.Table+": "+fmt.Sprintf(format, args...)) }
	fields := map[string][]int{}
	if l.entity != nil {
		p, err := l.plan(q)
		if err != nil {
			return []string{l.Table + ": " + err.Error()}
		}
		if fields = p.fields; !strings.Contains(p.selects, " FROM "+l.Table+" WHERE") {
			fault("its entity %s is of another table", l.entity)
		}
		for column, at := range p.fields {
			f := l.entity.FieldByIndex(at)
			_, technical, ok := models.FieldPII(f)
			if !ok {
				fault("%s.%s (%s) needs a class of personal data: `pii:\"…\"`", l.entity, f.Name, column)
			}
			if _, known := models.ColumnText(l.Table, strings.TrimSuffix(column, "_sealed")); !known && l.Exported &&
				!technical {
				fault("column %s has no Chinese name for the person (models/personal_words.go; empty: not shown)",
					column)
			}
			if !slices.ContainsFunc(columns, func(c schemaColumn) bool { return c.Name == column }) {
				fault("%s.%s has no column %s", l.entity, f.Name, column)
			}
		}
	}
	for _, c := range columns {
		if _, mapped := fields[c.Name]; c.Text && !mapped && !slices.Contains(l.bare, c.Name) {
			fault("column %s holds text and is neither a tagged field of the entity nor named in the line", c.Name)
		}
		if personReference.MatchString(c.Name) && !l.Personal() && c.Name != "superseded_by" {
			fault("column %s names a person, but the line says that the rows are nobody's", c.Name)
		}
	}
	for _, name := range slices.Concat(l.Subject, l.Forget) {
		if !slices.ContainsFunc(columns, func(c schemaColumn) bool { return c.Name == name }) {
			fault("has no column %s", name)
		}
	}
	for _, name := range l.Forget {
		i := slices.IndexFunc(columns, func(c schemaColumn) bool { return c.Name == name })
		at, mapped := fields[name]
		switch {
		case i < 0:
		case !mapped:
			fault("column %s cannot be cleared: the entity has no field", name)
		case emptyOf(l.entity.FieldByIndex(at).Type) == nil && !columns[i].Nullable:
			fault("column %s cannot be cleared: it may not be NULL", name)
		}
	}
	return faults
}

// wordFaults tells what a line leaves unsaid.
func wordFaults(l personalLine) []string {
	var faults []string
	want := func(ok bool, what string) {
		if !ok {
			faults = append(faults, l.Table+": "+what)
		}
	}
	want(l.Purpose != "", "says no purpose")
	want(slices.Contains(models.Retentions(), l.Retention), "has no class of retention")
	if !l.Personal() {
		want(l.Closing == models.ClosingNothing && !l.Exported,
			"closing and export do nothing with rows that are nobody's")
		return faults
	}
	want(l.read != nil, "is about people: use about[…]")
	for what, text := range map[string]string{
		"Chinese name":    l.ZH,
		"English name":    l.EN,
		"legal basis":     l.Basis,
		"readers":         l.SeenBy,
		"word on closing": l.Why,
	} {
		want(text != "", "says no "+what)
	}
	want(l.Exported == (l.Withheld == ""), "is either exported or says why not")
	want((l.Closing == models.ClosingForgets) == (len(l.Forget) > 0), "names what closing clears, and only then")
	switch l.Closing {
	case models.ClosingKeeps, models.ClosingForgets:
		want(l.KeepLaw != "", "says no law that keeps the rows")
	case models.ClosingDeletes:
		want(l.KeepLaw == "", "deletes what a law keeps")
	default:
		want(false, "says nothing about closing")
	}
	return faults
}

// EntityFields lists the columns of an entity by their classes, for the record
// of processing; ids, instants and numbers have none.
func (s *Store) EntityFields(table string) map[models.PII][]string {
	classes := map[models.PII][]string{}
	for _, l := range register() {
		if l.Table != table || l.entity == nil {
			continue
		}
		p, err := l.plan(s.queries)
		if err != nil {
			return nil
		}
		for _, column := range p.columns {
			f := l.entity.FieldByIndex(p.fields[column])
			if class, _, _ := models.FieldPII(f); f.Tag.Get("pii") != "" {
				classes[class] = append(classes[class], column)
			}
		}
	}
	return classes
}
