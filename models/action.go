package models

import (
	"maps"
	"slices"
)

// Action is what the audit trail says was done: a text such as
// "membership.apply", which the trail and the document have, and the Chinese
// words that a person reads in the copy of their own data. Its fields are
// hidden, so that an action without words does not compile.
type Action struct{ key, zh string }

// actions are all that were declared, by their text.
var actions = map[string]Action{}

// NewAction declares an action. It is called where a package declares its
// variables, before anything runs, and therefore needs no lock; an action that
// is declared twice, or without words, stops the program there.
func NewAction(key, zh string) Action {
	if key == "" || zh == "" {
		panic("models: the audit action " + key + " needs a text and words")
	}
	if other, twice := actions[key]; twice {
		panic("models: the audit action " + key + " is declared twice: " + other.zh + ", " + zh)
	}
	a := Action{key: key, zh: zh}
	actions[key] = a
	return a
}

// String gives the text that stands in the trail.
func (a Action) String() string { return a.key }

// IsZero tells whether nothing is audited.
func (a Action) IsZero() bool { return a == Action{} }

// ActionWords gives the words of an action of the trail; the text itself for one
// that an older program wrote and this one no longer knows.
func ActionWords(key string) string {
	if a, known := actions[key]; known {
		return a.zh
	}
	return key
}

// Actions gives the texts of all declared actions in order.
func Actions() []string { return slices.Sorted(maps.Keys(actions)) }
