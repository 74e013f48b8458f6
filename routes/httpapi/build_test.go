package httpapi_test

import (
	"strings"
	"sync"
	"testing"
)

// Routes are built when they are first asked for, in whatever order and at once: the
// document is the same, and no answer is.
func TestDocument_isTheSameWhateverWasAskedFirst(t *testing.T) {
	want := build().api.Document()
	rows := build().api.Routes()
	s := serve(t)
	var all sync.WaitGroup
	for i := range rows {
		row := rows[len(rows)-1-i]
		path := strings.NewReplacer("{id}", id(1).String(), "{key}", "x").Replace(row.Path)
		for range 2 {
			all.Go(func() { s.do(t, row.Method, path, "{}", bearer("member")...) })
		}
	}
	all.Wait()
	if got := s.api.Document(); string(got) != string(want) {
		t.Error("the document depends on which routes were asked for before it")
	}
}
