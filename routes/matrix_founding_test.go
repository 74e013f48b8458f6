package routes_test

// The matrix of founding of bodies: charter, founders, life and end.

// foundingPlace is what a place has of it.
type foundingPlace struct{}

// settleFounding makes it.
func (w *world) settleFounding(*place) { w.Helper() }

// absentFounding has ids of what does not exist.
func absentFounding() foundingPlace { return foundingPlace{} }

var foundingRows = map[string]row{}
