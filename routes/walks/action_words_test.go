package walks_test

import (
	"slices"
	"testing"
	"unicode"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// TestActions_haveWords walks every declared audit action and the policy of
// every route: a person who opens the copy of their own data reads Chinese for
// each, never the text of a program. routes/privacy shows ActionWords.
func TestActions_haveWords(t *testing.T) {
	env := apptest.New(t, apptest.SQLite)
	declared := models.Actions()
	if len(declared) < 180 {
		t.Errorf("only %d actions are declared", len(declared))
	}
	seen := map[string]string{}
	for _, key := range declared {
		words := models.ActionWords(key)
		if !actionForm.MatchString(key) {
			t.Errorf("%q is not of the form noun.verb", key)
		}
		if words == key || !allChinese(words) {
			t.Errorf("%s reads %q", key, words)
		}
		if other := seen[words]; other != "" {
			t.Errorf("%s and %s both read %q", other, key, words)
		}
		seen[words] = key
	}
	for _, r := range env.Server.API.Routes() {
		if a := r.Policy.Audit; !a.IsZero() && !slices.Contains(declared, a.String()) {
			t.Errorf("%s names %q, which nobody declared", r.ID, a)
		}
	}
}

// allChinese tells whether a text has no letter of another script.
func allChinese(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return s != ""
}
