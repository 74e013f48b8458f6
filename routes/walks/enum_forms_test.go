package walks_test

import (
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest/contract"
	"xinjumin/models"
	"xinjumin/services"
)

// A form shows words where a request wants a word of the program: each enumeration in
// the body of a request stands in a list of /codes, all of it in one; the subtypes
// of all kinds of organizations, which a form shows by the kind, count as one.
func TestForms_findTheirWords(t *testing.T) {
	doc, found := contract.Read(t), 0
	lists := services.CodeLists()
	var subtypes models.CodeList
	for _, l := range lists {
		if strings.HasSuffix(l.Key, "_subtype") {
			subtypes.Entries = append(subtypes.Entries, l.Entries...)
		}
	}
	lists = append(lists, subtypes)
	var walk func(at string, s contract.Schema)
	walk = func(at string, s contract.Schema) {
		s = doc.Resolve(s)
		if len(s.Enum) > 0 {
			found++
			if !slices.ContainsFunc(lists, func(l models.CodeList) bool { return holdsAll(l, s.Enum) }) {
				t.Errorf("%s: no list of /codes has %v", at, s.Enum)
			}
		}
		for name, inner := range s.Properties {
			walk(at+"/"+name, inner)
		}
		if s.Items != nil {
			walk(at, *s.Items)
		}
	}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			if body, ok := op.RequestBody.Content["application/json"]; ok {
				walk(strings.ToUpper(method)+" "+path, body.Schema)
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d enumerations were found in requests", found)
	}
}

func holdsAll(l models.CodeList, values []any) bool {
	for _, v := range values {
		if !slices.ContainsFunc(l.Entries, func(e models.CodeEntry) bool { return e.Code == v }) {
			return false
		}
	}
	return true
}
