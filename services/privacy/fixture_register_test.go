package privacy_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

// registerFiller puts a row about a person into every table that the register shows,
// without knowing any of them: a table that is added later is planted, too.
type registerFiller struct {
	*apptest.Env
	st      *store.Store
	ring    *keyring.Ring
	db      *sql.Conn
	mark    string // begins every canary of this person
	person  models.ID
	other   models.ID
	columns map[string][]column
	planted map[string][]string  // canaries by table
	rows    map[string]models.ID // the row planted, by table
	n       int
	number  int // tells the rows of two fillers apart
}

type column struct {
	name     string
	bytes    bool
	number   bool
	size     int // in characters; 0: any
	nullable bool
}

const plantVillage = "330602005206"

func newRegisterFiller(t *testing.T, env *apptest.Env, number int, mark string, person,
	other models.ID) *registerFiller {
	t.Helper()
	ring, err := keyring.Parse(keyring.DemoText(), false)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := env.DB().Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	p := &registerFiller{Env: env, number: number, st: storetest.Open(env), ring: ring, db: conn, mark: mark,
		person: person, other: other,
		columns: map[string][]column{}, planted: map[string][]string{}, rows: map[string]models.ID{}}
	settings := []string{"PRAGMA ignore_check_constraints = 1", "PRAGMA foreign_keys = 0"}
	schema := `SELECT m.name, p.name, p.type = 'BLOB', p.type = 'INTEGER', 0,
		p."notnull" = 0 FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'`
	if env.Engine == apptest.MariaDB {
		settings = []string{"SET check_constraint_checks = 0", "SET foreign_key_checks = 0"}
		schema = `SELECT table_name, column_name, data_type LIKE '%binary'
			OR data_type LIKE '%blob', data_type LIKE '%int', COALESCE(character_maximum_length, 0),
			is_nullable = 'YES'
			FROM information_schema.columns WHERE table_schema = DATABASE()
			ORDER BY ordinal_position`
	}
	for _, s := range settings {
		p.exec(s)
	}
	rows, err := conn.QueryContext(context.Background(), schema)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var table string
		var c column
		if err := rows.Scan(&table, &c.name, &c.bytes, &c.number, &c.size, &c.nullable); err != nil {
			t.Fatal(err)
		}
		p.columns[table] = append(p.columns[table], c)
	}
	return p
}

func (p *registerFiller) exec(query string, args ...any) {
	p.Helper()
	if _, err := p.db.ExecContext(context.Background(), query, args...); err != nil {
		p.Fatalf("%s: %v", query, err)
	}
}

// plant writes one row into every table that is exported. The rows share one
// dispute, so that what hangs on a case is found through its party.
func (p *registerFiller) plant() {
	p.Helper()
	dispute := random()
	var all []store.PersonalRows
	err := p.st.PersonalRows(context.Background(), p.person, 1, func(r store.PersonalRows) error {
		all = append(all, r)
		return nil
	})
	if err != nil {
		p.Fatal(err)
	}
	for _, r := range all {
		// Whatever points at something points at another person; where that is
		// taken already, at nothing that is there.
		if err := p.row(r, dispute, p.other); err != nil {
			if err := p.row(r, dispute, random()); err != nil {
				p.Fatalf("%s: %v", r.Table.Table, err)
			}
		}
	}
}

// row writes one row; what a fixed word decides about is given by special.
func (p *registerFiller) row(r store.PersonalRows, dispute, other models.ID) error {
	p.Helper()
	p.planted[r.Table.Table] = nil
	table, id := r.Table.Table, random()
	if slices.Contains(r.Table.Subject, "id") { // the row is the person's own
		id = p.person
	}
	if table == "disputes" {
		id = dispute
	}
	p.rows[table] = id
	values := map[string]any{}
	for _, c := range p.columns[table] {
		i := slices.IndexFunc(r.Fields, func(f store.PersonalField) bool { return f.Column == c.name })
		switch {
		case c.name == "id":
			values[c.name] = id[:]
		case c.name == "dispute_id":
			values[c.name] = dispute[:]
		case table+"."+c.name == "dispute_parties.left_at": // whoever has left reads less
			values[c.name] = nil
		case hangs[table+"."+c.name] != "":
			parent := p.rows[hangs[table+"."+c.name]]
			values[c.name] = parent[:]
		case len(r.Table.Subject) > 0 && c.name == r.Table.Subject[0]:
			values[c.name] = p.person[:]
		case special[table+"."+c.name] != "":
			values[c.name] = special[table+"."+c.name]
		case i < 0 && c.nullable:
			values[c.name] = nil
		case i < 0 && c.number:
			values[c.name] = 0
		case i < 0:
			key := random()
			values[c.name] = any(key.String()[:8])
			if c.bytes {
				values[c.name] = key[:]
			}
		default:
			values[c.name] = p.value(table, c, r.Fields[i].Type, id, other)
		}
	}
	if table == "persons" {
		p.change(values, id)
		return nil
	}
	names, marks, args := []string{}, []string{}, []any{}
	for name, v := range values {
		names, marks, args = append(names, name), append(marks, "?"), append(args, v)
	}
	_, err := p.db.ExecContext(context.Background(),
		"INSERT INTO "+table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...)
	return err
}

// change overwrites the account, but for what lets the person sign in.
func (p *registerFiller) change(values map[string]any, id models.ID) {
	p.Helper()
	for name, v := range values {
		if !slices.Contains([]string{"id", "state", "epoch"}, name) {
			p.exec("UPDATE persons SET "+name+" = ? WHERE id = ?", v, id[:])
		}
	}
}

// hangs names columns that point at a row planted before, in another table.
var hangs = map[string]string{"desk_objections.session_id": "desk_sessions",
	"dispute_signatures.agreement_id": "dispute_agreements", "dispute_evidence.party_id": "dispute_parties"}

// special are the words that a condition of the register asks for.
var special = map[string]string{
	"dispute_events.audience": "parties", "dispute_parties.side": "applicant", "persons.state": "active",
	"dispute_documents.kind": "agreement", "dispute_sessions.kind": "mediation",
	"disclosures.state": "read", "files.state": "ready",
}

func (p *registerFiller) value(table string, c column, kind reflect.Type, row, other models.ID) any {
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	switch {
	case kind == reflect.TypeFor[models.ID]():
		return other[:]
	case kind == reflect.TypeFor[models.Day]():
		return "2026-01-01"
	case kind == reflect.TypeFor[models.RegionCode]():
		return plantVillage
	case kind.Kind() == reflect.Slice:
		sealed, err := p.ring.Seal(keyring.Column{Table: table, Name: c.name}, row[:], []byte(p.canary(table)))
		if err != nil {
			p.Fatal(err)
		}
		return sealed
	case kind.Kind() == reflect.Bool:
		return 1
	case kind.Kind() != reflect.String:
		return p.number
	case c.size > 0 && c.size < 8:
		return "1"
	}
	return p.canary(table)
}

// canary is a text that stands nowhere else.
func (p *registerFiller) canary(table string) string {
	p.n++
	text := fmt.Sprintf("%s%05d", p.mark, p.n)
	p.planted[table] = append(p.planted[table], text)
	return text
}

func random() (id models.ID) {
	_, _ = rand.Read(id[:])
	id[6] = 0x70 | id[6]&0x0f
	return id
}

// part is what the answer shows of one table.
type part struct {
	Name    string
	Columns []struct{ Name, Label, Class string }
	Rows    [][]any
}

func parts(t *testing.T, body []byte) map[string]part {
	t.Helper()
	var copied struct{ Parts []part }
	if err := json.Unmarshal(body, &copied); err != nil {
		t.Fatal(err)
	}
	all := map[string]part{}
	for _, p := range copied.Parts {
		all[p.Name] = p
	}
	return all
}
