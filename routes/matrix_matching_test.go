package routes_test

// The matrix of finding one another, coverage and search.

// matchingPlace is what a place has of it.
type matchingPlace struct{}

// settleMatching makes it.
func (w *world) settleMatching(*place) { w.Helper() }

// absentMatching has ids of what does not exist.
func absentMatching() matchingPlace { return matchingPlace{} }

var matchingRows = map[string]row{}
