package store

// personalFounding are the lines of founding of bodies: charter, founders, life and end.
func personalFounding() []personalLine { return nil }
