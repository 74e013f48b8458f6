package unions

// What the tests of query plans ask for.
var (
	ListUnionsOfEmployer = listUnionsOfEmployer
	ListUnionsOfPlaces   = listUnionsOfPlaces
	ListAskingUnions     = listAskingUnions
	ReadUnionTree        = readUnionTree
)
