package models

import (
	"fmt"
	"slices"
	"strings"
)

// Moves is a state machine as a table: a verb, the states it may be done in, and
// the state that each of them leads to. What is not in the table is refused. A
// noun has one table beside its states; its refusals and whatever depends on more
// than the state (time, numbers, rights) stand in the methods that ask the table.
type Moves[State, Verb ~string] map[Verb]map[State]State

// May reports whether the verb can be done in a state.
func (m Moves[State, Verb]) May(from State, v Verb) bool {
	_, ok := m[v][from]
	return ok
}

// After gives the state that the verb leads to, or the refusal.
func (m Moves[State, Verb]) After(from State, v Verb, refusal *Error) (State, error) {
	if to, ok := m[v][from]; ok {
		return to, nil
	}
	return "", refusal
}

// From lists the states in which the verb can be done, in the order of their names.
func (m Moves[State, Verb]) From(v Verb) []State {
	states := make([]State, 0, len(m[v]))
	for from := range m[v] {
		states = append(states, from)
	}
	slices.Sort(states)
	return states
}

// To lists the states that the verb leads to, in the order of their names.
func (m Moves[State, Verb]) To(v Verb) []State {
	var states []State
	for _, to := range m[v] {
		if !slices.Contains(states, to) {
			states = append(states, to)
		}
	}
	slices.Sort(states)
	return states
}

// Text shows the whole table, a line for each verb in the order of their names,
// for a test that compares it with what was meant. A line names every state but
// those in which the verb is refused.
func (m Moves[State, Verb]) Text() string {
	verbs := make([]Verb, 0, len(m))
	for v := range m {
		verbs = append(verbs, v)
	}
	slices.Sort(verbs)
	var out strings.Builder
	for _, v := range verbs {
		fmt.Fprintf(&out, "%s:", v)
		for _, from := range m.From(v) {
			fmt.Fprintf(&out, " %s→%s", from, m[v][from])
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// Filled gives the same next state for several states.
func Filled[State ~string](to State, from ...State) map[State]State {
	out := make(map[State]State, len(from))
	for _, state := range from {
		out[state] = to
	}
	return out
}
