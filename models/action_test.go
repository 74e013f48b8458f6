package models

import "testing"

// TestNewAction_refuses shows the two mistakes that stop the program at start,
// and what an action of an older program reads.
func TestNewAction_refuses(t *testing.T) {
	for _, pair := range [][2]string{{"", "什么也没有"}, {"test.no_words", ""}, {ActionPurge.String(), "再说一遍"}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q was declared", pair)
				}
			}()
			NewAction(pair[0], pair[1])
		}()
	}
	if got := ActionWords("older.action"); got != "older.action" {
		t.Errorf("an unknown action reads %q", got)
	}
}
