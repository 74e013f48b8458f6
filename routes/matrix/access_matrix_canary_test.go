package matrix_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
)

// canary is in every text of the other place that is not public, and in the
// nickname of each of its people. It must not reach anybody from here, whatever
// they call, and however they are refused.
const canary = "金丝雀"

// leaked tells when an answer holds what only people of the other place and
// those above both may read.
func (c cell) leaked(got *apptest.Response) string {
	if c.who.over || c.who.kind == "platform" || !got.Holds(canary) {
		return ""
	}
	return fmt.Sprintf("%s reads what is private in the other place: %s", c, got)
}

// The canary sings: each text that holds it is read by somebody who may.
func TestMatrix_canaryIsThere(t *testing.T) {
	w := startWithFixture(t, nil)
	sung := map[string]bool{}
	for _, r := range w.Server.API.Routes() {
		if r.Method != http.MethodGet {
			continue
		}
		for _, row := range rowsOf(r.ID, matrix) {
			for _, s := range w.subjects {
				if s.place != w.there {
					continue
				}
				c := cell{route: r, row: row, who: s, target: w.there, near: "own"}
				if w.call(c).Holds(canary) {
					sung[r.ID] = true
				}
			}
		}
	}
	for _, id := range []string{"readOrganization", "listApplications", "readActivity", "readPoll", "readDispute",
		"listMembers"} {
		if !sung[id] {
			t.Errorf("%s shows no canary to anybody of its place: the matrix would not notice a leak", id)
		}
	}
	t.Logf("%d routes show it: %s", len(sung), strings.Join(slices.Sorted(maps.Keys(sung)), " "))
}
