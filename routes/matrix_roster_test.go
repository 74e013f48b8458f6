package routes_test

// The matrix of lists that leaders keep in a spreadsheet.

// rosterPlace is what a place has of it.
type rosterPlace struct{}

// settleRoster makes it.
func (w *world) settleRoster(*place) { w.Helper() }

// absentRoster has ids of what does not exist.
func absentRoster() rosterPlace { return rosterPlace{} }

var rosterRows = map[string]row{}
