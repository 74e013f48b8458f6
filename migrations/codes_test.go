package migrations_test

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xinjumin/migrations"
)

var (
	// codeList is the one form of a CHECK on a code: what a test can compare with
	// the constants of the program.
	codeList = regexp.MustCompile(`^(\w+) IN \(('\w*'(?:, '\w*')*)\)$`)
	anyList  = regexp.MustCompile(`^\w+ +IN *\( *'`)
	codeName = regexp.MustCompile(`(^|_)(kind|state|status)$`)
)

// Columns that are called as others are which hold a code, and hold none of a
// closed set.
var noCodes = map[string][]string{
	"words that a person wrote, or that are made for people": {
		"audit_events.reason", "bans.reason", "contact_reveals.reason", "desk_objections.reason", "disclosures.reason",
		"organization_ends.reason", "organization_names.reason", "removals.reason", "union_transfers.reason",
		"organization_charters.purpose", "union_meeting_calls.purpose",
		"organizations.end_reason", "organization_units.end_reason", "role_grants.end_reason",
	},
	"a name that an area declares in the program; one more must cost no change of the table": {
		"jobs.kind", "notices.kind", "notices.subject", "files.subject_kind",
	},
	"a list of our own that grows without a change of the schema": {
		"profiles.work_kind", "union_forms.work_kind",
	},
	"what the made-up people of the seed do; the program reads no code in it": {
		"persons.employment",
	},
}

// codes gives the values of each code column, as the CHECKs list them.
func codes(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, c := range checksOf(t, "sqlite") {
		list := codeList.FindStringSubmatch(c.text)
		if list == nil {
			if anyList.MatchString(c.text) {
				t.Errorf("%s.%s has another form than column IN ('a', 'b'): %s", c.table, c.name, c.text)
			}
			continue
		}
		column := c.table + "." + list[1]
		if _, twice := all[column]; twice || c.name != "ck_"+c.table+"_"+list[1] {
			t.Errorf("%s has two lists of values, or %s should be called after it", column, c.name)
		}
		for value := range strings.SplitSeq(list[2], ", ") {
			if slices.Contains(all[column], value) {
				t.Errorf("%s has %s twice", column, value)
			}
			all[column] = append(all[column], value)
		}
	}
	return all
}

// Where one table lists the values of a column, every table that has a column of
// this name does, and so does every kind, state and status.
func TestCodes_haveACheck(t *testing.T) {
	p := newPlace(t, "sqlite")
	db := p.open(t)
	if _, err := migrations.Up(context.Background(), db, p.dialect); err != nil {
		t.Fatal(err)
	}
	columns, _ := schema(t, p.dialect, db)
	listed, names := codes(t), map[string]bool{}
	if len(listed) < 80 {
		t.Fatalf("only %d columns have a list of values", len(listed))
	}
	for column := range listed {
		if c, ok := columns[column]; !ok || c.kind != "text" {
			t.Errorf("%s has a list of values and is no column of text", column)
		}
		names[column[strings.Index(column, ".")+1:]] = true
	}
	free := map[string]bool{}
	for _, list := range noCodes {
		for _, column := range list {
			free[column] = true
		}
	}
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		name := column[strings.Index(column, ".")+1:]
		_, has := listed[column]
		wants := columns[column].kind == "text" && (names[name] || codeName.MatchString(name))
		switch {
		case wants && !has && !free[column]:
			t.Errorf("%s has no CHECK that lists its codes", column)
		case free[column] && (has || !wants):
			t.Errorf("%s needs no exception any more", column)
		}
		delete(free, column)
	}
	for column := range free {
		t.Errorf("%s is an exception and no column", column)
	}
}
