package activities

// What the tests of query plans ask for.
var (
	ListSignupsOf    = listSignupsOf
	ListFirstWaiting = listFirstWaiting
	ListActivities   = listActivities
)
