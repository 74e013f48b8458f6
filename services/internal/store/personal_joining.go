package store

// personalJoining are the lines of how people come into bodies and go out of them.
func personalJoining() []personalLine { return nil }
