package cli_test

import (
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
)

// withoutDatabase are the verbs that open none.
var withoutDatabase = []string{"help", "openapi", "keys", "keys rotate", "version"}

// What an early version made is refused by every verb that opens a database, in
// words that say what to do, and is left as it is.
func TestOldDatabase(t *testing.T) {
	verbs := map[string][]string{
		"serve": nil, "check": nil, "migrate": nil, "verify-log": nil, "keys reseal": nil, "keys reindex": nil,
		"seed":  {"--people", "1000"},
		"grant": {"--person", "01a20573-745f-709c-a0c1-d936d4b7f7c8"},
		"demo":  {"--addr", "127.0.0.1:0"},
	}
	for _, verb := range append(allVerbs(t), allVerbs(t, "keys")...) {
		if _, tested := verbs[verb]; !tested && !slices.Contains(withoutDatabase, verb) {
			t.Errorf("whether %q refuses an old database is not tested", verb)
		}
	}
	for engine, database := range databases(t) {
		t.Run(engine, func(t *testing.T) {
			env := production(t)
			env["APP_ENV"], env["DATABASE_URL"] = "development", database
			data := t.TempDir()
			if engine == "sqlite" {
				env["DATABASE_URL"] = "sqlite://" + filepath.Join(data, "demo.db")
			}
			run(t, env, "migrate").works("migrations applied")
			db := openRaw(t, env["DATABASE_URL"])
			for _, old := range []string{
				"INSERT INTO goose_db_version (version_id, is_applied) VALUES (164, 1)", // beside those of today
				"DELETE FROM goose_db_version WHERE version_id > 164",                   // alone
			} {
				if _, err := db.Exec(old); err != nil {
					t.Fatal(err)
				}
				for verb, flags := range verbs {
					refusesOld(t, env, append(strings.Fields(verb), flags...), data)
				}
			}
			var n int
			err := db.QueryRow("SELECT COUNT(*) FROM goose_db_version WHERE version_id > 0").Scan(&n)
			if err != nil || n != 1 {
				t.Errorf("%d versions: %v", n, err)
			}
		})
	}
}

// refusesOld runs one verb. The demonstration has no address of a database: it
// finds what lies in its directory.
func refusesOld(t *testing.T, env map[string]string, args []string, data string) {
	t.Helper()
	const early = "made by an early version of this program"
	switch {
	case args[0] != "demo":
		run(t, env, args...).fails(early+" (schema version 164)", "an empty database", `"xinjumin migrate"`)
	case strings.HasPrefix(env["DATABASE_URL"], "sqlite:"):
		run(t, nil, append(args, "--data", data)...).fails(early, "delete the directory "+data)
	}
}

// allVerbs reads the verbs below one, or all, from the help.
func allVerbs(t *testing.T, below ...string) []string {
	t.Helper()
	_, list, found := strings.Cut(run(t, nil, append(below, "--help")...).works().out, "Available Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	var all []string
	for line := range strings.Lines(list) {
		all = append(all, strings.Join(append(slices.Clone(below), strings.Fields(line)[0]), " "))
	}
	if !found || len(all) < 2 {
		t.Fatalf("no verbs below %v: %v", below, all)
	}
	return all
}

// openRaw opens the database of an address past the program.
func openRaw(t *testing.T, address string) *sql.DB {
	t.Helper()
	driver, dsn := "sqlite3", "file:"+strings.TrimPrefix(address, "sqlite://")
	if u, err := url.Parse(address); err == nil && u.Scheme == "mysql" {
		cfg, err := mysql.ParseDSN(os.Getenv("TEST_MYSQL_DURABLE_DSN"))
		if err != nil {
			t.Fatal(err)
		}
		cfg.DBName = strings.TrimPrefix(u.Path, "/")
		driver, dsn = "mysql", cfg.FormatDSN()
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
