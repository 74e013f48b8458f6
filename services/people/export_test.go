package people

// What the tests of query plans ask for.
var (
	ListPendingIdentities = listPendingIdentities
)
