package store

// personalParty are the lines of Party branches, unions, the League and the women's federation.
func personalParty() []personalLine { return nil }
