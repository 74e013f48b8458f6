// Package walks holds the tests that go through every route, whichever area it
// belongs to: the access matrix, the route table, the document, and the walks
// that send odd fields, odd texts and a person's whole life through the API.
//
// It has tests only. What may not live here: product code, and scenarios of one
// area, which stand beside that area in services/<area>.
package walks
