package migrations_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"xinjumin/migrations"
)

// texts gives the files of a dialect by their names.
func texts(t *testing.T, dialect string) map[string]string {
	t.Helper()
	names, err := fs.Glob(os.DirFS("."), dialect+"/*.sql")
	if err != nil || len(names) < migrations.Baselines {
		t.Fatalf("%d files: %v", len(names), err)
	}
	all := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[path.Base(name)] = string(text)
	}
	return all
}

// versionOf reads the number of a file.
func versionOf(t *testing.T, name string) int64 {
	t.Helper()
	number, _, _ := strings.Cut(name, "_")
	version, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return version
}

func TestFiles_areTheSameInBothFolders(t *testing.T) {
	a, b := slices.Sorted(maps.Keys(texts(t, "mysql"))), slices.Sorted(maps.Keys(texts(t, "sqlite")))
	if !slices.Equal(a, b) {
		t.Errorf("the folders differ: %v and %v", a, b)
	}
	for n := range migrations.Baselines {
		if prefix := fmt.Sprintf("%05d_", migrations.FirstBaseline+n); !strings.HasPrefix(a[n], prefix) {
			t.Errorf("the baseline %s is missing: there is %s", prefix, a[n])
		}
	}
}

func TestFiles_canBeRepeated(t *testing.T) {
	for _, dialect := range []string{"mysql", "sqlite"} {
		for name, text := range texts(t, dialect) {
			if fault := repeatFault(dialect, versionOf(t, name), text); fault != "" {
				t.Errorf("%s/%s: %s", dialect, name, fault)
			}
		}
	}
}

func TestFiles_whatCannotBeRepeatedIsFound(t *testing.T) {
	for _, wrong := range [][3]string{
		{"mysql", "01101_later.sql", "ALTER TABLE a ADD COLUMN b INT;\nALTER TABLE c ADD COLUMN d INT;\n"},
		{"mysql", "01018_audits.sql", "CREATE INDEX IF NOT EXISTS c ON a (b);\n"},
		{"mysql", "01018_audits.sql", "CREATE TABLE a (b INT);\n"},
		{"sqlite", "01018_audits.sql", "CREATE TABLE IF NOT EXISTS a (b INT);\nCREATE UNIQUE INDEX c ON a (b);\n"},
		{"sqlite", "01018_audits.sql", "INSERT INTO a (b) VALUES (1);\n"},
		{"sqlite", "01101_later.sql", "-- +goose Down\nDROP TABLE a;\n"},
	} {
		if repeatFault(wrong[0], versionOf(t, wrong[1]), "-- +goose Up\n"+wrong[2]) == "" {
			t.Errorf("nothing is found in %v", wrong)
		}
	}
	later := "-- +goose Up\nALTER TABLE a ADD COLUMN b INTEGER NULL;\nCREATE INDEX c ON a (b);\n"
	if fault := repeatFault("sqlite", 1101, later); fault != "" {
		t.Errorf("SQLite takes a file back as a whole: %s", fault)
	}
}

var (
	ddl      = regexp.MustCompile(`(?i)\b(CREATE|ALTER|DROP|RENAME)\s+(TABLE|UNIQUE|INDEX)`)
	baseline = map[string]*regexp.Regexp{
		"mysql":  regexp.MustCompile(`^CREATE TABLE IF NOT EXISTS \w+ \(`),
		"sqlite": regexp.MustCompile(`^CREATE (TABLE|INDEX|UNIQUE INDEX) IF NOT EXISTS \w+`),
	}
)

// repeatFault tells why a process that is killed in the middle of a file could
// not go on.
func repeatFault(dialect string, version int64, text string) string {
	if strings.Contains(text, "+goose Down") {
		return "it has a way down"
	}
	if version > migrations.LastBaseline {
		if n := len(ddl.FindAllString(text, -1)); dialect == "mysql" && n > 1 {
			return fmt.Sprintf("%d DDL statements; MySQL cannot roll them back together", n)
		}
		return ""
	}
	for _, statement := range statementsOf(text) {
		if !baseline[dialect].MatchString(statement) {
			return "a statement that cannot run again: " + statement
		}
	}
	return ""
}

// check is the text of a CHECK of a table, in one line.
type check struct{ table, name, text string }

var (
	tableHead = regexp.MustCompile(`(?:CREATE TABLE|ALTER TABLE|DROP TABLE)(?: IF NOT EXISTS)? (\w+)`)
	renamed   = regexp.MustCompile(`^ALTER TABLE (\w+) RENAME TO (\w+)`)
	checkHead = regexp.MustCompile(`CONSTRAINT (ck_\w+) CHECK \(`)
	spaces    = regexp.MustCompile(`\s+`)
)

// checksOf reads the CHECKs of a dialect's files, as they are after the last file: a later one
// replaces a CHECK of the same name, or makes a table anew under another name and renames it.
func checksOf(t *testing.T, dialect string) []check {
	t.Helper()
	now := map[[2]string]check{}
	files := texts(t, dialect)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, statement := range statementsOf(files[name]) {
			head := tableHead.FindStringSubmatch(statement)
			if r := renamed.FindStringSubmatch(statement); r != nil {
				for key, c := range now {
					if c.table == r[1] {
						delete(now, key)
						now[[2]string{r[2], c.name}] = check{r[2], c.name, c.text}
					}
				}
			}
			if strings.HasPrefix(statement, "DROP TABLE") {
				maps.DeleteFunc(now, func(_ [2]string, c check) bool { return c.table == head[1] })
			}
			for _, at := range checkHead.FindAllStringSubmatchIndex(statement, -1) {
				text := spaces.ReplaceAllString(statement[at[1]:closing(statement, at[1])], " ")
				check := check{head[1], statement[at[2]:at[3]], strings.TrimSpace(text)}
				now[[2]string{check.table, check.name}] = check
			}
		}
	}
	all := slices.Collect(maps.Values(now))
	slices.SortFunc(all, func(a, b check) int { return strings.Compare(a.table+" "+a.name, b.table+" "+b.name) })
	return all
}

// closing finds the bracket that closes the one before from.
func closing(text string, from int) int {
	depth := 1
	for i, r := range text[from:] {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return from + i
			}
		}
	}
	return len(text)
}

func TestChecks_areTheSameInBothDialects(t *testing.T) {
	my, lite := checksOf(t, "mysql"), checksOf(t, "sqlite")
	if len(my) < 100 || !slices.Equal(my, lite) {
		t.Errorf("%d CHECKs on MySQL, %d on SQLite", len(my), len(lite))
	}
	for _, c := range my {
		if !slices.Contains(lite, c) {
			t.Errorf("SQLite lacks %v", c)
		}
	}
}
