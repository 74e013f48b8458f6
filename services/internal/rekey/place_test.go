package rekey

import (
	"testing"

	"xinjumin/services/internal/keyring"
)

// A column that is sealed and that no statement names would stay under an old key for
// good, and be told of only where somebody changes keys.
func TestSealedPlace_knowsEveryColumn(t *testing.T) {
	for _, c := range keyring.Columns() {
		if table, name := sealedPlace(c.String()); table+"."+name != c.String() {
			t.Errorf("%s is sealed, and the statement is for %q of %q", c, name, table)
		}
	}
	if table, name := sealedPlace("persons.nickname"); table+name != "" {
		t.Error("a column that is not sealed has a place")
	}
}
