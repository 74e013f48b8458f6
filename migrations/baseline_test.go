package migrations_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"xinjumin/migrations"
)

// Wherever a process is killed, the next one goes on from there: it repeats what
// MySQL has kept and does one statement more, until it is killed again.
func TestBaselines_goOnAfterEachStatement(t *testing.T) {
	each(t, func(t *testing.T, p place) {
		whole := newPlace(t, p.dialect).open(t)
		if _, err := migrations.Up(context.Background(), whole, p.dialect); err != nil {
			t.Fatal(err)
		}
		statements := 0
		for name, text := range texts(t, p.dialect) {
			if versionOf(t, name) <= migrations.LastBaseline {
				statements += len(statementsOf(text))
			}
		}
		victim := newMortal(t, p)
		for _, budget := range beforeTheFirst[p.dialect] {
			if files, err := newMortal(t, p).upTo(budget, migrations.FirstBaseline); files != 0 || !killed(err) {
				t.Fatalf("applied %d in %d statements: %v", files, budget, err)
			}
		}
		stops, done := 0, 0
		for budget := 1; done < migrations.Baselines; budget++ {
			files, err := victim.upTo(budget, int64(migrations.FirstBaseline+done))
			if err != nil && !killed(err) {
				t.Fatalf("after %d stops, in a run of %d statements: %v", stops, budget, err)
			}
			if files > 0 { // the runs begin short again in the next file
				budget = 0
			}
			stops, done = stops+1, done+files
		}
		if want := statements + migrations.Baselines; stops != want {
			t.Errorf("%d stops, not %d: one after each statement and one before each version", stops, want)
		}
		db := p.open(t)
		if _, err := migrations.Up(context.Background(), db, p.dialect); err != nil {
			t.Fatal(err)
		}
		same(t, definitions(t, p.dialect, whole), definitions(t, p.dialect, db))
	})
}

// SQLite takes a file back as a whole, so that it never repeats one by itself.
func TestBaselines_mayRunAgain(t *testing.T) {
	each(t, func(t *testing.T, p place) {
		ctx, db := context.Background(), p.open(t)
		runner, err := migrations.NewRunner(db, p.dialect)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := runner.UpTo(ctx, migrations.LastBaseline); err != nil {
			t.Fatal(err)
		}
		before := definitions(t, p.dialect, db)
		run(t, db, "DELETE FROM goose_db_version WHERE version_id BETWEEN 1001 AND 1099")
		if n, err := runner.UpTo(ctx, migrations.LastBaseline); err != nil || n != migrations.Baselines {
			t.Fatalf("applied %d: %v", n, err)
		}
		same(t, before, definitions(t, p.dialect, db))
	})
}

// beforeTheFirst are runs that die while the table of versions is made: MySQL keeps
// it without its first row.
var beforeTheFirst = map[string][]int{"mysql": {1, 1}, "sqlite": {1, 2}}

func killed(err error) bool { return errors.Is(err, errKilled) || errors.Is(err, context.Canceled) }

var errKilled = errors.New("the process was killed")

// mortal is a process that dies after so many statements, with all its
// connections, and is started again.
type mortal struct {
	driver.Connector
	runner *migrations.Runner
	left   int
	kill   context.CancelFunc
}

func newMortal(t *testing.T, p place) *mortal {
	t.Helper()
	opener, ok := p.open(t).Driver().(driver.DriverContext)
	if !ok {
		t.Fatalf("the driver of %s opens no connector", p.dialect)
	}
	connector, err := opener.OpenConnector(p.dsn)
	if err != nil {
		t.Fatal(err)
	}
	m := &mortal{Connector: connector}
	db := sql.OpenDB(m)
	t.Cleanup(func() { db.Close() })
	if m.runner, err = migrations.NewRunner(db, p.dialect); err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *mortal) upTo(statements int, version int64) (files int, err error) {
	ctx, kill := context.WithCancel(context.Background())
	defer kill()
	m.left, m.kill = statements, kill
	return m.runner.UpTo(ctx, version)
}

func (m *mortal) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := m.Connector.Connect(ctx)
	return mortalConn{conn, m}, err
}

// mortalConn hides all of a connection but the least, so that every statement
// passes here. The lock around migrations goes with the connections of a process:
// giving it back is no statement of its life.
type mortalConn struct {
	driver.Conn
	m *mortal
}

func (c mortalConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if !strings.HasPrefix(query, "DO RELEASE_LOCK") {
		if c.m.left--; c.m.left < 0 {
			c.m.kill()
			return nil, errKilled
		}
	}
	return c.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
}

// definitions gives every table and index as the engine tells it.
func definitions(t *testing.T, dialect string, db *sql.DB) map[string]string {
	t.Helper()
	all := map[string]string{}
	names := "SELECT table_name, '' FROM information_schema.tables WHERE table_schema = DATABASE()"
	if dialect == "sqlite" {
		names = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
	}
	rows, err := db.Query(names)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name, definition string
		if err := rows.Scan(&name, &definition); err != nil {
			t.Fatal(err)
		}
		all[name] = definition
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	delete(all, "goose_db_version")
	if dialect == "mysql" {
		for name := range all {
			var definition string
			if err := db.QueryRow("SHOW CREATE TABLE "+name).Scan(&name, &definition); err != nil {
				t.Fatal(err)
			}
			all[name] = definition
		}
	}
	return all
}

func same(t *testing.T, want, got map[string]string) {
	t.Helper()
	if len(want) == 0 || !slices.Equal(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))) {
		t.Fatalf("%d tables and indexes, not %d", len(got), len(want))
	}
	for name, definition := range want {
		if got[name] != definition {
			t.Errorf("%s:\n%s\ninstead of\n%s", name, got[name], definition)
		}
	}
}

// statementsOf splits a file as the runner does: a statement ends with a line
// that ends with a semicolon.
func statementsOf(text string) []string {
	var all []string
	var statement strings.Builder
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		if statement.Len() == 0 && (trimmed == "" || strings.HasPrefix(trimmed, "--")) {
			continue
		}
		statement.WriteString(line)
		if strings.HasSuffix(trimmed, ";") {
			all = append(all, statement.String())
			statement.Reset()
		}
	}
	return all
}
