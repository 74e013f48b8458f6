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
		for _, budget := range beforeTheFirst[p.dialect] {
			if files, err := upCutOff(t, p, budget); files != 0 || !killed(err) {
				t.Fatalf("applied %d in %d statements: %v", files, budget, err)
			}
		}
		stops, done := 0, 0
		for budget := 1; done < migrations.Baselines; budget++ {
			files, err := upCutOff(t, p, budget)
			if err != nil && !killed(err) {
				t.Fatalf("after %d stops, in a run of %d statements: %v", stops, budget, err)
			}
			if files > 0 { // it died in the next file, where the runs begin short again
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
		if _, err := migrations.Up(ctx, db, p.dialect); err != nil {
			t.Fatal(err)
		}
		before := definitions(t, p.dialect, db)
		run(t, db, "DELETE FROM goose_db_version WHERE version_id BETWEEN 1001 AND 1099")
		if n, err := migrations.Up(ctx, db, p.dialect); err != nil || n != migrations.Baselines {
			t.Fatalf("applied %d: %v", n, err)
		}
		same(t, before, definitions(t, p.dialect, db))
	})
}

// upCutOff migrates in a process of its own that dies after so many statements.
func upCutOff(t *testing.T, p place, statements int) (files int, err error) {
	t.Helper()
	pool := p.open(t)
	opener, ok := pool.Driver().(driver.DriverContext)
	if !ok {
		t.Fatalf("%T opens no connector", pool.Driver())
	}
	connector, err := opener.OpenConnector(p.dsn)
	if err != nil {
		t.Fatal(err)
	}
	ctx, kill := context.WithCancel(context.Background())
	defer kill()
	db := sql.OpenDB(mortal{connector, &life{left: statements, kill: kill}})
	defer db.Close()
	return migrations.Up(ctx, db, p.dialect)
}

// beforeTheFirst are runs that die while the table of versions is made: MySQL keeps
// it without its first row.
var beforeTheFirst = map[string][]int{"mysql": {1, 1}, "sqlite": {1, 2}}

func killed(err error) bool { return errors.Is(err, errKilled) || errors.Is(err, context.Canceled) }

var errKilled = errors.New("the process was killed")

// life is how many statements a process has left; all its connections die with it.
type life struct {
	left int
	kill context.CancelFunc
}

type mortal struct {
	driver.Connector
	*life
}

func (m mortal) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := m.Connector.Connect(ctx)
	return mortalConn{conn, m.life}, err
}

// mortalConn hides all of a connection but the least, so that every statement
// passes here.
type mortalConn struct {
	driver.Conn
	*life
}

func (c mortalConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if c.left--; c.left < 0 {
		c.kill()
		return nil, errKilled
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
