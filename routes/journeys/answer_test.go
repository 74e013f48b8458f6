package journeys_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// answer is what a screen has at hand.
type answer struct {
	t      testing.TB
	of     string
	status int
	raw    string
	value  any
}

// at follows names and numbers that are separated by dots.
func (a answer) at(path string) answer {
	a.t.Helper()
	inner := a
	for _, step := range strings.Split(path, ".") {
		switch v := inner.value.(type) {
		case map[string]any:
			next, ok := v[step]
			if !ok {
				a.t.Fatalf("%s: no %s in %s", a.of, path, a.raw)
			}
			inner.value = next
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(v) {
				a.t.Fatalf("%s: no %s in %s", a.of, path, a.raw)
			}
			inner.value = v[i]
		default:
			a.t.Fatalf("%s: no %s in %s", a.of, path, a.raw)
		}
	}
	return inner
}

// text is the text at a path; a number is written in digits, null is empty.
func (a answer) text(path string) string {
	a.t.Helper()
	switch v := a.at(path).value.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return fmt.Sprint(v)
	}
}

// id is what an answer calls itself by.
func (a answer) id() string { a.t.Helper(); return a.text("id") }

// count is how many entries stand at a path.
func (a answer) count(path string) int {
	a.t.Helper()
	list, ok := a.at(path).value.([]any)
	if !ok {
		a.t.Fatalf("%s: %s is no list in %s", a.of, path, a.raw)
	}
	return len(list)
}

// item is the one entry of the list in which fields hold texts, given by turns, as
// somebody finds a line by reading it.
func (a answer) item(fieldsAndTexts ...string) answer {
	a.t.Helper()
	var found []answer
	list := a.at("items")
	for i := range a.count("items") {
		line, fits := list.at(strconv.Itoa(i)), true
		for k := 0; k+1 < len(fieldsAndTexts); k += 2 {
			fits = fits && strings.Contains(line.text(fieldsAndTexts[k]), fieldsAndTexts[k+1])
		}
		if fits {
			found = append(found, line)
		}
	}
	if len(found) != 1 {
		a.t.Fatalf("%s: %d lines with %v in %s", a.of, len(found), fieldsAndTexts, a.raw)
	}
	return found[0]
}

// want compares the texts at paths, given by turns.
func (a answer) want(pathsAndTexts ...string) answer {
	a.t.Helper()
	for k := 0; k+1 < len(pathsAndTexts); k += 2 {
		if got := a.text(pathsAndTexts[k]); got != pathsAndTexts[k+1] {
			a.t.Errorf("%s: %s is %q, want %q", a.of, pathsAndTexts[k], got, pathsAndTexts[k+1])
		}
	}
	return a
}

// offers fails the test when an answer does not offer an act.
func (a answer) offers(act string) answer {
	a.t.Helper()
	for i := range a.count("acts") {
		if a.text("acts."+strconv.Itoa(i)) == act {
			return a
		}
	}
	a.t.Fatalf("%s: %s is not offered in %s", a.of, act, a.raw)
	return a
}
