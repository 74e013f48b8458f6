package routes_test

// The matrix of Party branches, unions, the League and the women's federation.

// partyPlace is what a place has of it.
type partyPlace struct{}

// settleParty makes it.
func (w *world) settleParty(*place) { w.Helper() }

// absentParty has ids of what does not exist.
func absentParty() partyPlace { return partyPlace{} }

var partyRows = map[string]row{}
