package matching

// What the tests of query plans ask for.
var (
	ListFindable     = listFindable
	ListActiveBodies = listActiveBodies
)

// FindableQuery is what such a query is asked with.
type FindableQuery = findableQuery

// BodyQuery is what such a query is asked with.
type BodyQuery = bodyQuery
