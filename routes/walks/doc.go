// Package walks holds the tests that go through every route and ask what is
// declared of it, whichever area it belongs to: the route table, the document,
// its enumerations and words, what is offered.
//
// It has tests only. What may not live here: product code; scenarios of one area,
// which stand beside that area in services/<area>; and walks that call every route
// as everybody, which need the world of routes/matrix.
package walks
