package routes_test

// The matrix of how people come into bodies and go out of them.

// joiningPlace is what a place has of it.
type joiningPlace struct{}

// settleJoining makes it.
func (w *world) settleJoining(*place) { w.Helper() }

// absentJoining has ids of what does not exist.
func absentJoining() joiningPlace { return joiningPlace{} }

var joiningRows = map[string]row{}
