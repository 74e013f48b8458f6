package dispute

// Running lists the states in which a case still waits for an end.
func Running() []State {
	return Moves.From(Withdraw)
}
