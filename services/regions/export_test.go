package regions

// What the tests of query plans ask for.
var (
	ListZoneMembers = listZoneMembers
)
