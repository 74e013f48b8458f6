package models

// Unreadable is a sealed value that does not open: damaged, moved to another
// row, or sealed with a key that is not there. It is a fault of ours, never the
// caller's, and what it tells is for the log and the trail.
type Unreadable struct {
	Table, Column string
	Row           []byte
	Cause         error
}

// Error implements error.
func (u *Unreadable) Error() string { return u.Table + "." + u.Column + ": " + u.Cause.Error() }

// Unwrap gives the cause.
func (u *Unreadable) Unwrap() error { return u.Cause }
