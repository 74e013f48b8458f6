package matching

// What the tests of query plans ask for.
var (
	ListFindable            = listFindable
	ListActiveOrganizations = listActiveOrganizations
)

// FindableQuery is what such a query is asked with.
type FindableQuery = findableQuery

// PlaceQuery is what such a query is asked with.
type PlaceQuery = placeQuery
