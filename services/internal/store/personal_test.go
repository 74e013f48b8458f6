package store_test

import (
	"context"
	"slices"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/services/internal/storetest"
)

// TestPersonalRegister_knowsEveryColumn compares the register of personal data
// with the migrated database: no table, no text column and no entity field can
// be added without saying what it holds about people.
func TestPersonalRegister_knowsEveryColumn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		faults, err := storetest.Open(env).PersonalFaults(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			t.Error(f)
		}
	})
}

// TestPersonalRegister_canaries breaks each rule once; every breach is seen.
func TestPersonalRegister_canaries(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	st, ctx := storetest.Open(env), context.Background()
	good, err := st.PersonalFaults(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, canary := range []string{
		"table by SQL alone", "text column by SQL alone", "text column of a table without an entity",
		"line without a table",
		"two lines of one table", "entity without a class", "people in a table that is nobody's",
		"column that is not there",
		"NOT NULL column cleared to NULL", "kept without a law", "neither shown nor withheld", "no words",
	} {
		faults, err := st.CanaryFault(ctx, canary)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(faults, func(f string) bool { return !slices.Contains(good, f) }) {
			t.Errorf("%s: not seen", canary)
		}
	}
}
